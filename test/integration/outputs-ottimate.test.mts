import { beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { outputs } from '../../nodes/Ottimate/outputs';
import { sandboxForTests } from './support/node-bench.mts';
import { OutputBench } from './support/output-bench.mts';

const bench = new OutputBench(sandboxForTests(), outputs, 'Ottimate');
const company = { ottimate_company_id: 123 };
const location = { ottimate_location_id: 456 };
const all = { returnAll: true };

/** The value at a key of an operation's first item. */
async function first(key: string, name: string, values: IDataObject = {}): Promise<string> {
	const [item] = await bench.call(key, values, { limit: 1 });
	return String(item?.json[name]);
}

/** A batch that is over. */
async function finish(batch: IDataObject): Promise<void> {
	const id = String(batch.batch_id);
	const of = { batchId: { __rl: true, mode: 'id', value: id } };
	await bench.run('batch.wait', { ...of, options: { checkEvery: 0.05, timeLimit: 20 } });
	await bench.call('batch.getProgress', { id });
	await bench.call('batch.getResults', { id });
}

async function batchOf(key: string, values: IDataObject): Promise<void> {
	const [batch] = await bench.call(key, values);
	await finish(batch?.json ?? {});
}

beforeEach(() => {
	bench.restart();
});

describe('what Ottimate’s operations give', () => {
	it('for accounts, vendors and dimensions', async () => {
		await bench.call('account.getMany');
		await bench.call('company.getMany', { id: 'racc_9083' });
		await bench.call('location.getMany', { id: 'racc_9083' });
		await bench.call('vendor.getMany', {}, all);
		await bench.call('dimension.getMany', {}, all);
		const vendor = { erp_vendor_id: 'V-900', erp_vendor_name: 'Ice Inc' };
		const [made] = await bench.call('vendor.create', {
			...company,
			...vendor,
			email: 'ar@example.com',
			phone: '+15550100',
			net_terms: '30',
			payment_method: 'ach',
			address_line_1: '1 Example Street',
			address_line_2: 'Floor 2',
			city: 'Springfield',
			state: 'OR',
			zipcode: '97477',
		});
		await bench.call('vendor.get', { id: made?.json.id });
		await bench.call('vendor.upsertMany', {
			...company,
			vendors: [
				{ ...vendor, email: 'b@example.com' },
				{ ...vendor, erp_vendor_id: 'V-902' },
			],
		});
		const dimension = {
			erp_type: 'Department',
			ottimate_type: 'department',
			name: 'Kitchen',
			code: '100',
			reference_id: 'D-100',
			erp_dimension_id: 'DEPT-100',
		};
		const [own] = await bench.call('dimension.create', { ...company, ...dimension });
		await bench.call('dimension.get', { id: own?.json.id });
		const other = { ...dimension, erp_dimension_id: 'DEPT-101' };
		await bench.call('dimension.upsertMany', { ...company, dimensions: [dimension, other] });
	});

	it('for purchase orders and receipts', async () => {
		const line = { external_id: 'L-1', name: 'Milk', sku: 'M-1', quantity: 10, price: 3.5 };
		const order = {
			po_number: 'PO-NEW',
			erp_vendor_id: 'V-1',
			date: '2026-03-01',
			total_amount: 35,
			external_id: 'E-1',
			custom_fields: { buyer: 'B' },
			items: [line],
		};
		await bench.call('purchaseOrder.getMany', {}, all);
		const [made] = await bench.call('purchaseOrder.create', { ...location, ...order });
		const id = made?.json.id;
		await bench.call('purchaseOrder.get', { id });
		await bench.call('purchaseOrder.update', { id, total_amount: 40 });
		await batchOf('purchaseOrder.upsertMany', {
			...company,
			...location,
			purchase_orders: [order, { ...order, po_number: 'PO-2' }],
		});
		const receipt = {
			ottimate_po_id: id,
			receipt_number: 'RC-NEW',
			external_id: 'E-2',
			date: '2026-03-02',
			total_amount: 35,
			invoice_number_ref: 'INV-1',
			items: [line],
		};
		await bench.call('receipt.getMany', {}, all);
		const [received] = await bench.call('receipt.create', receipt);
		await bench.call('receipt.get', { id: received?.json.id });
		await bench.call('receipt.update', { id: received?.json.id, note: 'x' });
		const receipts = [{ ...receipt, receipt_number: 'RC-2' }];
		await batchOf('receipt.upsertMany', { ...company, receipts });
	});

	it('for invoices', async () => {
		await bench.run('invoice.getReadyForExport', { returnAll: true });
		await bench.call('invoice.getMany', {}, all);
		const invoices = await bench.call('invoice.getMany', { status: 'pending-approval' });
		const { id } = invoices[0]?.json ?? {};
		for (const { json } of invoices.slice(0, 8)) {
			await bench.call('invoice.get', { id: json.id });
			await bench.call('invoiceApprover.getMany', { id: json.id });
		}
		await bench.call('invoice.flag', { id, flagging_reason: 'Price looks wrong' });
		const paid = await first('invoice.getMany', 'id', { payment_status: 'paid' });
		const items = [{ name: 'Ice', quantity: 1, price: 2 }];
		await bench.call('invoice.update', { id: paid, notes: 'x', items });
		await bench.call('invoice.replaceImages', { id, images: 'data' });
		const ready = await bench.call('invoice.getMany', { status: 'ready-for-export' });
		const marked = ready.slice(0, 2).map(({ json }) => ({
			invoice_id: Number(String(json.url).split('/').at(-1)),
		}));
		await bench.call('invoice.markExported', { invoices: marked });
		await bench.call('invoice.markUnexported', { invoices: marked, flag_invoice: true });
		await bench.call('receiverExport.getMany', { ...company, ...location }, all);
	});

	it('for invoices that come in', async () => {
		const file = { file: 'data', ...location };
		await bench.call('invoice.upload', file);
		await bench.call('invoiceUpload.getMany');
		const options = { checkEvery: 0.05, timeLimit: 20 };
		await bench.run('invoice.uploadAndWait', {
			ottimateLocationId: { __rl: true, mode: 'id', value: '457' },
			options,
		});
		await batchOf('invoice.import', {
			records: [
				{ upload_id: 'u-1', ...location, items: [{ name: 'Milk', quantity: 2, price: 3 }] },
			],
		});
		await bench.call('batch.getMany', {}, all);
	});

	it('for the catalog', async () => {
		const entry = {
			...company,
			erp_vendor_id: 'V-1',
			item_name: 'Brie',
			sku: 'B-1',
			size: '6 CT',
			uom: 'CS',
			price: 4.5,
		};
		await bench.call('catalogEntry.getMany', company, all);
		const [made] = await bench.call('catalogEntry.upsert', entry);
		const id = made?.json.id;
		await bench.call('catalogEntry.get', { id });
		for (let number = 1; number <= 12; number++) {
			await bench.call('catalogEntry.get', { id: `cte_${number}` });
			await bench.call('catalogEntry.update', { id: `cte_${number}`, is_split_case: true });
		}
		await batchOf('catalogEntry.upsertMany', { body: [{ ...entry, sku: 'B-2' }] });
		const period = { start_date: '2026-01-01T00:00:00Z', end_date: '2026-12-31T00:00:00Z' };
		const price = {
			...company,
			...period,
			catalog_entry_id: id,
			price: 4.5,
			price_type: 'location',
			...location,
		};
		await bench.call('catalogPrice.getMany', company, all);
		await bench.call('catalogPrice.create', price);
		await batchOf('catalogPrice.createMany', { body: [price] });
		const allowance = {
			...company,
			...period,
			...location,
			catalog_entry_id: Number(String(id).slice(4)),
			amount: 1.5,
			allowance_type: 'rebate',
			target: 'location',
		};
		await bench.call('catalogAllowance.getMany', company, all);
		const [added] = await bench.call('catalogAllowance.create', allowance);
		await bench.call('catalogAllowance.update', { id: added?.json.id, amount: 2 });
		await batchOf('catalogAllowance.upsertMany', { body: [allowance] });
		await bench.call('priceVariance.getMany', company, all);
		await bench.call('priceVariance.getInvoiceItems', { id: 'cte_4' });
		await bench.call('varianceBatch.getMany', company, all);
		await bench.call('varianceBatch.export', { id: 'ctb_7' });
	});

	it('were all seen, with every key of their schemas', () => {
		// Which of the two a location has depends on the version of the API.
		expect(bench.unseen()).toEqual(['location.getMany location_group']);
	});
});
