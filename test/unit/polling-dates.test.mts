import { afterEach, describe, expect, it, jest } from '@jest/globals';

import { events } from '../../providers/ottimate/changes';
import type { Scope } from '../../providers/ottimate/changes';
import type { DetectorState } from '../../transport/polling/change-detector';
import { timeAt } from '../../transport/polling/change-detector';
import { Watcher } from './support/changing-list.mts';
import { iso, Invoices, NOON } from './support/row-list.mts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

async function watching(id: string, more: Partial<Scope>, prepare?: (list: Invoices) => void) {
	const list = new Invoices();
	prepare?.(list);
	const event = events.find((one) => one.id === id);
	if (!event) throw new Error(`There is no event ${id}`);
	const watcher = new Watcher(event.watch({ statuses: [], ignored: [], ...more }), list);
	const poll = async () => {
		list.now += MINUTE;
		const before = watcher.found.length;
		expect(await watcher.poll()).toBe(true);
		return watcher.found.slice(before);
	};
	await poll();
	return { list, watcher, poll };
}

afterEach(() => {
	jest.restoreAllMocks();
});

describe('a status with a date', () => {
	it('is told although the invoice has gone on to another status', async () => {
		const { list, poll } = await watching('invoiceStatusReached', { statuses: ['approved'] });
		list.set('a', {
			status: 'exported',
			approved_date_utc: iso(list.now),
			exported_date_utc: iso(list.now + 10_000),
		});
		expect(await poll()).toMatchObject([
			{
				event: 'invoiceStatusReached',
				key: `a:approved:${list.now - MINUTE}`,
				occurredAt: list.now - MINUTE,
				changes: [{ field: 'status', new: 'approved' }],
			},
		]);
		list.set('a', { notes: 'seen' });
		expect(await poll()).toEqual([]);
	});

	it('is told each time that it is reached, in order, of all that are watched', async () => {
		const { list, poll } = await watching('invoiceStatusReached', {
			statuses: ['approved', 'exported'],
		});
		const at = list.now;
		list.set('a', {
			status: 'exported',
			exported_date_utc: iso(at + 20),
			approved_date_utc: iso(at + 10),
		});
		expect((await poll()).map(({ changes }) => changes?.[0]?.new)).toEqual([
			'approved',
			'exported',
		]);
		list.set('a', {
			status: 'approved',
			approved_date_utc: iso(list.now),
			exported_date_utc: null,
		});
		expect((await poll()).map(({ changes }) => changes?.[0]?.new)).toEqual(['approved']);
	});

	it.each([15 * MINUTE, 10 * 60 * MINUTE, 2 * DAY])(
		'is told where the date is %i ms before the change, but not again for a later change',
		async (ago) => {
			const { list, watcher, poll } = await watching('invoiceStatusReached', {
				statuses: ['exported'],
			});
			list.set('other', { status: 'exported', exported_date_utc: iso(list.now) });
			await poll();
			list.now += DAY;
			list.set('a', { status: 'exported', exported_date_utc: iso(list.now - ago) });
			expect(await poll()).toMatchObject([{ row: { id: 'a' } }]);
			for (let hour = 0; hour < 24; hour++) {
				list.now += 60 * MINUTE;
				list.set('a', { notes: `${hour}` });
				if (hour === 12) watcher.restart();
				expect(await poll()).toEqual([]);
			}
		},
	);

	it('from before the activation is not told when something else changes', async () => {
		const { list, watcher, poll } = await watching(
			'invoiceStatusReached',
			{ statuses: ['exported'] },
			(before) => {
				for (const [id, ago] of [
					['a', 5 * MINUTE],
					['b', 20 * MINUTE],
					['c', DAY],
					['d', 30 * DAY],
				] as const) {
					before.set(id, { status: 'exported', exported_date_utc: iso(NOON - ago) }, NOON - ago);
				}
			},
		);
		for (const id of ['a', 'b', 'c', 'd']) list.set(id, { notes: 'seen' });
		expect(await poll()).toEqual([]);
		watcher.restart();
		expect(await poll()).toEqual([]);
	});

	it('that the service fills in later than the status is told once', async () => {
		const { list, poll } = await watching('invoiceStatusReached', { statuses: ['approved'] });
		list.set('a', { status: 'approved' });
		expect(await poll()).toHaveLength(1);
		list.set('a', { approved_date_utc: iso(list.now - 2 * MINUTE) });
		expect(await poll()).toEqual([]);
	});
});

describe('a status without a date', () => {
	it.each([0, 1, 5])(
		'that is left and reached again is told after a stop, after %i polls without items',
		async (polls) => {
			const { list, watcher, poll } = await watching(
				'invoiceStatusReached',
				{ statuses: ['needs-attention'] },
				(before) => before.set('a', { status: 'needs-attention' }, NOON - DAY),
			);
			list.set('a', { status: 'incomplete' });
			for (let done = 0; done < polls; done++) expect(await poll()).toEqual([]);
			list.now += 30 * MINUTE;
			list.set('a', { status: 'needs-attention' });
			watcher.restart();
			expect(await poll()).toMatchObject([{ row: { id: 'a', status: 'needs-attention' } }]);
			expect(await poll()).toEqual([]);
			watcher.restart();
			expect(await poll()).toEqual([]);
		},
	);

	it('is not told for a change that a poll of the same process has seen, nor where nothing changed', async () => {
		const { list, watcher, poll } = await watching(
			'invoiceStatusReached',
			{ statuses: ['needs-attention'] },
			(before) => before.set('a', { status: 'needs-attention' }, NOON - MINUTE),
		);
		watcher.restart();
		expect(await poll()).toEqual([]);
		list.set('a', { notes: 'seen' });
		expect(await poll()).toEqual([]);
		list.set('b', { status: 'needs-attention' });
		expect(await poll()).toHaveLength(1);
		watcher.restart();
		expect(await poll()).toEqual([]);
	});

	it('is not told again from the memory of 0.1.0', async () => {
		const { list, watcher, poll } = await watching(
			'invoiceStatusReached',
			{ statuses: ['needs-attention'] },
			(before) => before.set('a', { status: 'needs-attention' }, NOON - MINUTE),
		);
		const { version: _version, seen: _seen, ...old }: DetectorState = watcher.saved ?? {};
		watcher.saved = { ...old, seen: '' };
		watcher.restart();
		expect(await poll()).toEqual([]);
		list.set('b', { status: 'needs-attention' });
		expect(await poll()).toHaveLength(1);
	});
});

describe('Invoice Updated', () => {
	it.each([3, 1_500])(
		'is not told for a new invoice whose stamps are %i ms apart',
		async (apart) => {
			const { list, watcher, poll } = await watching('invoiceUpdated', {});
			list.set('a', {}, list.now + apart);
			expect(await poll()).toEqual([]);
			list.now += MINUTE;
			list.set('a', { due_date: '2026-07-01' });
			watcher.restart();
			expect(await poll()).toMatchObject([{ event: 'invoiceUpdated', row: { id: 'a' } }]);
			watcher.restart();
			expect(await poll()).toEqual([]);
		},
	);

	it('says what has changed, where the invoice was read before', async () => {
		const { list, poll } = await watching('invoiceUpdated', {});
		list.set('a', { due_date: '2026-07-01', total_amount: 10 });
		await poll();
		list.set('a', { due_date: '2026-08-01' });
		expect(await poll()).toMatchObject([
			{ changes: [{ field: 'due_date', old: '2026-07-01', new: '2026-08-01' }] },
		]);
	});

	it('is not told for a field that Ottimate adds', async () => {
		const { list, poll } = await watching('invoiceUpdated', {});
		for (let at = 0; at < 10; at++) list.set(`${at}`, {});
		list.now += MINUTE;
		for (let at = 0; at < 10; at++) list.set(`${at}`, { due_date: '2026-08-01' });
		expect(await poll()).toHaveLength(10);
		for (const [id, row] of list.rows) list.rows.set(id, { ...row, ai_score: null });
		expect(await poll()).toEqual([]);
	});
});

describe('a time in a row', () => {
	it.each([
		['2026-03-02T00:00:00Z', Date.UTC(2026, 2, 2)],
		['2026-03-02T00:00:00', Date.UTC(2026, 2, 2)],
		['2026-03-02 14:30:00.123456+02:00', Date.UTC(2026, 2, 2, 12, 30, 0, 123)],
		['2026-03-02T14:30:00-0500', Date.UTC(2026, 2, 2, 19, 30)],
		['2026-03-02', Date.UTC(2026, 2, 2)],
		[1_772_409_600, Date.UTC(2026, 2, 2)],
		['1772409600000', Date.UTC(2026, 2, 2)],
		['2 March 2026', undefined],
		['5', undefined],
		['2026-02-30', undefined],
	])('%j is read alike in every zone of the process', (value, expected) => {
		expect(timeAt({ at: value }, ['at'])).toBe(expected);
	});

	it('is looked for at the next key where one holds something else', () => {
		const row = { created: 12, date_created: '', created_on: '2026-03-02' };
		const keys = ['created_at', 'created', 'date_created', 'created_on'];
		expect(timeAt(row, keys)).toBe(Date.UTC(2026, 2, 2));
	});
});
