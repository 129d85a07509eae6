import { readFileSync } from 'node:fs';
import path from 'node:path';

import { jest } from '@jest/globals';
import type { ICredentialType, INodeType } from 'n8n-workflow';

const root = process.cwd();

interface Manifest {
	name: string;
	n8n: { credentials: string[]; nodes: string[] };
}

export interface Made<T> {
	/** The source file, below the package's root. */
	source: string;
	made: T;
}

/** What n8n reads of the package first. */
export const manifest = JSON.parse(
	readFileSync(path.join(root, 'package.json'), 'utf8'),
) as Manifest;

/** An instance of the class that a built file comes from. */
function made<T>(built: string): Made<T> {
	const source = built.replace(/^dist\//, '').replace(/\.js$/, '.ts');
	const module: Record<string, new () => T> = jest.requireActual(path.join(root, source));
	const Class = module[path.basename(source).split('.')[0] ?? ''];
	if (!Class) throw new Error(`${source} exports no class of its name`);
	return { source, made: new Class() };
}

export const nodes = manifest.n8n.nodes.map((file) => made<INodeType>(file));
export const credentials = manifest.n8n.credentials.map((file) => made<ICredentialType>(file));
