import { describe, expect, it } from '@jest/globals';

import { providerById } from '../../providers';
import type { EndpointDefinition } from '../../transport/contracts/endpoint';
import type { Provider } from '../../transport/contracts/provider';
import { pagingOf } from '../../transport/pagination/endpoint-call';
import { itemsOf, rowsOf } from '../../transport/pagination/rows';

describe('rows of an answer', () => {
	it.each([
		['a bare list', [{ id: 1 }], undefined, [], [{ id: 1 }]],
		['a bare list, wherever rows should be', [{ id: 1 }], 'results', ['data'], [{ id: 1 }]],
		['the path of the endpoint', { a: { b: [{ id: 1 }] } }, 'a.b', ['data'], [{ id: 1 }]],
		[
			'the first key that holds a list',
			{ data: 5, items: [{ id: 1 }] },
			undefined,
			['data', 'items'],
			[{ id: 1 }],
		],
		[
			'values that are no objects',
			[1, 'a', null, [2]],
			undefined,
			[],
			[{ value: 1 }, { value: 'a' }, { value: null }, { value: [2] }],
		],
		['an empty list', { data: [] }, undefined, ['data'], []],
		['no list at the path of the endpoint', { data: [{ id: 1 }] }, 'results', ['data'], undefined],
		['one record', { id: 1 }, undefined, ['data'], undefined],
		['a list on the prototype', Object.create({ data: [1] }), undefined, ['data'], undefined],
		['nothing', undefined, undefined, ['data'], undefined],
	])('%s', (_what, body: unknown, at, keys, rows) => {
		expect(rowsOf(body, at, keys)).toEqual(rows);
	});
});

describe('an answer as items', () => {
	it.each([
		['rows', { data: [{ id: 1 }, { id: 2 }] }, [{ id: 1 }, { id: 2 }]],
		['one record', { id: 1 }, [{ id: 1 }]],
		['a bare value', 7, [{ value: 7 }]],
		['an empty list', { data: [] }, []],
		['nothing', undefined, []],
	])('%s', (_what, body, items) => {
		expect(itemsOf(body, undefined, ['data'])).toEqual(items);
	});
});

describe('paging of an endpoint', () => {
	const provider: Provider = {
		...providerById('oto'),
		paging: { in: 'query', page: 'page', size: 'limit', maxSize: 100, total: 'count' },
	};
	const row: EndpointDefinition = {
		resource: 'order',
		operation: 'getMany',
		method: 'GET',
		path: '/orders',
		summary: 'List',
		itemsPath: '',
		source: 'test',
		certainty: 'official',
	};

	it("is the provider's, with what the endpoint says differently", () => {
		expect(pagingOf(provider, row)).toEqual(provider.paging);
		expect(pagingOf(provider, { ...row, paging: { maxSize: 10, next: 'next' } })).toEqual({
			...provider.paging,
			maxSize: 10,
			next: 'next',
		});
	});

	it('does not exist for a record, an unknown path, or a list that comes whole', () => {
		const { itemsPath: records, ...record } = row;
		expect(records).toBe('');
		expect(pagingOf(provider, record)).toBeUndefined();
		expect(pagingOf(provider, undefined)).toBeUndefined();
		expect(pagingOf(provider, { ...row, paging: false })).toBeUndefined();
		expect(pagingOf(providerById('oto'), row)).toBeUndefined();
		expect(pagingOf(providerById('oto'), { ...row, paging: { page: 'page' } })).toBeUndefined();
	});
});
