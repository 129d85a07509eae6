import type { IDataObject, INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError, UserError } from 'n8n-workflow';

import type { FailureKind, HttpResponse, ServiceFailure } from '../contracts/response';
import { CancelledError } from '../core/cancellation';
import { isRecord } from '../core/json';
import { RenewalError } from '../core/renewal-error';
import { WaitTimeoutError } from '../rate-limit/wait-budget';
import { ResponseTooLargeError } from './capped';
import { lastingFault } from './lasting-faults';
import { answerMayChange, markPassing } from './recovery';
import { maskedJson, redactor } from './redaction';
import type { RepeatSafety } from './retry';
import { faultCode, isNeverSent } from './retry';
import { isSecretName } from './secret-names';

/** What n8n 2.41 and later do with a declared cause; earlier versions ignore it. */
type Cause =
	| { cause: 'rate-limited'; retryAfterMs?: number }
	| { cause: 'temporarily-unavailable'; retryAfterMs?: number }
	| { cause: 'credential-invalid' };

/** Sorts an answer by its status alone; providers refine it by their own codes. */
export function classifyStatus(status: number): FailureKind {
	if (status === 401) return 'expired';
	if (status === 429) return 'limited';
	if ([408, 502, 503, 504].includes(status)) return 'temporary';
	return 'final';
}

const HINTS: Readonly<Record<number, string>> = {
	400: 'Check the parameters of this item.',
	401: 'Open the credential and test it.',
	403: 'The credential works, but its user or key may not do this.',
	404: 'Check the IDs and the path. The record may be gone, or belong to another account.',
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
export interface ErrorContext {
	node: INode;
	service: string;
	/** What no error may show: secrets of the credential, its tokens, secrets of the request itself. */
	secrets: readonly string[];
	method: string;
	/** Name of the provider's host; the API host if absent. */
	host?: string;
	path: string;
	/** What a second sending of the request would do. */
	repeat: RepeatSafety;
	itemIndex?: number;
}

/** A longer answer to a failed request is not kept with its error: n8n stores errors with the execution. */
const LONGEST_DATA = 100_000;

const LONGEST_WORDS = 300;

function at(place: ErrorContext): { itemIndex?: number } {
	return place.itemIndex === undefined ? {} : { itemIndex: place.itemIndex };
}

function apiError(
	place: ErrorContext,
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

const DOUBT = 'The service may have carried it out: check there before you run it again.';

const DOUBTS: Readonly<Record<RepeatSafety, string | undefined>> = {
	safe: undefined,
	idempotent: 'The service may have carried it out. Running it again does no harm.',
	keyed: `${DOUBT} n8n's "Retry On Fail" repeats it with the same idempotency key, so that it is not done twice.`,
	upload:
		'The file may have been accepted: check in the service before you upload it again, since another upload counts as another file.',
	never: DOUBT,
};

/** The sentence about a write whose outcome is unknown; undefined for a read. */
function doubtOf({ repeat }: ErrorContext): string | undefined {
	return DOUBTS[repeat];
}

const inDoubt = new WeakSet<Error>();

/** Whether a write that ended with this error may have been carried out. */
export function mayHaveBeenCarriedOut(error: Error): boolean {
	return inDoubt.has(error);
}

function doubted<E extends Error>(error: E, doubt: string | undefined): E {
	if (doubt !== undefined) inDoubt.add(error);
	return error;
}

/** Marks the error of a later try: the write may have been carried out by an earlier one. */
export function stillInDoubt<E extends NodeApiError | NodeOperationError>(
	error: E,
	place: ErrorContext,
): E {
	const doubt = doubtOf(place);
	if (doubt === undefined || inDoubt.has(error)) return error;
	error.description = [error.description, doubt].filter(Boolean).join(' ');
	return doubted(error, doubt);
}

/** The error for an answer that the service gave. */
export function serviceError(
	place: ErrorContext,
	response: HttpResponse,
	failure: ServiceFailure,
	tried: { attempt: number; askedMs: number | undefined } = { attempt: 1, askedMs: undefined },
): NodeApiError {
	const withoutSecrets = redactor(place.secrets);
	const words = withoutSecrets(failure.message.slice(0, LONGEST_DATA)).slice(0, LONGEST_WORDS);
	const code = failure.code ? ` [${withoutSecrets(failure.code)}]` : '';
	const unclear = failure.kind === 'temporary' || response.status >= 500;
	const doubt = unclear ? doubtOf(place) : undefined;
	const { attempt, askedMs } = tried;
	const lines = [
		`${place.method} ${place.path} was answered with HTTP status ${response.status}.`,
		attempt > 1 ? `It was tried ${attempt} times.` : undefined,
		askedMs ? `The service asks to wait ${Math.ceil(askedMs / 1000)} seconds.` : undefined,
		failure.hint ?? HINTS[response.status],
		doubt,
	].filter((line) => line !== undefined);
	const body =
		isRecord(response.body) && response.raw.length <= LONGEST_DATA
			? maskedJson(response.body, isSecretName, withoutSecrets)
			: undefined;
	const error = apiError(
		place,
		{
			message: `${place.service}: ${words}${code}`,
			description: lines.join(' '),
			httpCode: String(response.status),
		},
		{
			cause: causeOf(failure.kind, response.status, askedMs),
			...(isRecord(body) ? { data: body } : {}),
		},
	);
	return doubted(markPassing(error, answerMayChange(failure.kind, response.status)), doubt);
}

/** The error for a request that got no answer. */
function connectionError(place: ErrorContext, error: unknown, wasSent: boolean): NodeApiError {
	const code = faultCode(error);
	const late = code === 'ECONNABORTED' || code === 'ETIMEDOUT';
	const doubt = wasSent ? doubtOf(place) : undefined;
	const failed = apiError(
		place,
		{
			message: late
				? `${place.service} did not answer in time`
				: `${place.service} could not be reached, or broke off the connection`,
			description: `${place.method} ${place.path} got no complete answer${code ? ` (${code.toLowerCase()})` : ''}.${doubt ? ` ${doubt}` : ''}`,
		},
		{ cause: { cause: 'temporarily-unavailable' } },
	);
	return doubted(markPassing(failed, true), doubt);
}

/** The error for an answer of which only the status is known. */
function tooLarge(place: ErrorContext, error: ResponseTooLargeError): NodeApiError {
	const { status } = error;
	const doubt = status < 300 || status >= 500 ? doubtOf(place) : undefined;
	const head = `${place.method} ${place.path} was answered with HTTP status ${status}.`;
	const failed = apiError(place, {
		message: `${place.service}: ${error.message}`,
		description: [head, error.description, doubt].filter(Boolean).join(' '),
		httpCode: String(status),
	});
	return doubted(markPassing(failed, answerMayChange('final', status)), doubt);
}

/** The error for a token that could not be renewed. */
function renewalFailed(place: ErrorContext, failure: RenewalError): NodeApiError {
	const cause: Cause =
		failure.kind === 'temporary'
			? { cause: 'temporarily-unavailable' }
			: failure.kind === 'limited'
				? { cause: 'rate-limited' }
				: { cause: 'credential-invalid' };
	const text = { message: failure.message, description: failure.description ?? '' };
	const passes = failure.kind === 'temporary' || failure.kind === 'limited';
	return markPassing(apiError(place, text, { cause }), passes);
}

/** The error for something that is wrong before anything is sent. */
export function inputError(
	place: ErrorContext,
	message: string,
	description?: string,
): NodeOperationError {
	return new NodeOperationError(place.node, message, {
		...at(place),
		...(description === undefined ? {} : { description }),
	});
}

/** What the message of an error without an answer needs. */
interface Circumstances {
	/** Name of the credential type as people read it. */
	label: string;
	/** The address that was asked. */
	address: string;
	/** The execution was stopped. */
	stopped: boolean;
}

/** The error for whatever was thrown on the way to a service. */
export function thrownError(
	error: unknown,
	place: ErrorContext,
	{ label, address, stopped }: Circumstances,
): NodeApiError | NodeOperationError {
	if (error instanceof RenewalError) return renewalFailed(place, error);
	const lasting = lastingFault(error, address, `where ${place.service} answers`);
	if (lasting) return inputError(place, lasting.message, lasting.description);
	if (error instanceof ResponseTooLargeError) return tooLarge(place, error);
	if (error instanceof UserError) {
		const own = inputError(place, error.message, error.description ?? undefined);
		return markPassing(own, error instanceof WaitTimeoutError);
	}
	const sent = !isNeverSent(error);
	if (stopped) {
		const doubt = sent ? doubtOf(place) : undefined;
		return doubted(inputError(place, new CancelledError().message, doubt), doubt);
	}
	if (faultCode(error) !== undefined) return connectionError(place, error, sent);
	const cause =
		error instanceof Error && error.cause instanceof UserError ? error.cause : undefined;
	if (cause) return inputError(place, cause.message, cause.description ?? undefined);
	if (error instanceof Error && /without access token/i.test(error.message)) {
		return inputError(
			place,
			`The ${label} credential is not connected`,
			'Open the credential and click "Connect".',
		);
	}
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		if (place.itemIndex !== undefined) error.context.itemIndex = place.itemIndex;
		return error;
	}
	const words = error instanceof Error ? error.message : 'The request could not be made';
	return inputError(place, redactor(place.secrets)(words));
}
