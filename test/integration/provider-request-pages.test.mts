import { describe, expect, it } from '@jest/globals';

import type { LogEntry } from '../sandbox/core/types.mts';
import { tested } from '../services/index.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { Requester } from './support/provider-request.mts';

const sandbox = sandboxForTests();

/** The page and size that each call asked for, in the order of the pages. */
function pagesIn(calls: readonly LogEntry[], page: string, size?: string) {
	return calls
		.map(({ query }) => [query[page], ...(size === undefined ? [] : [query[size]])])
		.sort((one, other) => Number(one[0]) - Number(other[0]));
}

const numbered = (count: number) => Array.from({ length: count }, (_entry, index) => index + 1);

describe('Return All', () => {
	const lists = tested.flatMap(({ id, form: { wholeList } }) =>
		wholeList ? [{ id, ...wholeList }] : [],
	);

	it('is asked of some lists', () => {
		expect(lists).not.toEqual([]);
	});

	it.each(lists)('of $id, $endpoint, gives every $key once', async ({ id, key, ...list }) => {
		const node = await Requester.start(sandbox(), id);
		const { items, calls, error } = await node.run({ endpoint: list.endpoint });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(list.rows);
		expect(new Set(items.map(({ json }) => json[key])).size).toBe(list.rows);
		expect(calls).toHaveLength(list.pages);
	});
});

describe('Limit', () => {
	it.each([
		['inside the first page', 30, 30, [['1', '30']]],
		['one', 1, 1, [['1', '1']]],
		['inside a page', 130, 130, [['1', '100'], ['2', '100']]], // prettier-ignore
		['at the end of a page', 100, 100, [['1', '100']]],
		['over the end', 1000, 300, numbered(3).map((n) => [`${n}`, '100'])],
	])('%s', async (_where, limit, rows, pages) => {
		const node = await Requester.start(sandbox(), 'ottimate');
		const { items, calls } = await node.run({ endpoint: 'GET /vendors', limit });
		expect(items).toHaveLength(rows);
		expect(pagesIn(calls, 'page', 'limit')).toEqual(pages);
	});

	it('counts for each item', async () => {
		const node = await Requester.start(sandbox(), 'ottimate');
		const { items } = await node.run({ endpoint: 'GET /vendors', limit: 2 }, [{}, {}, {}]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 0, 1, 1, 2, 2].map((item) => ({ item })),
		);
	});

	it('comes from an expression as text', async () => {
		const node = await Requester.start(sandbox(), 'ottimate');
		const { items } = await node.run({
			endpoint: 'GET /vendors',
			parameters: { returnAll: false, limit: '={{ "7" }}' },
		});
		expect(items).toHaveLength(7);
	});
});

describe('pages', () => {
	it('are not followed where pagination is off', async () => {
		const node = await Requester.start(sandbox(), 'ottimate');
		const options = { pagination: 'off' };
		const all = await node.run({ endpoint: 'GET /vendors', options });
		expect(all.calls.map(({ query }) => query)).toEqual([{}]);
		expect(all.items.length).toBeGreaterThan(5);
		expect((await node.run({ endpoint: 'GET /vendors', limit: 5, options })).items).toHaveLength(5);
	});

	it('have the size that is asked for, up to what the service allows', async () => {
		const node = await Requester.start(sandbox(), 'ottimate');
		const sized = async (pageSize: number) =>
			pagesIn(
				(await node.run({ endpoint: 'GET /vendors', limit: 60, options: { pageSize } })).calls,
				'page',
				'limit',
			);
		expect(await sized(25)).toEqual(numbered(3).map((n) => [`${n}`, '25']));
		expect(await sized(5000)).toEqual([['1', '60']]);
	});

	it.each([
		['a query parameter', { endpoint: '/vendors', query: { page: '2', limit: '7' } }],
		['the path', { endpoint: '/vendors?page=2&limit=7' }],
	])('can be chosen by hand in %s', async (_where, asked) => {
		const node = await Requester.start(sandbox(), 'ottimate');
		const { items, calls } = await node.run({ ...asked, method: 'GET' });
		expect(items).toHaveLength(7);
		expect(calls.map(({ query }) => query)).toEqual([{ page: '2', limit: '7' }]);
	});

	it('ask for the size once, also where the path names one', async () => {
		const node = await Requester.start(sandbox(), 'ottimate');
		const { items, calls } = await node.run({
			endpoint: '/vendors?limit=50',
			method: 'GET',
			limit: 60,
		});
		expect(items).toHaveLength(60);
		for (const { query } of calls) expect(query.limit).toEqual(expect.stringMatching(/^\d+$/));
	});
});
