import type { IHttpRequestHelper } from 'n8n-workflow';

import type { CredentialProfile, Grant } from '../contracts/credential';
import { monotonicMs } from '../core/clock';
import type { TokenFailure } from '../core/renewal-error';
import { RenewalError } from '../core/renewal-error';
import { limiterFor } from '../rate-limit/limiter';
import type { CredentialTokens } from './credential-tokens';
import type { Token } from './token';
import type { TokenResult } from './token-cache';
import { requestToken } from './token-request';

export type Helpers = Pick<IHttpRequestHelper['helpers'], 'httpRequest'>;

/** This many new tokens in a row that never worked indicate lost rights. */
export const REJECTED_IN_A_ROW = 3;
const REMEMBER_REJECTION_MS = 10_000;

function rejection({ service }: CredentialProfile): TokenFailure {
	return {
		kind: 'refused',
		message: `${service} issues tokens but rejects each of them. Check that the user, client or key still has its rights.`,
		description: 'Or the parts of the credential belong to different accounts or environments.',
		until: monotonicMs() + REMEMBER_REJECTION_MS,
	};
}

/**
 * One exchange, regardless of others in flight.
 *
 * @param renewed returns a token that makes the exchange unnecessary, if there is one
 */
async function exchange(
	helpers: Helpers,
	{ profile, credentials, fingerprint, cache }: CredentialTokens,
	grant: Grant,
	renewed: () => Token | undefined,
): Promise<TokenResult> {
	const limiter = limiterFor(profile, credentials);
	let sentAt = Infinity;
	const result = await requestToken(helpers, { ...profile, grant }, credentials, {
		fingerprint,
		previous: () => cache.newest,
		after: () => Math.max(cache.rejectedUntil, cache.newest?.obtainedAt ?? 0),
		beforeEach: async () => {
			await limiter.acquireRateToken({ urgent: true });
			sentAt = monotonicMs();
			return renewed();
		},
		afterEach: () => limiter.noteArrival(sentAt),
	});
	if ('failure' in result) {
		const { kind, pauseMs } = result.failure;
		cache.fail(result.failure, fingerprint.inputs);
		if (kind === 'limited') limiter.noteTooManyRequests(pauseMs);
	} else if (result.token !== cache.newest) {
		cache.adoptOwn(result.token);
	}
	return result;
}

/** Exchanges with other typed values of the same grant come first: a code or a refresh token may be good for one exchange only. */
async function exchangeAfterOthers(
	helpers: Helpers,
	tokens: CredentialTokens,
): Promise<TokenResult> {
	await Promise.allSettled(tokens.cache.renewals.values());
	return await exchange(helpers, tokens, tokens.grant, () => tokens.fresh);
}

/**
 * Gets a new token: one exchange for all concurrent callers with the same typed values.
 *
 * @throws RenewalError with advice and without secrets; a failure is remembered for a while, so that nothing is sent
 */
export async function renewToken(helpers: Helpers, tokens: CredentialTokens): Promise<Token> {
	const { cache, fingerprint, profile } = tokens;
	const { inputs } = fingerprint;
	const remembered = cache.failureOf(inputs);
	if (remembered) throw new RenewalError(remembered);
	if (cache.rejectedInARow >= REJECTED_IN_A_ROW) {
		cache.rejectedInARow = 0;
		const failure = rejection(profile);
		cache.fail(failure, inputs);
		throw new RenewalError(failure);
	}
	const running = cache.renewals.get(inputs);
	const renewal =
		running ?? exchangeAfterOthers(helpers, tokens).finally(() => cache.renewals.delete(inputs));
	if (!running) cache.renewals.set(inputs, renewal);
	const result = await renewal;
	if ('failure' in result) throw new RenewalError(result.failure);
	return result.token;
}

/**
 * Exchanges the secrets again, whatever token there is, by steps that prove them. Undefined where no step does.
 *
 * @throws RenewalError
 */
export async function proveByExchange(
	helpers: Helpers,
	tokens: CredentialTokens,
): Promise<Token | undefined> {
	const { grant } = tokens;
	const steps = grant.steps.filter(({ provesSecrets }) => provesSecrets);
	if (steps.length === 0) return undefined;
	const result = await exchange(helpers, tokens, { ...grant, steps }, () => undefined);
	if ('failure' in result) throw new RenewalError(result.failure);
	return result.token;
}
