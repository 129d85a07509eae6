import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runWithProgress } from '../command.mjs';
import { cacheFolder, installLocked } from '../locked.mjs';

/** The versions that the project pins, each with its package.json and lockfile. */
export const LOCKED = path.join(path.dirname(fileURLToPath(import.meta.url)), 'versions');

/** Where a version's package.json and lockfile are; newest.mjs makes those of versions that are not pinned. */
export function lockOf(version) {
	const pinned = path.join(LOCKED, version);
	return existsSync(pinned) ? pinned : path.join(cacheFolder(), 'locks', version);
}

/** Installs an n8n version once (some minutes, 2 GB), and answers its folder. */
export async function installN8n(version) {
	return await installLocked(`n8n-${version}`, lockOf(version), {
		flags: ['--legacy-peer-deps'],
		finish: async (folder) => await buildDriver(version, folder),
	});
}

async function buildDriver(version, folder) {
	await runWithProgress(
		`n8n ${version}, its SQLite driver`,
		'npm',
		['rebuild', '--ignore-scripts=false', '--loglevel=error', ...headers(), 'sqlite3'],
		{ cwd: folder },
	);
}

/**
 * Node's headers for the compiler, where the machine has some: else they are downloaded. The driver uses Node's stable interface
 * only, so that those of another version will do.
 */
function headers() {
	const prefixes = [path.dirname(path.dirname(process.execPath)), '/usr', '/usr/local'];
	const found = prefixes.find((prefix) =>
		existsSync(path.join(prefix, 'include', 'node', 'node_api.h')),
	);
	return found ? [`--nodedir=${found}`] : [];
}

/** As a command (`node scripts/n8n/install.mjs 2.41.1 ...`): installs and prints the folders, one a line. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
	for (const version of process.argv.slice(2)) console.log(await installN8n(version));
}
