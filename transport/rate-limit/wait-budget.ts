import { UserError } from 'n8n-workflow';

/** How long one wait may take. */
export interface WaitBudget {
	/** Aborted when the execution is stopped. */
	signal?: AbortSignal | undefined;
	/** Milliseconds that are left; undefined: as long as it takes. */
	leftMs?: number | undefined;
	/** A pause of the account that lasts longer fails the request (`monotonicMs`); undefined: none does. */
	endsAt?: number | undefined;
	/** Milliseconds of the whole budget, for the error. */
	wholeMs?: number | undefined;
	/** Goes before other requests that wait for a rate token: they need its result. */
	urgent?: boolean;
	/** Called after a wait, with its milliseconds. */
	noteWait?(ms: number): void;
}

/** A wait is longer than allowed; the request was not sent. `least`: it may be even longer. */
export class WaitTimeoutError extends UserError {
	constructor(ms: number, least = false) {
		const seconds = Math.ceil(ms / 1000);
		const time = `${least ? 'more than ' : ''}${seconds} second${seconds === 1 ? '' : 's'}`;
		super(`The request would have to wait ${time}`, {
			description:
				'It was not sent. Raise "Maximum Wait (Seconds)" in the options, send fewer requests at once, or run the workflow later.',
		});
	}
}

/** Default for all waits of one request for a service that fails or limits requests. */
const LONGEST_WAIT_MS = 120_000;

/** How long one request may still wait, from its first try to its last. */
export class RequestWaitBudget implements WaitBudget {
	private left: number;

	/** @param wholeMs "Maximum Wait (Seconds)": where it is set, waits for the account's limits count as well */
	constructor(
		readonly wholeMs: number | undefined,
		readonly signal: AbortSignal | undefined,
		readonly endsAt?: number,
	) {
		this.left = wholeMs ?? LONGEST_WAIT_MS;
	}

	get leftMs(): number | undefined {
		return this.wholeMs === undefined ? undefined : Math.max(0, this.left);
	}

	/** Whether so long a wait is allowed. */
	allows(ms: number): boolean {
		return ms <= this.left;
	}

	spend(ms: number): void {
		this.left -= ms;
	}

	noteWait(ms: number): void {
		if (this.wholeMs !== undefined) this.left -= ms;
	}
}
