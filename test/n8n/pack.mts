import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	chmod,
	copyFile,
	mkdir,
	mkdtemp,
	readdir,
	readFile,
	rename,
	rm,
	rmdir,
	symlink,
	utimes,
	writeFile,
} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { oncePerRun } from './once.mts';
import { node, root } from './versions.mts';

const execute = promisify(execFile);

/** The package as `npm publish` would send it. */
export interface Tarball {
	path: string;
	/** Of the packed files; the same build gives the same one. */
	hash: string;
	name: string;
	version: string;
	/** Bytes of the packed file. */
	size: number;
	/** Bytes of all files in it. */
	unpackedSize: number;
	files: string[];
}

interface PackReport {
	filename: string;
	name: string;
	version: string;
	size: number;
	unpackedSize: number;
	files: Array<{ path: string }>;
}

const REPORT = 'report.json';

let packed: Promise<Tarball> | undefined;

/**
 * Builds the package, unless the test runner has just done so, and packs it; once per run.
 */
export async function packTarball(): Promise<Tarball> {
	packed ??= packedOnce();
	return await packed;
}

async function packedOnce(): Promise<Tarball> {
	const folder = await oncePerRun('packed', async (place) => {
		await writeFile(path.join(place, REPORT), JSON.stringify(await buildAndPack(place)));
	});
	if (folder === undefined) return await buildAndPack(os.tmpdir());
	return JSON.parse(await readFile(path.join(folder, REPORT), 'utf8')) as Tarball;
}

/** @param place where the packed file goes, under a name that its content gives */
async function buildAndPack(place: string): Promise<Tarball> {
	if (process.env.PACKAGE_IS_BUILT === undefined) {
		await execute('npm', ['run', 'build'], { cwd: root });
	}
	const folder = await mkdtemp(path.join(place, 'packed-'));
	const { stdout } = await execute(
		'npm',
		['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
		{ cwd: root },
	);
	const [report] = JSON.parse(stdout) as PackReport[];
	if (!report) throw new Error(`npm pack said nothing: ${stdout}`);
	const { filename, name, version, size, unpackedSize, files } = report;
	const hash = (await hashOf(path.join(folder, filename))).slice(0, 12);
	const file = path.join(place, `${name}-${version}-${hash}.tgz`);
	await rename(path.join(folder, filename), file);
	await rmdir(folder);
	return {
		path: file,
		hash,
		name,
		version,
		size,
		unpackedSize,
		files: files.map((entry) => entry.path),
	};
}

/**
 * The SHA-256 of a package that is packed once more, from a copy in another folder whose files have other times, and the rights of
 * another umask until the build's last step.
 *
 * @param files what the package holds
 */
export async function hashOfCopy(folder: string, files: readonly string[]): Promise<string> {
	const copy = await mkdtemp(path.join(os.tmpdir(), 'copied-'));
	try {
		for (const file of files) {
			const target = path.join(copy, file);
			await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
			await copyFile(path.join(folder, file), target);
			await chmod(target, 0o600);
			await utimes(target, 1_000_000_000, 1_000_000_000);
		}
		await copyFile(path.join(root, 'gulpfile.js'), path.join(copy, 'gulpfile.js'));
		await symlink(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
		await execute(node, [path.join('node_modules', 'gulp', 'bin', 'gulp.js'), 'rights'], {
			cwd: copy,
		});
		await execute('npm', ['pack', '--silent', '--ignore-scripts'], { cwd: copy });
		const [tarball = ''] = (await readdir(copy)).filter((name) => name.endsWith('.tgz'));
		return await hashOf(path.join(copy, tarball));
	} finally {
		await rm(copy, { recursive: true });
	}
}

export async function hashOf(file: string): Promise<string> {
	return createHash('sha256')
		.update(await readFile(file))
		.digest('hex');
}

/**
 * Installs the tarballs, and nothing beside them, the way n8n installs a community package; n8n loads them at its next start.
 */
export async function installPackages(
	userFolder: string,
	tarballs: readonly string[],
): Promise<void> {
	const folder = path.join(userFolder, '.n8n', 'nodes');
	await mkdir(folder, { recursive: true });
	await rm(path.join(folder, 'node_modules'), { recursive: true, force: true });
	await writeFile(
		path.join(folder, 'package.json'),
		JSON.stringify({ name: 'installed-nodes', private: true }),
	);
	await execute(
		'npm',
		['install', '--no-save', '--legacy-peer-deps', '--ignore-scripts', '--offline', ...tarballs],
		{ cwd: folder },
	);
}
