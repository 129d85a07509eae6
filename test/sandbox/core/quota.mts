const DAY_MS = 86_400_000;

/** Hits within the last `lengthMs`, per key. */
export class SlidingWindow {
	private readonly hits = new Map<string, number[]>();

	constructor(private readonly lengthMs: number) {}

	/** Milliseconds until another hit fits below `limit`; 0 when it fits now. */
	wait(key: string, limit: number, now: number): number {
		const recent = this.recent(key, now);
		const blocking = recent[recent.length - limit];
		return blocking === undefined ? 0 : blocking + this.lengthMs - now;
	}

	used(key: string, now: number): number {
		return this.recent(key, now).length;
	}

	/** The time of the oldest hit that still counts. */
	oldest(key: string, now: number): number | undefined {
		return this.recent(key, now)[0];
	}

	add(key: string, now: number): void {
		this.recent(key, now).push(now);
	}

	clear(): void {
		this.hits.clear();
	}

	private recent(key: string, now: number): number[] {
		const kept = (this.hits.get(key) ?? []).filter((at) => at > now - this.lengthMs);
		this.hits.set(key, kept);
		return kept;
	}
}

export interface QuotaLimits {
	perSecond?: number;
	perMinute?: number;
	perDay?: number;
}

/** Request counts per key: sliding second and minute, days from midnight UTC. A refused request does not count. */
export class Quotas {
	private readonly seconds = new SlidingWindow(1000);

	private readonly minutes = new SlidingWindow(60_000);

	private readonly days = new Map<string, { day: number; count: number }>();

	/** Counts a request, or says how many milliseconds it has to wait. */
	take(key: string, limits: QuotaLimits, now: number): number | undefined {
		const waits = [
			limits.perSecond === undefined ? 0 : this.seconds.wait(key, limits.perSecond, now),
			limits.perMinute === undefined ? 0 : this.minutes.wait(key, limits.perMinute, now),
			limits.perDay === undefined ? 0 : this.dayWait(key, limits.perDay, now),
		];
		const wait = Math.max(...waits);
		if (wait > 0) return wait;
		this.seconds.add(key, now);
		this.minutes.add(key, now);
		this.today(key, now).count += 1;
		return undefined;
	}

	clear(): void {
		this.seconds.clear();
		this.minutes.clear();
		this.days.clear();
	}

	private dayWait(key: string, limit: number, now: number): number {
		return this.today(key, now).count < limit ? 0 : DAY_MS - (now % DAY_MS);
	}

	private today(key: string, now: number): { day: number; count: number } {
		const day = Math.floor(now / DAY_MS);
		const known = this.days.get(key);
		if (known?.day === day) return known;
		const fresh = { day, count: 0 };
		this.days.set(key, fresh);
		return fresh;
	}
}
