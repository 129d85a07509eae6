import type { IDataObject } from 'n8n-workflow';

import { rowDigest } from '../core/digest';
import type { DetectedEvent } from './change-detector';
import { textAt, timeAt } from './change-detector';
import type { Observation } from './cursor';

/** Changes within this time of the creation, in ms, are part of it. */
const CREATION_MS = 2_000;

/** What counts as an event in a list that can be filtered by time. */
export type Rule =
	/** Each record once. */
	| { kind: 'new' }
	/** Each change. With `created`, the keys of the creation time, the creation itself is no change. */
	| { kind: 'changed'; created?: readonly string[] }
	/** A field reaches one of the values. `dates` names the fields with the time of this, for the values that have one. */
	| {
			kind: 'reached';
			field: string;
			values: readonly string[];
			dates: Readonly<Record<string, string>>;
	  };

/** What makes a row an event. */
export interface EventRule {
	/** The event's name. */
	event: string;
	rule: Rule;
	/** Where a row has its id. */
	id: readonly string[];
	/** Where a row has the time that the list's filters compare: the first filled key counts. */
	stamp: readonly string[];
	/** Where a row has the time of the event, for `new`; the stamp if absent. */
	at?: readonly string[];
	/** Keys of a row that change without a change of the record. */
	ignored: readonly string[];
	/** Keys that distinguish two changes within one second; all if absent, including those that the service adds later. */
	fields?: readonly string[];
}

export type TimedObservation = Observation<DetectedEvent & { id: string }>;

function reachedBy(
	row: IDataObject,
	id: string,
	{ event, stamp: stamps }: EventRule,
	{ field, values, dates }: Extract<Rule, { kind: 'reached' }>,
): TimedObservation[] {
	const stamp = timeAt(row, stamps);
	const eventOf = (value: string, time: number | undefined) => ({
		id,
		event,
		key: `${id}:${value}:${time ?? ''}`,
		...(time === undefined ? {} : { occurredAt: time }),
		changes: [{ field, new: value }],
		row,
	});
	// A record may have reached one value and then another: its dates show both.
	const dated = values.flatMap((value) => {
		const at = dates[value] === undefined ? undefined : timeAt(row, [dates[value]]);
		return at === undefined ? [] : [{ value, at }];
	});
	const events = dated
		.sort((a, b) => a.at - b.at)
		.map(({ value, at }) => ({
			row: eventOf(value, at),
			stamp,
			at,
			key: `${id}|${value}|${at}`,
			reached: { id, value },
		}));
	const now = textAt(row, [field]) ?? '';
	const level = values.includes(now) && dated.every(({ value }) => value !== now) ? now : undefined;
	return [
		...events,
		{
			row: eventOf(now, stamp),
			stamp,
			level: { id, value: level },
			...(level === undefined || stamp === undefined ? {} : { version: `${id}|${stamp}` }),
		},
	];
}

/** What a row shows of events. */
export function observationsOf(row: IDataObject, id: string, rule: EventRule): TimedObservation[] {
	if (rule.rule.kind === 'reached') return reachedBy(row, id, rule, rule.rule);
	const { event, stamp: stamps, at: ats = [], ignored, fields } = rule;
	const stamp = timeAt(row, stamps);
	if (rule.rule.kind === 'new') {
		const at = timeAt(row, ats);
		const time = at ?? stamp;
		const detected = {
			id,
			event,
			key: id,
			...(time === undefined ? {} : { occurredAt: time }),
			row,
		};
		return [{ row: detected, stamp, key: id, ...(at === undefined ? {} : { at }) }];
	}
	const names = fields?.filter((name) => name in row);
	const content = rowDigest(
		names ? Object.fromEntries(names.map((name) => [name, row[name]])) : row,
		ignored,
	);
	const created = rule.rule.created && timeAt(row, rule.rule.created);
	const young = created !== undefined && stamp !== undefined && stamp - created <= CREATION_MS;
	const detected = {
		id,
		event,
		key: `${id}:updated:${stamp ?? ''}:${content}`,
		...(stamp === undefined ? {} : { occurredAt: stamp }),
		row,
	};
	return [
		{
			row: detected,
			stamp,
			key: `${id}|${stamp}|${content}`,
			...(young ? { birth: `${id}|birth` } : {}),
		},
	];
}
