import type { IHttpRequestOptions, INode } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import type { CredentialData } from '../contracts/credential';
import type { HttpResponse } from '../contracts/response';
import { isRecord } from '../core/json';
import { isStream, LARGEST_RESPONSE, sendCapped } from './capped';
import type { ApiRequestOptions } from './request';
import { readResponse } from './response';
import { faultCode } from './retry';

/** What the client needs of n8n: execution, poll, hook and list-search contexts all have it. */
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

/** n8n's helper uses the signal of the context that it is called on, not that of the request. */
function withSignal(context: RequestContext, signal: AbortSignal): RequestContext {
	const derived = Object.create(context) as RequestContext;
	derived.getExecutionCancelSignal = () => signal;
	return derived;
}

/**
 * The answer in an error that n8n made of its status. n8n 1.x and 2.x keep the body as `context.data` and the status as `httpCode`; 1.x
 * loses the headers.
 */
function answerIn(error: unknown): object | undefined {
	if (!(error instanceof NodeApiError) || !isStream(error.context.data)) return undefined;
	const response: unknown = isRecord(error.cause) ? error.cause.response : undefined;
	const headers: unknown = isRecord(response) ? response.headers : undefined;
	return { statusCode: Number(error.httpCode), headers: headers ?? {}, body: error.context.data };
}

/**
 * Of an answer that broke off n8n 1.x keeps only the status. With statuses ignored a status is no error: an error that has one was made
 * of an answer that broke off or, where n8n renews by itself, of a token request.
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
 * One request through n8n's helper. An answer with a status is returned as an answer, also where n8n throws an error for it.
 *
 * @param name the credential type
 * @param wholeMs how long the whole answer may take
 * @param copy the credential to sign with; without one n8n reads it, and renews it, by itself
 */
export async function sendWithCredential(
	context: RequestContext,
	name: string,
	{ maxResponseBytes = LARGEST_RESPONSE, ...request }: ApiRequestOptions,
	wholeMs: number,
	copy?: CredentialData,
): Promise<HttpResponse> {
	const send = async (options: IHttpRequestOptions, signal: AbortSignal) => {
		const { httpRequestWithAuthentication: helper } = context.helpers;
		const self = withSignal(context, signal);
		try {
			return await (copy
				? helper.call(self, name, options, {
						credentialsDecrypted: { id: '', name: '', type: name, data: copy },
					})
				: helper.call(self, name, options));
		} catch (error) {
			const answer = answerIn(error);
			if (answer) return answer;
			throw withFault(error, copy === undefined);
		}
	};
	const signal = context.getExecutionCancelSignal?.();
	return readResponse(
		await sendCapped(send, request, { maxBytes: maxResponseBytes, deadlineMs: wholeMs, signal }),
	);
}

/**
 * One request through n8n's plain helper, signed by us.
 *
 * @param wholeMs how long the whole answer may take
 */
export async function sendPlain(
	context: RequestContext,
	{ maxResponseBytes = LARGEST_RESPONSE, ...request }: ApiRequestOptions,
	wholeMs: number,
): Promise<HttpResponse> {
	const send = async (options: IHttpRequestOptions, abortSignal: AbortSignal) =>
		await context.helpers.httpRequest({ ...options, abortSignal });
	const signal = context.getExecutionCancelSignal?.();
	return readResponse(
		await sendCapped(send, request, { maxBytes: maxResponseBytes, deadlineMs: wholeMs, signal }),
	);
}
