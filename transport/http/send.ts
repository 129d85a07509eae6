import type { IHttpRequestOptions, INode } from 'n8n-workflow';
import { NodeApiError, UserError } from 'n8n-workflow';

import type { CredentialData } from '../contracts/credential';
import type { HttpResponse } from '../contracts/response';
import { readResponse } from './response';
import { faultCode } from './retry';

/** What a session needs of n8n; execution, poll, hook and list-search contexts all have it. */
export interface RequestContext {
	getNode(): INode;
	getCredentials(type: string, itemIndex?: number): Promise<object>;
	getExecutionCancelSignal?(): AbortSignal | undefined;
	helpers: {
		httpRequest(options: IHttpRequestOptions): Promise<unknown>;
		httpRequestWithAuthentication: (
			type: string,
			options: IHttpRequestOptions,
			extra?: {
				credentialsDecrypted?: { id: string; name: string; type: string; data: CredentialData };
			},
		) => Promise<unknown>;
	};
}

function isFullResponse(
	value: unknown,
): value is { statusCode: number; headers: unknown; body: unknown } {
	return (
		typeof value === 'object' &&
		value !== null &&
		'statusCode' in value &&
		typeof value.statusCode === 'number' &&
		'headers' in value &&
		'body' in value
	);
}

/** Ends a request whose answer drips in for ever: the time-out of n8n's helper begins anew with each byte, and it takes no signal. */
async function withinTime<T>(work: Promise<T>, ms: number): Promise<T> {
	const over = AbortSignal.timeout(ms);
	let end = () => {};
	const late = new Promise<never>((_resolve, reject) => {
		end = () =>
			reject(Object.assign(new Error('The answer came too slowly'), { code: 'ETIMEDOUT' }));
		over.addEventListener('abort', end, { once: true });
	});
	try {
		return await Promise.race([work, late]);
	} finally {
		over.removeEventListener('abort', end);
	}
}

/**
 * n8n 1.x keeps nothing of a broken answer's fault but the status that came before it. With statuses ignored a status is no error:
 * an error that has one was made of a broken answer, or, where n8n renews by itself, of a token request.
 */
function withFault(error: unknown, renewedByN8n: boolean): unknown {
	if (!(error instanceof NodeApiError) || faultCode(error) !== undefined) return error;
	const broken = renewedByN8n ? /^2\d\d$/ : /^\d{3}$/;
	if (!broken.test(error.httpCode ?? '')) return error;
	return Object.assign(new Error('The answer broke off', { cause: error }), {
		code: 'ERR_BAD_RESPONSE',
	});
}

/**
 * One request through n8n's helper.
 *
 * @param name the credential type
 * @param wholeMs how long the whole answer may take
 * @param copy the credential to sign with; without one n8n reads it, and renews it, by itself
 */
export async function sendWithCredential(
	context: RequestContext,
	name: string,
	request: IHttpRequestOptions,
	wholeMs: number,
	copy?: CredentialData,
): Promise<HttpResponse> {
	const { httpRequestWithAuthentication: send } = context.helpers;
	const sent = copy
		? send.call(context, name, request, {
				credentialsDecrypted: { id: '', name: '', type: name, data: copy },
			})
		: send.call(context, name, request);
	const ignoring = request.ignoreHttpStatusErrors === true;
	const answer = await withinTime(sent, wholeMs).catch((error: unknown) => {
		throw ignoring ? withFault(error, copy === undefined) : error;
	});
	if (!isFullResponse(answer)) throw new UserError('n8n gave no complete answer');
	return readResponse(answer);
}

/**
 * One request through n8n's plain helper, signed by us.
 *
 * @param wholeMs how long the whole answer may take
 */
export async function sendPlain(
	context: RequestContext,
	request: IHttpRequestOptions,
	wholeMs: number,
): Promise<HttpResponse> {
	const answer = await withinTime(context.helpers.httpRequest(request), wholeMs);
	if (!isFullResponse(answer)) throw new UserError('n8n gave no complete answer');
	return readResponse(answer);
}
