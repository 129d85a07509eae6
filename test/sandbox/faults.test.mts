import http from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { simulators } from '../services/simulators.mts';
import { at, call, listAt } from './http.mts';
import { startSandbox } from './server.mts';
import type { Sandbox } from './server.mts';

let sandbox: Sandbox;

const KEY = { 'x-api-key': 'sandbox-otesse-full-key' };

beforeAll(async () => {
	sandbox = await startSandbox({ port: 0 });
});

beforeEach(async () => {
	await sandbox.steer('POST', 'reset');
});

afterAll(async () => {
	await sandbox.close();
});

interface Raw {
	status?: number;
	headers: http.IncomingHttpHeaders;
	body: Buffer;
	/** Whether the answer came to its proper end. */
	complete: boolean;
	error?: string;
	headersAfterMs: number;
	bodyAfterMs: number;
}

/** A request that shows what a client library hides: cut bodies, closed connections, times. */
async function raw(path = '/services/industries', method = 'GET'): Promise<Raw> {
	const started = performance.now();
	const result: Raw = {
		headers: {},
		body: Buffer.alloc(0),
		complete: false,
		headersAfterMs: 0,
		bodyAfterMs: 0,
	};
	return new Promise((resolve) => {
		const fail = (error: NodeJS.ErrnoException): void => resolve({ ...result, error: error.code });
		const request = http.request(
			`${sandbox.baseUrls.otesse}${path}`,
			{ method, headers: KEY, agent: false },
			(answer) => {
				result.status = answer.statusCode;
				result.headers = answer.headers;
				result.headersAfterMs = performance.now() - started;
				answer.on('data', (chunk: Buffer) => {
					result.body = Buffer.concat([result.body, chunk]);
				});
				answer.on('error', fail);
				answer.on('end', () => {
					result.bodyAfterMs = performance.now() - started;
					resolve({ ...result, complete: answer.complete });
				});
			},
		);
		request.on('error', fail);
		request.end();
	});
}

async function inject(fault: object): Promise<void> {
	await sandbox.steer('POST', 'faults', { service: 'otesse', ...fault });
}

async function lastEntry(): Promise<unknown> {
	return listAt(await sandbox.steer('GET', 'log'), 'entries').at(-1);
}

/** Waits until a count of the service has this value. */
async function until(count: string, value: number): Promise<void> {
	for (let attempt = 0; attempt < 200; attempt += 1) {
		if (at(await sandbox.steer('GET', 'stats'), `otesse.${count}`) === value) return;
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
	throw new Error(`${count} never became ${value}`);
}

async function webhookCount(): Promise<number> {
	const answer = await call(`${sandbox.baseUrls.otesse}/webhooks`, { headers: KEY });
	return listAt(answer.json, 'data').length;
}

async function register(): Promise<unknown> {
	return call(`${sandbox.baseUrls.otesse}/webhooks`, {
		headers: KEY,
		json: { url: 'https://example.com/hook', events: ['*'] },
	}).catch(() => 'closed');
}

describe('what a fault does', () => {
	it('answers in place of the service, with status, headers and body', async () => {
		await inject({ status: 503, headers: { 'Retry-After': '7' }, body: { message: 'down' } });
		const answer = await raw();
		expect(answer.status).toBe(503);
		expect(answer.headers['retry-after']).toBe('7');
		expect(answer.headers['content-type']).toBe('application/json');
		expect(answer.body.toString()).toBe('{"message":"down"}');
		expect(await lastEntry()).toMatchObject({ status: 503, fault: 'status 503' });
		expect((await raw()).status).toBe(200);
	});

	it('sends a text as it is, under the content type named', async () => {
		await inject({ status: 502, body: '<h1>Bad Gateway</h1>', contentType: 'text/html' });
		const answer = await raw();
		expect(answer.headers['content-type']).toBe('text/html');
		expect(answer.body.toString()).toBe('<h1>Bad Gateway</h1>');
	});

	it('adds headers to the own answer of the service where it names no status', async () => {
		await inject({ headers: { 'X-RateLimit-Remaining': '0' } });
		const answer = await raw();
		expect(answer.status).toBe(200);
		expect(answer.headers['x-ratelimit-remaining']).toBe('0');
		expect(() => JSON.parse(answer.body.toString())).not.toThrow();
	});

	it('closes the connection before the request is handled', async () => {
		await inject({ reset: 'before', method: 'POST' });
		expect(await register()).toBe('closed');
		expect(await lastEntry()).toMatchObject({
			status: 0,
			fault: 'reset before',
			path: '/webhooks',
		});
		expect(await webhookCount()).toBe(0);
	});

	it('closes the connection after the request is handled', async () => {
		await inject({ reset: 'after', method: 'POST' });
		expect(await register()).toBe('closed');
		expect(await lastEntry()).toMatchObject({ status: 0, fault: 'reset after' });
		expect(at(await sandbox.steer('GET', 'stats'), 'otesse')).toMatchObject({
			statuses: { 0: 1 },
			calls: 1,
			inFlight: 0,
		});
		expect(await webhookCount()).toBe(1);
	});

	it('cuts the body short of its length', async () => {
		const whole = await raw();
		await inject({ truncate: true });
		const cut = await raw();
		expect(cut.headers['content-length']).toBe(String(whole.body.length));
		expect(cut.body.length).toBe(Math.floor(whole.body.length / 2));
		expect([cut.complete, cut.error]).toEqual([false, 'ECONNRESET']);
	});

	it('leaves the last chunk out', async () => {
		await inject({ truncate: true, headers: { 'transfer-encoding': 'chunked' } });
		const cut = await raw();
		expect(cut.headers['content-length']).toBeUndefined();
		expect([cut.complete, cut.error]).toEqual([false, 'ECONNRESET']);
		expect(cut.body.length).toBeGreaterThan(0);
	});

	it('makes the JSON unparseable', async () => {
		await inject({ malform: true });
		const answer = await raw();
		expect([answer.status, answer.complete]).toEqual([200, true]);
		expect(() => JSON.parse(answer.body.toString())).toThrow();
	});

	it('says back what came in', async () => {
		await inject({ echo: true, status: 400 });
		const { status, body } = await raw();
		expect(status).toBe(400);
		const { message, sent } = JSON.parse(body.toString()) as { message: string; sent: object };
		for (const [name, value] of Object.entries(KEY)) {
			expect(message).toContain(`${name}: ${value}`);
			expect(sent).toHaveProperty(name, value);
		}
		expect(await lastEntry()).toMatchObject({ status: 400, fault: 'status 400+echo' });
	});

	it('calls a plain body gzip', async () => {
		await inject({ gzipDamage: true });
		const answer = await raw();
		expect(answer.headers['content-encoding']).toBe('gzip');
		expect(() => gunzipSync(answer.body)).toThrow();
	});

	it('delays the headers', async () => {
		await inject({ delayMs: 150 });
		expect((await raw()).headersAfterMs).toBeGreaterThanOrEqual(145);
		expect(await lastEntry()).toMatchObject({ status: 200, fault: 'delay' });
	});

	it('delays an answer that the client no longer waits for, and it is logged all the same', async () => {
		await inject({ delayMs: 200, method: 'POST' });
		const client = new AbortController();
		const gaveUp = fetch(`${sandbox.baseUrls.otesse}/webhooks`, {
			method: 'POST',
			headers: { ...KEY, 'content-type': 'application/json' },
			body: JSON.stringify({ url: 'https://example.com/hook', events: ['*'] }),
			signal: client.signal,
		}).catch(() => 'gave up');
		await until('inFlight', 1);
		client.abort();
		expect(await gaveUp).toBe('gave up');
		await until('inFlight', 0);
		expect(await lastEntry()).toMatchObject({ status: 201, fault: 'delay' });
		expect(await webhookCount()).toBe(1);
	});

	it('delays the body after the headers', async () => {
		await inject({ bodyDelayMs: 150 });
		const answer = await raw();
		expect(answer.bodyAfterMs - answer.headersAfterMs).toBeGreaterThanOrEqual(100);
		expect(answer.complete).toBe(true);
	});

	it('combines', async () => {
		await inject({ status: 500, body: { message: 'long enough' }, delayMs: 60, truncate: true });
		const answer = await raw();
		expect([answer.status, answer.complete]).toEqual([500, false]);
		expect(at(await lastEntry(), 'fault')).toBe('status 500+delay+truncate');
	});
});

describe('whom a fault hits', () => {
	it('the requests that match, after those to skip, as often as it says', async () => {
		await inject({ path: '^/services/', method: 'get', skip: 1, times: 2, status: 500 });
		const statuses = [(await raw('/customers')).status];
		for (let count = 0; count < 4; count += 1) statuses.push((await raw()).status);
		expect(statuses).toEqual([200, 200, 500, 500, 200]);
		const { faults } = (await sandbox.steer('GET', 'faults')) as { faults: unknown[] };
		expect(faults).toEqual([
			{ fault: expect.objectContaining({ status: 500 }), left: 0, skipLeft: 0, hits: 2 },
		]);
	});

	it('token requests or calls only', async () => {
		await inject({ kind: 'token', status: 500 });
		expect((await raw()).status).toBe(200);
		const token = await call(`${sandbox.baseUrls['otesse-auth']}/oauth/token`, { json: {} });
		expect(token.status).toBe(500);
		expect(await lastEntry()).toMatchObject({ kind: 'token', path: '/oauth/token' });
	});

	it('one service', async () => {
		await inject({ status: 500 });
		const others = simulators.filter(({ id }) => id !== 'otesse');
		expect(others).not.toEqual([]);
		for (const { id } of others)
			expect((await call(`${sandbox.baseUrls[id]}/none`)).status).toBeLessThan(500);
		expect((await raw()).status).toBe(500);
	});

	it('in the order of injection, several at once', async () => {
		await sandbox.steer('POST', 'faults', {
			faults: [
				{ service: 'otesse', status: 500 },
				{ service: 'otesse', status: 503 },
			],
		});
		expect([(await raw()).status, (await raw()).status, (await raw()).status]).toEqual([
			500, 503, 200,
		]);
	});

	it('nobody after DELETE', async () => {
		await inject({ status: 500, times: 9 });
		await sandbox.steer('DELETE', 'faults');
		expect((await raw()).status).toBe(200);
	});
});
