import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import type { LogEntry } from '../sandbox/core/types.mts';
import type { Asked } from './support/provider-request.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { Requester } from './support/provider-request.mts';

const sandbox = sandboxForTests();

/** Posts to a path that answers anything. */
async function post(parameters: INodeParameters, input = {}): Promise<LogEntry> {
	const node = await Requester.start(sandbox(), 'otesse');
	await node.answer({ ok: true });
	const { call } = await node.one({ endpoint: '/anything', method: 'POST', parameters }, input);
	return call;
}

const fields = (...pairs: Array<[name: string, value: string]>) =>
	pairs.map(([name, value]) => ({ name, value }));

async function partsOf({ rawBody, headers }: LogEntry) {
	const body = Buffer.from(rawBody, 'latin1');
	const form = await new Response(body, {
		headers: { 'content-type': headers['content-type'] ?? '' },
	}).formData();
	return [...form.entries()];
}

describe('a body', () => {
	it('is not there unless asked for', async () => {
		const call = await post({ contentType: 'none', body: '{"a":1}' });
		expect(call.rawBody).toBe('');
		expect(call.headers['content-type']).toBeUndefined();
	});

	it.each([
		['text', '{"a": [1, "é"]}', '{"a":[1,"é"]}'],
		['a list', '[{"a":1},{"a":2}]', '[{"a":1},{"a":2}]'],
		['an expression that gives an object', '={{ $json.object }}', '{"a":{"b":null}}'],
		['an expression that gives a list', '={{ $json.list }}', '[1,2]'],
		['text with an expression in it', '={"n": {{ $json.n }} }', '{"n":7}'],
		['nothing', '', '{}'],
	])('is JSON from %s', async (_from, body, sent) => {
		const input = { object: { a: { b: null } }, list: [1, 2], n: 7 };
		const call = await post({ contentType: 'json', body }, input);
		expect(call.rawBody).toBe(sent);
		expect(call.headers['content-type']).toBe('application/json');
	});

	it('is a form', async () => {
		const call = await post({
			contentType: 'form',
			bodyParameters: { parameters: fields(['a', 'x y&z=é'], ['b', '1'], ['b', '2']) },
		});
		expect(call.headers['content-type']).toBe('application/x-www-form-urlencoded');
		expect(call.rawBody).toBe('a=x+y%26z%3D%C3%A9&b=1&b=2');
	});

	it('is raw text of a type', async () => {
		const call = await post({
			contentType: 'raw',
			rawBody: 'a;b\n1;é\n',
			rawContentType: 'text/csv; charset=utf-8',
		});
		expect(call.headers['content-type']).toBe('text/csv; charset=utf-8');
		expect(call.rawBody).toBe('a;b\n1;é\n');
	});

	it('is raw text that looks like JSON, as it stands', async () => {
		const rawBody = '{"a" : 1}';
		const call = await post({ contentType: 'raw', rawBody, rawContentType: 'application/json' });
		expect(call.rawBody).toBe(rawBody);
	});

	it('is not lost where the pages are asked for in it', async () => {
		const node = await Requester.start(sandbox(), 'oto');
		const { items, calls } = await node.run({
			endpoint: 'POST /getCities',
			body: { country: 'SA' },
		});
		expect(items).toHaveLength(704);
		expect(calls.map(({ rawBody }) => JSON.parse(rawBody))).toEqual([
			{ country: 'SA', page: 1, perPage: 500 },
			{ country: 'SA', page: 2, perPage: 500 },
		]);
	});
});

describe('a multipart body', () => {
	const location = fields(['ottimate_location_id', '456']);
	const file = { name: 'file', inputDataFieldName: 'data' };
	const upload = (bodyParameters: INodeParameters): Asked => ({
		endpoint: 'POST /invoices/upload',
		parameters: { contentType: 'multipart', bodyParameters },
	});
	const before = [{ name: 'Files', type: 'files' }];

	it('carries a file of the node before, byte by byte', async () => {
		const node = await Requester.start(sandbox(), 'ottimate');
		const asked = upload({ parameters: location, files: [file] });
		const { items, calls, error } = await node.run(asked, [{}], before);
		expect(error).toBeUndefined();
		expect(items[0]?.json.reference_id).toMatch(/^ref-/);
		const [call] = calls;
		expect(call?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
		const [place, sent] = call ? await partsOf(call) : [];
		expect(place).toEqual(['ottimate_location_id', '456']);
		const bill = sent?.[1];
		if (!(bill instanceof File)) throw new Error('There is no file');
		expect([sent?.[0], bill.name, bill.type]).toEqual(['file', 'Bill 7.pdf', 'application/pdf']);
		expect(Buffer.from(await bill.arrayBuffer()).toString('latin1')).toBe('%PDF-1.7 \xE9\xFF');
		const { items: uploads } = await node.run({ endpoint: 'GET /invoices/uploads' });
		expect(uploads.map(({ json }) => json.filename)).toContain('Bill 7.pdf');
	});

	it('carries a file for each item', async () => {
		const node = await Requester.start(sandbox(), 'ottimate');
		const asked = upload({ parameters: location, files: [file] });
		const { items, calls } = await node.run(asked, [{}, {}, {}], before);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2].map((item) => ({ item })));
		expect(new Set(items.map(({ json }) => json.reference_id)).size).toBe(3);
		expect(calls).toHaveLength(3);
	});

	it('carries values of expressions beside the file', async () => {
		const node = await Requester.start(sandbox(), 'ottimate');
		const values = { ottimate_location_id: 456, metadata: { po: 'PO-7' } };
		const parameters = [
			...fields(['metadata', '={{ JSON.stringify($json.metadata) }}']),
			{ name: 'ottimate_location_id', value: '={{ $json.ottimate_location_id }}' },
		];
		const asked = upload({ parameters, files: [file] });
		const { error, calls } = await node.run(asked, [values], before);
		expect(error).toBeUndefined();
		const parts = calls[0] ? await partsOf(calls[0]) : [];
		expect(parts.slice(0, 2)).toEqual([
			['metadata', '{"po":"PO-7"}'],
			['ottimate_location_id', '456'],
		]);
	});

	it('repeats a name that is given twice', async () => {
		const call = await post({
			contentType: 'multipart',
			bodyParameters: { parameters: fields(['tag', 'a'], ['tag', 'b'], ['n', '1']) },
		});
		expect(await partsOf(call)).toEqual([
			['tag', 'a'],
			['tag', 'b'],
			['n', '1'],
		]);
	});

	it('is refused before anything is sent where an item has no such file', async () => {
		const node = await Requester.start(sandbox(), 'ottimate');
		const asked = upload({
			parameters: location,
			files: [{ ...file, inputDataFieldName: 'scan' }],
		});
		const { error, calls } = await node.run(asked, [{}, {}], before);
		expect(error?.message).toMatch(/"?scan"?/);
		expect(error?.context?.itemIndex).toBe(0);
		expect(calls).toHaveLength(0);
	});
});

describe('a GraphQL body', () => {
	const query = 'query A($id: ID!) { event(id: $id) { id title } } query B { __typename }';
	const endpoint = 'POST graphql:/';

	it('has the query, its variables and the operation', async () => {
		const node = await Requester.start(sandbox(), 'doo');
		const graphql = { query, variables: { id: 4711 }, operationName: 'A' };
		const { json, call } = await node.one({ endpoint, graphql });
		expect(call.headers['content-type']).toBe('application/json');
		expect(JSON.parse(call.rawBody)).toEqual(graphql);
		expect(json).toEqual({ data: { event: { id: '4711', title: 'Summit' } } });
	});

	it('takes variables from an expression, and names no operation where none is given', async () => {
		const node = await Requester.start(sandbox(), 'doo');
		const graphql = {
			query: 'query ($id: ID!) { event(id: $id) { id } }',
			variables: '={{ $json }}',
		};
		const { items, calls } = await node.run({ endpoint, graphql }, [{ id: 4711 }, { id: 4712 }]);
		expect(items.map(({ json }) => json)).toEqual([
			{ data: { event: { id: '4711' } } },
			{ data: { event: { id: '4712' } } },
		]);
		expect(Object.keys(JSON.parse(calls[0]?.rawBody ?? '{}'))).toEqual(['query', 'variables']);
	});

	it('fails where the answer has only errors, although its status is 200', async () => {
		const node = await Requester.start(sandbox(), 'doo');
		const { error, calls } = await node.refusal({ endpoint, graphql: { query: '{ nothing }' } });
		expect(calls.map(({ status }) => status)).toEqual([200]);
		expect(error.message).toMatch(/^doo: Cannot query field "nothing"/);
		expect(error.description).toMatch(/Check the query and its variables/);
		expect(error.itemIndex).toBe(0);
	});

	const partial = { data: { event: { id: '1' }, other: null }, errors: [{ message: 'late' }] };

	it('fails where a part of the query failed, with the data in its details', async () => {
		const node = await Requester.start(sandbox(), 'doo');
		await node.answer(partial);
		const { error } = await node.refusal({
			endpoint,
			graphql: { query: '{ event { id } other }' },
		});
		expect(error.message).toBe('A part of the query failed: late');
		expect(error.description).toContain('data.event.id 1');
		expect(error.itemIndex).toBe(0);
	});

	it('gives the rows at a path of the answer, but none of a query that failed in part', async () => {
		const node = await Requester.start(sandbox(), 'doo');
		const asked = {
			endpoint,
			graphql: { query: '{ events { id } }' },
			options: { rowsAt: 'data.events' },
		};
		const data = { events: [{ id: '1' }, { id: '2' }] };
		await node.fault({ status: 200, body: { data } });
		const { items } = await node.run(asked);
		expect(items.map(({ json }) => json)).toEqual(data.events);
		await node.fault({ status: 200, body: { data, errors: [{ message: 'late' }] } });
		const { error } = await node.refusal(asked);
		expect(error.message).toBe('A part of the query failed: late');
	});

	it('leaves by the error output where a part of the query failed, with the data', async () => {
		const node = await Requester.start(sandbox(), 'doo');
		await node.answer(partial);
		const graphql = { query: '{ event { id } other }' };
		const { items } = await node.run({ endpoint, graphql, onError: 'continueRegularOutput' });
		expect(items.map(({ json }) => json)).toEqual([
			{
				error: 'A part of the query failed: late',
				message: 'Record: data.event.id 1, errors.0.message late.',
			},
		]);
	});

	it('fails where the answer is none of GraphQL', async () => {
		const node = await Requester.start(sandbox(), 'doo');
		await node.answer({ hello: 1 });
		const { error } = await node.refusal({ endpoint, graphql: { query: '{ event { id } }' } });
		expect(error.message).toMatch(/^The answer is not a GraphQL answer/);
	});
});
