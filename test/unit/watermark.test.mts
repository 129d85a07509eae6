import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { digest, rowDigest } from '../../transport/core/digest';
import {
	advance,
	cursorFrom,
	MOST_LEVELS,
	MOST_SEEN,
	readCursor,
	storeCursor,
} from '../../transport/polling/cursor';
import type { Cursor, Observation } from '../../transport/polling/cursor';
import {
	compare,
	MOST_RECORDS,
	readSnapshot,
	storeSnapshot,
} from '../../transport/polling/snapshot';

const MINUTE = 60_000;
const NOON = Date.UTC(2026, 2, 1, 12);
const reading = { now: NOON, overlap: 10 * MINUTE, complete: true };

const sight = (
	id: string,
	stamp: number,
	more: Partial<Observation<string>> = {},
): Observation<string> => ({
	row: id,
	stamp,
	key: id,
	...more,
});

const levelled = (id: string, value: string | undefined, stamp = NOON): Observation<string> => ({
	row: `${id} ${String(value)}`,
	stamp,
	level: { id, value },
});

function play(mark: Cursor, ...polls: Array<Array<Observation<string>>>): string[][] {
	let current = mark;
	return polls.map((sights) => {
		const { fresh, next } = advance(current, sights, reading);
		current = readCursor(storeCursor(next));
		return fresh;
	});
}

describe('a mark', () => {
	it('tells the oldest first, whatever the order of the list', () => {
		const sights = [sight('c', NOON), sight('a', NOON - 2), sight('b', NOON - 1)];
		expect(play(cursorFrom(NOON - MINUTE), sights)).toEqual([['a', 'b', 'c']]);
	});

	it('is not led astray by a time stamp in the future', () => {
		const ahead = sight('ahead', NOON + 24 * 60 * MINUTE);
		const polls = play(cursorFrom(NOON - MINUTE), [ahead], [ahead, sight('now', NOON)]);
		expect(polls).toEqual([['ahead'], ['now']]);
	});

	it('takes a row without a time for new, once', () => {
		const row: Observation<string> = { row: 'a', stamp: undefined, key: 'a' };
		expect(play(cursorFrom(NOON - MINUTE), [row], [row])).toEqual([['a'], []]);

		let mark = cursorFrom(NOON - MINUTE);
		const told: string[] = [];
		for (let minute = 0; minute < 30; minute++) {
			const { fresh, next } = advance(mark, [row], { ...reading, now: NOON + minute * MINUTE });
			told.push(...fresh);
			mark = next;
		}
		expect(told).toEqual(['a']);
	});

	it('tells a value each time that it is reached, not while it stays', () => {
		const polls = play(
			cursorFrom(NOON - MINUTE),
			[levelled('a', 'held')],
			[levelled('a', 'held')],
			[levelled('a', undefined)],
			[levelled('a', 'held')],
			[levelled('a', 'paid')],
		);
		expect(polls).toEqual([['a held'], [], [], ['a held'], ['a paid']]);
	});

	it('knows the last of two states that one reading saw', () => {
		const both = [levelled('a', 'paid', NOON), levelled('a', 'held', NOON - 1)];
		const polls = play(cursorFrom(NOON - MINUTE), both, [levelled('a', 'paid', NOON)]);
		expect(polls).toEqual([['a held', 'a paid'], []]);
	});

	it('tells a change in the second of the creation, once the creation was seen', () => {
		const birth = 'a birth';
		const polls = play(
			cursorFrom(NOON - MINUTE),
			[sight('a1', NOON, { birth })],
			[sight('a1', NOON, { birth })],
			[sight('a2', NOON, { birth })],
			[sight('a2', NOON, { birth })],
		);
		expect(polls).toEqual([[], [], ['a2'], []]);
	});

	it('stays where it is after an uncertain reading, but not for ever', () => {
		const start = cursorFrom(NOON - 60 * MINUTE);
		let mark: Cursor = start;
		const floors: number[] = [];
		for (let poll = 0; poll < 22; poll++) {
			mark = advance(mark, [sight('a', NOON)], { ...reading, complete: false }).next;
			floors.push(mark.floor);
		}
		expect(floors.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => start.floor));
		expect(floors[20]).toBe(NOON - 10 * MINUTE);
	});

	it('knows dates from before the portions that are read, and tells them once', () => {
		const portion = { ...reading, dated: true, inPortions: true as const };
		const start = cursorFrom(NOON - 24 * 60 * MINUTE);
		const early = sight('a', NOON - 5 * 60 * MINUTE, { at: NOON - 5 * 60 * MINUTE });
		const touched = { ...early, stamp: NOON - 30 * MINUTE };
		const late = sight('b', NOON - 20 * MINUTE, { at: NOON - 20 * 60 * MINUTE });
		const first = advance(start, [early], { ...portion, until: NOON - 4 * 60 * MINUTE });
		const stored = readCursor(storeCursor(first.next));
		const second = advance(stored, [touched, late], { ...portion, until: NOON - 15 * MINUTE });
		const third = advance(second.next, [touched, late, sight('c', NOON, { at: NOON })], portion);
		expect([first.fresh, second.fresh, third.fresh]).toEqual([['a'], ['b'], ['c']]);
		expect(third.next.since).toBe(third.next.floor);
	});

	it('leaves to a later reading what it has no room for, and waits for what appears late', () => {
		const many = Array.from({ length: MOST_SEEN + 500 }, (_row, at) =>
			sight(`row ${at}`, NOON - 9 * MINUTE + Math.floor(at / 20) * 1_000),
		);
		let mark = cursorFrom(NOON - 60 * MINUTE);
		const told: string[] = [];
		const late = sight('late', NOON - 9 * MINUTE + 1);
		for (let minute = 0; minute < 30; minute++) {
			const rows = minute < 2 ? many : [...many, late];
			const now = NOON + minute * MINUTE;
			const visible = rows.filter(({ stamp }) => (stamp ?? 0) >= mark.floor);
			const step = advance(mark, visible, { ...reading, now, inPortions: true });
			mark = readCursor(storeCursor(step.next));
			told.push(...step.fresh);
			expect(mark.seen.size).toBeLessThanOrEqual(MOST_SEEN);
		}
		expect(told).toHaveLength(MOST_SEEN + 501);
		expect(new Set(told).size).toBe(told.length);
	});

	it('is not changed by a poll', () => {
		const mark = advance(cursorFrom(NOON - MINUTE), [sight('a', NOON)], reading).next;
		const before = JSON.stringify(storeCursor(mark));
		advance(mark, [sight('b', NOON), levelled('c', 'held')], reading);
		expect(JSON.stringify(storeCursor(mark))).toBe(before);
	});

	it('comes back from its stored form as it was', () => {
		fc.assert(
			fc.property(
				fc.array(fc.record({ id: fc.string(), ago: fc.nat(20 * MINUTE), value: fc.string() })),
				(rows) => {
					const sights = rows.flatMap(({ id, ago, value }) => [
						sight(id, NOON - ago),
						levelled(id, value, NOON - ago),
					]);
					const { next } = advance(cursorFrom(NOON - 15 * MINUTE), sights, reading);
					const again = readCursor(JSON.parse(JSON.stringify(storeCursor(next))));
					expect(new Map(again.seen)).toEqual(new Map(next.seen));
					expect([...again.levels]).toEqual([...next.levels]);
					expect([again.floor, again.incomplete]).toEqual([next.floor, next.incomplete]);
				},
			),
		);
	});

	it('stays below 200 kB, and rather forgets late rows than tells one twice', () => {
		const floor = NOON - 30 * 24 * 60 * MINUTE;
		const many = Array.from({ length: MOST_SEEN + 500 }, (_row, at) => [
			sight(`row ${at}`, NOON - at * 97),
			levelled(`row ${at}`, 'held', NOON - at * 97),
		]).flat();
		const uncertain = { ...reading, complete: false };
		const { next } = advance(cursorFrom(floor), many, uncertain);
		expect(next.seen.size).toBe(MOST_SEEN);
		expect(next.levels.size).toBe(MOST_LEVELS);
		expect(JSON.stringify(storeCursor({ ...next, floor })).length).toBeLessThan(200_000);
		const again = advance(
			next,
			many.filter(({ key }) => key !== undefined),
			uncertain,
		);
		expect(again.fresh).toEqual([]);
	});
});

describe('a snapshot', () => {
	const observed = (id: number, content = 'content') => ({
		id: `id-${id}`,
		content: digest(content, 8),
		row: id,
	});

	it('of as many records as it may hold stays below 100 kB', () => {
		const rows = Array.from({ length: MOST_RECORDS }, (_row, at) => observed(at));
		const { after } = compare(new Map(), rows);
		const text = storeSnapshot(after);
		expect(text.length).toBeLessThan(100_000);
		expect(new Map(readSnapshot(text))).toEqual(new Map(after));
	});

	it('forgets the missing first when there is no room', () => {
		const rows = Array.from({ length: MOST_RECORDS }, (_row, at) => observed(at));
		const { after } = compare(new Map(), rows);
		const next = compare(after, [...rows.slice(1), observed(MOST_RECORDS + 1)]);
		expect(next.changes).toMatchObject([{ kind: 'created', observed: { row: MOST_RECORDS + 1 } }]);
		expect(next.after.size).toBe(MOST_RECORDS);
		expect(compare(next.after, rows.slice(1)).changes).toEqual([]);
	});

	it('tells a record once that stands on two pages', () => {
		const { changes } = compare(new Map(), [observed(1), observed(2), observed(1)]);
		expect(changes.map(({ observed: { row } }) => row)).toEqual([1, 2]);
	});
});

describe('the digest of a row', () => {
	it('goes by the content, not by the order of keys or the signature of links', () => {
		const row = { a: 1, b: { c: 'https://cdn.example.com/1.png?signature=1', d: [1, 2] } };
		const same = { b: { d: [1, 2], c: 'https://cdn.example.com/1.png?signature=2' }, a: 1 };
		expect(rowDigest(same, [])).toBe(rowDigest(row, []));
		expect(rowDigest({ ...row, a: 2 }, [])).not.toBe(rowDigest(row, []));
		expect(rowDigest({ ...row, b: { ...row.b, d: [2, 1] } }, [])).not.toBe(rowDigest(row, []));
		expect(rowDigest({ ...row, a: 2 }, ['a'])).toBe(rowDigest(row, ['a']));
	});
});
