import type { IDataObject } from 'n8n-workflow';

import { ApiClient } from '../client/api-client';
import type { EndpointDefinition, RecordResult, Paging } from '../contracts/endpoint';
import type { Provider } from '../contracts/provider';
import type { HttpResponse } from '../contracts/response';
import { safeFileName } from '../core/file-name';
import { isRecord, parseJson, valueAt } from '../core/json';
import { queriesOnly } from '../http/graphql';
import { maskedJson, maskedText, redactor } from '../http/redaction';
import type { ApiRequest } from '../http/request';
import type { Expected } from '../http/response';
import { isSecretName } from '../http/secret-names';
import { pages } from './pages';
import { itemsOf } from './rows';

export type ResponseForm = 'auto' | 'json' | 'text' | 'file';

/** One call of an endpoint, as a node makes it. */
export interface EndpointCall {
	request: ApiRequest;
	/** The endpoint's row; absent for a path that the catalogue does not know. */
	row?: EndpointDefinition;
	/** Follow pages where the endpoint has any. */
	paginate: boolean;
	/** Rows wanted; Infinity for all. */
	limit: number;
	pageSize?: number;
	/** Where the rows are, as typed by a person; overrides the row. */
	records?: string;
	/** One item per row; otherwise the answer is one item. */
	split: boolean;
	response: ResponseForm;
	/** Status and headers around the body. */
	full: boolean;
}

export interface FileAnswer {
	bytes: Buffer;
	name: string;
	mimeType: string;
}

export interface CallItem extends RecordResult {
	file?: FileAnswer;
}

export function pagingOf(
	provider: Pick<Provider, 'paging'>,
	row: EndpointDefinition | undefined,
): Paging | undefined {
	if (!row || row.paging === false || row.itemsPath === undefined) return undefined;
	const merged = { ...provider.paging, ...row.paging };
	const { in: where, page, maxSize } = merged;
	return where && page && maxSize ? { ...merged, in: where, page, maxSize } : undefined;
}

/** What an answer hides, by its row. */
type Hidden = Pick<EndpointDefinition, 'secretKeys' | 'secretParameters'>;

function hides({ secretKeys, secretParameters }: Hidden): boolean {
	return secretKeys !== undefined || secretParameters !== undefined;
}

function withoutParameters(text: string, names: readonly string[]): string {
	return text.replace(/([?&])([^=&?#\s]+)=([^&#\s"]*)/g, (all, start: string, name: string) =>
		names.includes(name) ? `${start}${name}=***` : all,
	);
}

function masked(value: unknown, { secretKeys = [], secretParameters = [] }: Hidden): unknown {
	return maskedJson(
		value,
		(name) => secretKeys.includes(name),
		(text) => withoutParameters(text, secretParameters),
	);
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** The name in the answer (RFC 6266: `filename*` wins), else the last part of the path. */
function fileName({ headers }: HttpResponse, { path, pathValues = {} }: ApiRequest): string {
	const disposition = headers['content-disposition'] ?? '';
	const extended = /filename\*\s*=\s*[\w-]*'[^']*'([^;]+)/i.exec(disposition)?.[1]?.trim();
	const plain = /filename\s*=\s*("[^"]*"|[^;]+)/i.exec(disposition)?.[1]?.trim();
	const part = path.split('?')[0]?.split('/').filter(Boolean).at(-1) ?? 'file';
	const last = part.replace(/\{([^{}]+)\}/g, (_all, name: string) =>
		String(pathValues[name] ?? name),
	);
	const named = extended ? decoded(extended) : plain?.replace(/^"|"$/g, '');
	return safeFileName(named ?? '', safeFileName(last));
}

function asFile(response: HttpResponse, request: ApiRequest): FileAnswer {
	const mimeType = response.headers['content-type']?.split(';')[0] ?? 'application/octet-stream';
	return { bytes: response.raw, name: fileName(response, request), mimeType };
}

function bodyAs(answer: HttpResponse, response: ResponseForm): unknown {
	if (response === 'text') return answer.raw.toString('utf8');
	return answer.body;
}

/** `failures` are those that a success status hides. */
function wrapped(response: HttpResponse, body: unknown, failures: readonly string[]): IDataObject {
	const withoutSecret = redactor([]);
	// Headers that hold a secret are not passed on.
	const headers = Object.entries(response.headers).filter(([name]) => !isSecretName(name));
	return {
		statusCode: response.status,
		headers: Object.fromEntries(headers.map(([name, value]) => [name, withoutSecret(value)])),
		body: body as IDataObject[string],
		...(failures.length > 0 ? { failures: [...failures] } : {}),
	};
}

/** What became of each record, where the answer says so. Text, and files other than JSON, do not. */
function outcomesIn(
	{ body }: HttpResponse,
	{ row, response, request }: EndpointCall,
): RecordResult[] | undefined {
	const plain = response === 'text' || response === 'file';
	const readable = typeof body === 'object' && !Buffer.isBuffer(body);
	if (!row?.recordResults || (plain && !readable)) return undefined;
	return row.recordResults(body, recordsSent(request.body, row));
}

/** An answer with its secrets masked, also where its text or file is wanted. */
function withoutSecrets(response: HttpResponse, row: Hidden): HttpResponse {
	if (Buffer.isBuffer(response.body) || response.body === undefined) return response;
	if (typeof response.body === 'string') {
		// Damaged JSON, a form, or JSON in a text.
		const hidden = [...(row.secretKeys ?? []), ...(row.secretParameters ?? [])];
		const body = maskedText(response.body, (name) => hidden.includes(name) || isSecretName(name));
		return { ...response, body, raw: Buffer.from(body) };
	}
	const body = masked(response.body, row);
	return { ...response, body, raw: Buffer.from(JSON.stringify(body) ?? '') };
}

function itemsFrom(
	received: HttpResponse,
	endpointCall: EndpointCall,
	provider: Provider,
): CallItem[] {
	const { row, response, full, split, limit, request } = endpointCall;
	const answer = row && hides(row) ? withoutSecrets(received, row) : received;
	const outcomes = outcomesIn(answer, endpointCall);
	const failures = (outcomes ?? []).flatMap(({ failure }) => failure ?? []);
	// In a full response the failures are listed; in every other form a failed record becomes an item of its own.
	if (outcomes && failures.length > 0 && !full) return outcomes;
	const binary = response === 'file' || (response !== 'text' && Buffer.isBuffer(answer.body));
	if (binary || (row?.binary && response === 'auto')) {
		const file = asFile(answer, request);
		const facts = { fileName: file.name, mimeType: file.mimeType, fileSize: file.bytes.length };
		return [{ json: full ? wrapped(answer, facts, failures) : facts, file }];
	}
	const body = bodyAs(answer, response);
	if (full) return [{ json: wrapped(answer, body, failures) }];
	if (typeof body === 'string') return [{ json: { data: body } }];
	// The answer of a write may be an empty list or nothing at all: without an item the workflow would stop.
	const isEmpty = Array.isArray(body) && body.length === 0 && request.method !== 'GET';
	if (
		body === undefined ||
		(isEmpty && row !== undefined && row.itemsPath === undefined && !row.recordResults)
	) {
		return [{ json: row?.operation === 'delete' ? { deleted: true } : { success: true } }];
	}
	const whole = isRecord(body) ? body : { data: body as IDataObject[string] };
	if (!split) return [{ json: whole }];
	if (outcomes && endpointCall.records === undefined) return outcomes;
	// A documented endpoint without a list of rows returns one record, whatever lists are in it.
	const keys = row ? [] : provider.recordKeys;
	const single = row?.itemPath === undefined ? undefined : valueAt(body, row.itemPath);
	if (isRecord(single)) return [{ json: single }];
	const read = endpointCall.records === undefined ? row?.rows : undefined;
	const rows = read ? read(body) : itemsOf(body, endpointCall.records ?? row?.itemsPath, keys);
	return rows.slice(0, limit).map((json) => ({ json }));
}

/** The records in the body of a call that takes many. */
function recordsSent(body: ApiRequest['body'], { batch }: EndpointDefinition): readonly unknown[] {
	const given = typeof body === 'string' ? parseJson(body) : body;
	const records = batch?.key !== undefined && isRecord(given) ? given[batch.key] : given;
	return Array.isArray(records) ? records : [];
}

/** Whether the request names a page: then only that page is wanted. */
function pageChosen({ request }: EndpointCall, paging: Paging): boolean {
	const inPath = new URLSearchParams(request.path.split('?')[1] ?? '').has(paging.page);
	const body = typeof request.body === 'string' ? parseJson(request.body) : request.body;
	const named = (values: unknown) => isRecord(values) && values[paging.page] !== undefined;
	return inPath || named(request.query) || named(body);
}

/** The request of a call, with what the endpoint's row adds. */
export function requestOf({ request, row }: Pick<EndpointCall, 'request' | 'row'>): ApiRequest {
	const reads = row?.contentType === 'graphql' && queriesOnly(request.body);
	const repeat = row?.repeat ?? (reads ? 'safe' : undefined);
	return {
		...request,
		...(row?.host === undefined ? {} : { host: row.host }),
		...(repeat === undefined ? {} : { repeat }),
	};
}

/** What the answer must contain: that of a documented list or record is data. */
function expectedOf({ row, response }: EndpointCall): Expected | undefined {
	if (response === 'text' || response === 'file') return 'any';
	if (row?.binary) return 'file';
	if (!row) return response === 'json' ? 'json' : undefined;
	const reads =
		row.itemsPath !== undefined || row.itemPath !== undefined || row.operation === 'get';
	return reads && row.method !== 'HEAD' ? 'data' : 'json';
}

/** Calls an endpoint and turns the answer into items: rows, a record, a file, or text. */
export async function call(
	client: ApiClient,
	provider: Provider,
	endpointCall: EndpointCall,
): Promise<CallItem[]> {
	const { row } = endpointCall;
	const expected = expectedOf(endpointCall);
	const request = { ...requestOf(endpointCall), ...(expected ? { expected } : {}) };
	const planned = client.planned(request);
	if (planned) return [{ json: planned }];
	const paging = pagingOf(provider, row);
	const plain =
		endpointCall.full || !endpointCall.split || ['text', 'file'].includes(endpointCall.response);
	if (!endpointCall.paginate || !paging || plain || pageChosen(endpointCall, paging)) {
		const response = await client.request(request);
		return itemsFrom(response, { ...endpointCall, request }, provider);
	}

	const collected: CallItem[] = [];
	const batches = pages(client, request, {
		paging,
		records: endpointCall.records ?? row?.itemsPath,
		recordKeys: provider.recordKeys,
		limit: endpointCall.limit,
		...(endpointCall.pageSize === undefined ? {} : { pageSize: endpointCall.pageSize }),
	});
	for await (const rows of batches) {
		for (const json of rows) {
			const shown = row && hides(row) ? masked(json, row) : json;
			collected.push({ json: isRecord(shown) ? shown : json });
		}
	}
	return collected;
}
