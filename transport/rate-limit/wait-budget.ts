import { UserError } from 'n8n-workflow';

/** What somebody who waits puts up with. */
export interface WaitBudget {
	/** Ends when the execution is stopped. */
	signal?: AbortSignal | undefined;
	/** Milliseconds since the epoch; a wait beyond it is not begun. */
	deadline?: number | undefined;
	/** Hears how long a wait took, in ms. */
	noteWait?(ms: number): void;
}

/** Says that a wait would be longer than allowed. `least`: it can be longer still. */
export class WaitTimeoutError extends UserError {
	constructor(ms: number, least = false) {
		const seconds = Math.ceil(ms / 1000);
		const time = `${least ? 'more than ' : ''}${seconds} second${seconds === 1 ? '' : 's'}`;
		super(`The request would have to wait ${time} for its turn`, {
			description:
				'It was not sent. Raise "Maximum Wait (Seconds)" in the options, send fewer requests at once, or run the workflow later.',
		});
	}
}

/** Longest time that a request waits for a service in trouble, where a person sets no other. */
const LONGEST_WAIT_MS = 120_000;

/** How long one request may still wait, from its first try to its last. */
export class RequestWaitBudget implements WaitBudget {
	private left: number;

	/** @param longestMs set by a person: then it counts for the turn in the account's limits, too */
	constructor(
		private readonly longestMs: number | undefined,
		readonly signal: AbortSignal | undefined,
	) {
		this.left = longestMs ?? LONGEST_WAIT_MS;
	}

	get deadline(): number | undefined {
		return this.longestMs === undefined ? undefined : Date.now() + Math.max(0, this.left);
	}

	/** Whether so long a wait is allowed. */
	allows(ms: number): boolean {
		return ms <= this.left;
	}

	spend(ms: number): void {
		this.left -= ms;
	}

	/** A wait for the turn was this long. */
	noteWait(ms: number): void {
		if (this.longestMs !== undefined) this.left -= ms;
	}
}
