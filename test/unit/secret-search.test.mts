import { describe, expect, it } from '@jest/globals';

import type { Secret } from '../n8n/secrets/finder.mts';
import { Finder } from '../n8n/secrets/finder.mts';
import { searchWire } from '../n8n/secrets/wire.mts';
import type { LogEntry } from '../sandbox/core/types.mts';
import { tested } from '../services/index.mts';

const value = 'word "q" \\ /&=+%?# ü€ end';
const password: Secret = { service: 'ooti', kind: 'password', value };
const token: Secret = {
	service: 'ooti',
	kind: 'access token',
	value: 'eyJ0.eyJleHAi.c2lnbmF0dXJl',
};
const finder = new Finder([password, token]);

const inJson = (text: string) => JSON.stringify({ a: [text] });

describe('the finder of secrets', () => {
	it.each([
		['raw', value],
		['JSON', inJson(value)],
		['JSON', inJson(inJson(value))],
		['URL', `https://example.com/?a=${encodeURIComponent(value)}&b=1`],
		['URL', new URLSearchParams({ a: value, b: '1' }).toString()],
		['base64', Buffer.from(value).toString('base64')],
		['base64', Buffer.from(`a:${value}`).toString('base64')],
		['base64', Buffer.from(`ab:${value};`).toString('base64url')],
		['base64', Buffer.from(inJson(value)).toString('base64')],
	])('sees %s: %s', (form, text) => {
		for (const place of [text, `x${text}`, `before ${text} after`]) {
			expect(finder.in(place).map((found) => [found.secret, found.form])).toEqual([
				[password, form],
			]);
			expect(finder.in(Buffer.from(place))).toHaveLength(1);
		}
	});

	it('counts, and tells secrets apart', () => {
		const found = finder.in(`${value} ${token.value} ${value}`);
		expect(found).toEqual([
			{ secret: password, form: 'raw', times: 2 },
			{ secret: token, form: 'raw', times: 1 },
		]);
	});

	it('sees nothing in what is alike', () => {
		expect(
			finder.in(`${value.slice(0, -1)} ${token.value.slice(1)} ${value.toUpperCase()}`),
		).toEqual([]);
		expect(finder.in('')).toEqual([]);
	});

	it('refuses to look for what occurs by chance', () => {
		expect(() => new Finder([{ ...password, value: 'short' }])).toThrow(/too short/);
	});
});

describe('the search of the wire', () => {
	const entry = (more: Partial<LogEntry>): LogEntry => ({
		seq: 1,
		at: 0,
		service: 'ooti',
		kind: 'token',
		method: 'POST',
		path: '/token-auth/',
		query: {},
		headers: { 'content-type': 'application/json' },
		rawBody: JSON.stringify({ username: 'me', password: value }),
		status: 200,
		...more,
	});
	const signed = { authorization: `JWT ${token.value}` };

	it('takes a secret where the service wants it', () => {
		const call = entry({ path: '/contacts/', rawBody: '', headers: signed });
		const { findings, used, strangers } = searchWire([entry({}), call], finder);
		expect({ findings, strangers }).toEqual({ findings: [], strangers: [] });
		expect([...used]).toEqual([
			['ooti password: body password', 1],
			['ooti access token: header authorization', 1],
		]);
	});

	it.each<[string, Partial<LogEntry>]>([
		['at another call', { path: '/contacts/' }],
		['in another field', { rawBody: JSON.stringify({ username: value }) }],
		['in a text around it', { rawBody: JSON.stringify({ password: `it is ${value}` }) }],
		['in the address', { query: { a: value }, rawBody: '' }],
		['in a path', { path: `/contacts/${encodeURIComponent(value)}/`, rawBody: '' }],
		['in another header', { headers: { 'x-note': value }, rawBody: '' }],
		...tested
			.filter(({ id }) => id !== 'ooti')
			.map(({ id }): [string, Partial<LogEntry>] => [`at ${id}`, { service: id }]),
	])('finds one %s', (_place, more) => {
		const { findings } = searchWire([entry(more)], finder);
		expect(findings.map(({ secret }) => secret)).toEqual([password]);
	});

	it('names requests whose credential nobody knows', () => {
		const unknown = { authorization: 'Bearer of-somebody-else' };
		const { strangers } = searchWire([entry({ headers: unknown })], finder);
		expect(strangers).toEqual(['ooti POST /token-auth/']);
	});
});
