import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import type { Limits } from '../../transport/contracts/credential';
import { Limiter } from '../../transport/rate-limit/limiter';
import { TimeSlots } from '../../transport/rate-limit/time-slots';

const START = Date.parse('2026-03-01T12:00:00Z');

beforeEach(() => {
	jest.useFakeTimers({ now: START });
});
afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
});

const share = (processes: number): Limits => ({
	requestsPerSecond: 1 / processes,
	concurrency: 1,
	requestsPerDay: 0,
	shared: { processes, timeSlots: true },
});

describe('the slots of a process', () => {
	it('come once in a cycle, and are those of nobody else', () => {
		const all = [0, 0.0000015, 0.0000025].map((random) => {
			jest.spyOn(Math, 'random').mockReturnValue(random);
			const slots = new TimeSlots();
			slots.divide(1 / 3, 3);
			return slots;
		});
		const moments = all.map((slots) => {
			const first = slots.next(START);
			expect(first).toBeGreaterThanOrEqual(START);
			expect(slots.next(first)).toBe(first);
			expect(slots.next(first + 1)).toBe(first + slots.cycleMs);
			return first;
		});
		const [one = 0, two = 0, three = 0] = moments.sort((a, b) => a - b);
		expect([two - one, three - two, all[0]?.cycleMs]).toEqual([1100, 1100, 3300]);
	});
});

/** A service that allows one request a second and says no more than that there were too many. */
class Strict {
	readonly taken: number[] = [];

	refusals = 0;

	take(): boolean {
		const now = Date.now();
		if (now - (this.taken.at(-1) ?? -Infinity) < 1000) {
			this.refusals++;
			return false;
		}
		this.taken.push(now);
		return true;
	}
}

/** A process that sends so many requests, each until the service takes it. */
async function sends(service: Strict, limiter: Limiter, count: number): Promise<number> {
	let tries = 0;
	for (let sent = 0; sent < count; ) {
		await limiter.acquireRateToken();
		tries++;
		if (service.take()) sent++;
		else limiter.noteTooManyRequests(undefined);
	}
	return tries;
}

describe.each([2, 3, 4])('%d processes that share one request a second', (processes) => {
	it('find slots of their own, and are never refused from then on', async () => {
		// All begin with the same slot.
		jest.spyOn(Math, 'random').mockReturnValue(0.5);
		const limiters = Array.from({ length: processes }, () => new Limiter(share(processes)));
		const service = new Strict();
		const all = Promise.all(limiters.map(async (limiter) => await sends(service, limiter, 10)));
		await jest.advanceTimersByTimeAsync(14 * processes * 1100);
		await all;
		expect(service.taken).toHaveLength(10 * processes);
		const found = service.refusals;
		expect(found).toBeLessThan(processes ** 2);

		// After a rest, and one after the other, too.
		await jest.advanceTimersByTimeAsync(12_345);
		const later = limiters.map(async (limiter, index) => {
			await jest.advanceTimersByTimeAsync(index * 170);
			return await sends(service, limiter, 5);
		});
		await jest.advanceTimersByTimeAsync(8 * processes * 1100);
		expect(await Promise.all(later)).toEqual(Array(processes).fill(5));
		expect(service.refusals).toBe(found);
	});

	it('use the whole of it', async () => {
		jest.spyOn(Math, 'random').mockReturnValue(0.5);
		const service = new Strict();
		const limiters = Array.from({ length: processes }, () => new Limiter(share(processes)));
		limiters.forEach((limiter, index) => {
			for (let move = 0; move < index; move++) limiter.noteTooManyRequests(undefined);
		});
		const all = Promise.all(limiters.map(async (limiter) => await sends(service, limiter, 20)));
		const begun = Date.now();
		await jest.advanceTimersByTimeAsync(21 * processes * 1100);
		await all;
		expect(service.refusals).toBe(0);
		const last = service.taken.at(-1) ?? 0;
		expect(last - begun).toBeLessThanOrEqual(20 * processes * 1100);
	});
});

describe('a limiter in slots', () => {
	/** Asks for turns; their moments fill up as they are given. */
	const ask = (limiter: Limiter, count: number): number[] => {
		const given: number[] = [];
		for (let turn = 0; turn < count; turn++) {
			void limiter.acquireRateToken().then(() => given.push(Date.now()));
		}
		return given;
	};

	it('uses a slot that it meets late, but once', async () => {
		const limiter = new Limiter(share(2));
		const given = ask(limiter, 3);
		await jest.advanceTimersByTimeAsync(2_200);
		const [first = 0] = given;
		expect(given).toHaveLength(1);
		// Shortly before its next slot the process is busy, until that has begun.
		await jest.advanceTimersByTimeAsync(first + 2_100 - Date.now());
		jest.setSystemTime(Date.now() + 1_000);
		await jest.advanceTimersByTimeAsync(3_500);
		expect(given.map((at) => at - first)).toEqual([0, 3_200, 4_400]);
	});

	it('sends no two at once after a slot that it meets a cycle late', async () => {
		const limiter = new Limiter(share(2));
		const given = ask(limiter, 3);
		await jest.advanceTimersByTimeAsync(2_200);
		const [first = 0] = given;
		await jest.advanceTimersByTimeAsync(first + 2_100 - Date.now());
		jest.setSystemTime(Date.now() + 2_000);
		await jest.advanceTimersByTimeAsync(6_600);
		expect(given.map((at) => at - first)).toEqual([0, 4_200, 6_600]);
	});

	it('keeps a pause, and takes the other slot afterwards', async () => {
		const limiter = new Limiter(share(2));
		const given = ask(limiter, 2);
		await jest.advanceTimersByTimeAsync(2_200);
		const [first = 0] = given;
		const pause = first + 10_000;
		limiter.noteTooManyRequests(pause - Date.now());
		await jest.advanceTimersByTimeAsync(20_000);
		// The refusal shows that the slot is taken: it takes the other one, half a cycle on.
		expect(given[1]).toBe(first + 1_100 + 5 * 2_200);
	});

	it.each([-3_600_000, 3_600_000])('goes on when the clock is set by %i ms', async (ms) => {
		const limiter = new Limiter(share(2));
		const given = ask(limiter, 3);
		await jest.advanceTimersByTimeAsync(2_200);
		expect(given).toHaveLength(1);
		jest.setSystemTime(Date.now() + ms);
		await jest.advanceTimersByTimeAsync(4_500);
		expect(given).toHaveLength(3);
		expect((given[2] ?? 0) - (given[1] ?? 0)).toBeGreaterThanOrEqual(1_100);
	});

	it('that is no longer shared goes on at the pace of one', async () => {
		const limiter = new Limiter(share(3));
		ask(limiter, 1);
		await jest.advanceTimersByTimeAsync(3_300);
		limiter.adjust({ requestsPerSecond: 10, concurrency: 5, requestsPerDay: 0 });
		const given = ask(limiter, 5);
		await jest.advanceTimersByTimeAsync(3_300);
		expect(given).toHaveLength(5);
	});
});
