import type { CredentialData, CredentialProfile } from '../contracts/credential';
import type { Talk } from './talk';
import { withTalk } from './talk';
import { learn, noteProven, refuse, stateOf, usable } from './token-cache';
import { fingerprintOf, isFresh, tokenOf } from './token';

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

/** A session has read the credential from the database. */
export function noteRead(
	profile: CredentialProfile,
	credentials: CredentialData,
	ms: number,
): void {
	const { grant } = profile;
	if (!grant) return;
	stateOf(fingerprintOf(profile.name, grant, credentials).grant).contention.noteRead(ms);
}

/** Before this moment (milliseconds since the epoch) this process does not renew: another one may be about to. */
export function renewalMoment(profile: CredentialProfile, credentials: CredentialData): number {
	const { grant } = profile;
	if (!grant) return 0;
	return stateOf(fingerprintOf(profile.name, grant, credentials).grant).contention.renewsAt;
}

/** How long to look for the token of another process that has used the same code or refresh token. */
export function storingTime(profile: CredentialProfile, credentials: CredentialData): number {
	const { grant } = profile;
	if (!grant) return 0;
	return stateOf(fingerprintOf(profile.name, grant, credentials).grant).contention.storingMs;
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
