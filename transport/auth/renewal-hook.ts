import type { IDataObject } from 'n8n-workflow';

import type { CredentialData, CredentialProfile } from '../contracts/credential';
import { pause } from '../core/cancellation';
import { monotonicMs } from '../core/clock';
import { RenewalError } from '../core/renewal-error';
import { limiterFor } from '../rate-limit/limiter';
import { CredentialTokens } from './credential-tokens';
import type { Helpers } from './renewal';
import { proveByExchange, REJECTED_IN_A_ROW, renewToken } from './renewal';
import { storesPrepared } from './shared';
import type { Token, TokenFields } from './token';
import { fieldsOf } from './token';
import { isTokenGood } from './token-check';

/** A token this young was made in the running credential test: the secrets are proven. */
const JUST_MADE_MS = 10_000;

/** How long a request of HTTP Request waits for the next exchange, including the one that failed. */
const LONGEST_FAULT_MS = 10_000;

/** Credentials objects that n8n got a token with, and whether to store it: another call for the object follows a failure. */
const given = new WeakMap<object, { toStore: boolean }>();
/** The request helper that n8n gave with a credentials object; `authenticate` gets none. */
const helpersOf = new WeakMap<object, Helpers>();

/** Puts a token into the credentials object that n8n sends with. */
function apply(credentials: CredentialData, tokens: CredentialTokens, token: Token): TokenFields {
	const fields = fieldsOf(token, tokens.fingerprint);
	Object.assign(credentials, fields);
	return fields;
}

/** Whether the service rejects the token that a failed request was sent with. A rejected one is noted as such. */
async function isRejected(
	helpers: Helpers,
	tokens: CredentialTokens,
	token: Token,
): Promise<boolean> {
	const { cache } = tokens;
	if (await isTokenGood(helpers, tokens, token, monotonicMs())) return false;
	cache.reject(token.obtainedAt);
	return true;
}

/** A token for n8n's own requests. One whose renewal fails is used until it ends. A fault that passes soon is waited for once. */
async function tokenFor(helpers: Helpers, tokens: CredentialTokens): Promise<Token> {
	const { cache, fingerprint } = tokens;
	if (!cache.acceptable(fingerprint.inputs)) {
		await pause(cache.backoff.renewsBlindAt - monotonicMs());
	}
	const { fresh } = tokens;
	if (fresh) return fresh;
	const end = monotonicMs() + LONGEST_FAULT_MS;
	const renewal = renewToken(helpers, tokens);
	return await renewal.catch(async (error: unknown) => {
		if (tokens.valid) return tokens.valid;
		const passes = error instanceof RenewalError && isPassing(error) && error.until < end;
		if (!passes) return await renewal;
		await pause(error.until - monotonicMs());
		return tokens.fresh ?? (await renewToken(helpers, tokens));
	});
}

function isPassing({ kind }: RenewalError): boolean {
	return kind === 'limited' || kind === 'temporary';
}

/**
 * A token in place of a rejected one. Where n8n sends the request itself, it does not report whether the token worked: the
 * service is asked before the token counts towards lost rights.
 */
async function replacement(helpers: Helpers, tokens: CredentialTokens): Promise<Token> {
	const { cache } = tokens;
	const token = await tokenFor(helpers, tokens);
	if (cache.rejectedInARow < REJECTED_IN_A_ROW - 1) return token;
	if (await isTokenGood(helpers, tokens, token, -Infinity)) return token;
	cache.reject(token.obtainedAt);
	return await renewToken(helpers, tokens);
}

/**
 * The body of every token credential's `preAuthentication` hook. For a request of our client, which has made sure of the token, it
 * only hands a new one to n8n. For n8n's HTTP Request and credential test it puts a good token into the credentials object in place.
 * Answers `{}` where n8n shall store nothing; the token fields where the token is new, or where n8n asks after a failed request and
 * shall send it again.
 *
 * @throws RenewalError
 */
export async function renewForN8n(
	helpers: Helpers,
	profile: CredentialProfile,
	credentials: CredentialData,
): Promise<IDataObject> {
	const store = storesPrepared(credentials);
	if (store === false) return {};
	if (store) {
		const { tokenGate, accessToken, validUntil, obtainedAt, sessionRefreshToken, tokenInputs } =
			credentials;
		return { tokenGate, accessToken, validUntil, obtainedAt, sessionRefreshToken, tokenInputs };
	}
	const readAt = Date.now();
	const tokens = CredentialTokens.of(profile, credentials);
	if (!tokens) return {};
	helpersOf.set(credentials, helpers);
	const { stored, cache } = tokens;
	const before = given.get(credentials);
	const failed = before && stored;
	// What failed may have been the storing.
	if (failed && before.toStore) cache.giveBackUnstored(stored);
	if (failed && !(await isRejected(helpers, tokens, stored))) return {};
	const token = failed ? await replacement(helpers, tokens) : await tokenFor(helpers, tokens);
	if (!failed) cache.noteRead(stored, readAt);
	const fields = apply(credentials, tokens, token);
	const isNew = cache.takeUnstored(token);
	// The request behind an exchange is sent at once: it keeps the pace, too. Those that only waited for the exchange do not wait again.
	if (isNew) await limiterFor(profile, credentials).acquireUncountedRateToken();
	const toStore = isNew || failed !== undefined;
	given.set(credentials, { toStore });
	return toStore ? fields : {};
}

/**
 * For a credential test: exchanges the secrets once more, since a token that is still good proves none of them. Does nothing where the
 * running test has just made the token, or where an exchange cannot be repeated at will.
 *
 * @throws RenewalError
 */
export async function proveSecrets(
	profile: CredentialProfile,
	credentials: CredentialData,
): Promise<void> {
	const helpers = helpersOf.get(credentials);
	if (!helpers || Date.now() - Number(credentials.obtainedAt) < JUST_MADE_MS) return;
	const tokens = CredentialTokens.of(profile, credentials);
	const token = tokens && (await proveByExchange(helpers, tokens));
	if (!token) return;
	apply(credentials, tokens, token);
	await limiterFor(profile, credentials).acquireUncountedRateToken();
}
