import type { IDataObject, INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { faultCode, redact } from './exchange';
import { isRecord, mapLeaves } from './reply';
import type { CredentialData, FailureKind, Reply, ServiceFailure } from './types';

/** What n8n 2.41 and later do with a declared cause; earlier versions ignore it. */
type Cause =
	| { cause: 'rate-limited'; retryAfterMs?: number }
	| { cause: 'temporarily-unavailable'; retryAfterMs?: number }
	| { cause: 'credential-invalid' };

/** Sorts an answer by its status alone; providers refine it by their own codes. */
export function kindOfStatus(status: number): FailureKind {
	if (status === 401) return 'expired';
	if (status === 429) return 'limited';
	if ([408, 502, 503, 504].includes(status)) return 'temporary';
	return 'final';
}

const HINTS: Readonly<Record<number, string>> = {
	400: 'Check the parameters of this item.',
	401: 'Open the credential and test it.',
	403: 'The credential works, but its user or key may not do this.',
	404: 'Check the IDs and the path.',
	409: 'The record is in a state, or exists already, so that this cannot be done.',
	412: 'The record was changed by somebody else. Read it again, then repeat.',
	413: 'The file or body is too large for the service.',
	422: 'Check the values of this item.',
};

function causeOf(kind: FailureKind, status: number, retryAfterMs?: number): Cause | undefined {
	const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
	if (kind === 'limited') return { cause: 'rate-limited', ...wait };
	if (kind === 'temporary') return { cause: 'temporarily-unavailable', ...wait };
	return status === 401 ? { cause: 'credential-invalid' } : undefined;
}

/** Where an error happened. */
export interface Place {
	node: INode;
	service: string;
	credentials: CredentialData;
	method: string;
	path: string;
	itemIndex?: number;
}

function at(place: Place): { itemIndex?: number } {
	return place.itemIndex === undefined ? {} : { itemIndex: place.itemIndex };
}

function apiError(
	place: Place,
	text: { message: string; description: string; httpCode?: string },
	extra: { data?: IDataObject; cause?: Cause | undefined } = {},
): NodeApiError {
	const response: JsonObject = { message: text.message };
	const error = new NodeApiError(place.node, response, {
		...text,
		...at(place),
		...(extra.cause ? { failure: extra.cause } : {}),
	});
	if (extra.data) error.context.data = extra.data;
	return error;
}

/** The error for an answer that the service gave. */
export function serviceError(
	place: Place,
	reply: Reply,
	failure: ServiceFailure,
	retryAfterMs?: number,
): NodeApiError {
	const words = redact(failure.message.slice(0, 500), place.credentials);
	const code = failure.code ? ` [${failure.code}]` : '';
	const hint = failure.hint ?? HINTS[reply.status];
	const lines = [
		`${place.method} ${place.path} was answered with HTTP status ${reply.status}.`,
		...(hint ? [hint] : []),
	];
	const body = isRecord(reply.body)
		? mapLeaves(reply.body, (leaf) =>
				typeof leaf === 'string' ? redact(leaf, place.credentials) : leaf,
			)
		: undefined;
	return apiError(
		place,
		{
			message: `${place.service}: ${words}${code}`,
			description: lines.join(' '),
			httpCode: String(reply.status),
		},
		{
			cause: causeOf(failure.kind, reply.status, retryAfterMs),
			...(isRecord(body) ? { data: body } : {}),
		},
	);
}

/** Said of a write that broke off. */
export const MAY_BE_DONE =
	'The service may have carried it out: check there before you run it again.';

/** The error for a request that got no answer. */
export function connectionError(place: Place, error: unknown, mayBeDone: boolean): NodeApiError {
	const code = faultCode(error);
	const late = code === 'ECONNABORTED' || code === 'ETIMEDOUT';
	const doubt = mayBeDone ? ` ${MAY_BE_DONE}` : '';
	return apiError(
		place,
		{
			message: late
				? `${place.service} did not answer in time`
				: `${place.service} could not be reached, or broke off the connection`,
			description: `${place.method} ${place.path} got no complete answer${code ? ` (${code.toLowerCase()})` : ''}.${doubt}`,
		},
		{ cause: { cause: 'temporarily-unavailable' } },
	);
}

/** The error for a token that could not be renewed. */
export function renewalFailed(
	place: Place,
	failure: { kind: string; message: string; description?: string },
): NodeApiError {
	const cause: Cause =
		failure.kind === 'temporary'
			? { cause: 'temporarily-unavailable' }
			: failure.kind === 'limited'
				? { cause: 'rate-limited' }
				: { cause: 'credential-invalid' };
	return apiError(
		place,
		{ message: failure.message, description: failure.description ?? '' },
		{ cause },
	);
}

/** The error for something that is wrong before anything is sent. */
export function inputError(
	place: Place,
	message: string,
	description?: string,
): NodeOperationError {
	return new NodeOperationError(place.node, message, {
		...at(place),
		...(description === undefined ? {} : { description }),
	});
}
