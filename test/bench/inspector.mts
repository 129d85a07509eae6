import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { N8n } from '../n8n/n8n.mts';

/** Makes a Node process open its inspector on a free port of this machine. */
export const INSPECTED = { NODE_OPTIONS: '--inspect=127.0.0.1:0' };

const LIMIT_MS = 120_000;
/** What only waits for a finalizer is gone after the second collection. */
const COLLECTIONS = 2;
const BETWEEN_MS = 250;

export interface Memory {
	/** Objects that JavaScript still refers to, after a collection, and what lies outside V8's heap for them. */
	heapBytes: number;
	/** Resident memory of the process. */
	rssBytes: number;
}

interface HeapUsage {
	usedSize: number;
	/** Contents of buffers. */
	backingStorageSize?: number;
}

/** What n8n's process holds, after everything that it does not need any more is thrown away. */
export async function memoryOf(n8n: N8n): Promise<Memory> {
	const [, url] = /Debugger listening on (ws:\S+)/.exec(n8n.log) ?? [];
	if (url === undefined) throw new Error('This n8n does not run under the inspector');
	// A connection of its own for each look: an inspector that listens all the time keeps things alive.
	const inspector = await Inspector.connect(url);
	try {
		for (let time = 0; time < COLLECTIONS; time++) {
			await inspector.call('HeapProfiler.collectGarbage');
			await sleep(BETWEEN_MS);
		}
		const { usedSize, backingStorageSize = 0 } =
			await inspector.call<HeapUsage>('Runtime.getHeapUsage');
		return { heapBytes: usedSize + backingStorageSize, rssBytes: await residentOf(n8n.pid) };
	} finally {
		inspector.close();
	}
}

/** Resident memory of a process in bytes; 0 where there is none. */
export async function residentOf(pid: number | undefined): Promise<number> {
	if (pid === undefined) return 0;
	const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
	return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
}

interface Answer {
	id?: number;
	result?: unknown;
	error?: { message: string };
}

/** Node's inspector, as far as it is needed here. */
class Inspector {
	private last = 0;

	private constructor(private readonly socket: WebSocket) {}

	static async connect(url: string): Promise<Inspector> {
		const socket = new WebSocket(url);
		await new Promise((resolve, reject) => {
			socket.addEventListener('open', resolve, { once: true });
			socket.addEventListener('error', () => reject(new Error(`No inspector at ${url}`)), {
				once: true,
			});
		});
		return new Inspector(socket);
	}

	async call<T>(method: string): Promise<T> {
		const id = ++this.last;
		const late = AbortSignal.timeout(LIMIT_MS);
		return await new Promise<T>((resolve, reject) => {
			const hear = ({ data }: MessageEvent) => {
				const answer: Answer = JSON.parse(String(data));
				if (answer.id !== id) return;
				this.socket.removeEventListener('message', hear);
				if (answer.error) reject(new Error(`${method}: ${answer.error.message}`));
				else resolve(answer.result as T);
			};
			late.addEventListener('abort', () => reject(new Error(`${method}: no answer`)));
			this.socket.addEventListener('message', hear);
			this.socket.send(JSON.stringify({ id, method }));
		});
	}

	close(): void {
		this.socket.close();
	}
}
