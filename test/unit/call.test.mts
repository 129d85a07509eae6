import { describe, expect, it } from '@jest/globals';

import { providerById } from '../../providers';
import type { ApiClient } from '../../transport/client/api-client';
import type { EndpointDefinition } from '../../transport/contracts/endpoint';
import type { ApiRequest } from '../../transport/http/request';
import { readResponse } from '../../transport/http/response';
import { call } from '../../transport/pagination/endpoint-call';
import type { EndpointCall } from '../../transport/pagination/endpoint-call';

const provider = providerById('otesse');
const row: EndpointDefinition = {
	resource: 'item',
	operation: 'getMany',
	method: 'GET',
	path: '/items',
	summary: 'List',
	itemsPath: 'data',
	source: 'test',
	certainty: 'official',
};

function calling(
	body: string | Buffer,
	changed: Partial<EndpointCall> = {},
	type = 'application/json',
) {
	const asked: ApiRequest[] = [];
	const headers = { 'content-type': type, 'set-cookie': 'sid=1', 'x-request-id': 'r1' };
	const request = async (sent: ApiRequest) => {
		asked.push(sent);
		return await Promise.resolve(readResponse({ statusCode: 200, headers, body }));
	};
	const client = { request, planned: () => undefined } as unknown as ApiClient;
	const answer = call(client, provider, {
		request: { method: 'GET', path: '/items' },
		paginate: true,
		limit: 50,
		split: true,
		response: 'auto',
		full: false,
		...changed,
	});
	return { answer, asked };
}

const json = async (...asked: Parameters<typeof calling>) =>
	(await calling(...asked).answer).map((item) => item.json);

describe('an answer as items', () => {
	it('splits rows, up to the limit, also of a path that nobody knows', async () => {
		expect(await json('{"data":[{"id":1},{"id":2}]}')).toEqual([{ id: 1 }, { id: 2 }]);
		expect(await json('{"data":[{"id":1},{"id":2}]}', { limit: 1 })).toEqual([{ id: 1 }]);
		expect(await json('{"x":{"y":[{"id":1}]}}', { records: 'x.y' })).toEqual([{ id: 1 }]);
	});

	it('keeps the one record of an endpoint, whatever lists are in it', async () => {
		const { itemsPath: records, ...record } = row;
		expect(records).toBe('data');
		const body = { id: 1, data: [{ id: 2 }] };
		expect(await json(JSON.stringify(body), { row: record })).toEqual([body]);
		expect(await json(JSON.stringify(body), { split: false })).toEqual([body]);
	});

	it('says what an empty answer means', async () => {
		expect(await json('')).toEqual([{ success: true }]);
		expect(await json('', { row: { ...row, operation: 'delete', paging: false } })).toEqual([
			{ deleted: true },
		]);
	});

	it('puts status and headers around it, without those that may hold a secret', async () => {
		expect(await json('{"id":1}', { full: true })).toEqual([
			{
				statusCode: 200,
				headers: { 'content-type': 'application/json', 'x-request-id': 'r1' },
				body: { id: 1 },
			},
		]);
	});

	it('masks secrets, at every depth and in every form', async () => {
		const secret = { ...row, secretKeys: ['secret'] };
		const body = '{"data":[{"id":1,"secret":"s","in":[{"secret":"s"}]}]}';
		for (const changed of [{}, { paginate: false }, { split: false }, { full: true }]) {
			const items = await json(body, { ...changed, row: secret });
			expect(JSON.stringify(items)).not.toContain('"s"');
		}
	});

	it('survives 10,000 levels', async () => {
		const body = '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000);
		expect(await json(body)).toHaveLength(1);
	});
});

describe('a file', () => {
	it('keeps its bytes and gets a name that cannot leave a folder', async () => {
		const bytes = Buffer.from('%PDF-1.7 \xff', 'latin1');
		const [item] = await calling(bytes, {}, 'application/pdf').answer;
		expect(item?.file).toEqual({ bytes, name: 'items', mimeType: 'application/pdf' });
		const path = '/..%5C/a\u0000b?x=1';
		const [odd] = await calling(bytes, { request: { method: 'GET', path } }, 'application/pdf')
			.answer;
		expect(odd?.file?.name).not.toMatch(/[\\/\u0000]/);
	});

	it('is made of text when asked', async () => {
		const [item] = await calling('{"a":1}', { response: 'file' }).answer;
		expect(item?.file?.bytes.toString()).toBe('{"a":1}');
		expect(await json('{"a":1}', { response: 'text' })).toEqual([{ data: '{"a":1}' }]);
	});
});

describe('a page that is chosen by hand', () => {
	it.each([
		['in the query', { method: 'GET', path: '/items', query: { page: 3 } }, row],
		['in the path', { method: 'GET', path: '/items?page=3' }, row],
		[
			'in the body',
			{ method: 'POST', path: '/items', body: { page: 3 } },
			{ ...row, paging: { in: 'body' as const } },
		],
		[
			'in a body of text',
			{ method: 'POST', path: '/items', body: '{"page":3}' },
			{ ...row, paging: { in: 'body' as const } },
		],
	] satisfies Array<[string, ApiRequest, EndpointDefinition]>)(
		'%s is the only one',
		async (_where, request, known) => {
			const { answer, asked } = calling('{"data":[{"id":1}]}', { request, row: known });
			await answer;
			expect(asked).toEqual([{ ...request, expected: 'data' }]);
		},
	);
});
