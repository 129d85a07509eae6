import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import ts from 'typescript';

import { root } from '../../n8n/versions.mts';

export const SHIPPED = ['credentials', 'nodes', 'providers', 'transport'] as const;

/** The files of the shipped folders, from the project's root. */
export function shippedFiles(): string[] {
	return SHIPPED.flatMap((folder) =>
		readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
			.filter((name) => name.endsWith('.ts'))
			.map((name) => path.posix.join(folder, name)),
	);
}

/** What each file imports from other files of the project, types included. */
export function importsOf(files: readonly string[]): Map<string, string[]> {
	return new Map(
		files.map((file) => {
			const { importedFiles } = ts.preProcessFile(readFileSync(path.join(root, file), 'utf8'));
			const relative = importedFiles.filter(({ fileName }) => fileName.startsWith('.'));
			return [file, relative.map(({ fileName }) => resolved(file, fileName))];
		}),
	);
}

function resolved(from: string, specifier: string): string {
	const base = path.posix.join(path.posix.dirname(from), specifier);
	const found = [`${base}.ts`, `${base}/index.ts`, base].find((name) =>
		existsSync(path.join(root, name)),
	);
	if (found === undefined) throw new Error(`${from} imports ${specifier}, which is not there`);
	return found;
}

/** Files that import each other in a loop, one text for each loop that is met first: `a -> b -> a`. */
export function circlesIn(imports: ReadonlyMap<string, readonly string[]>): string[] {
	const circles: string[] = [];
	const done = new Set<string>();
	const visit = (file: string, way: readonly string[]) => {
		const at = way.indexOf(file);
		if (at >= 0) circles.push([...way.slice(at), file].join(' -> '));
		if (at >= 0 || done.has(file)) return;
		for (const next of imports.get(file) ?? []) visit(next, [...way, file]);
		done.add(file);
	};
	for (const file of imports.keys()) visit(file, []);
	return circles;
}
