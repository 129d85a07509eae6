import { createHash } from 'node:crypto';

import { sleep, UserError } from 'n8n-workflow';

import { Bounded } from './bounded';
import type { Patience } from './line';
import { Line, Stopped, WaitTooLong } from './line';
import type { Limits } from './types';

const DAY_MS = 86_400_000;
/** A slot comes a little later than the limit allows: two requests sent exactly one interval apart can arrive closer together. */
const SAFETY = 1.05;

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

	/** Those who wait for a place. */
	private readonly places = new Line();

	/** Those who wait for their turn. */
	private readonly turns = new Line();

	private serving = false;

	private pausedUntil = 0;

	private day = 0;

	private usedToday = 0;

	constructor(private limits: Limits) {}

	/** The credential's numbers may have been edited. */
	adjust(limits: Limits): void {
		this.limits = limits;
		this.fillPlaces();
	}

	/** Requests per second that go out at most. */
	get pace(): number {
		return this.limits.requestsPerSecond;
	}

	/** The service asked for a pause that is not over. */
	get paused(): boolean {
		return this.pausedUntil > Date.now();
	}

	/**
	 * Waits until one more request may go out, and counts it against the day's budget.
	 *
	 * @throws Stopped, WaitTooLong, or a UserError when the budget is used up; nothing is counted then
	 */
	async slot(patience: Patience = {}): Promise<void> {
		const spentOn = this.spendBudget();
		let given = false;
		try {
			await this.turn(patience);
			given = true;
		} finally {
			if (!given && spentOn === this.day) this.usedToday--;
		}
	}

	/**
	 * Waits for a turn in the requests per second; the budget is not touched. Turns are given in the order in which they were
	 * asked for; whoever stops waiting leaves no gap.
	 */
	async turn(patience: Patience = {}): Promise<void> {
		const moment = this.turnAt(this.turns.length);
		if (moment > (patience.latest ?? Infinity)) throw new WaitTooLong(moment - Date.now());
		const joined = this.turns.join(patience);
		if (!this.serving) void this.serve();
		await joined;
	}

	private get intervalMs(): number {
		return (1000 / this.limits.requestsPerSecond) * SAFETY;
	}

	/** When the one at this place in the line gets a turn. */
	private turnAt(place: number): number {
		const now = Date.now();
		const start = Math.max(this.theoreticalArrival, now);
		const free = start + this.intervalMs * (place + 1 - this.limits.burst);
		return Math.max(free, this.pausedUntil, now);
	}

	private async serve(): Promise<void> {
		this.serving = true;
		while (this.turns.length > 0) {
			const wait = this.turnAt(0) - Date.now();
			if (wait > 0) {
				await sleep(wait);
				continue;
			}
			this.theoreticalArrival = Math.max(this.theoreticalArrival, Date.now()) + this.intervalMs;
			this.turns.next();
		}
		this.serving = false;
	}

	/** Runs work in one of the account's places; not any more once the execution is stopped. */
	async run<T>(work: () => Promise<T>, patience: Patience = {}): Promise<T> {
		if (patience.signal?.aborted) throw new Stopped();
		if (this.running < this.limits.concurrency) {
			this.running++;
		} else {
			const { latest = Infinity } = patience;
			if (this.pausedUntil > latest) throw new WaitTooLong(this.pausedUntil - Date.now());
			await this.places.join(patience);
		}
		try {
			return await work();
		} finally {
			this.running--;
			this.fillPlaces();
		}
	}

	/** A place goes straight to the one who waited longest: nobody who comes now can take it first. */
	private fillPlaces(): void {
		while (this.running < this.limits.concurrency && this.places.next()) this.running++;
	}

	/** Nobody sends before this moment (milliseconds since the epoch). */
	holdUntil(moment: number): void {
		this.pausedUntil = Math.max(this.pausedUntil, moment);
		this.turns.sweep((place) => this.turnAt(place));
		this.places.sweep(() => this.pausedUntil);
	}

	/** @returns the day that the request was counted for; undefined where there is no budget */
	private spendBudget(): number | undefined {
		if (this.limits.requestsPerDay <= 0) return undefined;
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
		return today;
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
