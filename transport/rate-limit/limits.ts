import type { IDataObject } from 'n8n-workflow';

import type { CredentialData, CredentialProfile, Limits } from '../contracts/credential';

/** The number in a field of the credential; undefined where it holds no valid one. */
function numberIn(value: CredentialData[string] | undefined): number | undefined {
	const number = Number(value ?? Number.NaN);
	return number >= 0 && Number.isFinite(number) ? number : undefined;
}

/** n8n processes that share the account, as the credential has it. */
function processesIn({ processes }: CredentialData): number {
	return Math.max(1, Math.floor(numberIn(processes) ?? 1));
}

/** What one of several processes may use; never so little that no request can be sent. */
function shareOf(whole: Limits, processes: number): Limits {
	const share = (number: number) => Math.max(1, Math.floor(number / processes));
	const { requestsPerSecond, requestsPerMinute, concurrency, requestsPerDay } = whole;
	const timeSlots = requestsPerSecond > 0 && requestsPerSecond < processes;
	return {
		requestsPerSecond: timeSlots
			? requestsPerSecond / processes
			: Math.floor(requestsPerSecond / processes),
		...(requestsPerMinute ? { requestsPerMinute: share(requestsPerMinute) } : {}),
		concurrency: share(concurrency),
		requestsPerDay: requestsPerDay > 0 ? share(requestsPerDay) : 0,
		shared: { processes, timeSlots },
	};
}

/** What this process keeps to: the service's limits with the numbers of the credential, or its share of them. */
export function limitsOf(
	{ limits }: Pick<CredentialProfile, 'limits'>,
	credentials: CredentialData,
): Limits {
	const perSecond = numberIn(credentials.requestsPerSecond) ?? limits.requestsPerSecond;
	const { requestsPerMinute, ...others } = limits;
	const whole: Limits = {
		...others,
		// A changed number means another plan.
		...(requestsPerMinute && perSecond === limits.requestsPerSecond ? { requestsPerMinute } : {}),
		requestsPerSecond: perSecond,
		requestsPerDay: numberIn(credentials.requestsPerDay) ?? limits.requestsPerDay,
	};
	const processes = processesIn(credentials);
	return processes === 1 ? whole : shareOf(whole, processes);
}

/** Of two numbers of which 0, or none, is no limit. */
function smaller(a = 0, b = 0): number {
	const least = Math.min(a || Infinity, b || Infinity);
	return least === Infinity ? 0 : least;
}

/** A number of which 0, or none, is no limit. */
const limitOr = (limit: number | undefined) => limit || null;

/** Limits as a person is shown them; `null` where there is none. */
export function limitsShown({
	requestsPerSecond,
	requestsPerMinute,
	requestsPerDay,
	concurrency,
}: Limits): IDataObject {
	return {
		perSecond: limitOr(requestsPerSecond),
		perMinute: limitOr(requestsPerMinute),
		perDay: limitOr(requestsPerDay),
		sideBySide: concurrency,
	};
}

/** The stricter of two, for each limit. */
export function stricterOf(a: Limits, b: Limits): Limits {
	const requestsPerMinute = smaller(a.requestsPerMinute, b.requestsPerMinute);
	const shared = [a.shared, b.shared]
		.filter((one) => one !== undefined)
		.sort((one, other) => other.processes - one.processes)[0];
	return {
		requestsPerSecond: smaller(a.requestsPerSecond, b.requestsPerSecond),
		...(requestsPerMinute ? { requestsPerMinute } : {}),
		concurrency: Math.min(a.concurrency, b.concurrency),
		requestsPerDay: smaller(a.requestsPerDay, b.requestsPerDay),
		...(shared ? { shared } : {}),
	};
}
