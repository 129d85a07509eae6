import { describe, expect, it } from '@jest/globals';
import type { GenericValue } from 'n8n-workflow';

import type { Asked } from './support/provider-request.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { Requester } from './support/provider-request.mts';

const sandbox = sandboxForTests();

/** Three items of which the middle one is bad. Nothing may be sent, not even for a token. */
async function refused(asked: Asked, good: GenericValue, bad: GenericValue) {
	const node = await Requester.start(sandbox(), 'ottimate');
	const { error, calls, tokens, items } = await node.refusal(asked, [
		{ v: good },
		{ v: bad },
		{ v: good },
	]);
	expect(calls).toHaveLength(0);
	expect(tokens).toHaveLength(0);
	expect(items).toHaveLength(0);
	expect(error.itemIndex).toBe(1);
	return error;
}

const get = { method: 'GET' };
const post = { method: 'POST', endpoint: '/anything' };
const value = '={{ $json.v }}';

describe('before anything is sent, a bad value of one item is refused:', () => {
	it.each([
		['missing', ''],
		['blank', '   '],
		['null', null],
	])('a path parameter that is %s', async (_how, bad) => {
		const { message, description } = await refused(
			{ endpoint: 'GET /vendors/{id}', path: { id: value } },
			'1',
			bad,
		);
		expect(message).toBe('"id" is empty [item 1]');
		expect(description).toContain('check that its expression finds a value');
	});

	it('a path parameter with two values', async () => {
		const { message } = await refused({ endpoint: 'GET /vendors/{id}', path: { id: value } }, '1', [
			'1',
			'2',
		]);
		expect(message).toBe('The path parameter "id" has 2 values');
	});

	it('a query parameter whose name is empty, instead of asking without it', async () => {
		const parameters = {
			queryParameters: { parameters: [{ name: '={{ $json.v }}', value: '123' }] },
		};
		const asked = { ...get, endpoint: '/vendors', parameters };
		const { message, description } = await refused(asked, 'ottimate_company_id', null);
		expect(message).toBe('A name in "Query Parameters" is empty [item 1]');
		expect(description).toBe('Name the value "123", or remove it.');
	});

	it.each([
		['a JSON body', { contentType: 'json', body: '={{ { a: { note: $json.v } } }}' }, 'a.note'],
		[
			'query parameters',
			{ queryParameters: { parameters: [{ name: 'q', value: '={{ $json.v }}' }] } },
			'q',
		],
	])('the word [clear] in %s, which would go out as a text', async (_where, parameters, place) => {
		const asked = { ...post, parameters };
		const { message } = await refused(asked, 'x', '[clear]');
		expect(message).toBe(`"${place}" cannot be cleared [item 1]`);
	});

	it('a path parameter that is not there at all', async () => {
		const parts = '={{ $json.v }}';
		const { message } = await refused(
			{
				endpoint: 'GET /vendors/{id}',
				parameters: { pathParameters: { json: [{ json: parts }] } },
			},
			{ id: 1 },
			{ ID: 1 },
		);
		expect(message).toBe('The path parameter "id" is missing');
	});

	it.each(['..', '../accounts', '%2e%2e', '%252e%252e/x', 'a/../../b', '..\\x', 'a\nb', '.'])(
		'a path parameter that leaves its place: %j',
		async (bad) => {
			const { message } = await refused(
				{ endpoint: 'GET /vendors/{id}', path: { id: value } },
				'1',
				bad,
			);
			expect(message).toMatch(/^The path parameter "id" would change the path/);
		},
	);

	it.each([
		'https://example.com/vendors',
		'http:example.com',
		'//example.com/vendors',
		'\\\\example.com\\vendors',
		'/../../admin',
		'/vendors/%2e%2e/%2e%2e/admin',
		'/vendors/..%2f..%2fadmin',
		'/vendors\\..\\admin',
		'/vendors#fragment',
		'/vendors\r\nHost: example.com',
		'javascript:alert(1)',
	])('a path that leaves the host: %j', async (bad) => {
		const { message, description } = await refused({ ...get, endpoint: value }, '/vendors', bad);
		expect(message).toMatch(/^The path (must not name a host|has characters that would leave)/);
		expect(description).toMatch(/Enter only what follows http:\/\/127\.0\.0\.1:\d+\/ottimate\/v1/);
	});

	it('an endpoint that is empty', async () => {
		const { message, description } = await refused({ ...get, endpoint: value }, '/vendors', ' ');
		expect(message).toMatch(/^"Endpoint" is empty/);
		expect(description).toMatch(/Select an endpoint from the list or enter a path/);
	});

	it('an endpoint that the list does not have', async () => {
		const { message, description } = await refused({ endpoint: value }, 'GET /vendors', 'GET /xyz');
		expect(message).toMatch(/^Ottimate has no documented endpoint "GET \/xyz"/);
		expect(description).toMatch(/"By Path"/);
	});

	it.each(['TRACE', 'CONNECT', 'GET /x'])('the method "%s"', async (bad) => {
		const { message, description } = await refused(
			{ endpoint: '/vendors', method: value },
			'GET',
			bad,
		);
		expect(message).toMatch(/^"Method" cannot be/);
		expect(description).toMatch(/DELETE, GET/);
	});

	it('a method that an expression does not find', async () => {
		const { message } = await refused({ endpoint: '/vendors', method: value }, 'GET', '');
		expect(message).toBe('"Method" is empty [item 1]');
	});

	it.each([
		[0, 'must be 1 or more'],
		[-1, 'must be 1 or more'],
		[1.5, 'must be a whole number'],
		['many', 'must be a number'],
		['', 'is empty'],
		[null, 'is empty'],
	])('the limit %j', async (bad, words) => {
		const parameters = { returnAll: false, limit: value };
		const { message } = await refused({ endpoint: 'GET /vendors', parameters }, 1, bad);
		expect(message).toBe(`"Limit" ${words} [item 1]`);
	});

	it('a JSON body with a comma too many', async () => {
		const { message, description } = await refused({ ...post, body: value }, '{}', '{"a":1,}');
		expect(message).toMatch(/^"Body" is not valid JSON/);
		expect(description).toMatch(/commas/);
	});

	it.each(['{"a":', '[1]', '"text"'])('GraphQL variables %s', async (bad) => {
		const graphql = { query: '{ __typename }', variables: value };
		const { message } = await refused({ ...post, graphql }, '{}', bad);
		expect(message).toMatch(/^"Variables" (is not valid JSON|must be a JSON object)/);
	});

	it('an empty GraphQL query', async () => {
		const graphql = { query: value };
		const { message } = await refused({ ...post, graphql }, '{ __typename }', ' ');
		expect(message).toMatch(/^"Query" is empty/);
	});

	it.each([
		['pathParameters', 'Path Parameters'],
		['queryParameters', 'Query Parameters'],
		['headerParameters', 'Headers'],
	])('%s by JSON that is none, or no object', async (parameter, name) => {
		const asked = {
			...get,
			endpoint: '/vendors',
			parameters: { [parameter]: { json: [{ json: value }] } },
		};
		expect((await refused(asked, '{}', '{"a" 1}')).message).toBe(
			`"${name}" is not valid JSON [item 1]`,
		);
		expect((await refused(asked, '{}', '[1]')).message).toBe(
			`"${name}" must be a JSON object [item 1]`,
		);
	});

	it('a query parameter that is an object', async () => {
		const queryParameters = { json: [{ json: value }] };
		const asked = { ...get, endpoint: '/vendors', parameters: { queryParameters } };
		const { message, description } = await refused(asked, { a: [1, 2] }, { a: { b: 1 } });
		expect(message).toBe('"a" must be a text [item 1]');
		expect(description).toMatch(/Name one value of it/);
	});

	it.each(['Authorization', 'x-api-key', 'HOST', 'Cookie', 'Content-Length', 'Transfer-Encoding'])(
		'the header %s',
		async (name) => {
			const headerParameters = { parameters: [{ name: value, value: 'x' }] };
			const asked = { ...get, endpoint: '/vendors', parameters: { headerParameters } };
			const { message } = await refused(asked, 'X-Good', name);
			expect(message).toBe(
				`The header "${name}" is set by the credential and cannot be changed here`,
			);
		},
	);

	it.each([
		['a name with a space', 'X Bad', 'x', /"X Bad" is not a valid header name/],
		['a line break', 'X-Good', 'a\r\nX-Api-Key: b', /The header "X-Good" has characters/],
		['a sign that no header can carry', 'X-Good', '漢', /The header "X-Good" has characters/],
	])('a header with %s', async (_what, name, text, words) => {
		const headerParameters = { json: [{ json: value }] };
		const asked = { ...get, endpoint: '/vendors', parameters: { headerParameters } };
		const { message } = await refused(asked, {}, { [name]: text });
		expect(message).toMatch(words);
	});

	it('a binary field that the item does not have', async () => {
		const bodyParameters = { files: [{ name: 'file', inputDataFieldName: 'scan' }] };
		const parameters = { contentType: value, bodyParameters };
		const { message } = await refused({ ...post, parameters }, 'none', 'multipart');
		expect(message).toContain('scan');
	});
});
