import { describe, expect, it } from '@jest/globals';

import { parseJson, valueAt, wordsAt } from '../../transport/core/json';
import { isTextual, readResponse } from '../../transport/http/response';

const read = (body: unknown, contentType = 'application/json') =>
	readResponse({ statusCode: 200, headers: { 'Content-Type': contentType }, body });

/** An object in an object, and so on, with a text at the bottom. */
const deep = (levels: number) => '{"a":'.repeat(levels) + '"end"' + '}'.repeat(levels);

describe('reading an answer', () => {
	it.each([
		'application/json',
		'application/problem+json; charset=utf-8',
		'text/plain;charset=iso-8859-1',
		'text/html;charset=utf-8',
		'application/octet-stream',
		'',
	])('finds JSON under the content type %j', (type) => {
		expect(read('{"id":7,"city":"جدة"}', type).body).toEqual({ id: 7, city: 'جدة' });
		expect(read(Buffer.from(' \r\n[1,2]'), type).body).toEqual([1, 2]);
	});

	it('tolerates a byte order mark', () => {
		expect(read(Buffer.from('\uFEFF{"id":7}')).body).toEqual({ id: 7 });
		expect(read(Buffer.from('\uFEFF[7]'), 'application/octet-stream').body).toEqual([7]);
	});

	it.each([undefined, null, '', Buffer.alloc(0), new ArrayBuffer(0)])(
		'an empty body (%p) is undefined',
		(body) => {
			const response = read(body);
			expect(response.body).toBeUndefined();
			expect(response.raw).toHaveLength(0);
		},
	);

	it.each([
		['true', true],
		['-1.5', -1.5],
		['"text"', 'text'],
		['null', null],
	])('reads the bare value %s', (text, value) => {
		expect(read(text).body).toEqual(value);
	});

	it('leaves text that only looks like JSON as text', () => {
		expect(read('{broken').body).toBe('{broken');
		expect(read('<!doctype html><p>', 'text/html').body).toBe('<!doctype html><p>');
		expect(read('tomorrow', 'text/plain').body).toBe('tomorrow');
	});

	it.each([
		['application/pdf', Buffer.from('%PDF-1.7\n\xff\xfe', 'latin1')],
		['image/png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0xff])],
		['application/octet-stream', Buffer.from([0x7b, 0, 0xff, 0xfe, 0x7d])],
		['application/zip', Buffer.from([0x5b, 0xff, 0, 0x5d])],
		['application/rtf', Buffer.from('{\\rtf1 \xe9}', 'latin1')],
	])('keeps the bytes of %s', (type, bytes) => {
		const response = read(bytes, type);
		expect(response.body).toEqual(bytes);
		expect(response.raw).toEqual(bytes);
	});

	it('survives bytes that are no UTF-8', () => {
		const bytes = Buffer.from([...Buffer.from('{"name":"'), 0xff, 0xc3, ...Buffer.from('"}')]);
		expect(read(bytes).body).toEqual({ name: '\uFFFD\uFFFD' });
	});

	it('survives 10,000 levels', () => {
		const { body } = read(deep(10_000));
		expect(valueAt(body, 'a.a.a')).toBeDefined();
		expect(valueAt(body, Array(10_000).fill('a').join('.'))).toBe('end');
		expect(read('['.repeat(10_000) + ']'.repeat(10_000)).body).toHaveLength(1);
		expect(read('['.repeat(10_000)).body).toBe('['.repeat(10_000));
	});

	it('survives giant numbers and keeps their digits in the raw bytes', () => {
		const response = read('{"id":123456789012345678901234567890,"big":1e999,"small":1e-999}');
		expect(response.body).toEqual({ id: 123456789012345678901234567890, big: Infinity, small: 0 });
		expect(response.raw.toString()).toContain('123456789012345678901234567890');
	});

	it('lower-cases header names and joins repeated ones', () => {
		const { headers } = readResponse({
			statusCode: 200,
			headers: { 'Retry-After': 5, 'Set-Cookie': ['a=1', 'b=2'] },
			body: '',
		});
		expect(headers).toEqual({ 'retry-after': '5', 'set-cookie': 'a=1,b=2' });
		expect(readResponse({ statusCode: 200, headers: undefined, body: '' }).headers).toEqual({});
	});
});

describe('a dotted path', () => {
	it('goes into a list by the number of the entry', () => {
		const body = { errors: [{ code: 'TAKEN' }, { code: 'CLOSED' }] };
		expect(valueAt(body, 'errors.1.code')).toBe('CLOSED');
		expect(wordsAt(body, ['errors.0.code'])).toBe('TAKEN');
		for (const path of ['errors.2.code', 'errors.length', 'errors.-1', 'errors.code']) {
			expect(valueAt(body, path)).toBeUndefined();
		}
	});
});

describe('keys of the prototype', () => {
	const body = parseJson(
		'{"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}}}',
	);

	it('neither pollute nor crash', () => {
		expect(valueAt(body, '__proto__.polluted')).toBe('yes');
		expect(valueAt(body, 'polluted')).toBeUndefined();
		expect(wordsAt(body, [''])).toContain('polluted: yes');
		expect(Reflect.get({}, 'polluted')).toBeUndefined();
	});

	it.each(['__proto__', 'constructor', 'toString', 'constructor.name', 'length'])(
		'%s is no value of an object without it',
		(path) => {
			expect(valueAt({}, path)).toBeUndefined();
			expect(valueAt([], path)).toBeUndefined();
			expect(valueAt('text', path)).toBeUndefined();
		},
	);
});

describe('words of a failure', () => {
	it.each([
		[{ detail: ' Not found. ' }, ['detail'], 'Not found.'],
		[{ detail: '', message: 'M' }, ['detail', 'message'], 'M'],
		[{ error: { message: 'inner' } }, ['error.message'], 'inner'],
		[{ title: ['is required', 'is short'] }, [''], 'title: is required is short'],
		[{ a: { b: ['c'] }, d: 5, e: null }, [''], 'a: b: c'],
		[{ detail: 5 }, ['detail'], undefined],
		[undefined, ['detail', ''], undefined],
		['plain text', ['detail', ''], 'plain text'],
	])('%j at %j are %j', (body, paths, words) => {
		expect(wordsAt(body, paths)).toBe(words);
	});

	it('survive 10,000 levels', () => {
		expect(() => wordsAt(parseJson(deep(10_000)), [''])).not.toThrow();
	});
});

it.each([
	['text/csv', true],
	['application/json', true],
	['application/vnd.api+json', true],
	['application/xml', true],
	['application/pdf', false],
	['image/svg+xml', false],
	['', false],
])('%j is text: %s', (type, textual) => {
	expect(isTextual(type)).toBe(textual);
});
