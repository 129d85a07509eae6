import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { runProviderRequest } from '../../nodes/ProviderRequest/request';
import { Otesse } from '../../nodes/Otesse/Otesse.node';
import { rowByPath } from '../../nodes/shared/form/pickers/endpoints';
import { providerById } from '../../providers';
import { customBaseUrl } from '../../transport/http/url';
import { contextOf } from './support/context.mts';

const ITEMS = 20;
const BASE = 'http://127.0.0.1:4600/read-once/v1';

const request = {
	service: 'otesse',
	authentication: 'otesseApi',
	endpoint: { __rl: true, mode: 'path', value: '/jobs/7' },
	method: 'GET',
	contentType: 'none',
	pathParameters: {},
	queryParameters: { parameters: [{ name: 'sort', value: 'asc' }] },
	headerParameters: {},
	options: { ifExpressionEmpty: 'refuse' },
};

/** A run of a node with so many items, and what it asks of n8n. */
function run(parameters: IDataObject, answer: (item: number) => number = () => 200) {
	let sent = 0;
	const base = contextOf({
		parameters: parameters as never,
		items: Array.from({ length: ITEMS }, (_, n) => ({ n })),
		goOn: true,
	});
	const getNode = jest.fn(base.getNode);
	const getNodeParameter = jest.fn(base.getNodeParameter);
	const credentials = {
		environment: 'custom',
		baseUrl: BASE,
		apiKey: 'key-of-the-test',
		requestsPerSecond: 1000,
	};
	const helpers = {
		...base.helpers,
		httpRequestWithAuthentication: async () =>
			await Promise.resolve({ statusCode: answer(sent++), headers: {}, body: '{"id":7}' }),
	};
	const context = {
		...base,
		getNode,
		getNodeParameter,
		helpers,
		getCredentials: async () => await Promise.resolve(credentials),
		addExecutionHints: () => undefined,
	} as unknown as IExecuteFunctions;
	return { context, getNode, getNodeParameter, sent: () => sent };
}

const failures = (items: INodeExecutionData[] = []) => items.filter(({ json }) => 'error' in json);

describe('a run of a node', () => {
	it('reads the node once, not for each item', async () => {
		const { context, getNode, sent } = run(request);
		const [items] = await runProviderRequest(context);
		expect(failures(items)).toEqual([]);
		expect(sent()).toBe(ITEMS);
		expect(getNode).toHaveBeenCalledTimes(1);
	});

	it('reads the node once where items fail', async () => {
		const { context, getNode } = run(request, (item) => (item % 2 === 0 ? 200 : 404));
		const [items] = await runProviderRequest(context);
		expect(failures(items)).toHaveLength(ITEMS / 2);
		expect(getNode).toHaveBeenCalledTimes(1);
	});

	it('reads the node of a service once', async () => {
		const { context, getNode, sent } = run({
			authentication: 'otesseApi',
			resource: 'customer',
			operation: 'get',
			customerId: { __rl: true, mode: 'id', value: 'customer-7' },
			simplify: false,
			options: {},
		});
		const [items] = await new Otesse().execute.call(context);
		expect(failures(items)).toEqual([]);
		expect(sent()).toBe(ITEMS);
		expect(getNode).toHaveBeenCalledTimes(1);
	});

	it('reads each parameter once for an item: its expression costs as much as a request', async () => {
		const { context, getNodeParameter } = run(request);
		await runProviderRequest(context);
		for (const name of ['endpoint', 'method', 'options', 'queryParameters']) {
			const items = getNodeParameter.mock.calls.filter(([asked]) => asked === name);
			expect([name, items.length]).toEqual([name, ITEMS]);
		}
	});
});

describe('the documented paths', () => {
	it('are parsed once, not for each request', () => {
		let parsed = 0;
		const [first] = providerById('otesse').endpoints;
		if (!first) throw new Error('no endpoint');
		const other = {
			...first,
			get path() {
				parsed++;
				return '/others/{id}';
			},
		};
		const provider = { ...providerById('otesse'), endpoints: [other] };
		expect(rowByPath(provider, other.method, '/jobs/0')).toBeUndefined();
		expect(parsed).toBeGreaterThan(0);
		const before = parsed;
		for (let n = 1; n < ITEMS; n++) rowByPath(provider, other.method, `/jobs/${n}`);
		expect(parsed).toBe(before);
	});
});

describe('a custom base URL', () => {
	afterEach(() => {
		jest.restoreAllMocks();
	});

	it('is parsed once, not for each request', async () => {
		const { context: first } = run(request);
		await runProviderRequest(first);
		const parse = jest.spyOn(globalThis.URL, 'canParse');
		const { context, sent } = run(request);
		await runProviderRequest(context);
		expect(sent()).toBe(ITEMS);
		expect(parse.mock.calls.filter(([text]) => text === BASE)).toEqual([]);
	});

	it('is refused each time it is wrong', () => {
		for (const text of ['http://api.example.com', 'https://api.example.com/?a=1', 'nonsense']) {
			for (let time = 0; time < 2; time++) {
				expect(() => customBaseUrl(text, 'Base URL')).toThrow('"Base URL"');
			}
		}
	});
});
