import { digest } from './digest';

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
export interface Sight<Row> {
	row: Row;
	/** The time that the list's filter goes by, in ms; undefined where the row tells none. */
	stamp: number | undefined;
	/** When the event happened, where that is not the stamp. */
	at?: number;
	/** What makes the event one event; undefined where the level alone decides. */
	key?: string;
	/** Set for a row that may show no more than its creation: the first sight of this key is no event. */
	birth?: string;
	/** The record's state: an event is that it has another value than before. An undefined value forgets the record. */
	level?: { id: string; value: string | undefined };
}

/** How far a list was read. */
export interface Mark {
	/** What is older is known, in ms. */
	floor: number;
	/** Keys at or after the floor, with their time. */
	seen: ReadonlyMap<string, number>;
	levels: ReadonlyMap<string, string>;
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
	/** The list was read up to this time only, in ms; nothing of it is read again. */
	until?: number;
}

export function markFrom(floor: number): Mark {
	return { floor, seen: new Map(), levels: new Map(), held: 0 };
}

function bounded(
	seen: ReadonlyMap<string, number>,
	floor: number,
): { seen: Map<string, number>; floor: number } {
	const kept = [...seen].filter(([, time]) => time >= floor).sort((a, b) => a[1] - b[1]);
	const dropped = kept.splice(0, Math.max(0, kept.length - MOST_SEEN)).at(-1);
	return { seen: new Map(kept), floor: dropped ? Math.max(floor, dropped[1] + 1) : floor };
}

/**
 * Tells which rows are events that were not told before, oldest first, and what to remember. The mark itself is not changed, so
 * that a poll that fails afterwards changes nothing.
 */
export function advance<Row>(
	mark: Mark,
	sights: ReadonlyArray<Sight<Row>>,
	{ now, overlap, complete, until }: Reading,
): { fresh: Row[]; next: Mark } {
	const seen = new Map(mark.seen);
	const levels = new Map(mark.levels);
	const fresh: Row[] = [];
	let newest = mark.floor;

	const remember = (text: string, time: number): boolean => {
		const key = digest(text, KEY_DIGITS);
		const known = seen.get(key);
		const isNew = known === undefined;
		// A row without a stamp of its own is as young as its last sight.
		seen.set(key, Math.max(known ?? time, time));
		return isNew;
	};
	const changed = ({ id, value }: NonNullable<Sight<Row>['level']>): boolean => {
		const key = digest(id, ID_DIGITS);
		const before = levels.get(key);
		const after = value === undefined ? undefined : digest(value, VALUE_DIGITS);
		levels.delete(key);
		if (after !== undefined) levels.set(key, after);
		return after !== undefined && after !== before;
	};

	const inOrder = [...sights].sort((a, b) => (a.stamp ?? now) - (b.stamp ?? now));
	for (const sight of inOrder) {
		const stamp = sight.stamp ?? now;
		const time = sight.at ?? stamp;
		newest = Math.max(newest, stamp);
		if (stamp < mark.floor) continue;
		const moved = sight.level ? changed(sight.level) : undefined;
		if (sight.key === undefined) {
			if (moved) fresh.push(sight.row);
			continue;
		}
		if (time < mark.floor) continue;
		const born = sight.birth !== undefined && remember(sight.birth, time);
		if (remember(sight.key, time) && !born) fresh.push(sight.row);
	}

	const held = complete ? 0 : mark.held + 1;
	const read = until ?? Math.min(newest, now) - overlap;
	const reached = held > 0 && held <= MOST_HELD ? mark.floor : read;
	const next = bounded(seen, Math.max(mark.floor, reached));
	return {
		fresh,
		next: {
			...next,
			levels: new Map([...levels].slice(-MOST_LEVELS)),
			held: held > MOST_HELD ? 0 : held,
		},
	};
}

/** A mark as flat values, for n8n's static data: n8n notices new top-level values only. */
export interface StoredMark {
	floor: number;
	held: number;
	/** Times after the floor in ms, base 36, each with its keys: `0:AAAAAAAABBBBBBBB;4x:CCCCCCCC`. */
	seen: string;
	levels: string;
}

export function storeMark({ floor, held, seen, levels }: Mark): StoredMark {
	const byTime = new Map<number, string>();
	for (const [key, time] of seen) byTime.set(time, (byTime.get(time) ?? '') + key);
	return {
		floor,
		held,
		seen: [...byTime].map(([time, keys]) => `${(time - floor).toString(36)}:${keys}`).join(';'),
		levels: [...levels].map(([id, value]) => id + value).join(''),
	};
}

function chunks(text: string, size: number): string[] {
	return Array.from({ length: Math.floor(text.length / size) }, (_chunk, at) =>
		text.slice(at * size, (at + 1) * size),
	);
}

export function readMark({ floor, held, seen, levels }: StoredMark): Mark {
	const groups = seen === '' ? [] : seen.split(';').map((group) => group.split(':'));
	return {
		floor,
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
