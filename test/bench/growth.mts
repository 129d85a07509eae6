import type { Credential } from '../n8n/client.mts';
import type { Rig } from '../n8n/rig.mts';
import type { BenchService } from './measure.mts';
import { runOf, spreadOf } from './measure.mts';
import type { Both } from './works.mts';
import { itemWork, MEASURED, pageWork, ROWS_A_PAGE, rowsOn } from './works.mts';

const RUNS = 3;
const ITEMS = [1, 100, 250, 500, 1000];
const PAGES = [1, 100, 250, 500, 1000];
const EXECUTIONS = [1, 2, 4, 8];
/** GETs of each execution that runs beside others. */
const EACH_EXECUTION = 100;
const LATENCY_MS = 50;

/** How the cost grows: medians of some runs, in milliseconds. */
export interface Growth {
	id: 'items' | 'pages' | 'executions';
	title: string;
	/** What is counted along x. */
	of: string;
	points: Array<{ x: number; ours: number; theirs: number }>;
}

export class Growing {
	constructor(
		private readonly rig: Rig,
		private readonly service: BenchService,
		private readonly base: string,
		private readonly credential: Credential,
	) {}

	async measured(): Promise<Growth[]> {
		return [await this.items(), await this.pages(), await this.executions()];
	}

	private async items(): Promise<Growth> {
		await this.service.set({ latencyMs: 0 });
		const points = [];
		for (const x of ITEMS) {
			const both = itemWork(`${x} items`, this.base, this.credential, x);
			points.push({ x, ...(await this.medians(both, 1)) });
		}
		return { id: 'items', title: 'GETs, one for each item, no latency', of: 'Items', points };
	}

	private async pages(): Promise<Growth> {
		const points = [];
		for (const x of PAGES) {
			await this.service.set({ latencyMs: 0, rows: rowsOn(x) });
			const both = pageWork(`${x} pages`, this.base, this.credential);
			points.push({ x, ...(await this.medians(both, 1)) });
		}
		const title = `Pages of ${ROWS_A_PAGE} rows, no latency`;
		return { id: 'pages', title, of: 'Pages', points };
	}

	private async executions(): Promise<Growth> {
		await this.service.set({ latencyMs: LATENCY_MS });
		const points = [];
		for (const x of EXECUTIONS) {
			const both = itemWork(`${x} executions`, this.base, this.credential, EACH_EXECUTION);
			points.push({ x, ...(await this.medians(both, x)) });
		}
		const title = `${EACH_EXECUTION} GETs in each of several executions at once, ${LATENCY_MS} ms latency`;
		return { id: 'executions', title, of: 'Executions at once', points };
	}

	/** The slowest of executions that run at once, as the median of some runs. */
	private async medians(both: Both, atOnce: number): Promise<{ ours: number; theirs: number }> {
		const ids = {
			ours: (await this.rig.client.createWorkflow(both.ours)).id,
			theirs: (await this.rig.client.createWorkflow(both.theirs)).id,
		};
		const taken = { ours: [] as number[], theirs: [] as number[] };
		for (let run = 0; run <= RUNS; run++) {
			for (const whose of ['ours', 'theirs'] as const) {
				const ms = await this.atOnce(ids[whose], atOnce);
				// The first run warms up.
				if (run > 0) taken[whose].push(ms);
			}
		}
		return { ours: spreadOf(taken.ours).median, theirs: spreadOf(taken.theirs).median };
	}

	private async atOnce(workflow: string, count: number): Promise<number> {
		const runs = await Promise.all(
			Array.from({ length: count }, async () => {
				return await runOf(this.rig, this.service, workflow, MEASURED);
			}),
		);
		for (const { error } of runs) if (error !== undefined) throw new Error(error);
		return Math.max(...runs.map(({ ms }) => ms));
	}
}
