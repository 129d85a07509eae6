import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** The n8n versions that the tests know; each has its package.json and lockfile in `versions/`. */
export type N8nVersion = '2.41.1' | '1.123.81';

export const CURRENT: N8nVersion = '2.41.1';

export const PREVIOUS: N8nVersion = '1.123.81';

/** The project's folder: everything that starts tests or the demo does so from there. */
export const root = process.cwd();

/** Node 24 of the project, which runs both n8n versions. */
export const node = path.join(root, 'node_modules', 'node', 'bin', 'node');

/** The folder of an installed n8n; installs it where it is missing, which takes minutes. */
export async function n8nFolder(version: N8nVersion): Promise<string> {
	const installer = execute(node, [path.join(root, 'test', 'n8n', 'install.mjs'), version]);
	installer.child.stderr?.pipe(process.stderr, { end: false });
	const { stdout } = await installer;
	return stdout.trim();
}

/** Outside the checkout: installed n8n versions and the demo's n8n. */
export async function cacheFolder(): Promise<string> {
	return path.dirname(await n8nFolder(CURRENT));
}
