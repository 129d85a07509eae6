import type { FailureKind } from '../contracts/response';

/** Failures after which a later request may be answered. */
const TRANSIENT: ReadonlySet<FailureKind> = new Set(['limited', 'busy', 'temporary']);

/** Not Implemented, HTTP Version Not Supported: of the statuses from 500 on, those that say what a server can do at all. */
const LASTING: ReadonlySet<number> = new Set([501, 505]);

/** Whether the same request may be answered otherwise later although nobody changes anything. */
export function isTransientAnswer(kind: FailureKind, status: number): boolean {
	return TRANSIENT.has(kind) || (status >= 500 && !LASTING.has(status));
}

const transients = new WeakSet<Error>();

/** Marks the error of a failure that may pass: an outage, a fault of the network, a limit, a renewal that fails for a while. */
export function asTransient<E extends Error>(error: E, transient: boolean): E {
	if (transient) transients.add(error);
	return error;
}

/** Whether what ended a request may pass by itself. Everything but what `asTransient` has marked is final. */
export function isTransient(error: unknown): error is Error {
	return error instanceof Error && transients.has(error);
}
