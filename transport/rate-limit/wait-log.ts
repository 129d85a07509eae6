import { monotonicMs } from '../core/clock';
import type { Limiter } from './limiter';

/** Shorter waits are not reported. */
const SHORTEST_REPORTED_MS = 3_000;

/** `pace`: to stay within the account's limits. `retryAfter`: after "too many requests". `backoff`: before another try. */
export type WaitReason = 'pace' | 'retryAfter' | 'backoff';

/** How long a client waited, by reason. Concurrent waits count once: a person waited as long. */
export class WaitLog {
	private readonly entries = new Map<WaitReason, { running: number; since: number; ms: number }>();

	async during<T>(reason: WaitReason, wait: () => Promise<T>): Promise<T> {
		const entry = this.entries.get(reason) ?? { running: 0, since: 0, ms: 0 };
		this.entries.set(reason, entry);
		if (entry.running++ === 0) entry.since = monotonicMs();
		try {
			return await wait();
		} finally {
			if (--entry.running === 0) entry.ms += monotonicMs() - entry.since;
		}
	}

	/** Milliseconds; undefined where they are not worth a report. */
	reportable(reason: WaitReason): number | undefined {
		const ms = this.entries.get(reason)?.ms ?? 0;
		return ms >= SHORTEST_REPORTED_MS ? ms : undefined;
	}
}

/** The waits that a person should know about, in sentences. */
export function waitSentences(
	log: WaitLog,
	{ perSecond, processes, adapted }: Limiter['pace'],
	{ service, label }: { service: string; label: string },
): string[] {
	const limit =
		processes === 1
			? `the limit of ${perSecond} per second`
			: `this process's share of the limit, one of ${processes}: ${Number(perSecond.toPrecision(2))} per second`;
	const reasons: Record<WaitReason, string> = {
		pace:
			adapted || perSecond === 0
				? `at the pace that ${service} allows, after it refused faster requests.`
				: `to stay within ${limit}. If your plan allows more, raise "Requests per Second" in the ${label} credential.`,
		retryAfter: `because ${service} answered "too many requests".`,
		backoff: `between tries because ${service} did not answer as it should.`,
	};
	return (['pace', 'retryAfter', 'backoff'] as const).flatMap((reason) => {
		const ms = log.reportable(reason);
		return ms === undefined ? [] : [`Waited ${Math.round(ms / 1000)} seconds ${reasons[reason]}`];
	});
}
