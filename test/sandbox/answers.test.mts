import { describe, expect, it } from '@jest/globals';

import { compareAnswer, placesOf } from './answers/compare.mts';

describe('the comparison of an answer with its shape', () => {
	const shape = {
		count: 'integer',
		at: 'string (date-time)',
		rows: [{ id: 'integer', name: 'string', more: {}, price: 'number (double)' }],
		stock: { '<key>': [{ sku: 'string' }] },
		docs: [],
		none: 'null',
		any: 'any',
		flag: 'boolean',
		free: 'object',
	};
	const body = {
		count: 1,
		at: '2026-01-31T10:00:00Z',
		rows: [{ id: 1, name: 'a', more: { x: 1 }, price: 1.5 }],
		stock: { 'SKU-1': [{ sku: 'SKU-1' }], 'SKU-2': [] },
		docs: [1, 'a'],
		none: null,
		any: [],
		flag: false,
		free: { a: 1 },
	};

	it('finds nothing where keys and types are those of the shape', () => {
		expect(compareAnswer(shape, body)).toEqual([]);
	});

	it.each<[string, object, string[]]>([
		['a key is missing', { count: undefined }, ['count is undefined undefined, not integer']],
		['a key is unknown', { more: 1 }, ['more is not documented']],
		['a text stands for a number', { count: '1' }, ['count is string "1", not integer']],
		['a fraction stands for an integer', { count: 1.5 }, ['count is number 1.5, not integer']],
		['a number stands for a flag', { flag: 0 }, ['flag is number 0, not boolean']],
		[
			'a date has another form',
			{ at: '31/01/2026' },
			['at is string "31/01/2026", not string (date-time)'],
		],
		['a list is none', { rows: {} }, ['rows is an object, not a list']],
		['an object is none', { stock: [] }, ['stock is a list, not an object']],
		['a value is null', { flag: null }, ['flag is null, not boolean']],
		['a null has a value', { none: 1 }, ['none is number 1, not null']],
		[
			'a member of a list differs',
			{ rows: [...body.rows, { id: '2', name: 'b', more: {} }] },
			['rows[].id is string "2", not integer', 'rows[].price is missing'],
		],
		[
			'a member below any key differs',
			{ stock: { a: [{ sku: 1 }] } },
			['stock.<key>[].sku is number 1, not string'],
		],
	])('says so when %s', (_what, change, differences) => {
		expect(compareAnswer(shape, { ...body, ...change })).toEqual(differences);
	});

	it('takes an answer with the keys of another as it is: missing and unknown', () => {
		const { count: _count, ...rest } = body;
		expect(compareAnswer(shape, rest)).toEqual(['count is missing']);
		expect(compareAnswer(['string'], 'a')).toEqual(['the answer is string "a", not a list']);
	});

	it('lets pass what is documented beyond the shape, there and nowhere else', () => {
		const less = { ...body, rows: [{ id: 'x', name: null, more: {} }] };
		const exceptions = {
			mayLack: ['rows[].price'],
			nullable: ['rows[].name'],
			wider: { 'rows[].id': 'string' },
		};
		expect(compareAnswer(shape, less, exceptions)).toEqual([]);
		expect(compareAnswer(shape, less, { ...exceptions, mayLack: ['price'] })).toEqual([
			'rows[].price is missing',
		]);
	});

	it('lets null pass where shapes do not show what may be null', () => {
		expect(compareAnswer(shape, { ...body, count: null, rows: null }, { nullable: 'any' })).toEqual(
			[],
		);
	});

	it('notes the places at which a value was compared', () => {
		const seen = new Set<string>();
		compareAnswer(shape, { ...body, rows: [] }, { seen });
		const unseen = placesOf(shape).filter((place) => !seen.has(place));
		expect(unseen).toEqual(['rows[].id', 'rows[].name', 'rows[].price']);
	});

	it('refuses a shape that it cannot read', () => {
		expect(() => compareAnswer({ a: 'strings' }, { a: 1 })).toThrow('unknown type strings');
		expect(() => compareAnswer({ a: 1 }, { a: 1 })).toThrow('The shape of a is number 1');
	});
});
