import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { at, call } from './http.mts';
import type { Answer } from './http.mts';
import { startSandbox } from './server.mts';
import type { Sandbox } from './server.mts';

let sandbox: Sandbox;

const REDIRECT = 'http://127.0.0.1:5678/rest/oauth2-credential/callback';
const CLIENT = {
	client_id: 'sandbox-otesse-client-id',
	client_secret: 'sandbox-otesse-client-secret',
};
const SCOPE = 'bookings:read customers:read';

beforeAll(async () => {
	sandbox = await startSandbox({ port: 0 });
});

beforeEach(async () => {
	await sandbox.steer('POST', 'reset');
});

afterAll(async () => {
	await sandbox.close();
});

async function newCode(body: object = { redirectUri: REDIRECT, scope: SCOPE }): Promise<string> {
	return String(at(await sandbox.steer('POST', 'otesse/code', body), 'code'));
}

async function token(json: object): Promise<Answer> {
	return call(`${sandbox.baseUrls['otesse-auth']}/oauth/token`, { json });
}

async function exchange(code: string, change: object = {}): Promise<Answer> {
	return token({
		grant_type: 'authorization_code',
		code,
		redirect_uri: REDIRECT,
		...CLIENT,
		...change,
	});
}

async function refresh(value: unknown): Promise<Answer> {
	return token({ grant_type: 'refresh_token', refresh_token: value, ...CLIENT });
}

async function status(accessToken: unknown, path = '/bookings'): Promise<number> {
	const headers = { authorization: `Bearer ${String(accessToken)}` };
	return (await call(`${sandbox.baseUrls.otesse}${path}`, { headers })).status;
}

async function configure(config: object): Promise<void> {
	await sandbox.steer('POST', 'config', { service: 'otesse', ...config });
}

function refusal(answer: Answer): unknown[] {
	return [answer.status, at(answer.json, 'error')];
}

describe('a code (sample 1)', () => {
	it('buys an access and a refresh token, once', async () => {
		const code = await newCode();
		const answer = await exchange(code);
		expect([answer.status, answer.type]).toEqual([200, 'application/json']);
		expect(answer.json).toEqual({
			access_token: expect.stringMatching(/^otesse_at_/),
			refresh_token: expect.stringMatching(/^otesse_rt_/),
			token_type: 'Bearer',
			expires_in: 3600,
			scope: SCOPE,
		});
		expect(await status(at(answer.json, 'access_token'))).toBe(200);
		expect(await status(at(answer.json, 'access_token'), '/invoices')).toBe(403);
		expect(refusal(await exchange(code))).toEqual([400, 'invalid_grant']);
	});

	it('lives ten minutes', async () => {
		const code = await newCode();
		await sandbox.steer('POST', 'settings', { advanceSeconds: 601 });
		expect(refusal(await exchange(code))).toEqual([400, 'invalid_grant']);
	});

	it('is refused with anything wrong beside it, and not used up by that', async () => {
		const code = await newCode();
		expect(refusal(await exchange(code, { client_secret: 'wrong' }))).toEqual([
			401,
			'invalid_client',
		]);
		expect(refusal(await exchange(code, { client_id: 'wrong' }))).toEqual([401, 'invalid_client']);
		const elsewhere = { redirect_uri: 'https://example.com/callback' };
		expect(refusal(await exchange(code, elsewhere))).toEqual([400, 'invalid_grant']);
		expect(refusal(await exchange('wrong'))).toEqual([400, 'invalid_grant']);
		expect(refusal(await exchange(code, { grant_type: 'password' }))).toEqual([
			400,
			'unsupported_grant_type',
		]);
		expect((await exchange(code)).status).toBe(200);
	});

	it('can be refused in the form of the API', async () => {
		await configure({ variant: 'api-errors' });
		const answer = await exchange('wrong');
		expect(answer.status).toBe(401);
		expect(answer.json).toMatchObject({
			error: { type: 'authentication_error', code: 'invalid_api_key' },
		});
	});

	it('is taken form encoded too, unless the variant is json-only', async () => {
		const url = `${sandbox.baseUrls['otesse-auth']}/oauth/token`;
		const form = async (): Promise<Answer> =>
			call(url, {
				form: {
					grant_type: 'authorization_code',
					code: await newCode(),
					redirect_uri: REDIRECT,
					...CLIENT,
				},
			});
		expect((await form()).status).toBe(200);
		await configure({ variant: 'json-only' });
		expect(refusal(await form())).toEqual([400, 'invalid_request']);
		expect((await exchange(await newCode())).status).toBe(200);
	});

	it('comes without a browser for registered addresses and known scopes only', async () => {
		expect(
			(await exchange(await newCode({}), { redirect_uri: 'https://example.com/callback' })).status,
		).toBe(200);
		await expect(newCode({ redirectUri: 'https://evil.example.com/' })).rejects.toThrow(/400/);
		await expect(newCode({ scope: 'everything' })).rejects.toThrow(/400/);
	});
});

describe('a refresh (samples 2 and 3)', () => {
	it('answers without a refresh token where tokens do not rotate', async () => {
		const first = await exchange(await newCode());
		for (const time of [1, 2]) {
			const answer = await refresh(at(first.json, 'refresh_token'));
			expect([time, answer.status, answer.json]).toEqual([
				time,
				200,
				{
					access_token: expect.stringMatching(/^otesse_at_/),
					token_type: 'Bearer',
					expires_in: 3600,
					scope: SCOPE,
				},
			]);
		}
	});

	it('replaces the refresh token at once with strict rotation', async () => {
		await configure({ rotation: 'strict' });
		const old = at((await exchange(await newCode())).json, 'refresh_token');
		const next = at((await refresh(old)).json, 'refresh_token');
		expect(next).toEqual(expect.stringMatching(/^otesse_rt_/));
		expect(next).not.toBe(old);
		expect((await refresh(old)).json).toEqual({
			error: 'invalid_grant',
			error_description: 'Refresh token is invalid',
		});
		expect((await refresh(next)).status).toBe(200);
	});

	it('lets the old refresh token work for a minute with grace', async () => {
		await configure({ rotation: 'grace' });
		const old = at((await exchange(await newCode())).json, 'refresh_token');
		const next = at((await refresh(old)).json, 'refresh_token');
		expect((await refresh(old)).status).toBe(200);
		await sandbox.steer('POST', 'settings', { advanceSeconds: 61 });
		expect(refusal(await refresh(old))).toEqual([400, 'invalid_grant']);
		expect((await refresh(next)).status).toBe(200);
	});

	it('ends after 30 days', async () => {
		const old = at((await exchange(await newCode())).json, 'refresh_token');
		await sandbox.steer('POST', 'settings', { advanceSeconds: 30 * 86_400 + 1 });
		const answer = await refresh(old);
		expect([answer.status, answer.json]).toEqual([
			400,
			{ error: 'invalid_grant', error_description: 'Refresh token expired' },
		]);
	});

	it('ends earlier access tokens of the same grant only, in single-valid-token mode', async () => {
		await configure({ singleValidToken: true });
		const mine = await exchange(await newCode());
		const other = await exchange(await newCode());
		const renewed = await refresh(at(mine.json, 'refresh_token'));
		expect(await status(at(mine.json, 'access_token'))).toBe(401);
		expect(await status(at(renewed.json, 'access_token'))).toBe(200);
		expect(await status(at(other.json, 'access_token'))).toBe(200);
	});

	it('states the life that the configuration wants', async () => {
		await configure({ expiresIn: '60' });
		expect(at((await exchange(await newCode())).json, 'expires_in')).toBe('60');
		await configure({ expiresIn: 'omit' });
		expect(Object.keys((await exchange(await newCode())).json as object)).not.toContain(
			'expires_in',
		);
	});
});

describe('the consent page', () => {
	const query = {
		client_id: CLIENT.client_id,
		redirect_uri: REDIRECT,
		response_type: 'code',
		scope: SCOPE,
		state: 'a "state" & more',
	};

	function authorizeUrl(change: Record<string, string> = {}): string {
		const parameters = new URLSearchParams({ ...query, ...change });
		return `${sandbox.baseUrls['otesse-auth']}/oauth/authorize?${parameters.toString()}`;
	}

	async function decide(decision: string): Promise<URL> {
		const url = `${sandbox.baseUrls['otesse-auth']}/oauth/authorize`;
		const answer = await call(url, { form: { ...query, decision } });
		expect(answer.status).toBe(302);
		return new URL(answer.headers.get('location') ?? '');
	}

	it('shows who asks for what', async () => {
		const page = await call(authorizeUrl());
		expect([page.status, page.type]).toEqual([200, 'text/html']);
		expect(page.text).toContain('Sandbox Application');
		for (const scope of SCOPE.split(' ')) expect(page.text).toContain(`<code>${scope}</code>`);
		expect(page.text).toContain('value="allow">Allow</button>');
		expect(page.text).toContain('value="deny">Deny</button>');
		expect(page.text).not.toContain('a "state"');
	});

	it('goes back with a code that works', async () => {
		const target = await decide('allow');
		expect(target.origin + target.pathname).toBe(REDIRECT);
		expect(target.searchParams.get('state')).toBe(query.state);
		expect((await exchange(target.searchParams.get('code') ?? '')).status).toBe(200);
	});

	it('goes back with an error where the user denies', async () => {
		const target = await decide('deny');
		expect(Object.fromEntries(target.searchParams)).toEqual({
			error: 'access_denied',
			state: query.state,
		});
	});

	it('never redirects for an unknown client or address', async () => {
		const changes: Array<Record<string, string>> = [
			{ client_id: 'x' },
			{ redirect_uri: 'https://evil.example.com/' },
		];
		for (const change of changes) {
			const page = await call(authorizeUrl(change));
			expect([page.status, page.type, page.headers.get('location')]).toEqual([
				400,
				'text/html',
				null,
			]);
		}
	});

	it('reports other mistakes to the client', async () => {
		for (const [change, error] of [
			[{ response_type: 'token' }, 'unsupported_response_type'],
			[{ scope: 'everything' }, 'invalid_scope'],
		] as const) {
			const answer = await call(authorizeUrl(change));
			const target = new URL(answer.headers.get('location') ?? '');
			expect([answer.status, target.searchParams.get('error')]).toEqual([302, error]);
		}
	});
});
