/** A slot is so much longer than the limit allows: the clocks of machines and the timers of processes differ a little. */
const SAFETY = 1.1;

/**
 * Moments that belong to one of several processes which share a limit too small to be divided: one request a second, say. Time is
 * cut into slots, by the clock that all of them have; of each cycle a process takes one slot. Nobody gives the slots out: each
 * process begins with any, and moves on when the service says that there were too many requests, which means that the slot is
 * taken.
 */
export class TimeSlots {
	private own = Math.floor(Math.random() * 1_000_000);

	private slotMs = 0;

	private count = 1;

	/** @param requestsPerSecond of one process, of `processes` */
	divide(requestsPerSecond: number, processes: number): void {
		this.count = processes;
		// Whole milliseconds: moments are compared with each other.
		this.slotMs = Math.ceil((1000 / requestsPerSecond / processes) * SAFETY);
	}

	/** From one of the own moments to the next, in ms. */
	get cycleMs(): number {
		return this.slotMs * this.count;
	}

	/** The first own moment that is not before this one; both in ms since the epoch. */
	next(from: number): number {
		const start = (this.own % this.count) * this.slotMs;
		return Math.ceil((from - start) / this.cycleMs) * this.cycleMs + start;
	}

	owns(moment: number): boolean {
		return this.next(moment) === moment;
	}

	/** The own moment after one that was met at `now`: a late one leaves no time for two. */
	after(moment: number, now: number): number {
		return this.next(Math.max(moment + this.cycleMs, now + this.slotMs));
	}

	move(): void {
		this.own++;
	}
}
