import { sleep } from 'n8n-workflow';

import type { CredentialData, CredentialProfile, Limits } from '../contracts/credential';
import { monotonicMs } from '../core/clock';
import { digest } from '../core/digest';
import { LruMap } from '../core/lru-map';
import { AdaptivePace } from './adaptive-pace';
import { DailyBudget } from './daily-budget';
import { FifoQueue } from './fifo-queue';
import { limitsOf, stricterOf } from './limits';
import { RateWindows } from './rate-windows';
import { TimeSlots } from './time-slots';
import type { WaitBudget } from './wait-budget';
import { WaitTimeoutError } from './wait-budget';

/** Longer waits are taken in parts: limits may be edited meanwhile. */
const LONGEST_SLEEP_MS = 1_000;

export interface LimitUsage {
	/** Those of this process. */
	limits: Limits;
	/** Requests that this process has sent since midnight UTC. */
	usedToday: number;
	/** How long the account still pauses after "too many requests", in milliseconds. */
	pauseMs: number;
	/** The pace that was found after refusals without a limit; undefined where requests are not slowed down. */
	adaptedPerSecond: number | undefined;
}

/**
 * Keeps one account inside its service's limits, for all nodes of this process: rate tokens for requests per second, permits for
 * requests side by side, a daily budget, and pauses after "too many requests".
 */
export class Limiter {
	private readonly rateTokens = new FifoQueue();

	/** For token requests, and questions whether a token is good. */
	private readonly urgent = new FifoQueue();

	private readonly permits = new FifoQueue();

	/** Permits that are out. */
	private running = 0;

	private readonly windows = new RateWindows();

	private readonly adaptive = new AdaptivePace();

	private readonly slots = new TimeSlots();

	private readonly budget = new DailyBudget();

	/** A moment of `monotonicMs`, like those below. */
	private pausedUntil = -Infinity;

	private wakesAt = Infinity;

	constructor(private limits: Limits) {
		this.adjust(limits);
	}

	/** Sets the limits that hold from now on. */
	adjust(limits: Limits): void {
		this.limits = limits;
		this.windows.limit(limits);
		if (this.inSlots) this.slots.divide(limits.requestsPerSecond, limits.shared?.processes ?? 1);
		this.serve();
	}

	/**
	 * Requests per second of this process, 0 without a limit; how many processes share the account's limit; whether the service has
	 * refused requests and the pace is being found.
	 */
	get pace(): { perSecond: number; processes: number; adapted: boolean } {
		const { requestsPerSecond, shared } = this.limits;
		return {
			perSecond: requestsPerSecond,
			processes: shared?.processes ?? 1,
			adapted: this.adaptive.active,
		};
	}

	/** The account's limits, and what is used of them. */
	get usage(): LimitUsage {
		return {
			limits: this.limits,
			usedToday: this.budget.usedToday,
			pauseMs: Math.max(0, this.pausedUntil - monotonicMs()),
			adaptedPerSecond: this.adaptive.current,
		};
	}

	/** A pause after "too many requests" is not over. */
	get paused(): boolean {
		return this.pausedUntil > monotonicMs();
	}

	private get inSlots(): boolean {
		return this.limits.shared?.timeSlots === true;
	}

	/**
	 * Waits until one more request may go out, and counts it against the day's budget.
	 *
	 * @throws CancelledError, WaitTimeoutError, or a UserError when the budget is used up; nothing is counted then
	 */
	async acquireRateToken(budget: WaitBudget = {}): Promise<void> {
		const refund = this.budget.spend(this.limits);
		let acquired = false;
		try {
			await this.acquireUncountedRateToken(budget);
			acquired = true;
		} finally {
			if (!acquired) refund();
		}
	}

	/** Takes a rate token that is free, like `acquireRateToken`; false, and nothing is counted, where it has to be waited for. */
	takeRateToken({ signal }: WaitBudget): boolean {
		const now = monotonicMs();
		if (signal?.aborted || this.paused) return false;
		const refund = this.budget.spend(this.limits);
		const taken = this.admitsAtOnce(this.rateTokens, now);
		if (!taken) refund();
		return taken;
	}

	/** Waits like `acquireRateToken`, without the day's budget. */
	async acquireUncountedRateToken(budget: WaitBudget = {}): Promise<void> {
		await this.wait(budget.urgent ? this.urgent : this.rateTokens, budget);
	}

	/**
	 * Runs work while it holds one of the account's permits.
	 *
	 * @throws CancelledError, WaitTimeoutError, or what the work throws
	 */
	async withPermit<T>(work: () => Promise<T>, budget: WaitBudget = {}): Promise<T> {
		await this.wait(this.permits, budget);
		try {
			const result = await work();
			this.adaptive.taken(monotonicMs());
			return result;
		} finally {
			this.running--;
			this.serve();
		}
	}

	/** The service answered "too many requests"; `waitMs` where it asks for a pause. Without one the pace is cut and found again. */
	noteTooManyRequests(waitMs: number | undefined): void {
		if (waitMs !== undefined) this.pauseFor(waitMs);
		if (this.inSlots) this.slots.move();
		else if (waitMs === undefined) {
			const now = monotonicMs();
			const { requestsPerSecond } = this.limits;
			this.pauseFor(this.adaptive.refused(now, this.windows.recent(now), requestsPerSecond));
		}
	}

	/**
	 * A request took a while to arrive. Services count requests on arrival: for those that follow it counts from now on.
	 *
	 * @param sentAt when it went out (`monotonicMs`)
	 */
	noteArrival(sentAt: number): void {
		this.windows.move(sentAt, monotonicMs());
	}

	private pauseFor(ms: number): void {
		this.pausedUntil = Math.max(this.pausedUntil, monotonicMs() + ms);
	}

	/** @throws WaitTimeoutError where the pause after "too many requests" lasts longer than may be waited */
	checkPause({ leftMs = Infinity, endsAt = Infinity }: WaitBudget): void {
		const pauseMs = this.pausedUntil - monotonicMs();
		const over = pauseMs > leftMs || (pauseMs > 0 && this.pausedUntil > endsAt);
		if (over) throw new WaitTimeoutError(pauseMs);
	}

	private async wait(queue: FifoQueue, budget: WaitBudget): Promise<void> {
		const begun = monotonicMs();
		this.checkPause(budget);
		if (!budget.signal?.aborted && this.admitsAtOnce(queue, begun)) return;
		const admitted = queue.wait(budget);
		this.serve();
		await admitted;
		budget.noteWait?.(monotonicMs() - begun);
	}

	/** Gives out all permits and rate tokens that there are, and comes back for the others. */
	private serve(): void {
		while (this.running < this.limits.concurrency && this.permits.admit()) this.running++;
		while (this.urgent.length + this.rateTokens.length > 0) {
			const now = monotonicMs();
			const waitMs = this.waitMs(now);
			if (waitMs > 0) return this.serveLater(now, waitMs);
			if (!this.urgent.admit()) this.rateTokens.admit();
			this.noteSent(now);
		}
		this.slots.forget();
	}

	/** Gives out a permit or a rate token that nobody waits for. */
	private admitsAtOnce(queue: FifoQueue, now: number): boolean {
		if (queue === this.permits) {
			if (this.permits.length > 0 || this.running >= this.limits.concurrency) return false;
			this.running++;
			return true;
		}
		if (this.urgent.length + this.rateTokens.length > 0 || this.waitMs(now) > 0) return false;
		this.noteSent(now);
		this.slots.forget();
		return true;
	}

	private noteSent(now: number): void {
		this.windows.add(now);
		this.adaptive.sent(now, this.limits.requestsPerSecond);
		this.slots.used();
	}

	/** How long until the next rate token, in ms; 0 or less: now. */
	private waitMs(now: number): number {
		const waitMs = Math.max(
			this.pausedUntil - now,
			this.windows.waitMs(now),
			this.adaptive.waitMs(now),
		);
		if (!this.inSlots) return waitMs;
		if (waitMs > 0) this.slots.forget();
		return waitMs > 0 ? waitMs : this.slots.waitMs();
	}

	private serveLater(now: number, waitMs: number): void {
		const ms = Math.ceil(Math.min(waitMs, LONGEST_SLEEP_MS));
		const moment = now + ms;
		if (moment >= this.wakesAt) return;
		this.wakesAt = moment;
		void sleep(ms).then(() => {
			if (this.wakesAt === moment) this.wakesAt = Infinity;
			this.serve();
		});
	}
}

/** A credential that was not opened for so long does not count any more. */
const IN_USE_MS = 600_000;

/** Credentials of one account that count at most. */
const MOST_IN_USE = 50;

interface Account {
	limiter: Limiter;
	/** Limits by the credential that has them. */
	inUse: Map<string, { limits: Limits; since: number }>;
}

const accounts = new LruMap<Account>(200);

/** The account at its address. A credential that has only the public part of an account is another account. */
function keyOf(profile: CredentialProfile, credentials: CredentialData): string {
	let address: string | undefined;
	try {
		address = profile.hosts(credentials).api;
	} catch {
		// Nothing can be sent to such an address; the request reports it.
	}
	return digest(JSON.stringify([address, profile.account(credentials)]), 43);
}

/**
 * The limiter of a credential's account, the same for all its credentials. Of their limits the strictest hold.
 *
 * @param credentialId identifies a credential among those of one account; without one the numbers count only where no others are known
 */
export function limiterFor(
	profile: CredentialProfile,
	credentials: CredentialData,
	credentialId?: string,
): Limiter {
	const limits = limitsOf(profile, credentials);
	const key = keyOf(profile, credentials);
	const { limiter, inUse } = accounts.get(key) ?? {
		limiter: new Limiter(limits),
		inUse: new Map(),
	};
	accounts.set(key, { limiter, inUse });
	const now = monotonicMs();
	if (credentialId !== undefined) {
		inUse.delete(credentialId);
		inUse.set(credentialId, { limits, since: now });
	}
	for (const [id, { since }] of inUse) {
		if (now - since > IN_USE_MS || inUse.size > MOST_IN_USE) inUse.delete(id);
	}
	const all = [...inUse.values()].map((one) => one.limits);
	limiter.adjust(all.length === 0 ? limits : all.reduce(stricterOf));
	return limiter;
}
