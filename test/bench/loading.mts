import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { CURRENT, n8nFolder, node, root } from '../n8n/versions.mts';
import type { Spread } from './measure.mts';
import { spreadOf } from './measure.mts';
import { PAIRS } from './works.mts';

const run = promisify(execFile);
const SCRIPT = path.join(root, 'test', 'bench', 'require.mjs');

/** Requiring every node and credential file in a fresh process that holds n8n-workflow already. */
export interface Loading {
	/** How many files: nodes and credentials. */
	nodes: number;
	credentials: number;
	ours: { ms: Spread; heapBytes: Spread };
	/** As many files of n8n's own package, from its folder for Google. */
	theirs: { ms: Spread; heapBytes: Spread };
}

interface PackageJson {
	n8n: { nodes: string[]; credentials: string[] };
}

async function filesBelow(folder: string, suffix: string): Promise<string[]> {
	const found = await readdir(folder, { recursive: true });
	return found
		.filter((file) => file.endsWith(suffix))
		.sort()
		.map((file) => path.join(folder, file));
}

interface Required {
	ms: number;
	heapBytes: number;
}

async function required(files: readonly string[]): Promise<Required> {
	const { stdout } = await run(node, ['--expose-gc', SCRIPT, ...files], { cwd: root });
	return JSON.parse(stdout) as Required;
}

export async function loading(): Promise<Loading> {
	const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as PackageJson;
	const { nodes, credentials } = manifest.n8n;
	const ours = [...nodes, ...credentials].map((file) => path.join(root, file));
	const base = path.join(await n8nFolder(CURRENT), 'node_modules', 'n8n-nodes-base', 'dist');
	const theirNodes = await filesBelow(path.join(base, 'nodes', 'Google'), '.node.js');
	const theirCredentials = await filesBelow(path.join(base, 'credentials'), '.credentials.js');
	const google = theirCredentials.filter((file) => path.basename(file).startsWith('Google'));
	const theirs = [...theirNodes.slice(0, nodes.length), ...google.slice(0, credentials.length)];
	if (theirs.length !== ours.length) throw new Error('Not as many files of n8n’s own package');
	const runs: Array<{ ours: Required; theirs: Required }> = [];
	for (let pair = 0; pair < PAIRS; pair++) {
		runs.push({ ours: await required(ours), theirs: await required(theirs) });
	}
	const spreads = (whose: 'ours' | 'theirs') => ({
		ms: spreadOf(runs.map((pair) => pair[whose].ms)),
		heapBytes: spreadOf(runs.map((pair) => pair[whose].heapBytes)),
	});
	return {
		nodes: nodes.length,
		credentials: credentials.length,
		ours: spreads('ours'),
		theirs: spreads('theirs'),
	};
}
