import { afterEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';

import type { ChangeDetector } from '../../transport/polling/change-detector';
import { SnapshotDetector } from '../../transport/polling/snapshot-detector';
import { TimeWindowDetector } from '../../transport/polling/time-window-detector';
import type { Rule } from '../../transport/polling/observations';
import type { Options } from './support/changing-list.mts';
import { ChangingList, Watcher } from './support/changing-list.mts';

const MINUTE = 60_000;
const OVERLAP = 10 * MINUTE;

type Happening =
	| { what: 'create' | 'update'; which: number; delay: number; status: string }
	| { what: 'wait'; ms: number }
	| { what: 'poll'; meanwhile: Array<{ after: number; which: number | undefined }> }
	| { what: 'fail'; after: number }
	| { what: 'restart' }
	| { what: 'crash' };

const status = fc.constantFrom('open', 'held', 'paid');
const delay = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 4 * MINUTE }));

const happening: fc.Arbitrary<Happening> = fc.oneof(
	{
		weight: 5,
		arbitrary: fc.record({
			what: fc.constantFrom<'create' | 'update'>('create', 'update'),
			which: fc.nat(40),
			delay,
			status,
		}),
	},
	{
		weight: 3,
		arbitrary: fc.record({
			what: fc.constant('wait' as const),
			// Also none at all, so that time stamps are equal, and hours, so that what is missed is out of the overlap.
			ms: fc.oneof(
				fc.constantFrom(0, 1, 400),
				fc.integer({ min: 0, max: 3 * MINUTE }),
				fc.integer({ min: 0, max: 200 * MINUTE }),
			),
		}),
	},
	{
		weight: 4,
		arbitrary: fc.record({
			what: fc.constant('poll' as const),
			meanwhile: fc.array(
				fc.record({ after: fc.nat(4), which: fc.option(fc.nat(40), { nil: undefined }) }),
				{ maxLength: 3 },
			),
		}),
	},
	{ weight: 1, arbitrary: fc.record({ what: fc.constant('fail' as const), after: fc.nat(3) }) },
	{ weight: 1, arbitrary: fc.record({ what: fc.constant('restart' as const) }) },
	{ weight: 1, arbitrary: fc.record({ what: fc.constant('crash' as const) }) },
);

const options = (counted: fc.Arbitrary<boolean>): fc.Arbitrary<Options> =>
	fc.record({
		order: fc.constantFrom('createdDescending', 'modifiedAscending', 'modifiedDescending', 'id'),
		skew: fc.oneof(fc.constant(0), fc.integer({ min: -60 * MINUTE, max: 60 * MINUTE })),
		pageSize: fc.constantFrom(2, 3, 7, 100),
		counted,
		precision: fc.constantFrom(1, 1000),
	});

function timed(list: ChangingList, rule: Rule): ChangeDetector {
	const by = rule.kind === 'once' ? 'created' : 'modified';
	return new TimeWindowDetector({
		list: { row: list.row, query: { by } },
		event: 'event',
		id: ['id'],
		from: 'from',
		to: 'to',
		stamp: [by],
		overlap: OVERLAP,
		ignored: [],
		rule,
	});
}

function compared(
	list: ChangingList,
	kinds: ReadonlyArray<'created' | 'updated'> = ['created', 'updated'],
	stamps: { created?: readonly string[]; updated?: readonly string[]; since?: number } = {},
): ChangeDetector {
	return new SnapshotDetector({
		list: { row: list.row },
		id: ['id'],
		ignored: [],
		kinds,
		...stamps,
		advice: '',
	});
}

/** Lets it all happen, then polls until nothing is open any more. */
async function play(list: ChangingList, watch: ChangeDetector, story: readonly Happening[]) {
	jest.spyOn(Date, 'now').mockImplementation(() => list.clock);
	const watcher = new Watcher(watch, list);
	for (let before = 0; before < 5; before++) {
		list.create(0, ['open', 'held'][before % 2]);
		list.wait(before * MINUTE);
	}
	await watcher.poll();
	const old = new Map([...list.visible()].map(([id, { version }]) => [id, version]));
	const start = new Map([...list.visible()].map(([id, row]) => [id, row.status]));
	const heldBefore = new Map([...list.visible()].map(([id, row]) => [id, row.heldAt]));
	for (const step of story) {
		if (step.what === 'create') list.create(step.delay, step.status);
		if (step.what === 'update') list.update(step.which, step.delay, step.status);
		if (step.what === 'wait') list.wait(step.ms);
		if (step.what === 'restart') watcher.restart();
		if (step.what === 'crash') await watcher.crash();
		if (step.what === 'fail') {
			list.failAfter = step.after;
			const events = watcher.events.length;
			if (!(await watcher.poll())) expect(watcher.events).toHaveLength(events);
			list.failAfter = Infinity;
		}
		if (step.what === 'poll') {
			for (const { after, which } of step.meanwhile) {
				list.during(after, () => (which === undefined ? list.create() : list.update(which)));
			}
			await watcher.poll();
		}
	}
	for (let last = 0; last < 4; last++) {
		list.wait(5 * MINUTE);
		await watcher.poll();
	}
	return { watcher, old, start, heldBefore };
}

afterEach(() => {
	jest.restoreAllMocks();
});

const runs = { numRuns: 400 };
const stories = fc.array(happening, { maxLength: 40 });

describe('a list that is asked for what happened since a time', () => {
	it('tells each record once', async () => {
		await fc.assert(
			fc.asyncProperty(options(fc.constant(true)), stories, async (how, story) => {
				const list = new ChangingList(how);
				const { watcher, old } = await play(list, timed(list, { kind: 'once' }), story);
				for (const id of list.visible().keys()) {
					expect([id, watcher.told(id)]).toEqual([id, old.has(id) ? [] : [expect.any(Number)]]);
				}
			}),
			runs,
		);
	});

	it('tells each version that a poll could see once, and the last one always', async () => {
		await fc.assert(
			fc.asyncProperty(options(fc.constant(true)), stories, async (how, story) => {
				const list = new ChangingList(how);
				const { watcher, old } = await play(list, timed(list, { kind: 'changed' }), story);
				for (const [id, { version }] of list.visible()) {
					const told = watcher.told(id);
					expect([id, told]).toEqual([id, [...new Set(told)].sort((a, b) => a - b)]);
					expect([id, told.at(-1)]).toEqual([id, version === old.get(id) ? undefined : version]);
				}
			}),
			runs,
		);
	});

	it('tells a status once each time that it is reached', async () => {
		await fc.assert(
			fc.asyncProperty(options(fc.constant(true)), stories, async (how, story) => {
				const list = new ChangingList(how);
				const rule: Rule = {
					kind: 'reached',
					field: 'status',
					values: ['held', 'paid'],
					dates: {},
				};
				const { watcher, start } = await play(list, timed(list, rule), story);
				for (const [id, row] of list.visible()) {
					const told = watcher.events
						.filter((event) => event.id === id)
						.map((event) => event.status);
					const known = start.get(id);
					const open = told.filter((value) => value !== 'held' && value !== 'paid');
					expect([id, open]).toEqual([id, []]);
					// Where it is now was told, unless it has been there from the start.
					const stayed = told.length === 0 && known === row.status;
					if (row.status !== 'open' && !stayed) expect([id, told.at(-1)]).toEqual([id, row.status]);
				}
				const versions = watcher.events.map(
					({ id, version }) => `${String(id)}.${String(version)}`,
				);
				expect(versions).toEqual([...new Set(versions)]);
			}),
			runs,
		);
	});

	it('tells a status with a date once for each date, wherever the record has gone since', async () => {
		await fc.assert(
			fc.asyncProperty(options(fc.constant(true)), stories, async (how, story) => {
				const list = new ChangingList({ ...how, precision: 1 });
				const rule: Rule = {
					kind: 'reached',
					field: 'status',
					values: ['held'],
					dates: { held: 'held' },
				};
				const { watcher, start, heldBefore } = await play(list, timed(list, rule), story);
				const keys = watcher.found.map(({ key }) => key);
				expect(keys).toEqual([...new Set(keys)]);
				for (const [id, { heldAt }] of list.visible()) {
					const known = heldAt === undefined || (start.has(id) && heldBefore.get(id) === heldAt);
					const told = keys.filter((key) => key === `${id}:held:${heldAt}`);
					expect([id, told.length]).toEqual([id, known ? 0 : 1]);
				}
			}),
			runs,
		);
	});

	it('does not take a creation for an update', async () => {
		await fc.assert(
			fc.asyncProperty(options(fc.constant(true)), stories, async (how, story) => {
				const list = new ChangingList({ ...how, precision: 1 });
				const rule: Rule = { kind: 'changed', created: ['created'] };
				const { watcher, old } = await play(list, timed(list, rule), story);
				for (const [id, { version, created, modified }] of list.visible()) {
					const told = watcher.told(id);
					expect(told).toEqual([...new Set(told)].sort((a, b) => a - b));
					if (version === (old.get(id) ?? 1)) expect([id, told]).toEqual([id, []]);
					// What is changed within two seconds of the creation may belong to it.
					else if (modified > created + 2_000) expect([id, told.at(-1)]).toEqual([id, version]);
				}
			}),
			runs,
		);
	});
});

describe('more changes than one poll takes', () => {
	const how: Options = {
		order: 'createdDescending',
		skew: 0,
		pageSize: 100,
		counted: true,
		precision: 1000,
	};

	async function backlog(bursts: number[]): Promise<{ watcher: Watcher; polls: number[] }> {
		const list = new ChangingList(how);
		jest.spyOn(Date, 'now').mockImplementation(() => list.clock);
		const watcher = new Watcher(timed(list, { kind: 'changed' }), list);
		list.create();
		list.wait(60 * MINUTE);
		await watcher.poll();
		for (const burst of bursts) {
			list.wait(300 * MINUTE);
			for (let made = 0; made < burst; made++) list.create();
		}
		list.wait(MINUTE);
		const polls: number[] = [];
		for (let poll = 0; poll < 4; poll++) {
			const before = watcher.events.length;
			expect(await watcher.poll()).toBe(true);
			polls.push(watcher.events.length - before);
			if (poll === 1) watcher.restart();
			list.wait(MINUTE);
		}
		return { watcher, polls };
	}

	it('are told in portions, the oldest first', async () => {
		const { watcher, polls } = await backlog([3_000, 100, 2_100]);
		const ids = watcher.events.map(({ id }) => Number(id));
		expect(ids).toHaveLength(5_200);
		expect(new Set(ids).size).toBe(5_200);
		expect(Math.max(...polls)).toBeLessThanOrEqual(5_000);
		expect(ids.slice(0, 3_000).every((id) => id <= 3_001)).toBe(true);
	});

	it('hide no row that appears late among them', async () => {
		const list = new ChangingList(how);
		jest.spyOn(Date, 'now').mockImplementation(() => list.clock);
		const watcher = new Watcher(timed(list, { kind: 'changed' }), list);
		list.create();
		await watcher.poll();
		list.wait(60 * MINUTE);
		for (let second = 0; second < 300; second++) {
			for (let made = 0; made < 21; made++) list.create(made === 0 ? 8 * MINUTE : 0);
			list.wait(1_000);
		}
		for (let poll = 0; poll < 20; poll++) {
			expect(await watcher.poll()).toBe(true);
			list.wait(MINUTE);
		}
		const ids = watcher.events.map(({ id }) => Number(id));
		expect(new Set(ids).size).toBe(6_300);
		expect(ids).toHaveLength(6_300);
	});

	it('are told at once where they all have the same time', async () => {
		const { watcher } = await backlog([5_100]);
		const ids = watcher.events.map(({ id }) => Number(id));
		expect(ids).toHaveLength(5_100);
		expect(new Set(ids).size).toBe(5_100);
	});
});

describe('a base line', () => {
	it('is complete although records slip to other pages while it is read', async () => {
		const list = new ChangingList({
			order: 'modifiedAscending',
			skew: 0,
			pageSize: 2,
			counted: true,
			precision: 1,
		});
		jest.spyOn(Date, 'now').mockImplementation(() => list.clock);
		for (let made = 0; made < 6; made++) {
			list.create();
			list.wait(MINUTE);
		}
		list.during(1, () => list.update(0));
		const watcher = new Watcher(compared(list), list);
		await watcher.poll();
		await watcher.poll();
		expect(watcher.events.map(({ id }) => id)).toEqual([]);
	});

	it('gives what is younger than a time, each record once, although the list grows while it is read', async () => {
		const list = new ChangingList({
			order: 'createdDescending',
			skew: 0,
			pageSize: 2,
			counted: true,
			precision: 1,
		});
		jest.spyOn(Date, 'now').mockImplementation(() => list.clock);
		for (let made = 0; made < 6; made++) {
			list.create();
			list.wait(MINUTE);
		}
		const since = list.clock - 3.5 * MINUTE;
		list.update(0);
		// Each new record pushes the last one of a page to the next.
		for (let request = 1; request < 12; request++) list.during(request, () => list.create());
		const stamps = { created: ['created'], updated: ['modified'] };
		const { events, state } = await compared(list, ['created', 'updated'], {
			...stamps,
			since,
		}).begin(list.look);
		const ids = events.map(({ row }) => Number(row.id));
		expect(new Set(ids).size).toBe(ids.length);
		expect(events.filter(({ row }) => Number(row.id) <= 6)).toMatchObject([
			{ event: 'created', row: { id: 4 } },
			{ event: 'created', row: { id: 5 } },
			{ event: 'created', row: { id: 6 } },
			{ event: 'updated', row: { id: 1 } },
		]);
		const later = await compared(list).next(list.look, state);
		expect(later.events.filter(({ row }) => ids.includes(Number(row.id)))).toEqual([]);
	});
});

describe('a list that is compared', () => {
	it('tells each version that a poll could see once, and the last one always', async () => {
		await fc.assert(
			fc.asyncProperty(options(fc.boolean()), stories, async (how, story) => {
				const list = new ChangingList(how);
				const { watcher, old } = await play(list, compared(list), story);
				for (const [id, { version }] of list.visible()) {
					const told = watcher.told(id);
					expect([id, told]).toEqual([id, [...new Set(told)].sort((a, b) => a - b)]);
					expect([id, told.at(-1)]).toEqual([id, version === old.get(id) ? undefined : version]);
				}
			}),
			runs,
		);
	});

	it('tells the last version of an updated record, also where polls before a stop gave nothing', async () => {
		await fc.assert(
			fc.asyncProperty(options(fc.boolean()), stories, fc.boolean(), async (how, story, dated) => {
				const list = new ChangingList({ ...how, precision: 1 });
				const stamps = dated ? { created: ['created'], updated: ['modified'] } : {};
				const detector = compared(list, ['updated'], stamps);
				const { watcher, old } = await play(list, detector, story);
				for (const [id, { version, created, modified }] of list.visible()) {
					const told = watcher.told(id);
					expect([id, told]).toEqual([id, [...new Set(told)].sort((a, b) => a - b)]);
					const changed = version > (old.get(id) ?? 1);
					// A version that was there when the record was first seen is its creation.
					const late = modified > created + 2_000;
					if (changed && old.has(id)) expect([id, told.at(-1)]).toEqual([id, version]);
					if (dated && changed && late && watcher.firstSeen(id) < version) {
						expect([id, told.at(-1)]).toEqual([id, version]);
					}
					if (dated && version === 1) expect([id, told]).toEqual([id, []]);
				}
			}),
			runs,
		);
	});

	it('never tells a created record twice', async () => {
		await fc.assert(
			fc.asyncProperty(options(fc.boolean()), stories, async (how, story) => {
				const list = new ChangingList(how);
				const { watcher, old } = await play(list, compared(list, ['created']), story);
				for (const id of list.visible().keys()) {
					expect([id, watcher.told(id).length]).toEqual([id, old.has(id) ? 0 : 1]);
				}
			}),
			runs,
		);
	});

	it.each([false, true])(
		'tells an edit after a stop, after polls without items (dates: %s)',
		async (dated) => {
			for (const polls of [0, 1, 5]) {
				const how: Options = { order: 'id', skew: 0, pageSize: 3, counted: true, precision: 1 };
				const list = new ChangingList(how);
				jest.spyOn(Date, 'now').mockImplementation(() => list.clock);
				const stamps = dated ? { created: ['created'], updated: ['modified'] } : {};
				const watcher = new Watcher(compared(list, ['updated'], stamps), list);
				list.create();
				await watcher.poll();
				const id = list.create();
				for (let poll = 0; poll < polls; poll++) await watcher.poll();
				list.wait(MINUTE);
				list.update(1);
				watcher.restart();
				await watcher.poll();
				await watcher.poll();
				watcher.restart();
				await watcher.poll();
				expect([polls, watcher.found.map(({ event, row }) => [row.id, event])]).toEqual([
					polls,
					[[id, dated ? 'updated' : 'createdOrUpdated']],
				]);
			}
		},
	);
});
