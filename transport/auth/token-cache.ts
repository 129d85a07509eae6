import type { TokenFailure } from '../core/renewal-error';
import { monotonicMs } from '../core/clock';
import { RenewalBackoff, YOUNG_MS } from './renewal-backoff';
import type { Token } from './token';
import { isFresh, isValid, newer } from './token';

export type TokenResult = { token: Token } | { failure: TokenFailure };

/** One check at the service of whether a token is good. */
export interface TokenCheck {
	/** When it was sent (`monotonicMs`); until then `Infinity`. */
	sentAt: number;
	good: Promise<boolean>;
}

/** What this process knows about one grant: an account and its addresses as they were typed. */
export class GrantTokens {
	/** The newest token, from an exchange of this process or from a stored credential. */
	newest: Token | undefined;

	/** Tokens obtained up to this moment (milliseconds since the epoch) are rejected by the service. */
	rejectedUntil = 0;

	/** Fresh tokens of this process that were rejected at once, in a row. */
	rejectedInARow = 0;

	/** Exchanges in flight, by the hash of the inputs. */
	readonly renewals = new Map<string, Promise<TokenResult>>();

	/** Checks of tokens, by the moment at which the token was obtained. */
	readonly checks = new Map<number, TokenCheck>();

	readonly backoff = new RenewalBackoff();

	/** The newest token known to work, and a moment (`monotonicMs`) at which it still did. */
	private confirmed = { obtainedAt: 0, at: 0 };

	/** A token of this process that n8n has not stored yet: when it was obtained. */
	private unstored = 0;

	private failure: (TokenFailure & { inputs: string }) | undefined;

	/** The newest token, if it was obtained with these inputs (their hash) and is not rejected. It may have expired. */
	acceptable(inputs: string): Token | undefined {
		const { newest, rejectedUntil } = this;
		return newest?.inputs === inputs && newest.obtainedAt > rejectedUntil ? newest : undefined;
	}

	/** A token that can be used as it is; undefined where a renewal is due. */
	fresh(inputs: string): Token | undefined {
		const token = this.acceptable(inputs);
		return token && isFresh(token, Date.now()) ? token : undefined;
	}

	/** A token that works until its end although its renewal is due. */
	valid(inputs: string): Token | undefined {
		const token = this.acceptable(inputs);
		return token && isValid(token) ? token : undefined;
	}

	/** Adopts a token from a stored credential, if it is newer than the newest known one. */
	adopt(token: Token | undefined): void {
		const newest = newer(this.newest, token);
		if (!newest || newest === this.newest) return;
		if (this.newest) this.backoff.noteOthers();
		this.newest = newest;
		// Another process obtains tokens, too: early rejections of ours do not indicate missing rights.
		this.rejectedInARow = 0;
		// The refusal concerned an earlier refresh token.
		if (this.failure?.kind === 'refused' && this.failure.inputs === newest.inputs) {
			this.failure = undefined;
		}
	}

	/** Adopts a token from an exchange of this process, which n8n has to store. */
	adoptOwn(token: Token): void {
		this.failure = undefined;
		this.newest = newer(this.newest, token);
		this.backoff.noteOwn(token.obtainedAt);
		this.unstored = token.obtainedAt;
	}

	/** Whether n8n has yet to store this token. True once: the caller's request then takes it to n8n. */
	takeUnstored({ obtainedAt }: Token): boolean {
		const isUnstored = obtainedAt === this.unstored;
		if (isUnstored) this.unstored = 0;
		return isUnstored;
	}

	/** The request that took the token to n8n failed. */
	giveBackUnstored({ obtainedAt }: Token): void {
		if (obtainedAt === this.newest?.obtainedAt) this.unstored = obtainedAt;
	}

	/**
	 * @param stored the token that the database showed; undefined where it has none of this grant
	 * @param readAt when it did, in milliseconds since the epoch
	 */
	noteRead(stored: Token | undefined, readAt: number): void {
		const { newest, backoff } = this;
		if (!newest) return;
		if (backoff.shallStoreAgain(newest.obtainedAt, stored?.obtainedAt ?? 0, readAt)) {
			this.unstored = newest.obtainedAt;
		}
	}

	/**
	 * Takes a token as rejected. A young one of this process that never worked is a sign of lost rights rather than of a revocation, and
	 * counts towards giving up for a moment. One of another process may have been replaced before it was used here.
	 */
	reject(obtainedAt: number): void {
		if (obtainedAt <= this.rejectedUntil) return;
		this.rejectedUntil = obtainedAt;
		this.backoff.noteRejected(obtainedAt);
		if (!this.backoff.isOwn(obtainedAt)) return;
		const neverWorked =
			Date.now() - obtainedAt < YOUNG_MS && this.confirmed.obtainedAt < obtainedAt;
		this.rejectedInARow = neverWorked ? this.rejectedInARow + 1 : 0;
	}

	/** A request that was sent at `at` (`monotonicMs`) with this token succeeded. */
	confirm(obtainedAt: number, at: number): void {
		if (obtainedAt > this.confirmed.obtainedAt) this.confirmed = { obtainedAt, at };
		else if (obtainedAt === this.confirmed.obtainedAt) {
			this.confirmed.at = Math.max(this.confirmed.at, at);
		}
		this.rejectedInARow = 0;
		this.backoff.noteConfirmed(obtainedAt);
	}

	/** Whether the token is known to have worked in a request sent after `since` (`monotonicMs`). */
	isConfirmedSince(obtainedAt: number, since: number): boolean {
		return this.confirmed.obtainedAt === obtainedAt && this.confirmed.at > since;
	}

	/** Remembers a failed exchange until its time is over. */
	fail(failure: TokenFailure, inputs: string): void {
		this.failure = { ...failure, inputs };
	}

	/** The last failure with these inputs (their hash), as long as it is remembered. */
	failureOf(inputs: string): TokenFailure | undefined {
		const { failure } = this;
		return failure?.inputs === inputs && failure.until > monotonicMs() ? failure : undefined;
	}
}
