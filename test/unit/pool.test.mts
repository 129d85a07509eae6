import { describe, expect, it } from '@jest/globals';

import { inOrder } from '../../transport/pool';

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

	it.each([1, 3, 50])('runs at most %i', async (places) => {
		let running = 0;
		let most = 0;
		await inOrder(Array.from({ length: 20 }), places, async () => {
			most = Math.max(most, ++running);
			await later(1);
			running--;
		});
		expect(most).toBe(Math.min(places, 20));
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
