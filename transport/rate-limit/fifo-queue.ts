import { CancelledError } from '../core/cancellation';
import type { WaitBudget } from './wait-budget';
import { WaitTimeoutError } from './wait-budget';

interface Waiter {
	latest: number;
	go(): void;
	refuse(error: Error): void;
}

/** People who wait for one thing, first come first served. Whoever gives up leaves no gap. */
export class FifoQueue {
	private readonly waiting: Waiter[] = [];

	get length(): number {
		return this.waiting.length;
	}

	/**
	 * Waits until `next` gets to this one.
	 *
	 * @param end of the patience, where nobody can foretell when `next` gets there
	 */
	async wait(
		{ signal, deadline: latest = Infinity }: WaitBudget,
		end?: AbortSignal,
	): Promise<void> {
		if (signal?.aborted) throw new CancelledError();
		let waiter: Waiter | undefined;
		const begun = Date.now();
		const stop = () => this.reject(waiter, new CancelledError());
		const late = () => this.reject(waiter, new WaitTimeoutError(latest - begun, true));
		try {
			await new Promise<void>((go, refuse) => {
				waiter = { latest, go, refuse };
				this.waiting.push(waiter);
				signal?.addEventListener('abort', stop, { once: true });
				end?.addEventListener('abort', late, { once: true });
			});
		} finally {
			signal?.removeEventListener('abort', stop);
			end?.removeEventListener('abort', late);
		}
	}

	/** Lets the first one go; false where nobody waits. */
	admit(): boolean {
		const first = this.waiting.shift();
		first?.go();
		return first !== undefined;
	}

	/** Turns away those who are not served in time. `served` says when the one at a place in the line is. */
	rejectLate(served: (place: number) => number): void {
		let place = 0;
		for (const waiter of [...this.waiting]) {
			const moment = served(place);
			if (moment > waiter.latest) this.reject(waiter, new WaitTimeoutError(moment - Date.now()));
			else place++;
		}
	}

	private reject(waiter: Waiter | undefined, error: Error): void {
		const at = waiter ? this.waiting.indexOf(waiter) : -1;
		if (at < 0) return;
		this.waiting.splice(at, 1);
		waiter?.refuse(error);
	}
}
