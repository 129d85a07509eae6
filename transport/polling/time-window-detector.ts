import type { IDataObject } from 'n8n-workflow';
import { tryToParseDateTime, UserError } from 'n8n-workflow';

import { rowDigest } from '../core/digest';
import type { Listing, ListRequest } from '../pagination/lists';
import { firstPage, readList } from '../pagination/lists';
import type {
	DetectorContext,
	DetectionResult,
	ChangeDetector,
	DetectorState,
} from './change-detector';
import { textAt } from './change-detector';
import type { Cursor, Observation } from './cursor';
import { advance, cursorFrom, MOST_LEVELS, readCursor, storeCursor } from './cursor';

/** Rows that one poll takes; more are left to the next. */
const MOST_ROWS = 5_000;

const SECOND = 1_000;

/** Times that a list is read again because it changed meanwhile. */
const MOST_READINGS = 3;

/** What counts as an event in a list that can be asked for what happened since a time. */
export type Rule =
	/** Each record once. */
	| { kind: 'once' }
	/** Each change. With `created`, keys of the time of creation: the creation itself is no change. */
	| { kind: 'changed'; created?: readonly string[] }
	/** A field takes one of the values. `dates` are fields with the time when it did, for the values that have one. */
	| {
			kind: 'reached';
			field: string;
			values: readonly string[];
			dates: Readonly<Record<string, string>>;
	  };

export interface TimeWindowList {
	list: ListRequest;
	/** Where a row has its id. */
	id: readonly string[];
	/** Filters that take a time in ISO 8601, both inclusive. */
	from: string;
	to: string;
	/** Where a row has the time that the filters go by: the first filled key counts. */
	stamp: readonly string[];
	/** Where a row has the time of the event, for `once`; the stamp if absent. */
	at?: readonly string[];
	/** How much is read again by each poll, in ms: more than rows take to appear, and than clocks differ. */
	overlap: number;
	/** Keys of a row that change without a change of the record. */
	ignored: readonly string[];
	rule: Rule;
	/** The first poll emits events since this time, in ms; without it there are none. */
	since?: number;
}

/** Times without a zone are UTC. Undefined where there is none that can be read. */
function timeAt(row: IDataObject, keys: readonly string[]): number | undefined {
	const text = textAt(row, keys);
	if (text === undefined) return undefined;
	try {
		return tryToParseDateTime(text, 'utc').toMillis();
	} catch {
		return undefined;
	}
}

/** To the second: services compare no finer. */
function iso(time: number): string {
	return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

export class TimeWindowDetector implements ChangeDetector {
	constructor(private readonly timed: TimeWindowList) {}

	async begin(context: DetectorContext): Promise<DetectionResult> {
		const { since, overlap, rule } = this.timed;
		if (since !== undefined) return await this.next(context, { ...storeCursor(cursorFrom(since)) });
		let from = Date.now() - overlap;
		let listing = await this.read(context, from);
		if (listing.now < from + overlap / 2) {
			from = listing.now - overlap;
			listing = await this.read(context, from);
		}
		const reading = { now: listing.now, overlap, complete: true };
		const known = advance(cursorFrom(from), listing.rows.map(this.sight), reading).next;
		const mark = listing.more ? { ...known, floor: listing.now, since: listing.now } : known;
		const levels = rule.kind === 'reached' ? await this.levels(context, mark, rule) : mark.levels;
		return { rows: [], state: { ...storeCursor({ ...mark, levels }) }, requests: 1 };
	}

	async next(context: DetectorContext, state: DetectorState): Promise<DetectionResult> {
		const stored = readCursor({
			floor: Number(state.floor),
			since: Number(state.since ?? state.floor),
			held: Number(state.held),
			seen: String(state.seen),
			levels: String(state.levels),
		});
		const { listing, until } = await this.portion(context, stored);
		const { now, complete } = listing;
		const { fresh, next } = advance(stored, listing.rows.map(this.sight), {
			now,
			overlap: this.timed.overlap,
			complete,
			inPortions: true,
			dated: this.timed.rule.kind === 'reached' || this.timed.at !== undefined,
			...(until === undefined ? {} : { until }),
		});
		return { rows: fresh, state: { ...storeCursor(next) }, requests: 1 };
	}

	async sample({ client, provider }: DetectorContext): Promise<IDataObject | undefined> {
		const { list, rule, stamp } = this.timed;
		const lists =
			rule.kind === 'reached'
				? rule.values.map((value) => ({ ...list, query: { ...list.query, [rule.field]: value } }))
				: [list];
		for (const one of lists) {
			const rows = await firstPage(client, provider, one);
			const time = (row: IDataObject) => timeAt(row, stamp) ?? 0;
			const [newest] = rows.sort((a, b) => time(b) - time(a));
			if (newest) return newest;
		}
		return undefined;
	}

	private async read(
		context: DetectorContext,
		from: number,
		to?: number,
		most = MOST_ROWS,
	): Promise<Listing> {
		const { list, from: fromName, to: toName } = this.timed;
		const query = {
			...list.query,
			[fromName]: iso(from),
			...(to === undefined ? {} : { [toName]: iso(to) }),
		};
		const options = { most, deadline: context.deadline, idOf: this.idOf };
		return await readList(context.client, context.provider, { ...list, query }, options);
	}

	/**
	 * What is new, or so much of it as one poll takes: then the window is halved, and the oldest part comes first. What is known
	 * already is read again, for what appears late in it, and does not count.
	 */
	private async portion(
		context: DetectorContext,
		mark: Cursor,
	): Promise<{ listing: Listing; until?: number }> {
		const most = MOST_ROWS + mark.seen.size;
		const whole = await this.read(context, mark.floor, undefined, most);
		if (!whole.more) return { listing: whole };
		let low = Math.floor(mark.floor / SECOND) * SECOND;
		let high = Math.ceil(whole.now / SECOND) * SECOND;
		for (;;) {
			const narrow = high - low <= SECOND;
			const until = narrow ? high : Math.floor((low + high) / 2 / SECOND) * SECOND;
			const from = Math.floor(mark.floor / SECOND) * SECOND;
			const listing = await this.read(context, from, until, narrow ? Infinity : most);
			if (listing.more) high = until;
			else if (listing.rows.length <= mark.seen.size && !narrow) low = until;
			else return { listing, until };
		}
	}

	/** The state of all records that have one of the values now, where no date is known for it. */
	private async levels(
		context: DetectorContext,
		mark: Cursor,
		{ field, values, dates }: Extract<Rule, { kind: 'reached' }>,
	): Promise<ReadonlyMap<string, string>> {
		const { list } = this.timed;
		let levels = mark.levels;
		for (const value of values.filter((name) => !(name in dates))) {
			for (let readings = 0; readings < MOST_READINGS; readings++) {
				const query = { ...list.query, [field]: value };
				const options = { most: MOST_LEVELS, deadline: context.deadline, idOf: this.idOf };
				const one = { ...list, query };
				const { rows, more, complete } = await readList(
					context.client,
					context.provider,
					one,
					options,
				);
				const sights = rows.map((row) => ({ ...this.sight(row), stamp: mark.floor }));
				const reading = { now: mark.floor, overlap: 0, complete: true };
				levels = advance({ ...mark, levels }, sights, reading).next.levels;
				if (more || levels.size >= MOST_LEVELS) throw tooMany(field, value);
				if (complete) break;
			}
		}
		return levels;
	}

	private readonly idOf = (row: IDataObject): string =>
		textAt(row, this.timed.id) ?? rowDigest(row, []);

	private readonly sight = (row: IDataObject): Observation<IDataObject> => {
		const { rule, stamp: keys, ignored } = this.timed;
		const id = this.idOf(row);
		const stamp = timeAt(row, keys);
		if (rule.kind === 'once') {
			const at = timeAt(row, this.timed.at ?? []);
			return { row, stamp, key: id, ...(at === undefined ? {} : { at }) };
		}
		if (rule.kind === 'changed') {
			const key = `${id}|${stamp}|${rowDigest(row, ignored)}`;
			const created = rule.created && timeAt(row, rule.created);
			const young = created !== undefined && stamp !== undefined && stamp <= created;
			return { row, stamp, key, ...(young ? { birth: `${id}|birth` } : {}) };
		}
		const value = textAt(row, [rule.field]);
		if (value === undefined || !rule.values.includes(value)) {
			return { row, stamp, level: { id, value: undefined } };
		}
		const at = rule.dates[value] === undefined ? undefined : timeAt(row, [rule.dates[value]]);
		if (at === undefined) return { row, stamp, level: { id, value } };
		return { row, stamp, at, key: `${id}|${value}|${at}`, level: { id, value: undefined } };
	};
}

function tooMany(field: string, value: string): UserError {
	return new UserError(
		`More than ${MOST_LEVELS.toLocaleString('en')} records have the ${field} "${value}" already`,
		{
			description:
				'The trigger has to know them to tell which ones are new. Choose fewer values, or narrow the list by a filter.',
		},
	);
}
