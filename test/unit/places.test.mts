import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import type { Limits } from '../../transport/contracts/credential';
import { pause } from '../../transport/core/cancellation';
import { Limiter } from '../../transport/rate-limit/limiter';
import { RequestWaitBudget, WaitTimeoutError } from '../../transport/rate-limit/wait-budget';

const START = Date.parse('2026-03-01T12:00:00Z');
const limits = (changed: Partial<Limits>): Limits => ({
	requestsPerSecond: 1000,
	burst: 1000,
	concurrency: 2,
	requestsPerDay: 0,
	...changed,
});

/** The end of somebody's patience; jest's clock does not move `AbortSignal.timeout`. */
let ends: Array<{ ms: number; end: AbortController }> = [];

beforeEach(() => {
	jest.useFakeTimers({ now: START });
	ends = [];
	jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
		const end = new AbortController();
		ends.push({ ms, end });
		return end.signal;
	});
});
afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
});

/** Sends requests as a conversation does: a place, a turn, an answer after so long. */
function send(limiter: Limiter, count: number, tookMs: number, longestMs?: number) {
	const sent: number[] = [];
	const refused: string[] = [];
	for (let request = 0; request < count; request++) {
		const budget = new RequestWaitBudget(longestMs, undefined);
		limiter
			.withPermit(async () => {
				await limiter.acquireRateToken(budget);
				sent.push(Date.now() - START);
				await pause(tookMs);
				limiter.took(tookMs);
			}, budget)
			.catch((error: unknown) => {
				if (!(error instanceof WaitTimeoutError)) throw error;
				refused.push(error.message);
			});
	}
	return { sent, refused };
}

const would = (seconds: string) => `The request would have to wait ${seconds} seconds for its turn`;

describe('a place that comes too late', () => {
	it('is refused at once where those before take turns for too long', async () => {
		const limiter = new Limiter(limits({ requestsPerSecond: 1, burst: 1 }));
		const { sent, refused } = send(limiter, 6, 10, 2_200);
		await jest.advanceTimersByTimeAsync(0);
		expect(refused).toEqual(Array(3).fill(would('4')));
		await jest.advanceTimersByTimeAsync(10_000);
		expect(sent).toEqual([0, 1_050, 2_100]);
	});

	it('is refused at once where requests are known to take too long', async () => {
		const limiter = new Limiter(limits({}));
		send(limiter, 1, 10_000);
		await jest.advanceTimersByTimeAsync(10_000);
		const { sent, refused } = send(limiter, 5, 10_000, 6_000);
		await jest.advanceTimersByTimeAsync(0);
		// Two places: the first of those who wait gets one after 5 seconds on average.
		expect([sent.length, refused]).toEqual([2, [would('10'), would('10')]]);
	});

	it('is refused when the time is over, where nobody could foretell it', async () => {
		const limiter = new Limiter(limits({}));
		const { sent, refused } = send(limiter, 3, 60_000, 5_000);
		await jest.advanceTimersByTimeAsync(4_999);
		expect([sent.length, refused, ends.map(({ ms }) => ms)]).toEqual([2, [], [5_000]]);
		ends[0]?.end.abort();
		await jest.advanceTimersByTimeAsync(1);
		expect(refused).toEqual([would('more than 5')]);
		await jest.advanceTimersByTimeAsync(120_000);
		expect(sent).toHaveLength(2);
		// Nobody stands in the line any more: the next one has a place at once.
		const next = send(limiter, 1, 1);
		await jest.advanceTimersByTimeAsync(0);
		expect(next.sent).toHaveLength(1);
	});

	it('is waited for as long as it takes where nobody has set a time', async () => {
		const limiter = new Limiter(limits({}));
		const { sent, refused } = send(limiter, 6, 200_000);
		await jest.advanceTimersByTimeAsync(500_000);
		expect([sent.length, refused, ends]).toEqual([6, [], []]);
	});

	it('leaves the time that is left for the turn', async () => {
		const limiter = new Limiter(limits({ concurrency: 1 }));
		send(limiter, 1, 4_000);
		const { sent, refused } = send(limiter, 1, 1, 5_000);
		await jest.advanceTimersByTimeAsync(3_900);
		limiter.adjust(limits({ concurrency: 1, requestsPerSecond: 0.5, burst: 1 }));
		// Two token requests, which need no place, stand before it.
		for (let token = 0; token < 2; token++) void limiter.acquireRateToken();
		await jest.advanceTimersByTimeAsync(10_000);
		// Four of five seconds have gone for the place; the turn would take more than the one that is left.
		expect([sent, refused]).toEqual([[], [would('5')]]);
	});
});

describe('the patience of several waits', () => {
	it('is one patience', () => {
		const budget = new RequestWaitBudget(5_000, undefined);
		budget.noteWait(2_000);
		budget.spend(1_000);
		expect([budget.deadline, budget.allows(2_000), budget.allows(2_001)]).toEqual([
			START + 2_000,
			true,
			false,
		]);
	});

	it('for a service in trouble is not used up by turns that nobody has limited', () => {
		const budget = new RequestWaitBudget(undefined, undefined);
		budget.noteWait(500_000);
		expect([budget.deadline, budget.allows(120_000)]).toEqual([undefined, true]);
	});
});
