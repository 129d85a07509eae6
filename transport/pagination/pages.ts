import { createHash } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { ApiClient } from '../client/api-client';
import type { Paging } from '../contracts/endpoint';
import type { HttpResponse } from '../contracts/response';
import { isRecord, parseJson, valueAt } from '../core/json';
import type { ApiRequest } from '../http/request';
import { listIn, rowsOf } from './rows';

/** Pages fetched side by side where the service tells how many there are. */
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
	/** Sees each answer before its rows are given out. */
	onReply?: (response: HttpResponse) => void;
}

export function numberAt(body: unknown, path: string | undefined): number | undefined {
	if (path === undefined) return undefined;
	const value = valueAt(body, path);
	const number = typeof value === 'string' && value !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function pageRequest(request: ApiRequest, paging: Paging, page: number, size: number): ApiRequest {
	const position = { [paging.page]: page, ...(paging.size ? { [paging.size]: size } : {}) };
	if (paging.in === 'body') {
		const given = typeof request.body === 'string' ? parseJson(request.body) : request.body;
		const body = isRecord(given) ? given : {};
		return { ...request, repeat: 'safe', body: { ...body, ...position } };
	}
	return { ...request, query: { ...request.query, ...position } };
}

interface Progress {
	page: number;
	/** Rows that a page really holds. */
	size: number;
	/** Rows that came so far. */
	rows: number;
	/** Rows of this page. */
	held: number;
}

/**
 * How many pages there are, where the answer says so. Not believed: numbers that are lower than what has come already, and a
 * total that is no more than what a full page holds (some services count the page, not the list).
 */
function pagesTold(
	body: unknown,
	paging: Paging,
	{ page, size, rows, held }: Progress,
): number | undefined {
	const pages = numberAt(body, paging.totalPages);
	if (pages !== undefined && pages >= page) return pages;
	const total = numberAt(body, paging.total);
	const countsThePage = total === held && held >= size;
	return total === undefined || total < rows || countsThePage ? undefined : Math.ceil(total / size);
}

/**
 * The size that pages really have. Services cap it silently, or ignore it: a first page that is shorter than asked with more to
 * come, or longer than asked, shows it.
 */
function realSize(first: Page, paging: Paging, asked: number): number {
	const total = numberAt(first.response.body, paging.total);
	const held = first.rows.length;
	const capped = total !== undefined && held < total;
	return paging.size === undefined || capped || held > asked ? held : asked;
}

interface Page {
	rows: IDataObject[];
	response: HttpResponse;
	/** The service says that there is no such page. */
	beyond: boolean;
	/** The answer held a list. */
	listed: boolean;
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
	if (response.status === endStatus) return { rows: [], response, beyond: true, listed: true };
	const rows = options.strict
		? listIn(response.body, records, recordKeys, request.path)
		: (rowsOf(response.body, records, recordKeys) ?? rowsOf(response.body, undefined, recordKeys));
	if (!rows && records !== undefined && valueAt(response.body, records) !== null) {
		client.note(`${request.path} answered without a list at "${records}": no items came of it.`);
	}
	return { rows: rows ?? [], response, beyond: false, listed: rows !== undefined };
}

/**
 * One page of a list, and whether there may be more.
 *
 * @param page counts from 1
 */
export async function onePage(
	client: ApiClient,
	request: ApiRequest,
	options: PageOptions,
	page: number,
): Promise<{ rows: IDataObject[]; more: boolean }> {
	const { paging } = options;
	const size = Math.max(1, Math.min(paging.maxSize, options.limit));
	const found = await fetchPage(client, request, options, page, size);
	const { rows, response: reply, beyond } = found;
	if (beyond || rows.length === 0) return { rows: [], more: false };
	const told = pagesTold(reply.body, paging, { page, size, rows: rows.length, held: rows.length });
	const last = lastByLink(found, paging) ?? (told !== undefined && page >= told);
	return { rows, more: !last };
}

function lastByLink(page: Page, paging: Paging): boolean | undefined {
	if (paging.next === undefined || !isRecord(page.response.body)) return undefined;
	if (!(paging.next in page.response.body)) return undefined;
	return !page.response.body[paging.next];
}

/**
 * The rows of a list, page by page. Stops at the limit, at the last page where the answer says which that is (number of pages,
 * total, missing link), and on a page that is empty or repeats an earlier one. A short page is no end: services cap their pages.
 */
export async function* pages(
	client: ApiClient,
	request: ApiRequest,
	options: PageOptions,
): AsyncGenerator<IDataObject[], void> {
	const { paging, limit } = options;
	const asked = options.pageSize ?? paging.maxSize;
	const size = Math.max(1, Math.min(paging.maxSize, asked, limit));
	let held = size;
	let left = limit;
	let given = 0;
	const seen = new Set<string>();
	let next = 1;
	let told: number | undefined;
	const waiting: Array<Promise<Page>> = [];

	const ask = () => {
		const promise = fetchPage(client, request, options, next++, size);
		promise.catch(() => undefined);
		waiting.push(promise);
	};

	for (let page = 1; page <= MOST_PAGES && left > 0; page++) {
		if (waiting.length === 0) ask();
		const result = await waiting.shift();
		if (!result) return;
		if (!result.beyond) options.onReply?.(result.response);
		if (result.beyond || result.rows.length === 0) {
			const { body } = result.response;
			const now = pagesTold(body, paging, { page: 1, size: held, rows: 0, held: 0 }) ?? told ?? 0;
			if (result.listed && given > 0 && now >= page) {
				client.note(
					`Page ${page} of ${request.path} is empty although the service tells of ${now} pages: the list may be incomplete.`,
				);
			}
			return;
		}

		const { rows, response: reply } = result;
		const fingerprint = createHash('sha256').update(JSON.stringify(rows)).digest('base64url');
		if (seen.has(fingerprint)) {
			// A short list that comes again: the service has no further pages.
			if (rows.length >= held) {
				client.note(
					`Page ${page} of ${request.path} repeats an earlier page, so that no further page was asked for: the list may be incomplete.`,
				);
			}
			return;
		}
		seen.add(fingerprint);
		given += rows.length;

		yield rows.length > left ? rows.slice(0, left) : rows;
		left -= rows.length;

		if (page === 1) held = realSize(result, paging, size);
		const progress = { page, size: held, rows: given, held: rows.length };
		told = pagesTold(reply.body, paging, progress) ?? told;
		if (lastByLink(result, paging) ?? (told !== undefined && page >= told)) return;

		const wanted = Math.min(told ?? 0, page + Math.ceil(left / held));
		while (waiting.length < SIDE_BY_SIDE && next <= wanted) ask();
	}
	if (left > 0)
		client.note(`${request.path} has more than ${MOST_PAGES} pages: the rest is missing.`);
}
