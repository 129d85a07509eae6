import { spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Rig } from '../n8n/rig.mts';
import { isOver } from '../n8n/execution.mts';
import { node, root } from '../n8n/versions.mts';
import { residentOf } from './memory.mts';

const TSX = ['--import', 'tsx'];

/** The measuring service in a process of its own. */
export class BenchService {
	private constructor(
		readonly origin: string,
		private readonly end: () => void,
	) {}

	static async start(): Promise<BenchService> {
		const child = spawn(node, [...TSX, path.join(root, 'test/bench/service.mts')], {
			stdio: ['pipe', 'pipe', 'inherit'],
			cwd: root,
		});
		const origin = await new Promise<string>((resolve, reject) => {
			child.once('error', reject);
			child.stdout.once('data', (data: Buffer) => resolve(data.toString().trim()));
		});
		return new BenchService(origin, () => child.stdin.end());
	}

	async set(setting: object): Promise<void> {
		await fetch(`${this.origin}/__bench`, { method: 'POST', body: JSON.stringify(setting) });
	}

	async counted(): Promise<Counted> {
		return (await (await fetch(`${this.origin}/__bench`)).json()) as Counted;
	}

	close(): void {
		this.end();
	}
}

export interface Counted {
	requests: number;
	tokens: number;
	/** Milliseconds since the epoch. */
	first: number;
	last: number;
	sideBySide: number;
}

/** One run of a workflow: milliseconds in the node that is measured, and what it did to n8n's memory. */
export interface Run {
	/** Milliseconds since the epoch. */
	startedAt: number;
	ms: number;
	/** Peak of resident memory until the node's end, minus that before the run, in bytes. */
	grownBytes: number;
	counted: Counted;
	/** Why the node failed, if it did. */
	error?: string;
}

interface Sample {
	/** Milliseconds since the epoch. */
	at: number;
	bytes: number;
}

/** Runs a saved workflow and takes the time that n8n itself notes for the node. */
export async function runOf(
	rig: Rig,
	service: BenchService,
	workflow: string,
	measured: string,
): Promise<Run> {
	await service.set({});
	const { pid } = rig.n8n;
	const before = await residentOf(pid);
	const samples: Sample[] = [];
	const id = await rig.client.startWorkflow(workflow);
	do {
		await sleep(20);
		samples.push({ at: Date.now(), bytes: await residentOf(pid) });
	} while (!(await isDone(rig, workflow, id)));
	const { data, status } = await rig.client.getExecution(id);
	const [task] = data.resultData.runData[measured] ?? [];
	if (!task)
		throw new Error(`${measured} did not run: ${data.resultData.error?.message ?? status}`);
	const end = task.startTime + task.executionTime;
	const during = samples.filter(({ at }) => at <= end).map(({ bytes }) => bytes);
	return {
		startedAt: task.startTime,
		ms: task.executionTime,
		grownBytes: Math.max(before, ...during) - before,
		counted: await service.counted(),
		...(status === 'success' ? {} : { error: data.resultData.error?.message ?? status }),
	};
}

/** Executions of one workflow that are measured at once. */
const MOST_AT_ONCE = 10;

async function isDone(rig: Rig, workflow: string, id: string): Promise<boolean> {
	const latest = await rig.client.listExecutions(workflow, MOST_AT_ONCE);
	const own = latest.find((execution) => execution.id === id);
	return own !== undefined && isOver(own.status);
}

export interface Spread {
	min: number;
	median: number;
	max: number;
}

export function spreadOf(values: readonly number[]): Spread {
	const sorted = [...values].sort((a, b) => a - b);
	const [min = NaN] = sorted;
	return {
		min,
		median: sorted[Math.floor((sorted.length - 1) / 2)] ?? NaN,
		max: sorted.at(-1) ?? NaN,
	};
}
