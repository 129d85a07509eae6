/** Shorter waits are nothing to talk about. */
const WORTH_TELLING_MS = 3_000;

/** `turn`: to stay within the account's limits. `asked`: the service asked for a pause. `trouble`: before another try. */
export type WaitReason = 'turn' | 'asked' | 'trouble';

/** What a session waited for. Waits side by side count once: it is the time that a person waited. */
export class WaitLog {
	private readonly entries = new Map<WaitReason, { running: number; since: number; ms: number }>();

	async during<T>(reason: WaitReason, wait: () => Promise<T>): Promise<T> {
		const entry = this.entries.get(reason) ?? { running: 0, since: 0, ms: 0 };
		this.entries.set(reason, entry);
		if (entry.running++ === 0) entry.since = Date.now();
		try {
			return await wait();
		} finally {
			if (--entry.running === 0) entry.ms += Date.now() - entry.since;
		}
	}

	/** Milliseconds, where it is worth telling. */
	toTell(reason: WaitReason): number | undefined {
		const ms = this.entries.get(reason)?.ms ?? 0;
		return ms >= WORTH_TELLING_MS ? ms : undefined;
	}
}

/** What a person should know of the waits, in sentences. */
export function waitSentences(
	log: WaitLog,
	{ perSecond, processes }: { perSecond: number; processes: number },
	{ service, label }: { service: string; label: string },
): string[] {
	const limit =
		processes === 1
			? `the limit of ${perSecond} per second`
			: `this process's share of the limit, one of ${processes}: ${Number(perSecond.toPrecision(2))} per second`;
	const reasons: Record<WaitReason, string> = {
		turn: `to stay within ${limit}. If your plan allows more, raise "Requests per Second" in the ${label} credential.`,
		asked: `because ${service} asked for a pause after too many requests.`,
		trouble: `between tries because ${service} did not answer as it should.`,
	};
	return (['turn', 'asked', 'trouble'] as const).flatMap((reason) => {
		const ms = log.toTell(reason);
		return ms === undefined ? [] : [`Waited ${Math.round(ms / 1000)} seconds ${reasons[reason]}`];
	});
}
