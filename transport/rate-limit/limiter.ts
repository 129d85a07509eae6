import { sleep, UserError } from 'n8n-workflow';

import type { Limits } from '../contracts/credential';
import { CancelledError } from '../core/cancellation';
import { digest } from '../core/digest';
import { LruMap } from '../core/lru-map';
import { FifoQueue } from './fifo-queue';
import { TimeSlots } from './time-slots';
import type { WaitBudget } from './wait-budget';
import { WaitTimeoutError } from './wait-budget';

const DAY_MS = 86_400_000;

/** A slot comes a little later than the limit allows: two requests sent exactly one interval apart can arrive closer together. */
const SAFETY = 1.05;

/** How much the newest request counts in what is known of how long they take. */
const NEWEST = 0.2;

/**
 * Keeps one account inside its service's limits, for all nodes of this process: requests per second with a burst, a number of
 * requests side by side, a daily budget, and a pause after "too many requests".
 */
export class Limiter {
	private theoreticalArrival = 0;

	private running = 0;

	/** How long requests take, in ms; undefined before the first one. */
	private usualMs: number | undefined;

	/** Those who wait for a place. */
	private readonly permits = new FifoQueue();

	/** Those who wait for their turn. */
	private readonly rateTokens = new FifoQueue();

	private readonly slots = new TimeSlots();

	private serving = false;

	private pausedUntil = 0;

	private day = 0;

	private usedToday = 0;

	constructor(private limits: Limits) {
		this.adjust(limits);
	}

	/** The credential's numbers may have been edited. */
	adjust(limits: Limits): void {
		this.limits = limits;
		if (limits.shared) this.slots.divide(limits.requestsPerSecond, limits.shared.processes);
		this.fillPlaces();
	}

	/** Requests per second that go out at most, and with how many processes the account's limit is shared. */
	get pace(): { perSecond: number; processes: number } {
		const { requestsPerSecond, shared } = this.limits;
		return { perSecond: requestsPerSecond, processes: shared?.processes ?? 1 };
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
	async acquireRateToken(budget: WaitBudget = {}): Promise<void> {
		const spentOn = this.spendBudget();
		let given = false;
		try {
			await this.acquireUncountedRateToken(budget);
			given = true;
		} finally {
			if (!given && spentOn === this.day) this.usedToday--;
		}
	}

	/**
	 * Waits for a turn in the requests per second; the budget is not touched. Turns are given in the order in which they were
	 * asked for; whoever stops waiting leaves no gap.
	 */
	async acquireUncountedRateToken(budget: WaitBudget = {}): Promise<void> {
		const moment = this.turnAt(this.rateTokens.length);
		if (moment > (budget.deadline ?? Infinity)) throw new WaitTimeoutError(moment - Date.now());
		const begun = Date.now();
		const joined = this.rateTokens.wait(budget);
		if (!this.serving) void this.serve();
		await joined;
		budget.noteWait?.(Date.now() - begun);
	}

	private get inSlots(): boolean {
		return this.limits.shared?.inTurns === true;
	}

	private get intervalMs(): number {
		return this.inSlots ? this.slots.cycleMs : (1000 / this.limits.requestsPerSecond) * SAFETY;
	}

	/** When the one at this place in the line gets a turn. */
	private turnAt(acquirePermit: number): number {
		const begin = Math.max(this.pausedUntil, Date.now());
		if (this.inSlots) {
			return (
				this.slots.next(Math.max(this.theoreticalArrival, begin)) + this.intervalMs * acquirePermit
			);
		}
		const start = Math.max(this.theoreticalArrival, begin);
		return Math.max(start + this.intervalMs * (acquirePermit + 1 - this.limits.burst), begin);
	}

	private async serve(): Promise<void> {
		this.serving = true;
		while (this.rateTokens.length > 0) {
			let moment = this.turnAt(0);
			// A slot that is met a little late is used all the same: its process has no other before the next cycle.
			while (moment > Date.now()) {
				await sleep(moment - Date.now());
				if (!this.inSlots || this.paused || !this.slots.owns(moment)) moment = this.turnAt(0);
			}
			if (!this.rateTokens.admit()) break;
			const now = Date.now();
			this.theoreticalArrival = this.inSlots
				? this.slots.after(moment, now)
				: Math.max(this.theoreticalArrival, now) + this.intervalMs;
		}
		this.serving = false;
	}

	/** Runs work in one of the account's places; not any more once the execution is stopped. */
	async withPermit<T>(work: () => Promise<T>, budget: WaitBudget = {}): Promise<T> {
		if (budget.signal?.aborted) throw new CancelledError();
		if (this.running < this.limits.concurrency) this.running++;
		else await this.place(budget);
		try {
			return await work();
		} finally {
			this.running--;
			this.fillPlaces();
		}
	}

	/** A request was answered, or failed, so many ms after its turn. */
	took(ms: number): void {
		this.usualMs = this.usualMs === undefined ? ms : this.usualMs + (ms - this.usualMs) * NEWEST;
	}

	private async place(budget: WaitBudget): Promise<void> {
		const begun = Date.now();
		const { deadline: latest = Infinity } = budget;
		const moment = this.placeAt(this.permits.length);
		if (moment > latest) throw new WaitTimeoutError(moment - begun);
		const end = latest === Infinity ? undefined : AbortSignal.timeout(Math.max(0, latest - begun));
		await this.permits.wait(budget, end);
		budget.noteWait?.(Date.now() - begun);
	}

	/**
	 * When the one at this place in the line has both a place and a turn, as far as can be foretold: whoever stands before it takes
	 * a turn, too, and keeps its place as long as requests usually take.
	 */
	private placeAt(place: number): number {
		const free = Date.now() + ((this.usualMs ?? 0) * (place + 1)) / this.limits.concurrency;
		return Math.max(free, this.turnAt(this.rateTokens.length + place));
	}

	/** A place goes straight to the one who waited longest: nobody who comes now can take it first. */
	private fillPlaces(): void {
		while (this.running < this.limits.concurrency && this.permits.admit()) this.running++;
	}

	/** Nobody sends before this moment (milliseconds since the epoch). */
	pauseUntil(moment: number): void {
		this.pausedUntil = Math.max(this.pausedUntil, moment);
		this.rateTokens.rejectLate((place) => this.turnAt(place));
		this.permits.rejectLate((place) => this.placeAt(place));
	}

	/** The service says that there were too many requests; `waitMs` where it says how long to wait. */
	noteTooManyRequests(waitMs: number | undefined): void {
		if (this.inSlots) this.slots.move();
		if (waitMs !== undefined) this.pauseUntil(Date.now() + waitMs);
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
			const { requestsPerDay, shared } = this.limits;
			const share = shared
				? ` This is the share of one of ${shared.processes} processes, as set in "Number of n8n Processes".`
				: '';
			throw new UserError(
				`The daily budget of ${requestsPerDay} requests is used up until ${resets}`,
				{
					description: `Raise "Requests per Day" in the credential if your plan allows more.${share}`,
				},
			);
		}
		this.usedToday++;
		return today;
	}
}

const limiters = new LruMap<Limiter>(200);

/** The limiter of an account; the same for everybody who names it. */
export function limiterFor(account: string, limits: Limits): Limiter {
	const key = digest(account);
	const known = limiters.get(key);
	if (known) {
		known.adjust(limits);
		return known;
	}
	const limiter = new Limiter(limits);
	limiters.set(key, limiter);
	return limiter;
}
