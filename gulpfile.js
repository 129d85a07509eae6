const { execFile } = require('node:child_process');
const { chmod, glob, mkdir, readdir, rm, stat, writeFile } = require('node:fs/promises');
const path = require('node:path');
const { promisify } = require('node:util');
const { dest, parallel, series, src } = require('gulp');

const run = promisify(execFile);
const dist = path.join(__dirname, 'dist');

async function clean() {
	await rm(dist, { recursive: true, force: true });
}

async function compile() {
	await run(process.execPath, [require.resolve('typescript/bin/tsc')], { cwd: __dirname }).catch(
		(error) => {
			throw new Error(`tsc found:\n${error.stdout}`);
		},
	);
}

function icons() {
	return src(['nodes/**/*.svg', 'credentials/**/*.svg'], { base: '.', encoding: false }).pipe(
		dest('dist'),
	);
}

function codex() {
	return src('nodes/**/*.node.json', { base: '.' }).pipe(dest('dist'));
}

/** Writes dist/known and dist/types with n8n's own loader: with them n8n reads no class file of the package at start. */
async function metadata() {
	await run(
		process.execPath,
		[path.join(path.dirname(require.resolve('n8n-core/package.json')), 'bin/generate-metadata')],
		{ cwd: __dirname },
	);
}

/** Modules that only `schemas` needs. */
const BUILD_ONLY = [
	'nodes/*/outputs.js',
	'nodes/shared/form/outputs',
	'providers/*/answers{,.js}',
	'transport/contracts/answer.js',
];

/** How n8n names the folder of a version: `v1.1.0`. */
function threeParts(version) {
	const [major, minor = '0'] = String(version).split('.');
	return `v${major}.${minor}.0`;
}

/** Writes what each operation gives where n8n looks for it: its editor then offers these fields before the first run. It reads those of the node's own version only. */
async function schemas() {
	const { schemasOf } = require('./dist/nodes/shared/form/outputs/schemas.js');
	const { VERSIONS } = require('./dist/nodes/shared/form/api-request/input-mode.js');
	for await (const module of glob('nodes/*/outputs.js', { cwd: dist })) {
		const folder = path.join(dist, path.dirname(module), '__schema__');
		const { outputs, schemas = schemasOf(outputs) } = require(path.join(dist, module));
		for (const [operation, schema] of schemas) {
			for (const version of VERSIONS) {
				const file = `${path.join(folder, threeParts(version), ...operation.split('.'))}.json`;
				await mkdir(path.dirname(file), { recursive: true });
				await writeFile(file, JSON.stringify(schema));
			}
		}
	}
	for await (const name of glob(BUILD_ONLY, { cwd: dist })) {
		await rm(path.join(dist, name), { recursive: true });
	}
}

/** What npm packs: files keep their rights in a tarball, which would differ with the umask of the checkout. */
async function rights() {
	for await (const name of glob(['*.{js,json,md}', 'dist/**/*.*'], { cwd: __dirname })) {
		const file = path.join(__dirname, name);
		if ((await stat(file)).isFile()) await chmod(file, 0o644);
	}
}

/** Bytes of a folder's files. */
async function sizeOf(folder) {
	let bytes = 0;
	for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
		if (entry.isFile()) bytes += (await stat(path.join(entry.parentPath, entry.name))).size;
	}
	return bytes;
}

async function size() {
	console.log(`dist: ${((await sizeOf(dist)) / 1024).toFixed(0)} kB unpacked`);
}

exports.clean = clean;
exports.rights = rights;
exports.default = series(clean, parallel(compile, icons, codex), schemas, metadata, rights, size);
