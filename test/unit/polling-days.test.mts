import { afterEach, describe, expect, it, jest } from '@jest/globals';

import { TimeWindowDetector } from '../../transport/polling/time-window-detector';
import { ChangingList, Watcher } from './support/changing-list.mts';

const HOUR = 3_600_000;

afterEach(() => {
	jest.restoreAllMocks();
});

/** A list whose filters take days of a zone, and who watches it for new records. */
function watching(days: number, since?: number) {
	const list = new ChangingList({
		order: 'id',
		skew: 0,
		pageSize: 1_000,
		counted: true,
		precision: 1_000,
		days,
	});
	jest.spyOn(Date, 'now').mockImplementation(() => list.clock);
	const detector = new TimeWindowDetector({
		event: 'created',
		list: { row: list.row, query: { by: 'created' } },
		id: ['id'],
		from: 'from',
		to: 'to',
		unit: 'day',
		stamp: ['created'],
		overlap: HOUR,
		ignored: [],
		rule: { kind: 'new' },
		...(since === undefined ? {} : { since }),
	});
	return { list, watcher: new Watcher(detector, list) };
}

const ids = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

describe('a list whose filters take days', () => {
	it.each([-11, -5, 0, 3, 13])(
		'%i hours ahead of UTC: each record is told once, whatever time of the day it is made',
		async (zone) => {
			const { list, watcher } = watching(zone);
			const before = list.create();
			await watcher.poll();
			for (let hour = 0; hour < 80; hour++) {
				list.wait(HOUR / 2);
				list.create();
				list.wait(HOUR / 2);
				if (hour % 3 === 0) expect(await watcher.poll()).toBe(true);
			}
			await watcher.poll();
			expect(watcher.events.map(({ id }) => id)).toEqual(ids(81).filter((id) => id !== before));
		},
	);

	it.each([-11, 0, 13])(
		'%i hours ahead of UTC: more than one poll takes is told in portions',
		async (zone) => {
			const start = Date.UTC(2026, 0, 1);
			const { list, watcher } = watching(zone, start);
			for (let made = 0; made < 12_000; made++) {
				list.create();
				list.wait(30_000);
			}
			for (let polls = 0; polls < 8; polls++) expect(await watcher.poll()).toBe(true);
			const told = watcher.events.map(({ id }) => Number(id));
			expect(told).toHaveLength(12_000);
			expect(new Set(told).size).toBe(12_000);
		},
	);
});
