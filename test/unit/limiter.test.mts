import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { providers } from '../../providers';
import type { CredentialData, Limits } from '../../transport/contracts/credential';
import { pause, CancelledError } from '../../transport/core/cancellation';
import { Limiter, limiterFor } from '../../transport/rate-limit/limiter';
import { WaitTimeoutError } from '../../transport/rate-limit/wait-budget';
import { fakeTimeouts } from './support/timeouts.mts';

const START = Date.parse('2026-03-01T12:00:00Z');
const limits = (changed: Partial<Limits>): Limits => ({
	requestsPerSecond: 1,
	concurrency: 5,
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

/** The most turns in any span of so many milliseconds. */
function mostWithin(given: Array<{ at: number }>, ms: number): number {
	const counts = given.map(
		({ at }, index) => given.slice(index).filter((other) => other.at - at < ms).length,
	);
	return Math.max(...counts);
}

describe('requests per second', () => {
	it('spaces the turns, first come first served', async () => {
		const { given } = ask(new Limiter(limits({})), 6);
		await jest.advanceTimersByTimeAsync(10_000);
		expect(given.map(({ turn }) => turn)).toEqual([0, 1, 2, 3, 4, 5]);
		expect(given[0]?.at).toBe(0);
		// Each has a little more time for its way.
		expect(closest(given)).toBeGreaterThanOrEqual(1_100);
		expect(given.at(-1)?.at).toBeLessThanOrEqual(5_500);
	});

	it('go out side by side, and the next ones when a second has passed since the first', async () => {
		const { given } = ask(new Limiter(limits({ requestsPerSecond: 4 })), 10);
		await jest.advanceTimersByTimeAsync(5_000);
		expect(given.map(({ at }) => at)).toEqual([0, 0, 0, 0, 1050, 1050, 1050, 1050, 2100, 2100]);
	});

	const published = providers
		.flatMap(({ credentials }) => credentials)
		.filter((profile) => profile.limits.requestsPerSecond > 0)
		.map((profile): [string, Limits] => [profile.name, profile.limits]);

	it.each([
		...published,
		...[0.2, 1, 1.5, 7, 19.5, 20, 333].map((requestsPerSecond): [string, Limits] => [
			`${requestsPerSecond}`,
			limits({ requestsPerSecond }),
		]),
	])('of %s are never more in any second, also after a rest', async (_name, own) => {
		const limiter = new Limiter(own);
		const most = Math.ceil(own.requestsPerSecond);
		const given: Array<{ at: number }> = [];
		// In bursts, one by one, after rests of half a second and of minutes.
		for (const [count, restMs] of [
			[most * 2, 500],
			[1, 90_000],
			[most + 1, 1_700],
			[most * 3, 60_000],
			[most * 2, 0],
		] as const) {
			const asked = ask(limiter, count);
			while (asked.given.length < count) await jest.advanceTimersByTimeAsync(50);
			given.push(...asked.given);
			await jest.advanceTimersByTimeAsync(restMs);
		}
		expect(given).toHaveLength(most * 8 + 2);
		expect(mostWithin(given, 1000)).toBe(most);
		if (own.requestsPerSecond < 1) {
			expect(mostWithin(given, 1000 / own.requestsPerSecond)).toBe(1);
		}
	});

	it('are not more in a minute than the service allows', async () => {
		const limiter = new Limiter(limits({ requestsPerSecond: 20, requestsPerMinute: 100 }));
		const { given } = ask(limiter, 250);
		await jest.advanceTimersByTimeAsync(130_000);
		expect(given).toHaveLength(250);
		expect([mostWithin(given, 1000), mostWithin(given, 60_000)]).toEqual([20, 100]);
		expect(given[99]?.at).toBeLessThan(5_000);
	});

	it('have no limit where none is published', async () => {
		const { given } = ask(new Limiter(limits({ requestsPerSecond: 0 })), 2_000);
		await jest.advanceTimersByTimeAsync(0);
		expect(given).toHaveLength(2_000);
	});

	it.each([-3_600_000, 3_600_000])('go on when the clock is set by %i ms', async (ms) => {
		const limiter = new Limiter(limits({ requestsPerSecond: 2 }));
		const first = ask(limiter, 3);
		await jest.advanceTimersByTimeAsync(100);
		jest.setSystemTime(Date.now() + ms);
		const second = ask(limiter, 1);
		await jest.advanceTimersByTimeAsync(900);
		expect([first.given.length, second.given.length]).toEqual([2, 0]);
		await jest.advanceTimersByTimeAsync(100);
		expect([first.given.length, second.given.length]).toEqual([3, 1]);
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
		limiter.noteTooManyRequests(START + 20_000 - Date.now());
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
		limiter.noteTooManyRequests(START + 20_000 - Date.now());
		await jest.advanceTimersByTimeAsync(19_000);
		expect(given).toHaveLength(1);
		await jest.advanceTimersByTimeAsync(20_000);
		expect(given).toHaveLength(6);
		expect(closest(given)).toBeGreaterThanOrEqual(1_000);
	});

	it('is not waited for beyond the time that a request may wait, and nothing is counted then', async () => {
		const limiter = new Limiter(limits({ requestsPerDay: 4 }));
		await limiter.acquireRateToken({ leftMs: 500 });
		const hurried = expect(limiter.acquireRateToken({ leftMs: 5_000 })).rejects.toThrow(
			'would have to wait more than 5 seconds',
		);
		const patient = limiter.acquireRateToken({ leftMs: 60_000 });
		limiter.noteTooManyRequests(START + 20_000 - Date.now());
		// Where it is known from the start, the request fails at once.
		await expect(limiter.acquireRateToken({ leftMs: 19_000 })).rejects.toThrow(
			'would have to wait 20 seconds',
		);
		await jest.advanceTimersByTimeAsync(5_000);
		await hurried;
		await jest.advanceTimersByTimeAsync(20_000);
		await patient;
		const { given } = ask(limiter, 2);
		await jest.advanceTimersByTimeAsync(2_000);
		expect(given).toHaveLength(2);
		await expect(limiter.acquireRateToken()).rejects.toThrow('daily budget');
	});

	it('ends the wait for a permit as well', async () => {
		const limiter = new Limiter(limits({ concurrency: 1 }));
		const stop = new AbortController();
		limiter.withPermit(async () => await pause(30_000)).catch(() => undefined);
		const late = expect(
			limiter.withPermit(async () => undefined, { leftMs: 5_000 }),
		).rejects.toThrow(WaitTimeoutError);
		const stopped = expect(
			limiter.withPermit(async () => undefined, { signal: stop.signal }),
		).rejects.toThrow(CancelledError);
		await jest.advanceTimersByTimeAsync(5_000);
		await late;
		stop.abort();
		await stopped;
		const last = limiter.withPermit(async () => 'done');
		await jest.advanceTimersByTimeAsync(30_000);
		expect(await last).toBe('done');
	});

	it('is never shortened', async () => {
		const limiter = new Limiter(limits({}));
		limiter.noteTooManyRequests(START + 5_000 - Date.now());
		limiter.noteTooManyRequests(START + 1_000 - Date.now());
		const { given } = ask(limiter, 1);
		await jest.advanceTimersByTimeAsync(4_900);
		expect(given).toHaveLength(0);
		await jest.advanceTimersByTimeAsync(200);
		expect(given).toHaveLength(1);
	});
});

describe('the daily budget', () => {
	it('says how many, until when, and what to do', async () => {
		const limiter = new Limiter(limits({ requestsPerDay: 2, requestsPerSecond: 5 }));
		await limiter.acquireRateToken();
		await limiter.acquireRateToken();
		await expect(limiter.acquireRateToken()).rejects.toMatchObject({
			message: 'The daily budget of 2 requests is used up until 2026-03-02T00:00:00.000Z',
			description: expect.stringContaining('"Requests per Day"'),
		});
	});

	it('starts again at midnight UTC', async () => {
		const limiter = new Limiter(limits({ requestsPerDay: 1, requestsPerSecond: 5 }));
		await limiter.acquireRateToken();
		await expect(limiter.acquireRateToken()).rejects.toThrow('daily budget');
		jest.setSystemTime(Date.parse('2026-03-01T23:59:59.999Z'));
		await expect(limiter.acquireRateToken()).rejects.toThrow('daily budget');
		jest.setSystemTime(Date.parse('2026-03-02T00:00:00Z'));
		await limiter.acquireRateToken();
	});

	it('is not touched by a turn without a request', async () => {
		const limiter = new Limiter(limits({ requestsPerDay: 1, requestsPerSecond: 5 }));
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
		limiter.noteTooManyRequests(START + 3_600_000 - Date.now());
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
	const profile = (name: string) => {
		const found = providers
			.flatMap(({ credentials }) => credentials)
			.find((one) => one.name === name);
		if (!found) throw new Error(`There is no ${name}`);
		return found;
	};
	const key = profile('otesseApi');
	let count = 0;
	/** A credential of an account of its own. */
	const credential = (): CredentialData => ({ apiKey: `key-${++count}` });

	it('is one for all its credentials', async () => {
		const one = credential();
		await limiterFor(key, { ...one, requestsPerDay: 1 }, 'a').acquireRateToken();
		const other = limiterFor(key, { ...one, requestsPerDay: 1 }, 'b');
		await expect(other.acquireRateToken()).rejects.toThrow('daily budget');
		expect(limiterFor(key, credential(), 'a')).not.toBe(other);
	});

	it('is one for the types of an app that have the same secret', () => {
		const app = { clientId: `app-${++count}`, clientSecret: 'secret' };
		const own = limiterFor(profile('otesseAppApi'), { ...app, authorizationCode: 'c' }, 'a');
		expect(limiterFor(profile('otesseOAuth2Api'), { ...app, scopes: 's' }, 'b')).toBe(own);
	});

	it('keeps the strictest number of each limit, whichever credential was opened last', () => {
		const one = credential();
		const many = { ...one, requestsPerSecond: 100, requestsPerDay: 10 };
		const few = { ...one, requestsPerSecond: 3, requestsPerDay: 0 };
		const limiter = limiterFor(key, few, 'few');
		expect(limiterFor(key, many, 'many')).toBe(limiter);
		expect(limiter.pace.perSecond).toBe(3);
		limiterFor(key, { ...one, requestsPerSecond: 0, requestsPerDay: 0 }, 'none');
		expect(limiter.pace.perSecond).toBe(3);
		// A hook does not know which credential it serves.
		limiterFor(key, { ...one, requestsPerSecond: 1 });
		expect(limiter.pace.perSecond).toBe(3);
	});

	it('follows a credential that is edited to a higher number', async () => {
		const one = credential();
		const limiter = limiterFor(key, { ...one, requestsPerSecond: 1 }, 'a');
		const { given } = ask(limiter, 10);
		await jest.advanceTimersByTimeAsync(100);
		limiterFor(key, { ...one, requestsPerSecond: 100 }, 'a');
		await jest.advanceTimersByTimeAsync(0);
		expect([limiter.pace.perSecond, given.length]).toEqual([100, 10]);
	});

	it('forgets a credential that is not in use any more', async () => {
		const one = credential();
		const limiter = limiterFor(key, { ...one, requestsPerSecond: 1 }, 'a');
		await jest.advanceTimersByTimeAsync(599_000);
		limiterFor(key, { ...one, requestsPerSecond: 7 }, 'b');
		expect(limiter.pace.perSecond).toBe(1);
		await jest.advanceTimersByTimeAsync(2_000);
		limiterFor(key, { ...one, requestsPerSecond: 7 }, 'b');
		expect(limiter.pace.perSecond).toBe(7);
	});

	const SECRETS = ['apiKey', 'apiToken', 'clientSecret', 'password', 'refreshToken'];
	const all = providers.flatMap(({ credentials }) => credentials);

	it.each(all)("cannot be reached by a stranger's credential ($name)", (own) => {
		const given: CredentialData = {
			...Object.fromEntries(SECRETS.map((name) => [name, `secret-${name}-${++count}`])),
			clientId: 'public',
			username: 'public',
		};
		const limiter = limiterFor(own, given, 'a');
		expect(limiterFor(own, { ...given }, 'b')).toBe(limiter);
		const baseUrl = 'https://stranger.example/v1';
		const elsewhere = { environment: 'custom', baseUrl, authBaseUrl: baseUrl, graphqlUrl: baseUrl };
		expect(limiterFor(own, { ...given, ...elsewhere }, 'c')).not.toBe(limiter);
		expect(limiterFor(own, { ...given, ...elsewhere, baseUrl: 'no address' }, 'd')).not.toBe(
			limiter,
		);
		const guessed = Object.fromEntries(SECRETS.map((name) => [name, 'guessed']));
		expect(limiterFor(own, { ...given, ...guessed }, 'e')).not.toBe(limiter);
	});
});
