import { createHash } from 'node:crypto';

import { sleep, UserError } from 'n8n-workflow';

import { Bounded } from './bounded';
import type { Limits } from './types';

const DAY_MS = 86_400_000;
/** A slot comes a little later than the limit allows: two requests sent exactly one interval apart can arrive closer together. */
const SAFETY = 1.05;

/** Says that a wait was ended because the execution was stopped. */
export class Stopped extends UserError {
	constructor() {
		super('The execution was stopped while waiting for the service');
	}
}

/** Waits for work, but not longer than the execution lives. */
async function untilStopped<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
	if (!signal) return await work;
	if (signal.aborted) throw new Stopped();
	let stop = () => {};
	const stopped = new Promise<never>((_resolve, reject) => {
		stop = () => reject(new Stopped());
		signal.addEventListener('abort', stop, { once: true });
	});
	try {
		return await Promise.race([work, stopped]);
	} finally {
		signal.removeEventListener('abort', stop);
	}
}

/** Sleeps, but not longer than the execution lives. n8n 1.x has no abortable sleep. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
	if (signal?.aborted) throw new Stopped();
	if (ms > 0) await untilStopped(sleep(ms), signal);
}

/**
 * Keeps one account inside its service's limits, for all nodes of this process: requests per second with a burst, a number of
 * requests side by side, a daily budget, and a pause after "too many requests".
 */
export class Limiter {
	private theoreticalArrival = 0;

	private running = 0;

	private readonly queue: Array<() => void> = [];

	private pausedUntil = 0;

	/** Ends when everybody who asked for a turn so far has got it. */
	private line: Promise<void> = Promise.resolve();

	private day = 0;

	private usedToday = 0;

	constructor(private limits: Limits) {}

	/** The credential's numbers may have been edited. */
	adjust(limits: Limits): void {
		this.limits = limits;
	}

	/** Waits until one more request may go out, and counts it against the day's budget. */
	async slot(signal?: AbortSignal): Promise<void> {
		this.spendBudget();
		await this.turn(signal);
	}

	/**
	 * Waits for a turn in the requests per second; the budget is not touched. Turns are given in the order in which they were
	 * asked for; whoever stops waiting leaves no gap.
	 */
	async turn(signal?: AbortSignal): Promise<void> {
		const before = this.line;
		let leave = () => {};
		this.line = new Promise((resolve) => {
			leave = resolve;
		});
		try {
			await untilStopped(before, signal);
			await this.ownTurn(signal);
		} finally {
			void before.then(leave);
		}
	}

	private async ownTurn(signal?: AbortSignal): Promise<void> {
		for (;;) {
			const now = Date.now();
			const interval = (1000 / this.limits.requestsPerSecond) * SAFETY;
			const start = Math.max(this.theoreticalArrival, now);
			const earliest = Math.max(start - interval * (this.limits.burst - 1), this.pausedUntil);
			if (earliest <= now) {
				this.theoreticalArrival = start + interval;
				return;
			}
			await pause(earliest - now, signal);
		}
	}

	/** Runs work in one of the account's places; not any more once the execution is stopped. */
	async run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
		while (this.running >= this.limits.concurrency) {
			await new Promise<void>((resolve) => this.queue.push(resolve));
		}
		if (signal?.aborted) {
			this.queue.shift()?.();
			throw new Stopped();
		}
		this.running++;
		try {
			return await work();
		} finally {
			this.running--;
			this.queue.shift()?.();
		}
	}

	/** Nobody sends before this moment (milliseconds since the epoch). */
	holdUntil(moment: number): void {
		this.pausedUntil = Math.max(this.pausedUntil, moment);
	}

	private spendBudget(): void {
		if (this.limits.requestsPerDay <= 0) return;
		const today = Math.floor(Date.now() / DAY_MS);
		if (today !== this.day) {
			this.day = today;
			this.usedToday = 0;
		}
		if (this.usedToday >= this.limits.requestsPerDay) {
			const resets = new Date((today + 1) * DAY_MS).toISOString();
			throw new UserError(
				`The daily budget of ${this.limits.requestsPerDay} requests is used up until ${resets}`,
				{ description: 'Raise "Requests per Day" in the credential if your plan allows more.' },
			);
		}
		this.usedToday++;
	}
}

const limiters = new Bounded<Limiter>(200);

/** The limiter of an account; the same for everybody who names it. */
export function limiterFor(account: string, limits: Limits): Limiter {
	const key = createHash('sha256').update(account).digest('base64url');
	const known = limiters.get(key);
	if (known) {
		known.adjust(limits);
		return known;
	}
	const limiter = new Limiter(limits);
	limiters.set(key, limiter);
	return limiter;
}
