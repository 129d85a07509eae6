import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import { sandboxForTests } from './support/node-bench.mts';
import { Requester } from './support/provider-request.mts';

const sandbox = sandboxForTests();

describe('the endpoint', () => {
	it('may be a path that nobody knows', async () => {
		const node = await Requester.start(sandbox(), 'otesse');
		await node.answer({ data: [{ id: 1 }, { id: 2 }] }, { path: '^/archive' });
		const endpoint = '/archive/2025?sort=asc';
		const { items, calls } = await node.run({ endpoint, method: 'GET' });
		expect(items.map(({ json }) => json)).toEqual([{ id: 1 }, { id: 2 }]);
		expect(calls).toHaveLength(1);
		expect(calls[0]).toMatchObject({ path: '/archive/2025', query: { sort: 'asc' } });
	});

	it('comes from an expression, with its method', async () => {
		const node = await Requester.start(sandbox(), 'otesse');
		await node.answer({ done: true }, { path: '^/jobs' });
		const { items, calls } = await node.run(
			{ endpoint: '={{ $json.path }}', method: '={{ $json.method }}' },
			[
				{ path: '/jobs/1', method: 'patch' },
				{ path: '/jobs/2', method: 'DELETE' },
				{ path: '/jobs/3', method: 'HEAD' },
			],
		);
		expect(calls.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
			'DELETE /jobs/2',
			'HEAD /jobs/3',
			'PATCH /jobs/1',
		]);
		expect(items.map(({ json }) => json)).toEqual([
			{ done: true },
			{ done: true },
			{ success: true },
		]);
	});
});

const fields = (...pairs: Array<[name: string, value: string]>) =>
	pairs.map(([name, value]) => ({ name, value }));

const json = (value: unknown) => [{ json: JSON.stringify(value) }];

describe('query parameters', () => {
	type Query = Record<string, string | string[]>;

	const ways: Array<[string, INodeParameters, Query]> = [
		['fields', { parameters: fields(['q', 'déjà vu & 1+1=2'], ['n', '5']) }, query('5')],
		['JSON', { json: json({ q: 'déjà vu & 1+1=2', n: 5 }) }, query('5')],
		['both', { parameters: fields(['q', 'déjà vu & 1+1=2']), json: json({ n: 5 }) }, query('5')],
		[
			'both with the same name, of which JSON wins',
			{ parameters: fields(['n', '4'], ['q', 'déjà vu & 1+1=2']), json: json({ n: 5 }) },
			query('5'),
		],
		['names that repeat', { parameters: fields(['s', 'a'], ['s', 'b,c']) }, { s: ['a', 'b,c'] }],
		['a list', { json: json({ s: ['a', 'b', 3] }) }, { s: ['a', 'b', '3'] }],
		['an empty value', { parameters: fields(['s', '']) }, { s: '' }],
		[
			'nothing and truth',
			{ json: json({ a: null, b: false, c: true }) },
			{ b: 'false', c: 'true' },
		],
		['several JSON objects', { json: [...json({ a: 1 }), ...json({ b: 2 })] }, { a: '1', b: '2' }],
		['empty JSON', { json: [{ json: '' }, { json: '{}' }] }, {}],
		['a field without name and value', { parameters: fields(['', '']) }, {}],
	];

	function query(n: string): Query {
		return { q: 'déjà vu & 1+1=2', n };
	}

	it.each(ways)('as %s', async (_way, queryParameters, expected) => {
		const node = await Requester.start(sandbox(), 'otesse');
		await node.answer({ ok: true });
		const { call } = await node.one({
			endpoint: '/anything',
			method: 'GET',
			parameters: { queryParameters },
		});
		expect(call.query).toEqual(expected);
	});

	it('come from an expression: an object, or its text', async () => {
		const node = await Requester.start(sandbox(), 'otesse');
		await node.answer({ ok: true });
		const { calls } = await node.run(
			{
				endpoint: '=/anything/{{ $json.n }}',
				method: 'GET',
				parameters: { queryParameters: { json: [{ json: '={{ $json.query }}' }] } },
			},
			[
				{ n: 1, query: { s: ['a', 'b'] } },
				{ n: 2, query: '{"s":"c"}' },
			],
		);
		const sent = calls.map(({ path, query: asked }) => [path, asked]);
		expect(Object.fromEntries(sent)).toEqual({
			'/anything/1': { s: ['a', 'b'] },
			'/anything/2': { s: 'c' },
		});
	});

	it('go together with those in the path', async () => {
		const node = await Requester.start(sandbox(), 'otesse');
		await node.answer({ ok: true });
		const { call } = await node.one({
			endpoint: '/anything?a=1&b=x%20y',
			method: 'GET',
			query: { c: '3' },
		});
		expect(call.query).toEqual({ a: '1', b: 'x y', c: '3' });
	});
});

describe('headers', () => {
	const ways: Array<[string, INodeParameters]> = [
		['fields', { parameters: fields(['X-Request-Id', 'r-1'], ['accept', 'text/csv']) }],
		['JSON', { json: json({ 'x-request-id': 'r-1', Accept: 'text/csv' }) }],
		['both', { parameters: fields(['X-REQUEST-ID', 'r-1']), json: json({ ACCEPT: 'text/csv' }) }],
		['an expression', { json: [{ json: '={{ { "x-request-id": "r-1", accept: "text/csv" } }}' }] }],
	];

	it.each(ways)(
		'as %s go along, and beside the credential’s own',
		async (_way, headerParameters) => {
			const node = await Requester.start(sandbox(), 'otesse');
			await node.answer({ ok: true });
			const { call } = await node.one({
				endpoint: '/anything',
				method: 'GET',
				parameters: { headerParameters },
			});
			expect(call.headers).toMatchObject({
				'x-request-id': 'r-1',
				accept: 'text/csv',
				authorization: 'Bearer sandbox-otesse-full-key',
			});
		},
	);

	it('may name another content type', async () => {
		const node = await Requester.start(sandbox(), 'otesse');
		await node.answer({ ok: true });
		const { call } = await node.one({
			endpoint: '/anything',
			method: 'POST',
			body: { a: 1 },
			headers: { 'content-type': 'application/vnd.api+json' },
		});
		expect(call.headers['content-type']).toBe('application/vnd.api+json');
		expect(call.rawBody).toBe('{"a":1}');
	});
});
