import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { packagesIn, runWithProgress, withLock } from './command.mjs';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** The project's own Node (24), whatever Node this process runs on. */
export const node = path.join(root, 'node_modules', 'node', 'bin', 'node');

/** Makes sure that node_modules holds what package-lock.json says; does nothing when it does. */
export async function setup() {
	if (isReady()) return;
	await withLock(
		path.join(root, '.cache', 'setup.lock'),
		'npm install of the project',
		async () => {
			if (!fits()) await install();
			if (!existsSync(node)) await fetchNode();
		},
	);
	const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
	if (!version.startsWith('v24.')) throw new Error(`The project's Node is ${version}, not 24.`);
}

function isReady() {
	return fits() && existsSync(node);
}

/** npm records what it has put into node_modules, after everything else, in a lockfile of its own. */
function fits() {
	const record = path.join(root, 'node_modules', '.package-lock.json');
	if (!existsSync(record)) return false;
	const { '': project, ...wanted } = packagesOf(path.join(root, 'package-lock.json'));
	const installed = packagesOf(record);
	return Object.entries(wanted).every(([name, { version, optional, devOptional }]) =>
		name in installed ? installed[name].version === version : optional || devOptional,
	);
}

function packagesOf(file) {
	return JSON.parse(readFileSync(file, 'utf8')).packages;
}

/**
 * Not `npm ci`: it refuses a lockfile without the binaries of other platforms, and a registry
 * does not always serve those. This installs the locked versions too, and leaves the lockfile.
 */
async function install() {
	await runWithProgress(
		"The project's packages",
		'npm',
		['install', '--no-save', '--include=dev'],
		{
			cwd: root,
			measure: packagesIn(root),
		},
	);
}

/** The package `node` fetches its binary in an install script; .npmrc lets none run unasked. */
async function fetchNode() {
	await runWithProgress(
		"The project's Node",
		'npm',
		['rebuild', '--ignore-scripts=false', 'node'],
		{
			cwd: root,
		},
	);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await setup();
