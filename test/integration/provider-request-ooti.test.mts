import { describe, expect, it } from '@jest/globals';
import type { INodeParameters, INodeExecutionData } from 'n8n-workflow';

import type { LogEntry } from '../sandbox/core/types.mts';
import { sandboxForTests } from './support/node-bench.mts';
import type { Asked } from './support/provider-request.mts';
import { Requester } from './support/provider-request.mts';
import { serversForTest } from './support/raw-server.mts';

const sandbox = sandboxForTests();

describe('what writes in a run of mixed requests', () => {
	it.each([
		'/projections/reset_budget/1/',
		'/projections/update_projections/1/',
		'/phases/update_progress/',
	])('GET %s is not sent twice where its answer is lost', async (path) => {
		const node = await Requester.start(sandbox(), 'ooti');
		await node.fault({ path: `^${path}$`, reset: 'after', times: 10 });
		const { calls, error } = await node.run({ endpoint: path, method: 'GET' });
		expect(calls).toHaveLength(1);
		expect(error?.description).toContain('The service may have carried it out');
	});
});

/** The page and size that each call asked for, in the order of the pages. */
function pagesIn(calls: readonly LogEntry[], page: string, size?: string) {
	return calls
		.map(({ query }) => [query[page], ...(size === undefined ? [] : [query[size]])])
		.sort((one, other) => Number(one[0]) - Number(other[0]));
}

const numbered = (count: number) => Array.from({ length: count }, (_entry, index) => index + 1);

describe('Return All', () => {
	it('gives the 240 projects of two OOTI organizations', async () => {
		const node = await Requester.start(sandbox(), 'ooti');
		const { items, calls } = await node.run(
			{
				endpoint: 'GET /projects/list/{org_pk}/',
				path: { org_pk: '={{ $json.org }}' },
			},
			[{ org: 210 }, { org: 211 }],
		);
		expect(new Set(items.map(({ json }) => json.id)).size).toBe(240);
		const first = calls.filter(({ path }) => path.endsWith('/210/'));
		expect(pagesIn(first, 'page', 'page_size')).toEqual(numbered(3).map((n) => [`${n}`, '100']));
		const pairs = items.map(({ pairedItem }) => JSON.stringify(pairedItem));
		expect(pairs).toEqual([...pairs].sort());
	});
});

describe('pages', () => {
	it('survive a service that prints another host in its links', async () => {
		const node = await Requester.start(sandbox(), 'ooti');
		const page = (first: number) => ({
			count: 150,
			next: first === 1 ? 'https://internal.example.com/x?page=2&page_size=100' : null,
			results: numbered(first === 1 ? 100 : 50).map((n) => ({ id: first + n - 1 })),
		});
		await node.fault({ status: 200, body: page(1) }, { status: 200, body: page(101) });
		const { items, calls } = await node.run({
			endpoint: 'GET /projects/list/{org_pk}/',
			path: { org_pk: '210' },
		});
		expect(items.map(({ json }) => json.id)).toEqual(numbered(150));
		expect(calls).toHaveLength(2);
	});
});

function bytesOf(item: INodeExecutionData | undefined, field = 'data'): Buffer {
	return Buffer.from(item?.binary?.[field]?.data ?? '', 'base64');
}

describe('the answer', () => {
	it('is the Excel file of a documented export, byte by byte, named after the path', async () => {
		const node = await Requester.start(sandbox(), 'ooti');
		const { item, call } = await node.one({
			endpoint: 'GET /projects/export/{org_pk}/',
			path: { org_pk: '210' },
			options: { outputDataFieldName: 'sheet' },
		});
		expect(call.path).toBe('/projects/export/210/');
		expect(bytesOf(item, 'sheet').subarray(0, 8).toString('hex')).toBe('d0cf11e0a1b11ae1');
		expect(bytesOf(item, 'sheet')).toHaveLength(531);
		expect(item.binary?.sheet?.mimeType).toBe('application/vnd.ms-excel');
		expect(item.binary?.sheet?.fileName).toMatch(/^210/);
	});
});

const fields = (...pairs: Array<[name: string, value: string]>) =>
	pairs.map(([name, value]) => ({ name, value }));

const json = (value: unknown) => [{ json: JSON.stringify(value) }];

describe('the endpoint', () => {
	it('is one from the list', async () => {
		const node = await Requester.start(sandbox(), 'ooti');
		const { json, call } = await node.one({ endpoint: 'GET /profiles/profile/' });
		expect(call).toMatchObject({ method: 'GET', path: '/profiles/profile/', query: {} });
		expect(call.headers).toMatchObject({
			authorization: 'Token sandbox-ooti-api-token',
			accept: expect.stringContaining('application/json'),
		});
		expect(json).toMatchObject({ email: 'me@example.com', selected_org: 210 });
	});

	it.each([
		['/projects/list/{org_pk}/', { org_pk: '211' }],
		['/projects/list/211/', undefined],
	])('is known by its path with values in it: %s', async (endpoint, path) => {
		const node = await Requester.start(sandbox(), 'ooti');
		const { items, calls } = await node.run({ endpoint, method: 'GET', path, limit: 25 });
		expect(items).toHaveLength(25);
		expect(calls).toHaveLength(1);
		expect(calls[0]).toMatchObject({
			path: '/projects/list/211/',
			query: { page: '1', page_size: '25' },
		});
	});
});

describe('path parameters', () => {
	const ways: Array<[string, INodeParameters]> = [
		['fields', { parameters: fields(['org', '210'], ['id', 'a/b c?d#é']) }],
		['JSON', { json: json({ org: 210, id: 'a/b c?d#é' }) }],
		['both', { parameters: fields(['org', '210']), json: json({ id: 'a/b c?d#é' }) }],
	];

	it.each(ways)('as %s stand in the path, encoded', async (_way, pathParameters) => {
		const node = await Requester.start(sandbox(), 'ooti');
		await node.answer({ ok: true });
		const { call } = await node.one({
			endpoint: '/orgs/{org}/files/{id}/',
			method: 'GET',
			parameters: { pathParameters },
		});
		expect(call.path).toBe('/orgs/210/files/a%2Fb%20c%3Fd%23%C3%A9/');
	});

	it('come from an expression', async () => {
		const node = await Requester.start(sandbox(), 'ooti');
		await node.answer({ ok: true });
		const { call } = await node.one(
			{
				endpoint: '/orgs/{org}/files/{id}/',
				method: 'GET',
				parameters: { pathParameters: { json: [{ json: '={{ $json.parts }}' }] } },
			},
			{ parts: { org: 210, id: 7 } },
		);
		expect(call.path).toBe('/orgs/210/files/7/');
	});
});

const instead = serversForTest();

describe('credentials of one account', () => {
	it("are not held up by a stranger's with the same public name", async () => {
		const evil = await instead((request, response) => {
			response.setHeader('content-type', 'application/json');
			if (request.url?.includes('token')) return response.end('{"access":"a","refresh":"r"}');
			response.statusCode = 429;
			response.setHeader('retry-after', '100');
			return response.end('{}');
		});
		const mine = await Requester.start(sandbox(), 'ooti', {}, 'ootiJwtApi');
		const strangers = mine.with({ baseUrl: evil.url, password: 'guessed' });
		const get: Asked = { endpoint: 'GET /profiles/profile/', options: { longestWait: 3 } };
		expect((await strangers.refusal(get)).error.description).toContain('100 seconds');
		expect((await mine.run(get)).error).toBeUndefined();
	});
});
