import { describe, expect, it } from '@jest/globals';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { providers } from '../../providers';
import { renewForN8n } from '../../transport/auth/renewal-hook';
import { fieldsOf, fingerprintOf } from '../../transport/auth/token';
import type { Token } from '../../transport/auth/token';
import { ApiClient } from '../../transport/client/api-client';
import type { CredentialData, CredentialProfile } from '../../transport/contracts/credential';
import type { RequestContext } from '../../transport/http/send';
import { fakeN8n, typed, withToken } from './support/fake-n8n.mts';
import { clientType, oauth2Type } from './support/made-up-service.mts';

const HOUR_MS = 3_600_000;
/** The forms of one credential, each with another token. */
function stored(): { withToken(token: Partial<Token>): CredentialData } {
	const credentials = typed();
	return { withToken: (token) => withToken(clientType, credentials, token) };
}

/** The database answers in turn, and so does the service. */
function n8n(database: CredentialData[], statuses: number[] = []) {
	const answer = () => ({ statusCode: statuses.shift() ?? 200, body: '{"results":[]}' });
	let reads = 0;
	const next = () => database[Math.min(reads++, database.length - 1)] ?? {};
	return fakeN8n({ database: next, signed: answer });
}

describe('a session', () => {
	it('reads the credential once while its token is fresh', async () => {
		const now = Date.now();
		const fresh = stored().withToken({
			accessToken: 'fresh',
			obtainedAt: now,
			validUntil: now + HOUR_MS,
		});
		const { context, sent, reads } = n8n([fresh]);
		const client = await ApiClient.open(context, clientType);
		for (let n = 0; n < 5; n++) await client.request({ method: 'GET', path: '/things' });
		expect(sent).toEqual(Array(5).fill('fresh'));
		expect(reads()).toBe(1);
	});

	it('looks into the database before a renewal: another worker may have renewed', async () => {
		const now = Date.now();
		const credential = stored();
		const old = credential.withToken({
			accessToken: 'old',
			obtainedAt: now - 2 * HOUR_MS,
			validUntil: now - HOUR_MS,
		});
		const fresh = credential.withToken({
			accessToken: 'of-the-other-worker',
			obtainedAt: now,
			validUntil: now + HOUR_MS,
		});
		const { context, sent, reads } = n8n([old, fresh]);
		const client = await ApiClient.open(context, clientType);
		await client.request({ method: 'GET', path: '/things' });
		expect(sent).toEqual(['of-the-other-worker']);
		expect(reads()).toBe(2);
	});

	it('looks into the database after a refusal, too', async () => {
		const now = Date.now();
		const credential = stored();
		const mine = credential.withToken({
			accessToken: 'mine',
			obtainedAt: now - 60_000,
			validUntil: now + HOUR_MS,
		});
		const later = credential.withToken({
			accessToken: 'of-the-other-worker',
			obtainedAt: now,
			validUntil: now + HOUR_MS,
		});
		const { context, sent } = n8n([mine, later], [401]);
		const client = await ApiClient.open(context, clientType);
		await client.request({ method: 'GET', path: '/things' });
		expect(sent).toEqual(['mine', 'of-the-other-worker']);
	});
});

describe('the error of a service that says back what it was sent', () => {
	const now = Date.now();
	const told = (...words: string[]) => {
		const text = `${'x'.repeat(290)} ${words.join(' ')}`;
		return JSON.stringify({ message: text, detail: text, errorMsg: text, error: text });
	};
	const errorOf = async (context: RequestContext, profile: CredentialProfile) => {
		const client = await ApiClient.open(context, profile);
		const error: unknown = await client
			.request({ method: 'GET', path: '/x' })
			.catch((thrown: unknown) => thrown);
		if (!(error instanceof NodeApiError)) throw new Error('a NodeApiError was expected');
		return JSON.stringify([error.message, error.description, error.context, error.messages]);
	};

	it('holds no token of an earlier request, and no part of one where the words are cut', async () => {
		const credential = stored();
		const token = (name: string, obtainedAt: number) =>
			credential.withToken({
				accessToken: `${name}-${'abcdefghij'.repeat(30)}`,
				obtainedAt,
				validUntil: now + HOUR_MS,
			});
		const first = token('first', now - 60_000);
		const second = token('second', now);
		const { context } = n8n([first, second]);
		const sent: string[] = [];
		context.helpers.httpRequestWithAuthentication = async (_type, _options, extra) => {
			sent.push(String(extra?.credentialsDecrypted?.data.accessToken));
			return { statusCode: sent.length === 1 ? 401 : 400, headers: {}, body: told(...sent) };
		};
		const said = await errorOf(context, clientType);
		expect(sent).toEqual([first.accessToken, second.accessToken]);
		expect(said).toContain('xxx *** ***');
		expect(said).not.toMatch(/first-|second-|abcdefghij/);
	});

	it.each(providers.flatMap(({ credentials }) => credentials))(
		'$name: no half of a secret',
		async (profile) => {
			const secret = 'abcdefghij'.repeat(50);
			const typed = { apiKey: secret, apiToken: secret, clientSecret: secret };
			const { grant } = profile;
			const fingerprint = grant && fingerprintOf(profile.name, grant, typed);
			const token = { accessToken: secret, obtainedAt: now, validUntil: now + HOUR_MS };
			const { context } = n8n([
				fingerprint
					? { ...typed, ...fieldsOf({ ...token, inputs: fingerprint.inputs }, fingerprint) }
					: typed,
			]);
			context.helpers.httpRequestWithAuthentication = async () => ({
				statusCode: 400,
				headers: {},
				body: told(secret),
			});
			const said = await errorOf(context, profile);
			expect(said).toContain('***');
			expect(said).not.toContain('abcdefghij');
		},
	);

	it('holds no token that n8n has renewed by itself', async () => {
		const oauth = (name: string) => ({
			oauthTokenData: { access_token: `${name}-access`, refresh_token: `${name}-refresh` },
		});
		const { context } = n8n([oauth('old'), oauth('new')]);
		context.helpers.httpRequestWithAuthentication = async () => ({
			statusCode: 400,
			headers: {},
			body: told('old-access', 'new-access', 'new-refresh'),
		});
		const said = await errorOf(context, oauth2Type);
		expect(said).toContain('xxx *** *** ***');
		expect(said).not.toMatch(/old-access|new-access|new-refresh/);
	});
});

describe('one place only', () => {
	it('is enough for a renewal in the middle', async () => {
		const limits = { ...clientType.limits, concurrency: 1 };
		const profile = { ...clientType, limits };
		const now = Date.now();
		const old = { accessToken: 'old', obtainedAt: now - HOUR_MS, validUntil: now + HOUR_MS };
		const { context } = n8n([stored().withToken(old)]);
		let tokens = 0;
		let left = 2;
		const isGood = (token: unknown) => token === 'token-2' || (token === 'token-1' && left > 0);
		const httpRequest = async ({ method, headers }: IHttpRequestOptions) => {
			// A request that was rejected twice has its token checked.
			const checked = String(headers?.Authorization).replace('Bearer ', '');
			if (method !== 'POST')
				return { statusCode: isGood(checked) ? 200 : 401, headers: {}, body: '{}' };
			const body = JSON.stringify({ access_token: `token-${++tokens}`, expires_in: 3600 });
			return { statusCode: 200, headers: {}, body };
		};
		const sent: unknown[] = [];
		context.helpers.httpRequest = httpRequest;
		context.helpers.httpRequestWithAuthentication = async (_type, _options, extra) => {
			const data = extra?.credentialsDecrypted?.data ?? {};
			await renewForN8n({ httpRequest }, profile, data);
			sent.push(data.accessToken);
			const good = isGood(data.accessToken);
			if (data.accessToken === 'token-1') left--;
			return { statusCode: good ? 200 : 401, headers: {}, body: '{"results":[]}' };
		};
		const client = await ApiClient.open(context, profile);
		await Promise.all(
			Array.from(
				{ length: 6 },
				async () => await client.request({ method: 'GET', path: '/things' }),
			),
		);
		expect(tokens).toBe(2);
		expect(sent[0]).toBe('old');
		expect(sent.at(-1)).toBe('token-2');
	});
});

describe('a place that a "too many requests" makes free', () => {
	it('is not used for another request: the pause has begun by then', async () => {
		const now = Date.now();
		const mine = stored().withToken({
			accessToken: 'token',
			obtainedAt: now,
			validUntil: now + HOUR_MS,
		});
		const { context } = n8n([mine]);
		let sent = 0;
		context.helpers.httpRequestWithAuthentication = async () => {
			sent++;
			return { statusCode: 429, headers: { 'retry-after': '60' }, body: '{}' };
		};
		const places = 2;
		const limits = { ...clientType.limits, concurrency: places };
		const client = await ApiClient.open(context, { ...clientType, limits });
		const failed = await Promise.allSettled(
			Array.from({ length: 10 }, async () => {
				await client.request({ method: 'GET', path: '/things', longestWaitMs: 500 });
			}),
		);
		expect(failed.filter(({ status }) => status === 'rejected')).toHaveLength(10);
		expect(sent).toBe(places);
	});
});

describe('an error of the service', () => {
	it('shows no token, also one that came with a renewal in the middle of the session', async () => {
		const now = Date.now();
		const mine = stored().withToken({
			accessToken: 'first-one',
			obtainedAt: now,
			validUntil: now + HOUR_MS,
		});
		const { context } = n8n([mine]);
		context.helpers.httpRequestWithAuthentication = async (_type, _options, extra) => {
			const data = extra?.credentialsDecrypted?.data;
			if (data) data.accessToken = 'renewed-meanwhile';
			return { statusCode: 400, headers: {}, body: '{"message":"bad token renewed-meanwhile"}' };
		};
		const client = await ApiClient.open(context, clientType);
		const failed = client.request({ method: 'GET', path: '/things' });
		await expect(failed).rejects.toThrow('Example: bad token ***');
		await expect(failed).rejects.toMatchObject({ context: { data: { message: 'bad token ***' } } });
	});

	it('is told in words however deep its answer is nested', async () => {
		const now = Date.now();
		const mine = stored().withToken({
			accessToken: 'token',
			obtainedAt: now,
			validUntil: now + HOUR_MS,
		});
		const { context } = n8n([mine]);
		const body = `${'{"message":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
		context.helpers.httpRequestWithAuthentication = async () => ({
			statusCode: 400,
			headers: {},
			body,
		});
		const client = await ApiClient.open(context, clientType);
		const failed = client.request({ method: 'GET', path: '/things' });
		await expect(failed).rejects.toThrow('Example: HTTP status 400');
	});
});
