import type { ApiRequest } from '../../transport/http/request';
import type { ParameterReader } from './input/parameters';

/** How long the requests of an item may take and wait. */
export type Times = Pick<ApiRequest, 'timeoutMs' | 'longestWaitMs'>;

/** Beyond an hour nobody waits; a timer cannot hold much more than 24 days. */
const LONGEST_MS = 3_600_000;

/** How long a request may take and wait, as "Timeout" (milliseconds) and "Maximum Wait (Seconds)" say. */
export function timesIn(options: ParameterReader): Times {
	const timeout = options.optionalNumber('timeout', 'Timeout', { min: 1 });
	const seconds = options.optionalNumber('longestWait', 'Maximum Wait (Seconds)', { min: 0 });
	return {
		...(timeout === undefined ? {} : { timeoutMs: Math.min(timeout, LONGEST_MS) }),
		...(seconds === undefined ? {} : { longestWaitMs: Math.min(seconds * 1000, LONGEST_MS) }),
	};
}
