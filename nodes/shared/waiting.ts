import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { isTool } from '../../transport/items/idempotency';
import type { CallItem } from '../../transport/pagination/endpoint-call';

type Context = Pick<IExecuteFunctions, 'getNode'>;

/** MCP clients give a tool up after 60 seconds (MCP TypeScript SDK, DEFAULT_REQUEST_TIMEOUT_MSEC). */
const TOOL_WAIT_MS = 50_000;
const TOOL_PAUSE_MS = 10_000;

/** How long an operation may wait: as asked for, but as a tool no longer than its caller does. */
export function waitLimitMs(context: Context, wantedMs: number): number {
	return isTool(context) ? Math.min(wantedMs, TOOL_WAIT_MS) : wantedMs;
}

/** The time between two checks: as asked for, but as a tool short enough for several of them. */
export function pauseMs(context: Context, wantedMs: number): number {
	return isTool(context) ? Math.min(wantedMs, TOOL_PAUSE_MS) : wantedMs;
}

/**
 * What a tool returns when its time is up: the last state, as a normal result.
 *
 * @param next what to call to see more
 * @returns undefined where the node is no tool
 */
export function lastState(
	context: Context,
	json: IDataObject,
	next: string,
): CallItem[] | undefined {
	return isTool(context) ? [{ json: { ...json, reached: false, note: next } }] : undefined;
}
