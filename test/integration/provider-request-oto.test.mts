import { setTimeout as sleep } from 'node:timers/promises';

import { describe, expect, it, afterEach, jest } from '@jest/globals';
import { WorkflowExecute } from 'n8n-core';

import { sandboxForTests } from './support/node-bench.mts';
import type { Asked } from './support/provider-request.mts';
import { Requester } from './support/provider-request.mts';
import { traffic } from './support/bench.mts';
import { hintsOf } from './support/pace.mts';
import { serversForTest } from './support/raw-server.mts';

const sandbox = sandboxForTests();

describe('pages', () => {
	it('can be chosen by hand in a body', async () => {
		const node = await Requester.start(sandbox(), 'oto');
		const body = { country: 'SA', page: 2, perPage: 10 };
		const { items, calls } = await node.run({ endpoint: 'POST /getCities', body });
		expect(items).toHaveLength(10);
		expect(calls.map(({ rawBody }) => JSON.parse(rawBody))).toEqual([body]);
	});
});

describe('a secret in the answer', () => {
	it('of OTO’s own webhook list is masked', async () => {
		const node = await Requester.start(sandbox(), 'oto');
		const keys = { secretKey: 'signs-deliveries', authorizationKey: 'proves-deliveries' };
		await node.one({
			endpoint: 'POST /webhook',
			body: { method: 'post', url: 'http://127.0.0.1:9/hook', webhookType: 'orderStatus', ...keys },
		});
		const { items } = await node.run({ endpoint: 'GET /webhook' });
		expect(items[0]?.json).toMatchObject({ secretKey: '***', authorizationKey: '***' });
	});
});

describe('a body', () => {
	it('is not lost where the pages are asked for in it', async () => {
		const node = await Requester.start(sandbox(), 'oto');
		const { items, calls } = await node.run({
			endpoint: 'POST /getCities',
			body: { country: 'SA' },
		});
		expect(items).toHaveLength(704);
		expect(calls.map(({ rawBody }) => JSON.parse(rawBody))).toEqual([
			{ country: 'SA', page: 1, perPage: 500 },
			{ country: 'SA', page: 2, perPage: 500 },
		]);
	});
});

const numbers = Array.from({ length: 10 }, (_entry, n) => ({ n }));

/** Starts a run, stops it once the service has seen some requests, and counts what still comes. */
async function sentAfterStop(node: Requester, asked: Asked, items: Array<{ n: number }>) {
	const run = jest.spyOn(WorkflowExecute.prototype, 'run');
	const ended = node.run(asked, items);
	const seen = async () => (await traffic(sandbox(), 'oto')).entries.length;
	while ((await seen()) < 4) await sleep(20);
	const [execution] = run.mock.results;
	if (execution?.type !== 'return') throw new Error('There is no execution to stop');
	execution.value.cancel();
	await sleep(1000);
	const before = await seen();
	const outcome = await ended;
	return { after: (await seen()) - before, before, outcome };
}

afterEach(() => {
	jest.restoreAllMocks();
});

describe('items', () => {
	it('are worked on side by side, as many as the account allows', async () => {
		const node = await Requester.start(sandbox(), 'oto');
		await sandbox().steer('POST', 'config', { service: 'oto', latencyMs: 100 });
		const endpoint = 'GET /accountInfo';
		await node.run({ endpoint });
		const { items } = await node.run({ endpoint }, [...numbers, ...numbers, ...numbers]);
		expect(items).toHaveLength(30);
		const stats = await sandbox().steer('GET', 'stats');
		expect(stats).toMatchObject({ oto: { maxInFlight: 20 } });
	});
});

describe('a stopped execution', () => {
	const many = Array.from({ length: 200 }, (_entry, n) => ({ n }));

	const slow = async () => {
		const node = await Requester.start(sandbox(), 'oto');
		await sandbox().steer('POST', 'config', { service: 'oto', latencyMs: 250 });
		return node;
	};

	it.each(['stopWorkflow', 'continueRegularOutput'] as const)(
		'sends no further item within a second (%s)',
		async (onError) => {
			const node = await slow();
			const asked: Asked = { endpoint: 'GET /accountInfo', onError };
			const { after, before, outcome } = await sentAfterStop(node, asked, many);
			expect(after).toBe(0);
			expect(before).toBeLessThan(60);
			expect(outcome.error?.message).toMatch(/cancelled|stopped/i);
		},
	);

	it('asks for no further page', async () => {
		const node = await slow();
		const asked: Asked = { endpoint: 'GET /orders', options: { pageSize: 5 } };
		const { after, before } = await sentAfterStop(node, asked, [{ n: 0 }]);
		expect(after).toBe(0);
		expect(before).toBeLessThan(40);
	});

	it('waits no longer for a service that asked for patience', async () => {
		const node = await slow();
		await node.fault({ status: 429, times: 1000, headers: { 'retry-after': '3000' } });
		// A wait that went on would outlast the test.
		const asked: Asked = { endpoint: 'GET /accountInfo', options: { longestWait: 3600 } };
		const { after, before, outcome } = await sentAfterStop(node, asked, many);
		expect(after).toBe(0);
		expect(before).toBeLessThan(60);
		expect(outcome.error?.message).toMatch(/cancelled|stopped/i);
	});
});

const instead = serversForTest();

describe('a service that refuses without naming a limit', () => {
	it('gets all of 300 items at a pace that it takes: 100 in 10 s', async () => {
		const taken: number[] = [];
		const refused: number[] = [];
		const server = await instead((request, response) => {
			const now = Date.now();
			response.setHeader('content-type', 'application/json');
			if (request.url?.endsWith('/refreshToken')) {
				response.end(JSON.stringify({ success: true, access_token: 'token', expires_in: '3600' }));
				return;
			}
			const ok = taken.filter((at) => at > now - 10_000).length < 100;
			(ok ? taken : refused).push(now);
			response.statusCode = ok ? 200 : 429;
			response.end(ok ? '{"success":true}' : '');
		});
		const node = await Requester.start(sandbox(), 'oto', {
			baseUrl: server.url,
			requestsPerSecond: 0,
		});
		const items = Array(300).fill({});
		const answered = await node.run({ endpoint: '/accountInfo', method: 'GET' }, items);
		expect(answered.error).toBeUndefined();
		expect(answered.items).toHaveLength(300);
		expect(taken).toHaveLength(300);
		expect(refused.length / (refused.length + taken.length)).toBeLessThanOrEqual(0.1);
		expect(hintsOf(answered).join(' ')).toMatch(/too many requests|at the pace that OTO allows/);
	}, 120_000);

	it('is asked again for one request until the wait is over, and then its words are told', async () => {
		const node = await Requester.start(sandbox(), 'oto', { requestsPerSecond: 0 });
		await node.fault({ status: 429, times: 1000, body: { message: 'Slow down' } });
		const get: Asked = { endpoint: '/anything', method: 'GET', options: { longestWait: 9 } };
		const { error, calls } = await node.refusal(get);
		expect(error.message).toBe('OTO: Slow down');
		expect(calls).toHaveLength(4);
		const gaps = calls.slice(1).map(({ at }, index) => at - (calls[index]?.at ?? 0));
		for (const [index, gap] of gaps.entries())
			expect(gap).toBeGreaterThanOrEqual(1000 * 2 ** index);
	}, 30_000);
});
