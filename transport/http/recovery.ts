import type { FailureKind } from '../contracts/response';

/** Failures after which a later request may be answered. */
const PASSING: ReadonlySet<FailureKind> = new Set(['limited', 'busy', 'temporary']);

/** Not Implemented, HTTP Version Not Supported: of the statuses from 500 on, those that say what a server can do at all. */
const LASTING: ReadonlySet<number> = new Set([501, 505]);

/** Whether the same request may be answered otherwise later although nobody changes anything. */
export function answerMayChange(kind: FailureKind, status: number): boolean {
	return PASSING.has(kind) || (status >= 500 && !LASTING.has(status));
}

const passing = new WeakSet<Error>();

/** Marks the error of a failure that may pass: an outage, a fault of the network, a limit, a renewal that fails for a while. */
export function markPassing<E extends Error>(error: E, passes: boolean): E {
	if (passes) passing.add(error);
	return error;
}

/** Whether what ended a request may pass by itself. Everything but what `markPassing` has marked is final. */
export function mayPass(error: unknown): error is Error {
	return error instanceof Error && passing.has(error);
}
