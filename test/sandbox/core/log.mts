import type { LogEntry, ServiceId } from './types.mts';

const MAX_ENTRIES = 200_000;

/** Bodies kept in all, in characters; the oldest entries go when there are more. */
const MAX_BODY_CHARACTERS = 512 * 1024 * 1024;

export interface ServiceStats {
	tokenRequests: number;
	calls: number;
	/** Answers by status; `0` counts connections that were closed without an answer. */
	statuses: Record<string, number>;
	/** Requests that have come in and are not answered yet. */
	inFlight: number;
	maxInFlight: number;
}

export interface LogFilter {
	service?: ServiceId;
	kind?: LogEntry['kind'];
	/** Only entries with a higher number. */
	since?: number;
}

/** Every request to the services, in the order of arrival. */
export class RequestLog {
	private entries: LogEntry[] = [];

	private bodyCharacters = 0;

	private seq = 0;

	private readonly stats = new Map<ServiceId, ServiceStats>();

	/** Takes a request in; its status is 0 until `finish`. */
	begin(entry: Omit<LogEntry, 'seq' | 'status'>): LogEntry {
		this.seq += 1;
		const kept: LogEntry = { seq: this.seq, ...entry, status: 0 };
		this.entries.push(kept);
		this.bodyCharacters += kept.rawBody.length;
		this.trim();
		const stats = this.statsOf(entry.service);
		stats.inFlight += 1;
		stats.maxInFlight = Math.max(stats.maxInFlight, stats.inFlight);
		return kept;
	}

	finish(entry: LogEntry, status: number): void {
		entry.status = status;
		const stats = this.statsOf(entry.service);
		stats.inFlight = Math.max(0, stats.inFlight - 1);
		stats.statuses[status] = (stats.statuses[status] ?? 0) + 1;
		if (entry.kind === 'token') stats.tokenRequests += 1;
		else stats.calls += 1;
	}

	list(filter: LogFilter = {}): LogEntry[] {
		return this.entries.filter(
			(entry) =>
				(filter.service === undefined || entry.service === filter.service) &&
				(filter.kind === undefined || entry.kind === filter.kind) &&
				(filter.since === undefined || entry.seq > filter.since),
		);
	}

	statsOf(service: ServiceId): ServiceStats {
		const known = this.stats.get(service);
		if (known) return known;
		const fresh = emptyStats();
		this.stats.set(service, fresh);
		return fresh;
	}

	/** Forgets entries and counts; the running number goes on, and so do requests in flight. */
	clear(): void {
		this.entries = [];
		this.bodyCharacters = 0;
		for (const stats of this.stats.values()) {
			const { inFlight } = stats;
			Object.assign(stats, emptyStats(), { inFlight, maxInFlight: inFlight });
		}
	}

	private trim(): void {
		while (this.entries.length > MAX_ENTRIES || this.bodyCharacters > MAX_BODY_CHARACTERS) {
			const dropped = this.entries.splice(0, Math.ceil(this.entries.length / 10));
			for (const entry of dropped) this.bodyCharacters -= entry.rawBody.length;
		}
	}
}

function emptyStats(): ServiceStats {
	return { tokenRequests: 0, calls: 0, statuses: {}, inFlight: 0, maxInFlight: 0 };
}

/** The exact body as text: UTF-8 where it is that, else one character per byte. */
export function bodyText(body: Buffer): string {
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
	} catch {
		return body.toString('latin1');
	}
}
