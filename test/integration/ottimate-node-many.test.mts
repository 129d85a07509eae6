import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import type { LogEntry } from '../sandbox/core/types.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { ServiceNode } from './support/service-node.mts';

const sandbox = sandboxForTests();
const start = async () => await ServiceNode.start(sandbox(), 'ottimate');
const company = { __rl: true, mode: 'id', value: '123' };
const bodyOf = (call: LogEntry | undefined) => JSON.parse(call?.rawBody ?? '{}') as IDataObject;
const numbers = (count: number) => Array.from({ length: count }, (_, n) => ({ n }));
const sources = (items: Array<{ pairedItem?: unknown }>) =>
	items.map(({ pairedItem }) => (pairedItem as { item: number }).item);

const vendors = {
	resource: 'vendor',
	operation: 'upsertMany',
	with: {
		recordsFrom: 'fields',
		ottimateCompanyId: company,
		erpVendorId: '=X-{{ $json.n }}',
		recordFields: { erpVendorName: '={{ $json.name ?? "Vendor " + $json.n }}' },
	},
};

describe('a blank row of a sheet', () => {
	const rows = [
		{ erp_vendor_id: 'A', erp_vendor_name: 'A' },
		{ erp_vendor_id: '', erp_vendor_name: null },
		{ erp_vendor_id: 'C', erp_vendor_name: 'C' },
	];
	const fromItems = {
		resource: 'vendor',
		operation: 'upsertMany',
		with: { recordsFrom: 'items', ottimateCompanyId: company },
	};

	it('is refused before anything is sent', async () => {
		const node = await start();
		const { error, calls } = await node.run(fromItems, rows);
		expect(error?.message).toBe('The record is empty [item 1]');
		expect(calls).toEqual([]);
	});

	it('leaves by the error output, the others are sent', async () => {
		const node = await start();
		const { items, failed, calls } = await node.run(
			{ ...fromItems, onError: 'continueErrorOutput' },
			rows,
		);
		expect(bodyOf(calls[0]).vendors).toEqual([rows[0], rows[2]]);
		expect(sources(items)).toEqual([0, 2]);
		expect(sources(failed)).toEqual([1]);
	});
});

describe('250 vendors', () => {
	it('go out in three calls, each with a key of its own, and come back one item each', async () => {
		const node = await start();
		const { items, error, calls } = await node.run(vendors, numbers(250));
		expect(error).toBeUndefined();
		expect(calls.map(({ method, path, status }) => [method, path, status])).toEqual(
			Array.from({ length: 3 }, () => ['POST', '/vendors/bulk', 201]),
		);
		const bodies = calls.map(bodyOf).sort((a, b) => Number(rank(a)) - Number(rank(b)));
		expect(bodies.map(({ vendors: list }) => (list as unknown[]).length)).toEqual([100, 100, 50]);
		expect(bodies[0]).toMatchObject({ ottimate_company_id: 123 });
		expect((bodies[0]?.vendors as unknown[])[7]).toEqual({
			erp_vendor_id: 'X-7',
			erp_vendor_name: 'Vendor 7',
		});
		expect(new Set(calls.map(({ headers }) => headers['idempotency-key'])).size).toBe(3);
		expect(items).toHaveLength(250);
		expect(items[249]?.json).toMatchObject({ erp_vendor_id: 'X-249', outcome: 'created' });
		expect(sources(items)).toEqual(numbers(250).map(({ n }) => n));
	});

	function rank({ vendors: list }: IDataObject) {
		return String((list as IDataObject[])[0]?.erp_vendor_id).slice(2);
	}

	it('keep their keys when n8n tries again', async () => {
		const node = await start();
		const keys = async () => {
			const { calls } = await node.run({ ...vendors, execution: 'tried-again' }, numbers(150));
			return calls.map(({ headers }) => headers['idempotency-key']).sort();
		};
		expect(await keys()).toEqual(await keys());
	});

	it('have keys of their own under one that a person chose', async () => {
		const node = await start();
		const own = { ...vendors, with: { ...vendors.with, options: { idempotencyKey: 'sync-1' } } };
		const { error, calls } = await node.run(own, numbers(101));
		expect(error).toBeUndefined();
		expect(calls.map(({ headers }) => headers['idempotency-key']).sort()).toEqual([
			'sync-1',
			'sync-1-1',
		]);
	});

	it('go to their own companies', async () => {
		const node = await start();
		const set = { ...vendors.with, ottimateCompanyId: '={{ $json.n % 2 ? 124 : 123 }}' };
		const { items, calls } = await node.run({ ...vendors, with: set }, numbers(4));
		const companies = calls.map(bodyOf).map(({ ottimate_company_id: id }) => id);
		expect(companies.sort()).toEqual([123, 124]);
		expect(items.map(({ json }) => json.ottimate_company_id)).toEqual([123, 124, 123, 124]);
		expect(sources(items)).toEqual([0, 1, 2, 3]);
	});
});

describe('vendors of which some fail', () => {
	const items = [{ n: 1 }, { n: 2, name: '' }, { n: 3 }];

	it('end the node with the service’s words, after all were sent', async () => {
		const node = await start();
		const { error, calls } = await node.run(vendors, items);
		expect(calls).toHaveLength(1);
		expect(error?.message).toBe('1 of 3 records failed: erp_vendor_name is required');
		expect(error?.description).toContain('[item 1] erp_vendor_name is required');
		expect(error?.description).toContain('The other 2 went through');
	});

	it('are on the error output alone, linked to their items', async () => {
		const node = await start();
		const { items: good, failed } = await node.run(
			{ ...vendors, onError: 'continueErrorOutput' },
			items,
		);
		expect(good.map(({ json }) => json.erp_vendor_id)).toEqual(['X-1', 'X-3']);
		expect(sources(good)).toEqual([0, 2]);
		expect(failed).toHaveLength(1);
		expect(failed[0]?.json.error).toBe('erp_vendor_name is required');
		expect(sources(failed)).toEqual([1]);
	});
});

it('dimensions from JSON are items of their own, the bad one a failure', async () => {
	const node = await start();
	const one = (code: string, more = {}) => ({
		erp_type: 'DEPARTMENT',
		ottimate_type: 'department',
		name: `Dimension ${code}`,
		code,
		reference_id: code,
		erp_dimension_id: code,
		...more,
	});
	const records = JSON.stringify([
		one('Z-1'),
		one('Z-2', { erp_dimension_id: undefined }),
		one('Z-3'),
	]);
	const { items, failed, calls } = await node.run({
		resource: 'dimension',
		operation: 'upsertMany',
		with: { recordsFrom: 'json', ottimateCompanyId: company, records },
		onError: 'continueErrorOutput',
	});
	expect(calls).toHaveLength(1);
	expect(items.map(({ json }) => [json.name, json.outcome])).toEqual([
		['Dimension Z-1', 'created'],
		['Dimension Z-3', 'created'],
	]);
	expect(failed.map(({ json }) => json.error)).toEqual(['Ottimate could not save the dimension']);
});

describe('invoices marked as exported', () => {
	const mark = (more = {}) => ({
		resource: 'invoice',
		operation: 'markExported',
		with: {
			recordsFrom: 'fields',
			invoiceId: '={{ $json.id }}',
			recordFields: { exportTransactionId: '=T-{{ $json.id }}' },
			...more,
		},
	});

	it('send digits as numbers, and what all have in common once', async () => {
		const node = await start();
		const more = { additionalFields: { markedReason: 'Month end', xExportBatchId: 'B-7' } };
		const { calls } = await node.run({ ...mark(more), onError: 'continueErrorOutput' }, [
			{ id: '101' },
			{ id: 999999 },
		]);
		expect(calls).toHaveLength(1);
		expect(calls[0]?.headers['x-export-batch-id']).toBe('B-7');
		expect(bodyOf(calls[0])).toEqual({
			marked_reason: 'Month end',
			invoices: [
				{ invoice_id: 101, export_transaction_id: 'T-101' },
				{ invoice_id: 999999, export_transaction_id: 'T-999999' },
			],
		});
	});

	it('leave a UUID as it is, and show what the service says to it', async () => {
		const node = await start();
		const { error, calls } = await node.run(mark(), [{ id: 'abc-1' }]);
		expect(bodyOf(calls[0]).invoices).toEqual([
			{ invoice_id: 'abc-1', export_transaction_id: 'T-abc-1' },
		]);
		expect(error?.message).toContain('invoice_id: A valid integer is required.');
	});

	it('tell which failed inside a 200', async () => {
		const node = await start();
		const list = await node.run({
			resource: 'invoice',
			operation: 'getMany',
			with: { filters: { status: 'ready-for-export' }, limit: 2, simplify: false },
		});
		const ids = list.items.map(({ json }) => String(json.url).split('/').at(-1));
		const { items, failed } = await node.run({ ...mark(), onError: 'continueErrorOutput' }, [
			{ id: ids[0] ?? '' },
			{ id: 999999 },
			{ id: ids[1] ?? '' },
		]);
		expect(items.map(({ json }) => json)).toEqual(
			ids.map((id) => ({
				invoice_id: Number(id),
				export_transaction_id: `T-${String(id)}`,
				outcome: 'exported',
			})),
		);
		expect(sources(items)).toEqual([0, 2]);
		expect(failed.map(({ json }) => json.error)).toEqual(['Invoice not found']);
		expect(sources(failed)).toEqual([1]);

		const undone = await node.run(
			{
				resource: 'invoice',
				operation: 'markUnexported',
				with: {
					recordsFrom: 'fields',
					invoiceId: '={{ $json.id }}',
					additionalFields: { flagInvoice: true },
				},
				onError: 'continueErrorOutput',
			},
			[{ id: ids[0] ?? '' }, { id: 105 }, { id: 999999 }],
		);
		expect(undone.items.map(({ json }) => json)).toEqual([
			{ invoice_id: Number(ids[0]), outcome: 'unexported', flagged: true },
		]);
		expect(undone.failed.map(({ json }) => json.error)).toEqual([
			'Skipped: Invoice is not exported',
			'Invoice not found',
		]);
	});

	it('are refused before anything is sent where an item names none', async () => {
		const node = await start();
		const items = [{ id: 1 }, { id: '' }];
		const { error, calls } = await node.run(mark(), items);
		expect(error?.message).toBe('"Invoice ID" is empty [item 1]');
		expect(calls).toEqual([]);
		const raw = await node.run(mark({ recordsFrom: 'items' }), [{ invoice_id: 1 }, { number: 2 }]);
		expect(raw.error?.message).toBe('An invoice to mark has no "invoice_id" [item 1]');
		expect(raw.calls).toEqual([]);
	});

	it('go out a hundred at a time', async () => {
		const node = await start();
		const items = Array.from({ length: 201 }, (_, n) => ({ id: 900_000 + n }));
		const { calls, failed } = await node.run({ ...mark(), onError: 'continueErrorOutput' }, items);
		const sizes = calls.map(bodyOf).map(({ invoices }) => (invoices as unknown[]).length);
		expect(sizes.sort((a, b) => a - b)).toEqual([1, 100, 100]);
		expect(sources(failed)).toEqual(items.map((_item, at) => at));
	});
});

it('documents go out in calls of 1,000 lines', async () => {
	const node = await start();
	const lines = (count: number) =>
		Array.from({ length: count }, () => ({ name: 'Milk', quantity: 1, price: 2 }));
	const { error, calls } = await node.run(
		{
			resource: 'purchaseOrder',
			operation: 'upsertMany',
			with: {
				recordsFrom: 'items',
				ottimateCompanyId: company,
				ottimateLocationId: 456,
				waitForCompletion: false,
			},
		},
		[600, 400, 1].map((count, at) => ({
			po_number: `P-${at}`,
			erp_vendor_id: 'V-1',
			date: '2026-01-10',
			total_amount: 2,
			items: lines(count),
		})),
	);
	expect(error).toBeUndefined();
	const orders = calls.map(bodyOf).map((body) => (body.purchase_orders as unknown[]).length);
	expect(orders.sort()).toEqual([1, 2]);
});
