import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Rig } from '../n8n/rig.mts';
import { node, root } from '../n8n/versions.mts';
import type { BenchService, Spread } from './measure.mts';
import { runOf, spreadOf } from './measure.mts';
import { EACH, itemWork, MEASURED, PAIRS } from './works.mts';
import type { Credential } from '../n8n/client.mts';

const run = promisify(execFile);
/** As many as our node has under way at Ottimate. */
const SIDE_BY_SIDE = 50;
const SCRIPT = path.join(root, 'test', 'bench', 'fetch.mts');

/** Our node over plain fetch with kept connections, the same GETs and as many side by side. */
export interface Floor {
	sideBySide: number;
	ratio: Spread;
	ours: Spread;
	/** Milliseconds. */
	fetch: Spread;
}

export async function floorOf(
	rig: Rig,
	service: BenchService,
	base: string,
	credential: Credential,
): Promise<Floor> {
	await service.set({ latencyMs: 0 });
	const { ours } = itemWork('floor', base, credential, EACH);
	const { id } = await rig.client.createWorkflow(ours);
	await runOf(rig, service, id, MEASURED);
	const runs: Array<{ ours: number; fetch: number }> = [];
	for (let pair = 0; pair < PAIRS; pair++) {
		const { ms } = await runOf(rig, service, id, MEASURED);
		runs.push({ ours: ms, fetch: await fetched(`${base}/vendors/7`, SIDE_BY_SIDE) });
	}
	return {
		sideBySide: SIDE_BY_SIDE,
		ratio: spreadOf(runs.map((pair) => pair.ours / pair.fetch)),
		ours: spreadOf(runs.map((pair) => pair.ours)),
		fetch: spreadOf(runs.map((pair) => pair.fetch)),
	};
}

/** Milliseconds that plain fetch needs in a process of its own. */
async function fetched(address: string, sideBySide: number): Promise<number> {
	const args = ['--import', 'tsx', SCRIPT, address, `${EACH}`, `${sideBySide}`];
	const { stdout } = await run(node, args, { cwd: root });
	return Number(stdout);
}
