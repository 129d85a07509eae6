import type { IDataObject, IHttpRequestHelper } from 'n8n-workflow';

import type { CredentialData, CredentialProfile } from '../contracts/credential';
import { pause } from '../core/cancellation';
import type { TokenFailure } from '../core/renewal-error';
import { RenewalError, RenewalPostponed } from '../core/renewal-error';
import { limiterFor } from '../rate-limit/limiter';
import { probe } from './probe';
import { say, talkOf } from './talk';
import type { GrantState } from './token-cache';
import { learn, noteProven, recall, refuse, stateOf, usable } from './token-cache';
import type { TokenResult } from './token-request';
import { requestToken } from './token-request';
import type { Fingerprint, Token } from './token';
import { fieldsOf, fingerprintOf, isFresh, newer, tokenOf } from './token';

type Helpers = Pick<IHttpRequestHelper['helpers'], 'httpRequest'>;

const REJECTED_IN_A_ROW = 3;

const REMEMBER_REJECTION_MS = 10_000;

/** A token this young was made in the running credential test: the secrets are proven. */
const JUST_MADE_MS = 10_000;

/** When the hook saw a credentials object first: a second call for the same object follows a failed request. */
const firstSeen = new WeakMap<object, number>();

/** The request helper that n8n gave with a credentials object; `authenticate` gets none. */
const helpersOf = new WeakMap<object, Helpers>();

/** Asks the service whether a token is good, once for all whose request went out before the question. */
async function stillGood(
	helpers: Helpers,
	profile: CredentialProfile,
	credentials: CredentialData,
	state: GrantState,
	token: Token,
	sentAt: number,
): Promise<boolean> {
	const { proven } = state;
	if (proven.obtainedAt === token.obtainedAt && proven.at > sentAt) return true;
	const running = state.asking.get(token.obtainedAt);
	if (running && running.since >= sentAt) return await running.good;
	const limiter = limiterFor(profile, credentials);
	const since = Date.now();
	const good = limiter
		.acquireRateToken()
		.then(async () => await probe(helpers, profile, credentials))
		.then(
			(verdict) => verdict !== 'refused',
			() => true,
		);
	state.asking.set(token.obtainedAt, { since, good });
	try {
		const result = await good;
		if (result) noteProven(state, token.obtainedAt, since);
		return result;
	} finally {
		state.asking.delete(token.obtainedAt);
	}
}

function rejection(profile: CredentialProfile): TokenFailure {
	return {
		kind: 'refused',
		message: `${profile.service} gives out tokens but refuses each of them. Check that the user, client or key still has its rights.`,
		description: 'Or the parts of the credential belong to different accounts or environments.',
		until: Date.now() + REMEMBER_REJECTION_MS,
	};
}

async function exchangeOnce(
	helpers: Helpers,
	profile: CredentialProfile,
	credentials: CredentialData,
	fingerprint: Fingerprint,
	state: GrantState,
): Promise<TokenResult> {
	const { inputs } = fingerprint;
	const limiter = limiterFor(profile, credentials);
	// A session's request has taken its turn already; the token request takes one more, and the request behind it another,
	// so that a service that allows one request a second sees them a second apart.
	const result = await requestToken(helpers, profile, credentials, {
		fingerprint,
		previous: state.token,
		after: Math.max(state.refusedUntil, state.token?.obtainedAt ?? 0),
		beforeEach: async () => await limiter.acquireRateToken(),
	});
	if ('failure' in result) {
		state.failure = { ...result.failure, inputs };
		if (result.failure.kind === 'limited') limiter.noteTooManyRequests(undefined);
	} else {
		delete state.failure;
		state.token = newer(state.token, result.token);
		state.contention.noteOwn(result.token.obtainedAt);
	}
	return result;
}

function fail(credentials: CredentialData, failure: TokenFailure): never {
	const error = new RenewalError(failure);
	say(credentials, { failure: error });
	throw error;
}

/**
 * The renewal gate: the body of every token credential's `preAuthentication` hook. Puts a good token into the credentials
 * object in place. Answers `{}` when n8n shall store nothing; answers the token fields when this call made the exchange, or
 * when n8n asks after a failed request and shall send it again.
 *
 * @throws RenewalError that says what to do and holds no secret
 */
export async function renew(
	helpers: Helpers,
	profile: CredentialProfile,
	credentials: CredentialData,
): Promise<IDataObject> {
	const { grant } = profile;
	if (!grant) return {};
	const fingerprint = fingerprintOf(profile.name, grant, credentials);
	const { inputs } = fingerprint;
	const state = stateOf(fingerprint.grant);
	const held = tokenOf(credentials, fingerprint);
	learn(state, held);

	helpersOf.set(credentials, helpers);
	const { refusedAt, provenAt, readAt } = talkOf(credentials);
	const sentAt = firstSeen.get(credentials);
	firstSeen.set(credentials, sentAt ?? Date.now());
	const suspicious = refusedAt === undefined && sentAt !== undefined && held !== undefined;
	if (provenAt !== undefined) noteProven(state, provenAt, provenAt);
	if (refusedAt !== undefined) refuse(state, refusedAt);
	else if (suspicious && held.obtainedAt > state.refusedUntil) {
		if (await stillGood(helpers, profile, credentials, state, held, sentAt)) return {};
		refuse(state, held.obtainedAt);
	}
	if (!usable(state.token, state, inputs)) {
		const { renewsAt, renewsBlindAt } = state.contention;
		if (readAt === undefined) await pause(renewsBlindAt - Date.now());
		else if (renewsAt > Date.now()) {
			say(credentials, { postponedUntil: renewsAt });
			throw new RenewalPostponed(profile.service);
		}
	}

	const known = state.token;
	if (usable(known, state, inputs) && isFresh(known, Date.now())) {
		const fields = fieldsOf(known, fingerprint);
		Object.assign(credentials, fields);
		const again =
			held !== undefined &&
			state.contention.shallStoreAgain(known.obtainedAt, held.obtainedAt, readAt ?? Date.now());
		return suspicious || again ? fields : {};
	}

	const failure = recall(state, inputs);
	if (failure) fail(credentials, failure);
	if (state.rejectedInARow >= REJECTED_IN_A_ROW) {
		state.rejectedInARow = 0;
		state.failure = { ...rejection(profile), inputs };
		fail(credentials, state.failure);
	}

	const running = state.running.get(inputs);
	const mine =
		running ??
		exchangeOnce(helpers, profile, credentials, fingerprint, state).finally(() =>
			state.running.delete(inputs),
		);
	if (!running) state.running.set(inputs, mine);
	const result = await mine;
	if ('failure' in result) fail(credentials, result.failure);

	const fields = fieldsOf(result.token, fingerprint);
	Object.assign(credentials, fields);
	await limiterFor(profile, credentials).acquireUncountedRateToken();
	return running && !suspicious ? {} : fields;
}

/**
 * For a credential test: exchanges the secrets once more, since a token that is still good proves none of them. Does nothing
 * where the running test has just made the token, or where an exchange cannot be repeated at will.
 *
 * @throws RenewalError
 */
export async function proveSecrets(
	profile: CredentialProfile,
	credentials: CredentialData,
): Promise<void> {
	const { grant } = profile;
	const helpers = helpersOf.get(credentials);
	const steps = grant?.steps.filter((step) => step.provesSecrets) ?? [];
	if (!grant || !helpers || steps.length === 0) return;
	if (Date.now() - Number(credentials.obtainedAt) < JUST_MADE_MS) return;

	const fingerprint = fingerprintOf(profile.name, grant, credentials);
	const state = stateOf(fingerprint.grant);
	const result = await exchangeOnce(
		helpers,
		{ ...profile, grant: { ...grant, steps } },
		credentials,
		fingerprint,
		state,
	);
	if ('failure' in result) throw new RenewalError(result.failure);
	Object.assign(credentials, fieldsOf(result.token, fingerprint));
	await limiterFor(profile, credentials).acquireUncountedRateToken();
}
