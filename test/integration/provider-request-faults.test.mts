import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, describe, expect, it } from '@jest/globals';

import type { Fault } from '../sandbox/core/types.mts';
import type { Asked } from './support/provider-request.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { Requester } from './support/provider-request.mts';

const sandbox = sandboxForTests();
const path = '^/anything';
const get: Asked = { endpoint: '/anything', method: 'GET' };
const post: Asked = { endpoint: '/anything', method: 'POST', body: { a: 1 } };

async function faulty(...faults: Array<Omit<Fault, 'service'>>): Promise<Requester> {
	const node = await Requester.start(sandbox(), 'otesse');
	await node.fault(...faults.map((fault) => ({ path, ...fault })));
	await node.answer({ ok: true }, { path: '^/(anything|moved)' });
	return node;
}

describe('a request', () => {
	it.each([408, 429, 502, 503, 504])('that reads is repeated after %d, twice', async (status) => {
		const node = await faulty({ status, times: 2 });
		const { items, calls } = await node.run(get);
		expect(items.map(({ json }) => json)).toEqual([{ ok: true }]);
		expect(calls.map((call) => call.status)).toEqual([status, status, 200]);
	});

	it('that reads is repeated after a broken connection', async () => {
		const node = await faulty({ reset: 'before' }, { reset: 'after' });
		const { items, calls } = await node.run(get);
		expect(items.map(({ json }) => json)).toEqual([{ ok: true }]);
		expect(calls).toHaveLength(3);
	});

	it('is not repeated for ever', async () => {
		const node = await faulty({ status: 503, times: 100, body: { message: 'maintenance' } });
		const { error, calls } = await node.refusal(get);
		expect(error.message).toBe('Otesse: maintenance');
		expect(error.description).toMatch(/HTTP status 503/);
		expect(calls).toHaveLength(4);
	});

	it.each([500, 501, 400, 404, 409, 422])('is not repeated after %d', async (status) => {
		const node = await faulty({ status, times: 100 });
		expect((await node.refusal(get)).calls).toHaveLength(1);
	});

	it.each([408, 502, 503, 504])('that writes is not repeated after %d', async (status) => {
		const node = await faulty({ status });
		const { error, calls } = await node.refusal(post);
		expect(calls).toHaveLength(1);
		expect(error.description).toContain(`HTTP status ${status}`);
	});

	it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('of %s is repeated after 429', async (method) => {
		const node = await faulty({ status: 429, headers: { 'retry-after': '0' } });
		const { items, calls } = await node.run({ ...get, method });
		expect(items.map(({ json }) => json)).toEqual([{ ok: true }]);
		expect(calls.map((call) => call.status)).toEqual([429, 200]);
	});

	it('keeps to the wait that the service asks for, and so do the others', async () => {
		const node = await faulty({ status: 429, headers: { 'retry-after': '1' } });
		const { calls } = await node.run(post, [{}, {}, {}]);
		const [first, ...others] = [...calls].sort((a, b) => a.at - b.at);
		const later = others.filter(({ at }) => at - (first?.at ?? 0) >= 1000);
		expect(calls).toHaveLength(4);
		expect(later.length).toBeGreaterThanOrEqual(1);
		expect(calls.every(({ rawBody }) => rawBody === '{"a":1}')).toBe(true);
	});

	it.each(['before', 'after'] as const)(
		'that writes is not repeated after a connection that broke (%s), and may have been carried out',
		async (reset) => {
			const node = await faulty({ reset });
			const { error, calls } = await node.refusal(post);
			expect(calls).toHaveLength(1);
			expect(error.message).toMatch(/Otesse could not be reached, or broke off the connection/);
			expect(error.description).toMatch(/may have carried it out: check there before you run/);
		},
	);

	it('that writes leaves no doubt where nobody can have seen it', async () => {
		const node = await Requester.start(sandbox(), 'otesse', { baseUrl: 'http://127.0.0.1:9' });
		const { error } = await node.refusal(post);
		expect(error.message).toMatch(/could not be reached/);
		expect(error.description).toMatch(/econnrefused/);
		expect(error.description).not.toMatch(/carried it out/);
	});

	it.each([
		['cut in half', { truncate: true }],
		['packed wrongly', { gzipDamage: true }],
	])('whose answer is %s fails, or is repeated', async (_how, fault) => {
		const node = await Requester.start(sandbox(), 'otesse');
		await node.fault({ path: '^/services', ...fault });
		const { items, calls } = await node.run({ endpoint: 'GET /services/industries' });
		expect(items.length).toBeGreaterThan(1);
		expect(calls).toHaveLength(2);
	});
});

describe('the time-out', () => {
	it('ends each try', async () => {
		const node = await faulty({ delayMs: 2000, status: 200, times: 100 });
		// Whoever waited for the first answer would have it, and no error.
		const { error, calls } = await node.refusal({ ...get, options: { timeout: 100 } });
		expect(error.message).toBe('Otesse did not answer in time');
		expect(calls).toHaveLength(4);
	});

	it('leaves a doubt after a write', async () => {
		const node = await faulty({ delayMs: 1000, status: 200 });
		const { error, calls } = await node.refusal({ ...post, options: { timeout: 100 } });
		expect(error.message).toBe('Otesse did not answer in time');
		expect(error.description).toMatch(/may have carried it out/);
		expect(calls).toHaveLength(1);
	});
});

describe('a redirect', () => {
	const closing: Array<() => Promise<void>> = [];

	afterEach(async () => {
		await Promise.all(closing.splice(0).map(async (close) => await close()));
	});

	/** Somebody else's server on this machine, and what it saw. */
	async function stranger(): Promise<{ port: number; seen: string[] }> {
		const seen: string[] = [];
		const server = createServer((request, response) => {
			seen.push(`${request.method} ${request.url}`);
			response.end('{}');
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		closing.push(
			async () => await new Promise<void>((resolve) => void server.close(() => resolve())),
		);
		return { port: (server.address() as AddressInfo).port, seen };
	}

	const moved = (status: number, location: string) => faulty({ status, headers: { location } });

	it.each([301, 302, 303, 307, 308])('with %d is followed inside the service', async (status) => {
		const node = await moved(status, '/otesse/v1/moved?page=2');
		const { items, calls } = await node.run(get);
		expect(items.map(({ json }) => json)).toEqual([{ ok: true }]);
		expect(calls.map(({ method, path: at, query }) => ({ method, at, query }))[1]).toEqual({
			method: 'GET',
			at: '/moved',
			query: { page: '2' },
		});
		expect(calls[1]?.headers.authorization).toBe('Bearer sandbox-otesse-full-key');
	});

	it('to a full address of the service is followed', async () => {
		const node = await moved(302, `${sandbox().origin}/otesse/v1/moved`);
		expect((await node.run(get)).calls.map((call) => call.path)).toEqual(['/anything', '/moved']);
	});

	it.each([
		[303, 'GET', ''],
		[307, 'POST', '{"a":1}'],
		[308, 'POST', '{"a":1}'],
	])('with %d of a write becomes %s', async (status, method, rawBody) => {
		const node = await moved(status, '/otesse/v1/moved');
		const { calls } = await node.run(post);
		expect(calls).toHaveLength(2);
		expect(calls[1]).toMatchObject({ method, rawBody, path: '/moved' });
	});

	it.each([301, 302])('with %d of a write is no success', async (status) => {
		const node = await moved(status, '/otesse/v1/moved');
		const { error, calls } = await node.refusal(post);
		expect(error.message).toBe(
			'Otesse redirects this POST to /otesse/v1/moved, which only a GET would follow',
		);
		expect(error.description).toMatch(/Check in the service first/);
		expect(calls).toHaveLength(1);
	});

	it.each([302, 307])('with %d to another origin is refused, and nobody called', async (status) => {
		const { port, seen } = await stranger();
		for (const location of [`http://127.0.0.1:${port}/steal`, `//127.0.0.1:${port}/steal`]) {
			await sandbox().steer('POST', 'reset');
			const node = await moved(status, location);
			const { error, calls } = await node.refusal(get, [{}]);
			expect(error.message).toContain(`Otesse redirects to http://127.0.0.1:${port}`);
			expect(error.itemIndex).toBe(0);
			expect(calls).toHaveLength(1);
		}
		expect(seen).toEqual([]);
	});

	it.each([
		'/otesse/other',
		'/otesse/v1/../other',
		'/otesse/v1',
		'/otesse/v10/a',
		'/otesse/v1/%2e%2e/b',
	])('inside the origin, but to %s, goes on only below the base URL', async (location) => {
		const node = await moved(307, location);
		const outcome = await node.run(post);
		const inside = location === '/otesse/v1';
		expect(outcome.calls).toHaveLength(inside ? 2 : 1);
		if (inside) return;
		expect(outcome.error?.message).toBe(
			`Otesse redirects to ${new URL(location, sandbox().origin).pathname}, which is not below the base URL: the credential is not sent there`,
		);
		expect(outcome.error?.description).not.toMatch(/may have/);
	});

	it('to another name of the same machine is another origin', async () => {
		const { port } = new URL(sandbox().origin);
		const node = await moved(302, `http://localhost:${port}/otesse/v1/moved`);
		const { error, calls } = await node.refusal(get);
		expect(error.message).toContain(`Otesse redirects to http://localhost:${port}`);
		expect(calls).toHaveLength(1);
	});

	it('in a circle ends', async () => {
		const node = await faulty({
			status: 302,
			headers: { location: '/otesse/v1/anything' },
			times: 100,
		});
		const { error, calls } = await node.refusal(get);
		expect(error.message).toBe('Otesse redirects more than 5 times');
		expect(calls).toHaveLength(6);
	});

	it('without a place to go to is no success', async () => {
		const node = await faulty({ status: 302 });
		await node.refusal(get);
	});
});
