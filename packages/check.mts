import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Built } from './build.mts';
import { scanSource, scanTarball, told } from '../test/scan/scan.mts';
import { root } from './root.mts';

/** The integration tests of a service, with the classes of its own package in place of the combined one's. */
async function tests({ id, folder }: Built): Promise<void> {
	const args = [
		'--silent',
		'-c',
		'jest.config.mjs',
		'--testPathPatterns',
		`/integration/(\\w+-)?${id}(-|\\.)`,
	];
	const child = spawn(path.join(root, 'node_modules', '.bin', 'jest'), args, {
		cwd: root,
		env: { ...process.env, PACKAGE_FOLDER: folder },
		stdio: 'inherit',
	});
	const code = await new Promise<number | null>((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', resolve);
	});
	if (code !== 0) throw new Error(`The tests of ${id} failed against ${folder}`);
}

/** What n8n's own scanner says of a package, a line each. */
async function scanned({ folder, tarball }: Built): Promise<string> {
	return told([...(await scanSource(folder)), ...(await scanTarball(tarball))]);
}

/** What `npm run packages -- --check` proves of each package. */
export async function check(built: Built): Promise<void> {
	console.log(`\n=== ${built.name} ===`);
	const findings = await scanned(built);
	if (findings !== '') throw new Error(`n8n's scanner finds in ${built.name}:\n${findings}`);
	await tests(built);
}
