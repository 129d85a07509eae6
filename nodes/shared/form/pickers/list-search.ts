import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { ApiClient } from '../../../../transport/client/api-client';
import type { EndpointDefinition } from '../../../../transport/contracts/endpoint';
import { isRecord, valueAt } from '../../../../transport/core/json';
import { nodeOf } from '../../../../transport/core/node';
import type { ApiRequest } from '../../../../transport/http/request';
import { pagingOf, requestOf } from '../../../../transport/pagination/endpoint-call';
import { onePage, pages } from '../../../../transport/pagination/pages';
import { rowsOf } from '../../../../transport/pagination/rows';
import { loadMethod, searchMethod } from '../fields';
import type { Picker } from './picker';
import type { ServiceForm } from '../service-form';
import { rowOf } from '../service-form';
import { partsOf } from '../operation-inputs';
import { camel, titled } from '../labels/wire-names';
import { profileOf } from '../authentication';
import { nameIn } from '../api-request/of-form';
import { searchIn } from './endpoint-list';
import { located } from '../../input/expression';
import { isBlank, searchable } from '../../input/readers/text';

const PAGE = 100;
/** Rows looked through where the service cannot search. */
const SEARCHED = 2_000;

/** What a search works with. */
interface Search {
	context: ILoadOptionsFunctions;
	form: ServiceForm;
	client: ApiClient;
}

type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

function firstAt(row: IDataObject, paths: readonly string[]): unknown {
	return paths.map((path) => valueAt(row, path)).find((value) => !isBlank(value));
}

function entryOf(row: IDataObject, { value, label, pattern }: Picker) {
	const found = firstAt(row, value);
	const id = (pattern && new RegExp(pattern).exec(String(found))?.[1]) || found;
	if (typeof id !== 'string' && typeof id !== 'number') return [];
	const words = label
		.map((paths) => firstAt(row, paths.split('|')))
		.filter((word) => !isBlank(word));
	return [
		{
			name: words.length > 0 ? [...new Set(words.map(String))].join(' · ') : String(id),
			value: id,
		},
	];
}

/** n8n refuses to extract the value of a parameter that the chosen operation does not have; only addresses need it. */
function current(context: ILoadOptionsFunctions, parameter: string): unknown {
	const value: unknown = context.getCurrentNodeParameter(parameter);
	return isRecord(value) && value.mode === 'url' && !isBlank(value.value)
		? context.getCurrentNodeParameter(parameter, { extractValue: true })
		: located(value);
}

/** What the node's own parameters say of the names in `needs`. */
function chosenFor(context: ILoadOptionsFunctions, needs: Picker['needs'] = {}): IDataObject {
	const found = Object.entries(needs).flatMap(([name, parameters]) => {
		const values = parameters.map((parameter) => current(context, parameter));
		const value = values.find((given) => !isBlank(given));
		return value === undefined ? [] : [[name, value]];
	});
	return Object.fromEntries(found) as IDataObject;
}

/** What the form calls a parameter, by the wire name that it is made of. */
function parameterLabel({ labels = {} }: ServiceForm, parameter: string): string | undefined {
	return Object.entries(labels).find(([name]) => camel(name) === parameter)?.[1];
}

/** The lists to look through, by their parameters: that of the company which the node names, say, or those of all companies. */
async function parents(
	{ context, form, client: session }: Search,
	{ needs = {}, optional = [], each = {}, noun: wanted }: Picker,
): Promise<IDataObject[]> {
	let found = [chosenFor(context, needs)];
	for (const [name, parameters] of Object.entries(needs)) {
		if (found.every((one) => name in one)) continue;
		const filled = await form.provider.fallbacks?.[name]?.(session);
		const parent = form.pickers[each[name] ?? ''];
		if (!isBlank(filled)) {
			found = found.map((one) => ({ [name]: filled, ...one }));
		} else if (parent) {
			const values = await idsOf({ context, form, client: session }, parent);
			found = found.flatMap((one) => values.map((value) => ({ ...one, [name]: value })));
		} else if (!optional.includes(name)) {
			const parameter = parameters[0]?.split('.').at(-1) ?? name;
			const label = parameterLabel(form, parameter) ?? form.labels?.[name];
			const words = label ?? titled(parameter, form.words);
			throw new NodeOperationError(
				nodeOf(context),
				`Fill in "${words}" first, then pick the ${wanted}`,
			);
		}
	}
	return found;
}

/** The ids of all records that a picker lists. */
async function idsOf(search: Search, picker: Picker): Promise<IDataObject[string][]> {
	const ids: IDataObject[string][] = [];
	for (const values of await parents(search, picker)) {
		const rows = await allRows(search, picker.list, { ...picker.query, ...values });
		ids.push(...rows.flatMap((row) => entryOf(row, picker)).map(({ value }) => value));
	}
	return ids;
}

/** The rows of a list, so many as are looked through. */
async function allRows(
	{ form, client: session }: Search,
	key: string,
	values: IDataObject,
): Promise<IDataObject[]> {
	const { provider } = form;
	const row = rowOf(form, key);
	const request = requestOf({ request: requestFor(row, values), row });
	const paging = pagingOf(provider, row);
	const { recordKeys } = provider;
	if (!paging) {
		const response = await session.request(request);
		return row.rows?.(response.body) ?? rowsOf(response.body, row.itemsPath, recordKeys) ?? [];
	}
	const list = { paging, records: row.itemsPath, recordKeys, limit: SEARCHED };
	const all: IDataObject[] = [];
	for await (const rows of pages(session, request, list)) all.push(...rows);
	return all;
}

function requestFor(row: EndpointDefinition, values: IDataObject): ApiRequest {
	const parts = partsOf(row.path);
	const request: ApiRequest = {
		method: row.method,
		path: row.path,
		pathValues: Object.fromEntries(parts.map((part) => [part, values[part]])),
	};
	const rest = Object.fromEntries(Object.entries(values).filter(([name]) => !parts.includes(name)));
	return row.method === 'GET' ? { ...request, query: rest } : { ...request, body: rest };
}

function matches(name: string, filter: string): boolean {
	const text = searchable(name);
	return searchable(filter)
		.split(/\s+/)
		.every((word) => text.includes(word));
}

async function clientFor(context: ILoadOptionsFunctions, form: ServiceForm): Promise<ApiClient> {
	const { provider } = form;
	const type =
		provider.credentials.length > 1 ? context.getCurrentNodeParameter('authentication') : undefined;
	return await ApiClient.open(context, profileOf(nodeOf(context), provider, type));
}

async function search(
	context: ILoadOptionsFunctions,
	form: ServiceForm,
	picker: Picker,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const { provider } = form;
	const client = await clientFor(context, form);
	const row = rowOf(form, picker.list);
	const here = filter !== '' && !picker.search;
	const found = await parents({ context, form, client }, picker);
	const lists = found.map((one) => ({
		...picker.query,
		...one,
		...(filter !== '' && picker.search ? { [picker.search]: filter } : {}),
	}));
	if (lists.length !== 1 || picker.narrow || (here && picker.enrich)) {
		return await searchAll({ context, form, client }, picker, lists, here ? filter : '');
	}
	const request = requestOf({ request: requestFor(row, lists[0] ?? {}), row });
	const paging = pagingOf(provider, row);

	if (!paging) {
		const response = await client.request(request);
		const rows = picker.records
			? (rowsOf(valueAt(response.body, row.itemPath ?? '') ?? response.body, picker.records, []) ??
				[])
			: (row.rows?.(response.body) ??
				rowsOf(response.body, row.itemsPath, provider.recordKeys) ??
				[]);
		const results = rows.flatMap((entry) => entryOf(entry, picker));
		return { results: here ? results.filter(({ name }) => matches(name, filter)) : results };
	}
	const list = { paging, records: row.itemsPath, recordKeys: provider.recordKeys };
	if (here) {
		const results: INodeListSearchResult['results'] = [];
		for await (const rows of pages(client, request, { ...list, limit: SEARCHED })) {
			const found = rows.flatMap((entry) => entryOf(entry, picker));
			results.push(...found.filter(({ name }) => matches(name, filter)));
			if (results.length >= PAGE) break;
		}
		return { results };
	}
	const [page = 1, limit = PAGE] = (paginationToken ?? '').split(' ').filter(Boolean).map(Number);
	const { rows, more, size } = await onePage(client, request, { ...list, limit }, page);
	const results = rows.flatMap((entry) => entryOf(entry, picker));
	const next = size === PAGE ? String(page + 1) : `${page + 1} ${size}`;
	return more ? { results, paginationToken: next } : { results };
}

/** Several lists as one, or a list that is narrowed; it comes whole. */
async function searchAll(
	search: Search,
	picker: Picker,
	lists: readonly IDataObject[],
	filter: string,
): Promise<INodeListSearchResult> {
	const beside = chosenFor(search.context, picker.beside);
	const results: INodeListSearchResult['results'] = [];
	for (const values of lists) {
		const rows = await allRows(search, picker.list, values);
		const list = async (key: string, asked: IDataObject) => await allRows(search, key, asked);
		const fitting = (await picker.narrow?.(rows, { ...values, ...beside }, list)) ?? rows;
		const found = filter === '' ? fitting : await picker.enrich?.(fitting, filter, list);
		const entries = (found ?? fitting).flatMap((entry) => entryOf(entry, picker));
		results.push(...entries.filter(({ name }) => filter === '' || matches(name, filter)));
		if (results.length >= SEARCHED) break;
	}
	return { results };
}

/** The list searches of a service's nodes, by the names that the locators ask for. */
export function listSearchOf(form: ServiceForm): Record<string, ListSearch> {
	const searches: Record<string, ListSearch> = {
		async searchEndpoints(filter, paginationToken) {
			return searchIn(form.provider, filter, paginationToken, nameIn(form));
		},
	};
	for (const [name, picker] of Object.entries(form.pickers)) {
		searches[searchMethod(name)] = async function (filter, paginationToken) {
			return await search(this, form, picker, filter, paginationToken);
		};
	}
	return searches;
}

/** The whole lists of a service's node, by the names that lists to pick several records from ask for. */
export function loadOptionsOf(
	form: ServiceForm,
): Record<string, (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>> {
	const lists: Record<string, (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>> =
		{};
	for (const [name, picker] of Object.entries(form.pickers)) {
		lists[loadMethod(name)] = async function () {
			const client = await clientFor(this, form);
			const asking = { context: this, form, client };
			const found = await parents(asking, picker);
			const asked = found.map((one) => ({ ...picker.query, ...one }));
			const { results } = await searchAll(asking, picker, asked, '');
			return results.map(({ name: words, value }) => ({ name: words, value }));
		};
	}
	return lists;
}
