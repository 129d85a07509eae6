import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { records, watchOf } from '../../providers/ooti/changes';
import { events } from '../../providers/ottimate/changes';
import type { ChangeDetector, DetectorState } from '../../transport/polling/change-detector';
import { Watcher } from './support/changing-list.mts';
import { iso, Invoices, NOON } from './support/row-list.mts';

const MINUTE = 60_000;
const ago = (minutes: number) => iso(NOON - minutes * MINUTE);

const notes: IDataObject[] = [
	{
		pk: 1,
		title: 'One',
		tags: ['b', 'a'],
		project: null,
		file: 'https://cdn.example/1.pdf?X-Amz-Signature=1',
	},
	{
		pk: 2,
		title: 'Two',
		tags: [],
		project: { id: 3, client: null },
		text: 'https://example.com/?q=1 see there',
	},
];

const common = {
	ottimate_vendor_name: 'Fresh Foods',
	total_amount: 10,
	images: [{ id: 1, url: 'https://cdn.example/1.png' }],
	url: 'https://x/1',
	dimensions: {},
	on_hold: { is_held: false, reason: '' },
};
const invoices: IDataObject[] = [
	{
		id: 'a',
		status: 'exported',
		created_at_utc: ago(9_000),
		exported_date_utc: ago(4),
		last_modified_date_utc: ago(4),
		...common,
	},
	{
		id: 'b',
		status: 'needs-attention',
		created_at_utc: ago(9_000),
		last_modified_date_utc: ago(3),
		...common,
	},
	{
		id: 'c',
		status: 'processing',
		created_at_utc: ago(2),
		last_modified_date_utc: ago(2),
		...common,
	},
];

/** What version 0.1.0 stored for these rows. */
const stored: Record<string, DetectorState> = {
	note: { records: 'a4ayc_80_O0GHCTza31HNeOiZeFu0FVI6ggb' },
	invoiceStatusReached: {
		floor: 1_780_314_600_000,
		since: 1_780_314_600_000,
		held: 0,
		seen: '7ps0:TLrkg_Ge',
		levels: 'PiPoFgA5WUPmEN',
	},
	invoiceUpdated: {
		floor: 1_780_314_600_000,
		since: 1_780_314_600_000,
		held: 0,
		seen: '7ps0:1jpHBfeH;902o:eHpmtJMB;aadc:W7psnxDPqe9pn_Ei',
		levels: '',
	},
	invoiceCreated: {
		floor: 1_780_314_600_000,
		since: 1_780_314_600_000,
		held: 0,
		seen: 'aadc:Ln0sA6lQ',
		levels: '',
	},
};

function detectorOf(id: string): ChangeDetector {
	const statuses = id === 'invoiceStatusReached' ? ['exported', 'needs-attention'] : [];
	const event = events.find((one) => one.id === id);
	if (event) return event.watch({ statuses, ignored: [] });
	const record = records.find((one) => one.id === id);
	if (!record) throw new Error(`There is nothing called ${id}`);
	return watchOf(record, { organization: '1', kinds: ['created', 'updated'], ignored: [] });
}

function resumed(id: string, state?: DetectorState): { list: Invoices; watcher: Watcher } {
	const list = new Invoices();
	const rows = id === 'note' ? notes : invoices;
	for (const row of rows) list.rows.set(String(row.pk ?? row.id), row);
	const watcher = new Watcher(detectorOf(id), list);
	watcher.saved = state;
	watcher.restart();
	return { list, watcher };
}

async function found(watcher: Watcher, list: Invoices) {
	const before = watcher.found.length;
	list.now += MINUTE;
	expect(await watcher.poll()).toBe(true);
	return watcher.found.slice(before).map(({ event, row }) => [row.pk ?? row.id, event]);
}

afterEach(() => {
	jest.restoreAllMocks();
});

describe.each(Object.entries(stored))('the memory of 0.1.0 for %s', (id, state) => {
	it('brings nothing forward that was known, and loses nothing', async () => {
		const { list, watcher } = resumed(id, state);
		expect(await found(watcher, list)).toEqual([]);
		if (id === 'note') list.rows.set('1', { ...list.rows.get('1'), title: 'Changed' });
		else if (id === 'invoiceCreated') list.set('new', {});
		else list.set('c', { status: 'needs-attention', total_amount: 11 });
		expect(await found(watcher, list)).toHaveLength(1);
		expect(await found(watcher, list)).toEqual([]);
		watcher.restart();
		expect(await found(watcher, list)).toEqual([]);
	});

	it('finds what happened before the first poll of the new version', async () => {
		const { list, watcher } = resumed(id, state);
		if (id === 'note') list.rows.set('2', { ...list.rows.get('2'), title: 'Changed' });
		else if (id === 'invoiceCreated') list.set('new', {});
		else list.set('c', { status: 'exported', exported_date_utc: iso(list.now) });
		expect(await found(watcher, list)).toHaveLength(1);
		watcher.restart();
		expect(await found(watcher, list)).toEqual([]);
	});
});

describe('a row that is compared', () => {
	async function changed(before: IDataObject[], after: IDataObject[]) {
		const { list, watcher } = resumed('note');
		list.rows.clear();
		for (const row of before) list.rows.set(String(row.pk), row);
		await watcher.poll();
		list.rows.clear();
		for (const row of after) list.rows.set(String(row.pk), row);
		const events = await found(watcher, list);
		expect(await found(watcher, list)).toEqual([]);
		return events;
	}

	const many = (more: (at: number) => IDataObject) =>
		Array.from({ length: 300 }, (_row, at) => ({ pk: at, title: `Note ${at}`, ...more(at) }));
	const one = (more: IDataObject): IDataObject[] => [{ pk: 1, ...more }];

	it.each([
		['empty', () => ({ archived_at: null })],
		['filled', (at: number) => ({ reference: `N-${at}` })],
		['in an object', (at: number) => ({ project: { id: 3, code: `P-${at}` } })],
	])('has not changed by a field that the service adds, %s', async (_how, more) => {
		const project = (at: number) => ('project' in more(at) ? { project: { id: 3 } } : {});
		expect(await changed(many(project), many(more))).toEqual([]);
	});

	it('alone in its list has not changed by an empty field that is new', async () => {
		expect(await changed(one({}), one({ archived_at: null, tags: [], note: '' }))).toEqual([]);
	});

	it('has changed beside a field that the service adds', async () => {
		const after = many((at) => ({ added: at, ...(at === 7 ? { title: 'Changed' } : {}) }));
		expect(
			await changed(
				many(() => ({})),
				after,
			),
		).toEqual([[7, 'updated']]);
	});

	it('has changed where it alone has a field that was never seen', async () => {
		const after = many((at) => (at === 7 ? { credit_note_url: '/a/7/' } : {}));
		expect(
			await changed(
				many(() => ({})),
				after,
			),
		).toEqual([[7, 'updated']]);
		expect(await changed(one({}), one({ credit_note_url: '/a/7/' }))).toEqual([[1, 'updated']]);
	});

	it('has changed when an added field changes later', async () => {
		const { list, watcher } = resumed('note');
		for (const more of [{}, { added: 1 }]) {
			list.rows.clear();
			for (const row of many(() => more)) list.rows.set(String(row.pk), row);
			await watcher.poll();
		}
		list.rows.set('7', { ...list.rows.get('7'), added: 2 });
		expect(await found(watcher, list)).toEqual([[7, 'updated']]);
	});

	it.each([
		['tags in another order', { tags: ['a', 'b'] }, { tags: ['b', 'a'] }],
		[
			'tags with ids in another order',
			{ tags: [{ id: 1 }, { id: 2 }] },
			{ tags: [{ id: 2 }, { id: 1 }] },
		],
		[
			'a link that is signed anew',
			{ file: 'https://s3.example/a.pdf?v=1&X-Amz-Date=1&X-Amz-Signature=1' },
			{ file: 'https://s3.example/a.pdf?v=1&X-Amz-Date=2&X-Amz-Signature=2' },
		],
		[
			'a signed link in a text',
			{ text: '<img src="https://s3.example/a.png?Expires=1&amp;Signature=1"> as agreed' },
			{ text: '<img src="https://s3.example/a.png?Expires=2&amp;Signature=2"> as agreed' },
		],
	])('has not changed by %s', async (_what, before, after) => {
		expect(await changed(one(before), one(after))).toEqual([]);
	});

	it.each([
		[
			'a text that begins with a link',
			{ text: 'https://example.com/?q=1 first' },
			{ text: 'https://example.com/?q=1 second' },
		],
		[
			'a link to another page',
			{ link: 'https://example.com/?page=1' },
			{ link: 'https://example.com/?page=2' },
		],
		[
			'another version of a signed file',
			{ file: 'https://s3.example/a.pdf?v=1&Signature=1' },
			{ file: 'https://s3.example/a.pdf?v=2&Signature=2' },
		],
		[
			'a date in a link that nobody signed',
			{ link: 'https://example.com/?expires=1' },
			{ link: 'https://example.com/?expires=2' },
		],
		['a tag more', { tags: ['a'] }, { tags: ['a', 'a'] }],
	])('has changed by %s', async (_what, before, after) => {
		expect(await changed(one(before), one(after))).toEqual([[1, 'updated']]);
	});
});
