import { packTarball } from '../n8n/pack.mts';
import { root } from '../n8n/versions.mts';
import { scanSource, scanTarball, told } from './scan.mts';

/** `npm run scan [-- folder-or-tarball ...]`; without arguments this project's sources, and what it packs. */
async function targets(): Promise<string[]> {
	const given = process.argv.slice(2);
	return given.length > 0 ? given : [root, (await packTarball()).path];
}

let count = 0;
for (const target of await targets()) {
	const findings = target.endsWith('.tgz') ? await scanTarball(target) : await scanSource(target);
	count += findings.length;
	console.log(findings.length === 0 ? `${target}: nothing found` : `${target}:\n${told(findings)}`);
}
process.exitCode = count === 0 ? 0 : 1;
