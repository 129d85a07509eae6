import type { NodeExecutionHint } from 'n8n-workflow';

import type { LogEntry } from '../../sandbox/core/types.mts';
import type { Answered } from './node-bench.mts';

/** How late a request may be on its way to the service on a busy machine. */
const JITTER_MS = 250;

/**
 * Every run of requests, refused ones among them, that came sooner after its first one than one in `pace` milliseconds allows.
 *
 * @param jitterMs how much sooner they may come
 */
export function tooEarly(
	entries: ReadonlyArray<Pick<LogEntry, 'at'>>,
	pace: number,
	jitterMs = JITTER_MS,
): string[] {
	const at = entries.map((entry) => entry.at).sort((a, b) => a - b);
	return at.flatMap((first, from) =>
		at.slice(from + 1).flatMap((moment, index) => {
			const span = moment - first;
			const least = (index + 1) * pace - jitterMs;
			return span >= least ? [] : [`${index + 2} requests within ${span} ms`];
		}),
	);
}

/** What a requester says after its node. */
export function hintsOf({ run }: Answered): string[] {
	const hints: NodeExecutionHint[] = run.data.resultData.runData.Request?.[0]?.hints ?? [];
	return hints.map(({ message }) => message);
}
