import { pause } from '../core/cancellation';
import { monotonicMs } from '../core/clock';
import { accountPauseMs } from '../http/retry';
import { limiterFor } from '../rate-limit/limiter';
import type { CredentialTokens } from './credential-tokens';
import type { Helpers } from './renewal';
import { probe } from './probe';
import type { Token } from './token';
import type { TokenCheck } from './token-cache';

/** A failure that would have to wait longer for a check is reported as it is. */
const LONGEST_WAIT_MS = 30_000;

/** How long failures are collected before the same token is checked again. */
const COLLECT_MS = 500;

/** Checks a token at the service. Without a clear answer it counts as good, but not as confirmed. */
function startCheck(
	helpers: Helpers,
	tokens: CredentialTokens,
	token: Token,
	delayMs: number,
): TokenCheck {
	const { profile, cache } = tokens;
	const { obtainedAt } = token;
	const limiter = limiterFor(profile, tokens.credentials);
	const runCheck = async (): Promise<boolean> => {
		await pause(delayMs);
		await limiter.acquireRateToken({ leftMs: LONGEST_WAIT_MS, urgent: true });
		check.sentAt = monotonicMs();
		const sending = probe(helpers, profile, tokens.withToken(token));
		const { failure, headers } = await sending.finally(() => limiter.noteArrival(check.sentAt));
		const { kind } = failure ?? {};
		if (kind === 'expired' || kind === 'doubtful') return false;
		if (kind === 'limited') limiter.noteTooManyRequests(accountPauseMs(headers, Date.now()));
		if (kind !== 'limited' && kind !== 'temporary') cache.confirm(obtainedAt, check.sentAt);
		return true;
	};
	const check: TokenCheck = { sentAt: Infinity, good: Promise.resolve(true) };
	check.good = runCheck()
		.catch(() => true)
		.finally(() => cache.checks.delete(obtainedAt));
	cache.checks.set(obtainedAt, check);
	return check;
}

/**
 * Whether a token still works. Any check can show that it does not; only one that was sent late enough can show that it does, as the
 * token may have been revoked between an earlier check and the failed request. One check at a time serves all requests that are
 * waiting when it is sent.
 *
 * @param since only a check that was sent after this moment (`monotonicMs`) can show that the token works; at the latest when the failure was known
 */
export async function isTokenGood(
	helpers: Helpers,
	tokens: CredentialTokens,
	token: Token,
	since: number,
): Promise<boolean> {
	const { cache } = tokens;
	const { obtainedAt } = token;
	for (let delayMs = 0; ; delayMs = COLLECT_MS) {
		if (obtainedAt <= cache.rejectedUntil) return false;
		if (cache.isConfirmedSince(obtainedAt, since)) return true;
		const check = cache.checks.get(obtainedAt) ?? startCheck(helpers, tokens, token, delayMs);
		if (!(await check.good)) return false;
		if (check.sentAt >= since) return true;
	}
}
