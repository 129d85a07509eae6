import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import type { Helpers } from '../../transport/auth/renewal';
import { proveSecrets, renewForN8n } from '../../transport/auth/renewal-hook';
import { ApiClient } from '../../transport/client/api-client';
import type { CredentialData } from '../../transport/contracts/credential';
import type { Answer } from './support/fake-n8n.mts';
import { aged, fakeN8n, MINUTE_MS, typed, withToken } from './support/fake-n8n.mts';
import { clientType, doubtfulType, loginType, oauth2Type } from './support/made-up-service.mts';

const get = { method: 'GET', path: '/things' } as const;

afterEach(() => {
	jest.useRealTimers();
});

describe('a token that is good for four more minutes', () => {
	const due = aged(56 * MINUTE_MS, 4 * MINUTE_MS);
	const refusals: Answer[] = [
		{ statusCode: 503, body: '' },
		{ statusCode: 429, body: '' },
		{ statusCode: 400, body: '{"error":"invalid_client"}' },
		{ statusCode: 200, body: '<html>' },
	];

	it.each(refusals)(
		'is used on where its renewal is answered $statusCode $body',
		async (answer) => {
			const credential = withToken(clientType, typed(), due);
			const { context, sent, asked } = fakeN8n({ database: () => credential, plain: () => answer });
			const client = await ApiClient.open(context, clientType);
			await client.request(get);
			await client.request(get);
			expect(sent).toEqual(['stored-token', 'stored-token']);
			expect(asked).toHaveLength(1);
		},
	);

	it.each(refusals)('is used on by HTTP Request, too: $statusCode $body', async (answer) => {
		const credential = withToken(clientType, typed(), due);
		const { helpers } = fakeN8n({ database: () => credential, plain: () => answer });
		const copy = { ...credential };
		expect(await renewForN8n(helpers, clientType, copy)).toEqual({});
		expect(copy.accessToken).toBe('stored-token');
	});

	it('is not used beyond its end', async () => {
		const credential = withToken(clientType, typed(), aged(61 * MINUTE_MS, -MINUTE_MS));
		const { context, sent } = fakeN8n({
			database: () => credential,
			plain: () => ({ statusCode: 400, body: '{}' }),
		});
		const client = await ApiClient.open(context, clientType);
		await expect(client.request(get)).rejects.toThrow(/refused the credential/);
		expect(sent).toEqual([]);
	});
});

describe('a refresh token that brings no token', () => {
	it.each<Answer>([
		{ statusCode: 404, body: '' },
		{ statusCode: 302, body: '', headers: { location: 'https://example.com/' } },
		{ statusCode: 200, body: '<html></html>' },
		{ statusCode: 200, body: '{"other":"keys"}' },
		{ statusCode: 401, body: '{"detail":"Token is invalid","code":"token_not_valid"}' },
	])('leads to a login: $statusCode $body', async (answer) => {
		const ended = { ...aged(61 * MINUTE_MS, -MINUTE_MS), refreshToken: 'refresh' };
		const credential = withToken(loginType, typed({ password: 'secret of a person' }), ended);
		const { context, sent } = fakeN8n({
			database: () => credential,
			plain: ({ body }) =>
				String(body).includes('password')
					? { statusCode: 200, body: '{"access_token":"from-login","refresh_token":"next"}' }
					: answer,
		});
		const client = await ApiClient.open(context, loginType);
		await client.request(get);
		expect(sent).toEqual(['from-login']);
	});

	it.each([429, 503])('does not where the service says later: %i', async (statusCode) => {
		const ended = { ...aged(61 * MINUTE_MS, -MINUTE_MS), refreshToken: 'refresh' };
		const credential = withToken(loginType, typed({ password: 'secret of a person' }), ended);
		const { context, asked } = fakeN8n({
			database: () => credential,
			plain: () => ({ statusCode, body: '' }),
		});
		const client = await ApiClient.open(context, loginType);
		const failed = client.request({ ...get, longestWaitMs: 1 });
		await expect(failed).rejects.toThrow();
		expect(asked).toHaveLength(1);
	});
});

describe('missing rights', () => {
	it('are told from a bad token by one check for fifty requests', async () => {
		const credential = withToken(doubtfulType, typed(), aged(MINUTE_MS, 59 * MINUTE_MS));
		const { context, sent, asked } = fakeN8n({
			database: () => credential,
			plain: () => ({ statusCode: 200, body: '{"data":{}}' }),
			signed: async () => {
				// No answer comes before the other requests have gone out.
				await sleep(5);
				return { statusCode: 403, body: '{"message":"Forbidden"}' };
			},
		});
		const client = await ApiClient.open(context, doubtfulType);
		const results = await Promise.allSettled(
			Array.from({ length: 50 }, async () => await client.request(get)),
		);
		expect(results.map(({ status }) => status)).toEqual(Array(50).fill('rejected'));
		expect([sent.length, asked.length]).toEqual([50, 1]);
	});
});

describe('a service that answers 401 to whoever lacks a right', () => {
	/** Lists are allowed, and so is the question whether a token is good; `/things` is not. */
	const wire = (plain: (token: string) => number) => {
		let made = 0;
		const credential = withToken(clientType, typed(), aged(10 * MINUTE_MS, 50 * MINUTE_MS));
		return fakeN8n({
			database: () => credential,
			plain: ({ method, headers }) =>
				method === 'POST'
					? { statusCode: 200, body: `{"access_token":"new-${++made}","expires_in":3600}` }
					: { statusCode: plain(String(headers?.Authorization)), body: '{}' },
			signed: (_data, { url }) =>
				url.endsWith('/things')
					? { statusCode: 401, body: '{"message":"You may not see things"}' }
					: { statusCode: 200, body: '{}' },
		});
	};
	const posts = (asked: IHttpRequestOptions[]) =>
		asked.filter(({ method }) => method === 'POST').length;

	it('gets one token for many such requests, and its words are told', async () => {
		const { context, asked } = wire(() => 200);
		const client = await ApiClient.open(context, clientType);
		for (let time = 0; time < 3; time++) {
			await expect(client.request(get)).rejects.toThrow('You may not see things');
			await client.request({ ...get, path: '/lists' });
		}
		expect(posts(asked)).toBe(1);
		expect(asked).toHaveLength(1 + 3);
	});

	it('is asked for further tokens where it refuses them to the question, too', async () => {
		const { context, asked } = wire(() => 401);
		const client = await ApiClient.open(context, clientType);
		await expect(client.request(get)).rejects.toThrow('rejects each of them');
		expect(posts(asked)).toBe(3);
	}, 20_000);

	it('is asked for further tokens where the question has no answer', async () => {
		const { context, asked } = wire(() => 503);
		const client = await ApiClient.open(context, clientType);
		await expect(client.request(get)).rejects.toThrow('rejects each of them');
		expect(posts(asked)).toBe(3);
	}, 20_000);
});

describe('a database that is away while an error is made', () => {
	it('leads to no second sending of a write', async () => {
		let reads = 0;
		const { context, sent } = fakeN8n({
			database: () => {
				if (reads++ > 0) throw Object.assign(new Error('no database'), { code: 'ECONNREFUSED' });
				return { oauthTokenData: { access_token: 'a-token' } };
			},
			plain: () => ({ statusCode: 200, body: '{}' }),
			signed: () => ({ statusCode: 500, body: '{"message":"broken"}' }),
		});
		const client = await ApiClient.open(context, oauth2Type);
		const failed = client.request({ method: 'POST', path: '/things', body: { a: 1 } });
		await expect(failed).rejects.toThrow('Example: broken');
		expect(sent).toHaveLength(1);
	});
});

describe('forty requests of HTTP Request after a revocation, at one request a second', () => {
	it('wait for one check and one token only', async () => {
		jest.useFakeTimers();
		const credential = withToken(
			clientType,
			typed({ requestsPerSecond: 1 }),
			aged(10 * MINUTE_MS, 50 * MINUTE_MS),
		);
		const { helpers, asked } = fakeN8n({
			database: () => credential,
			plain: ({ method }) =>
				method === 'POST'
					? { statusCode: 200, body: '{"access_token":"new-token","expires_in":3600}' }
					: { statusCode: 401, body: '{}' },
		});
		const copies = Array.from({ length: 40 }, () => ({ ...credential }));
		const renew = async (copy: CredentialData): Promise<IDataObject> =>
			await renewForN8n(helpers, clientType, copy);
		await Promise.all(copies.map(renew));
		expect(asked).toEqual([]);
		// n8n calls the hook again after each 401.
		const begun = Date.now();
		const again = Promise.all(copies.map(renew));
		await jest.advanceTimersByTimeAsync(8_000);
		expect((await again).map(({ accessToken }) => accessToken)).toEqual(
			Array(40).fill('new-token'),
		);
		expect(asked).toHaveLength(2);
		expect(Date.now() - begun).toBe(8_000);
	});
});

describe('the request behind an exchange, at one request a second', () => {
	const asked = async (work: (helpers: Helpers) => Promise<unknown>) => {
		const { helpers } = fakeN8n({
			database: () => ({}),
			plain: () => ({ statusCode: 200, body: '{"access_token":"new-token","expires_in":3600}' }),
		});
		let isOver = false;
		const running = work(helpers).finally(() => (isOver = true));
		await jest.advanceTimersByTimeAsync(900);
		expect(isOver).toBe(false);
		await jest.advanceTimersByTimeAsync(4_000);
		await running;
		expect(isOver).toBe(true);
	};
	const ended = aged(61 * MINUTE_MS, -MINUTE_MS);

	it('keeps the pace in HTTP Request', async () => {
		jest.useFakeTimers();
		const credential = withToken(clientType, typed({ requestsPerSecond: 1 }), ended);
		await asked(async (helpers) => await renewForN8n(helpers, clientType, credential));
	});

	it('keeps the pace in a credential test', async () => {
		jest.useFakeTimers();
		const good = aged(10 * MINUTE_MS, 50 * MINUTE_MS);
		const credential = withToken(clientType, typed({ requestsPerSecond: 1 }), good);
		await asked(async (helpers) => {
			expect(await renewForN8n(helpers, clientType, credential)).toEqual({});
			await proveSecrets(clientType, credential);
		});
	});
});

describe('a clock that is set back by an hour', () => {
	it('puts no renewal off', async () => {
		jest.useFakeTimers();
		const credential = withToken(clientType, typed(), aged(10 * MINUTE_MS, 50 * MINUTE_MS));
		const statuses = [401, 200];
		const { context, sent } = fakeN8n({
			database: () => credential,
			plain: () => ({ statusCode: 200, body: '{"access_token":"new-token","expires_in":3600}' }),
			signed: () => {
				jest.setSystemTime(Date.now() - 60 * MINUTE_MS);
				return { statusCode: statuses.shift() ?? 200, body: '{}' };
			},
		});
		const client = await ApiClient.open(context, clientType);
		const request = client.request(get);
		await jest.advanceTimersByTimeAsync(10_000);
		await request;
		expect(sent).toEqual(['stored-token', 'new-token']);
	});
});
