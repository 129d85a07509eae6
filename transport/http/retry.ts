import type { FailureKind } from '../contracts/response';
import { monotonicMs } from '../core/clock';
import { RenewalError } from '../core/renewal-error';
import type { WaitReason } from '../rate-limit/wait-log';

/** Codes of connection faults after which the service cannot have seen the request. */
const UNSENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

const FIRST_WAIT_MS = 400;

const LONGEST_WAIT_MS = 20_000;

/**
 * What a second sending would do. `safe`: nothing, it only reads. `idempotent`: nothing beyond the first. `keyed`: nothing, the
 * service knows it by its key. `never`: perhaps the same once more. `upload`: likewise, since the key of a file is good for one try.
 */
export type RepeatSafety = 'safe' | 'idempotent' | 'keyed' | 'upload' | 'never';

function harmless(repeat: RepeatSafety): boolean {
	return repeat !== 'never' && repeat !== 'upload';
}

export function isNeverSent(code: string | undefined): boolean {
	return code !== undefined && UNSENT.has(code);
}

/** The code of a connection fault, wherever n8n's wrapping has put it: n8n 1.x keeps it as `httpCode` only. */
export function faultCode(error: unknown): string | undefined {
	let current: unknown = error;
	for (let depth = 0; depth < 4 && typeof current === 'object' && current !== null; depth++) {
		if ('code' in current && typeof current.code === 'string') return current.code;
		if ('httpCode' in current && /^[A-Z]\w+$/.test(String(current.httpCode))) {
			return String(current.httpCode);
		}
		current = 'cause' in current ? current.cause : undefined;
	}
	return undefined;
}

/** Capped exponential back-off with full jitter, in milliseconds. `attempt` counts from 1. */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
	const ceiling = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
	return ceiling / 2 + (ceiling / 2) * random();
}

type Headers = Readonly<Record<string, string>>;

/** `Retry-After`, in seconds or as a date, in milliseconds. */
function retryAfter(headers: Headers, now: number): number | undefined {
	const after = headers['retry-after']?.trim();
	if (!after) return undefined;
	if (/^\d+(\.\d+)?$/.test(after)) return Number(after) * 1000;
	const date = Date.parse(after);
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/**
 * How long a service asks to wait, in milliseconds: `Retry-After` in seconds or as a date, or `X-RateLimit-Reset` in seconds
 * since the epoch or from now. Undefined where it says nothing usable.
 */
export function requestedWaitMs(headers: Headers, now: number): number | undefined {
	const after = retryAfter(headers, now);
	if (after !== undefined) return after;
	const reset = Number(headers['x-ratelimit-reset']);
	if (!Number.isFinite(reset) || reset <= 0) return undefined;
	return reset > 1_000_000_000 ? Math.max(0, reset * 1000 - now) : reset * 1000;
}

/**
 * How long a failed request has to wait, in milliseconds. Some services put `X-RateLimit-Reset` on every answer: it asks for
 * nothing unless the limit is what was met.
 */
export function waitForKindMs(
	kind: FailureKind,
	headers: Headers,
	now: number,
): number | undefined {
	if (kind === 'limited') return requestedWaitMs(headers, now);
	return kind === 'temporary' ? retryAfter(headers, now) : undefined;
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
	return { waitMs: wait, reason: limited ? 'asked' : 'trouble' };
}

/** After a token that could not be got, or a request without an answer. */
export function retryAfterFault(
	error: unknown,
	repeat: RepeatSafety,
	attempt: number,
): RetryDecision {
	if (error instanceof RenewalError) {
		const limited = error.kind === 'limited';
		const again = limited || error.kind === 'temporary';
		// Until then the failure is remembered, and no token is asked for.
		const remembered = Math.max(0, error.until - monotonicMs());
		return {
			waitMs: again ? remembered + backoffMs(attempt) : undefined,
			reason: limited ? 'asked' : 'trouble',
		};
	}
	const code = faultCode(error);
	const again = code !== undefined && (harmless(repeat) || isNeverSent(code));
	return { waitMs: again ? backoffMs(attempt) : undefined, reason: 'trouble' };
}
