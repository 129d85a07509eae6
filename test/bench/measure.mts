import { execFile, spawn } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Rig } from '../n8n/rig.mts';
import { isOver } from '../n8n/execution.mts';
import { node, root } from '../n8n/versions.mts';
import { residentOf } from './inspector.mts';

const run = promisify(execFile);
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
	ms: number;
	/** Peak of resident memory minus that before the run, in bytes. */
	grownBytes: number;
	counted: Counted;
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
	let peak = before;
	const id = await rig.client.startWorkflow(workflow);
	for (;;) {
		await sleep(20);
		peak = Math.max(peak, await residentOf(pid));
		const { execution } = { execution: await statusOf(rig, workflow, id) };
		if (execution) break;
	}
	const { data, status } = await rig.client.getExecution(id);
	const [task] = data.resultData.runData[measured] ?? [];
	if (status !== 'success' || !task) {
		throw new Error(`${measured}: ${data.resultData.error?.message ?? status}`);
	}
	return {
		ms: task.executionTime,
		grownBytes: peak - before,
		counted: await service.counted(),
	};
}

async function statusOf(rig: Rig, workflow: string, id: string): Promise<boolean> {
	const [latest] = await rig.client.listExecutions(workflow, 1);
	return latest?.id === id && isOver(latest.status);
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

/** Milliseconds that plain fetch needs for so many requests, so many side by side. */
export async function floorOf(address: string, requests: number, places: number): Promise<number> {
	const script = path.join(root, 'test/bench/floor.mts');
	const { stdout } = await run(node, [...TSX, script, address, `${requests}`, `${places}`], {
		cwd: root,
	});
	return Number(stdout);
}
