import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { TestFile } from './support/node-bench.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { ServiceNode } from './support/service-node.mts';

const sandbox = sandboxForTests();
const start = async () => await ServiceNode.start(sandbox(), 'ottimate');
const bodyOf = (raw: string | undefined) => JSON.parse(raw ?? '{}') as IDataObject;
const DAY_MS = 86_400_000;

describe('invoices with their lines', () => {
	const list = (filters: INodeParameters, more: INodeParameters = {}) => ({
		resource: 'invoice',
		operation: 'getMany',
		with: { filters: { expand: 'items', ...filters }, returnAll: true, simplify: false, ...more },
	});
	const spans = (queries: Array<Record<string, unknown>>, from: string, to: string) => [
		...new Set(queries.map((query) => `${String(query[from])} ${String(query[to])}`)),
	];

	it('of a month of 31 days come from two windows, each once, newest first', async () => {
		const node = await start();
		const month = { dateFromUtc: '2026-03-01T00:00:00Z', dateToUtc: '2026-04-01T00:00:00Z' };
		const { items, error, calls } = await node.run(list(month));
		expect(error).toBeUndefined();
		expect(
			spans(
				calls.map(({ query }) => query),
				'date_from_utc',
				'date_to_utc',
			),
		).toEqual([
			'2026-03-02T00:00:00Z 2026-04-01T00:00:00Z',
			'2026-03-01T00:00:00Z 2026-03-02T00:00:00Z',
		]);
		const plain = await node.run({
			...list({}),
			with: { filters: month, returnAll: true, simplify: false },
		});
		const idsIn = (rows: typeof items) => rows.map(({ json }) => json.id);
		expect(items.length).toBeGreaterThan(100);
		expect(idsIn(items)).toEqual(idsIn(plain.items));
		expect(items.every(({ json }) => Array.isArray(json.items))).toBe(true);
	});

	it('on the edge of two windows come once', async () => {
		const node = await start();
		const row = (id: string) => ({ id, items: [] });
		const page = (...ids: string[]) => ({
			version: '1.1.0',
			count: ids.length,
			results: ids.map(row),
		});
		await node.answer(page('c', 'b'), { path: '^/invoices$', times: 1 });
		await node.answer(page('b', 'a'), { path: '^/invoices$', times: 1 });
		const { items } = await node.run(
			list({ dateFromUtc: '2026-03-01T00:00:00Z', dateToUtc: '2026-04-01T00:00:00Z' }),
		);
		expect(items.map(({ json }) => json.id)).toEqual(['c', 'b', 'a']);
	});

	it('are no more than the limit, and no window is read beyond it', async () => {
		const node = await start();
		const span = { dateFromUtc: '2026-01-01T00:00:00Z', dateToUtc: '2026-06-01T00:00:00Z' };
		const few = await node.run(list(span, { returnAll: false, limit: 3 }));
		expect(few.items).toHaveLength(3);
		expect(few.calls).toHaveLength(1);
		const more = await node.run(list(span, { returnAll: false, limit: 200 }));
		expect(more.items).toHaveLength(200);
		expect(
			spans(
				more.calls.map(({ query }) => query),
				'date_from_utc',
				'date_to_utc',
			),
		).toHaveLength(2);
		expect(new Set(more.items.map(({ json }) => json.id)).size).toBe(200);
	});

	it('since a day exactly 30 days ago are not refused by the clock', async () => {
		const node = await start();
		const ago = new Date(Date.now() - 30 * DAY_MS).toISOString();
		const { error, calls } = await node.run(list({ lastModifiedDateFromUtc: ago }));
		expect(error).toBeUndefined();
		expect(calls[0]?.query).not.toHaveProperty('last_modified_date_to_utc');
		expect(calls.at(-1)?.query.last_modified_date_to_utc).toBe(
			calls[0]?.query.last_modified_date_from_utc,
		);
	});

	it('of several years are refused before anything is sent', async () => {
		const node = await start();
		const { error, calls } = await node.run(
			list({ dateFromUtc: '2020-01-01T00:00:00Z', dateToUtc: '2026-01-01T00:00:00Z' }),
		);
		expect(error?.message).toBe(
			'"Expand" covers 2192 days, but at most 690 days can be listed with their lines at once [item 0]',
		);
		expect(error?.description).toContain('the node sends at most 24 requests');
		expect(calls).toEqual([]);
	});

	it('take the longest span that is allowed', async () => {
		const node = await start();
		await node.answer({ version: '1.1.0', count: 0, results: [] }, { path: '^/invoices$' });
		const { error, calls } = await node.run(
			list({ dateFromUtc: '2024-02-11T00:00:00Z', dateToUtc: '2026-01-01T00:00:00Z' }),
		);
		expect(error).toBeUndefined();
		expect(calls).toHaveLength(23);
	});
});

it.each(['purchaseOrder', 'receipt'])(
	'%s: a month of 31 days is listed with its lines',
	async (resource) => {
		const node = await start();
		const list = (filters: INodeParameters) => ({
			resource,
			operation: 'getMany',
			with: { filters, returnAll: true, simplify: false },
		});
		const month = { dateFrom: '2026-01-01', dateTo: '2026-02-01' };
		const { items, error, calls } = await node.run(list({ ...month, expand: 'items' }));
		expect(error).toBeUndefined();
		const plain = await node.run(list(month));
		const idsIn = (rows: typeof items) => rows.map(({ json }) => String(json.id)).sort();
		expect(idsIn(items)).toEqual(idsIn(plain.items));
		expect(calls.map(({ query }) => [query.date_from, query.date_to])).toEqual(
			expect.arrayContaining([
				['2026-01-02', '2026-02-01'],
				['2026-01-01', '2026-01-02'],
			]),
		);
	},
);

describe('an invoice in short', () => {
	it('has what a payable run needs', async () => {
		const node = await start();
		const { items } = await node.run({
			resource: 'invoice',
			operation: 'getMany',
			with: { filters: { status: 'ready-for-export' }, limit: 1, simplify: true },
		});
		expect(Object.keys(items[0]?.json ?? {})).toEqual([
			'id',
			'invoice_number',
			'ottimate_vendor_name',
			'ottimate_location_name',
			'due_date',
			'total_amount',
			'status',
			'outstanding_balance',
			'on_hold',
			'url',
		]);
	});

	it('keeps what Expand adds', async () => {
		const node = await start();
		const list = await node.run({
			resource: 'invoice',
			operation: 'getMany',
			with: {
				filters: { expand: 'items', dateFromUtc: '2026-03-01', dateToUtc: '2026-03-09' },
				limit: 1,
				simplify: true,
			},
		});
		expect(list.items[0]?.json.items).toEqual(expect.arrayContaining([expect.anything()]));
		const { items } = await node.run({
			resource: 'invoice',
			operation: 'get',
			with: {
				invoiceId: { __rl: true, mode: 'id', value: String(list.items[0]?.json.id) },
				filters: { expand: ['history'] },
				simplify: true,
			},
		});
		expect(items[0]?.json).toMatchObject({ url: expect.any(String), history: expect.any(Array) });
	});
});

describe('an ID that Ottimate’s reference does not allow', () => {
	const UUID = '550e8400-e29b-41d4-a716-446655440000';

	it.each(['markExported', 'markUnexported'])(
		'%s: a UUID is tried, and the refusal says what is asked for',
		async (operation) => {
			const node = await start();
			const { error, calls } = await node.run({
				resource: 'invoice',
				operation,
				with: { recordsFrom: 'fields', invoiceId: UUID },
			});
			expect((bodyOf(calls[0]?.rawBody).invoices as IDataObject[])[0]?.invoice_id).toBe(UUID);
			expect(error?.message).toContain('A valid integer is required');
			expect(error?.description).toContain(
				`asks for a whole number as "Invoice ID" here, but ${UUID} is not one`,
			);
			expect(error?.description).toContain('the number at the end of an invoice\'s "url"');
		},
	);

	it('is not blamed for another refusal', async () => {
		const node = await start();
		await node.answer({ code: 'Validation error', message: 'No' }, { status: 400 });
		const { error } = await node.run({
			resource: 'invoice',
			operation: 'markExported',
			with: { recordsFrom: 'fields', invoiceId: 101 },
		});
		expect(error?.message).toContain('No');
		expect(error?.description).not.toContain('whole number');
	});

	it('as the entry of an allowance is tried, and the refusal says another way', async () => {
		const node = await start();
		const { error, calls } = await node.run({
			resource: 'catalogAllowance',
			operation: 'create',
			with: {
				ottimateCompanyId: 123,
				catalogEntryId: { __rl: true, mode: 'list', value: 'cte_1' },
				amount: 1.5,
				startDate: '2026-01-01T00:00:00Z',
			},
		});
		expect(bodyOf(calls[0]?.rawBody).catalog_entry_id).toBe('cte_1');
		expect(error?.message).toContain('A valid integer is required');
		expect(error?.description).toContain(
			'asks for a whole number as "Catalog Entry" here, but cte_1 is not one',
		);
		expect(error?.description).toContain('"Create or Update" of the resource Catalog Entry');
	});
});

describe('a file to upload', () => {
	const start = async () => {
		const node = await ServiceNode.start(sandbox(), 'ottimate');
		const set = { resource: 'invoice', operation: 'upload', with: { ottimateLocationId: 456 } };
		return async (file: TestFile) =>
			await node.run(set, [{ files: [file] }] as unknown as IDataObject[], [
				{ name: 'Files', type: 'files' },
			]);
	};

	it.each([
		['INV.10023', 'application/pdf', 'INV.10023.pdf'],
		['scan', 'application/pdf', 'scan.pdf'],
		['scan', 'image/tiff', 'scan.tiff'],
		['Bill 7.PDF', 'application/octet-stream', 'Bill 7.PDF'],
	])('named %s of the type %s goes out as %s and is accepted', async (name, type, sent) => {
		const upload = await start();
		const { items, error, calls } = await upload({ name, type });
		expect(error).toBeUndefined();
		expect(calls[0]?.rawBody).toContain(`filename="${sent}"`);
		expect(items[0]?.json.reference_id).toMatch(/^ref-/);
	});

	it('that is empty, or of no known kind, is refused before it is sent', async () => {
		const upload = await start();
		const empty = await upload({ name: 'a.pdf', type: 'application/pdf', bytes: 0 });
		expect(empty.error?.message).toBe('"Input Data Field Name" has an empty file [item 0]');
		const other = await upload({ name: 'INV.10023', type: 'text/plain' });
		expect(other.error?.message).toBe(
			'"Input Data Field Name" has a file that the service does not accept [item 0]',
		);
		expect([...empty.calls, ...other.calls]).toEqual([]);
	});
});
