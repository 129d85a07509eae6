import type { ApiRequest } from '../../../transport/http/request';
import type { ParameterReader } from './parameter-reader';

/** How long the requests of an item may take and wait, and how large their answers may be. */
export type RequestLimits = Pick<
	ApiRequest,
	'timeoutMs' | 'longestWaitMs' | 'withinMs' | 'maxResponseBytes'
>;

/** Beyond an hour nobody waits; a timer cannot hold much more than 24 days. */
const LONGEST_MS = 3_600_000;

/** Text of more than 512 MB fits into no string of Node.js. */
export const MOST_MB = 500;

/** The limits that the options "Timeout" (milliseconds), "Maximum Wait (Seconds)" and "Maximum Response Size (MB)" set. */
export function requestLimitsIn(options: ParameterReader): RequestLimits {
	const timeout = options.optionalNumber('timeout', 'Timeout', { min: 1 });
	const seconds = options.optionalNumber('longestWait', 'Maximum Wait (Seconds)', { min: 0 });
	const size = { min: 1, max: MOST_MB };
	const mb = options.optionalNumber('maxResponseSize', 'Maximum Response Size (MB)', size);
	return {
		...(timeout === undefined ? {} : { timeoutMs: Math.min(timeout, LONGEST_MS) }),
		...(seconds === undefined ? {} : { longestWaitMs: Math.min(seconds * 1000, LONGEST_MS) }),
		...(mb === undefined ? {} : { maxResponseBytes: mb * 1024 * 1024 }),
	};
}
