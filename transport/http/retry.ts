import type { FailureKind } from '../contracts/response';
import { monotonicMs } from '../core/clock';
import { RenewalError } from '../core/renewal-error';
import type { WaitReason } from '../rate-limit/wait-log';

/** Codes of faults before there is a connection. */
const UNSENT = new Set([
	'EADDRNOTAVAIL',
	'EAI_AGAIN',
	'EAI_FAIL',
	'ECONNREFUSED',
	'EHOSTDOWN',
	'EHOSTUNREACH',
	'ENETDOWN',
	'ENETUNREACH',
	'ENOTFOUND',
]);

/** What is wrong with a secure connection. `protocol`: the two sides found no way to make one. */
export type TlsFault = 'untrusted' | 'dated' | 'name' | 'certificate' | 'protocol';

/** Source: nodejs.org/api/tls.html, "X509 certificate error codes". They end the handshake, before a request is sent. */
const TLS_FAULTS: ReadonlyArray<readonly [TlsFault, RegExp]> = [
	[
		'untrusted',
		/^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?|UNABLE_TO_VERIFY_LEAF_SIGNATURE|CERT_UNTRUSTED|INVALID_CA)$/,
	],
	['dated', /^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/],
	['name', /^(ERR_TLS_CERT_ALTNAME_\w+|HOSTNAME_MISMATCH)$/],
	[
		'certificate',
		/^(CERT_(SIGNATURE_FAILURE|CHAIN_TOO_LONG|REVOKED|REJECTED)|CRL_\w+|UNABLE_TO_(GET_CRL|DECODE_ISSUER_PUBLIC_KEY|DECRYPT_C\w+)|ERROR_IN_C\w+_FIELD|PATH_LENGTH_EXCEEDED|INVALID_PURPOSE)$/,
	],
	['protocol', /^(EPROTO|ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED)$/],
];

/** A secure connection that broke while a request was being sent has the code of a failed handshake, but these messages. */
const DAMAGED = /record mac|decryption failed/i;

/** How Node.js describes a failed lookup, a failed connection, and a TLS handshake that broke off, where the code does not tell. */
const UNCONNECTED = /^(getaddrinfo|connect) E|before secure TLS connection was established/;

const FIRST_WAIT_MS = 400;

const LONGEST_WAIT_MS = 20_000;

const LONGEST_PAUSE_MS = 120_000;

/**
 * What a second sending would do. `safe`: nothing, it only reads. `idempotent`: nothing beyond the first. `keyed`: nothing, the
 * service recognizes it by its key. `never`: perhaps the same again. `upload`: likewise, since the key of a file is good for one try.
 */
export type RepeatSafety = 'safe' | 'idempotent' | 'keyed' | 'upload' | 'never';

function harmless(repeat: RepeatSafety): boolean {
	return repeat !== 'never' && repeat !== 'upload';
}

/** An error and its causes: n8n and axios wrap errors. */
export function causesOf(error: unknown): object[] {
	const causes: object[] = [];
	let current = error;
	while (typeof current === 'object' && current !== null && causes.length < 4) {
		causes.push(current);
		current = 'cause' in current ? current.cause : undefined;
	}
	return causes;
}

/** The code of a connection fault, wherever n8n puts it: n8n 1.x keeps it as `httpCode` only. */
export function faultCode(error: unknown): string | undefined {
	for (const cause of causesOf(error)) {
		if ('code' in cause && typeof cause.code === 'string') return cause.code;
		if ('httpCode' in cause && /^[A-Z]\w+$/.test(String(cause.httpCode))) {
			return String(cause.httpCode);
		}
	}
	return undefined;
}

/** The messages of an error, the original ones too: n8n replaces them, and keeps them in a list. */
function messagesOf(error: object): string[] {
	const own = 'message' in error ? [error.message] : [];
	const kept: unknown[] =
		'messages' in error && Array.isArray(error.messages) ? error.messages : [];
	return [...own, ...kept].filter((message) => typeof message === 'string');
}

/** Whether a fault occurred before anything of the request was sent. */
export function isNeverSent(error: unknown): boolean {
	const code = faultCode(error);
	if (code === undefined) return false;
	if (UNSENT.has(code)) return true;
	if (tlsFaultOf(error)) return true;
	return causesOf(error).some((cause) => messagesOf(cause).some((text) => UNCONNECTED.test(text)));
}

/** What kept a secure connection from being made; undefined for any other fault. */
export function tlsFaultOf(error: unknown): TlsFault | undefined {
	const code = faultCode(error);
	if (code === undefined) return undefined;
	const damaged = causesOf(error).some((cause) =>
		messagesOf(cause).some((text) => DAMAGED.test(text)),
	);
	return damaged ? undefined : TLS_FAULTS.find(([, codes]) => codes.test(code))?.[0];
}

/** Capped exponential back-off with jitter, in milliseconds: half of it is random. `attempt` counts from 1. */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
	const ceiling = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
	return ceiling / 2 + (ceiling / 2) * random();
}

type Headers = Readonly<Record<string, string>>;

const DAY_MS = 86_400_000;

/** A date as HTTP writes it (RFC 9110, section 5.6.7), or ISO 8601; without a zone it is in UTC. */
const DATE =
	/^((mon|tue|wed|thu|fri|sat|sun)[a-z]*,? .*|\d{4}-\d\d-\d\d([t ][\d:.]+)?(z|[+-]\d\d:?\d\d)?)$/i;

/**
 * A wait as services write it, in milliseconds from now: seconds, milliseconds, seconds or milliseconds since the epoch, a date.
 * The size of a number decides which of them it is: more than the seconds of a day are milliseconds. Undefined for anything else and
 * for negative numbers; at most a day.
 */
function waitIn(value: string | undefined, now: number): number | undefined {
	const text = value?.trim() ?? '';
	const number = /^\d+(\.\d+)?(?=$|\s*,)/.exec(text)?.[0];
	const wait = number === undefined ? dateIn(text) - now : waitFromNumber(Number(number), now);
	return Number.isNaN(wait) ? undefined : Math.min(Math.max(0, wait), DAY_MS);
}

function waitFromNumber(number: number, now: number): number {
	if (number >= 100_000_000_000) return number - now;
	if (number >= 1_000_000_000) return number * 1000 - now;
	return number > DAY_MS / 1000 ? number : number * 1000;
}

function dateIn(text: string): number {
	if (!DATE.test(text)) return Number.NaN;
	const zoned = /(z|gmt|utc|[+-]\d\d:?\d\d)$/i.test(text.slice(10));
	const day = /^[\d-]+$/.test(text);
	return Date.parse(zoned || day ? text : `${text}Z`);
}

/**
 * How long a service asks to wait, in milliseconds: `Retry-After`, or else `X-RateLimit-Reset`. Undefined where neither is valid.
 */
export function requestedWaitMs(headers: Headers, now: number): number | undefined {
	const after = waitIn(headers['retry-after'], now);
	if (after !== undefined) return after;
	const reset = headers['x-ratelimit-reset'];
	// 0 stands for "no limit" as well.
	return Number(reset) === 0 ? undefined : waitIn(reset, now);
}

/**
 * How long "too many requests" pauses the other requests of the account, in milliseconds: as long as the service asks for, but two
 * minutes at most. Undefined where it names no time.
 */
export function accountPauseMs(headers: Headers, now: number): number | undefined {
	const asked = requestedWaitMs(headers, now);
	return asked === undefined ? undefined : Math.min(asked, LONGEST_PAUSE_MS);
}

/**
 * How long a failed request has to wait, in milliseconds. Some services send `X-RateLimit-Reset` with every answer: it means a wait
 * only where the limit was exceeded.
 */
export function waitForKindMs(
	kind: FailureKind,
	headers: Headers,
	now: number,
): number | undefined {
	if (kind === 'limited') return requestedWaitMs(headers, now);
	return kind === 'temporary' ? waitIn(headers['retry-after'], now) : undefined;
}

/** Whether and when a request goes out again. */
export interface RetryDecision {
	/** Milliseconds; undefined where it does not. */
	waitMs: number | undefined;
	reason: WaitReason;
}

/** After an answer that is a failure. `askedMs`: what the service asks to wait. */
export function retryAfterFailure(
	kind: FailureKind,
	repeat: RepeatSafety,
	attempt: number,
	askedMs = 0,
): RetryDecision {
	const limited = kind === 'limited';
	const again = limited || kind === 'busy' || (kind === 'temporary' && harmless(repeat));
	const wait = again ? Math.max(askedMs, backoffMs(attempt)) : undefined;
	return { waitMs: wait, reason: limited ? 'retryAfter' : 'backoff' };
}

/** After a token that could not be obtained, or a request without an answer. */
export function retryAfterFault(
	error: unknown,
	repeat: RepeatSafety,
	attempt: number,
): RetryDecision {
	if (error instanceof RenewalError) {
		const limited = error.kind === 'limited';
		const again = limited || error.kind === 'temporary';
		// Until then the failure is remembered, and no token is requested.
		const remembered = Math.max(0, error.until - monotonicMs());
		return {
			waitMs: again ? remembered + backoffMs(attempt) : undefined,
			reason: limited ? 'retryAfter' : 'backoff',
		};
	}
	const mayPass = faultCode(error) !== undefined && tlsFaultOf(error) === undefined;
	const again = mayPass && (harmless(repeat) || isNeverSent(error));
	return { waitMs: again ? backoffMs(attempt) : undefined, reason: 'backoff' };
}

/** Failures after which a later request may be answered. */
const TRANSIENT: ReadonlySet<FailureKind> = new Set(['limited', 'busy', 'temporary']);

/** Not Implemented, HTTP Version Not Supported: the statuses from 500 on that no later request changes. */
const LASTING: ReadonlySet<number> = new Set([501, 505]);

/** Whether the same request may be answered differently later although nothing is changed. */
export function isTransientAnswer(kind: FailureKind, status: number): boolean {
	return TRANSIENT.has(kind) || (status >= 500 && !LASTING.has(status));
}

const transients = new WeakSet<Error>();

/** Marks the error of a failure that may pass: an outage, a fault of the network, a limit, a renewal that fails temporarily. */
export function asTransient<E extends Error>(error: E, transient: boolean): E {
	if (transient) transients.add(error);
	return error;
}

/** Whether the failure of a request may pass by itself. All errors that `asTransient` has not marked are final. */
export function isTransient(error: unknown): error is Error {
	return error instanceof Error && transients.has(error);
}
