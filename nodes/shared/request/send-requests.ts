import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

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
import { namingIn } from '../form/api-request/of-form';
import { INPUT_MODE } from '../form/api-request/input-mode';
import type { Target } from '../form/api-request/target';
import { operationForm } from '../form/operation-inputs';
import type { ServiceForm } from '../form/service-form';
import { optionsIn } from '../input/item-parameters';
import { concurrencyOf } from '../input/concurrency';
import { describeEndpoint, describeWrites, withDryRun } from '../run/dry-run';
import { contextOf } from '../run/operation-context';
import { filledIn, withStandIns } from '../run/path-fallbacks';
import { noteForTool, outputFieldOf, rowsWanted, withinLimit } from '../run/results';
import { requestLimitsIn } from '../input/request-limits';
import type { BodyPart } from './body';
import { bodyOf } from './body';
import { fieldsToReturn } from './fields-to-return';
import type { FieldsOf } from './form-request';
import { fieldsOnce, formRequest } from './form-request';
import { namedValues } from './named-values';
import { targetOf } from './target';

/** Query parameters whose values are not repeated in a note. */
const SECRET = /token|secret|key|password|signature/i;

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

/** What one item asks for. */
interface Asked {
	target: Target;
	request: Pick<ApiRequest, 'pathValues' | 'query' | 'headers' | 'secrets' | 'repeat'>;
	body: BodyPart | (() => Promise<BodyPart>);
	/** Rows per page; the option counts over it. */
	pageSize?: number;
	/** The page that the form chooses. */
	page?: number;
	/** What chooses a page, in words. */
	singlePages?: string;
	/** Path parts that are left empty stand for what is the credential's own. */
	fillsPath?: true;
}

function askedRaw(context: IExecuteFunctions, provider: Provider, itemIndex: number): Asked {
	const pathValues = namedValues(context, 'pathParameters', 'Path Parameters', itemIndex);
	const query = namedValues(context, 'queryParameters', 'Query Parameters', itemIndex);
	const headers = namedValues(context, 'headerParameters', 'Headers', itemIndex);
	const target = targetOf(context, provider, itemIndex, pathValues);
	const body = bodyOf(context, itemIndex);
	const reads =
		context.getNodeParameter('contentType', itemIndex, 'none') === 'graphql' &&
		typeof body !== 'function' &&
		queriesOnly(body.body);
	const repeat = reads ? ({ repeat: 'safe' } as const) : {};
	const paging = pagingOf(provider, target.row);
	const pages = paging?.in === 'query' ? [paging.page, paging.size ?? []].flat() : [];
	return {
		target,
		request: { pathValues, query, headers, ...repeat },
		body,
		...(pages.length > 0 ? { singlePages: `the query parameters ${pages.join(' and ')}` } : {}),
	};
}

function askedByForm(
	context: IExecuteFunctions,
	provider: Provider,
	itemIndex: number,
	fieldsOf: FieldsOf,
): Asked {
	const target = targetOf(context, provider, itemIndex);
	const form = formRequest(context, provider, itemIndex, target, fieldsOf);
	const headers = namedValues(context, 'headerParameters', 'Headers', itemIndex);
	return {
		...form,
		target,
		fillsPath: true,
		request: { ...form.request, headers: { ...form.request.headers, ...headers } },
	};
}

function isForm(context: IExecuteFunctions, itemIndex: number): boolean {
	return context.getNodeParameter(INPUT_MODE, itemIndex, 'raw') === 'form';
}

/** Everything of one item's request but its body, which may have to be read from a file first. */
function callOf(context: IExecuteFunctions, itemIndex: number, asked: Asked): EndpointCall {
	const { target, request } = asked;
	const { method, path, row } = target;
	const options = optionsIn(context, itemIndex);
	const pageSize =
		options.optionalNumber('pageSize', 'Page Size', { integer: true, min: 1 }) ?? asked.pageSize;
	const rowsAt = options.optionalId('rowsAt', 'Rows At');
	return {
		request: { method, path, ...request, itemIndex, ...requestLimitsIn(options) },
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

/** Tells an agent that chose a page how it gets the next one. */
function notePage(context: IExecuteFunctions, page: number | undefined, rows: number): void {
	if (page === undefined || rows === 0) return;
	noteForTool(
		context,
		`This is page ${page}. More results, if there are any, are on page ${page + 1}.`,
	);
}

/** Tells an item's dry run what the request does, in the words of the operation that stands for the endpoint. */
async function describe(
	{ context, client, form }: { context: IExecuteFunctions; client: ApiClient; form?: ServiceForm },
	row: EndpointDefinition,
	request: ApiRequest,
): Promise<void> {
	const { itemIndex = 0, pathValues, query, body } = request;
	if (!client.dryRuns.of(itemIndex)) return;
	describeEndpoint(client, itemIndex, row);
	if (!form) return;
	const { notice, price } = operationForm(form, row);
	const limits = requestLimitsIn(optionsIn(context, itemIndex));
	const operation = contextOf(context, form, client, itemIndex, limits, async () => []);
	const values = { ...pathValues, ...query, ...(isRecord(body) ? body : {}) } as IDataObject;
	await describeWrites(operation, notice, async () => await price?.(operation, values));
}

/**
 * Sends one request for each input item.
 *
 * @param form of the service, in its own node
 */
export async function sendRequests(
	context: IExecuteFunctions,
	provider: Provider,
	client: ApiClient,
	form?: ServiceForm,
): Promise<INodeExecutionData[]> {
	const count = context.getInputData().length;
	const fieldsOf = fieldsOnce(provider, form ? namingIn(form) : {});
	const prepare = (itemIndex: number): ItemTask => {
		const asked = isForm(context, itemIndex)
			? askedByForm(context, provider, itemIndex, fieldsOf)
			: askedRaw(context, provider, itemIndex);
		const planned = callOf(context, itemIndex, asked);
		const { body } = asked;
		const keep = fieldsToReturn(context, itemIndex, planned.full);
		const known = typeof body === 'function' ? {} : body;
		const request: ApiRequest = { ...planned.request, ...known };
		const checked = asked.fillsPath ? withStandIns(provider, request) : request;
		client.check(requestOf({ ...planned, request: checked }));
		return {
			binaryField: outputFieldOf(context, itemIndex),
			writes: isWrite(requestOf({ ...planned, request })),
			run: async () => {
				const given = { ...request, ...(typeof body === 'function' ? await body() : {}) };
				const { row } = planned;
				if (row) await describe({ context, client, ...(form ? { form } : {}) }, row, given);
				const whole = asked.fillsPath ? await filledIn(provider, client, given) : given;
				const items = await call(client, provider, {
					...planned,
					request: { ...whole, ...keyFor(context, whole, row, itemIndex) },
				});
				notePage(context, asked.page, items.length);
				const { singlePages } = asked;
				const rows = withinLimit(context, itemIndex, items, {
					filters: Object.entries(request.query ?? {}).filter(([name]) => !SECRET.test(name)),
					...(singlePages === undefined ? {} : { singlePages }),
				});
				return keep(rows);
			},
		};
	};
	const tasks = withDryRun(client, context, prepare);
	return await runItems(context, count, tasks, concurrencyOf(context));
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
