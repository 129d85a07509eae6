import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { UserError } from 'n8n-workflow';

import { checkedHeaders, customBaseUrl, endpointUrl, fitsHeader } from '../../transport/http/url';
import type { Query } from '../../transport/http/url';
import { pathParts } from './support/path-parts.mts';
import { isBelow } from './support/below.mts';
import { hostilePaths, hostileParts, oddPaths, oddParts } from './support/hostile.mts';

const BASE = 'https://api.example.com/rest/v1';
const bases = [BASE, 'https://api.example.com', 'http://127.0.0.1:4600/here/rest/v2'];

describe('base URL of a custom environment', () => {
	it.each([
		['https://api.example.com/v1', 'https://api.example.com/v1'],
		['  https://api.example.com/v1//  ', 'https://api.example.com/v1'],
		['https://api.example.com', 'https://api.example.com'],
		['https://api.example.com:8443/a/b', 'https://api.example.com:8443/a/b'],
		['HTTPS://API.Example.com/V1', 'https://api.example.com/V1'],
		['http://localhost:4600/here', 'http://localhost:4600/here'],
		['http://127.0.0.1:4600', 'http://127.0.0.1:4600'],
		['http://127.8.9.1', 'http://127.8.9.1'],
		['http://[::1]:4600', 'http://[::1]:4600'],
	])('takes %j', (typed, expected) => {
		expect(customBaseUrl(typed, 'Base URL')).toBe(expected);
	});

	it.each([
		'',
		'api.example.com',
		'/v1',
		'http://api.example.com',
		'http://localhost.evil.example',
		'http://127.0.0.1.evil.example',
		'http://0.0.0.0',
		'http://10.0.0.1',
		'ftp://localhost',
		'javascript:alert(1)',
		'https://user@api.example.com',
		'https://user:secret@api.example.com',
		'https://:secret@api.example.com',
		'https://api.example.com?x=1',
		'https://api.example.com/v1?',
		'https://api.example.com#x',
		'https://api.example.com/v1#',
		'https://',
		undefined,
		null,
		17,
		{},
	])('refuses %j and names the field', (typed) => {
		expect(() => customBaseUrl(typed, 'Token URL')).toThrow(UserError);
		expect(() => customBaseUrl(typed, 'Token URL')).toThrow(/"Token URL"/);
	});
});

describe.each(bases)('a path below %s', (base) => {
	it.each(hostilePaths)('%j is refused', (path) => {
		expect(() => endpointUrl(base, path)).toThrow(UserError);
	});

	it.each(oddPaths)('%j stays below', (path) => {
		expect(isBelow(endpointUrl(base, path), base)).toBe(true);
	});

	it.each(hostileParts)('the part %j is refused', (id) => {
		expect(() => endpointUrl(base, '/orders/{id}/items', { id })).toThrow(UserError);
		expect(() => endpointUrl(base, '/orders/{id}/items', { id })).toThrow(/"id"/);
	});

	it.each(oddParts)('the part %j is one segment', (id) => {
		const address = endpointUrl(base, '/orders/{id}/items', { id });
		expect(isBelow(address, base)).toBe(true);
		const segments = new URL(address).pathname.split('/');
		expect(decodeURIComponent(segments.at(-2) ?? '')).toBe(id);
	});
});

describe('filling in a path', () => {
	it('keeps a query string and adds to it', () => {
		expect(endpointUrl(BASE, 'orders/{id}?a=1', { id: 7 }, { b: [2, 3], c: null })).toBe(
			`${BASE}/orders/7?a=1&b=2&b=3`,
		);
	});

	it('keeps the closing slash that a service wants', () => {
		expect(endpointUrl(BASE, '/projects/list/{org_pk}/', { org_pk: 210 })).toBe(
			`${BASE}/projects/list/210/`,
		);
	});

	it.each([undefined, null, '', '   '])('names the part that is missing (%j)', (id) => {
		expect(() => endpointUrl(BASE, '/orders/{id}', { id })).toThrow(/"id" is missing/);
	});

	it.each(['constructor', 'toString', '__proto__'])(
		'does not fill {%s} from the prototype',
		(name) => {
			expect(() => endpointUrl(BASE, `/orders/{${name}}`)).toThrow(/is missing/);
		},
	);

	it('refuses half a surrogate pair with words', () => {
		expect(() => endpointUrl(BASE, '/orders/{id}', { id: 'a\uD800' })).toThrow(UserError);
	});

	it('never sends an object as "[object Object]"', () => {
		const filter = { status: 'paid' };
		expect(() => endpointUrl(BASE, '/orders/{filter}', { filter })).toThrow(/"filter"/);
		const query: Record<string, unknown> = { filter };
		expect(() => endpointUrl(BASE, '/orders', {}, query as Query)).toThrow(/"filter"/);
	});

	it('writes dates as ISO 8601, and refuses one that is none', () => {
		const day = new Date('2026-03-01T12:00:00Z');
		const query: Record<string, unknown> = { from: day, to: { toISO: () => '2026-03-02' } };
		expect(endpointUrl(BASE, '/orders/{day}', { day }, query as Query)).toBe(
			`${BASE}/orders/2026-03-01T12%3A00%3A00.000Z?from=2026-03-01T12%3A00%3A00.000Z&to=2026-03-02`,
		);
		const none = { day: new Date(Number.NaN) };
		expect(() => endpointUrl(BASE, '/orders/{day}', none)).toThrow(UserError);
	});

	it('lists the parts in order', () => {
		expect(pathParts('/a/{one}/{two}/b/{one}')).toEqual(['one', 'two', 'one']);
		expect(pathParts('/a/{}')).toEqual([]);
	});
});

describe('whatever is typed', () => {
	const text = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.string(),
		fc
			.array(fc.constantFrom('..', '.', '/', '\\', '%2e', '%2f', '%25', '%zz', 'a', '?', '#', ':'))
			.map((pieces) => pieces.join('')),
	);
	const attempt = (path: string, parts: Record<string, unknown>, query: Query) => {
		try {
			return endpointUrl(BASE, path, parts, query);
		} catch (error) {
			expect(error).toBeInstanceOf(UserError);
			return undefined;
		}
	};

	it('is refused or stays below the base URL', () => {
		fc.assert(
			fc.property(text, text, fc.dictionary(fc.string(), text), (path, id, query) => {
				for (const address of [
					attempt(path, { id }, query),
					attempt('/orders/{id}/items', { id }, query),
				]) {
					if (address !== undefined) expect(isBelow(address, BASE)).toBe(true);
				}
			}),
			{ numRuns: 1000 },
		);
	});

	it('comes back unchanged as a part', () => {
		const plain = fc
			.string({ unit: 'grapheme', minLength: 1 })
			.filter((id) => id.trim() === id && !/[./\\%\p{Cc}\u2028\u2029]/u.test(id));
		fc.assert(
			fc.property(plain, plain, (one, two) => {
				const address = endpointUrl(BASE, '/a/{one}/b/{two}', { one, two });
				const [, , , , first, , second] = new URL(address).pathname.split('/');
				expect([first, second].map((part) => decodeURIComponent(part ?? ''))).toEqual([one, two]);
			}),
		);
	});

	it('comes back unchanged as a query value, in order', () => {
		const name = fc.string({ minLength: 1 }).filter((key) => key !== '__proto__');
		fc.assert(
			fc.property(name, fc.array(fc.string({ unit: 'binary' })), (key, values) => {
				const address = endpointUrl(BASE, '/orders', {}, { [key]: values });
				expect(new URL(address).searchParams.getAll(key)).toEqual(values);
			}),
		);
	});
});

describe('headers of a workflow', () => {
	it.each([
		'Authorization',
		'authorization',
		'AUTHORIZATION',
		'X-Api-Key',
		'x-api-key',
		'Host',
		'cookie',
		'Content-Length',
		'Transfer-Encoding',
		'Proxy-Authorization',
		'Connection',
		'upgrade',
		'X-Credential-Test',
		'x-credential-test',
	])('%s cannot be set', (name) => {
		expect(() => checkedHeaders({ [name]: 'x' })).toThrow(/cannot be changed here/);
	});

	it.each(['', 'a b', 'a:b', 'a\r\nb', 'a\nAuthorization', 'é', 'a\u0000', 'a(b)', '"a"'])(
		'%j is no name',
		(name) => {
			expect(() => checkedHeaders({ [name]: 'x' })).toThrow(/not a valid header name/);
		},
	);

	it.each(['a\r\nAuthorization: x', 'a\nb', 'a\rb', 'a\u0000', '名', '😀', 'a\u2028', '\u007f'])(
		'%j is no value',
		(value) => {
			expect(() => checkedHeaders({ 'X-Note': value })).toThrow(/"X-Note"/);
		},
	);

	it('passes the others on as text and leaves out what is absent', () => {
		const headers = { 'X-A': 1, 'X-B': 'caf\u00e9\tx', 'X-C': undefined, 'X-D': null, 'X-E': '' };
		expect(checkedHeaders(headers)).toEqual({ 'X-A': '1', 'X-B': 'caf\u00e9\tx', 'X-E': '' });
	});

	it.each([
		['eyJhbGciOi.x-_=', true],
		['a b', false],
		['', false],
		['a\r\nb', false],
		['clé', false],
		['\u007f', false],
	])('a secret %j fits: %s', (secret, fits) => {
		expect(fitsHeader(secret)).toBe(fits);
	});
});
