import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import type { Limits } from '../../transport/contracts/credential';
import { pause, CancelledError } from '../../transport/core/cancellation';
import { Limiter, limiterFor } from '../../transport/rate-limit/limiter';
import { WaitTimeoutError } from '../../transport/rate-limit/wait-budget';

const START = Date.parse('2026-03-01T12:00:00Z');
const limits = (changed: Partial<Limits>): Limits => ({
	requestsPerSecond: 1,
	burst: 1,
	concurrency: 5,
	requestsPerDay: 0,
	...changed,
});

beforeEach(() => {
	jest.useFakeTimers({ now: START });
});
afterEach(() => {
	jest.useRealTimers();
});

/** Asks for turns at once; the moments (ms from the start) fill up as turns are given. */
function ask(limiter: Limiter, count: number, signal?: AbortSignal) {
	const given: Array<{ turn: number; at: number }> = [];
	const stopped: unknown[] = [];
	for (let turn = 0; turn < count; turn++) {
		limiter.acquireRateToken({ signal }).then(
			() => given.push({ turn, at: Date.now() - START }),
			(error: unknown) => stopped.push(error),
		);
	}
	return { given, stopped };
}

/** The smallest distance between turns that are `apart` places from each other. */
function closest(given: Array<{ at: number }>, apart = 1): number {
	const distances = given.slice(apart).map(({ at }, index) => at - (given[index]?.at ?? 0));
	return Math.min(...distances);
}

describe('requests per second', () => {
	it('spaces the turns, first come first served', async () => {
		const { given } = ask(new Limiter(limits({})), 6);
		await jest.advanceTimersByTimeAsync(10_000);
		expect(given.map(({ turn }) => turn)).toEqual([0, 1, 2, 3, 4, 5]);
		expect(given[0]?.at).toBe(0);
		expect(closest(given)).toBeGreaterThanOrEqual(1_000);
		expect(given.at(-1)?.at).toBeLessThan(5_500);
	});

	it('lets a burst go at once and keeps to the rate afterwards', async () => {
		const { given } = ask(new Limiter(limits({ requestsPerSecond: 10, burst: 4 })), 12);
		await jest.advanceTimersByTimeAsync(5_000);
		expect(given.filter(({ at }) => at === 0)).toHaveLength(4);
		expect(given).toHaveLength(12);
		expect(closest(given.slice(4))).toBeGreaterThanOrEqual(100);
		expect(given.at(-1)?.at).toBeLessThan(1_000);
	});

	it('gives the burst back after a rest, but never more', async () => {
		const limiter = new Limiter(limits({ requestsPerSecond: 10, burst: 3 }));
		ask(limiter, 3);
		await jest.advanceTimersByTimeAsync(60_000);
		const { given } = ask(limiter, 6);
		await jest.advanceTimersByTimeAsync(0);
		expect(given).toHaveLength(3);
	});

	it('follows numbers that were edited', async () => {
		const limiter = new Limiter(limits({}));
		await limiter.acquireRateToken();
		limiter.adjust(limits({ requestsPerSecond: 100 }));
		const { given } = ask(limiter, 10);
		await jest.advanceTimersByTimeAsync(1_500);
		expect(given).toHaveLength(10);
	});
});

describe('a pause that the service asks for', () => {
	it('holds everybody back until then, and keeps to the rate afterwards', async () => {
		const limiter = new Limiter(limits({}));
		limiter.pauseUntil(START + 20_000);
		const { given } = ask(limiter, 4);
		await jest.advanceTimersByTimeAsync(19_999);
		expect(given).toHaveLength(0);
		await jest.advanceTimersByTimeAsync(10_000);
		expect(given.map(({ turn }) => turn)).toEqual([0, 1, 2, 3]);
		expect(closest(given)).toBeGreaterThanOrEqual(1_000);
	});

	it('also holds those back who were waiting already, and does not let them go all at once', async () => {
		const limiter = new Limiter(limits({}));
		const { given } = ask(limiter, 6);
		await jest.advanceTimersByTimeAsync(500);
		limiter.pauseUntil(START + 20_000);
		await jest.advanceTimersByTimeAsync(19_000);
		expect(given).toHaveLength(1);
		await jest.advanceTimersByTimeAsync(20_000);
		expect(given).toHaveLength(6);
		expect(closest(given)).toBeGreaterThanOrEqual(1_000);
	});

	it('turns those away who do not want to wait so long, and counts nothing for them', async () => {
		const limiter = new Limiter(limits({ requestsPerDay: 3 }));
		const hurried = limiter.acquireRateToken({ deadline: START + 500 });
		await expect(hurried).resolves.toBeUndefined();
		const waiting = expect(limiter.acquireRateToken({ deadline: START + 5_000 })).rejects.toThrow(
			WaitTimeoutError,
		);
		const patient = limiter.acquireRateToken({ deadline: START + 60_000 });
		limiter.pauseUntil(START + 20_000);
		await waiting;
		await expect(limiter.acquireRateToken({ deadline: START + 19_000 })).rejects.toThrow(
			/wait 2\d seconds/,
		);
		await jest.advanceTimersByTimeAsync(25_000);
		await patient;
		await expect(limiter.acquireRateToken()).resolves.toBeUndefined();
		await expect(limiter.acquireRateToken()).rejects.toThrow('daily budget');
	});

	it('does not let those wait for a place who would come too late', async () => {
		const limiter = new Limiter(limits({ concurrency: 1 }));
		const stop = new AbortController();
		const first = limiter.withPermit(async () => await limiter.acquireRateToken(), {});
		await first;
		limiter.withPermit(async () => await pause(30_000), {}).catch(() => undefined);
		const late = expect(
			limiter.withPermit(async () => undefined, { deadline: START + 5_000 }),
		).rejects.toThrow(WaitTimeoutError);
		const stopped = expect(
			limiter.withPermit(async () => undefined, { signal: stop.signal }),
		).rejects.toThrow(CancelledError);
		limiter.pauseUntil(START + 20_000);
		await late;
		stop.abort();
		await stopped;
		const last = limiter.withPermit(async () => 'done');
		await jest.advanceTimersByTimeAsync(30_000);
		expect(await last).toBe('done');
	});

	it('is never shortened', async () => {
		const limiter = new Limiter(limits({}));
		limiter.pauseUntil(START + 5_000);
		limiter.pauseUntil(START + 1_000);
		const { given } = ask(limiter, 1);
		await jest.advanceTimersByTimeAsync(4_900);
		expect(given).toHaveLength(0);
		await jest.advanceTimersByTimeAsync(200);
		expect(given).toHaveLength(1);
	});
});

describe('the daily budget', () => {
	it('says how many, until when, and what to do', async () => {
		const limiter = new Limiter(limits({ requestsPerDay: 2, burst: 5 }));
		await limiter.acquireRateToken();
		await limiter.acquireRateToken();
		await expect(limiter.acquireRateToken()).rejects.toMatchObject({
			message: 'The daily budget of 2 requests is used up until 2026-03-02T00:00:00.000Z',
			description: expect.stringContaining('"Requests per Day"'),
		});
	});

	it('starts again at midnight UTC', async () => {
		const limiter = new Limiter(limits({ requestsPerDay: 1 }));
		await limiter.acquireRateToken();
		await expect(limiter.acquireRateToken()).rejects.toThrow('daily budget');
		jest.setSystemTime(Date.parse('2026-03-01T23:59:59.999Z'));
		await expect(limiter.acquireRateToken()).rejects.toThrow('daily budget');
		jest.setSystemTime(Date.parse('2026-03-02T00:00:00Z'));
		await limiter.acquireRateToken();
	});

	it('is not touched by a turn without a request', async () => {
		const limiter = new Limiter(limits({ requestsPerDay: 1, burst: 5 }));
		await limiter.acquireUncountedRateToken();
		await limiter.acquireUncountedRateToken();
		await limiter.acquireRateToken();
	});
});

describe('requests side by side', () => {
	it('are never more than allowed, in order, also after a failure', async () => {
		const limiter = new Limiter(limits({ concurrency: 2 }));
		const started: number[] = [];
		let running = 0;
		let most = 0;
		const work = Array.from({ length: 6 }, async (_entry, index) => {
			await limiter.withPermit(async () => {
				started.push(index);
				most = Math.max(most, ++running);
				await pause(10);
				running--;
				if (index === 1) throw new Error('broken');
			});
		});
		const all = Promise.allSettled(work);
		await jest.advanceTimersByTimeAsync(100);
		expect((await all).filter(({ status }) => status === 'rejected')).toHaveLength(1);
		expect(most).toBe(2);
		expect(started).toEqual([0, 1, 2, 3, 4, 5]);
	});
});

describe('stopping an execution', () => {
	it('ends every wait within a moment', async () => {
		const limiter = new Limiter(limits({}));
		const stop = new AbortController();
		const { given, stopped } = ask(limiter, 5, stop.signal);
		await jest.advanceTimersByTimeAsync(10);
		stop.abort();
		await jest.advanceTimersByTimeAsync(1);
		expect(given).toHaveLength(1);
		expect(stopped).toHaveLength(4);
		expect(stopped.every((error) => error instanceof CancelledError)).toBe(true);
	});

	it('ends a wait for a pause of the service', async () => {
		const limiter = new Limiter(limits({}));
		limiter.pauseUntil(START + 3_600_000);
		const stop = new AbortController();
		const { stopped } = ask(limiter, 3, stop.signal);
		await jest.advanceTimersByTimeAsync(10);
		stop.abort();
		await jest.advanceTimersByTimeAsync(1);
		expect(stopped).toHaveLength(3);
	});

	it('leaves no holes behind: the next execution does not wait for turns that nobody took', async () => {
		const limiter = new Limiter(limits({}));
		const stop = new AbortController();
		ask(limiter, 30, stop.signal);
		await jest.advanceTimersByTimeAsync(10);
		stop.abort();
		await jest.advanceTimersByTimeAsync(1);
		const { given } = ask(limiter, 1);
		await jest.advanceTimersByTimeAsync(3_000);
		expect(given).toHaveLength(1);
	});

	it('leaves no listener at the signal', async () => {
		const { signal } = new AbortController();
		const added = jest.spyOn(signal, 'addEventListener');
		const removed = jest.spyOn(signal, 'removeEventListener');
		const waiting = pause(50, signal);
		await jest.advanceTimersByTimeAsync(60);
		await waiting;
		expect(removed).toHaveBeenCalledTimes(added.mock.calls.length);
		await expect(pause(0, AbortSignal.abort())).rejects.toBeInstanceOf(CancelledError);
	});
});

describe('the limiter of an account', () => {
	it('is one for all who name it, with the numbers named last', async () => {
		const one = limiterFor('service key-1', limits({ requestsPerDay: 1 }));
		await one.acquireRateToken();
		const other = limiterFor('service key-1', limits({ requestsPerDay: 1 }));
		await expect(other.acquireRateToken()).rejects.toThrow('daily budget');
		expect(limiterFor('service key-2', limits({}))).not.toBe(one);
	});
});
