/** A slot is so much longer than the limit allows: the clocks of machines and the timers of processes differ a little. */
const SAFETY = 1.1;

/**
 * Moments that belong to one of several processes which share a limit too small to be divided: one request a second, say. Time is
 * cut into slots by the wall clock, which all of them have; of each cycle a process uses one slot. No one assigns the slots: each
 * process begins with any, and moves on when the service answers "too many requests", which means that the slot is taken.
 */
export class TimeSlots {
	private own = Math.floor(Math.random() * 1_000_000);

	private slotMs = 0;

	private count = 1;

	/** The slot that is waited for; milliseconds since the epoch, as all moments here. */
	private aim: number | undefined;

	private earliest = 0;

	/** @param requestsPerSecond of one process, of `processes` */
	divide(requestsPerSecond: number, processes: number): void {
		this.count = processes;
		// Whole milliseconds: moments are compared with each other.
		this.slotMs = Math.ceil((1000 / requestsPerSecond / processes) * SAFETY);
	}

	/** From one of the own slots to the next, in ms. */
	get cycleMs(): number {
		return this.slotMs * this.count;
	}

	/** The first own slot that does not begin before this moment. */
	next(from: number): number {
		const start = (this.own % this.count) * this.slotMs;
		return Math.ceil((from - start) / this.cycleMs) * this.cycleMs + start;
	}

	/**
	 * How long until the next own slot, in ms; 0 or less: now. A slot that is met late is used all the same: there is no other before
	 * the next cycle.
	 */
	waitMs(): number {
		const now = Date.now();
		// Further ahead than any slot: the clock was set back.
		const tooFar = now + 2 * this.cycleMs;
		if (this.earliest > tooFar) this.earliest = 0;
		if (this.aim === undefined || this.aim > tooFar || this.next(this.aim) !== this.aim) {
			this.aim = this.next(Math.max(now, this.earliest));
		}
		return this.aim - now;
	}

	/** The slot that was waited for is used. One that was met late leaves no time for two. */
	used(): void {
		const now = Date.now();
		this.earliest = this.next(Math.max((this.aim ?? now) + this.cycleMs, now + this.slotMs));
		this.aim = undefined;
	}

	/** No slot is waited for any more. */
	forget(): void {
		this.aim = undefined;
	}

	move(): void {
		this.own++;
	}
}
