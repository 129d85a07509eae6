import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { runWithProgress } from '../command.mjs';
import { installN8n, lockOf, LOCKED } from './install.mjs';

const execute = promisify(execFile);

/** As the newest is not always complete in the registry. */
const MOST_TRIES = 5;

/** Installs an n8n that the project has no lockfile for, or the newest that can be installed, and prints its version. */
async function main(wanted) {
	const candidates = wanted === 'newest' ? (await released()).slice(0, MOST_TRIES) : [wanted];
	for (const version of candidates) {
		try {
			await lock(version);
			await installN8n(version);
			console.log(version);
			return 0;
		} catch (error) {
			process.stderr.write(`n8n ${version} cannot be installed: ${error.message}\n`);
		}
	}
	return 1;
}

/** Newest first, without betas. */
async function released() {
	const { stdout } = await execute('npm', ['view', 'n8n', 'versions', '--json']);
	return JSON.parse(stdout)
		.filter((version) => /^\d+\.\d+\.\d+$/.test(version))
		.sort((one, other) => other.localeCompare(one, 'en', { numeric: true }));
}

/** Makes the lockfile outside the checkout, with what the pinned version overrides. */
async function lock(version) {
	const folder = lockOf(version);
	if (existsSync(path.join(folder, 'package-lock.json'))) return;
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	const pinned = JSON.parse(readFileSync(path.join(LOCKED, '2.41.1', 'package.json'), 'utf8'));
	const manifest = { ...pinned, dependencies: { n8n: version } };
	writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
	const flags = ['--package-lock-only', '--ignore-scripts', '--legacy-peer-deps', '--no-audit'];
	await runWithProgress(`n8n ${version}, its lockfile`, 'npm', ['install', ...flags], {
		cwd: folder,
	});
}

process.exitCode = await main(process.argv[2] ?? 'newest');
