import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The project's folder: npm scripts and tests start there. */
export const root = process.cwd();

/** What package.json of the combined package says, as far as the cuts take it over. */
export interface Manifest {
	name: string;
	version: string;
	description: string;
	keywords: string[];
	homepage: string;
	devDependencies: Record<string, string>;
	n8n: { n8nNodesApiVersion: number; strict: boolean; credentials: string[]; nodes: string[] };
	[field: string]: unknown;
}

export function combined(): Manifest {
	return JSON.parse(text('package.json'));
}

/** A file of the project. */
export function text(...file: string[]): string {
	return readFileSync(path.join(root, ...file), 'utf8');
}
