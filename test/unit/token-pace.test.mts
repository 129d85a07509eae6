import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { ottimateApi } from '../../providers/ottimate/auth';
import { renewForN8n } from '../../transport/auth/renewal-hook';
import { ApiClient } from '../../transport/client/api-client';
import type { CredentialData } from '../../transport/contracts/credential';
import { pause } from '../../transport/core/cancellation';
import { limiterFor } from '../../transport/rate-limit/limiter';
import type { Answer } from './support/fake-n8n.mts';
import { aged, fakeN8n, MINUTE_MS, typed, withToken } from './support/fake-n8n.mts';

beforeEach(() => {
	jest.useFakeTimers();
});
afterEach(() => {
	jest.useRealTimers();
});

const get = { method: 'GET', path: '/things' } as const;
const ended = () => aged(61 * MINUTE_MS, -MINUTE_MS);
const newToken = (name: string, seconds = 3600): Answer => ({
	statusCode: 200,
	body: JSON.stringify({ access_token: name, expires_in: seconds }),
});

interface Wire {
	credential: CredentialData;
	concurrency?: number;
	/** Answers a token request; the number counts from 1. */
	token?(number: number): Answer | Promise<Answer>;
	signed?(token: unknown): Answer | Promise<Answer>;
}

/** A client, and what arrived at the service: `token` or the token that was sent, with the milliseconds since the start. */
async function started({
	credential,
	concurrency = 5,
	token = () => newToken('new'),
	signed,
}: Wire) {
	const began = Date.now();
	const arrived: Array<[string, number]> = [];
	let asked = 0;
	const { context, helpers } = fakeN8n({
		database: () => credential,
		plain: async () => {
			const answer = await token(++asked);
			arrived.push(['token', Date.now() - began]);
			return answer;
		},
		signed: async ({ accessToken }) => {
			arrived.push([String(accessToken), Date.now() - began]);
			return (await signed?.(accessToken)) ?? { statusCode: 200, body: '{}' };
		},
	});
	const profile = { ...ottimateApi, limits: { ...ottimateApi.limits, concurrency } };
	const client = await ApiClient.open(context, profile);
	const limiter = limiterFor(profile, credential);
	return { client, helpers, limiter, arrived, names: () => arrived.map(([name]) => name) };
}

/** Runs the work while time passes. */
async function over<T>(ms: number, work: Promise<T>): Promise<T> {
	work.catch(() => undefined);
	await jest.advanceTimersByTimeAsync(ms);
	return await work;
}

describe('a token request that is long on its way, at one request a second', () => {
	const late = async () => {
		await pause(800);
		return newToken('new');
	};
	const closest = (arrived: Array<[string, number]>) =>
		Math.min(...arrived.slice(1).map(([, at], n) => at - (arrived[n]?.[1] ?? 0)));

	it('is followed a second after it has arrived', async () => {
		const credential = withToken(ottimateApi, typed({ requestsPerSecond: 1 }), ended());
		const { client, arrived, names } = await started({ credential, token: late });
		await over(10_000, Promise.all([1, 2, 3].map(async () => await client.request(get))));
		expect(names()).toEqual(['token', 'new', 'new', 'new']);
		expect(closest(arrived)).toBeGreaterThanOrEqual(1_000);
		// The pace is no slower for it.
		expect(arrived.at(-1)?.[1]).toBeLessThanOrEqual(800 + 3 * 1_100);
	});

	it('is followed by HTTP Request a second after it has arrived', async () => {
		const credential = withToken(ottimateApi, typed({ requestsPerSecond: 1 }), ended());
		const { helpers } = await started({ credential, token: late });
		const began = Date.now();
		const signed = renewForN8n(helpers, ottimateApi, credential).then(() => Date.now() - began);
		expect(await over(5_000, signed)).toBeGreaterThanOrEqual(1_800);
	});
});

describe('a token request that is answered "too many requests"', () => {
	const limited = (seconds: string): Answer => ({
		statusCode: 429,
		headers: { 'retry-after': seconds },
		body: '{}',
	});

	it('keeps back all requests of the account for as long as the service asks for', async () => {
		const account = typed();
		const first = await started({
			credential: withToken(ottimateApi, account, ended()),
			token: () => limited('30'),
		});
		const request = first.client.request(get);
		await jest.advanceTimersByTimeAsync(100);
		const other = await started({ credential: withToken(ottimateApi, account) });
		const second = other.client.request(get);
		await over(40_000, Promise.all([request, second]));
		// The other one has brought a token.
		expect(first.names()).toEqual(['token', 'stored-token']);
		expect(first.arrived[1]?.[1]).toBeGreaterThanOrEqual(30_000);
		expect(other.arrived[0]?.[1]).toBeGreaterThanOrEqual(29_800);
	});

	it('keeps them back for two minutes at most', async () => {
		const credential = withToken(ottimateApi, typed(), ended());
		const { client, limiter, names } = await started({ credential, token: () => limited('900') });
		await expect(over(5_000, client.request(get))).rejects.toThrow('Wait 900 seconds');
		expect(names()).toEqual(['token']);
		expect(limiter.paused).toBe(true);
		await jest.advanceTimersByTimeAsync(116_000);
		expect(limiter.paused).toBe(false);
	});
});

describe('a token request that fails for a moment', () => {
	it.each<[string, Answer]>([
		['503', { statusCode: 503 }],
		['429', { statusCode: 429, headers: { 'retry-after': '3' } }],
	])('is made again by HTTP Request: %s', async (_, answer) => {
		const credential = withToken(ottimateApi, typed(), ended());
		const { helpers, names } = await started({
			credential,
			token: (number) => (number === 1 ? answer : newToken('new')),
		});
		const copies = Array.from({ length: 20 }, () => ({ ...credential }));
		const all = copies.map(async (copy) => await renewForN8n(helpers, ottimateApi, copy));
		await over(6_000, Promise.all(all));
		expect(copies.map(({ accessToken }) => accessToken)).toEqual(Array(20).fill('new'));
		expect(names()).toEqual(['token', 'token']);
	});

	it('is not waited for longer than some seconds', async () => {
		const credential = withToken(ottimateApi, typed(), ended());
		const { helpers, names } = await started({
			credential,
			token: () => ({ statusCode: 429, headers: { 'retry-after': '60' } }),
		});
		const failed = renewForN8n(helpers, ottimateApi, { ...credential });
		await expect(over(1_000, failed)).rejects.toThrow('Wait 60 seconds');
		expect(names()).toEqual(['token']);
	});
});

describe('a token that ends while its request waits', () => {
	/** Fresh, and over in five seconds. */
	const short = () =>
		withToken(ottimateApi, typed({ requestsPerSecond: 10 }), {
			accessToken: 'short',
			...aged(5_000, 5_000),
		});

	it('for a rate token is renewed before the request goes out', async () => {
		const credential = short();
		const { client, limiter, names } = await started({ credential });
		limiter.noteTooManyRequests(8_000);
		await over(12_000, client.request(get));
		expect(names()).toEqual(['token', 'new']);
	});

	it('for a permit is renewed before the request goes out', async () => {
		const credential = short();
		const { client, limiter, names } = await started({ credential, concurrency: 1 });
		void limiter.withPermit(async () => await pause(8_000));
		await over(12_000, client.request(get));
		expect(names()).toEqual(['token', 'new']);
	});

	it('is sent all the same where none lives long enough', async () => {
		const credential = short();
		const { client, limiter, names } = await started({
			credential,
			token: () => {
				limiter.noteTooManyRequests(3_000);
				return newToken('brief', 2);
			},
		});
		limiter.noteTooManyRequests(8_000);
		await over(60_000, client.request(get));
		expect(names()).toEqual(['token', 'token', 'brief']);
	});
});

describe('a renewal while others wait for their turn, at one request a second', () => {
	it('is made at once, and none of them loses its turn', async () => {
		const credential = withToken(ottimateApi, typed({ requestsPerSecond: 1 }));
		const { client, arrived, names } = await started({
			credential,
			signed: (token) => ({ statusCode: token === 'new' ? 200 : 401, body: '{}' }),
		});
		const requests = Array.from({ length: 8 }, async () => await client.request(get));
		await over(30_000, Promise.all(requests));
		expect(names()).toEqual(['stored-token', 'token', ...Array(8).fill('new')]);
		expect(arrived.at(-1)?.[1]).toBeLessThanOrEqual(9 * 1_100);
	});
});
