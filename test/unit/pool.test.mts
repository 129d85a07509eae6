import { describe, expect, it } from '@jest/globals';

import { runInLanes } from '../../transport/core/concurrency';

const one = { permits: 1 };
/** All entries in one lane. */
const inOrder = async <T, R>(
	entries: readonly T[],
	permits: number,
	work: (entry: T, index: number) => Promise<R>,
) => {
	const lane = { permits };
	return await runInLanes(entries, () => lane, work);
};
const later = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

describe('work side by side', () => {
	it('gives results in the order of the entries, whichever is ready first', async () => {
		const waits = [30, 1, 20, 5, 10];
		const results = await inOrder(waits, 3, async (ms, index) => {
			await later(ms);
			return `${index}:${ms}`;
		});
		expect(results).toEqual(['0:30', '1:1', '2:20', '3:5', '4:10']);
	});

	it.each([1, 3, 50])('runs at most %i', async (permits) => {
		let running = 0;
		let most = 0;
		await inOrder(Array.from({ length: 20 }), permits, async () => {
			most = Math.max(most, ++running);
			await later(1);
			running--;
		});
		expect(most).toBe(Math.min(permits, 20));
	});

	it('does nothing for nothing', async () => {
		expect(await inOrder([], 5, async () => await Promise.reject(new Error('never')))).toEqual([]);
	});

	it('throws the failure of the earliest entry, after what runs has ended, and starts nothing more', async () => {
		const ended: number[] = [];
		const work = async (ms: number, index: number) => {
			await later(ms);
			ended.push(index);
			if (index < 2) throw new Error(`entry ${index}`);
		};
		await expect(inOrder([20, 1, 30, 1, 1, 1], 3, work)).rejects.toThrow('entry 0');
		expect(ended).toEqual([1, 0, 2]);
	});

	it('passes on a failure that is no error', async () => {
		const failing = inOrder([1], 1, async () => await Promise.reject('text'));
		await expect(failing).rejects.toBe('text');
	});
});

describe('lanes', () => {
	it('do not wait for each other, and keep the order within each', async () => {
		const seen: string[] = [];
		const reads = { permits: 30 };
		await runInLanes(
			['w0', 'r1', 'w2', 'r3', 'w4'],
			(entry) => (entry.startsWith('w') ? one : reads),
			async (entry) => {
				seen.push(`begin ${entry}`);
				await later(entry === 'w0' ? 20 : 1);
				seen.push(`end ${entry}`);
			},
		);
		const ofWrites = seen.filter((event) => event.includes('w'));
		expect(ofWrites).toEqual(
			['w0', 'w2', 'w4'].flatMap((name) => [`begin ${name}`, `end ${name}`]),
		);
		expect(seen.indexOf('end r3')).toBeLessThan(seen.indexOf('end w0'));
	});

	it('start nothing in the others either after a failure', async () => {
		const started: string[] = [];
		const other = { permits: 1 };
		const running = runInLanes(
			['w0', 'r1', 'w2', 'r3'],
			(entry) => (entry.startsWith('w') ? one : other),
			async (entry) => {
				started.push(entry);
				await later(entry === 'w0' ? 1 : 20);
				if (entry === 'w0') throw new Error('refused');
			},
		);
		await expect(running).rejects.toThrow('refused');
		expect(started).toEqual(['w0', 'r1']);
	});
});

describe('a place that is left during a wait', () => {
	it('goes to the next entry: all are looked at in turn', async () => {
		const looks: number[] = [];
		const lane = { permits: 30 };
		await runInLanes(
			Array.from({ length: 70 }, (_entry, index) => index),
			() => lane,
			async (index, _at, permit) => {
				for (let look = 0; look < 2; look++) {
					looks.push(index);
					await permit.releaseDuring(async () => await later(20));
				}
			},
		);
		expect(looks.slice(0, 70)).toEqual(Array.from({ length: 70 }, (_entry, index) => index));
		expect(looks).toHaveLength(140);
	});

	it('goes to an entry that has not begun before those that come back', async () => {
		const looks: number[] = [];
		const lane = { permits: 2 };
		await runInLanes(
			[0, 1, 2, 3, 4, 5],
			() => lane,
			async (index, _at, permit) => {
				for (let look = 0; look < 2; look++) {
					looks.push(index);
					await later(20);
					await permit.releaseDuring(async () => await later(1));
				}
			},
		);
		expect(looks.slice(0, 6)).toEqual([0, 1, 2, 3, 4, 5]);
	});

	it('is taken again before the work goes on: never more than the permits work at once', async () => {
		let working = 0;
		let most = 0;
		const lane = { permits: 3 };
		await runInLanes(
			Array.from({ length: 10 }),
			() => lane,
			async (_entry, _index, permit) => {
				for (let look = 0; look < 3; look++) {
					most = Math.max(most, ++working);
					await later(1);
					working--;
					await permit.releaseDuring(async () => await later(1));
				}
			},
		);
		expect(most).toBe(3);
	});

	it('ends the wait when another entry fails', async () => {
		const lane = { permits: 1 };
		const forever = new Promise<void>(() => undefined);
		const running = runInLanes(
			[0, 1],
			() => lane,
			async (entry, _index, permit) => {
				if (entry === 0) await permit.releaseDuring(async () => await forever);
				throw new Error(`entry ${entry}`);
			},
		);
		await expect(running).rejects.toThrow('entry 1');
	});
});
