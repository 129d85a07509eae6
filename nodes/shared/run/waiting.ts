import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { untilCancelled } from '../../../transport/core/cancellation';
import { monotonicMs } from '../../../transport/core/clock';
import { isTransient } from '../../../transport/http/retry';
import { isTool } from '../../../transport/items/idempotency';
import type { CallItem } from '../../../transport/pagination/endpoint-call';
import type { OperationContext } from '../form/service-form';

type Context = Pick<IExecuteFunctions, 'getNode'>;

/** MCP clients give a tool up after 60 seconds (MCP TypeScript SDK, DEFAULT_REQUEST_TIMEOUT_MSEC). */
const TOOL_WAIT_MS = 50_000;
const TOOL_PAUSE_MS = 10_000;

/** The last check may take this long, even where less of the wait is left. */
const SHORTEST_CHECK_MS = 5_000;

/** Failed checks lengthen the time between two checks up to this, where a person has not set more. */
const LONGEST_PAUSE_MS = 30_000;

/** A timer may fire a little early: the rest is too short for another check. */
const NOTHING_LEFT_MS = 5;

/** How long an operation may wait: as asked for, but as a tool no longer than its caller does. */
export function waitLimitMs(context: Context, wantedMs: number): number {
	return isTool(context) ? Math.min(wantedMs, TOOL_WAIT_MS) : wantedMs;
}

/** The time between two checks: as asked for, but as a tool short enough for several of them. */
export function pauseMs(context: Context, wantedMs: number): number {
	return isTool(context) ? Math.min(wantedMs, TOOL_PAUSE_MS) : wantedMs;
}

/** As a tool, a call before the wait is limited to the time that its caller allows the whole operation. */
export function beforeWait(operation: OperationContext): OperationContext {
	if (!isTool(operation.context)) return operation;
	return boundedTo(operation, operation.began + TOOL_WAIT_MS, true);
}

/** @param end of what is called with it (`monotonicMs`); `waits`: for the pace no longer either */
function boundedTo(operation: OperationContext, end: number, waits: boolean): OperationContext {
	return {
		...operation,
		call: async (key, values, limit) => {
			const withinMs = Math.max(end - monotonicMs(), 0);
			return await operation.call(key, values, limit, {
				withinMs,
				...(waits ? { longestWaitMs: withinMs } : {}),
			});
		},
	};
}

/** How long an operation waits, and how often it checks, in milliseconds. */
export interface WaitLimits {
	limitMs: number;
	everyMs: number;
	/** The most checks to make. */
	checks?: number;
}

/** How a wait ended. */
export interface Waited<T> {
	/** What was waited for; undefined where the time was over first. */
	result: T | undefined;
	/** The last state that the service reported, and when; undefined where it reported none. */
	last: { state: IDataObject; at: string } | undefined;
	/** Why the last check failed; undefined where it did not. */
	trouble: string | undefined;
	checks: number;
	waitedMs: number;
}

/**
 * Checks again and again until there is a result or the time is over. A failure that may pass does not end the wait, any other does;
 * so does a stop of the execution.
 *
 * @param check gets what it sends with, limited to the rest of the wait; reports each state that it sees; undefined: not yet
 * @throws a check's error that will not pass by itself; CancelledError
 */
export async function waitUntil<T>(
	operation: OperationContext,
	{ limitMs, everyMs, checks: most = Infinity }: WaitLimits,
	check: (
		operation: OperationContext,
		observe: (state: IDataObject) => void,
	) => Promise<T | undefined>,
): Promise<Waited<T>> {
	const asTool = isTool(operation.context);
	const began = monotonicMs();
	// The caller of a tool counts what came before the wait too.
	const ownMs = asTool ? Math.min(limitMs, operation.began + TOOL_WAIT_MS - began) : limitMs;
	let last: Waited<T>['last'];
	let failures = 0;
	for (let checks = 1; ; checks++) {
		const leftMs = Math.max(ownMs - (monotonicMs() - began), SHORTEST_CHECK_MS);
		const late = asTool ? AbortSignal.timeout(Math.ceil(leftMs)) : undefined;
		// With many items, the first request of each waits as long as the pace requires.
		const bounded = boundedTo(operation, monotonicMs() + leftMs, asTool || checks > 1);
		let trouble: string | undefined;
		const checking = check(bounded, (state) => {
			last = { state, at: new Date().toISOString() };
		});
		const result = await untilCancelled(checking, late).catch((error: unknown) => {
			const isLate = late?.aborted ?? false;
			if (!isLate && !isTransient(error)) throw error;
			trouble = isLate ? 'no answer in time' : messageOf(error);
			return undefined;
		});
		failures = trouble === undefined ? 0 : failures + 1;
		const waitedMs = monotonicMs() - began;
		const restMs = ownMs - waitedMs;
		if (result !== undefined || restMs < NOTHING_LEFT_MS || checks >= most) {
			return { result, last, trouble, checks, waitedMs };
		}
		await operation.pause(Math.min(betweenMs(everyMs, failures), restMs));
	}
}

function betweenMs(everyMs: number, failures: number): number {
	if (failures < 2) return everyMs;
	return Math.max(everyMs, Math.min(everyMs * 2 ** (failures - 1), LONGEST_PAUSE_MS));
}

/** When the last state was seen, and what the service has answered since, where that is a failure. */
export function lastSeen({ last, trouble }: Waited<unknown>): IDataObject {
	return {
		...(last === undefined ? {} : { lastSeenAt: last.at }),
		...(trouble === undefined ? {} : { lastError: trouble }),
	};
}

/**
 * What a tool returns when its time is up: the last state, as a normal result.
 *
 * @param next what to call to see more
 * @returns undefined where the node is no tool
 */
export function lastState(
	context: Context,
	waited: Waited<unknown>,
	json: IDataObject,
	next: string,
): CallItem[] | undefined {
	if (!isTool(context)) return undefined;
	return [{ json: { ...json, reached: false, ...lastSeen(waited), note: next } }];
}

export function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

/** A time in words: `1 second`, `0.2 seconds`. */
export function secondsIn(ms: number): string {
	const seconds = ms < 1000 ? Math.round(ms / 100) / 10 : Math.round(ms / 1000);
	return `${seconds} second${seconds === 1 ? '' : 's'}`;
}
