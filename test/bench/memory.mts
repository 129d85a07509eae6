import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { N8n } from '../n8n/n8n.mts';
import { freePort } from '../n8n/n8n.mts';
import { Inspector } from './inspector.mts';

/** What only waits for a finalizer is gone after the second collection. */
const COLLECTIONS = 2;
const BETWEEN_MS = 250;

export interface Memory {
	/** Objects that JavaScript still refers to, after a collection, and what lies outside V8's heap for them. */
	heapBytes: number;
	/** Resident memory of the process, after the collection. */
	rssBytes: number;
	/** The most that was resident since the last look, while everything worked. */
	peakBytes: number;
}

interface HeapUsage {
	usedSize: number;
	/** Contents of buffers. */
	backingStorageSize?: number;
}

/** What makes n8n's process open its inspector, and the port of that. */
export async function inspected(): Promise<{ port: number; env: { NODE_OPTIONS: string } }> {
	const port = await freePort();
	return { port, env: { NODE_OPTIONS: `--inspect=127.0.0.1:${port}` } };
}

/** What n8n's process holds, after everything that it does not need any more is thrown away. */
export async function memoryOf({ pid }: N8n, inspectorPort: number): Promise<Memory> {
	const peakBytes = await statusOf(pid, 'VmHWM');
	// A connection of its own for each look: an inspector that listens all the time keeps things alive.
	const inspector = await Inspector.connect(inspectorPort);
	try {
		for (let time = 0; time < COLLECTIONS; time++) {
			await inspector.send('HeapProfiler.collectGarbage');
			await sleep(BETWEEN_MS);
		}
		const usage = await inspector.send<HeapUsage>('Runtime.getHeapUsage');
		const heapBytes = usage.usedSize + (usage.backingStorageSize ?? 0);
		const rssBytes = await residentOf(pid);
		// Linux takes this for: the peak begins anew (proc(5), /proc/pid/clear_refs).
		if (pid !== undefined) await writeFile(`/proc/${pid}/clear_refs`, '5');
		return { heapBytes, rssBytes, peakBytes };
	} finally {
		inspector.close();
	}
}

/** Resident memory of a process in bytes; 0 where there is none. */
export async function residentOf(pid: number | undefined): Promise<number> {
	return await statusOf(pid, 'VmRSS');
}

async function statusOf(pid: number | undefined, name: 'VmRSS' | 'VmHWM'): Promise<number> {
	if (pid === undefined) return 0;
	const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
	return Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) * 1024;
}
