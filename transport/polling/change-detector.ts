import type { IDataObject } from 'n8n-workflow';

import { ApiClient } from '../client/api-client';
import type { Provider } from '../contracts/provider';
import type { ChangedField, ReadRow, RowHistory } from './row-history';

/** A detector's state between polls: flat, as n8n saves static data only where a top-level value is assigned. */
export type DetectorState = Record<string, string | number>;

/** The format of a state; states without a version are those of 0.1.0. */
export const STATE_VERSION = 2;

/** What one run of a detector works with. */
export interface DetectorContext {
	client: ApiClient;
	provider: Provider;
	/** ms since the epoch. */
	deadline: number;
	/**
	 * The state was saved by n8n, and may be older than the last poll: n8n saves it when a poll returns items and when the trigger is
	 * activated, so it lacks the results of polls without items.
	 */
	resumed: boolean;
	history: RowHistory;
	/** False for records that the person has filtered out. */
	accepts?(row: IDataObject): boolean;
}

/** One event of a record. */
export interface DetectedEvent {
	/** `created`, `updated`, `createdOrUpdated` where it is unknown which of them, or the name that the detector was given. */
	event: string;
	/** The same whenever this event is returned; begins with the record's id. */
	key: string;
	/** ms since the epoch, where the record has it. */
	occurredAt?: number;
	changes?: ChangedField[];
	row: IDataObject;
}

export interface DetectionResult {
	/** Oldest first where the service has times. */
	events: DetectedEvent[];
	state: DetectorState;
	/** Requests of every poll, even without changes. */
	requests: number;
	/** The rows that were read, for the old values of a later change. */
	read: ReadRow[];
}

/** Detects what is new in a list. Keeps no state of its own: a poll whose state is not stored is repeated by the next. */
export interface ChangeDetector {
	/** Sets the baseline. */
	begin(context: DetectorContext): Promise<DetectionResult>;
	next(context: DetectorContext, state: DetectorState): Promise<DetectionResult>;
	/** A recent record to test a workflow with. */
	sample(context: DetectorContext): Promise<DetectedEvent | undefined>;
}

/** The first filled value at the keys, as text. */
export function textAt(row: IDataObject, keys: readonly string[]): string | undefined {
	for (const key of keys) {
		const value = row[key];
		if (typeof value === 'number' || (typeof value === 'string' && value !== '')) {
			return String(value);
		}
	}
	return undefined;
}

function isDay(text = ''): boolean {
	const time = Date.parse(`${text}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

const MOMENT =
	/^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/**
 * The first time at the keys in ms since the epoch: ISO 8601, or whole seconds or milliseconds since the epoch. Times without a
 * zone are UTC, whatever zone the process has. Undefined where there is none that can be read.
 */
export function timeAt(row: IDataObject, keys: readonly string[]): number | undefined {
	const times = keys.map((key) => timeIn(textAt(row, [key])?.trim() ?? ''));
	return times.find((time) => time !== undefined);
}

function timeIn(text: string): number | undefined {
	if (/^\d{10}$/.test(text)) return Number(text) * 1_000;
	if (/^\d{13}$/.test(text)) return Number(text);
	const [match, day, time = '00:00', zone = 'Z'] = MOMENT.exec(text) ?? [];
	if (match === undefined || !isDay(day)) return undefined;
	const offset = zone.length === 3 ? `${zone}:00` : zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2');
	const moment = Date.parse(`${day}T${time}${offset.toUpperCase()}`);
	return Number.isNaN(moment) ? undefined : moment;
}
