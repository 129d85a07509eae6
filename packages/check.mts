import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Built } from './build.mts';
import { runIn } from './build.mts';
import { root } from './root.mts';

/** What n8n's package scanner looks at. */
const SCANNED = ['package.json', 'nodes', 'credentials'];

/** n8n's strict rules over the sources of a package, warnings counted and inline exceptions ignored. */
export async function lint(folder: string): Promise<void> {
	await runIn(folder, 'eslint', [...SCANNED, '--max-warnings', '0', '--no-inline-config']);
}

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

/** What `npm run packages -- --check` proves of each package. */
export async function check(built: Built): Promise<void> {
	console.log(`\n=== ${built.name} ===`);
	await lint(built.folder);
	await tests(built);
}
