import { afterEach, describe, expect, it, jest } from '@jest/globals';

import { renewForN8n } from '../../transport/auth/renewal-hook';
import { ApiClient } from '../../transport/client/api-client';
import { untilCancelled } from '../../transport/core/cancellation';
import { mayHaveBeenCarriedOut } from '../../transport/http/errors';
import { limiterFor } from '../../transport/rate-limit/limiter';
import type { Answer } from './support/fake-n8n.mts';
import { aged, fakeN8n, MINUTE_MS, typed, withToken } from './support/fake-n8n.mts';
import { clientType, codeType, doubtfulType } from './support/made-up-service.mts';

const get = { method: 'GET', path: '/things' } as const;
const newToken = { statusCode: 200, body: '{"access_token":"new-token","expires_in":3600}' };
const ended = aged(61 * MINUTE_MS, -MINUTE_MS);

afterEach(() => {
	jest.useRealTimers();
});

describe('work of an execution that was stopped before', () => {
	it('leaves no rejection behind that nobody handles', async () => {
		const unhandled: unknown[] = [];
		const note = (reason: unknown) => void unhandled.push(reason);
		process.on('unhandledRejection', note);
		try {
			const stop = new AbortController();
			stop.abort();
			const work = (async () => {
				await new Promise((resolve) => setImmediate(resolve));
				throw new Error('too late');
			})();
			await expect(untilCancelled(work, stop.signal)).rejects.toThrow('stopped');
			await new Promise((resolve) => setTimeout(resolve, 20));
			expect(unhandled).toEqual([]);
		} finally {
			process.off('unhandledRejection', note);
		}
	});

	it('asks for no token', async () => {
		const stop = new AbortController();
		const credential = withToken(clientType, typed(), ended);
		let reads = 0;
		const { context, asked } = fakeN8n({
			database: () => {
				if (reads++ > 0) stop.abort();
				return credential;
			},
			plain: () => ({ statusCode: 400, body: '{"error":"invalid_client"}' }),
			signal: stop.signal,
		});
		const client = await ApiClient.open(context, clientType);
		await expect(client.request(get)).rejects.toThrow('stopped');
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect(asked).toEqual([]);
	});

	it('does not wait for the check of a token', async () => {
		const stop = new AbortController();
		const credential = withToken(doubtfulType, typed());
		const { context } = fakeN8n({
			database: () => credential,
			plain: async () => await new Promise<Answer>(() => undefined),
			signed: () => ({ statusCode: 403, body: '{"message":"Forbidden"}' }),
			signal: stop.signal,
		});
		const client = await ApiClient.open(context, doubtfulType);
		const request = client.request(get).then(
			() => 'answered',
			(error: unknown) => String(error),
		);
		setTimeout(() => stop.abort(), 50);
		const late = new Promise((resolve) => setTimeout(() => resolve('still waiting'), 500));
		expect(await Promise.race([request, late])).toMatch(/stopped/);
	});
});

describe('a code of one use', () => {
	it('is not used in Engine 2.0, where n8n takes its time to refuse', async () => {
		const credential = typed();
		const { context, asked } = fakeN8n({
			database: () => credential,
			plain: () => newToken,
			signed: async () => {
				await new Promise((resolve) => setTimeout(resolve, 50));
				throw new Error('Engine 2.0 does not support credentials with an expirable property');
			},
		});
		const client = await ApiClient.open(context, codeType);
		await expect(client.request(get)).rejects.toThrow(/Engine 2\.0 cannot store/);
		expect(asked).toEqual([]);
	});

	it('is used once by two credentials that differ in another value', async () => {
		const one = typed();
		const other = { ...one, scope: 'other' };
		const bodies: unknown[] = [];
		const contexts = [one, other].map((credential) =>
			fakeN8n({
				database: () => credential,
				plain: async ({ body }) => {
					bodies.push(JSON.parse(String(body)));
					await new Promise((resolve) => setTimeout(resolve, 30));
					return {
						statusCode: 200,
						body: `{"access_token":"t-${bodies.length}","refresh_token":"r-${bodies.length}","expires_in":3600}`,
					};
				},
			}),
		);
		await Promise.all(
			contexts.map(async ({ context }) => {
				const client = await ApiClient.open(context, codeType);
				await client.request(get);
			}),
		);
		expect(bodies).toMatchObject([
			{ grant_type: 'authorization_code' },
			{ grant_type: 'refresh_token', refresh_token: 'r-1' },
		]);
	});
});

describe('a token that n8n could not store', () => {
	it('is handed over again by HTTP Request: the first one of a credential', async () => {
		jest.useFakeTimers();
		const credential = typed();
		const { helpers } = fakeN8n({ database: () => credential, plain: () => newToken });
		expect(await renewForN8n(helpers, codeType, { ...credential })).toMatchObject({
			accessToken: 'new-token',
		});
		// The database was away.
		jest.setSystemTime(Date.now() + 5_000);
		expect(await renewForN8n(helpers, codeType, { ...credential })).toMatchObject({
			accessToken: 'new-token',
		});
	});

	it('is handed over again after each failure that n8n comes back with', async () => {
		const credential = typed();
		const { helpers } = fakeN8n({ database: () => credential, plain: () => newToken });
		for (let time = 0; time < 4; time++) {
			const copy = { ...credential };
			expect(await renewForN8n(helpers, codeType, copy)).toMatchObject({
				accessToken: 'new-token',
			});
			// n8n could not store it, and asks once more with what it has.
			expect(await renewForN8n(helpers, codeType, copy)).toEqual({});
		}
	});

	it('since Engine 2.0 got it, is stored by the next execution of the usual engine', async () => {
		const credential = withToken(clientType, typed(), ended);
		const second = fakeN8n({
			database: () => credential,
			plain: ({ method }) => (method === 'POST' ? newToken : { statusCode: 200, body: '{}' }),
			signed: () => {
				throw new Error('Engine 2.0 does not support credentials with an expirable property');
			},
		});
		await (await ApiClient.open(second.context, clientType)).request(get);
		const stored: unknown[] = [];
		const usual = fakeN8n({
			database: () => credential,
			plain: () => newToken,
			signed: async (data) => {
				stored.push(await renewForN8n({ httpRequest: async () => ({}) }, clientType, data));
				return { statusCode: 200, body: '{}' };
			},
		});
		await (await ApiClient.open(usual.context, clientType)).request(get);
		expect(stored).toMatchObject([{ accessToken: 'new-token' }]);
	});
});

describe('HTTP Request whose token could not be renewed', () => {
	it('does not ask about the old one, which it has not sent', async () => {
		const credential = withToken(clientType, typed(), ended);
		const { helpers, asked } = fakeN8n({
			database: () => credential,
			plain: () => ({ statusCode: 400, body: '{"message":"no such client"}' }),
		});
		const copy = { ...credential };
		await expect(renewForN8n(helpers, clientType, copy)).rejects.toThrow('no such client');
		await expect(renewForN8n(helpers, clientType, copy)).rejects.toThrow('no such client');
		expect(asked.map(({ method }) => method)).toEqual(['POST']);
	});
});

describe('Maximum Wait', () => {
	it('holds while a token waits for the end of a pause', async () => {
		const credential = withToken(clientType, typed(), ended);
		const { context, asked } = fakeN8n({ database: () => credential, plain: () => newToken });
		const client = await ApiClient.open(context, clientType);
		limiterFor(clientType, credential).noteTooManyRequests(3_000);
		const begun = Date.now();
		await expect(client.request({ ...get, longestWaitMs: 500 })).rejects.toThrow('have to wait');
		expect(Date.now() - begun).toBeLessThan(1_500);
		expect(asked).toEqual([]);
	});
});

describe('requests that wait for their turn while their token is replaced', () => {
	it('use up no turn with the old one', async () => {
		jest.useFakeTimers();
		const credential = withToken(clientType, typed({ requestsPerSecond: 1 }));
		const { context, sent } = fakeN8n({
			database: () => credential,
			plain: () => newToken,
			signed: ({ accessToken }) => ({
				statusCode: accessToken === 'new-token' ? 200 : 401,
				body: '{}',
			}),
		});
		const profile = { ...clientType, limits: { ...clientType.limits, concurrency: 1 } };
		const client = await ApiClient.open(context, profile);
		const begun = Date.now();
		const all = Promise.all(
			Array.from({ length: 10 }, async () => {
				await client.request(get);
				return Date.now() - begun;
			}),
		);
		await jest.advanceTimersByTimeAsync(60_000);
		const times = await all;
		expect(sent).toHaveLength(11);
		// One refused, one for the token, ten that went through; one that was in its turn meanwhile.
		expect(Math.max(...times)).toBeLessThanOrEqual(13_000);
	});

	it('may still try as many tokens as others', async () => {
		const base = typed();
		let number = 0;
		let credential = withToken(clientType, base, { accessToken: 'token-0' });
		const replace = () => {
			number++;
			credential = withToken(clientType, base, {
				accessToken: `token-${number}`,
				obtainedAt: Date.now() - MINUTE_MS + number,
			});
		};
		const { context, sent } = fakeN8n({
			database: () => credential,
			plain: ({ method }) => ({ statusCode: method === 'POST' ? 400 : 401 }),
			signed: ({ accessToken }) => ({
				statusCode: accessToken === 'token-9' ? 200 : 401,
				body: '{}',
			}),
		});
		const profile = { ...clientType, limits: { ...clientType.limits, concurrency: 1 } };
		const client = await ApiClient.open(context, profile);
		const limiter = limiterFor(profile, credential);
		let turns = 0;
		// Other requests hold the permit and bring a new token, eight times.
		const busy = limiter.withPermit.bind(limiter);
		jest.spyOn(limiter, 'withPermit').mockImplementation(async (work, budget) => {
			if (turns++ < 8) {
				replace();
				await ApiClient.open(context, profile);
			}
			return await busy(work, budget);
		});
		replaceAfter(sent, replace);
		await client.request(get);
		expect(sent.at(-1)).toBe('token-9');
	});
});

/** Each token that was sent is replaced once more in the database. */
function replaceAfter(sent: unknown[], replace: () => void): void {
	const push = sent.push.bind(sent);
	sent.push = (...values) => {
		const length = push(...values);
		if (values[0] !== 'token-9') replace();
		return length;
	};
}

describe('a keyed write that may have been carried out', () => {
	const write = {
		method: 'POST',
		path: '/things',
		body: { a: 1 },
		idempotencyKey: 'key',
	} as const;

	it('is still in doubt when the execution is stopped before the next try', async () => {
		const stop = new AbortController();
		const credential = withToken(clientType, typed());
		const { context } = fakeN8n({
			database: () => credential,
			plain: () => newToken,
			signed: () => ({ statusCode: 503, body: '{}' }),
			signal: stop.signal,
		});
		const client = await ApiClient.open(context, clientType);
		setTimeout(() => stop.abort(), 50);
		const error: unknown = await client.request(write).catch((thrown: unknown) => thrown);
		expect(error instanceof Error && mayHaveBeenCarriedOut(error)).toBe(true);
	});

	it('is still in doubt when there is no token for the next try', async () => {
		const credential = withToken(clientType, typed());
		let tries = 0;
		const { context } = fakeN8n({
			database: () => credential,
			plain: () => ({ statusCode: 400, body: '{"message":"no such client"}' }),
			signed: () => ({ statusCode: tries++ === 0 ? 503 : 401, body: '{}' }),
		});
		const client = await ApiClient.open(context, clientType);
		const error: unknown = await client.request(write).catch((thrown: unknown) => thrown);
		expect(String(error)).toContain('no such client');
		expect(error instanceof Error && mayHaveBeenCarriedOut(error)).toBe(true);
	});

	it('is still in doubt when the next tries reach nothing', async () => {
		const credential = withToken(clientType, typed());
		let tries = 0;
		const { context } = fakeN8n({
			database: () => credential,
			plain: () => newToken,
			signed: () => {
				const [call, code] = tries++ === 0 ? ['read', 'ECONNRESET'] : ['connect', 'ECONNREFUSED'];
				throw Object.assign(new Error(`${call} ${code}`), { code });
			},
		});
		const client = await ApiClient.open(context, clientType);
		const error: unknown = await client.request(write).catch((thrown: unknown) => thrown);
		expect(error instanceof Error && mayHaveBeenCarriedOut(error)).toBe(true);
	});
});

describe('a write that was carried out and answered with 303', () => {
	const outcomes: Array<[string, () => Answer]> = [
		['401', () => ({ statusCode: 401, body: '{}' })],
		['429', () => ({ statusCode: 429, headers: { 'retry-after': '0' }, body: '{}' })],
		[
			'no connection',
			() => {
				throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
			},
		],
	];

	it.each(outcomes)('is not sent again where its result is answered with %s', async (_, first) => {
		const credential = withToken(clientType, typed());
		const methods: unknown[] = [];
		const { context } = fakeN8n({
			database: () => credential,
			plain: () => newToken,
			signed: (_data, { method }) => {
				methods.push(method);
				if (method === 'POST')
					return { statusCode: 303, headers: { location: '/v1/done' }, body: '' };
				return methods.length === 2 ? first() : { statusCode: 200, body: '{}' };
			},
		});
		const client = await ApiClient.open(context, clientType);
		await client.request({ method: 'POST', path: '/things', body: { a: 1 } });
		expect(methods).toEqual(['POST', 'GET', 'GET']);
	});
});

describe('an exchange that waits for its turn while another process renews', () => {
	it('is not made: the refresh token would be used a second time', async () => {
		const base = typed();
		const old = withToken(codeType, base, { ...ended, refreshToken: 'r-0' });
		const renewed = withToken(codeType, base, { accessToken: 'renewed', refreshToken: 'r-1' });
		let credential = old;
		const { context, asked, sent } = fakeN8n({ database: () => credential, plain: () => newToken });
		const client = await ApiClient.open(context, codeType);
		limiterFor(codeType, old).noteTooManyRequests(300);
		const request = client.request(get);
		await new Promise((resolve) => setTimeout(resolve, 100));
		credential = renewed;
		await ApiClient.open(context, codeType);
		await request;
		expect(asked).toEqual([]);
		expect(sent.at(-1)).toBe('renewed');
	});
});
