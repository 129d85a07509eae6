/** What a process could send at most: a pace that has grown so far is none. */
const NO_LIMIT = 1000;

/** Requests per second that are taken for the pace so far where fewer went out: one alone is no sign of the limit. */
const LEAST_KNOWN = 10;

/** A cut pace is back after so many seconds, but not before so many requests: one in them is refused. */
const RECOVERY_S = 5;
const RECOVERY_REQUESTS = 10;

/** Cuts while every request is refused; a service that is away for minutes shows nothing of its limit. */
const MOST_CUTS = 4;

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 16_000;

/** How long the answer to the first request after a pause is waited for. */
const PROBE_MS = 1_000;

/** A late timer may be made up for, by so much. */
const CATCH_UP_MS = 50;

/**
 * The pace of an account whose service refuses requests without naming a limit: additive increase, multiplicative decrease. After
 * a refusal nothing goes out for a moment, then one request alone, and once it is taken the others at half the pace, which
 * grows until the next refusal. All moments are those of `monotonicMs`.
 */
export class AdaptivePace {
	private perSecond = Infinity;

	/** By how much the pace grows in a second. */
	private growth = 0;

	private grownAt = 0;

	/** When the next request may go out. */
	private due = -Infinity;

	/** Refusals since a request was taken. */
	private refusals = 0;

	/** The first request after a pause. */
	private probe: 'due' | 'sent' | 'taken' = 'taken';

	/** A pace is in force. */
	get active(): boolean {
		return this.perSecond < Infinity;
	}

	/** Requests per second while a pace is in force. */
	get current(): number | undefined {
		return this.active ? this.perSecond : undefined;
	}

	waitMs(now: number): number {
		return this.due - now;
	}

	/** @param limit requests per second that are allowed; 0 where there is no limit */
	sent(now: number, limit: number): void {
		if (!this.active) return;
		this.perSecond += (this.growth * Math.max(0, now - this.grownAt)) / 1000;
		this.grownAt = Math.max(now, this.grownAt);
		if (this.probe === 'taken' && this.perSecond >= (limit || NO_LIMIT)) this.perSecond = Infinity;
		this.due = Math.max(this.due, now - CATCH_UP_MS) + 1000 / this.perSecond;
		if (this.probe !== 'due') return;
		this.probe = 'sent';
		this.due = Math.max(this.due, now + PROBE_MS);
	}

	/** A request was answered, and not by a refusal. */
	taken(now: number): void {
		if (this.probe !== 'sent') return;
		this.probe = 'taken';
		this.refusals = 0;
		this.due = Math.min(this.due, now + 1000 / this.perSecond);
	}

	/**
	 * A request was refused.
	 *
	 * @param recent requests that went out in the last second
	 * @param limit requests per second that are allowed; 0 where there is no limit
	 * @returns for how many milliseconds nothing shall go out; 0 where the request went out before such a pause
	 */
	refused(now: number, recent: number, limit: number): number {
		if (this.probe === 'due') return 0;
		this.probe = 'due';
		if (this.refusals === 0) {
			const sent = Math.max(recent, LEAST_KNOWN);
			this.perSecond = Math.min(this.perSecond, limit || Infinity, sent);
		}
		if (this.refusals++ < MOST_CUTS) this.perSecond /= 2;
		this.growth = this.perSecond / Math.max(RECOVERY_S, RECOVERY_REQUESTS / this.perSecond);
		const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (this.refusals - 1));
		this.grownAt = now + pauseMs;
		this.due = this.grownAt;
		return pauseMs;
	}
}
