import { afterEach, describe, expect, it, jest } from '@jest/globals';

import type { Asked } from './support/provider-request.mts';
import { Requester } from './support/provider-request.mts';
import { sandboxForTests } from './support/node-bench.mts';

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
