import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

export type N8nVersion = `${number}.${number}.${number}`;

/** The version that most tests run on: the one that is pinned in `scripts/n8n/versions`, or what `npm run test:n8n -- --n8n VERSION` names. */
export const CURRENT: N8nVersion = named(process.env.N8N_UNDER_TEST) ?? '2.41.1';

export const PREVIOUS: N8nVersion = '1.123.81';

/** The project's folder: everything that starts tests or the demo does so from there. */
export const root = process.cwd();

/** Node 24 of the project, which runs both n8n versions. */
export const node = path.join(root, 'node_modules', 'node', 'bin', 'node');

/** The folder of an installed n8n; installs it where it is missing, which takes minutes. */
export async function n8nFolder(version: N8nVersion): Promise<string> {
	const installer = execute(node, [path.join(root, 'scripts', 'n8n', 'install.mjs'), version]);
	installer.child.stderr?.pipe(process.stderr, { end: false });
	const { stdout } = await installer;
	return stdout.trim();
}

/** Outside the checkout: installed n8n versions and the demo's n8n. */
export async function cacheFolder(): Promise<string> {
	return path.dirname(await n8nFolder(CURRENT));
}

function named(version: string | undefined): N8nVersion | undefined {
	if (version === undefined) return undefined;
	if (!isVersion(version)) throw new Error(`${version} is not a version of n8n.`);
	return version;
}

function isVersion(text: string): text is N8nVersion {
	return /^\d+\.\d+\.\d+$/.test(text);
}
