import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { dooApi } from '../../providers/doo/auth';
import { ootiJwtApi } from '../../providers/ooti/auth';
import { otesseOAuth2Api } from '../../providers/otesse/auth';
import { ottimateApi } from '../../providers/ottimate/auth';
import { proveSecrets, renewForN8n } from '../../transport/auth/renewal-hook';
import { fieldsOf, fingerprintOf } from '../../transport/auth/token';
import { ApiClient } from '../../transport/client/api-client';
import type { CredentialData, CredentialProfile } from '../../transport/contracts/credential';
import type { RequestContext } from '../../transport/http/send';

const MINUTE_MS = 60_000;

interface Answer {
	statusCode: number;
	headers?: Record<string, string>;
	body: string;
}

let made = 0;

/** A stored credential with a token of that age, good for so long; each a grant of its own. */
function stored(
	profile: CredentialProfile,
	token: { ageMs: number; leftMs: number; refreshToken?: string },
	typed: CredentialData = {},
): CredentialData {
	const number = ++made;
	const credentials = {
		environment: 'custom',
		baseUrl: 'http://127.0.0.1:4600/v1',
		graphqlUrl: 'http://127.0.0.1:4600/graphql',
		apiKey: `key-${number}`,
		clientId: `client-${number}`,
		username: `person-${number}@example.com`,
		requestsPerSecond: 1000,
		requestsPerDay: 0,
		...typed,
	};
	const { grant } = profile;
	if (!grant) throw new Error('no grant');
	const fingerprint = fingerprintOf(profile.name, grant, credentials);
	const now = Date.now();
	const { refreshToken } = token;
	return {
		...credentials,
		...fieldsOf(
			{
				accessToken: 'stored-token',
				obtainedAt: now - token.ageMs,
				validUntil: now + token.leftMs,
				inputs: fingerprint.inputs,
				...(refreshToken ? { refreshToken } : {}),
			},
			fingerprint,
		),
	};
}

/** n8n with one credential in its database. `plain` answers requests without one: for tokens, and checks of tokens. */
function n8n(
	database: () => CredentialData,
	plain: (options: IHttpRequestOptions) => Answer,
	signed: () => Answer = () => ({ statusCode: 200, body: '{}' }),
) {
	const sent: unknown[] = [];
	const asked: string[] = [];
	const context: RequestContext = {
		getNode: () => ({
			id: '',
			name: '',
			type: '',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		}),
		getCredentials: async () => await Promise.resolve(database()),
		helpers: {
			httpRequest: async (options) => {
				asked.push(new URL(options.url).pathname);
				return await Promise.resolve({ headers: {}, ...plain(options) });
			},
			httpRequestWithAuthentication: async (_type, _options, extra) => {
				sent.push(extra?.credentialsDecrypted?.data.accessToken);
				return await Promise.resolve({ headers: {}, ...signed() });
			},
		},
	};
	return { context, sent, asked };
}

const get = { method: 'GET', path: '/things' } as const;
const helpersOf = ({ helpers }: RequestContext) => ({ httpRequest: helpers.httpRequest });

afterEach(() => {
	jest.useRealTimers();
});

describe('a token that is good for four more minutes', () => {
	const due = { ageMs: 56 * MINUTE_MS, leftMs: 4 * MINUTE_MS };
	const refusals: Answer[] = [
		{ statusCode: 503, body: '' },
		{ statusCode: 429, body: '' },
		{ statusCode: 400, body: '{"error":"invalid_client"}' },
		{ statusCode: 200, body: '<html>' },
	];

	it.each(refusals)(
		'is used on where its renewal is answered $statusCode $body',
		async (answer) => {
			const credential = stored(ottimateApi, due);
			const { context, sent, asked } = n8n(
				() => credential,
				() => answer,
			);
			const client = await ApiClient.open(context, ottimateApi);
			await client.request(get);
			await client.request(get);
			expect(sent).toEqual(['stored-token', 'stored-token']);
			expect(asked).toHaveLength(1);
		},
	);

	it.each(refusals)('is used on by HTTP Request, too: $statusCode $body', async (answer) => {
		const credential = stored(ottimateApi, due);
		const { context } = n8n(
			() => credential,
			() => answer,
		);
		const copy = { ...credential };
		expect(await renewForN8n(helpersOf(context), ottimateApi, copy)).toEqual({});
		expect(copy.accessToken).toBe('stored-token');
	});

	it('is not used beyond its end', async () => {
		const credential = stored(ottimateApi, { ageMs: 61 * MINUTE_MS, leftMs: -MINUTE_MS });
		const { context, sent } = n8n(
			() => credential,
			() => ({ statusCode: 400, body: '{}' }),
		);
		const client = await ApiClient.open(context, ottimateApi);
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
		const ended = { ageMs: 61 * MINUTE_MS, leftMs: -MINUTE_MS, refreshToken: 'refresh' };
		const credential = stored(ootiJwtApi, ended, { password: 'secret of a person' });
		const { context, sent } = n8n(
			() => credential,
			({ body }) =>
				String(body).includes('password')
					? { statusCode: 200, body: '{"access":"from-login","refresh":"next"}' }
					: answer,
		);
		const client = await ApiClient.open(context, ootiJwtApi);
		await client.request(get);
		expect(sent).toEqual(['from-login']);
	});

	it.each([429, 503])('does not where the service says later: %i', async (statusCode) => {
		const ended = { ageMs: 61 * MINUTE_MS, leftMs: -MINUTE_MS, refreshToken: 'refresh' };
		const credential = stored(ootiJwtApi, ended, { password: 'secret of a person' });
		const { context, asked } = n8n(
			() => credential,
			() => ({ statusCode, body: '' }),
		);
		const client = await ApiClient.open(context, ootiJwtApi);
		const failed = client.request({ ...get, longestWaitMs: 1 });
		await expect(failed).rejects.toThrow();
		expect(asked).toHaveLength(1);
	});
});

describe('missing rights', () => {
	it('are told from a bad token by one check for fifty requests', async () => {
		const credential = stored(dooApi, { ageMs: MINUTE_MS, leftMs: 59 * MINUTE_MS });
		const { context, sent, asked } = n8n(
			() => credential,
			() => ({ statusCode: 200, body: '{"data":{}}' }),
			() => ({ statusCode: 403, body: '{"message":"Forbidden"}' }),
		);
		const client = await ApiClient.open(context, dooApi);
		const results = await Promise.allSettled(
			Array.from({ length: 50 }, async () => await client.request(get)),
		);
		expect(results.map(({ status }) => status)).toEqual(Array(50).fill('rejected'));
		expect([sent.length, asked.length]).toEqual([50, 1]);
	});
});

describe('a database that is away while an error is made', () => {
	it('leads to no second sending of a write', async () => {
		let reads = 0;
		const { context, sent } = n8n(
			() => {
				if (reads++ > 0) throw Object.assign(new Error('no database'), { code: 'ECONNREFUSED' });
				return { oauthTokenData: { access_token: 'a-token' } };
			},
			() => ({ statusCode: 200, body: '{}' }),
			() => ({ statusCode: 500, body: '{"message":"broken"}' }),
		);
		const client = await ApiClient.open(context, otesseOAuth2Api);
		const failed = client.request({ method: 'POST', path: '/bookings', body: { a: 1 } });
		await expect(failed).rejects.toThrow('Otesse: broken');
		expect(sent).toHaveLength(1);
	});
});

describe('forty requests of HTTP Request after a revocation, at one request a second', () => {
	it('wait for one check and one token only', async () => {
		jest.useFakeTimers();
		const credential = stored(
			ottimateApi,
			{ ageMs: 10 * MINUTE_MS, leftMs: 50 * MINUTE_MS },
			{ requestsPerSecond: 1 },
		);
		const { context, asked } = n8n(
			() => credential,
			({ method }) =>
				method === 'POST'
					? { statusCode: 200, body: '{"access_token":"new-token","expires_in":3600}' }
					: { statusCode: 401, body: '{}' },
		);
		const helpers = helpersOf(context);
		const copies = Array.from({ length: 40 }, () => ({ ...credential }));
		const renew = async (copy: CredentialData): Promise<IDataObject> =>
			await renewForN8n(helpers, ottimateApi, copy);
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
	const asked = async (work: (helpers: ReturnType<typeof helpersOf>) => Promise<unknown>) => {
		const { context } = n8n(
			() => ({}),
			() => ({ statusCode: 200, body: '{"access_token":"new-token","expires_in":3600}' }),
		);
		let isOver = false;
		const running = work(helpersOf(context)).finally(() => (isOver = true));
		await jest.advanceTimersByTimeAsync(900);
		expect(isOver).toBe(false);
		await jest.advanceTimersByTimeAsync(4_000);
		await running;
		expect(isOver).toBe(true);
	};
	const ended = { ageMs: 61 * MINUTE_MS, leftMs: -MINUTE_MS };

	it('keeps the pace in HTTP Request', async () => {
		jest.useFakeTimers();
		const credential = stored(ottimateApi, ended, { requestsPerSecond: 1 });
		await asked(async (helpers) => await renewForN8n(helpers, ottimateApi, credential));
	});

	it('keeps the pace in a credential test', async () => {
		jest.useFakeTimers();
		const good = { ageMs: 10 * MINUTE_MS, leftMs: 50 * MINUTE_MS };
		const credential = stored(ottimateApi, good, { requestsPerSecond: 1 });
		await asked(async (helpers) => {
			expect(await renewForN8n(helpers, ottimateApi, credential)).toEqual({});
			await proveSecrets(ottimateApi, credential);
		});
	});
});

describe('a clock that is set back by an hour', () => {
	it('puts no renewal off', async () => {
		jest.useFakeTimers();
		const credential = stored(ottimateApi, { ageMs: 10 * MINUTE_MS, leftMs: 50 * MINUTE_MS });
		const statuses = [401, 200];
		const { context, sent } = n8n(
			() => credential,
			() => ({ statusCode: 200, body: '{"access_token":"new-token","expires_in":3600}' }),
			() => {
				jest.setSystemTime(Date.now() - 60 * MINUTE_MS);
				return { statusCode: statuses.shift() ?? 200, body: '{}' };
			},
		);
		const client = await ApiClient.open(context, ottimateApi);
		const request = client.request(get);
		await jest.advanceTimersByTimeAsync(10_000);
		await request;
		expect(sent).toEqual(['stored-token', 'new-token']);
	});
});
