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
import { packagesIn, runWithProgress, withLock } from './command.mjs';

const STAMP = '.installed';

/**
 * Not `npm ci`: it refuses a lockfile without the binaries of other platforms, and a registry
 * does not always serve those. This installs the locked versions too, and leaves the lockfile.
 */
const INSTALL = ['install', '--no-save', '--loglevel=error', '--ignore-scripts'];

/** Outside the checkout, so that it outlives it: an installed n8n has 2 GB. */
export function cacheFolder() {
	const base = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
	return path.join(base, 'n8n-nodes-business-apis');
}

/** Where the packages locked in `source` are installed, or will be: one folder for each state of the lockfile. */
export function lockedFolder(name, source) {
	const lockfile = readFileSync(path.join(source, 'package-lock.json'));
	const hash = createHash('sha256').update(lockfile).digest('hex').slice(0, 12);
	return path.join(cacheFolder(), `${name}-${hash}`);
}

/**
 * Installs what the package.json and package-lock.json in `source` name, once, and answers the folder.
 *
 * @param flags for npm
 * @param finish what is left to do in the folder after that
 */
export async function installLocked(name, source, { flags = [], finish } = {}) {
	const folder = lockedFolder(name, source);
	if (isInstalled(folder)) return folder;
	await withLock(`${folder}.lock`, `the installation of ${name}`, async () => {
		if (!isInstalled(folder)) await install(name, source, folder, flags, finish);
	});
	return folder;
}

function isInstalled(folder) {
	return existsSync(path.join(folder, STAMP));
}

async function install(name, source, folder, flags, finish) {
	removeOlder(name);
	const workshop = `${folder}.installing`;
	rmSync(workshop, { recursive: true, force: true });
	mkdirSync(workshop, { recursive: true });
	for (const file of ['package.json', 'package-lock.json']) {
		copyFileSync(path.join(source, file), path.join(workshop, file));
	}
	process.stderr.write(`${name} is installed once, into ${folder}\n`);
	await runWithProgress(name, 'npm', [...INSTALL, '--no-audit', '--no-fund', ...flags], {
		cwd: workshop,
		measure: packagesIn(workshop),
	});
	await finish?.(workshop);
	writeFileSync(path.join(workshop, STAMP), `${new Date().toISOString()}\n`);
	rmSync(folder, { recursive: true, force: true });
	renameSync(workshop, folder);
}

/** An interrupted installation, and those of earlier lockfiles, only take room. */
function removeOlder(name) {
	if (!existsSync(cacheFolder())) return;
	for (const entry of readdirSync(cacheFolder())) {
		const isOld = entry.startsWith(`${name}-`) && !entry.endsWith('.lock');
		if (isOld) rmSync(path.join(cacheFolder(), entry), { recursive: true, force: true });
	}
}
