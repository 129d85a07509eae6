import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { WorkflowExecute } from 'n8n-core';

import { traffic } from './support/bench.mts';
import type { Asked } from './support/provider-request.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { Requester } from './support/provider-request.mts';

const sandbox = sandboxForTests();

afterEach(() => {
	jest.restoreAllMocks();
});

const numbers = Array.from({ length: 10 }, (_entry, n) => ({ n }));
const echo: Asked = { endpoint: '=/echo/{{ $json.n }}', method: 'GET' };

describe('items', () => {
	it('keep their order, although they run side by side and the first one is the slowest', async () => {
		const node = await Requester.start(sandbox(), 'otesse');
		await node.fault(
			...numbers.map(({ n }) => ({
				path: `^/echo/${n}$`,
				status: 200,
				body: { n },
				delayMs: 500 - 50 * n,
			})),
		);
		const { items } = await node.run(echo, numbers);
		const stats = await sandbox().steer('GET', 'stats');
		// As many as Otesse's limits allow.
		expect(stats).toMatchObject({ otesse: { maxInFlight: 5 } });
		expect(items.map(({ json }) => json)).toEqual(numbers);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			numbers.map(({ n }) => ({ item: n })),
		);
	});

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

	it('are linked to the item that they came from, however many rows each has', async () => {
		const node = await Requester.start(sandbox(), 'otesse');
		await node.fault(
			...[2, 0, 3].map((rows, n) => ({
				path: `^/echo/${n}$`,
				status: 200,
				body: { data: Array.from({ length: rows }, (_entry, row) => ({ n, row })) },
			})),
		);
		const { items } = await node.run(echo, numbers.slice(0, 3));
		expect(items.map(({ json, pairedItem }) => [json.n, pairedItem])).toEqual(
			[0, 0, 2, 2, 2].map((item) => [item, { item }]),
		);
	});
});

describe('a failed item', () => {
	const gone = async (...failing: number[]) => {
		const node = await Requester.start(sandbox(), 'otesse');
		await node.fault(
			...failing.map((n, index) => ({
				path: `^/echo/${n}$`,
				status: 404,
				body: { error: { code: 'resource_missing', message: `No echo ${n}` } },
				delayMs: 200 - 100 * index,
			})),
			{ path: '^/echo/', status: 200, times: 1000, body: { ok: true } },
		);
		return node;
	};
	const message = (n: number) => `Otesse: No echo ${n} [resource_missing]`;

	it('ends the node with the error of the first one, and its index', async () => {
		const node = await gone(2, 4);
		const { error, items } = await node.refusal(echo, numbers);
		expect(error.message).toBe(message(2));
		expect(error.description).toMatch(/^GET \/echo\/2 was answered with HTTP status 404\./);
		expect(error.itemIndex).toBe(2);
		expect(items).toHaveLength(0);
	});

	it('becomes an item in its place with Continue On Fail, and says what to do', async () => {
		const node = await gone(2, 4);
		const { items, error } = await node.run({ ...echo, onError: 'continueRegularOutput' }, numbers);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.error)).toEqual(
			numbers.map(({ n }) => (n === 2 || n === 4 ? message(n) : undefined)),
		);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			numbers.map(({ n }) => ({ item: n })),
		);
		expect(JSON.stringify(items[2]?.json)).toContain('Check the IDs and the path.');
	});

	it('goes to the error output with what came in', async () => {
		const node = await gone(2, 4);
		const { items, failed, error } = await node.run(
			{ ...echo, onError: 'continueErrorOutput' },
			numbers,
		);
		expect(error).toBeUndefined();
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 3, 5, 6, 7, 8, 9].map((item) => ({ item })),
		);
		expect(failed.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 2 }, { item: 4 }]);
		expect(failed.map(({ json }) => json.error)).toEqual([message(2), message(4)]);
		expect(failed.map(({ json }) => json.n)).toEqual([2, 4]);
		expect(JSON.stringify(failed[0]?.json)).toContain('Check the IDs and the path.');
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'is one whose parameters are bad, too: the others are sent (%s)',
		async (onError) => {
			const node = await gone();
			const { items, failed, calls } = await node.run(
				{ endpoint: '/echo/{id}', method: 'GET', path: { id: '={{ $json.id }}' }, onError },
				[{ id: 'a' }, { id: '' }, { id: 'c' }],
			);
			expect(calls.map(({ path }) => path).sort()).toEqual(['/echo/a', '/echo/c']);
			const bad = [...items, ...failed].filter(({ json }) => json.error);
			expect(bad.map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual([
				[expect.stringContaining('"id"'), { item: 1 }],
			]);
		},
	);
});

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
