/** Allows another entry to run while this one only waits. */
export interface Permit {
	/** @throws the failure that ended the run in the meantime */
	releaseDuring<T>(wait: () => Promise<T>): Promise<T>;
}

/** Entries that start in their order, up to `permits` of them concurrently. */
export interface Lane {
	permits: number;
}

/** The permits of a lane, first come, first served; the next entry to start goes before those that continue. */
class Permits {
	private readonly waiting: Array<() => void> = [];

	private next: (() => void) | undefined;

	constructor(private free: number) {}

	async acquire(): Promise<void> {
		if (this.free > 0) this.free--;
		else await new Promise<void>((next) => this.waiting.push(next));
	}

	/** For the next entry to start; only one waits at a time. */
	async acquireNext(): Promise<void> {
		if (this.free > 0) this.free--;
		else await new Promise<void>((next) => (this.next = next));
	}

	release(): void {
		const next = this.next ?? this.waiting.shift();
		this.next = undefined;
		if (next) next();
		else this.free++;
	}
}

/**
 * Calls `run` for each entry, in lanes that do not wait for each other. Results come in the order of the entries. After a failure
 * nothing more is started, what runs is awaited, and the failure of the earliest entry is thrown.
 */
export async function runInLanes<T, R>(
	entries: readonly T[],
	laneOf: (entry: T, index: number) => Lane,
	run: (entry: T, index: number, permit: Permit) => Promise<R>,
): Promise<R[]> {
	const results: R[] = new Array<R>(entries.length);
	const failures: Array<{ index: number; reason: unknown }> = [];
	let end: (reason: unknown) => void = () => undefined;
	const ended = new Promise<never>((_resolve, reject) => {
		end = reject;
	});
	ended.catch(() => undefined);
	const fail = (index: number, reason: unknown) => {
		failures.push({ index, reason });
		end(reason);
	};

	const start = async (index: number, permits: Permits) => {
		let away = 0;
		const permit: Permit = {
			releaseDuring: async (wait) => {
				if (away++ === 0) permits.release();
				try {
					return await Promise.race([wait(), ended]);
				} finally {
					if (--away === 0) await permits.acquire();
				}
			},
		};
		try {
			results[index] = await run(entries[index] as T, index, permit);
		} catch (reason) {
			fail(index, reason);
		} finally {
			permits.release();
		}
	};
	const runLane = async (indices: readonly number[], permits: Permits) => {
		const running: Array<Promise<void>> = [];
		for (const index of indices) {
			await permits.acquireNext();
			if (failures.length > 0) {
				permits.release();
				break;
			}
			running.push(start(index, permits));
		}
		await Promise.all(running);
	};

	const lanes = new Map<Lane, number[]>();
	entries.forEach((entry, index) => {
		const lane = laneOf(entry, index);
		const indices = lanes.get(lane) ?? [];
		lanes.set(lane, indices);
		indices.push(index);
	});
	await Promise.all(
		[...lanes].map(async ([lane, indices]) => await runLane(indices, new Permits(lane.permits))),
	);

	failures.sort((a, b) => a.index - b.index);
	const [first] = failures;
	if (first) throw first.reason;
	return results;
}
