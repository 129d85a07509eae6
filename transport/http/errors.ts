import type { IDataObject, INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError, UserError } from 'n8n-workflow';

import type { FailureKind, HttpResponse, ServiceFailure } from '../contracts/response';
import { CancelledError } from '../core/cancellation';
import { isRecord } from '../core/json';
import { RenewalError } from '../core/renewal-error';
import { WaitTimeoutError } from '../rate-limit/wait-budget';
import { ResponseTooLargeError } from './capped';
import { lastingFault } from './lasting-faults';
import { maskedJson, redactor } from './redaction';
import type { RepeatSafety } from './retry';
import { asTransient, faultCode, isNeverSent, isTransientAnswer } from './retry';
import { isSecretName } from './secret-names';

/** What n8n 2.41 and later do with a declared cause; earlier versions ignore it. */
type Cause =
	| { cause: 'rate-limited'; retryAfterMs?: number }
	| { cause: 'temporarily-unavailable'; retryAfterMs?: number }
	| { cause: 'credential-invalid' };

/** Classifies an answer by its status alone; providers refine this by their own codes. */
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
	/** What no error may show: secrets of the credential, its tokens, and secrets of the request itself. */
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

function at(context: ErrorContext): { itemIndex?: number } {
	return context.itemIndex === undefined ? {} : { itemIndex: context.itemIndex };
}

function apiError(
	context: ErrorContext,
	text: { message: string; description: string; httpCode?: string },
	extra: { data?: IDataObject; cause?: Cause | undefined } = {},
): NodeApiError {
	const response: JsonObject = { message: text.message };
	const error = new NodeApiError(context.node, response, {
		...text,
		...at(context),
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
	context: ErrorContext,
): E {
	const doubt = doubtOf(context);
	if (doubt === undefined || inDoubt.has(error)) return error;
	error.description = [error.description, doubt].filter(Boolean).join(' ');
	return doubted(error, doubt);
}

/** The error for an answer that the service gave. */
export function serviceError(
	context: ErrorContext,
	response: HttpResponse,
	failure: ServiceFailure,
	tried: { attempt: number; askedMs: number | undefined } = { attempt: 1, askedMs: undefined },
): NodeApiError {
	const withoutSecrets = redactor(context.secrets);
	const words = withoutSecrets(failure.message.slice(0, LONGEST_DATA)).slice(0, LONGEST_WORDS);
	const code = failure.code ? ` [${withoutSecrets(failure.code)}]` : '';
	const unclear = failure.kind === 'temporary' || response.status >= 500;
	const doubt = unclear ? doubtOf(context) : undefined;
	const { attempt, askedMs } = tried;
	const sentences = [
		`${context.method} ${context.path} was answered with HTTP status ${response.status}.`,
		attempt > 1 ? `It was tried ${attempt} times.` : undefined,
		askedMs ? `The service asks to wait ${Math.ceil(askedMs / 1000)} seconds.` : undefined,
		failure.hint ?? HINTS[response.status],
		doubt,
	].filter((sentence) => sentence !== undefined);
	const body =
		isRecord(response.body) && response.raw.length <= LONGEST_DATA
			? maskedJson(response.body, isSecretName, withoutSecrets)
			: undefined;
	const error = apiError(
		context,
		{
			message: `${context.service}: ${words}${code}`,
			description: sentences.join(' '),
			httpCode: String(response.status),
		},
		{
			cause: causeOf(failure.kind, response.status, askedMs),
			...(isRecord(body) ? { data: body } : {}),
		},
	);
	return doubted(asTransient(error, isTransientAnswer(failure.kind, response.status)), doubt);
}

/** The error for a request that got no answer. */
function connectionError(context: ErrorContext, error: unknown, wasSent: boolean): NodeApiError {
	const code = faultCode(error);
	const late = code === 'ECONNABORTED' || code === 'ETIMEDOUT';
	const doubt = wasSent ? doubtOf(context) : undefined;
	const failed = apiError(
		context,
		{
			message: late
				? `${context.service} did not answer in time`
				: `${context.service} could not be reached, or broke off the connection`,
			description: `${context.method} ${context.path} got no complete answer${code ? ` (${code.toLowerCase()})` : ''}.${doubt ? ` ${doubt}` : ''}`,
		},
		{ cause: { cause: 'temporarily-unavailable' } },
	);
	return doubted(asTransient(failed, true), doubt);
}

/** The error for an answer of which only the status is known. */
function tooLarge(context: ErrorContext, error: ResponseTooLargeError): NodeApiError {
	const { status } = error;
	const doubt = status < 300 || status >= 500 ? doubtOf(context) : undefined;
	const head = `${context.method} ${context.path} was answered with HTTP status ${status}.`;
	const failed = apiError(context, {
		message: `${context.service}: ${error.message}`,
		description: [head, error.description, doubt].filter(Boolean).join(' '),
		httpCode: String(status),
	});
	return doubted(asTransient(failed, isTransientAnswer('final', status)), doubt);
}

/** The error for a token that could not be renewed. */
function renewalFailed(context: ErrorContext, failure: RenewalError): NodeApiError {
	const cause: Cause =
		failure.kind === 'temporary'
			? { cause: 'temporarily-unavailable' }
			: failure.kind === 'limited'
				? { cause: 'rate-limited' }
				: { cause: 'credential-invalid' };
	const text = { message: failure.message, description: failure.description ?? '' };
	const transient = failure.kind === 'temporary' || failure.kind === 'limited';
	return asTransient(apiError(context, text, { cause }), transient);
}

/** The error for something that is wrong before anything is sent. */
export function inputError(
	context: ErrorContext,
	message: string,
	description?: string,
): NodeOperationError {
	return new NodeOperationError(context.node, message, {
		...at(context),
		...(description === undefined ? {} : { description }),
	});
}

/** What the message of an error without an answer needs. */
interface Circumstances {
	/** Display name of the credential type. */
	label: string;
	/** The address that was asked. */
	address: string;
	/** The execution was cancelled. */
	cancelled: boolean;
}

/** The error for whatever was thrown while a request was sent. */
export function thrownError(
	error: unknown,
	context: ErrorContext,
	{ label, address, cancelled }: Circumstances,
): NodeApiError | NodeOperationError {
	if (error instanceof RenewalError) return renewalFailed(context, error);
	const lasting = lastingFault(error, address, `where ${context.service} answers`);
	if (lasting) return inputError(context, lasting.message, lasting.description);
	if (error instanceof ResponseTooLargeError) return tooLarge(context, error);
	if (error instanceof UserError) {
		const own = inputError(context, error.message, error.description ?? undefined);
		return asTransient(own, error instanceof WaitTimeoutError);
	}
	const sent = !isNeverSent(error);
	if (cancelled) {
		const doubt = sent ? doubtOf(context) : undefined;
		return doubted(inputError(context, new CancelledError().message, doubt), doubt);
	}
	if (faultCode(error) !== undefined) return connectionError(context, error, sent);
	const cause =
		error instanceof Error && error.cause instanceof UserError ? error.cause : undefined;
	if (cause) return inputError(context, cause.message, cause.description ?? undefined);
	if (error instanceof Error && /without access token/i.test(error.message)) {
		return inputError(
			context,
			`The ${label} credential is not connected`,
			'Open the credential and click "Connect".',
		);
	}
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		if (context.itemIndex !== undefined) error.context.itemIndex = context.itemIndex;
		return error;
	}
	const words = error instanceof Error ? error.message : 'The request could not be made';
	return inputError(context, redactor(context.secrets)(words));
}
