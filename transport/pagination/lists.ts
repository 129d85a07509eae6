import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { ApiClient } from '../client/api-client';
import type { EndpointDefinition } from '../contracts/endpoint';
import type { Provider } from '../contracts/provider';
import type { ApiRequest } from '../http/request';
import { pagingOf } from './endpoint-call';
import { numberAt, pageRequest, pages } from './pages';
import { listIn } from './rows';

/** A list as an endpoint row describes it, with what narrows it. */
export interface ListRequest {
	row: EndpointDefinition;
	pathValues?: Record<string, unknown>;
	query?: Record<string, unknown>;
}

export interface Listing {
	rows: IDataObject[];
	requests: number;
	/** The service's time at its first answer, in ms. */
	now: number;
	/** The list holds more rows than were asked for. */
	more: boolean;
	/** False where rows may have been missed because the list changed while it was read. */
	complete: boolean;
}

export interface ReadOptions {
	most: number;
	/** ms since the epoch; a reading that is not done by then is given up. */
	deadline: number;
	/** Identifies a row. */
	idOf(row: IDataObject): string;
}

function requestOf({ row, pathValues, query }: ListRequest, timeoutMs?: number): ApiRequest {
	return {
		method: row.method,
		path: row.path,
		expected: 'data',
		...(pathValues ? { pathValues } : {}),
		...(query ? { query } : {}),
		...(timeoutMs === undefined ? {} : { timeoutMs }),
	};
}

function inTime(deadline: number): void {
	if (Date.now() <= deadline) return;
	throw new UserError('The list could not be read in the time that a poll has', {
		description: 'Nothing was lost: the next poll reads it again. Narrow the list by a filter.',
	});
}

/** Reads a list to its end, up to `most` rows. */
export async function readList(
	client: ApiClient,
	provider: Provider,
	list: ListRequest,
	{ most, deadline, idOf }: ReadOptions,
): Promise<Listing> {
	inTime(deadline);
	const paging = pagingOf(provider, list.row);
	const totals: number[] = [];
	let requests = 0;
	let now = Number.NaN;
	const onResponse = ({
		headers,
		body,
	}: {
		headers: Readonly<Record<string, string>>;
		body: unknown;
	}) => {
		requests++;
		if (Number.isNaN(now)) now = Date.parse(headers.date ?? '');
		const total = numberAt(body, paging?.total);
		if (total !== undefined) totals.push(total);
	};
	const rows: IDataObject[] = [];
	const request = requestOf(list, Math.min(60_000, Math.max(1_000, deadline - Date.now())));
	if (paging) {
		const batches = pages(client, request, {
			paging,
			records: list.row.itemsPath,
			recordKeys: provider.recordKeys,
			limit: most === Infinity ? most : most + 1,
			pageSize: paging.maxSize,
			onResponse,
			strict: true,
		});
		for await (const batch of batches) {
			inTime(deadline);
			rows.push(...batch);
			if ((totals.at(-1) ?? 0) > most) break;
		}
	} else {
		const response = await client.request(request);
		onResponse(response);
		rows.push(...listIn(response.body, list.row.itemsPath, provider.recordKeys, list.row.path));
	}
	const distinct = new Set(rows.map(idOf)).size;
	const shrank = totals.some((total, at) => total < (totals[at - 1] ?? 0));
	return {
		rows,
		requests,
		now: Number.isNaN(now) ? Date.now() : now,
		more: rows.length > most || (totals.at(-1) ?? 0) > most,
		complete: totals.length > 0 ? !shrank && distinct >= (totals.at(-1) ?? 0) : requests === 1,
	};
}

/** The most rows that `readWholeList` takes. */
const MOST_ROWS = 5_000;

/**
 * All rows of a list that a filter keeps short.
 *
 * @param deadline ms since the epoch
 * @throws UserError for a longer one
 */
export async function readWholeList(
	client: ApiClient,
	provider: Provider,
	list: ListRequest,
	deadline: number,
): Promise<IDataObject[]> {
	const idOf = (row: IDataObject) => String(row.id);
	const { rows, more } = await readList(client, provider, list, {
		most: MOST_ROWS,
		deadline,
		idOf,
	});
	if (!more) return rows;
	throw new UserError(
		`The list has more than ${MOST_ROWS.toLocaleString('en')} records. Enter a later time`,
	);
}

/** One page from the start of a list. */
export async function firstPage(
	client: ApiClient,
	provider: Provider,
	list: ListRequest,
): Promise<IDataObject[]> {
	const paging = pagingOf(provider, list.row);
	const request = requestOf(list);
	const response = await client.request(
		paging ? pageRequest(request, paging, 1, paging.maxSize) : request,
	);
	return listIn(response.body, list.row.itemsPath, provider.recordKeys, list.row.path);
}

/** All rows of a list that nothing may be missing of. */
export async function wholeList(
	client: ApiClient,
	provider: Pick<Provider, 'paging'>,
	list: ListRequest,
): Promise<IDataObject[]> {
	const { itemsPath: records, path } = list.row;
	const request = requestOf(list);
	const paging = pagingOf(provider, list.row);
	if (!paging) {
		const { body } = await client.request(request);
		return listIn(body, records, [], path);
	}
	const rows: IDataObject[] = [];
	const options = { paging, records, recordKeys: [], limit: Infinity, strict: true as const };
	for await (const batch of pages(client, request, options)) rows.push(...batch);
	return rows;
}
