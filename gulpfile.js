const { execFile } = require('node:child_process');
const { readdir, rm, stat } = require('node:fs/promises');
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
exports.default = series(clean, parallel(compile, icons, codex), metadata, size);
