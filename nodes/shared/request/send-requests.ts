import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestMethods,
	INodeExecutionData,
} from 'n8n-workflow';

import type { ApiClient } from '../../../transport/client/api-client';
import type { EndpointDefinition } from '../../../transport/contracts/endpoint';
import type { Provider } from '../../../transport/contracts/provider';
import { isRecord } from '../../../transport/core/json';
import { queriesOnly } from '../../../transport/http/graphql';
import { isWrite } from '../../../transport/http/request';
import type { ApiRequest } from '../../../transport/http/request';
import { idempotencyKey } from '../../../transport/items/idempotency';
import { runItems } from '../../../transport/items/items';
import type { ItemTask } from '../../../transport/items/items';
import { call, pagingOf, requestOf } from '../../../transport/pagination/endpoint-call';
import type { EndpointCall, ResponseForm } from '../../../transport/pagination/endpoint-call';
import { optionsIn, parametersOf } from '../input/item-parameters';
import { concurrencyOf } from '../input/concurrency';
import { outputFieldOf, rowsWanted, withinLimit } from '../run/results';
import { located } from '../input/expression';
import { problem } from '../input/readers/origin';
import { isEmpty, trimmed } from '../input/readers/text';
import { requestLimitsIn } from '../input/request-limits';
import { bodyOf } from './body';
import { rowByKey, rowByPath } from '../form/pickers/endpoints';
import { namedValues } from './named-values';

const METHODS: readonly IHttpRequestMethods[] = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'];

/** Query parameters whose values are not repeated in a note. */
const SECRET = /token|secret|key|password|signature/i;

interface Target {
	method: IHttpRequestMethods;
	path: string;
	row?: EndpointDefinition;
}

function targetOf(
	context: IExecuteFunctions,
	provider: Provider,
	itemIndex: number,
	pathValues: IDataObject,
): Target {
	const parameters = parametersOf(context, itemIndex);
	const locator = parameters.parameter('endpoint');
	const mode = isRecord(locator) ? locator.mode : 'path';
	if (isEmpty(located(locator))) {
		const advice = 'Select an endpoint from the list or enter a path.';
		throw problem(context, itemIndex, '"Endpoint" is empty', advice);
	}
	const text = trimmed(parameters.text('endpoint', 'Endpoint'));
	if (mode === 'list') {
		const row = rowByKey(provider, text);
		if (row) return { method: row.method, path: row.path, row };
		throw problem(
			context,
			itemIndex,
			`${provider.name} has no documented endpoint "${text}"`,
			'Select another one from the list, or switch to "By Path".',
		);
	}
	const wanted = parameters.has('method') ? parameters.id('method', 'Method').toUpperCase() : 'GET';
	const method = METHODS.find((known) => known === wanted);
	if (!method) {
		throw problem(
			context,
			itemIndex,
			`"Method" cannot be "${wanted}"`,
			`Use one of ${METHODS.join(', ')}.`,
		);
	}
	const row = rowByPath(provider, method, text, pathValues);
	return row ? { method, path: text, row } : { method, path: text };
}

const RESPONSES: readonly ResponseForm[] = ['auto', 'file', 'json', 'text'];
const PAGINATION = ['auto', 'off'] as const;

/** A choice among the options; `auto` where it is not set. */
function chosen<T extends string>(
	options: ReturnType<typeof optionsIn>,
	name: string,
	label: string,
	values: readonly T[],
): T | 'auto' {
	if (!options.has(name)) return 'auto';
	const choices = values.map((value) => ({
		value,
		label: value === 'auto' ? 'Automatic' : value,
	}));
	const choice = options.choice(name, label, choices);
	return values.find((value) => value === choice) ?? 'auto';
}

/** Everything of one item's request but its body, which may have to be read from a file first. */
function callOf(context: IExecuteFunctions, provider: Provider, itemIndex: number): EndpointCall {
	const pathValues = namedValues(context, 'pathParameters', 'Path Parameters', itemIndex);
	const { method, path, row } = targetOf(context, provider, itemIndex, pathValues);
	const options = optionsIn(context, itemIndex);
	const pageSize = options.optionalNumber('pageSize', 'Page Size', { integer: true, min: 1 });
	const rowsAt = options.optionalId('rowsAt', 'Rows At');
	return {
		request: {
			method,
			path,
			pathValues,
			query: namedValues(context, 'queryParameters', 'Query Parameters', itemIndex),
			headers: namedValues(context, 'headerParameters', 'Headers', itemIndex),
			itemIndex,
			...requestLimitsIn(options),
		},
		...(row ? { row } : {}),
		paginate: chosen(options, 'pagination', 'Pagination', PAGINATION) !== 'off',
		limit: rowsWanted(context, itemIndex),
		...(pageSize === undefined ? {} : { pageSize }),
		...(rowsAt === undefined ? {} : { records: rowsAt }),
		split: options.boolean('split', 'Split Into Items', true),
		response: chosen(options, 'response', 'Response', RESPONSES),
		full: options.boolean('fullResponse', 'Full Response'),
	};
}

/** Sends one request for each input item. */
export async function sendRequests(
	context: IExecuteFunctions,
	provider: Provider,
	client: ApiClient,
): Promise<INodeExecutionData[]> {
	const count = context.getInputData().length;
	const prepare = (itemIndex: number): ItemTask => {
		const planned = callOf(context, provider, itemIndex);
		const body = bodyOf(context, itemIndex);
		const known = typeof body === 'function' ? {} : body;
		const isQuery =
			context.getNodeParameter('contentType', itemIndex, 'none') === 'graphql' &&
			queriesOnly(known.body);
		const request: ApiRequest = {
			...planned.request,
			...known,
			...(isQuery ? { repeat: 'safe' } : {}),
		};
		client.check(requestOf(planned));
		return {
			binaryField: outputFieldOf(context, itemIndex),
			writes: isWrite(requestOf({ ...planned, request })),
			run: async () => {
				const whole = { ...request, ...(typeof body === 'function' ? await body() : {}) };
				const items = await call(client, provider, {
					...planned,
					request: { ...whole, ...keyFor(context, whole, planned.row, itemIndex) },
				});
				const paging = pagingOf(provider, planned.row);
				return withinLimit(context, itemIndex, items, {
					filters: Object.entries(request.query ?? {}).filter(([name]) => !SECRET.test(name)),
					pageParameters: paging?.in === 'query' ? [paging.page, paging.size ?? []].flat() : [],
				});
			},
		};
	};
	return await runItems(context, count, prepare, concurrencyOf(context));
}

/** A key of the node's own where the endpoint takes one; what a person typed among the headers counts instead. */
function keyFor(
	context: IExecuteFunctions,
	request: ApiRequest,
	row: EndpointDefinition | undefined,
	itemIndex: number,
): Pick<ApiRequest, 'headers' | 'idempotencyKey'> {
	if (!row?.idempotencyKey) return {};
	const { headers = {} } = request;
	const own = Object.keys(headers).find((name) => name.toLowerCase() === 'idempotency-key');
	if (own === undefined) return { idempotencyKey: idempotencyKey(context, { itemIndex, request }) };
	const { [own]: key, ...others } = headers;
	return { headers: others, idempotencyKey: String(key) };
}
