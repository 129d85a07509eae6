import type { IDataObject, IHttpRequestMethods, IHttpRequestOptions } from 'n8n-workflow';

import type { EndpointDefinition } from '../contracts/endpoint';
import type { Expected } from './response';
import type { RepeatSafety } from './retry';
import type { Query } from './url';
import { checkedHeaders, endpointUrl } from './url';

const TIMEOUT_MS = 60_000;

const READING: readonly IHttpRequestMethods[] = ['GET', 'HEAD'];

/** A request as a node makes it. */
export interface ApiRequest {
	method: IHttpRequestMethods;
	path: string;
	/** Name of the provider's host; the API host if absent. */
	host?: string;
	pathValues?: Record<string, unknown>;
	query?: Query;
	headers?: Record<string, unknown>;
	/** Sent as it is: text, bytes or FormData. An object goes out as JSON. */
	body?: IDataObject | IDataObject[] | string | Buffer | FormData;
	contentType?: string;
	itemIndex?: number;
	timeoutMs?: number;
	/** What a second sending does, where the method does not say it. */
	repeat?: EndpointDefinition['repeat'];
	/** A status that is no failure here. */
	acceptStatus?: number;
	/** The service carries out a write with this key only once, so that it can be repeated; not so a file. */
	idempotencyKey?: string;
	/** Secrets in the request that are not the credential's: no error shows them. */
	secrets?: readonly string[];
	/** What a 2xx answer must contain to count as a success. */
	expected?: Expected;
	/** All waits of this request together; two minutes for a service in trouble if absent. */
	longestWaitMs?: number;
	/** How long it may be tried, in milliseconds: no try begins or ends later. */
	withinMs?: number;
	/** Largest answer that is read, after unpacking. */
	maxResponseBytes?: number;
}

/** The options of n8n's helper, and the size limit of the answer. */
export type ApiRequestOptions = IHttpRequestOptions & Pick<ApiRequest, 'maxResponseBytes'>;

/**
 * A request as n8n's helper takes it: checked, and with everything set that n8n would otherwise decide.
 *
 * @param base the base URL
 * @throws UserError for a path, a value or a header that cannot be sent
 */
export function requestOptions(request: ApiRequest, base: string): ApiRequestOptions {
	const { body, idempotencyKey, maxResponseBytes } = request;
	const plain = body !== undefined && typeof body === 'object' && !isBytes(body);
	return {
		method: request.method,
		url: endpointUrl(base, request.path, request.pathValues, request.query),
		headers: {
			Accept: 'application/json, */*;q=0.5',
			...(body === undefined || body instanceof FormData
				? {}
				: { 'Content-Type': request.contentType ?? 'application/json' }),
			...checkedHeaders({
				...request.headers,
				...(idempotencyKey ? { 'Idempotency-Key': idempotencyKey } : {}),
			}),
		},
		...(body === undefined ? {} : { body: plain ? JSON.stringify(body) : body }),
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: request.timeoutMs ?? TIMEOUT_MS,
		...(maxResponseBytes === undefined ? {} : { maxResponseBytes }),
	};
}

/** What a second sending of a request would do. */
export function repeatSafetyOf({ method, repeat, idempotencyKey, body }: ApiRequest): RepeatSafety {
	if (repeat !== undefined) return repeat;
	if (READING.includes(method)) return 'safe';
	if (typeof body === 'object' && isBytes(body)) return 'upload';
	return idempotencyKey === undefined ? 'never' : 'keyed';
}

/** Whether a request may change something at the service. */
export function isWrite({ method, repeat }: Pick<ApiRequest, 'method' | 'repeat'>): boolean {
	return repeat === undefined ? !READING.includes(method) : repeat !== 'safe';
}

function isBytes(body: object): body is Buffer | FormData {
	return Buffer.isBuffer(body) || body instanceof FormData;
}
