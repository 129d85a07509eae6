/** Codes of connection faults after which the service cannot have seen the request. */
const UNSENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 20_000;

/**
 * What a second sending would do. `safe`: nothing, it only reads. `keyed`: nothing, the service knows it by its key.
 * `unsafe`: perhaps the same once more.
 */
export type Repeat = 'safe' | 'keyed' | 'unsafe';

export function neverSent(code: string | undefined): boolean {
	return code !== undefined && UNSENT.has(code);
}

/** Capped exponential back-off with full jitter, in milliseconds. `attempt` counts from 1. */
export function backOff(attempt: number, random: () => number = Math.random): number {
	const ceiling = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
	return ceiling / 2 + (ceiling / 2) * random();
}

/**
 * How long a service asks to wait, in milliseconds: `Retry-After` in seconds or as a date, or `X-RateLimit-Reset` in seconds
 * since the epoch or from now. Undefined where it says nothing usable.
 */
export function waitAsked(
	headers: Readonly<Record<string, string>>,
	now: number,
): number | undefined {
	const after = headers['retry-after']?.trim();
	if (after) {
		if (/^\d+(\.\d+)?$/.test(after)) return Number(after) * 1000;
		const date = Date.parse(after);
		if (!Number.isNaN(date)) return Math.max(0, date - now);
	}
	const reset = Number(headers['x-ratelimit-reset']);
	if (!Number.isFinite(reset) || reset <= 0) return undefined;
	return reset > 1_000_000_000 ? Math.max(0, reset * 1000 - now) : reset * 1000;
}
