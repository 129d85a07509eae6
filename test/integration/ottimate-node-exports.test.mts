import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { loadList } from './support/list-search.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { ServiceNode } from './support/service-node.mts';

const sandbox = sandboxForTests();
const start = async () => await ServiceNode.start(sandbox(), 'ottimate');
const byId = (value: string | number) => ({ __rl: true, mode: 'id', value }) as INodeParameters;

const ready = (given: INodeParameters = {}, options: INodeParameters = {}) => ({
	resource: 'invoice',
	operation: 'getReadyForExport',
	with: { returnAll: true, ...given, options } as INodeParameters,
});

describe('Get Ready for Export', () => {
	it('gives the invoices that wait for the ERP, with due date and ERP vendor', async () => {
		const node = await start();
		const { items, error, calls } = await node.run(ready({ simplify: false }));
		expect(error).toBeUndefined();
		expect(items.length).toBeGreaterThan(50);
		for (const { json } of items) {
			expect(json).toMatchObject({
				invoice_id: json.id,
				status: 'ready-for-export',
				on_hold: { is_held: false },
				erp_vendor_id: expect.any(String),
				erp_vendor_name: json.ottimate_vendor_name,
			});
			expect(json).toHaveProperty('due_date');
		}
		const lists = calls.filter(({ path }) => path === '/invoices');
		expect(lists[0]?.query.status).toBe('ready-for-export');
		expect(calls.filter(({ path }) => path === '/vendors').length).toBeGreaterThan(0);
	});

	it('finds the right one of vendors with one name, by asking Ottimate', async () => {
		const node = await start();
		const row = (id: number, erp: string) => ({
			id,
			ottimate_company_id: 123,
			erp_vendor_id: erp,
			erp_vendor_name: 'Twin Foods',
		});
		const vendors = { count: 2, vendors: [row(1, 'V-A'), row(2, 'V-B')] };
		await node.answer(vendors, { path: '^/vendors$' });
		const invoice = (id: string) => ({
			id,
			invoice_number: id,
			ottimate_vendor_name: ' twin FOODS',
			status: 'ready-for-export',
		});
		const list = (...ids: string[]) => ({ count: ids.length, results: ids.map(invoice) });
		await node.fault({ path: '^/invoices$', status: 200, body: list('a', 'b', 'c') });
		await node.fault({ path: '^/invoices$', status: 200, body: list('b') });
		await node.fault({ path: '^/invoices$', status: 200, body: list('a') });
		const { items, calls, error } = await node.run(ready());
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => [json.invoice_id, json.erp_vendor_id])).toEqual([
			['a', 'V-B'],
			['b', 'V-A'],
			['c', null],
		]);
		const asked = calls.filter(({ path }) => path === '/invoices').slice(1);
		expect(asked.map(({ query }) => [query.invoice_ids, query.ottimate_vendor_id])).toEqual([
			['a,b,c', '1'],
			['a,b,c', '2'],
		]);
	});

	it('narrows by location, vendor and time, and counts after holds are left out', async () => {
		const node = await start();
		const filters = {
			locations: [456, 457],
			vendor: byId(11),
			modifiedSince: '2026-01-01T00:00:00Z',
		};
		const { calls } = await node.run(ready({ filters }));
		expect(calls[0]?.query).toMatchObject({
			status: 'ready-for-export',
			ottimate_location_ids: '456,457',
			ottimate_vendor_id: '11',
			last_modified_date_from_utc: '2026-01-01T00:00:00Z',
		});
		const all = await node.run(ready({ simplify: false }, { includeHeld: true }));
		const held = all.items.filter(({ json }) => (json.on_hold as IDataObject).is_held);
		expect(held.length).toBeGreaterThan(0);
		const few = await node.run(ready({ returnAll: false, limit: 3 }));
		expect(few.items).toHaveLength(3);
	});

	it('says which vendor the ERP lacks where that is to fail', async () => {
		const node = await start();
		await node.answer({ count: 0, vendors: [] }, { path: '^/vendors$' });
		const kept = await node.run(ready({ returnAll: false, limit: 2 }));
		expect(kept.items.map(({ json }) => json.erp_vendor_id)).toEqual([null, null]);
		const { error } = await node.run(
			ready({ returnAll: false, limit: 1 }, { whenUnknown: 'fail' }),
		);
		expect(error?.message).toMatch(/^Ottimate has no single vendor named ".+"/);
	});

	it('refuses a filter that is empty before anything is sent', async () => {
		const node = await start();
		for (const [filters, message] of [
			[{ vendor: byId('={{ "" }}') }, '"Vendor" is empty [item 0]'],
			[{ locations: [] }, '"Location Names or IDs" is empty [item 0]'],
			[{ modifiedSince: '02/03/26' }, '"Modified Since"'],
		] as Array<[INodeParameters, string]>) {
			const { error, calls } = await node.run(ready({ filters }));
			expect(error?.message).toContain(message);
			expect(calls).toEqual([]);
		}
	});
});

describe('Mark as Exported', () => {
	const mark = { resource: 'invoice', operation: 'markExported', with: { recordsFrom: 'items' } };

	it('takes the items of Get Ready for Export, and sends of them only what it needs', async () => {
		const node = await start();
		const { items } = await node.run(ready({ returnAll: false, limit: 3, simplify: false }));
		const { calls } = await node.run(
			{ ...mark, onError: 'continueErrorOutput' },
			items.map(({ json }, at) => ({ ...json, export_transaction_id: `T-${at}` })),
		);
		expect(JSON.parse(calls[0]?.rawBody ?? '{}')).toEqual({
			invoices: items.map(({ json }, at) => ({
				invoice_id: json.id,
				export_transaction_id: `T-${at}`,
			})),
		});
	});

	it('takes the ID of an invoice where there is no "invoice_id"', async () => {
		const node = await start();
		const { calls } = await node.run(mark, [{ id: '101', status: 'ready-for-export' }]);
		expect(JSON.parse(calls[0]?.rawBody ?? '{}')).toEqual({ invoices: [{ invoice_id: 101 }] });
	});

	it('marks the others of a call that one ID spoils', async () => {
		const node = await start();
		const { items, failed, calls } = await node.run({ ...mark, onError: 'continueErrorOutput' }, [
			{ invoice_id: 101 },
			{ invoice_id: 'not-a-number' },
			{ invoice_id: 102 },
		]);
		expect(calls.length).toBeGreaterThan(1);
		expect(failed).toHaveLength(1);
		expect(failed[0]?.pairedItem).toEqual({ item: 1 });
		expect(items.map(({ json }) => json.invoice_id)).toEqual([101, 102]);
	});
});

describe('dimensions of an invoice', () => {
	it('are picked one by one, and merged with the JSON', async () => {
		const node = await start();
		const listed = await node.run({
			resource: 'invoice',
			operation: 'getMany',
			with: { limit: 1 },
		});
		const { calls } = await node.run({
			resource: 'invoice',
			operation: 'update',
			with: {
				invoiceId: byId(String(listed.items[0]?.json.id)),
				dimensionFields: {
					dimension: [
						{ type: 'DEPARTMENT', dimension: byId('DEPT-001') },
						{ type: 'CLASS', dimension: byId('C-1') },
					],
				},
				updateFields: { dimensions: '{"CLASS": "C-2"}' },
			},
		});
		expect(JSON.parse(calls[0]?.rawBody ?? '{}')).toEqual({
			dimensions: { DEPARTMENT: 'DEPT-001', CLASS: 'C-2' },
		});
		const empty = await node.run({
			resource: 'invoice',
			operation: 'update',
			with: {
				invoiceId: byId('1'),
				dimensionFields: { dimension: [{ type: 'CLASS', dimension: byId('={{ "" }}') }] },
			},
		});
		expect(empty.error?.message).toBe('"Dimension" is empty [item 0]');
		expect(empty.calls).toEqual([]);
	});
});

describe('several locations', () => {
	it('are picked from a list of all accounts', async () => {
		const credential = {
			type: 'ottimateApi',
			data: {
				apiKey: 'sandbox-ottimate-api-key',
				clientId: 'sandbox-ottimate-client-id',
				clientSecret: 'sandbox-ottimate-client-secret',
				tokenUrl: '',
			},
		};
		const { options } = await loadList(sandbox(), 'ottimate', credential, 'loadLocation', {
			parameters: { resource: 'invoice', operation: 'getMany' },
		});
		expect(options).toHaveLength(8);
		expect(options[0]).toEqual({ name: expect.any(String), value: expect.any(Number) });
	});

	it('go out with commas between', async () => {
		const node = await start();
		const { calls } = await node.run({
			resource: 'invoice',
			operation: 'getMany',
			with: { limit: 1, filters: { ottimateLocationIds: [456, 457] } },
		});
		expect(calls[0]?.query.ottimate_location_ids).toBe('456,457');
	});
});
