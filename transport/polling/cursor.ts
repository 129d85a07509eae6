import { digest } from '../core/digest';

/** Keys that a mark remembers: at most 110 kB. */
export const MOST_SEEN = 6_000;

/** Records whose state a mark remembers: at most 70 kB. */
export const MOST_LEVELS = 5_000;

/** Polls in a row that may leave the floor where it is because a list changed while it was read. */
const MOST_HELD = 20;

const KEY_DIGITS = 8;

const ID_DIGITS = 10;

const VALUE_DIGITS = 4;

/** One row of a list that is read by time. */
export interface Observation<Row> {
	row: Row;
	/** The time that the list's filter goes by, in ms; undefined where the row has none. */
	stamp: number | undefined;
	/** When the event happened, where that is not the stamp. */
	at?: number;
	/** What makes the event one event; undefined where the level alone decides. */
	key?: string;
	/** Set for a row that may show no more than its creation: the first sight of this key is no event. */
	birth?: string;
	/** The value that the event reached: no event where the record's last level was this already. */
	reached?: { id: string; value: string };
	/** What tells the row from how it was before any change, beside a level: after a start, a record of the same level that was changed is an event. */
	version?: string;
	/** The record's state: an event is that it has another value than before. An undefined value forgets the record. */
	level?: { id: string; value: string | undefined };
}

/** How far a list was read. */
export interface Cursor {
	/** What is older is known, in ms. */
	floor: number;
	/** Keys at or after the floor, with their time. */
	seen: ReadonlyMap<string, number>;
	levels: ReadonlyMap<string, string>;
	/** Events with a time of their own that happened before it are known, in ms: the floor before a reading in portions began. */
	since: number;
	/** Polls since the floor could last be moved with certainty. */
	held: number;
}

export interface Reading {
	/** The service's time at the start of the reading, in ms. */
	now: number;
	/** How much of what was read is read again by the next poll, in ms: for rows that appear late or clocks that differ. */
	overlap: number;
	/** False where rows may have been missed because the list changed while it was read. */
	complete: boolean;
	/** The list was read up to this time only, in ms. */
	until?: number;
	/** What finds no room in the mark is left to a later reading. */
	inPortions?: true;
	/** Events may have a time of their own, which can be older than what was read before. */
	dated?: boolean;
	/** How long after its time such an event may be read first, in ms; what was given out is remembered as long. */
	late?: number;
	/** The cursor may be older than the last poll. */
	resumed?: boolean;
}

/** Ends a key that is of no use once its row is older than the floor. */
const SHORT = '~';

export function cursorFrom(floor: number): Cursor {
	return { floor, seen: new Map(), levels: new Map(), since: floor, held: 0 };
}

function bounded(
	seen: ReadonlyMap<string, number>,
	{ floor, since }: Pick<Cursor, 'floor' | 'since'>,
): { seen: Map<string, number>; floor: number; since: number } {
	const kept = [...seen]
		.filter(([key, time]) => time >= (key.endsWith(SHORT) ? floor : since))
		.sort((a, b) => a[1] - b[1]);
	const dropped = kept.splice(0, Math.max(0, kept.length - MOST_SEEN)).at(-1);
	if (!dropped) return { seen: new Map(kept), floor, since };
	const first = dropped[1] + 1;
	// Only keys at or after the floor stand for rows that are read again.
	return {
		seen: new Map(kept),
		floor: dropped[1] >= floor ? first : floor,
		since: Math.max(since, first),
	};
}

/** Rows with the same time, the oldest first. */
function byTime<Row>(
	sights: ReadonlyArray<Observation<Row>>,
	now: number,
): Array<[number, Array<Observation<Row>>]> {
	const groups = new Map<number, Array<Observation<Row>>>();
	for (const sight of sights) {
		const stamp = sight.stamp ?? now;
		const group = groups.get(stamp);
		if (group) group.push(sight);
		else groups.set(stamp, [sight]);
	}
	return [...groups].sort(([a], [b]) => a - b);
}

/**
 * Which rows are events that were not emitted before, oldest first, and what to remember. The cursor itself is not changed, so
 * that a poll that fails afterwards changes nothing.
 */
export function advance<Row>(
	mark: Cursor,
	sights: ReadonlyArray<Observation<Row>>,
	{ now, overlap, complete, until, inPortions, dated, late = 0, resumed = false }: Reading,
): { fresh: Row[]; next: Cursor } {
	const seen = new Map(mark.seen);
	const levels = new Map(mark.levels);
	const fresh: Row[] = [];
	const groups = byTime(sights, now);
	const newest = Math.max(mark.floor, groups.at(-1)?.[0] ?? mark.floor);
	const held = complete ? 0 : mark.held + 1;
	const stays = held > 0 && held <= MOST_HELD;
	// Rows may still appear in what is younger than the overlap, wherever the reading ended.
	const floorAfter = (end: number | undefined): number => {
		if (stays) return mark.floor;
		const read = end === undefined ? Math.min(newest, now) - overlap : Math.min(end, now - overlap);
		return Math.max(mark.floor, read);
	};
	const limit = floorAfter(until);
	let room = MOST_SEEN - [...seen.values()].filter((time) => time >= limit).length;
	let end = until;

	const remember = (key: string, time: number): boolean => {
		const known = seen.get(key);
		const isNew = known === undefined;
		if (isNew && time >= limit) room--;
		// A row without a stamp of its own is as young as its last sight.
		seen.set(key, Math.max(known ?? time, time));
		return isNew;
	};
	const has = ({ id, value }: NonNullable<Observation<Row>['reached']>): boolean =>
		levels.get(digest(id, ID_DIGITS)) === digest(value, VALUE_DIGITS);
	const changed = ({ id, value }: NonNullable<Observation<Row>['level']>): boolean => {
		const key = digest(id, ID_DIGITS);
		const before = levels.get(key);
		const after = value === undefined ? undefined : digest(value, VALUE_DIGITS);
		levels.delete(key);
		if (after !== undefined) levels.set(key, after);
		return after !== undefined && after !== before;
	};

	const keysOf = ({ key, birth, version }: Observation<Row>) => ({
		key: key === undefined ? undefined : digest(key, KEY_DIGITS),
		birth: birth === undefined ? undefined : digest(birth, KEY_DIGITS),
		version: version === undefined ? undefined : digest(version, KEY_DIGITS - 1) + SHORT,
	});
	const newKeys = (group: ReadonlyArray<Observation<Row>>): number =>
		group
			.flatMap((sight) => Object.values(keysOf(sight)))
			.filter((key) => key !== undefined && !seen.has(key)).length;

	for (const [stamp, group] of groups) {
		if (stamp < mark.floor) continue;
		// A group at the floor has waited as long as there is a reason to.
		if (inPortions && stamp > mark.floor && stamp >= limit && newKeys(group) > room) {
			end = stamp;
			break;
		}
		for (const sight of group) {
			const time = sight.at ?? stamp;
			const { key, birth, version } = keysOf(sight);
			if (key === undefined) {
				const moved = sight.level && changed(sight.level);
				const touched = version !== undefined && remember(version, stamp);
				const again = resumed && touched && sight.level?.value !== undefined;
				if (moved || again) fresh.push(sight.row);
				continue;
			}
			if (time < mark.since) continue;
			const born = birth !== undefined && remember(birth, time);
			const known = sight.reached !== undefined && has(sight.reached);
			if (remember(key, time) && !born && !known) fresh.push(sight.row);
		}
	}

	const floor = floorAfter(end);
	const goesOn = dated && (end !== undefined || stays);
	return {
		fresh,
		next: {
			...bounded(seen, {
				floor,
				since: goesOn ? mark.since : Math.max(mark.since, floor - late),
			}),
			levels: new Map([...levels].slice(-MOST_LEVELS)),
			held: held > MOST_HELD ? 0 : held,
		},
	};
}

/** A mark as flat values, for n8n's static data: n8n notices new top-level values only. */
export interface StoredCursor {
	floor: number;
	since: number;
	held: number;
	/** Times after the floor in ms, base 36, each with its keys: `0:AAAAAAAABBBBBBBB;4x:CCCCCCCC`. */
	seen: string;
	levels: string;
}

export function storeCursor({ floor, since, held, seen, levels }: Cursor): StoredCursor {
	const times = new Map<number, string>();
	for (const [key, time] of seen) times.set(time, (times.get(time) ?? '') + key);
	return {
		floor,
		since,
		held,
		seen: [...times].map(([time, keys]) => `${(time - floor).toString(36)}:${keys}`).join(';'),
		levels: [...levels].map(([id, value]) => id + value).join(''),
	};
}

function chunks(text: string, size: number): string[] {
	return Array.from({ length: Math.floor(text.length / size) }, (_chunk, at) =>
		text.slice(at * size, (at + 1) * size),
	);
}

export function readCursor({ floor, since, held, seen, levels }: StoredCursor): Cursor {
	const groups = seen === '' ? [] : seen.split(';').map((group) => group.split(':'));
	return {
		floor,
		since,
		held,
		seen: new Map(
			groups.flatMap(([time = '', keys = '']) =>
				chunks(keys, KEY_DIGITS).map((key): [string, number] => [
					key,
					floor + Number.parseInt(time, 36),
				]),
			),
		),
		levels: new Map(
			chunks(levels, ID_DIGITS + VALUE_DIGITS).map((entry): [string, string] => [
				entry.slice(0, ID_DIGITS),
				entry.slice(ID_DIGITS),
			]),
		),
	};
}
