import { execFile } from 'node:child_process';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { packTarball } from './pack.mts';
import { node, root } from './versions.mts';

const execute = promisify(execFile);

const FIRST = { version: '0.1.0', commit: '0767659' };

/** A packed package of one version. */
export interface Release {
	version: string;
	tarball: string;
	/** Where its sources stand, examples included. */
	folder: string;
}

/**
 * The release that people have, and the one that they install over it: the newest release tag of this repository, or the commit
 * that UPGRADE_FROM names, or that of 0.1.0, and this build. Nothing comes from a registry. Without any, or where both have the same
 * version, one of them is this build with the next version number.
 *
 * @param workshop a folder that the caller removes
 */
export async function releases(workshop: string): Promise<{ before: Release; after: Release }> {
	const built = await packTarball();
	const current = { version: built.version, tarball: built.path, folder: root };
	const from =
		process.env.UPGRADE_FROM ??
		(await lastRelease(root, current.version)) ??
		(await firstRelease(root, current.version));
	const before = from ? await releaseFrom(root, from, workshop) : current;
	const after = before.version === current.version ? await nextOf(current, workshop) : current;
	return { before, after };
}

/** The version of the package that an n8n with this user folder loads. */
export async function installedVersion(userFolder: string, name: string): Promise<string> {
	const file = path.join(userFolder, '.n8n', 'nodes', 'node_modules', name, 'package.json');
	return versionIn(await readFile(file, 'utf8'));
}

/** The tag of the newest release before this version; undefined where there is none, or no git history. */
export async function lastRelease(
	repository: string,
	version: string,
): Promise<string | undefined> {
	const tags = ['tag', '--list', 'v*', '--merged', 'HEAD', '--sort=-version:refname'];
	const { stdout } = await execute('git', tags, { cwd: repository }).catch(() => ({ stdout: '' }));
	return stdout.split('\n').find((tag) => /^v\d+\.\d+\.\d+$/.test(tag) && tag !== `v${version}`);
}

/** The commit of 0.1.0, which has no tag; undefined where it is not in the history, or where 0.1.0 is what is built. */
export async function firstRelease(
	repository: string,
	version: string,
): Promise<string | undefined> {
	if (version === FIRST.version) return undefined;
	return await execute('git', ['merge-base', '--is-ancestor', FIRST.commit, 'HEAD'], {
		cwd: repository,
	}).then(
		() => FIRST.commit,
		() => undefined,
	);
}

/** Builds and packs a commit of the repository, with the tools that are installed now. */
export async function releaseFrom(
	repository: string,
	commit: string,
	workshop: string,
): Promise<Release> {
	const folder = path.join(workshop, 'previous');
	const archive = path.join(workshop, 'previous.tar');
	await mkdir(folder, { recursive: true });
	await execute('git', ['archive', '--output', archive, commit], { cwd: repository });
	await execute('tar', ['-xf', archive, '-C', folder]);
	await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
	await execute(node, [path.join('node_modules', 'gulp', 'bin', 'gulp.js')], { cwd: folder });
	return await packed(folder);
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
	return await packed(folder);
}

async function packed(folder: string): Promise<Release> {
	const { stdout } = await execute('npm', ['pack', '--json', '--ignore-scripts'], { cwd: folder });
	const [report]: Array<{ filename: string; version: string }> = JSON.parse(stdout);
	if (!report) throw new Error(`npm pack answered nothing: ${stdout}`);
	return { version: report.version, tarball: path.join(folder, report.filename), folder };
}

function versionIn(manifest: string): string {
	const { version }: { version: string } = JSON.parse(manifest);
	return version;
}
