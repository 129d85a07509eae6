import type { IDataObject } from 'n8n-workflow';

import type { ApiRequest } from '../../transport/request';

/** How long the requests of an item may take and wait. */
export type Times = Pick<ApiRequest, 'timeoutMs' | 'longestWaitMs'>;

/** Beyond an hour nobody waits; a timer cannot hold much more than 24 days. */
const LONGEST_MS = 3_600_000;

/** How long a request may take and wait, as "Timeout" (milliseconds) and "Longest Wait" (seconds) say. */
export function timesIn({ timeout, longestWait }: IDataObject): Times {
	const seconds = Number(longestWait ?? Number.NaN);
	return {
		...(Number(timeout) > 0 ? { timeoutMs: Math.min(Number(timeout), LONGEST_MS) } : {}),
		...(seconds >= 0 ? { longestWaitMs: Math.min(seconds * 1000, LONGEST_MS) } : {}),
	};
}
