import { monotonicMs } from '../core/clock';

/** A token that is rejected at this age, in milliseconds, was replaced by another process or is good for nothing. */
export const YOUNG_MS = 5_000;

const SHORTEST_WAIT_MS = 100;
/** How much longer a wait may be by chance. */
const SPREAD_MS = 400;
/** Where the database is slow, so many times as long as it took to read a credential: storing the token takes several such steps. */
const READS = 20;
const LARGEST_SPREAD_MS = 5_000;
/** For so many times the spread the database is read for the token of a process that has used the same code or refresh token. */
const LOOKS = 5;
/** The wait doubles with each conflict, so many times at most. */
const DOUBLINGS = 3;
/** The same where no token of another process has been seen: short lives may also be due to revocations. */
const DOUBLINGS_ALONE = 1;
const LONGEST_WAIT_MS = 8_000;
/** So many times as long is the wait where the database cannot be read. */
const BLIND = 3;
/** By then a new token lies in the database, unless another process has put an older one over it. */
const STORED_AFTER_MS = 1_000;

/**
 * Keeps the processes of one n8n out of each other's way where each new token ends the one before. After a rejection a process waits
 * a random time before it renews, longer with each token that did not last. All its requests wait for the same moment: the earliest
 * of many random moments would be nearly the same in each process.
 */
export class RenewalBackoff {
	/** The newest token that this process got itself. */
	private own = 0;

	private conflicts = 0;

	private hasSeenOthers = false;

	private readMs = 0;

	/** Before this moment (`monotonicMs`) this process does not renew. */
	renewsAt = 0;

	/** The same where the database cannot be read: meanwhile another request may bring a later token from there. */
	renewsBlindAt = 0;

	/** The own token that this process has asked n8n to store once more. */
	private storedAgain = 0;

	/** @param obtainedAt of a token that this process got by an exchange */
	noteOwn(obtainedAt: number): void {
		this.own = Math.max(this.own, obtainedAt);
	}

	/** Whether the token came from an exchange of this process, and is its newest. */
	isOwn(obtainedAt: number): boolean {
		return obtainedAt === this.own;
	}

	/** Another process has got a token while this one had one. */
	noteOthers(): void {
		this.hasSeenOthers = true;
	}

	/** How long it took to read the credential from the database, in milliseconds. */
	noteRead(ms: number): void {
		this.readMs = ms;
	}

	/**
	 * To be called once for each token.
	 *
	 * @param obtainedAt milliseconds since the epoch
	 */
	noteRejected(obtainedAt: number, random: () => number = Math.random): void {
		if (Date.now() - obtainedAt < YOUNG_MS) this.conflicts++;
		const first = SHORTEST_WAIT_MS + this.spreadMs * random();
		const most = this.hasSeenOthers ? DOUBLINGS : DOUBLINGS_ALONE;
		const wait = first * 2 ** Math.min(this.conflicts, most);
		const now = monotonicMs();
		this.renewsAt = now + Math.min(LONGEST_WAIT_MS, wait);
		this.renewsBlindAt = now + Math.min(LONGEST_WAIT_MS, wait * BLIND);
	}

	private get spreadMs(): number {
		return Math.min(LARGEST_SPREAD_MS, Math.max(SPREAD_MS, this.readMs * READS));
	}

	/** How long it may take until another process has stored the token that it got, in milliseconds. */
	get storingMs(): number {
		return this.spreadMs * LOOKS;
	}

	/** @param obtainedAt of a token that works, in milliseconds since the epoch */
	noteConfirmed(obtainedAt: number): void {
		if (Date.now() - obtainedAt >= YOUNG_MS) this.conflicts = 0;
	}

	/**
	 * Whether an own token has to be stored once more: two processes that renew at the same time may store in the other order, and
	 * every process that reads finds the token that is rejected. True once for each token. All in milliseconds since the epoch.
	 *
	 * @param storedAt `obtainedAt` of the token that the database showed
	 * @param readAt when it did
	 */
	shallStoreAgain(obtainedAt: number, storedAt: number, readAt: number): boolean {
		const behind = storedAt < obtainedAt && readAt > obtainedAt + STORED_AFTER_MS;
		if (!behind || !this.isOwn(obtainedAt) || this.storedAgain === obtainedAt) return false;
		this.storedAgain = obtainedAt;
		return true;
	}
}
