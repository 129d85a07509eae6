import type { IHttpRequestOptions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { isRecord } from '../core/json';

const REDIRECTS = 5;

const TIMEOUT_MS = 60_000;

/** Largest file, in bytes: a label has some hundred kilobytes. */
export const LARGEST_FILE = 50 * 1024 * 1024;

/** A file from a public link. */
export interface Downloaded {
	bytes: Buffer;
	/** Without parameters; `application/octet-stream` where the host does not say. */
	mimeType: string;
}

/** Where a link may lead. */
export interface LinkRules {
	/** Name of the service, for messages. */
	service: string;
	/** Host names, https only. */
	hosts: readonly string[];
	/** Addresses of a custom environment, whose own files are there too; http only where they have it themselves (this machine). */
	customBases: readonly string[];
}

/** A host answered, but not with a file. */
export class DownloadRefused extends UserError {
	constructor(
		message: string,
		readonly status: number,
	) {
		super(message, { description: 'The link may have run out: ask for a new one.' });
	}
}

/**
 * Checks where a link leads before anything is sent.
 *
 * @throws UserError for any place that is not listed; the link's query, which may open the file to anybody, is not shown
 */
export function checkedLink(link: string, { service, hosts, customBases }: LinkRules): URL {
	if (!URL.canParse(link)) throw new UserError(`${service} gave a link that is no full address`);
	const url = new URL(link);
	const listed = url.protocol === 'https:' && url.port === '' && hosts.includes(url.hostname);
	const own = customBases.some((base) => new URL(base).origin === url.origin);
	if ((listed || own) && !url.username && !url.password) return url;
	throw new UserError(`${service} gave a link to ${url.origin}, from where files are not fetched`, {
		description: `Files come over https from ${hosts.join(', ') || 'no host'}. Take the link out of the data and fetch it with an HTTP Request node if you trust it.`,
	});
}

function isStream(
	value: unknown,
): value is AsyncIterable<unknown> & { destroy(error?: Error): unknown } {
	return (
		typeof value === 'object' &&
		value !== null &&
		Symbol.asyncIterator in value &&
		'destroy' in value &&
		typeof value.destroy === 'function'
	);
}

function tooLarge(service: string): UserError {
	const most = LARGEST_FILE / 1024 / 1024;
	return new UserError(`The file that ${service} links to is larger than ${most} MB`);
}

/** Reads a body up to the cap, the deadline, or the end of the execution. */
async function bytesOf(body: unknown, service: string, signal?: AbortSignal): Promise<Buffer> {
	if (!isStream(body)) {
		const bytes = Buffer.isBuffer(body) ? body : Buffer.from(String(body ?? ''));
		if (bytes.length > LARGEST_FILE) throw tooLarge(service);
		return bytes;
	}
	const late = AbortSignal.timeout(TIMEOUT_MS);
	const end = () => {
		body.destroy(new UserError(`The file that ${service} links to did not come in time`));
	};
	if (signal?.aborted) end();
	for (const one of [late, signal]) one?.addEventListener('abort', end, { once: true });
	try {
		const chunks: Buffer[] = [];
		let size = 0;
		for await (const chunk of body) {
			const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
			size += bytes.length;
			if (size > LARGEST_FILE) throw tooLarge(service);
			chunks.push(bytes);
		}
		return Buffer.concat(chunks);
	} finally {
		for (const one of [late, signal]) one?.removeEventListener('abort', end);
		body.destroy();
	}
}

function headerOf(answer: object, name: string): string {
	const headers: unknown = 'headers' in answer ? answer.headers : undefined;
	const value = isRecord(headers) ? headers[name] : undefined;
	return typeof value === 'string' ? value : '';
}

/**
 * Fetches a file from a public link, without any credential. Redirects are followed within the listed hosts only.
 *
 * @param send n8n's request helper without authentication
 * @param signal ends when the execution is stopped
 * @throws UserError for a link that leads elsewhere, DownloadRefused for an answer that is no success
 */
export async function download(
	send: (options: IHttpRequestOptions) => Promise<unknown>,
	link: string,
	rules: LinkRules,
	signal?: AbortSignal,
): Promise<Downloaded> {
	let url = checkedLink(link, rules);
	for (let hops = 0; ; hops++) {
		const answer = await send({
			method: 'GET',
			url: url.href,
			headers: { Accept: '*/*' },
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: TIMEOUT_MS,
		});
		if (!isRecord(answer) || typeof answer.statusCode !== 'number') {
			throw new UserError('n8n gave no complete answer');
		}
		const { statusCode, body } = answer;
		const location = headerOf(answer, 'location');
		if (statusCode >= 300 && statusCode < 400 && location) {
			if (isStream(body)) body.destroy();
			if (hops >= REDIRECTS) {
				throw new UserError(`The link of ${rules.service} redirects more than ${REDIRECTS} times`);
			}
			const next = URL.canParse(location, url.href) ? new URL(location, url).href : location;
			url = checkedLink(next, rules);
			continue;
		}
		const told = Number(headerOf(answer, 'content-length'));
		if (told > LARGEST_FILE) {
			if (isStream(body)) body.destroy();
			throw tooLarge(rules.service);
		}
		const bytes = await bytesOf(body, rules.service, signal);
		if (statusCode !== 200) {
			const place = `${url.host}${url.pathname}`;
			throw new DownloadRefused(
				`${rules.service}'s file at ${place} was answered with HTTP status ${statusCode}`,
				statusCode,
			);
		}
		const mimeType = headerOf(answer, 'content-type').split(';')[0]?.trim();
		return { bytes, mimeType: mimeType || 'application/octet-stream' };
	}
}
