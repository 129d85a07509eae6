import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as prettier from 'prettier';
import { badgeFiles } from './generate/badges.mts';
import { documentFiles } from './generate/documents.mts';
import { harnessFiles } from './generate/harness.mts';
import { exists, knownServices, read, root } from './generate/known.mts';
import type { Files } from './generate/manifest.mts';
import { manifestFiles } from './generate/manifest.mts';

/**
 * `npm run generate [-- --check]`: writes what follows from the list of services in providers/index.ts, or says which of these files
 * are not up to date.
 */
const check = process.argv.includes('--check');

async function formatted(file: string, text: string): Promise<string> {
	const where = path.join(root, file);
	const { ignored, inferredParser } = await prettier.getFileInfo(where, {
		ignorePath: path.join(root, '.prettierignore'),
	});
	if (ignored || inferredParser === null) return text;
	const options = await prettier.resolveConfig(where);
	return await prettier.format(text, { ...options, filepath: where });
}

/** Writes the files that differ, unless they are only to be checked; gives their names. */
async function put(files: Files): Promise<string[]> {
	const changed: string[] = [];
	for (const [file, raw] of files) {
		const text = await formatted(file, raw);
		if (exists(file) && read(file) === text) continue;
		changed.push(file);
		if (check) continue;
		mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
		writeFileSync(path.join(root, file), text);
	}
	return changed;
}

const services = await knownServices();
const changed = [
	...(await put(harnessFiles())),
	...(await put(manifestFiles(services))),
	...(await put(documentFiles(services))),
	...(await put(badgeFiles())),
];
// Loads the lists that the first step may have just written.
const { testedFiles } = await import('./generate/tested.mts');
changed.push(...(await put(testedFiles())));
for (const file of changed) {
	console.log(check ? `${file} is not up to date: npm run generate` : `${file} written`);
}
process.exitCode = check && changed.length > 0 ? 1 : 0;
