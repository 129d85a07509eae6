import { setTimeout as sleep } from 'node:timers/promises';
import type { Rig } from '../n8n/rig.mts';
import type { BenchService, Run, Spread } from './measure.mts';
import { runOf, spreadOf } from './measure.mts';
import type { Work } from './works.mts';
import { MEASURED, PAIRS } from './works.mts';

/** A figure of our node over the same figure of HTTP Request, for each pair of runs. */
export interface Comparison {
	id: string;
	title: string;
	/** The ratio to reach at most. */
	goal: number;
	/** Of `ours`, `theirs`. */
	unit: 'ms' | 'bytes';
	pairs: number;
	ratio: Spread;
	ours: Spread;
	theirs: Spread;
}

/** After a start, until n8n has nothing left to do. */
const SETTLE_MS = 3_000;

type Runner = (workflow: string) => Promise<Run>;

/** One pair of runs after the other, each half first in turn. */
export async function compared(rig: Rig, service: BenchService, work: Work): Promise<Comparison> {
	await service.set(work.service);
	const ours = await rig.client.createWorkflow(work.ours);
	const theirs = await rig.client.createWorkflow(work.theirs);
	const execute: Runner = async (workflow) => {
		if (work.fresh) {
			await rig.restartN8n();
			await sleep(SETTLE_MS);
		}
		const run = await runOf(rig, service, workflow, MEASURED);
		if (run.error !== undefined) throw new Error(`${work.id}: ${run.error}`);
		return run;
	};
	const figure = ({ ms, grownBytes }: Run) => (work.fresh ? grownBytes : ms);
	if (!work.fresh) for (const { id } of [ours, theirs]) await execute(id);
	const runs: Array<{ ours: number; theirs: number }> = [];
	for (let pair = 0; pair < PAIRS; pair++) {
		const oursFirst = pair % 2 === 0;
		const first = figure(await execute(oursFirst ? ours.id : theirs.id));
		const second = figure(await execute(oursFirst ? theirs.id : ours.id));
		runs.push(oursFirst ? { ours: first, theirs: second } : { ours: second, theirs: first });
	}
	return {
		id: work.id,
		title: work.title,
		goal: work.goal,
		unit: work.fresh ? 'bytes' : 'ms',
		pairs: PAIRS,
		ratio: spreadOf(runs.map((run) => run.ours / run.theirs)),
		ours: spreadOf(runs.map((run) => run.ours)),
		theirs: spreadOf(runs.map((run) => run.theirs)),
	};
}
