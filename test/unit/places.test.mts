import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import type { Limits } from '../../transport/contracts/credential';
import { pause } from '../../transport/core/cancellation';
import { Limiter } from '../../transport/rate-limit/limiter';
import { RequestWaitBudget, WaitTimeoutError } from '../../transport/rate-limit/wait-budget';
import { fakeTimeouts } from './support/timeouts.mts';

const START = Date.parse('2026-03-01T12:00:00Z');
const limits = (changed: Partial<Limits>): Limits => ({
	requestsPerSecond: 1000,
	concurrency: 2,
	requestsPerDay: 0,
	...changed,
});

beforeEach(() => {
	jest.useFakeTimers({ now: START });
	fakeTimeouts();
});
afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
});

/** Sends requests as a client does: a permit, a rate token, an answer after so long. */
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
			}, budget)
			.catch((error: unknown) => {
				if (!(error instanceof WaitTimeoutError)) throw error;
				refused.push(error.message);
			});
	}
	return { sent, refused };
}

const would = (seconds: string) => `The request would have to wait ${seconds} seconds`;

describe('a permit that comes too late', () => {
	it('ends a wait among requests that take long, before anything is sent', async () => {
		const limiter = new Limiter(limits({}));
		const { sent, refused } = send(limiter, 3, 60_000, 5_000);
		await jest.advanceTimersByTimeAsync(4_999);
		expect([sent.length, refused]).toEqual([2, []]);
		await jest.advanceTimersByTimeAsync(1);
		expect(refused).toEqual([would('more than 5')]);
		await jest.advanceTimersByTimeAsync(120_000);
		expect(sent).toHaveLength(2);
		// None is left in the queue: the next one goes at once.
		const next = send(limiter, 1, 1);
		await jest.advanceTimersByTimeAsync(0);
		expect(next.sent).toHaveLength(1);
	});

	it('ends the waits of those behind requests that wait for the pace', async () => {
		const limiter = new Limiter(limits({ requestsPerSecond: 1 }));
		const { sent, refused } = send(limiter, 6, 10, 2_300);
		await jest.advanceTimersByTimeAsync(2_300);
		expect(refused).toEqual(Array(3).fill(would('more than 3')));
		await jest.advanceTimersByTimeAsync(10_000);
		expect(sent).toEqual([0, 1_100, 2_200]);
	});

	it('is waited for as long as it takes where no time is set', async () => {
		const limiter = new Limiter(limits({}));
		const { sent, refused } = send(limiter, 6, 200_000);
		await jest.advanceTimersByTimeAsync(500_000);
		expect([sent.length, refused]).toEqual([6, []]);
	});

	it('leaves the rate token only the time that is left', async () => {
		const limiter = new Limiter(limits({ concurrency: 1 }));
		send(limiter, 1, 4_000);
		const { sent, refused } = send(limiter, 1, 1, 5_000);
		await jest.advanceTimersByTimeAsync(3_900);
		limiter.adjust(limits({ concurrency: 1, requestsPerSecond: 0.5 }));
		// Two token requests, which need no permit, come before it.
		for (let token = 0; token < 2; token++) void limiter.acquireRateToken();
		await jest.advanceTimersByTimeAsync(1_099);
		expect([sent, refused]).toEqual([[], []]);
		await jest.advanceTimersByTimeAsync(1);
		expect([sent, refused]).toEqual([[], [would('more than 5')]]);
	});

	it('may be weeks away: no timer is that long', async () => {
		const limiter = new Limiter(limits({}));
		const { sent, refused } = send(limiter, 3, 60_000, 1e12);
		await jest.advanceTimersByTimeAsync(60_000);
		expect([sent.length, refused]).toEqual([3, []]);
	});
});

describe('the budget of several waits', () => {
	it('is one budget', () => {
		const budget = new RequestWaitBudget(5_000, undefined);
		budget.noteWait(2_000);
		budget.spend(1_000);
		expect([budget.leftMs, budget.allows(2_000), budget.allows(2_001)]).toEqual([
			2_000,
			true,
			false,
		]);
	});

	it('for a service in trouble is not used up by the pace where no time is set', () => {
		const budget = new RequestWaitBudget(undefined, undefined);
		budget.noteWait(500_000);
		expect([budget.leftMs, budget.allows(120_000)]).toEqual([undefined, true]);
	});
});
