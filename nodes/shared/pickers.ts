import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { pagingOf, requestOf } from '../../transport/call';
import { onePage, pages } from '../../transport/pages';
import { isRecord, valueAt } from '../../transport/reply';
import { rowsOf } from '../../transport/rows';
import type { ApiRequest } from '../../transport/session';
import { Session } from '../../transport/session';
import type { EndpointRow } from '../../transport/types';
import { searchMethod } from './fields';
import type { Picker, ServiceForm } from './form';
import { rowOf } from './form';
import { partsOf } from './inputs';
import { titled } from './names';
import { profileOf } from './profile';
import { searchIn } from './request/endpoints';
import { isBlank, located } from './values';

const PAGE = 100;
/** Rows looked through where the service cannot search. */
const SEARCHED = 2_000;

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

/** What the node's own parameters say of the list: the company of a vendor, the project of a phase. */
async function parents(
	context: ILoadOptionsFunctions,
	form: ServiceForm,
	{ needs = {}, optional = [], name: wanted }: Picker,
	session: Session,
): Promise<IDataObject> {
	const found: IDataObject = {};
	for (const [name, parameters] of Object.entries(needs)) {
		const value = parameters
			.map((parameter) => current(context, parameter))
			.find((given) => !isBlank(given));
		const filled = isBlank(value) ? await form.fallbacks?.[name]?.(session) : value;
		if (!isBlank(filled)) found[name] = filled as IDataObject[string];
		else if (!optional.includes(name)) {
			const parameter = parameters[0]?.split('.').at(-1) ?? name;
			const label = form.labels?.[name] ?? titled(parameter, form.words);
			throw new NodeOperationError(
				context.getNode(),
				`Fill in "${label}" first, then pick the ${wanted}`,
			);
		}
	}
	return found;
}

function requestFor(row: EndpointRow, values: IDataObject): ApiRequest {
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
	const text = name.toLowerCase();
	return filter
		.toLowerCase()
		.split(/\s+/)
		.every((word) => text.includes(word));
}

async function search(
	context: ILoadOptionsFunctions,
	form: ServiceForm,
	picker: Picker,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const { provider } = form;
	const type =
		provider.credentials.length > 1 ? context.getCurrentNodeParameter('authentication') : undefined;
	const session = await Session.open(context, profileOf(context.getNode(), provider, type));
	const row = rowOf(form, picker.list);
	const values = { ...picker.query, ...(await parents(context, form, picker, session)) };
	const asked = filter !== '' && picker.search ? { ...values, [picker.search]: filter } : values;
	const request = requestOf({ request: requestFor(row, asked), row });
	const paging = pagingOf(provider, row);
	const here = filter !== '' && !picker.search;

	if (!paging) {
		const reply = await session.request(request);
		const rows = picker.records
			? (rowsOf(valueAt(reply.body, row.record ?? '') ?? reply.body, picker.records, []) ?? [])
			: (row.rows?.(reply.body) ?? rowsOf(reply.body, row.records, provider.recordKeys) ?? []);
		const results = rows.flatMap((entry) => entryOf(entry, picker));
		return { results: here ? results.filter(({ name }) => matches(name, filter)) : results };
	}
	const list = { paging, records: row.records, recordKeys: provider.recordKeys };
	if (here) {
		const results: INodeListSearchResult['results'] = [];
		for await (const rows of pages(session, request, { ...list, limit: SEARCHED })) {
			const found = rows.flatMap((entry) => entryOf(entry, picker));
			results.push(...found.filter(({ name }) => matches(name, filter)));
			if (results.length >= PAGE) break;
		}
		return { results };
	}
	const page = Number(paginationToken ?? 1);
	const { rows, more } = await onePage(session, request, { ...list, limit: PAGE }, page);
	const results = rows.flatMap((entry) => entryOf(entry, picker));
	return more ? { results, paginationToken: String(page + 1) } : { results };
}

/** The list searches of a service's nodes, by the names that the locators ask for. */
export function listSearchOf(form: ServiceForm): Record<string, ListSearch> {
	const searches: Record<string, ListSearch> = {
		async searchEndpoints(filter, paginationToken) {
			return searchIn(form.provider, filter, paginationToken);
		},
	};
	for (const [name, picker] of Object.entries(form.pickers)) {
		searches[searchMethod(name)] = async function (filter, paginationToken) {
			return await search(this, form, picker, filter, paginationToken);
		};
	}
	return searches;
}
