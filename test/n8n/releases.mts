import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { packTarball } from './pack.mts';

const execute = promisify(execFile);

/** A packed package of one version. */
export interface Release {
	version: string;
	tarball: string;
}

/**
 * The release that people have, and the one that they install over it: the tarball that PREVIOUS_PACKAGE names, and this build.
 * Without it, or where both have the same version, one of them is this build with the next version number.
 *
 * @param workshop a folder that the caller removes
 */
export async function releases(workshop: string): Promise<{ before: Release; after: Release }> {
	const built = await packTarball();
	const current = { version: built.version, tarball: built.path };
	const previous = process.env.PREVIOUS_PACKAGE;
	const before = previous ? await releaseAt(path.resolve(previous)) : current;
	const after = before.version === current.version ? await nextOf(current, workshop) : current;
	return { before, after };
}

/** The version of the package that an n8n with this user folder loads. */
export async function installedVersion(userFolder: string, name: string): Promise<string> {
	const file = path.join(userFolder, '.n8n', 'nodes', 'node_modules', name, 'package.json');
	return versionIn(await readFile(file, 'utf8'));
}

async function releaseAt(tarball: string): Promise<Release> {
	const { stdout } = await execute('tar', ['-xzOf', tarball, 'package/package.json']);
	return { version: versionIn(stdout), tarball };
}

async function nextOf({ version, tarball }: Release, workshop: string): Promise<Release> {
	const folder = path.join(workshop, 'next');
	await mkdir(folder, { recursive: true });
	await execute('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
	const [major, minor, patch] = version.split('.').map(Number);
	const next = `${major}.${minor}.${(patch ?? 0) + 1}`;
	const file = path.join(folder, 'package.json');
	const manifest: object = JSON.parse(await readFile(file, 'utf8'));
	await writeFile(file, JSON.stringify({ ...manifest, version: next }, null, '\t'));
	const { stdout } = await execute('npm', ['pack', '--json', '--ignore-scripts'], { cwd: folder });
	const [report]: Array<{ filename: string }> = JSON.parse(stdout);
	if (!report) throw new Error(`npm pack said nothing: ${stdout}`);
	return { version: next, tarball: path.join(folder, report.filename) };
}

function versionIn(manifest: string): string {
	const { version }: { version: string } = JSON.parse(manifest);
	return version;
}
