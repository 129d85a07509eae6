import { digest } from '../core/digest';

/** Keys that a cursor holds: at most 110 kB. */
export const MOST_SEEN = 6_000;

/** Records whose state a cursor holds: at most 70 kB. */
export const MOST_LEVELS = 5_000;

/** Polls in a row that may leave the floor unchanged because the list changed while it was read. */
const MOST_INCOMPLETE = 20;

const KEY_DIGITS = 8;

const ID_DIGITS = 10;

const VALUE_DIGITS = 4;

/** One row of a list that is read by time. */
export interface Observation<Row> {
	row: Row;
	/** The time that the list's filter compares, in ms; undefined where the row has none. */
	stamp: number | undefined;
	/** When the event happened, where that is not the stamp. */
	at?: number;
	/** Identifies the event; undefined where the level alone decides. */
	key?: string;
	/** Set for a row that may show its creation only: the first observation with this key is no event. */
	birth?: string;
	/** The value that the record reached: no event where its last level already had this value. */
	reached?: { id: string; value: string };
	/** Identifies a version of the row, beside its level: after a start a record with the same level but another version is an event. */
	version?: string;
	/** The record's state: another value than before is an event. An undefined value removes the record. */
	level?: { id: string; value: string | undefined };
}

/** How far a list was read. */
export interface Cursor {
	/** Everything older is known, in ms. */
	floor: number;
	/** Keys at or after the floor, with their times. */
	seen: ReadonlyMap<string, number>;
	levels: ReadonlyMap<string, string>;
	/** Events with their own time are known before it, in ms: the floor before a reading in portions began. */
	since: number;
	/** Polls since the last complete reading. */
	incomplete: number;
}

export interface Reading {
	/** The service's time at the start of the reading, in ms. */
	now: number;
	/** How much the next poll reads again, in ms: for rows that appear late and clocks that differ. */
	overlap: number;
	/** False where rows may have been missed because the list changed while it was read. */
	complete: boolean;
	/** The list was read up to this time only, in ms. */
	until?: number;
	/** What does not fit into the cursor is left to a later reading. */
	inPortions?: true;
	/** Events may have their own time, which can be older than what was read before. */
	dated?: boolean;
	/** How long after its time such an event may first be read, in ms; returned events are remembered as long. */
	late?: number;
	/** The cursor may be older than the last poll. */
	resumed?: boolean;
}

/** Suffix of a key that is dropped once its row is older than the floor. */
const SHORT = '~';

export function cursorFrom(floor: number): Cursor {
	return { floor, seen: new Map(), levels: new Map(), since: floor, incomplete: 0 };
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
	observations: ReadonlyArray<Observation<Row>>,
	now: number,
): Array<[number, Array<Observation<Row>>]> {
	const groups = new Map<number, Array<Observation<Row>>>();
	for (const observation of observations) {
		const stamp = observation.stamp ?? now;
		const group = groups.get(stamp);
		if (group) group.push(observation);
		else groups.set(stamp, [observation]);
	}
	return [...groups].sort(([a], [b]) => a - b);
}

/**
 * The rows that are events and were not emitted before, oldest first, and the next cursor. The given cursor is not changed, so that a
 * poll that fails afterwards has no effect.
 */
export function advance<Row>(
	cursor: Cursor,
	observations: ReadonlyArray<Observation<Row>>,
	{ now, overlap, complete, until, inPortions, dated, late = 0, resumed = false }: Reading,
): { fresh: Row[]; next: Cursor } {
	const seen = new Map(cursor.seen);
	const levels = new Map(cursor.levels);
	const fresh: Row[] = [];
	const groups = byTime(observations, now);
	const newest = Math.max(cursor.floor, groups.at(-1)?.[0] ?? cursor.floor);
	const incomplete = complete ? 0 : cursor.incomplete + 1;
	const stays = incomplete > 0 && incomplete <= MOST_INCOMPLETE;
	// Rows may still appear within the overlap, wherever the reading ended.
	const floorAfter = (end: number | undefined): number => {
		if (stays) return cursor.floor;
		const read = end === undefined ? Math.min(newest, now) - overlap : Math.min(end, now - overlap);
		return Math.max(cursor.floor, read);
	};
	const limit = floorAfter(until);
	let room = MOST_SEEN - [...seen.values()].filter((time) => time >= limit).length;
	let end = until;

	const remember = (key: string, time: number): boolean => {
		const known = seen.get(key);
		const isNew = known === undefined;
		if (isNew && time >= limit) room--;
		// A row without a stamp counts as being as new as its last observation.
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
			.flatMap((observation) => Object.values(keysOf(observation)))
			.filter((key) => key !== undefined && !seen.has(key)).length;

	for (const [stamp, group] of groups) {
		if (stamp < cursor.floor) continue;
		// A group at the floor cannot be postponed further.
		if (inPortions && stamp > cursor.floor && stamp >= limit && newKeys(group) > room) {
			end = stamp;
			break;
		}
		for (const observation of group) {
			const time = observation.at ?? stamp;
			const { key, birth, version } = keysOf(observation);
			if (key === undefined) {
				const moved = observation.level && changed(observation.level);
				const touched = version !== undefined && remember(version, stamp);
				const again = resumed && touched && observation.level?.value !== undefined;
				if (moved || again) fresh.push(observation.row);
				continue;
			}
			if (time < cursor.since) continue;
			const born = birth !== undefined && remember(birth, time);
			const known = observation.reached !== undefined && has(observation.reached);
			if (remember(key, time) && !born && !known) fresh.push(observation.row);
		}
	}

	const floor = floorAfter(end);
	const continues = dated && (end !== undefined || stays);
	return {
		fresh,
		next: {
			...bounded(seen, {
				floor,
				since: continues ? cursor.since : Math.max(cursor.since, floor - late),
			}),
			levels: new Map([...levels].slice(-MOST_LEVELS)),
			incomplete: incomplete > MOST_INCOMPLETE ? 0 : incomplete,
		},
	};
}

/** A cursor as flat values, for n8n's static data: n8n notices assignments at the top level only. */
export interface StoredCursor {
	floor: number;
	since: number;
	/** `incomplete` of the cursor, under its name in version 0.1.0. */
	held: number;
	/** Times after the floor in ms, base 36, each with its keys: `0:AAAAAAAABBBBBBBB;4x:CCCCCCCC`. */
	seen: string;
	levels: string;
}

export function storeCursor({ floor, since, incomplete, seen, levels }: Cursor): StoredCursor {
	const times = new Map<number, string>();
	for (const [key, time] of seen) times.set(time, (times.get(time) ?? '') + key);
	return {
		floor,
		since,
		held: incomplete,
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
		incomplete: held,
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
