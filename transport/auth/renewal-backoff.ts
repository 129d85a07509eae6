import { monotonicMs } from '../core/clock';

/** A token that is rejected before this age, in milliseconds, was replaced by another process or never worked. */
export const YOUNG_MS = 5_000;

const SHORTEST_WAIT_MS = 100;
/** The random part of a wait is up to this. */
const SPREAD_MS = 400;
/** With a slow database the random part is up to this many times the time of reading a credential: storing a token takes several such steps. */
const READ_FACTOR = 20;
const LARGEST_SPREAD_MS = 5_000;
/** For this many times the spread, another process that has used the same code or refresh token may need to store its token. */
const STORING_FACTOR = 5;
/** The wait doubles with each conflict, up to this many times. */
const DOUBLINGS = 3;
/** The same where no token of another process has been seen: early rejections may also be due to revocations. */
const DOUBLINGS_ALONE = 1;
const LONGEST_WAIT_MS = 8_000;
/** The wait is this many times as long where the database cannot be read. */
const UNREADABLE_FACTOR = 3;
/** By then a new token is in the database, unless another process has overwritten it with an older one. */
const STORED_AFTER_MS = 1_000;

/**
 * Random back-off between the processes of one n8n for services where each new token ends the one before. After a rejection a process
 * waits a random time before it renews, longer with each token that is rejected early. All its requests wait for the same moment: the
 * earliest of many random moments would be nearly the same in each process.
 */
export class RenewalBackoff {
	/** The newest token from an exchange of this process. */
	private own = 0;

	private conflicts = 0;

	private hasSeenOthers = false;

	private readMs = 0;

	/** Before this moment (`monotonicMs`) this process does not renew. */
	renewsAt = 0;

	/** The same where the database cannot be read: meanwhile another request may bring a later token from there. */
	renewsUnreadableAt = 0;

	/** The token of this process that n8n was asked to store again. */
	private storedAgain = 0;

	/** @param obtainedAt of a token from an exchange of this process */
	noteOwn(obtainedAt: number): void {
		this.own = Math.max(this.own, obtainedAt);
	}

	/** Whether the token came from an exchange of this process, and is its newest. */
	isOwn(obtainedAt: number): boolean {
		return obtainedAt === this.own;
	}

	/** Another process has obtained a token while this one had one. */
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
		this.renewsUnreadableAt = now + Math.min(LONGEST_WAIT_MS, wait * UNREADABLE_FACTOR);
	}

	private get spreadMs(): number {
		return Math.min(LARGEST_SPREAD_MS, Math.max(SPREAD_MS, this.readMs * READ_FACTOR));
	}

	/** How long it may take until another process has stored its new token, in milliseconds. */
	get storingMs(): number {
		return this.spreadMs * STORING_FACTOR;
	}

	/** @param obtainedAt of a token that works, in milliseconds since the epoch */
	noteConfirmed(obtainedAt: number): void {
		if (Date.now() - obtainedAt >= YOUNG_MS) this.conflicts = 0;
	}

	/**
	 * Whether a token of this process has to be stored again: two processes that renew at the same time may store in reverse order, and
	 * every process would then read the rejected token. True once for each token. All in milliseconds since the epoch.
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
