import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Rig } from '../n8n/rig.mts';
import { root } from '../n8n/versions.mts';
import type { Run, Spread } from './measure.mts';
import { BenchService, floorOf, runOf, spreadOf } from './measure.mts';
import type { Work } from './works.mts';
import { MEASURED, worksFor } from './works.mts';

const RESULTS = path.join(root, 'test', 'bench', 'results');

interface Result {
	id: string;
	title: string;
	goal?: number;
	ratio: Spread;
	ours: Spread;
	theirs: Spread;
	/** Growth of memory, ours by theirs. */
	memory?: Spread;
	oursGrownBytes?: Spread;
	theirsGrownBytes?: Spread;
}

async function compared(rig: Rig, service: BenchService, work: Work): Promise<Result> {
	await service.set(work.service);
	const ours = await rig.client.createWorkflow(work.ours);
	const theirs = await rig.client.createWorkflow(work.theirs);
	const runs: Array<{ ours: Run; theirs: Run }> = [];
	// One pair to warm up, which does not count.
	for (let pair = 0; pair <= work.pairs; pair++) {
		const first = await runOf(rig, service, pair % 2 ? ours.id : theirs.id, MEASURED);
		const second = await runOf(rig, service, pair % 2 ? theirs.id : ours.id, MEASURED);
		if (pair > 0)
			runs.push(pair % 2 ? { ours: first, theirs: second } : { ours: second, theirs: first });
	}
	const { id, title, goal } = work;
	return {
		id,
		title,
		...(goal === undefined ? {} : { goal }),
		ratio: spreadOf(runs.map((run) => run.ours.ms / run.theirs.ms)),
		ours: spreadOf(runs.map((run) => run.ours.ms)),
		theirs: spreadOf(runs.map((run) => run.theirs.ms)),
		...(work.memory
			? {
					memory: spreadOf(runs.map((run) => run.ours.grownBytes / run.theirs.grownBytes)),
					oursGrownBytes: spreadOf(runs.map((run) => run.ours.grownBytes)),
					theirsGrownBytes: spreadOf(runs.map((run) => run.theirs.grownBytes)),
				}
			: {}),
	};
}

const figure = (value: number) => value.toFixed(2);
const shown = ({ min, median, max }: Spread) =>
	`${figure(min)} / ${figure(median)} / ${figure(max)}`;

const wanted = process.argv.slice(2);
const service = await BenchService.start();
const rig = await Rig.start();
try {
	const base = `${service.origin}/v1`;
	const credential = await rig.credential('ottimateApi', { baseUrl: base, requestsPerDay: 0 });
	const results: Result[] = [];
	for (const work of worksFor(base, credential)) {
		if (wanted.length > 0 && !wanted.includes(work.id)) continue;
		const result = await compared(rig, service, work);
		results.push(result);
		const goal = result.goal === undefined ? '' : ` (goal ${figure(result.goal)})`;
		const memory = result.memory ? `, memory ${shown(result.memory)}` : '';
		process.stdout.write(
			`${result.title}: ${shown(result.ratio)}${goal}${memory}; ours ${shown(result.ours)} ms, HTTP Request ${shown(result.theirs)} ms\n`,
		);
	}
	await service.set({ latencyMs: 0 });
	const floor = await floorOf(`${base}/vendors/7`, 500, 10);
	process.stdout.write(`500 plain fetches, 10 side by side: ${figure(floor)} ms\n`);
	await mkdir(RESULTS, { recursive: true });
	await writeFile(
		path.join(RESULTS, 'latest.json'),
		`${JSON.stringify({ results, floorMs: floor }, null, 2)}\n`,
	);
} finally {
	await rig.stop();
	service.close();
}
