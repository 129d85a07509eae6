import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** No "homepage" is a warning; "resolutions" is a flaw by the newest rules only. */
const manifest = {
	name: 'n8n-nodes-planted',
	version: '1.0.0',
	description: 'A package with flaws',
	license: 'MIT',
	author: { name: 'Ada', email: 'ada@example.com' },
	repository: { type: 'git', url: 'https://github.com/example/n8n-nodes-planted.git' },
	keywords: ['n8n-community-node-package'],
	files: ['dist'],
	overrides: { left: '1.0.0' },
	resolutions: { right: '1.0.0' },
	n8n: {
		n8nNodesApiVersion: 1,
		strict: true,
		credentials: [],
		nodes: ['dist/nodes/Planted/Planted.node.js'],
	},
	peerDependencies: { 'n8n-workflow': '*' },
};

const node = `import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

export class Planted implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Planted',
		name: 'planted',
		icon: 'file:planted.svg',
		group: ['transform'],
		version: 1,
		description: 'Does nothing',
		defaults: { name: 'Planted' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [
			{ displayName: 'Limit', name: 'limit', type: 'number', default: 50, description: 'how many' },
		],
	};

	async execute() {
		// eslint-disable-next-line no-console
		console.log('planted');
		return [[]];
	}
}
`;

const compiled = `exports.Planted = class {
	execute() {
		// eslint-disable-next-line
		return eval('1');
	}
};
`;

/** Writes a package with flaws in package.json, in a node and in its compiled form. */
export async function plantPackage(folder: string): Promise<void> {
	await write(folder, 'package.json', JSON.stringify(manifest, null, '\t'));
	await write(folder, 'nodes/Planted/Planted.node.ts', node);
	await write(folder, 'dist/nodes/Planted/Planted.node.js', compiled);
}

export async function write(folder: string, file: string, text: string): Promise<void> {
	await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
	await writeFile(path.join(folder, file), text);
}
