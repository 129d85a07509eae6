import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import type { Limits } from '../../transport/contracts/credential';
import { pause } from '../../transport/core/cancellation';
import { Limiter } from '../../transport/rate-limit/limiter';

const START = Date.parse('2026-03-01T12:00:00Z');
const many: Limits = { requestsPerSecond: 0, concurrency: 20, requestsPerDay: 0 };
const few: Limits = { ...many, concurrency: 5 };

beforeEach(() => {
	jest.useFakeTimers({ now: START });
});
afterEach(() => {
	jest.useRealTimers();
});

/** A service that takes so many requests in a span of time and refuses the others without a word. */
class Service {
	readonly taken: number[] = [];

	readonly refused: number[] = [];

	/** @param fixed the spans begin at fixed moments; otherwise every span counts */
	constructor(
		private readonly most: number,
		private readonly ms: number,
		private readonly fixed = false,
		public away = false,
	) {}

	takes(): boolean {
		const now = Date.now();
		const since = this.fixed ? now - ((now - START) % this.ms) : now - this.ms + 1;
		const ok = !this.away && this.taken.filter((moment) => moment >= since).length < this.most;
		(ok ? this.taken : this.refused).push(now);
		return ok;
	}
}

/** Sends so many requests, each until it is taken; answers take so long. */
async function sendAll(limiter: Limiter, service: Service, count: number, tookMs: number) {
	const one = async () => {
		for (let taken = false; !taken; ) {
			await limiter.withPermit(async () => {
				await limiter.acquireRateToken();
				await pause(tookMs);
				taken = service.takes();
				if (!taken) limiter.noteTooManyRequests(undefined);
			});
		}
	};
	await Promise.all(Array.from({ length: count }, one));
}

/** How long work takes by the clock, in seconds. */
async function secondsOf(work: Promise<unknown>): Promise<number> {
	let done = false;
	void work.then(() => (done = true));
	const begun = Date.now();
	while (!done && Date.now() - begun < 600_000) await jest.advanceTimersByTimeAsync(20);
	return (Date.now() - begun) / 1000;
}

const share = ({ refused, taken }: Service) => refused.length / (refused.length + taken.length);

describe('a limit that the service does not name', () => {
	it.each([
		{ limits: many, tookMs: 5, fixed: false },
		{ limits: many, tookMs: 5, fixed: true },
		{ limits: many, tookMs: 100, fixed: false },
		{ limits: many, tookMs: 100, fixed: true },
		{ limits: few, tookMs: 5, fixed: false },
		{ limits: few, tookMs: 300, fixed: true },
	])('of 100 in 10 s is kept by 300 requests: $limits $tookMs $fixed', async (one) => {
		const service = new Service(100, 10_000, one.fixed);
		const seconds = await secondsOf(sendAll(new Limiter(one.limits), service, 300, one.tookMs));
		expect(service.taken).toHaveLength(300);
		expect(share(service)).toBeLessThanOrEqual(0.1);
		expect(seconds).toBeLessThan(50);
	});

	it.each([
		[10, 3_000],
		[50, 10_000],
	])('of %i a second is used well for long', async (perSecond, count) => {
		const service = new Service(perSecond, 1000);
		const seconds = await secondsOf(sendAll(new Limiter(many), service, count, 50));
		expect(service.taken).toHaveLength(count);
		expect(share(service)).toBeLessThanOrEqual(0.1);
		expect(count / seconds / perSecond).toBeGreaterThan(0.6);
	});

	it('of one request after the other is found as well', async () => {
		const service = new Service(100, 10_000);
		const limiter = new Limiter(many);
		const oneByOne = async () => {
			for (let count = 0; count < 150; count++) await sendAll(limiter, service, 1, 20);
		};
		expect(await secondsOf(oneByOne())).toBeLessThan(40);
		expect(share(service)).toBeLessThanOrEqual(0.1);
	});

	it('is no more than what the credential allows', async () => {
		const service = new Service(5, 1000);
		const limiter = new Limiter({ ...many, requestsPerSecond: 10 });
		await secondsOf(sendAll(limiter, service, 100, 5));
		service.refused.length = 0;
		const generous = new Service(1000, 1000);
		await secondsOf(sendAll(limiter, generous, 300, 5));
		expect(limiter.pace.adapted).toBe(false);
		const most = generous.taken.map(
			(from) => generous.taken.filter((at) => at >= from && at < from + 1000).length,
		);
		expect(Math.max(...most)).toBe(10);
	});
});

describe('a refusal', () => {
	it('of many requests that went out together is one', async () => {
		const limiter = new Limiter(many);
		const service = new Service(0, 1000);
		const sent = Promise.all(
			Array.from(
				{ length: 20 },
				async () =>
					await limiter.withPermit(async () => {
						await limiter.acquireRateToken();
						await pause(50);
						service.takes();
						limiter.noteTooManyRequests(undefined);
					}),
			),
		);
		await jest.advanceTimersByTimeAsync(50);
		await sent;
		const given: number[] = [];
		for (let count = 0; count < 30; count++) {
			void limiter.acquireRateToken().then(() => given.push(Date.now() - START));
		}
		await jest.advanceTimersByTimeAsync(5_000);
		// A pause of a second, one request alone, and the others at half the pace of the 20 that went out.
		expect(given.slice(0, 2)).toEqual([1_050, 2_050]);
		expect(given.filter((at) => at <= 3_050).length).toBeGreaterThanOrEqual(11);
		expect(given.filter((at) => at <= 3_050).length).toBeLessThanOrEqual(15);
	});

	it('with a pause that the service asks for leaves the pace as it is', async () => {
		const limiter = new Limiter(many);
		limiter.noteTooManyRequests(2_000);
		expect(limiter.pace.adapted).toBe(false);
		const given: number[] = [];
		for (let count = 0; count < 30; count++) {
			void limiter.acquireRateToken().then(() => given.push(Date.now() - START));
		}
		await jest.advanceTimersByTimeAsync(2_000);
		expect(given).toEqual(Array(30).fill(2_000));
	});
});

describe('a service that refuses everything for two minutes', () => {
	it('is asked rarely, and then soon as fast as before', async () => {
		const service = new Service(1000, 1000);
		const limiter = new Limiter(many);
		await secondsOf(sendAll(limiter, service, 100, 50));
		service.away = true;
		const later = sendAll(limiter, service, 200, 50);
		await jest.advanceTimersByTimeAsync(120_000);
		expect(service.refused.length).toBeLessThan(35);
		service.away = false;
		expect(await secondsOf(later)).toBeLessThan(35);
	});
});
