/** A slot is so much longer than the limit allows: the clocks of machines and the timers of processes differ a little. */
const SAFETY = 1.1;

/**
 * Moments that belong to one of several processes which share a limit too small to be divided, such as one request a second. Time is
 * divided into slots by the wall clock, which they have in common; a process uses one slot of each cycle. Slots are not assigned: each
 * process begins with a random one, and moves to the next when the service answers "too many requests", which means that the slot is
 * in use.
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
	 * How long until the next own slot, in ms; 0 or less: now. A slot that has begun already is still used: the next one comes a whole
	 * cycle later.
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

	/** The slot that was waited for is used. Two requests in one slot, because the first was late, would be too close. */
	used(): void {
		const now = Date.now();
		this.earliest = this.next(Math.max((this.aim ?? now) + this.cycleMs, now + this.slotMs));
		this.aim = undefined;
	}

	/** Nothing waits for a slot any more. */
	forget(): void {
		this.aim = undefined;
	}

	move(): void {
		this.own++;
	}
}
