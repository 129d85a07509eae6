import { execFile } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Tests run side by side, and apt-get works for one at a time. */
const LOCK = path.join(os.tmpdir(), 'n8n-nodes-business-apis-apt.lock');

/** Something of a Debian package, e.g. its program; the package is installed if that is missing (needs root). */
export async function ofPackage<Found>(
	name: string,
	find: () => Found | undefined,
): Promise<Found> {
	const there = find();
	if (there !== undefined) return there;
	await install(name);
	const found = find();
	if (found === undefined) throw new Error(`The Debian package ${name} lacks what it should hold`);
	return found;
}

async function install(name: string): Promise<void> {
	const options = {
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
		maxBuffer: 64 * 1024 * 1024,
	};
	await run('flock', [LOCK, 'apt-get', 'update'], options);
	await run('flock', [LOCK, 'apt-get', 'install', '-y', '--no-install-recommends', name], options);
}
