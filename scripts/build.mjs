import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from './setup.mjs';

/** What a build reads. */
const SOURCES = ['nodes', 'credentials', 'providers', 'transport'];
const SETTINGS = ['index.js', 'package.json', 'package-lock.json', 'tsconfig.json', 'gulpfile.js'];

/** What a build writes last. */
const LAST = ['dist/known/nodes.json', 'dist/types/nodes.json'];

const changedAt = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Whether dist/ is there as a whole and newer than all that it is made of. */
export function isBuilt() {
	const built = Math.min(...LAST.map((name) => changedAt(path.join(root, name))));
	if (built === 0) return false;
	// A folder's own time tells of files that are gone.
	const inside = SOURCES.flatMap((folder) => [
		folder,
		...readdirSync(path.join(root, folder), { recursive: true }).map((name) =>
			path.join(folder, name),
		),
	]);
	return [...SETTINGS, ...inside].every((name) => changedAt(path.join(root, name)) < built);
}
