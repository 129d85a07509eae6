import { describe, expect, it } from '@jest/globals';
import { NodeOperationError, tryToParseDateTime } from 'n8n-workflow';
import type { INodeParameters } from 'n8n-workflow';

import type { Picker, ServiceForm } from '../../nodes/shared/form';
import type { Input } from '../../nodes/shared/inputs';
import { isBlank, located, readValues, wireValue } from '../../nodes/shared/values';
import { providerById } from '../../providers';
import type { Field } from '../../transport/types';
import { contextOf } from './support/context.mts';

const RIYADH = 'Asia/Riyadh';
const BERLIN = 'Europe/Berlin';

function wire(field: Omit<Field, 'name'>, value: unknown, zone = 'UTC', itemIndex = 0): unknown {
	const origin = { context: contextOf({ zone }), itemIndex, label: 'The Field' };
	return wireValue({ name: 'field', ...field }, value, origin);
}

function refusalOf(
	field: Omit<Field, 'name'>,
	value: unknown,
): { message: string; description: string } {
	try {
		wire(field, value, 'UTC', 3);
	} catch (error) {
		if (!(error instanceof NodeOperationError)) throw error;
		expect(error.context.itemIndex).toBe(3);
		return { message: error.message, description: error.description ?? '' };
	}
	throw new Error('The value was taken');
}

const luxon = (text: string, zone: string) => tryToParseDateTime(text, zone);

describe('a day', () => {
	const day: Omit<Field, 'name'> = { type: 'date' };

	it.each([
		['2026-03-01', RIYADH, '2026-03-01'],
		['2026-03-01T00:00:00', RIYADH, '2026-03-01'],
		['2026-02-28T21:00:00.000Z', RIYADH, '2026-03-01'],
		['2026-02-28T20:59:59.000Z', RIYADH, '2026-02-28'],
		['2026-03-01T23:30:00.000-05:00', 'America/New_York', '2026-03-01'],
		['2026-03-29T00:30:00.000Z', BERLIN, '2026-03-29'],
		['2026-03-28T23:30:00.000Z', BERLIN, '2026-03-29'],
		['2026-10-24T22:30:00.000Z', BERLIN, '2026-10-25'],
		['2026-10-25T22:30:00.000Z', BERLIN, '2026-10-25'],
		['2026-10-25T23:00:00.000Z', BERLIN, '2026-10-26'],
	])('%s in %s is %s', (given, zone, expected) => {
		expect(wire(day, given, zone)).toBe(expected);
	});

	it('is that of the workflow’s zone also in a Date and in a DateTime', () => {
		expect(wire(day, new Date('2026-02-28T21:00:00Z'), RIYADH)).toBe('2026-03-01');
		expect(wire(day, luxon('2026-02-28T21:00:00Z', 'UTC'), RIYADH)).toBe('2026-03-01');
		expect(wire(day, luxon('2026-03-01T00:00:00', RIYADH), RIYADH)).toBe('2026-03-01');
	});

	it('has the form of the service, and stays as it is where it has it already', () => {
		const german = { ...day, format: 'dd-MM-yyyy' };
		expect(wire(german, '2026-03-01', RIYADH)).toBe('01-03-2026');
		expect(wire(german, ' 01-03-2026 ', RIYADH)).toBe('01-03-2026');
		expect(wire({ ...day, format: 'dd/MM/yyyy' }, '31/12/2026', RIYADH)).toBe('31/12/2026');
		expect(wire({ ...day, format: 'dd/MM/yyyy' }, '29/02/2028', RIYADH)).toBe('29/02/2028');
	});

	it.each([
		['dd-MM-yyyy', '99-99-2026'],
		['dd-MM-yyyy', '31-02-2026'],
		['dd/MM/yyyy', '01/31/2026'],
		['dd/MM/yyyy HH:mm', '31/01/2026 25:00'],
		['yyyy-MM-dd', '01/02/2026'],
		['yyyy-MM-dd', '31.01.2026'],
		['dd-MM-yyyy', '1/2/2026'],
		[undefined, '2026-02-30'],
	])('that does not exist, or can be read in two ways, is refused: %s, %s', (format, given) => {
		const field = { ...day, ...(format === undefined ? {} : { format }) };
		expect(refusalOf(field, given).message).toBe('"The Field" is not a date [item 3]');
	});
});

describe('a moment', () => {
	const moment: Omit<Field, 'name'> = { type: 'dateTime' };

	it.each([
		['2026-03-01T01:30:00', RIYADH, '2026-02-28T22:30:00Z'],
		['2026-03-01T01:30:00.000+07:00', RIYADH, '2026-02-28T18:30:00Z'],
		['2026-03-01', RIYADH, '2026-02-28T21:00:00Z'],
		['2026-03-29T03:30:00', BERLIN, '2026-03-29T01:30:00Z'],
		['2026-10-25T01:30:00', BERLIN, '2026-10-24T23:30:00Z'],
		['2026-10-25T03:30:00', BERLIN, '2026-10-25T02:30:00Z'],
	])('%s in %s is %s', (given, zone, expected) => {
		expect(wire(moment, given, zone)).toBe(expected);
	});

	it('goes out in UTC, or in the workflow’s zone where the service wants that', () => {
		const plain = { ...moment, format: 'yyyy-MM-dd HH:mm:ss' };
		expect(wire(plain, '2026-03-01T01:30:00', RIYADH)).toBe('2026-02-28 22:30:00');
		expect(wire({ ...plain, zone: 'workflow' }, '2026-02-28T22:30:00Z', RIYADH)).toBe(
			'2026-03-01 01:30:00',
		);
		expect(wire(plain, '2026-01-02 03:04:05', RIYADH)).toBe('2026-01-02 03:04:05');
		expect(wire(moment, new Date('2026-03-01T00:00:00Z'), RIYADH)).toBe('2026-03-01T00:00:00Z');
		expect(wire(moment, luxon('2026-03-01T01:30:00', RIYADH), BERLIN)).toBe('2026-02-28T22:30:00Z');
	});

	it.each(['soon', '2026-13-45', {}, [], true])('refuses %j with its name and item', (value) => {
		const { message, description } = refusalOf(moment, value);
		expect(message).toBe('"The Field" is not a date [item 3]');
		expect(description).toContain('2026-01-31');
	});
});

describe('numbers, booleans, texts, lists and JSON', () => {
	it('are numbers and booleans also as text', () => {
		expect(wire({ type: 'number' }, ' 12.50 ')).toBe(12.5);
		expect(wire({ type: 'number' }, 0)).toBe(0);
		expect(wire({ type: 'boolean' }, ' TRUE ')).toBe(true);
		expect(wire({ type: 'boolean' }, 0)).toBe(false);
		expect(wire({ type: 'boolean' }, false)).toBe(false);
	});

	it.each([
		[{ type: 'number' as const }, 'twelve', '"The Field" must be a number [item 3]'],
		[{ type: 'number' as const }, Number.NaN, '"The Field" must be a number [item 3]'],
		[{ type: 'number' as const }, [1, 2], '"The Field" must be a number [item 3]'],
		[{ type: 'number' as const }, '0x10', '"The Field" must be a number [item 3]'],
		[{ type: 'number' as const }, '', '"The Field" must be a number [item 3]'],
		[
			{ type: 'number' as const },
			'12345678901234567890',
			'"The Field" has a number with too many digits [item 3]',
		],
		[{ type: 'multiOptions' as const }, { a: 1 }, '"The Field" needs a text [item 3]'],
		[{ type: 'boolean' as const }, 'maybe', '"The Field" must be true or false [item 3]'],
		[{ type: 'string' as const }, { a: 1 }, '"The Field" needs a text [item 3]'],
		[{ type: 'string' as const }, ['a'], '"The Field" needs a text [item 3]'],
		[{ type: 'options' as const }, { a: 1 }, '"The Field" needs a text [item 3]'],
		[{ type: 'json' as const }, '{"a":', '"The Field" is not valid JSON [item 3]'],
	])('%j refuses %j', (field, value, message) => {
		expect(refusalOf(field, value).message).toBe(message);
	});

	it('keep their blanks and turn dates into text', () => {
		expect(wire({ type: 'string' }, ' a ')).toBe(' a ');
		expect(wire({ type: 'string' }, 12)).toBe('12');
		expect(wire({ type: 'string' }, new Date('2026-03-01T00:00:00Z'))).toBe(
			'2026-03-01T00:00:00.000Z',
		);
		expect(wire({ type: 'string' }, luxon('2026-03-01', 'UTC'))).toBe('2026-03-01T00:00:00.000Z');
	});

	it('are lists by comma or as they are', () => {
		const options = ['a', 'b', 'c'];
		expect(wire({ type: 'multiOptions', options }, ['a', 'b'])).toEqual(['a', 'b']);
		expect(wire({ type: 'multiOptions', options }, 'a, b,,')).toEqual(['a', 'b']);
		expect(wire({ type: 'multiOptions', options, format: 'comma' }, ['a', 'b'])).toBe('a,b');
		expect(wire({ type: 'string', format: 'comma' }, [1, 2])).toBe('1,2');
		expect(wire({ type: 'string', format: 'comma' }, '1, 2')).toBe('1, 2');
	});

	it('are JSON as text or as an expression gives it', () => {
		expect(wire({ type: 'json' }, ' [1, {"a": null}] ')).toEqual([1, { a: null }]);
		expect(wire({ type: 'json' }, { a: [1] })).toEqual({ a: [1] });
		expect(wire({ type: 'json' }, '   ')).toBeUndefined();
	});
});

describe('a resource locator', () => {
	const url = '^https://app\\.example\\.com/v/(\\d+)';

	it('gives its id, whatever its mode', () => {
		expect(located({ __rl: true, mode: 'list', value: 7 })).toBe(7);
		expect(located({ __rl: true, mode: 'id', value: '7' })).toBe('7');
		expect(located('7')).toBe('7');
		expect(located(undefined)).toBeUndefined();
		expect(located({ a: 1 })).toEqual({ a: 1 });
	});

	it('finds the id in an address, and takes an id that stands there', () => {
		const by = (value: string) => located({ __rl: true, mode: 'url', value }, url);
		expect(by('https://app.example.com/v/123/edit')).toBe('123');
		expect(by('123')).toBe('123');
		expect(located({ __rl: true, mode: 'url', value: 'https://x/1' })).toBe('https://x/1');
	});
});

describe('the values of an item', () => {
	const picker: Picker = {
		noun: 'vendor',
		list: 'vendor.getMany',
		value: ['id'],
		label: ['name'],
		example: '7',
		url: { regex: '/v/(\\d+)', example: 'https://app.example.com/v/7' },
	};
	const form: ServiceForm = {
		provider: providerById('ottimate'),
		resources: {},
		pickers: { vendor: picker },
		picked: {},
	};
	const input = (
		name: string,
		place: 'path' | 'query' | 'body',
		field: Partial<Field> = {},
		more: Partial<Input> = {},
	): Input => ({
		parameter: name,
		name,
		field: { name, type: 'string', ...field },
		goesTo: new Set([place]),
		...more,
	});
	const added = { collection: 'additionalFields' as const };
	const read = (inputs: Input[], parameters: INodeParameters) =>
		readValues(contextOf({ parameters }), form, inputs, new Map([['a', 'Field A']]), 0);

	it('leave out what is blank', () => {
		const inputs = [input('a', 'query'), input('b', 'body', { type: 'number' })];
		expect(read(inputs, { a: '  ', b: '' })).toEqual({});
		expect(read(inputs, {})).toEqual({});
		expect(read(inputs, { a: 'x', b: 7 })).toEqual({ a: 'x', b: 7 });
	});

	it('leave out an optional number or JSON up front that was left as it was, but not one that was added', () => {
		const inputs = [
			input('n', 'body', { type: 'number' }),
			input('j', 'body', { type: 'json' }),
			input('b', 'body', { type: 'boolean' }),
		];
		expect(read(inputs, { n: 0, j: '[]', b: false })).toEqual({ b: false });
		expect(read(inputs, { n: 0, j: ' { } ', b: true })).toEqual({ b: true });
		const wanted = [input('n', 'body', { type: 'number', required: true })];
		expect(read(wanted, { n: 0 })).toEqual({ n: 0 });
		const collected = [input('n', 'body', { type: 'number' }, added)];
		expect(read(collected, { additionalFields: { n: 0 } })).toEqual({ n: 0 });
	});

	it('name the required field that is blank', () => {
		const inputs = [input('a', 'path', { required: true })];
		for (const value of ['', '  ', null, undefined]) {
			expect(() => read(inputs, { a: value as never })).toThrow('"Field A" is empty [item 0]');
		}
	});

	it('name the required list that is empty', () => {
		const inputs = [input('a', 'body', { type: 'string', format: 'list', required: true })];
		for (const value of [[], ',', ' , ']) {
			expect(() => read(inputs, { a: value as never })).toThrow('"Field A" is empty [item 0]');
		}
		expect(read(inputs, { a: 'x, y' })).toEqual({ a: ['x', 'y'] });
	});

	it('hold a 0 that was typed over another start', () => {
		const inputs = [{ ...input('n', 'body', { type: 'number' }), start: 1 }];
		expect(read(inputs, { n: 0 })).toEqual({ n: 0 });
	});

	it('clear a field that was added empty to the body, but send no empty filter', () => {
		const text = input('a', 'body', {}, added);
		const number = input('n', 'body', { type: 'number' }, added);
		const filter = input('q', 'query', {}, added);
		const collected = (values: INodeParameters) =>
			read([text, number, filter], { additionalFields: values });
		expect(collected({ a: '', n: '', q: '' })).toEqual({ a: '' });
		expect(collected({ a: null as never, n: null as never, q: null as never })).toEqual({
			a: null,
			n: null,
		});
		expect(collected({})).toEqual({});
		expect(read([text], { additionalFields: 'no object' })).toEqual({});
	});

	it('are those of the picked records', () => {
		const inputs = [input('a', 'path', { required: true }, { picker: 'vendor' })];
		const rl = (mode: string, value: string) => ({ a: { __rl: true as const, mode, value } });
		expect(read(inputs, rl('list', '7'))).toEqual({ a: '7' });
		expect(read(inputs, rl('url', 'https://app.example.com/v/77'))).toEqual({ a: '77' });
		expect(() => read(inputs, rl('list', ''))).toThrow('"Field A" is empty [item 0]');
	});

	it('count nothing but texts of blanks as blank', () => {
		expect([undefined, null, '', ' \n'].map(isBlank)).toEqual([true, true, true, true]);
		expect([0, false, [], {}].map(isBlank)).toEqual([false, false, false, false]);
	});
});
