import { sleep, UserError } from 'n8n-workflow';

/** Waits for an operation, or until the execution is cancelled. */
export async function untilCancelled<T>(operation: Promise<T>, signal?: AbortSignal): Promise<T> {
	if (!signal) return await operation;
	if (signal.aborted) {
		// Its rejection may have no other handler, and an unhandled rejection ends n8n.
		operation.catch(() => undefined);
		throw new CancelledError();
	}
	let stop = () => {};
	const cancelled = new Promise<never>((_resolve, reject) => {
		stop = () => reject(new CancelledError());
		signal.addEventListener('abort', stop, { once: true });
	});
	try {
		return await Promise.race([operation, cancelled]);
	} finally {
		signal.removeEventListener('abort', stop);
	}
}

/** Sleeps, or until the execution is cancelled. n8n 1.x has no abortable sleep. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
	if (signal?.aborted) throw new CancelledError();
	if (ms > 0) await untilCancelled(sleep(ms), signal);
}

/** A wait was ended because the execution was stopped. */
export class CancelledError extends UserError {
	constructor() {
		super('The execution was stopped while waiting for the service');
	}
}
