import type { CredentialData, CredentialProfile, Limits } from '../contracts/credential';

/** n8n processes that a person has told to share the account. */
function processesIn({ processes }: CredentialData): number {
	const number = Math.floor(Number(processes));
	return number >= 1 && Number.isFinite(number) ? number : 1;
}

/** What one of several processes may use; never so little that nothing goes on. */
function shareOf(whole: Limits, processes: number): Limits {
	const share = (number: number) => Math.max(1, Math.floor(number / processes));
	const { requestsPerSecond, burst, concurrency, requestsPerDay } = whole;
	return {
		requestsPerSecond: requestsPerSecond / processes,
		burst: share(burst),
		concurrency: share(concurrency),
		requestsPerDay: requestsPerDay > 0 ? share(requestsPerDay) : 0,
		shared: { processes, inTurns: burst < processes },
	};
}

/** What this process keeps to: the provider's limits with the numbers that a person typed, or its share of them. */
export function limitsOf(profile: CredentialProfile, credentials: CredentialData): Limits {
	const { limits } = profile;
	const perSecond = Number(credentials.requestsPerSecond);
	const perDay = Number(credentials.requestsPerDay ?? Number.NaN);
	const typedPerSecond = perSecond > 0 && perSecond !== limits.requestsPerSecond;
	const whole = {
		...limits,
		...(typedPerSecond
			? { requestsPerSecond: perSecond, burst: Math.max(1, Math.floor(perSecond)) }
			: {}),
		...(perDay >= 0 ? { requestsPerDay: perDay } : {}),
	};
	const processes = processesIn(credentials);
	return processes === 1 ? whole : shareOf(whole, processes);
}
