import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { records, watchOf } from '../../providers/ooti/changes';
import { found, resumed } from './support/resumed.mts';

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

/** What version 0.1.0 stored for these rows. */
const stored = { records: 'a4ayc_80_O0GHCTza31HNeOiZeFu0FVI6ggb' };

function detector() {
	const record = records.find(({ id }) => id === 'note');
	if (!record) throw new Error('No notes are watched');
	return watchOf(record, { organization: '1', kinds: ['created', 'updated'], ignored: [] });
}

afterEach(() => {
	jest.restoreAllMocks();
});

describe('the memory of 0.1.0 for notes', () => {
	it('brings nothing forward that was known, and loses nothing', async () => {
		const { list, watcher } = resumed(notes, detector(), stored);
		expect(await found(watcher, list)).toEqual([]);
		list.rows.set('1', { ...list.rows.get('1'), title: 'Changed' });
		expect(await found(watcher, list)).toHaveLength(1);
		expect(await found(watcher, list)).toEqual([]);
		watcher.restart();
		expect(await found(watcher, list)).toEqual([]);
	});

	it('finds what happened before the first poll of the new version', async () => {
		const { list, watcher } = resumed(notes, detector(), stored);
		list.rows.set('2', { ...list.rows.get('2'), title: 'Changed' });
		expect(await found(watcher, list)).toHaveLength(1);
		watcher.restart();
		expect(await found(watcher, list)).toEqual([]);
	});
});

describe('a row that is compared', () => {
	async function changed(before: IDataObject[], after: IDataObject[]) {
		const { list, watcher } = resumed(notes, detector());
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
		const { list, watcher } = resumed(notes, detector());
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
