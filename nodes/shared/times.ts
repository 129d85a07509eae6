import type { IDataObject } from 'n8n-workflow';

import type { ApiRequest } from '../../transport/session';

/** How long a request may take and wait, as "Timeout" (milliseconds) and "Longest Wait" (seconds) say. */
export function timesIn({
	timeout,
	longestWait,
}: IDataObject): Pick<ApiRequest, 'timeoutMs' | 'longestWaitMs'> {
	const seconds = Number(longestWait ?? Number.NaN);
	return {
		...(Number(timeout) > 0 ? { timeoutMs: Number(timeout) } : {}),
		...(seconds >= 0 ? { longestWaitMs: seconds * 1000 } : {}),
	};
}
