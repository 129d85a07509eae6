import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { rowDigest } from '../core/digest';
import type { Listing, ListRequest } from '../pagination/lists';
import { firstPage, readList } from '../pagination/lists';
import type {
	ChangeDetector,
	DetectedEvent,
	DetectionResult,
	DetectorContext,
	DetectorState,
} from './change-detector';
import { STATE_VERSION, textAt, timeAt } from './change-detector';
import type { Cursor } from './cursor';
import { advance, cursorFrom, MOST_LEVELS, readCursor, storeCursor } from './cursor';
import type { EventRule, Rule, TimedObservation } from './observations';
import { observationsOf } from './observations';

/** Rows that one poll handles; more are left to the next. */
const MOST_ROWS = 5_000;

const SECOND = 1_000;
const DAY = 86_400_000;

/** How often a list that changes meanwhile is read. */
const MOST_READINGS = 3;

export interface TimeWindowList extends EventRule {
	list: ListRequest;
	/** Filters that take a time in ISO 8601, or days where `unit` says so, both inclusive. */
	from: string;
	to: string;
	/** The filters take days (`2026-03-01`), counted in a time zone that need not be known; without it moments. */
	unit?: 'day';
	/** How much each poll reads again, in ms: longer than rows take to appear, and than clocks differ. */
	overlap: number;
	/** How long after its own time a dated event may first be read, in ms. */
	late?: number;
	/** The first poll emits events since this time, in ms; without it there are none. */
	since?: number;
}

/** To the second: services compare no finer. */
function iso(time: number): string {
	return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

const day = (time: number): string => new Date(time).toISOString().slice(0, 10);

export class TimeWindowDetector implements ChangeDetector {
	constructor(private readonly timed: TimeWindowList) {}

	async begin(context: DetectorContext): Promise<DetectionResult> {
		const { since, overlap, rule, late = 0 } = this.timed;
		if (since !== undefined) return await this.next(context, stateOf(cursorFrom(since)));
		let from = Date.now() - Math.max(overlap, late);
		let listing = await this.read(context, from);
		if (listing.more && late > overlap) {
			from = Date.now() - overlap;
			listing = await this.read(context, from);
		}
		if (listing.now < from + overlap / 2) {
			from = listing.now - overlap;
			listing = await this.read(context, from);
		}
		const reading = { now: listing.now, overlap, complete: true, late, dated: this.dated };
		const known = advance(cursorFrom(from), this.observe(listing.rows), reading).next;
		const cursor = listing.more ? { ...known, floor: listing.now, since: listing.now } : known;
		const levels =
			rule.kind === 'reached' ? await this.levels(context, cursor, rule) : cursor.levels;
		return this.result(listing, [], { ...cursor, levels });
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
		const { fresh, next } = advance(stored, this.observe(listing.rows), {
			now,
			overlap: this.timed.overlap,
			complete,
			inPortions: true,
			dated: this.dated,
			late: this.timed.late ?? 0,
			// States of 0.1.0 do not know which records were changed without an event.
			resumed: context.resumed && state.version === STATE_VERSION,
			...(until === undefined ? {} : { until }),
		});
		const events = fresh
			.filter(({ row }) => context.accepts?.(row) ?? true)
			.map((event) => this.withChanges(event, context));
		return this.result(listing, events, next);
	}

	async sample(context: DetectorContext): Promise<DetectedEvent | undefined> {
		const { list, rule, stamp, event } = this.timed;
		const lists =
			rule.kind === 'reached'
				? rule.values.map((value) => ({ ...list, query: { ...list.query, [rule.field]: value } }))
				: [list];
		for (const one of lists) {
			const rows = (await firstPage(context.client, context.provider, one)).filter(
				(row) => context.accepts?.(row) ?? true,
			);
			const time = (row: IDataObject) => timeAt(row, stamp) ?? 0;
			const [newest] = rows.sort((a, b) => time(b) - time(a));
			if (newest) return { event, key: `${this.idOf(newest)}:test`, row: newest };
		}
		return undefined;
	}

	private get dated(): boolean {
		return this.timed.rule.kind === 'reached' || this.timed.at !== undefined;
	}

	private readonly idOf = (row: IDataObject): string =>
		textAt(row, this.timed.id) ?? rowDigest(row, []);

	private observe(rows: readonly IDataObject[]): TimedObservation[] {
		return rows.flatMap((row) => observationsOf(row, this.idOf(row), this.timed));
	}

	private withChanges(event: TimedObservation['row'], { history }: DetectorContext): DetectedEvent {
		const { id, ...detected } = event;
		const { rule, stamp, ignored } = this.timed;
		if (rule.kind === 'new') return detected;
		const quiet = new Set([...ignored, ...stamp]);
		const all = history.changesOf(id, event.row, { ignored: quiet }) ?? [];
		const own = detected.changes ?? [];
		const changes = own.map((change) => {
			const seen = all.find(({ field }) => field === change.field);
			return seen?.old === undefined ? change : { ...change, old: seen.old };
		});
		const others = all.filter(({ field }) => own.every((change) => change.field !== field));
		return {
			...detected,
			...(changes.length + others.length ? { changes: [...changes, ...others] } : {}),
		};
	}

	private result(listing: Listing, events: DetectedEvent[], cursor: Cursor): DetectionResult {
		const read = listing.rows.map((row) => ({ id: this.idOf(row), row }));
		return { events, state: stateOf(cursor), requests: 1, read };
	}

	private async read(
		context: DetectorContext,
		from: number,
		to?: number,
		most = MOST_ROWS,
	): Promise<Listing> {
		const { list, from: fromName, to: toName } = this.timed;
		// A day of the service may begin up to half a day before or after that of UTC: one more is read.
		const query = {
			...list.query,
			[fromName]: this.timed.unit === 'day' ? day(from - DAY) : iso(from),
			...(to === undefined ? {} : { [toName]: this.timed.unit === 'day' ? day(to) : iso(to) }),
		};
		const options = { most, deadline: context.deadline, idOf: this.idOf };
		return await readList(context.client, context.provider, { ...list, query }, options);
	}

	/** The shortest window that the filters can name, in ms. */
	private get step(): number {
		return this.timed.unit === 'day' ? DAY : SECOND;
	}

	/**
	 * What is new, or as much of it as one poll handles: then the window is halved, oldest part first. Known rows are read again, for
	 * others that appear late among them, and do not count.
	 */
	private async portion(
		context: DetectorContext,
		cursor: Cursor,
	): Promise<{ listing: Listing; until?: number }> {
		const known = [...cursor.seen.values()].filter((time) => time >= cursor.floor).length;
		const most = MOST_ROWS + known;
		const whole = await this.read(context, cursor.floor, undefined, most);
		if (!whole.more) return { listing: whole };
		const { step } = this;
		let low = Math.floor(cursor.floor / step) * step;
		let high = Math.ceil(whole.now / step) * step;
		const from = low;
		for (;;) {
			const narrow = high - low <= step;
			const until = narrow ? high : Math.floor((low + high) / 2 / step) * step;
			const listing = await this.read(context, from, until, narrow ? Infinity : most);
			if (listing.more) high = until;
			else if (listing.rows.length <= known && !narrow) low = until;
			else return { listing, until };
		}
	}

	/** The state of all records that have one of the values now, for values without a date. */
	private async levels(
		context: DetectorContext,
		cursor: Cursor,
		{ field, values, dates }: Extract<Rule, { kind: 'reached' }>,
	): Promise<ReadonlyMap<string, string>> {
		const { list } = this.timed;
		let levels = cursor.levels;
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
				const observations = this.observe(rows)
					.filter(({ level }) => level !== undefined)
					.map((observation) => ({ ...observation, stamp: cursor.floor }));
				const reading = { now: cursor.floor, overlap: 0, complete: true };
				levels = advance({ ...cursor, levels }, observations, reading).next.levels;
				if (more || levels.size >= MOST_LEVELS) throw tooMany(field, value);
				if (complete) break;
			}
		}
		return levels;
	}
}

function stateOf(cursor: Cursor): DetectorState {
	return { ...storeCursor(cursor), version: STATE_VERSION };
}

function tooMany(field: string, value: string): UserError {
	return new UserError(
		`More than ${MOST_LEVELS.toLocaleString('en')} records have the ${field} "${value}" already`,
		{
			description:
				'The trigger has to know them to tell which ones are new. Choose fewer values, or narrow the list with a filter.',
		},
	);
}
