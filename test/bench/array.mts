import { execFile } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Credential } from '../n8n/client.mts';
import type { Rig } from '../n8n/rig.mts';
import { node, root } from '../n8n/versions.mts';
import type { BenchService, Spread } from './measure.mts';
import { runOf, spreadOf } from './measure.mts';
import { MEASURED, PAIRS, pageWork, ROWS_A_PAGE, rowsOn } from './works.mts';

const run = promisify(execFile);
const SCRIPT = path.join(root, 'test', 'bench', 'rows.mts');
const PAGES = 1000;
const GOAL = 1.5;
const RUNS = Math.min(3, PAIRS);
/** After a start, until n8n has nothing left to do. */
const SETTLE_MS = 3_000;

/** Growth of memory by the rows of a list: in n8n, over that of a process that only holds an array of the same items. */
export interface BesideArray {
	rows: number;
	ratio: Spread;
	/** At most. */
	goal: number;
	/** Bytes. */
	ours: Spread;
	array: Spread;
	runs: number;
}

export async function besideArray(
	rig: Rig,
	service: BenchService,
	base: string,
	credential: Credential,
): Promise<BesideArray> {
	const rows = rowsOn(PAGES);
	await service.set({ latencyMs: 0, rows });
	const { id } = await rig.client.createWorkflow(pageWork('array', base, credential).ours);
	const runs: Array<{ ours: number; array: number }> = [];
	for (let number = 0; number < RUNS; number++) {
		await rig.restartN8n();
		await sleep(SETTLE_MS);
		const { grownBytes, error } = await runOf(rig, service, id, MEASURED);
		if (error !== undefined) throw new Error(error);
		runs.push({ ours: grownBytes, array: await arrayOf(`${base}/vendors`, rows) });
	}
	return {
		rows,
		ratio: spreadOf(runs.map(({ ours, array }) => ours / array)),
		goal: GOAL,
		ours: spreadOf(runs.map(({ ours }) => ours)),
		array: spreadOf(runs.map(({ array }) => array)),
		runs: RUNS,
	};
}

/** Bytes by which a process of its own grows that holds the items. */
async function arrayOf(address: string, rows: number): Promise<number> {
	const args = ['--import', 'tsx', SCRIPT, address, `${ROWS_A_PAGE}`];
	const { stdout } = await run(node, args, { cwd: root });
	const held = JSON.parse(stdout) as { rows: number; bytes: number };
	if (held.rows !== rows) throw new Error(`The array holds ${held.rows} of ${rows} rows`);
	return held.bytes;
}
