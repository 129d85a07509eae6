import { createHash } from 'node:crypto';
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { packagesIn, runWithProgress, withLock } from '../command.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const STAMP = '.installed';

/**
 * Not `npm ci`: it refuses a lockfile without the binaries of other platforms, and a registry
 * does not always serve those. This installs the locked versions too, and leaves the lockfile.
 */
const INSTALL = ['install', '--no-save', '--loglevel=error'];

/** Outside the checkout, so that it outlives it: an installed n8n has 2 GB. */
export function cacheFolder() {
	const base = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
	return path.join(base, 'n8n-nodes-business-apis');
}

/** Where the version is installed, or will be: one folder for each state of its lockfile. */
export function n8nFolder(version) {
	const lockfile = path.join(here, 'versions', version, 'package-lock.json');
	const hash = createHash('sha256').update(readFileSync(lockfile)).digest('hex').slice(0, 12);
	return path.join(cacheFolder(), `n8n-${version}-${hash}`);
}

/** Installs the n8n version of `versions/<version>` once, and answers its folder. */
export async function installN8n(version) {
	const folder = n8nFolder(version);
	if (isInstalled(folder)) return folder;
	await withLock(`${folder}.lock`, `the installation of n8n ${version}`, async () => {
		if (!isInstalled(folder)) await install(version, folder);
	});
	return folder;
}

function isInstalled(folder) {
	return existsSync(path.join(folder, STAMP));
}

async function install(version, folder) {
	removeOlder(version);
	const workshop = `${folder}.installing`;
	rmSync(workshop, { recursive: true, force: true });
	mkdirSync(workshop, { recursive: true });
	for (const file of ['package.json', 'package-lock.json']) {
		copyFileSync(path.join(here, 'versions', version, file), path.join(workshop, file));
	}
	process.stderr.write(`n8n ${version} is installed once, into ${folder} (some minutes, 2 GB)\n`);
	await runWithProgress(
		`n8n ${version}`,
		'npm',
		[...INSTALL, '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'],
		{ cwd: workshop, measure: packagesIn(workshop) },
	);
	await runWithProgress(
		`n8n ${version}, its SQLite driver`,
		'npm',
		['rebuild', '--ignore-scripts=false', '--loglevel=error', ...headers(), 'sqlite3'],
		{ cwd: workshop },
	);
	writeFileSync(path.join(workshop, STAMP), `${new Date().toISOString()}\n`);
	rmSync(folder, { recursive: true, force: true });
	renameSync(workshop, folder);
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

/** An interrupted installation, and those of earlier lockfiles, only take room. */
function removeOlder(version) {
	if (!existsSync(cacheFolder())) return;
	for (const name of readdirSync(cacheFolder())) {
		const isOld = name.startsWith(`n8n-${version}-`) && !name.endsWith('.lock');
		if (isOld) rmSync(path.join(cacheFolder(), name), { recursive: true, force: true });
	}
}

/** As a command (`node test/n8n/install.mjs 2.41.1 ...`): installs and prints the folders, one a line. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
	for (const version of process.argv.slice(2)) console.log(await installN8n(version));
}
