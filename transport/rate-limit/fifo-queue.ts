import { CancelledError } from '../core/cancellation';
import type { WaitBudget } from './wait-budget';
import { WaitTimeoutError } from './wait-budget';

/** Node's timers fire at once where the time is longer. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

interface Waiter {
	admit(): void;
	reject(error: Error): void;
}

/** Requests that wait, first come, first served. One that is cancelled or has timed out leaves no gap. */
export class FifoQueue {
	private readonly waiting: Waiter[] = [];

	get length(): number {
		return this.waiting.length;
	}

	/**
	 * Waits until `admit` reaches this request.
	 *
	 * @throws CancelledError, WaitTimeoutError
	 */
	async wait({ signal, leftMs = Infinity, wholeMs }: WaitBudget): Promise<void> {
		if (signal?.aborted) throw new CancelledError();
		const end = leftMs > LONGEST_TIMER_MS ? undefined : AbortSignal.timeout(Math.ceil(leftMs));
		let leave: (error: Error) => void = () => {};
		const stop = () => leave(new CancelledError());
		const late = () => leave(new WaitTimeoutError(wholeMs ?? leftMs, true));
		signal?.addEventListener('abort', stop, { once: true });
		end?.addEventListener('abort', late, { once: true });
		try {
			await new Promise<void>((admit, reject) => {
				const waiter = { admit, reject };
				this.waiting.push(waiter);
				leave = (error) => this.remove(waiter, error);
			});
		} finally {
			signal?.removeEventListener('abort', stop);
			end?.removeEventListener('abort', late);
		}
	}

	/** Lets the first request go; false where none waits. */
	admit(): boolean {
		const first = this.waiting.shift();
		first?.admit();
		return first !== undefined;
	}

	private remove(waiter: Waiter, error: Error): void {
		const at = this.waiting.indexOf(waiter);
		if (at < 0) return;
		this.waiting.splice(at, 1);
		waiter.reject(error);
	}
}
