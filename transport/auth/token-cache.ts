import { LruMap } from '../core/lru-map';
import type { TokenFailure } from '../core/renewal-error';
import { RenewalBackoff, YOUNG_MS } from './renewal-backoff';
import type { TokenResult } from './token-request';
import type { Token } from './token';
import { newer } from './token';

/** What this process knows of one grant. */
export interface GrantState {
	/** The newest token, from an exchange or from a stored credential. */
	token?: Token;
	/** Tokens obtained up to this moment are refused. */
	refusedUntil: number;
	/** Exchanges in flight, by the hash of the inputs. */
	running: Map<string, Promise<TokenResult>>;
	/** The last failure, and the inputs that it is about. */
	failure?: TokenFailure & { inputs: string };
	/** Fresh tokens of this process that were refused at once, in a row. */
	rejectedInARow: number;
	/** Other processes that renew the same grant. */
	contention: RenewalBackoff;
	/** The newest token seen to work, and a moment at which it still did. */
	proven: { obtainedAt: number; at: number };
	/** Questions in flight whether a token is good, by the moment when it was obtained. */
	asking: Map<number, { since: number; good: Promise<boolean> }>;
}

const grants = new LruMap<GrantState>(200);

/** @param key the hash of what names a grant: credential type, account and addresses */
export function stateOf(key: string): GrantState {
	const known = grants.get(key);
	if (known) return known;
	const state: GrantState = {
		refusedUntil: 0,
		running: new Map(),
		rejectedInARow: 0,
		contention: new RenewalBackoff(),
		proven: { obtainedAt: 0, at: 0 },
		asking: new Map(),
	};
	grants.set(key, state);
	return state;
}

/** Whether a token belongs to these inputs (their hash) and is not known to be refused; it may be past its end. */
export function usable(
	token: Token | undefined,
	state: GrantState,
	inputs: string,
): token is Token {
	return token !== undefined && token.inputs === inputs && token.obtainedAt > state.refusedUntil;
}

/** Takes in a token that a credential holds, if it is newer than what is known. */
export function learn(state: GrantState, token: Token | undefined): void {
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
export function refuse(state: GrantState, obtainedAt: number): void {
	if (obtainedAt <= state.refusedUntil) return;
	const now = Date.now();
	state.refusedUntil = obtainedAt;
	const { contention, proven } = state;
	contention.noteRefused(obtainedAt, now);
	if (!contention.isOwn(obtainedAt)) return;
	const stillborn = now - obtainedAt < YOUNG_MS && proven.obtainedAt < obtainedAt;
	state.rejectedInARow = stillborn ? state.rejectedInARow + 1 : 0;
}

/** @param obtainedAt of the token, and `at` a moment at which it worked, both in milliseconds since the epoch */
export function noteProven(state: GrantState, obtainedAt: number, at: number): void {
	if (obtainedAt > state.proven.obtainedAt) state.proven = { obtainedAt, at };
	else if (obtainedAt === state.proven.obtainedAt) state.proven.at = Math.max(state.proven.at, at);
}

/** The last failure with these inputs (their hash), as long as it is remembered. */
export function recall(state: GrantState, inputs: string): TokenFailure | undefined {
	const { failure } = state;
	if (failure && failure.inputs === inputs && failure.until > Date.now()) return failure;
	return undefined;
}
