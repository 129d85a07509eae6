import type { HttpResponse } from '../contracts/response';
import { isRecord, parseJson } from '../core/json';

const TEXT_TYPE =
	/^(text\/|application\/(.*\+)?(json|xml|javascript|x-www-form-urlencoded|graphql))/i;

export function isTextual(contentType: string): boolean {
	return TEXT_TYPE.test(contentType);
}

/** A body or a part of one, in whatever form n8n's helper returns it. */
export function toBytes(body: unknown): Buffer {
	if (Buffer.isBuffer(body)) return body;
	if (body instanceof ArrayBuffer) return Buffer.from(body);
	if (body === undefined || body === null || body === '') return Buffer.alloc(0);
	return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

export function lowerCaseHeaders(headers: unknown): Record<string, string> {
	if (!isRecord(headers)) return {};
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
	);
}

/**
 * Reads an answer by its shape, not by its content type: services send JSON as text/plain or text/html.
 * A body that is no text, such as a PDF, stays bytes.
 */
export function readResponse(answer: {
	statusCode: number;
	headers: unknown;
	body: unknown;
}): HttpResponse {
	const raw = toBytes(answer.body);
	const headers = lowerCaseHeaders(answer.headers);
	const head = { status: answer.statusCode, headers, raw };
	if (raw.length === 0) return { ...head, body: undefined };

	const contentType = headers['content-type'] ?? '';
	const textual = isTextual(contentType) || contentType === '';
	const mayBeJson = textual || /^\uFEFF?\s*[[{]/.test(raw.toString('utf8', 0, 64));
	if (!mayBeJson) return { ...head, body: raw };
	const text = raw.toString('utf8');
	const parsed = parseJson(text);
	if (parsed !== undefined) return { ...head, body: parsed };
	return { ...head, body: textual ? text : raw };
}

/**
 * What a 2xx answer must contain. `any`: anything, it is taken as it is. `file`: all but a web page. `json`: no web page and no
 * broken JSON. `data`: an object or a list. Absent: everything but broken JSON.
 */
export type Expected = 'any' | 'file' | 'json' | 'data';

/** No service nests deeper: with more levels n8n's own copying of items would overflow the stack. */
const DEEPEST_ANSWER = 1_000;

function isDeeper(value: unknown, levels: number): boolean {
	if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return false;
	if (levels <= 0) return true;
	for (const inner of Object.values(value)) {
		if (typeof inner === 'object' && isDeeper(inner, levels - 1)) return true;
	}
	return false;
}

const WEB_PAGE = /^\uFEFF?\s*<(!doctype|html|head|body|\?xml|!--)/i;

/** Whether the answer is a page for a browser, as of a proxy, a firewall or a sign-in. */
export function isWebPage({ body }: Pick<HttpResponse, 'body'>): boolean {
	return typeof body === 'string' && WEB_PAGE.test(body.slice(0, 100));
}

/** What to think of an answer that cannot be read. */
export const UNREADABLE =
	'A proxy, a firewall or a maintenance page may have answered in place of the service, or the address in the credential is wrong.';

/** Why an answer with a success status is not one, as the end of a sentence; undefined where it is. */
export function unreadableReason(
	{ status, headers, body, raw }: HttpResponse,
	expected: Expected | undefined,
): string | undefined {
	if (expected === 'any') return undefined;
	const contentType = headers['content-type'] ?? '';
	if (expected === 'file') {
		return /^text\/html/i.test(contentType) ? 'is a web page in place of a file' : undefined;
	}
	// A level takes two bytes at least.
	if (raw.length > 2 * DEEPEST_ANSWER && isDeeper(body, DEEPEST_ANSWER))
		return `is nested more than ${DEEPEST_ANSWER} levels deep`;
	if (body === undefined) {
		return expected === 'data' && status !== 204 ? 'is empty' : undefined;
	}
	if (typeof body === 'string') {
		const start = body.slice(0, 100).trim();
		const isJson = /json/i.test(contentType);
		if (/^\uFEFF?[[{"]/.test(start) && (isJson || expected)) return 'is truncated or damaged JSON';
		if (isWebPage({ body }) && (isJson || expected)) {
			return 'is a web page in place of data';
		}
	}
	if (expected === 'data' && (typeof body !== 'object' || Buffer.isBuffer(body))) {
		return 'contains no data';
	}
	return undefined;
}
