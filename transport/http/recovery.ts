import type { FailureKind } from '../contracts/response';

/** Failures after which a later request may be answered. */
const TRANSIENT: ReadonlySet<FailureKind> = new Set(['limited', 'busy', 'temporary']);

/** Not Implemented, HTTP Version Not Supported: the statuses from 500 on that no later request changes. */
const LASTING: ReadonlySet<number> = new Set([501, 505]);

/** Whether the same request may be answered differently later although nothing is changed. */
export function isTransientAnswer(kind: FailureKind, status: number): boolean {
	return TRANSIENT.has(kind) || (status >= 500 && !LASTING.has(status));
}

const transients = new WeakSet<Error>();

/** Marks the error of a failure that may pass: an outage, a fault of the network, a limit, a renewal that fails temporarily. */
export function asTransient<E extends Error>(error: E, transient: boolean): E {
	if (transient) transients.add(error);
	return error;
}

/** Whether the failure of a request may pass by itself. All errors that `asTransient` has not marked are final. */
export function isTransient(error: unknown): error is Error {
	return error instanceof Error && transients.has(error);
}
