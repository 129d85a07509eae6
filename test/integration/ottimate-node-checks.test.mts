import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { sandboxForTests } from './support/node-bench.mts';
import { ServiceNode } from './support/service-node.mts';

const sandbox = sandboxForTests();
const start = async () => await ServiceNode.start(sandbox(), 'ottimate');
const bodyOf = (raw: string | undefined) => JSON.parse(raw ?? '{}') as IDataObject;

it('invoices with their lines need a date to begin with, before they are asked for', async () => {
	const node = await start();
	const { error, calls } = await node.run({
		resource: 'invoice',
		operation: 'getMany',
		with: { filters: { expand: 'items' } },
	});
	expect(error?.message).toBe('"Expand" needs "Created Since" or "Modified Since" [item 0]');
	expect(calls).toEqual([]);
});

it.each(['purchaseOrder', 'receipt'])('%s with lines needs both dates', async (resource) => {
	const node = await start();
	const list = (filters: IDataObject) => ({
		resource,
		operation: 'getMany',
		with: { filters: { expand: 'items', ...filters } },
	});
	const one = await node.run(list({ dateFrom: '2026-01-01' }));
	expect(one.error?.message).toBe('"Expand" needs both "Date From" and "Date To" [item 0]');
	expect(one.calls).toEqual([]);
	const good = await node.run(list({ dateFrom: '2026-01-01', dateTo: '2026-01-31' }));
	expect(good.error).toBeUndefined();
	expect(good.items.length).toBeGreaterThan(0);
	expect(good.calls).toHaveLength(1);
});

describe('changed vendors', () => {
	const changed = (filters: INodeParameters) => ({
		resource: 'vendor',
		operation: 'getMany',
		with: { filters, limit: 1 },
	});

	it.each([
		['since', { lastModifiedDateFromUtc: '2026-01-01' }],
		['until', { lastModifiedDateToUtc: '2026-01-01' }],
	])('%s a day need their company, before they are asked for', async (_word, filters) => {
		const node = await start();
		const { error, calls } = await node.run(changed(filters));
		expect(error?.message).toBe('"Modified Since" and "Modified Until" need a "Company" [item 0]');
		expect(calls).toEqual([]);
		const company = { __rl: true, mode: 'id', value: '123' };
		const good = await node.run(changed({ ...filters, ottimateCompanyId: company }));
		expect(good.error).toBeUndefined();
		expect(good.calls[0]?.query).toMatchObject({ ottimate_company_id: '123' });
	});
});

it('a moment is asked for once, and goes out in UTC', async () => {
	const node = await start();
	const filters = { dateFromUtc: '2026-03-01T10:00:00+02:00', dateToUtc: '2026-03-09T00:00:00Z' };
	const { calls } = await node.run({
		resource: 'invoice',
		operation: 'getMany',
		with: { filters },
	});
	expect(calls[0]?.query).toMatchObject({
		date_from_utc: '2026-03-01T08:00:00Z',
		date_to_utc: '2026-03-09T00:00:00Z',
	});
	expect(calls[0]?.query).not.toHaveProperty('date_from');
});

it.each([
	[
		'vendor',
		{
			ottimateCompanyId: { __rl: true, mode: 'id', value: '123' },
			lastModifiedDateFromUtc: '2026-03-01T10:00:00+02:00',
			lastModifiedDateToUtc: '2026-03-09T00:00:00Z',
		},
		{
			last_modified_date_from_utc: '2026-03-01T08:00:00Z',
			last_modified_date_to_utc: '2026-03-09T00:00:00Z',
		},
		['last_modified_date_from', 'last_modified_date_to'],
	],
	[
		'receiverExport',
		{ exportedAfterUtc: '2026-03-01T10:00:00+02:00', exportedBeforeUtc: '2026-03-09T00:00:00Z' },
		{ exported_after_utc: '2026-03-01T08:00:00Z', exported_before_utc: '2026-03-09T00:00:00Z' },
		['exported_after', 'exported_before'],
	],
	[
		'varianceBatch',
		{ exportedAfterUtc: '2026-03-01T10:00:00+02:00', exportedBeforeUtc: '2026-03-09T00:00:00Z' },
		{ exported_after_utc: '2026-03-01T08:00:00Z', exported_before_utc: '2026-03-09T00:00:00Z' },
		['exported_after', 'exported_before'],
	],
])('%s: the times of a list go out in UTC alone', async (resource, filters, sent, twins) => {
	const node = await start();
	await node.answer({});
	const { calls } = await node.run({
		resource,
		operation: 'getMany',
		with: { ottimateCompanyId: 123, ottimateLocationId: 456, filters },
		onError: 'continueRegularOutput',
	});
	expect(calls).toHaveLength(1);
	expect(calls[0]?.query).toMatchObject(sent);
	for (const twin of twins) expect(calls[0]?.query).not.toHaveProperty(twin);
});

describe('the dimensions of a purchase order’s lines', () => {
	const order = (dimensions: unknown) => ({
		resource: 'purchaseOrder',
		operation: 'create',
		with: {
			ottimateLocationId: 456,
			poNumber: 'PO-X',
			erpVendorId: 'V-1',
			date: '2026-01-10',
			totalAmount: 7,
			additionalFields: {
				items: JSON.stringify([
					{ name: 'Milk', quantity: 1, price: 3 },
					{ name: 'Rice', quantity: 1, price: 4, dimensions },
				]),
			},
		},
	});

	it.each([
		[
			'as an answer shows them',
			{ DEPARTMENT: { id: 'dim_1', code: 'DEPT-1' } },
			'"Lines": dimension DEPARTMENT of line 2 must be an ERP code as text [item 0]',
		],
		[
			'that are empty',
			{},
			'"Lines": the dimensions of line 2 are empty, which Ottimate refuses [item 0]',
		],
		['in a list', ['DEPT-1'], '"Lines": the dimensions of line 2 must be an object [item 0]'],
	])('%s are refused before they are sent', async (_case, dimensions, words) => {
		const node = await start();
		const { error, calls } = await node.run(order(dimensions));
		expect(error?.message).toBe(words);
		expect(calls).toEqual([]);
	});

	it('go out as codes', async () => {
		const node = await start();
		const { items, error, calls } = await node.run(order({ GL_ACCOUNT: 'erp-dim-1' }));
		expect(error).toBeUndefined();
		expect((bodyOf(calls[0]?.rawBody).items as IDataObject[])[1]?.dimensions).toEqual({
			GL_ACCOUNT: 'erp-dim-1',
		});
		expect(items[0]?.json).toMatchObject({ po_number: 'PO-X', items_count: 2 });
	});

	it('are checked in records of a bulk call too', async () => {
		const node = await start();
		const { error, calls } = await node.run(
			{
				resource: 'purchaseOrder',
				operation: 'upsertMany',
				with: { recordsFrom: 'items', ottimateCompanyId: 123, ottimateLocationId: 456 },
			},
			[{ items: [{ name: 'x', dimensions: { A: 1 } }] }],
		);
		expect(error?.message).toContain('dimension A of line 1 must be an ERP code');
		expect(calls).toEqual([]);
	});
});

describe('one record', () => {
	it.each([
		['vendor', { vendorId: '11' }, { erp_vendor_id: 'V-1' }],
		['dimension', { dimensionId: 'dim_1' }, { code: 'ACCO-001' }],
	])('%s comes without its envelope', async (resource, parameters, expected) => {
		const node = await start();
		const set = { resource, operation: 'get', with: { ...parameters, simplify: false } };
		const { items } = await node.run(set);
		expect(items[0]?.json).toMatchObject(expected);
	});

	it.each(['purchaseOrder', 'receipt'])('%s comes with its lines', async (resource) => {
		const node = await start();
		const list = await node.run({ resource, operation: 'getMany', with: { limit: 1 } });
		const id = String(list.items[0]?.json.id);
		const { items } = await node.run({
			resource,
			operation: 'get',
			with: { [`${resource}Id`]: { __rl: true, mode: 'id', value: id } },
		});
		expect(items[0]?.json).toMatchObject({ id, items: expect.any(Array) });
	});
});

it('lines of an invoice that failed are failures beside the invoice', async () => {
	const node = await start();
	const list = await node.run({ resource: 'invoice', operation: 'getMany', with: { limit: 1 } });
	const id = String(list.items[0]?.json.id);
	const lines = [{ name: 'Salt', quantity: 1, price: 2 }, { name: 'Pepper' }];
	const { items, failed } = await node.run({
		resource: 'invoice',
		operation: 'update',
		with: { invoiceId: id, updateFields: { items: JSON.stringify(lines) } },
		onError: 'continueErrorOutput',
	});
	expect(items.map(({ json }) => json.id)).toEqual([id]);
	expect(failed.map(({ json }) => json.error)).toEqual(['Line 2: quantity is invalid or missing']);
});

describe('images', () => {
	const replace = (field: string) => ({
		resource: 'invoice',
		operation: 'replaceImages',
		with: { invoiceId: '={{ $json.id }}', imagesInputDataFieldName: field },
	});
	const before = [{ name: 'Files', type: 'files' }];
	const withFiles = async (node: ServiceNode, ...names: string[]) => {
		const list = await node.run({ resource: 'invoice', operation: 'getMany', with: { limit: 1 } });
		const files = names.map((name, at) => ({
			field: at === 0 ? 'data' : `data${at}`,
			name,
			type: name.endsWith('.tiff') ? 'image/tiff' : 'application/pdf',
		}));
		return [{ id: list.items[0]?.json.id, files }] as unknown as IDataObject[];
	};

	it('of several binary fields go out together', async () => {
		const node = await start();
		const items = await withFiles(node, 'a.pdf', 'b.png');
		const { items: answers, error, calls } = await node.run(replace('data, data1'), items, before);
		expect(error).toBeUndefined();
		expect(calls[0]?.rawBody.match(/name="images"; filename="[ab]\.(pdf|png)"/g)).toHaveLength(2);
		expect(answers[0]?.json.images).toHaveLength(2);
	});

	it('of another kind are refused before they are sent', async () => {
		const node = await start();
		const items = await withFiles(node, 'a.pdf', 'b.tiff');
		const { error, calls } = await node.run(replace('data,data1'), items, before);
		expect(error?.description).toContain('The file in "data1" is a .tiff');
		expect(calls).toEqual([]);
	});

	it('that Ottimate did not take are failures beside those that it took', async () => {
		const node = await start();
		const items = await withFiles(node, 'a.pdf', 'b.png');
		const image_errors = [{ source: 'b.png', error: 'Unreadable' }];
		await node.answer({ images: [{ id: 1, url: 'u' }], image_errors }, { path: '/images$' });
		const set = { ...replace('data,data1'), onError: 'continueErrorOutput' as const };
		const { items: good, failed } = await node.run(set, items, before);
		expect(good).toHaveLength(1);
		expect(failed.map(({ json }) => json.error)).toEqual(['b.png: Unreadable']);
	});
});

describe('an idempotency key', () => {
	const vendor = (name: string, more = {}) => ({
		resource: 'vendor',
		operation: 'create',
		with: { ottimateCompanyId: 123, erpVendorId: 'NEW-1', erpVendorName: name, ...more },
	});
	const keyOf = ({ calls }: { calls: Array<{ headers: Record<string, string> }> }) =>
		calls[0]?.headers['idempotency-key'];

	it('is the same when n8n tries again, so that the write is not doubled', async () => {
		const node = await start();
		const first = await node.run({ ...vendor('New Foods'), execution: 'tried-again' });
		const again = await node.run({ ...vendor('New Foods'), execution: 'tried-again' });
		expect(keyOf(first)).toMatch(/^[\w-]{43}$/);
		expect(keyOf(again)).toBe(keyOf(first));
		expect(again.items[0]?.json).toEqual(first.items[0]?.json);
	});

	it('of the person’s own is sent as it is, and another body under it refused', async () => {
		const node = await start();
		const own = { options: { idempotencyKey: 'vendor-4711' } };
		expect(keyOf(await node.run(vendor('New Foods', own)))).toBe('vendor-4711');
		const { error } = await node.run(vendor('Other Foods', own));
		expect(error?.message).toContain('Idempotency-Key was used with another body');
	});

	it('is fresh for each upload', async () => {
		const node = await start();
		const set = { resource: 'invoice', operation: 'upload', with: { ottimateLocationId: 456 } };
		const files = [{ name: 'Files', type: 'files' }];
		const { calls, items } = await node.run(set, [{}, {}], files);
		const again = await node.run(set, [{}], files);
		const keys = [...calls, ...again.calls].map(({ headers }) => headers['idempotency-key']);
		expect(new Set(keys).size).toBe(3);
		expect(items[0]?.json.reference_id).toMatch(/^ref-/);
	});

	it('whose answer is no longer kept is no record', async () => {
		const node = await start();
		await node.answer({ code: 'Already reported', message: 'Fetch it' }, { status: 208 });
		const { error, items } = await node.run(vendor('New Foods'));
		expect(items).toEqual([]);
		expect(error?.message).toBe(
			'Ottimate: The request was carried out before, and its answer is no longer available',
		);
		expect(error?.description).toContain('Do not send it again');
	});

	it('that is still at work is waited for', async () => {
		const node = await start();
		await node.fault({ status: 409, body: { code: 'Conflict', message: null } });
		const { items, calls } = await node.run(vendor('New Foods'));
		expect(calls.map(({ status }) => status)).toEqual([409, 201]);
		expect(items[0]?.json.erp_vendor_id).toBe('NEW-1');
	});
});

it('the entry of an allowance goes out as it was given, digits as a number', async () => {
	const node = await start();
	const set = (id: string) => ({
		resource: 'catalogAllowance',
		operation: 'create',
		with: {
			ottimateCompanyId: 123,
			catalogEntryId: { __rl: true, mode: 'id', value: id },
			amount: 1.5,
			startDate: '2026-01-01T00:00:00Z',
		},
	});
	const text = await node.run(set('cte_1'));
	const number = await node.run(set('1'));
	expect(bodyOf(text.calls[0]?.rawBody).catalog_entry_id).toBe('cte_1');
	expect(bodyOf(number.calls[0]?.rawBody).catalog_entry_id).toBe(1);
	expect(number.items[0]?.json.catalog_entry_id).toBe('cte_1');
});

it('a saved catalog entry keeps its warnings, and the node shows them', async () => {
	const node = await start();
	const { items, run } = await node.run({
		resource: 'catalogEntry',
		operation: 'upsert',
		with: {
			ottimateCompanyId: 123,
			erpVendorId: 'V-1',
			itemName: 'Oats',
			prices: '[]',
			allowances: 'null',
			additionalFields: { description: 'Old words' },
		},
	});
	expect(items[0]?.json.warnings).toEqual([{ message: 'description is deprecated' }]);
	expect(run.data.resultData.runData.Service?.[0]?.hints).toEqual([
		expect.objectContaining({ message: expect.stringContaining('description is deprecated') }),
	]);
});
