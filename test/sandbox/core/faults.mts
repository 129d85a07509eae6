import { isRecord } from './body.mts';
import type { Fault, LogEntry, ServiceId } from './types.mts';

/** A fault in the list, with what is left of it. */
export interface ActiveFault {
	fault: Fault;
	/** Requests that it still hits. */
	left: number;
	/** When it ends by itself, in milliseconds since the epoch; absent where only `left` ends it. */
	until?: number;
	/** Matching requests that still pass untouched. */
	skipLeft: number;
	/** Requests that it has hit. */
	hits: number;
}

/** The injected faults; the first one that matches and has hits left is applied. */
export class FaultList {
	private active: ActiveFault[] = [];

	constructor(private readonly now: () => number) {}

	add(fault: Fault): void {
		const { seconds, times = seconds === undefined ? 1 : Number.MAX_SAFE_INTEGER } = fault;
		const end = seconds === undefined ? {} : { until: this.now() + seconds * 1000 };
		this.active.push({ fault, left: times, ...end, skipLeft: fault.skip ?? 0, hits: 0 });
	}

	/** The fault for this request; counts the hit. */
	take(entry: Pick<LogEntry, 'service' | 'kind' | 'method' | 'path'>): Fault | undefined {
		for (const candidate of this.active) {
			if (isOver(candidate, this.now()) || !matches(candidate.fault, entry)) continue;
			if (candidate.skipLeft > 0) {
				candidate.skipLeft -= 1;
				continue;
			}
			if (candidate.left <= 0) continue;
			candidate.left -= 1;
			candidate.hits += 1;
			return candidate.fault;
		}
		return undefined;
	}

	list(): ActiveFault[] {
		return this.active.map((entry) => ({ ...entry }));
	}

	clear(): void {
		this.active = [];
	}
}

/** What the log calls a fault, e.g. `status 503` or `delay+truncate`. */
export function faultName(fault: Fault): string {
	const parts: string[] = [];
	if (fault.status !== undefined) parts.push(`status ${fault.status}`);
	if (fault.reset) parts.push(`reset ${fault.reset}`);
	if (fault.delayMs) parts.push('delay');
	if (fault.bodyDelayMs) parts.push('bodyDelay');
	if (fault.truncate) parts.push('truncate');
	if (fault.malform) parts.push('malform');
	if (fault.gzipDamage) parts.push('gzipDamage');
	if (fault.echo) parts.push('echo');
	if (fault.status === undefined && fault.body !== undefined) parts.push('body');
	if (fault.status === undefined && (fault.headers ?? fault.contentType)) parts.push('headers');
	return parts.join('+') || 'none';
}

const FIELDS: Record<keyof Fault, (value: unknown) => boolean> = {
	service: (value) => typeof value === 'string',
	kind: (value) => value === 'token' || value === 'call',
	method: (value) => typeof value === 'string',
	path: (value) => typeof value === 'string' && isPattern(value),
	times: isCount,
	seconds: isCount,
	skip: isCount,
	status: (value) => isCount(value) && value >= 200 && value <= 599,
	headers: (value) =>
		isRecord(value) && Object.values(value).every((text) => typeof text === 'string'),
	body: () => true,
	echo: (value) => typeof value === 'boolean',
	contentType: (value) => typeof value === 'string',
	delayMs: isCount,
	bodyDelayMs: isCount,
	reset: (value) => value === 'before' || value === 'after',
	truncate: (value) => typeof value === 'boolean',
	malform: (value) => typeof value === 'boolean',
	gzipDamage: (value) => typeof value === 'boolean',
};

/** Checks a fault that came over the steering interface; a sentence says what is wrong with it. */
export function parseFault(value: unknown, services: readonly ServiceId[]): Fault | string {
	if (!isRecord(value)) return 'A fault is a JSON object.';
	for (const [name, field] of Object.entries(value)) {
		const check = Object.entries(FIELDS).find(([known]) => known === name)?.[1];
		if (!check) return `A fault has no field "${name}".`;
		if (!check(field)) return `The field "${name}" of a fault cannot be ${JSON.stringify(field)}.`;
	}
	const service = services.find((id) => id === value.service);
	if (!service) return `Unknown service; one of ${services.join(', ')} is needed.`;
	return { ...value, service };
}

const isOver = ({ until }: ActiveFault, now: number): boolean =>
	until !== undefined && now >= until;

function matches(
	fault: Fault,
	entry: Pick<LogEntry, 'service' | 'kind' | 'method' | 'path'>,
): boolean {
	return (
		fault.service === entry.service &&
		(fault.kind === undefined || fault.kind === entry.kind) &&
		(fault.method === undefined || fault.method.toUpperCase() === entry.method) &&
		(fault.path === undefined || new RegExp(fault.path).test(entry.path))
	);
}

function isCount(value: unknown): value is number {
	return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function isPattern(text: string): boolean {
	try {
		new RegExp(text);
		return true;
	} catch {
		return false;
	}
}
