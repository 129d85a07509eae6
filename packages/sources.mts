import { existsSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { root, text } from './root.mts';

/** Sources by their path below the project. */
export type Sources = Map<string, string>;

function resolved(from: string, name: string): string {
	const base = path.join(path.dirname(from), name);
	const file = [`${base}.ts`, path.join(base, 'index.ts')].find((one) =>
		existsSync(path.join(root, one)),
	);
	if (file === undefined) throw new Error(`${from} imports ${name}, which is not there`);
	return file;
}

/**
 * Everything that the entries import, and what that imports. Nobody has to keep a list of what a package needs.
 *
 * @param made files that are not in the project, or not as the package has them
 */
export function reachable(entries: readonly string[], made: Sources): Sources {
	const found: Sources = new Map();
	const open = [...entries];
	for (let file = open.pop(); file !== undefined; file = open.pop()) {
		if (found.has(file)) continue;
		const source = made.get(file) ?? text(file);
		found.set(file, source);
		const names = ts.preProcessFile(source).importedFiles.map(({ fileName }) => fileName);
		const from = file;
		open.push(...names.filter((name) => name.startsWith('.')).map((name) => resolved(from, name)));
	}
	return found;
}
