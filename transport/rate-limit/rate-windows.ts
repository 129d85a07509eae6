import type { Limits } from '../contracts/credential';

/** Requests sent exactly one window apart can arrive closer together. */
const MARGIN_MS = 50;

/** The same where a window has a single request: its delay counts in full, as it is not averaged over others. */
const MARGIN_OF_ONE_MS = 100;

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;

/** At most `count` requests in any `ms` milliseconds. */
interface Window {
	count: number;
	ms: number;
}

/** A fraction is rounded up, and the window extended accordingly: 1.5 requests per second are 2 in 1.33 seconds. */
function windowOf(perSecond: number): Window {
	const count = Math.ceil(perSecond);
	const margin = count === 1 ? MARGIN_OF_ONE_MS : MARGIN_MS;
	return { count, ms: (count / perSecond) * SECOND_MS + margin };
}

/** Sliding windows: no span of time, wherever it begins, has more requests than it may. */
export class RateWindows {
	private windows: Window[] = [];

	/** When requests went out, oldest first, as far back as the longest window. */
	private readonly moments: number[] = [];

	limit({ requestsPerSecond, requestsPerMinute, shared }: Limits): void {
		this.windows = [];
		if (requestsPerSecond > 0 && !shared?.timeSlots) this.windows.push(windowOf(requestsPerSecond));
		if (requestsPerMinute) {
			this.windows.push({ count: requestsPerMinute, ms: MINUTE_MS + MARGIN_MS });
		}
	}

	/** How long until one more request may go out, in ms; 0 or less: now. */
	waitMs(now: number): number {
		const waits = this.windows.map(({ count, ms }) => (this.moments.at(-count) ?? -Infinity) + ms);
		return Math.max(0, ...waits) - now;
	}

	add(now: number): void {
		this.moments.push(now);
		const longestMs = Math.max(SECOND_MS, ...this.windows.map(({ ms }) => ms));
		while ((this.moments[0] ?? now) < now - longestMs) this.moments.shift();
	}

	/** Moves the last request that went out by `sentAt` to another moment. */
	move(sentAt: number, now: number): void {
		const at = this.moments.filter((moment) => moment <= sentAt).length - 1;
		if (at < 0) return;
		this.moments.splice(at, 1);
		this.moments.push(now);
	}

	/** Requests of the last second. */
	recent(now: number): number {
		return this.moments.filter((moment) => moment > now - SECOND_MS).length;
	}
}
