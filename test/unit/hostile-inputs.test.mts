import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { providerById } from '../../providers';
import { ApiClient } from '../../transport/client/api-client';
import type { Paging } from '../../transport/contracts/endpoint';
import type { RequestContext } from '../../transport/http/send';
import { checkedHeaders, customBaseUrl, endpointUrl } from '../../transport/http/url';
import { isBelow } from './support/below.mts';
import { pagedService, paging, rows } from './support/paged-service.mts';

const BASE = 'https://api.example.com/rest/v1';
const ROOT = `${BASE}/`;

/** What becomes of an input: what goes out, or why nothing does. */
type Case = [input: unknown, becomes: string | RegExp];

function outcome(work: () => string): string | UserError {
	try {
		return work();
	} catch (error) {
		if (error instanceof UserError) return error;
		throw error;
	}
}

function check(becomes: string | RegExp, made: string | UserError): void {
	if (typeof becomes === 'string') expect(made).toBe(becomes);
	else expect(made instanceof UserError ? made.message : `sent: ${made}`).toMatch(becomes);
}

const host = /^The path must not name a host/;
const leaves = /^The path has characters that would leave api\.example\.com$/;

const paths: Case[] = [
	['https://evil.example/x', host],
	['HTTPS:evil.example', host],
	['javascript:alert(1)', host],
	['//evil.example', host],
	['//user:pw@api.example.com', host],
	['///api.example.com', host],
	['\\\\evil.example', host],
	['/\\evil.example', host],
	['/..', leaves],
	['/a/../../b', leaves],
	['/%2e%2e/b', leaves],
	['/%252E%252e/b', leaves],
	['/.%2e%2f', leaves],
	['/a%5c..%5cb', leaves],
	['/a%2fb', leaves],
	['/..;/b', leaves],
	['/a\\b', leaves],
	['/a#b', leaves],
	['/a\r\nHost: evil.example', leaves],
	['/a\u0000', leaves],
	['/a\u2028b', leaves],
	['/a\uD800', leaves],
	['/@evil.example', `${ROOT}@evil.example`],
	['@evil.example/x', `${ROOT}@evil.example/x`],
	['.evil.example', `${ROOT}.evil.example`],
	['/：//evil.example', `${ROOT}%EF%BC%9A//evil.example`],
	['/／／evil.example', `${ROOT}%EF%BC%8F%EF%BC%8Fevil.example`],
	['/․․/b', `${ROOT}%E2%80%A4%E2%80%A4/b`],
	['/％2e％2e/b', `${ROOT}%EF%BC%852e%EF%BC%852e/b`],
	['/__proto__', `${ROOT}__proto__`],
	['/a%00b', `${ROOT}a%00b`],
	['/a?next=//evil.example', `${ROOT}a?next=%2F%2Fevil.example`],
	['?a=1', `${BASE}?a=1`],
];

const part = /^The path parameter "id" would change the path/;
const missing = /^The path parameter "id" is missing/;
const parts: Case[] = [
	['..', part],
	['.', part],
	['../b', part],
	['%2e%2e', part],
	['a/../../b', part],
	['..\\b', part],
	['a\r\nb', part],
	['a\u0000', part],
	[{ id: 1 }, missing],
	[[1, 2], /^The path parameter "id" has 2 values/],
	[' ', missing],
	[null, missing],
	['a/b', `${ROOT}o/a%2Fb/x`],
	['//evil.example', `${ROOT}o/%2F%2Fevil.example/x`],
	['a?b#c', `${ROOT}o/a%3Fb%23c/x`],
	['{id}', `${ROOT}o/%7Bid%7D/x`],
	['a@evil.example:1', `${ROOT}o/a%40evil.example%3A1/x`],
	['еxample', `${ROOT}o/%D0%B5xample/x`],
	['$&$1', `${ROOT}o/%24%26%241/x`],
	[Number.NaN, `${ROOT}o/NaN/x`],
];

const queries: Array<[Record<string, unknown>, string | RegExp]> = [
	[{ a: 'b&c=d' }, `${ROOT}o?a=b%26c%3Dd`],
	[{ 'a&b': '#' }, `${ROOT}o?a%26b=%23`],
	[{ a: '\r\nX: y' }, `${ROOT}o?a=%0D%0AX%3A+y`],
	[{ a: '\u0000' }, `${ROOT}o?a=%00`],
	[{ a: '../..' }, `${ROOT}o?a=..%2F..`],
	[JSON.parse('{"__proto__":"x"}'), `${ROOT}o?__proto__=x`],
	[{ constructor: 'x' }, `${ROOT}o?constructor=x`],
	[{ a: { $ne: 1 } }, /^The query parameter "a" is an object/],
	[{ a: [['x', { y: 1 }]] }, /^The query parameter "a" is an object/],
	[{ a: '\uD800' }, `${ROOT}o?a=%EF%BF%BD`],
];

const address = /needs a full address/;
const plain = /must be a plain address/;
const https = /must start with https/;
const bases: Case[] = [
	['//api.example.com', address],
	['api.example.com', address],
	['https://', address],
	['https://a b', address],
	['https://[::1', address],
	['https://api.example.com%00.evil.example', address],
	['http://api.example.com', https],
	['http://127.0.0.1.evil.example', https],
	['http://localhost@evil.example', https],
	['http://[::ffff:7f00:1]', https],
	['ftp://localhost', https],
	['file:///etc/passwd', https],
	['data:text/html,x', https],
	['https://api.example.com@evil.example', plain],
	['https://u:p@api.example.com', plain],
	['https://api.example.com/v1?x', plain],
	['https://api.example.com/v1#', plain],
	['https://api.example.com\\@evil.example', 'https://api.example.com/@evil.example'],
	['https://api.example.com/v1/../../x', 'https://api.example.com/x'],
	['https://аpi.example.com', 'https://xn--pi-6kc.example.com'],
	['https://api。example。com', 'https://api.example.com'],
	['http://0x7f.1', 'http://127.0.0.1'],
	['http://2130706433', 'http://127.0.0.1'],
	['http://LOCALHOST:1', 'http://localhost:1'],
];

const reserved = /is set by the credential/;
const badName = /is not a valid header name/;
const badValue = /has characters that a header cannot contain/;
const headers: Array<[Record<string, unknown>, string | RegExp]> = [
	[{ authorization: 'x' }, reserved],
	[{ 'X-API-KEY': 'x' }, reserved],
	[{ hOST: 'evil.example' }, reserved],
	[{ Cookie: 'a=b' }, reserved],
	[{ 'transfer-encoding': 'chunked' }, reserved],
	[{ 'Content-Length': '0' }, reserved],
	[{ Upgrade: 'h2c' }, reserved],
	[{ 'Proxy-Authorization': 'x' }, reserved],
	[{ 'X: y\r\nAuthorization': 'x' }, badName],
	[{ 'X-A ': 'x' }, badName],
	[{ ':authority': 'evil.example' }, badName],
	[{ 'X-Ａ': 'x' }, badName],
	[{ '': 'x' }, badName],
	[{ 'X-A': 'a\r\nX-API-Key: b' }, badValue],
	[{ 'X-A': 'a\u0000' }, badValue],
	[{ 'X-A': '漢' }, badValue],
	[{ 'X-A': '\u2028' }, badValue],
	[JSON.parse('{"__proto__":"x","X-A":"1"}'), '{"X-A":"1"}'],
	[{ constructor: 'x' }, '{"constructor":"x"}'],
	[{ 'X-A': { b: 1 } }, /^The header "X-A" is an object/],
	[{ 'X-A': { toString: 1, valueOf: 1 } }, /^The header "X-A" is an object/],
	[{ 'X-A': [1, 2] }, '{"X-A":"1,2"}'],
	[{ 'X-A': [{ b: 1 }] }, /^The header "X-A" is an object/],
];

const elsewhere = /^Otesse redirects to \S+, where the credential is not sent$/;
const none = /^Otesse redirects to an invalid address$/;
const ORIGIN = 'https://api.otesse.com';
const redirects: Case[] = [
	['https://evil.example/v1/bookings', elsewhere],
	['//evil.example', elsewhere],
	['\\\\evil.example', elsewhere],
	['/\\evil.example', elsewhere],
	['http://api.otesse.com/v1/bookings', elsewhere],
	['https://api.otesse.com:8443/', elsewhere],
	['https://api.otesse.com@evil.example/', elsewhere],
	['https://api.otesse.com.evil.example/', elsewhere],
	['https://аpi.otesse.com/', elsewhere],
	['file:///etc/passwd', elsewhere],
	['javascript:alert(1)', elsewhere],
	['data:text/html,x', elsewhere],
	['http://[', none],
	['https://user:pw@api.otesse.com/v1/x', `${ORIGIN}/v1/x`],
	['/v1/x?y=1', `${ORIGIN}/v1/x?y=1`],
	['x', `${ORIGIN}/v1/x`],
	['https:/v1/x', `${ORIGIN}/v1/x`],
];

/** Where a redirect to this place leads. */
async function redirected(location: string): Promise<string | UserError> {
	const profile = providerById('otesse').credentials.find(({ name }) => name === 'otesseApi');
	if (!profile) throw new Error('There is no otesseApi');
	const asked: string[] = [];
	const context: RequestContext = {
		getNode: () => ({
			id: '1',
			name: 'Node',
			type: 'test',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		}),
		getCredentials: async () => await Promise.resolve({ apiKey: 'k', requestsPerSecond: 5000 }),
		helpers: {
			httpRequest: async () => await Promise.reject(new Error('not expected')),
			httpRequestWithAuthentication: async (_type, { url }) => {
				asked.push(url);
				const answer = asked.length > 1 ? { statusCode: 200 } : { statusCode: 307 };
				return await Promise.resolve({ ...answer, headers: { location }, body: '{}' });
			},
		},
	};
	const client = await ApiClient.open(context, profile);
	try {
		await client.request({ method: 'GET', path: '/bookings' });
	} catch (error) {
		expect(asked).toHaveLength(1);
		return new UserError(error instanceof Error ? error.message : '');
	}
	return asked[1] ?? '';
}

const links = [
	'https://evil.example/items?page=2',
	'//evil.example/items?page=2',
	'/../admin?page=2',
	'javascript:alert(1)',
	'?page=2\r\nHost: evil.example',
	{ __proto__: null, href: 'https://evil.example' },
];

describe('hostile', () => {
	it.each(redirects)('redirect %j', async (location, becomes) => {
		check(becomes, await redirected(String(location)));
	});

	it.each(links)('link to a next page %j', async (link) => {
		const how: Paging = { ...paging, next: 'next' };
		const envelope = (page: number) => ({ next: page < 3 ? (link as IDataObject) : null });
		const service = pagedService({ total: 30, envelope }, how);
		expect(await service.fetchAll()).toEqual(rows(0, 30));
		expect(service.asked.map(({ path, query }) => [path, query])).toEqual(
			[1, 2, 3].map((page) => ['/items', { page, limit: 10 }]),
		);
	});

	it.each(paths)('path %j', (path, becomes) => {
		check(
			becomes,
			outcome(() => endpointUrl(BASE, String(path))),
		);
	});

	it.each(parts)('path parameter %j', (id, becomes) => {
		check(
			becomes,
			outcome(() => endpointUrl(BASE, '/o/{id}/x', { id })),
		);
	});

	it.each(queries)('query %j', (query, becomes) => {
		check(
			becomes,
			outcome(() => endpointUrl(BASE, '/o', {}, query)),
		);
	});

	it.each(bases)('base URL %j', (base, becomes) => {
		check(
			becomes,
			outcome(() => customBaseUrl(base, 'Base URL')),
		);
	});

	it.each(headers)('headers %j', (given, becomes) => {
		check(
			becomes,
			outcome(() => JSON.stringify(checkedHeaders(given))),
		);
	});
});

describe('whatever comes', () => {
	const piece = fc.oneof(
		fc.constantFrom(
			...[
				'..',
				'.',
				'/',
				'//',
				'\\',
				'%2e',
				'%2f',
				'%5c',
				'%25',
				'%',
				'?',
				'#',
				'@',
				':',
				';',
				'{id}',
			],
			...[
				'\r\n',
				'\u0000',
				'\t',
				'\u2028',
				'\uD800',
				'．',
				'。',
				'／',
				'＠',
				'https:',
				'evil.example',
			],
		),
		fc.string({ unit: 'binary', maxLength: 4 }),
	);
	const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
	const value = fc.oneof(text, fc.anything({ withNullPrototype: true, withDate: true }));
	const start = fc.constantFrom(
		'https://api.example.com',
		'https://api.example.com/rest/v1',
		'https://api.example.com:8443/a/b%20c',
		'http://127.0.0.1:4600/x',
		'http://[::1]:4600',
	);

	it('the built address keeps origin and base path, or a UserError says why not', () => {
		fc.assert(
			fc.property(
				start,
				text,
				fc.boolean(),
				value,
				fc.dictionary(text, value),
				(base, path, around, id, query) => {
					const full = around ? `/orders/{id}/${path}` : path;
					const made = outcome(() => endpointUrl(base, full, { id }, query));
					if (made instanceof UserError) return;
					expect(isBelow(made, base)).toBe(true);
					const { username, password, hash } = new URL(made);
					expect([username, password, hash]).toEqual(['', '', '']);
				},
			),
			{ numRuns: 3000 },
		);
	});

	it('a base URL is https, or this machine, and stays so', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					text,
					text.map((rest) => `https://${rest}`),
					fc.anything(),
				),
				(typed) => {
					const made = outcome(() => customBaseUrl(typed, 'Base URL'));
					if (made instanceof UserError) return;
					expect(outcome(() => customBaseUrl(made, 'Base URL'))).toBe(made);
				},
			),
			{ numRuns: 2000 },
		);
	});

	it('no header carries a line break or the credential', () => {
		fc.assert(
			fc.property(fc.dictionary(text, value), (given) => {
				const made = outcome(() => JSON.stringify(checkedHeaders(given)));
				if (made instanceof UserError) return;
				const sent: Record<string, string> = JSON.parse(made);
				for (const [name, line] of Object.entries(sent)) {
					expect(name).not.toMatch(/^(authorization|x-api-key|host|cookie)$/i);
					expect(`${name}${line}`).not.toMatch(/[\r\n\u0000]/);
				}
			}),
			{ numRuns: 1000 },
		);
	});
});
