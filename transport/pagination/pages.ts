import type { IDataObject } from 'n8n-workflow';

import { ApiClient } from '../client/api-client';
import type { Paging } from '../contracts/endpoint';
import type { HttpResponse } from '../contracts/response';
import { digest } from '../core/digest';
import { isRecord, parseJson, valueAt } from '../core/json';
import type { ApiRequest } from '../http/request';
import { listIn, rowsOf } from './rows';

/** Pages fetched side by side where the number of pages is known. */
const SIDE_BY_SIDE = 10;

const MOST_PAGES = 10_000;

export interface PageOptions {
	paging: Paging;
	/** Where the rows are; see rowsOf. */
	records: string | undefined;
	recordKeys: readonly string[];
	/** Rows wanted; Infinity for all. */
	limit: number;
	/** A page size that a person asked for. */
	pageSize?: number;
	/** An answer without a list is a failure, not an empty list. */
	strict?: true;
	/** Called with each answer before its rows are returned. */
	onResponse?: (response: HttpResponse) => void;
}

export function numberAt(body: unknown, path: string | undefined): number | undefined {
	if (path === undefined) return undefined;
	const value = valueAt(body, path);
	const number = typeof value === 'string' && value !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** The request for one page. */
export function pageRequest(
	request: ApiRequest,
	paging: Paging,
	page: number,
	size: number,
): ApiRequest {
	const position = { [paging.page]: page, ...(paging.size ? { [paging.size]: size } : {}) };
	if (paging.in === 'body') {
		const given = typeof request.body === 'string' ? parseJson(request.body) : request.body;
		const body = isRecord(given) ? given : {};
		return { ...request, repeat: 'safe', body: { ...body, ...position } };
	}
	return { ...request, query: { ...request.query, ...position } };
}

interface Page {
	rows: IDataObject[];
	response: HttpResponse;
	/** The status for "beyond the last page". */
	isBeyond: boolean;
	/** The answer held a list. */
	isList: boolean;
}

interface Progress {
	page: number;
	/** Rows of a full page. */
	size: number;
	/** Rows of all pages so far. */
	soFar: number;
	/** Rows of this page. */
	onPage: number;
}

/**
 * The last page, where the answer has a number of pages or a total that is credible. One below the rows read so far is not, and a total
 * that equals a full page may count the page instead of the list.
 */
function lastPageIn(
	body: unknown,
	paging: Paging,
	{ page, size, soFar, onPage }: Progress,
): number | undefined {
	const pages = numberAt(body, paging.totalPages);
	if (pages !== undefined && pages >= page) return pages;
	const total = numberAt(body, paging.total);
	const mayCountPage = total === onPage && (onPage >= size || paging.totalMayCountPage === true);
	if (total === undefined || total < soFar || mayCountPage) return undefined;
	return Math.ceil(total / size);
}

/**
 * The real size of pages. Services cap it silently, or ignore it: a first page that is shorter than requested although there are more
 * rows, or longer than requested, shows this.
 */
function realSize({ response, rows }: Page, paging: Paging, asked: number): number {
	const total = numberAt(response.body, paging.total);
	const isCapped = total !== undefined && rows.length < total;
	return paging.size === undefined || isCapped || rows.length > asked ? rows.length : asked;
}

/** Whether this is the last page by its link to the next one, where it has such a member. */
function isLastByLink(body: unknown, { next }: Paging): boolean | undefined {
	return next !== undefined && isRecord(body) && next in body ? !body[next] : undefined;
}

async function fetchPage(
	client: ApiClient,
	request: ApiRequest,
	options: PageOptions,
	page: number,
	size: number,
): Promise<Page> {
	const { paging, records, recordKeys } = options;
	const endStatus = page > 1 ? paging.endStatus : undefined;
	const response = await client.request({
		expected: 'data',
		...pageRequest(request, paging, page, size),
		...(endStatus === undefined ? {} : { acceptStatus: endStatus }),
	});
	const { body } = response;
	if (response.status === endStatus) return { rows: [], response, isBeyond: true, isList: true };
	const rows = options.strict
		? listIn(body, records, recordKeys, request.path)
		: (rowsOf(body, records, recordKeys) ?? rowsOf(body, undefined, recordKeys));
	if (!rows && records !== undefined && valueAt(body, records) !== null) {
		client.note(`${request.path} answered without a list at "${records}", so it gave no items.`);
	}
	return { rows: rows ?? [], response, isBeyond: false, isList: rows !== undefined };
}

/**
 * One page of a list, and whether there may be more.
 *
 * @param options.limit the page size; after the first page the one that came with it, which may be smaller
 * @param page counts from 1
 */
export async function onePage(
	client: ApiClient,
	request: ApiRequest,
	options: PageOptions,
	page: number,
): Promise<{ rows: IDataObject[]; more: boolean; size: number }> {
	const { paging } = options;
	const asked = Math.max(1, Math.min(paging.maxSize, options.limit));
	const found = await fetchPage(client, request, options, page, asked);
	const { rows, response } = found;
	if (rows.length === 0) return { rows, more: false, size: asked };
	const size = page === 1 ? realSize(found, paging, asked) : asked;
	const soFar = (page - 1) * size + rows.length;
	const progress = { page, size, soFar, onPage: rows.length };
	const last = lastPageIn(response.body, paging, progress);
	const isLast = isLastByLink(response.body, paging) ?? (last !== undefined && page >= last);
	return { rows, more: !isLast, size };
}

/**
 * The rows of a list, page by page. Ends at the limit, at the last page where the answer gives a number of pages, a total or an
 * empty link, and on a page that is empty or repeats an earlier one. A short page is no end: services cap their pages.
 */
export async function* pages(
	client: ApiClient,
	request: ApiRequest,
	options: PageOptions,
): AsyncGenerator<IDataObject[], void> {
	const { paging, limit } = options;
	const asked = Math.max(1, Math.min(paging.maxSize, options.pageSize ?? paging.maxSize, limit));
	let size = asked;
	let left = limit;
	let soFar = 0;
	let last: number | undefined;
	let next = 1;
	const seen = new Set<string>();
	const waiting: Array<Promise<Page>> = [];

	const fetchNext = () => {
		const promise = fetchPage(client, request, options, next++, asked);
		promise.catch(() => undefined);
		waiting.push(promise);
	};

	for (let page = 1; page <= MOST_PAGES && left > 0; page++) {
		if (waiting.length === 0) fetchNext();
		const result = await waiting.shift();
		if (!result) return;
		const { rows, response, isBeyond, isList } = result;
		const { body } = response;
		if (!isBeyond) options.onResponse?.(response);
		if (rows.length === 0) {
			const nothing = { page: 1, size, soFar: 0, onPage: 0 };
			const expected = lastPageIn(body, paging, nothing) ?? last ?? 0;
			if (isList && soFar > 0 && expected >= page) {
				client.note(
					`Page ${page} of ${request.path} is empty although the service reports ${expected} pages: the list may be incomplete.`,
				);
			}
			return;
		}

		const fingerprint = digest(JSON.stringify(rows));
		if (seen.has(fingerprint)) {
			// A short list that is repeated: the service has no further pages.
			if (rows.length >= size) {
				client.note(
					`Page ${page} of ${request.path} repeats an earlier page, so no further page was requested: the list may be incomplete.`,
				);
			}
			return;
		}
		seen.add(fingerprint);
		soFar += rows.length;

		yield rows.length > left ? rows.slice(0, left) : rows;
		left -= rows.length;

		if (page === 1) size = realSize(result, paging, asked);
		last = lastPageIn(body, paging, { page, size, soFar, onPage: rows.length });
		if (isLastByLink(body, paging) ?? (last !== undefined && page >= last)) return;

		const wanted = Math.min(last ?? 0, page + Math.ceil(left / size));
		while (waiting.length < SIDE_BY_SIDE && next <= wanted) fetchNext();
	}
	if (left > 0)
		client.note(`${request.path} has more than ${MOST_PAGES} pages: the rest is missing.`);
}
