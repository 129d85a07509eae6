import type { IHttpRequestOptions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { ResponseTooLargeError, sendCapped } from './capped';
import { lastingFault } from './lasting-faults';
import { redirectTarget } from './redirects';
import { lowerCaseHeaders } from './response';
import { faultCode, isNeverSent } from './retry';

const TIMEOUT_MS = 60_000;

/** Largest file, in bytes: a label has some hundred kilobytes. */
export const LARGEST_FILE = 50 * 1024 * 1024;

/** A file from a public link. */
export interface Downloaded {
	bytes: Buffer;
	/** Without parameters; `application/octet-stream` where the answer has none. */
	mimeType: string;
}

/** Where a link may point. */
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
 * @throws UserError for any address that is not listed; the link's query, which may give anyone access to the file, is not shown
 */
export function checkedLink(link: string, { service, hosts, customBases }: LinkRules): URL {
	if (!URL.canParse(link))
		throw new UserError(`${service} returned a link that is not a full address`);
	const url = new URL(link);
	const listed = url.protocol === 'https:' && url.port === '' && hosts.includes(url.hostname);
	const own = customBases.some((base) => new URL(base).origin === url.origin);
	if ((listed || own) && !url.username && !url.password) return url;
	throw new UserError(
		`${service} returned a link to ${url.origin}, from which files are not downloaded`,
		{
			description: `Files come over https from ${hosts.join(', ') || 'no host'}. Take the link out of the data and fetch it with an HTTP Request node if you trust it.`,
		},
	);
}

/**
 * Fetches a file from a public link, without any credential. Redirects are followed within the listed hosts only.
 *
 * @param send n8n's request helper without authentication
 * @param signal aborted when the execution is cancelled
 * @throws UserError for a link that leads elsewhere, DownloadRefused for an answer that is no success
 */
export async function download(
	send: (options: IHttpRequestOptions) => Promise<unknown>,
	link: string,
	rules: LinkRules,
	signal?: AbortSignal,
): Promise<Downloaded> {
	const { service } = rules;
	let url = checkedLink(link, rules);
	for (let hops = 0; ; hops++) {
		const request: IHttpRequestOptions = {
			method: 'GET',
			url: url.href,
			headers: { Accept: '*/*' },
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: TIMEOUT_MS,
		};
		const limits = { maxBytes: LARGEST_FILE, deadlineMs: TIMEOUT_MS, signal };
		const answer = await sendCapped(send, request, limits).catch((error: unknown) => {
			throw inWords(error, url, service);
		});
		const { statusCode, body } = answer;
		const headers = lowerCaseHeaders(answer.headers);
		const to = redirectTarget(service, url.href, { status: statusCode, headers }, hops);
		if (to) {
			url = checkedLink(to.href, rules);
			continue;
		}
		if (statusCode !== 200) {
			const address = `${url.host}${url.pathname}`;
			throw new DownloadRefused(
				`${service}'s file at ${address} was answered with HTTP status ${statusCode}`,
				statusCode,
			);
		}
		const mimeType = headers['content-type']?.split(';')[0]?.trim();
		return { bytes: body, mimeType: mimeType || 'application/octet-stream' };
	}
}

/** An error of the host that serves the file, which is not the API. */
function inWords(error: unknown, url: URL, service: string): unknown {
	if (error instanceof ResponseTooLargeError) {
		const most = LARGEST_FILE / 1024 / 1024;
		return new UserError(`The file that ${service} links to is larger than ${most} MB`);
	}
	if (faultCode(error) === 'ETIMEDOUT' && !isNeverSent(error)) {
		return new UserError(`The file that ${service} links to was not received in time`);
	}
	const lasting = lastingFault(error, url.href, `where ${service} keeps files`);
	return lasting ? new UserError(lasting.message, { description: lasting.description }) : error;
}
