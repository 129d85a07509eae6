import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { at, call, listAt } from './http.mts';
import { startSandbox } from './server.mts';
import type { Sandbox } from './server.mts';
import { simulators as services } from '../services/simulators.mts';

let sandbox: Sandbox;

const KEY = { 'x-api-key': 'sandbox-doo-api-key' };
const LOGIN = {
	client_id: 'sandbox-doo-client-id',
	client_secret: 'sandbox-doo-client-secret',
	grant_type: 'client_credentials',
};

beforeAll(async () => {
	sandbox = await startSandbox({ port: 0 });
});

beforeEach(async () => {
	await sandbox.steer('POST', 'reset');
});

afterAll(async () => {
	await sandbox.close();
});

async function dooToken(): Promise<string> {
	const answer = await call(`${sandbox.baseUrls.doo}/oauth`, { headers: KEY, json: LOGIN });
	return String(at(answer.json, 'data.access_token'));
}

async function dooStatus(token: string): Promise<number> {
	const headers = { ...KEY, authorization: `Bearer ${token}` };
	return (await call(`${sandbox.baseUrls.doo}/team/111/webhooks`, { headers })).status;
}

async function log(query = ''): Promise<unknown[]> {
	return listAt(await sandbox.steer('GET', `log${query}`), 'entries');
}

describe('the server', () => {
	it('listens on loopback and mounts every service', () => {
		expect(sandbox.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
		expect(Object.keys(sandbox.baseUrls)).toEqual(
			expect.arrayContaining([...services.map(({ id }) => id), 'doo-gql']),
		);
		for (const { id, mounts } of services) {
			const [api = '', ...others] = Object.keys(mounts);
			expect(sandbox.baseUrls[id]).toBe(`${sandbox.origin}${api}`);
			for (const path of others)
				expect(sandbox.baseUrls[path.slice(1)]).toBe(`${sandbox.origin}${path}`);
		}
	});

	it('explains itself on a page', async () => {
		const page = await call(`${sandbox.origin}/__sandbox`);
		expect(page.type).toBe('text/html');
		for (const url of Object.values(sandbox.baseUrls)) expect(page.text).toContain(url);
		expect(page.text).toContain('sandbox-doo-client-secret');
		for (const { notes, actions = [] } of services) {
			expect(notes.length).toBeGreaterThan(0);
			for (const { label } of actions) expect(page.text).toContain(`>${label}</button>`);
		}
		for (const label of ['Expire all access tokens', 'Answer 429 for a minute']) {
			expect(page.text.split(`>${label}</button>`)).toHaveLength(services.length + 1);
		}
	});

	it('answers 404 outside the services, and does not log it', async () => {
		expect((await call(`${sandbox.origin}/elsewhere`)).status).toBe(404);
		expect(await log()).toEqual([]);
	});

	it('takes a body of 60 MB', async () => {
		const body = 'x'.repeat(60 * 1024 * 1024);
		const answer = await call(`${sandbox.baseUrls.doo}/oauth`, { headers: KEY, body });
		expect(answer.status).toBe(400);
		expect(String(at(await log(), '0.rawBody'))).toHaveLength(body.length);
	});

	it('lists its routes as method and path', () => {
		for (const service of services) {
			for (const { method, path } of service.routes()) {
				expect(method).toMatch(/^[A-Z]+$/);
				expect(path).toMatch(/^\//);
			}
		}
	});
});

describe('the log', () => {
	it('holds the request as it came over the wire', async () => {
		await call(`${sandbox.baseUrls.doo}/oauth?a=1&a=2&b=%20`, {
			headers: { ...KEY, 'X-Mixed-Case': 'Yes' },
			json: LOGIN,
		});
		const [entry] = await log();
		expect(entry).toMatchObject({
			service: 'doo',
			kind: 'token',
			method: 'POST',
			path: '/oauth',
			query: { a: ['1', '2'], b: ' ' },
			rawBody: JSON.stringify(LOGIN),
			status: 200,
		});
		expect(at(entry, 'headers.x-mixed-case')).toBe('Yes');
	});

	it('keeps bytes that are no text', async () => {
		await fetch(`${sandbox.baseUrls.doo}/oauth`, {
			method: 'POST',
			body: new Uint8Array([0, 255, 128, 10]),
		});
		expect(Buffer.from(String(at(await log(), '0.rawBody')), 'latin1')).toEqual(
			Buffer.from([0, 255, 128, 10]),
		);
	});

	it('filters by service, kind and running number, and the number goes on after a reset', async () => {
		const token = await dooToken();
		await dooStatus(token);
		for (const { id } of services.filter((one) => one.id !== 'doo').slice(0, 1))
			await call(`${sandbox.baseUrls[id]}/bookings`);
		const all = await log();
		expect(all).toHaveLength(3);
		expect(await log('?service=doo')).toHaveLength(2);
		expect(await log('?kind=token')).toHaveLength(1);
		const last = Number(at(all, '2.seq'));
		expect(await log(`?since=${last - 1}`)).toHaveLength(1);
		await sandbox.steer('POST', 'reset');
		await dooToken();
		expect(at(await log(), '0.seq')).toBe(last + 1);
	});

	it('is emptied by DELETE', async () => {
		await dooToken();
		await sandbox.steer('DELETE', 'log');
		expect(await log()).toEqual([]);
		expect(at(await sandbox.steer('GET', 'stats'), 'doo.tokenRequests')).toBe(0);
	});

	it('counts requests, statuses and what is in flight', async () => {
		await sandbox.steer('POST', 'config', { service: 'doo', latencyMs: 60 });
		await Promise.all([dooToken(), dooToken(), dooToken()]);
		await sandbox.steer('POST', 'config', { service: 'doo', latencyMs: 0 });
		await dooStatus('unknown');
		expect(at(await sandbox.steer('GET', 'stats'), 'doo')).toEqual({
			tokenRequests: 3,
			calls: 1,
			statuses: { 200: 3, 401: 1 },
			inFlight: 0,
			maxInFlight: 3,
		});
	});
});

describe('tokens', () => {
	it('end at their life, which the clock can be moved to', async () => {
		const token = await dooToken();
		expect(await dooStatus(token)).toBe(200);
		await sandbox.steer('POST', 'settings', { advanceSeconds: 3599 });
		expect(await dooStatus(token)).toBe(200);
		await sandbox.steer('POST', 'settings', { advanceSeconds: 2 });
		expect(await dooStatus(token)).toBe(401);
	});

	it('can be expired and revoked', async () => {
		const expired = await dooToken();
		await sandbox.steer('POST', 'tokens/expire', { service: 'doo' });
		const revoked = await dooToken();
		await sandbox.steer('POST', 'tokens/revoke', { service: 'doo' });
		const good = await dooToken();
		expect(await Promise.all([expired, revoked, good].map(dooStatus))).toEqual([401, 401, 200]);
		const tokens = listAt(await sandbox.steer('GET', 'tokens?service=doo'), 'tokens');
		expect(tokens.map((token) => at(token, 'state'))).toEqual(['revoked', 'revoked', 'valid']);
	});

	it('end with the next one in single-valid-token mode', async () => {
		const both = [await dooToken(), await dooToken()];
		expect(await Promise.all(both.map(dooStatus))).toEqual([200, 200]);
		await sandbox.steer('POST', 'config', { service: 'doo', singleValidToken: true });
		const newest = await dooToken();
		expect(await Promise.all([...both, newest].map(dooStatus))).toEqual([401, 401, 200]);
	});

	it('are unknown after a reset', async () => {
		const token = await dooToken();
		await sandbox.steer('POST', 'reset');
		expect(await dooStatus(token)).toBe(401);
	});

	it('are refused with the status of the configuration', async () => {
		await sandbox.steer('POST', 'config', { service: 'doo', refusedStatus: 403 });
		expect(await dooStatus('unknown')).toBe(403);
		await sandbox.steer('POST', 'config', { service: 'doo', refusedStatus: null });
		expect(await dooStatus('unknown')).toBe(401);
	});
});

describe('quotas', () => {
	it('limit by second and by day, tokens included, and are off by default', async () => {
		await Promise.all([dooToken(), dooToken()]);
		await sandbox.steer('POST', 'config', { service: 'doo', quotas: true });
		await dooToken();
		const second = await call(`${sandbox.baseUrls.doo}/oauth`, { headers: KEY, json: LOGIN });
		expect([second.status, second.json]).toEqual([429, { message: 'Too Many Requests' }]);
		for (let count = 1; count < 1000; count += 1) {
			await sandbox.steer('POST', 'settings', { advanceSeconds: 1 });
			await dooStatus('unknown');
		}
		await sandbox.steer('POST', 'settings', { advanceSeconds: 1 });
		expect(await dooStatus('unknown')).toBe(429);
		await sandbox.steer('POST', 'settings', { advanceSeconds: 86_400 });
		expect(await dooStatus('unknown')).toBe(401);
	});
});

describe('steering', () => {
	it('changes configuration and secrets until a reset', async () => {
		await sandbox.steer('POST', 'secrets', { service: 'doo', clientSecret: 'another-secret' });
		await sandbox.steer('POST', 'config', { service: 'doo', tokenLifetimeSeconds: 5 });
		expect(await dooToken()).toBe('undefined');
		await sandbox.steer('POST', 'reset');
		expect(await dooToken()).toMatch(/^[0-9a-f]{40}$/);
		expect(await sandbox.steer('GET', 'config?service=doo')).toMatchObject({
			tokenLifetimeSeconds: 3600,
			singleValidToken: false,
			rotation: 'none',
			quotas: false,
			latencyMs: 0,
		});
	});

	it.each([
		['POST', 'config', { service: 'nobody' }, 'Unknown service'],
		['POST', 'config', { service: 'doo', nonsense: 1 }, 'no field'],
		['POST', 'config', { service: 'doo', rotation: 'sometimes' }, 'cannot be'],
		['POST', 'secrets', { service: 'doo', nonsense: 'x' }, 'no secret'],
		['POST', 'secrets', { service: 'doo', apiKey: 1 }, 'is a text'],
		['POST', 'tokens/expire', { service: 'doo', kinds: ['id'] }, 'of the kind'],
		['POST', 'faults', { service: 'doo', status: 99 }, 'cannot be'],
		['POST', 'faults', { service: 'doo', path: '(' }, 'cannot be'],
		['POST', 'faults', { status: 500 }, 'Unknown service'],
		['POST', 'events', { service: 'doo' }, 'needs a type'],
		['POST', 'settings', { timeCompression: 0 }, 'above 0'],
		['POST', 'settings', [], 'JSON object'],
		['GET', 'log?kind=other', undefined, 'token or call'],
		['GET', 'tokens', undefined, 'Unknown service'],
	])('refuses %s %s %j with a sentence', async (method, path, body, words) => {
		await expect(sandbox.steer(method, path, body)).rejects.toThrow(/400/);
		await expect(sandbox.steer(method, path, body)).rejects.toThrow(words);
	});
});
