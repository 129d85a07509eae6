import type { IDataObject, IHttpRequestHelper } from 'n8n-workflow';

import { Bounded } from './bounded';
import { Contention, YOUNG_MS } from './contention';
import type { ExchangeFailure, ExchangeResult } from './exchange';
import { exchange, RenewalError, RenewalPostponed } from './exchange';
import { limiterFor, pause } from './limiter';
import { limitsOf } from './limits';
import { probe } from './probe';
import type { Talk } from './talk';
import { sayPostponed, talkOf, withTalk } from './talk';
import type { Fingerprint, Token } from './token';
import { fieldsOf, fingerprintOf, isFresh, newer, tokenOf } from './token';
import type { CredentialData, CredentialProfile } from './types';

type Helpers = Pick<IHttpRequestHelper['helpers'], 'httpRequest'>;

/** What this process knows of one grant. */
interface GrantState {
	/** The newest token, from an exchange or from a stored credential. */
	token?: Token;
	/** Tokens obtained up to this moment are refused. */
	refusedUntil: number;
	/** Exchanges in flight, by the hash of the inputs. */
	running: Map<string, Promise<ExchangeResult>>;
	/** The last failure, and the inputs that it is about. */
	failure?: ExchangeFailure & { inputs: string };
	/** Fresh tokens of this process that were refused at once, in a row. */
	rejectedInARow: number;
	/** Other processes that renew the same grant. */
	contention: Contention;
	/** The newest token seen to work, and a moment at which it still did. */
	proven: { obtainedAt: number; at: number };
	/** Questions in flight whether a token is good, by the moment when it was obtained. */
	asking: Map<number, { since: number; good: Promise<boolean> }>;
}

const REJECTED_IN_A_ROW = 3;
const REMEMBER_REJECTION_MS = 10_000;
/** A token this young was made in the running credential test: the secrets are proven. */
const JUST_MADE_MS = 10_000;

const grants = new Bounded<GrantState>(200);
/** When the hook saw a credentials object first: a second call for the same object follows a failed request. */
const firstSeen = new WeakMap<object, number>();
/** The request helper that n8n gave with a credentials object; `authenticate` gets none. */
const helpersOf = new WeakMap<object, Helpers>();

function stateOf(key: string): GrantState {
	const known = grants.get(key);
	if (known) return known;
	const state: GrantState = {
		refusedUntil: 0,
		running: new Map(),
		rejectedInARow: 0,
		contention: new Contention(),
		proven: { obtainedAt: 0, at: 0 },
		asking: new Map(),
	};
	grants.set(key, state);
	return state;
}

/**
 * A session's copy of a credential, with what the session tells the hook. Also what has worked is told: where two packages have
 * this credential type, the hook may run in the other one's copy of this code.
 */
export function copyFor(
	profile: CredentialProfile,
	credentials: CredentialData,
	talk: Talk,
): CredentialData {
	const { grant } = profile;
	if (!grant) return { ...credentials };
	const { proven } = stateOf(fingerprintOf(profile.name, grant, credentials).grant);
	return withTalk(credentials, { ...talk, provenAt: proven.obtainedAt });
}

function usable(token: Token | undefined, state: GrantState, inputs: string): token is Token {
	return token !== undefined && token.inputs === inputs && token.obtainedAt > state.refusedUntil;
}

function learn(state: GrantState, token: Token | undefined): void {
	const newest = newer(state.token, token);
	if (!newest || newest === state.token) return;
	state.token = newest;
	// Another process gets tokens, too: that ours do not last tells nothing about rights.
	state.rejectedInARow = 0;
	const { failure } = state;
	// What was refused was an earlier refresh token.
	if (failure?.kind === 'refused' && failure.inputs === newest.inputs) delete state.failure;
}

/**
 * Takes a token as refused. One of our own that is young and never worked speaks of a lost right rather than of a revocation, and
 * counts towards giving up for a moment. One that came from another process may have been replaced before we had it.
 */
function refuse(state: GrantState, obtainedAt: number): void {
	if (obtainedAt <= state.refusedUntil) return;
	const now = Date.now();
	state.refusedUntil = obtainedAt;
	const { contention, proven } = state;
	contention.noteRefused(obtainedAt, now);
	if (!contention.isOwn(obtainedAt)) return;
	const stillborn = now - obtainedAt < YOUNG_MS && proven.obtainedAt < obtainedAt;
	state.rejectedInARow = stillborn ? state.rejectedInARow + 1 : 0;
}

function noteProven(state: GrantState, obtainedAt: number, at: number): void {
	if (obtainedAt > state.proven.obtainedAt) state.proven = { obtainedAt, at };
	else if (obtainedAt === state.proven.obtainedAt) state.proven.at = Math.max(state.proven.at, at);
}

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
	const limiter = limiterFor(profile.account(credentials), limitsOf(profile, credentials));
	const since = Date.now();
	const good = limiter
		.slot()
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

function recall(state: GrantState, inputs: string): ExchangeFailure | undefined {
	const { failure } = state;
	if (failure && failure.inputs === inputs && failure.until > Date.now()) return failure;
	return undefined;
}

function rejection(profile: CredentialProfile): ExchangeFailure {
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
): Promise<ExchangeResult> {
	const { inputs } = fingerprint;
	const limiter = limiterFor(profile.account(credentials), limitsOf(profile, credentials));
	// A session's request has taken its turn already; the token request takes one more, and the request behind it another,
	// so that a service that allows one request a second sees them a second apart.
	const result = await exchange(helpers, profile, credentials, {
		fingerprint,
		previous: state.token,
		after: Math.max(state.refusedUntil, state.token?.obtainedAt ?? 0),
		beforeEach: async () => await limiter.slot(),
	});
	if ('failure' in result) {
		state.failure = { ...result.failure, inputs };
		if (result.failure.kind === 'limited') limiter.refused(undefined);
	} else {
		delete state.failure;
		state.token = newer(state.token, result.token);
		state.contention.noteOwn(result.token.obtainedAt);
	}
	return result;
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
	const wait = state.contention.renewsAt - Date.now();
	if (wait > 0 && !usable(state.token, state, inputs)) {
		if (readAt !== undefined) {
			sayPostponed(credentials, state.contention.renewsAt);
			throw new RenewalPostponed(profile.service);
		}
		// Without a session nobody looks into the database; a later token may come with the next request that n8n prepares.
		await pause(wait);
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
	if (failure) throw new RenewalError(failure);
	if (state.rejectedInARow >= REJECTED_IN_A_ROW) {
		state.rejectedInARow = 0;
		state.failure = { ...rejection(profile), inputs };
		throw new RenewalError(state.failure);
	}

	const running = state.running.get(inputs);
	const mine =
		running ??
		exchangeOnce(helpers, profile, credentials, fingerprint, state).finally(() =>
			state.running.delete(inputs),
		);
	if (!running) state.running.set(inputs, mine);
	const result = await mine;
	if ('failure' in result) throw new RenewalError(result.failure);

	const fields = fieldsOf(result.token, fingerprint);
	Object.assign(credentials, fields);
	await limiterFor(profile.account(credentials), limitsOf(profile, credentials)).turn();
	return running && !suspicious ? {} : fields;
}

/** Whether the hook has to get a token, or to wait for one, before a request with this credential can go out. */
export function tokenAwaited(profile: CredentialProfile, credentials: CredentialData): boolean {
	const { grant } = profile;
	if (!grant) return false;
	const fingerprint = fingerprintOf(profile.name, grant, credentials);
	const state = stateOf(fingerprint.grant);
	learn(state, tokenOf(credentials, fingerprint));
	return !(usable(state.token, state, fingerprint.inputs) && isFresh(state.token, Date.now()));
}

/** Whether a renewal is due before the next request with this credential, and none is under way, as far as this process knows. */
export function renewalDue(profile: CredentialProfile, credentials: CredentialData): boolean {
	const { grant } = profile;
	if (!grant || !tokenAwaited(profile, credentials)) return false;
	return stateOf(fingerprintOf(profile.name, grant, credentials).grant).running.size === 0;
}

/** A session's request with this token was refused. */
export function noteRefused(
	profile: CredentialProfile,
	credentials: CredentialData,
	refusedAt: number,
): void {
	const { grant } = profile;
	if (grant) refuse(stateOf(fingerprintOf(profile.name, grant, credentials).grant), refusedAt);
}

/** Before this moment (milliseconds since the epoch) this process does not renew: another one may be about to. */
export function renewalMoment(profile: CredentialProfile, credentials: CredentialData): number {
	const { grant } = profile;
	if (!grant) return 0;
	return stateOf(fingerprintOf(profile.name, grant, credentials).grant).contention.renewsAt;
}

/** When the token in a credentials object was obtained; undefined where there is none. */
export function obtainedAt(
	profile: CredentialProfile,
	credentials: CredentialData,
): number | undefined {
	const { grant } = profile;
	if (!grant) return undefined;
	return tokenOf(credentials, fingerprintOf(profile.name, grant, credentials))?.obtainedAt;
}

/** A request with this token succeeded. */
export function markProven(profile: CredentialProfile, credentials: CredentialData): void {
	const { grant } = profile;
	if (!grant) return;
	const fingerprint = fingerprintOf(profile.name, grant, credentials);
	const token = tokenOf(credentials, fingerprint);
	if (!token) return;
	const state = stateOf(fingerprint.grant);
	state.rejectedInARow = 0;
	state.contention.noteProven(token.obtainedAt, Date.now());
	noteProven(state, token.obtainedAt, token.obtainedAt);
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
	await limiterFor(profile.account(credentials), limitsOf(profile, credentials)).turn();
}
