import { beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { sandboxForTests } from './support/node-bench.mts';
import type { Poller } from './support/poller.mts';
import { ottimateTrigger } from './support/poller.mts';
import type { ServiceClient } from './support/service-client.mts';
import { ottimateClient } from '../services/ottimate/client.mts';

const sandbox = sandboxForTests();
let client: ServiceClient;
let serial = 0;

beforeEach(async () => {
	client = await ottimateClient(sandbox());
});

function trigger(parameters: INodeParameters): Poller {
	return ottimateTrigger(sandbox(), parameters);
}

const since = '2020-01-01T00:00:00Z';

/** All invoices, as Ottimate lists them. */
async function everyInvoice(): Promise<IDataObject[]> {
	const rows: IDataObject[] = [];
	for (let page = 1; ; page++) {
		const query = `date_from_utc=${since}&limit=100&page=${page}`;
		const { results } = await client.call('GET', `/invoices?${query}`);
		const found = results as IDataObject[];
		rows.push(...found);
		if (found.length < 100) return rows;
	}
}

const order = (more: IDataObject) => ({
	ottimate_location_id: 456,
	po_number: `PO-F-${serial++}`,
	erp_vendor_id: 'V-1',
	date: '2026-03-01',
	total_amount: 10,
	items: [{ name: 'Rice', quantity: 1, price: 10, sku: 'R-1' }],
	...more,
});

const amount = (row: IDataObject) => Number(row.total_amount);
const vendor = (row: IDataObject) => String(row.ottimate_vendor_name).toLowerCase();
const held = (row: IDataObject) => (row.on_hold as IDataObject).is_held === true;

describe('a filter on invoices', () => {
	it.each<[INodeParameters, (row: IDataObject) => boolean]>([
		[{ minimumAmount: 500 }, (row) => amount(row) >= 500],
		[{ minimumAmount: '1,250.00' }, (row) => amount(row) >= 1250],
		[{ maximumAmount: 500 }, (row) => amount(row) <= 500],
		[{ minimumAmount: 100, maximumAmount: 500 }, (row) => amount(row) >= 100 && amount(row) <= 500],
		[{ vendor: ' FRÉSH ' }, (row) => vendor(row).includes('fresh')],
		[{ paymentStatus: ['paid', 'partial'] }, (row) => row.payment_status !== 'unpaid'],
		[{ onHold: 'held' }, held],
		[{ onHold: 'free' }, (row) => !held(row)],
		[
			{ onHold: 'free', paymentStatus: ['unpaid'], minimumAmount: 100 },
			(row) => !held(row) && row.payment_status === 'unpaid' && amount(row) >= 100,
		],
		[{ minimumAmount: '', vendor: '', paymentStatus: [] }, () => true],
	])('%j tells those that pass, and no others', async (filters, passes) => {
		const rows = await everyInvoice();
		const expected = rows.filter(passes).map(({ id }) => String(id));
		expect(expected.length).toBeGreaterThan(0);
		const told = await trigger({
			event: 'invoiceCreated',
			filters,
			options: { since },
		}).activate();
		expect(told.map(({ id }) => String(id)).sort()).toEqual(expected.sort());
	});

	it('can be changed: nothing is told twice, nor what another filter has left out before', async () => {
		const [one, other] = await everyInvoice();
		const change = async (row?: IDataObject) =>
			await client.call('PATCH', `/invoices/${String(row?.id)}`, {
				due_date: `2027-01-${10 + (serial++ % 18)}`,
			});
		const most = 100_000_000;
		const poller = trigger({ event: 'invoiceUpdated', filters: { minimumAmount: most } });
		await poller.activate();
		await change(one);
		expect(await poller.poll()).toEqual([]);
		expect(await poller.edit({ filters: { maximumAmount: most } })).toEqual([]);
		await change(other);
		expect(await poller.poll()).toMatchObject([{ id: other?.id }]);
		expect(await poller.poll()).toEqual([]);
	});

	it('holds for a test event too', async () => {
		const [row] = await trigger({ event: 'invoiceCreated', filters: { onHold: 'held' } }).test();
		const all = await everyInvoice();
		expect(all.find(({ id }) => id === row?.id)).toMatchObject({ on_hold: { is_held: true } });
		await expect(
			trigger({ event: 'invoiceCreated', filters: { vendor: 'nobody of this name' } }).test(),
		).rejects.toThrow('There is no record to test with');
	});
});

describe('a filter on purchase orders and receipts', () => {
	it.each([
		['its ERP ID', { vendor: 'v-2' }, { erp_vendor_id: 'V-2' }, { erp_vendor_id: 'V-1' }],
		['the amount', { minimumAmount: 900 }, { total_amount: 900 }, { total_amount: 899.99 }],
	])('goes by %s', async (_what, filters, passes, fails) => {
		const poller = trigger({ event: 'purchaseOrderChanged', filters });
		await poller.activate();
		await client.call('POST', '/purchase-orders', order(fails));
		const { id } = await client.call('POST', '/purchase-orders', order(passes));
		expect(await poller.poll()).toMatchObject([{ id, event: 'created' }]);
		expect(await poller.poll()).toEqual([]);
	});

	it('leaves out what another event had', async () => {
		const poller = trigger({
			event: 'receiptChanged',
			filters: { vendor: 'nobody', onHold: 'held', paymentStatus: ['paid'], minimumAmount: 5 },
		});
		await poller.activate();
		const made = await client.call('POST', '/purchase-orders', order({}));
		const receipt = async (total_amount: number) =>
			await client.call('POST', '/receipts', {
				ottimate_po_id: made.id,
				receipt_number: `R-${serial++}`,
				date: '2026-03-02',
				total_amount,
				items: [{ sku: 'R-1', quantity: 1 }],
			});
		await receipt(4);
		const { id } = await receipt(5);
		expect(await poller.poll()).toMatchObject([{ id, event: 'created' }]);
	});
});

describe('an activation', () => {
	it.each<[INodeParameters, RegExp]>([
		[{ minimumAmount: '1,250' }, /^"Minimum Amount" /],
		[{ minimumAmount: 'much' }, /^"Minimum Amount" /],
		[{ paymentStatus: ['settled'] }, /^"Payment Status" /],
		[{ onHold: 'maybe' }, /^"On Hold" /],
		[{ minimumAmount: 20, maximumAmount: 10 }, /^"Minimum Amount" is larger than "Maximum Amount"/],
		// An expression that finds nothing would let everything through.
		[{ minimumAmount: '={{ $vars.none }}' }, /^"Minimum Amount" /],
		[{ vendor: '={{ "" }}' }, /^"Vendor" /],
		[{ paymentStatus: '={{ [] }}' }, /^"Payment Status" /],
	])('with the filters %j says what is wrong', async (filters, message) => {
		await expect(trigger({ event: 'invoiceCreated', filters }).activate()).rejects.toThrow(message);
	});

	it.each([
		['onlyFields', /^"Only These Fields" /],
		['ignoreFields', /^"Ignore Fields" /],
	])('with an expression that finds nothing in %s says so', async (name, message) => {
		const poller = trigger({
			event: 'purchaseOrderChanged',
			options: { [name]: '={{ $vars.none }}' },
		});
		await expect(poller.activate()).rejects.toThrow(message);
	});

	it('with a field under Only These Fields that no record has names it', async () => {
		const asked = { event: 'purchaseOrderChanged', options: { onlyFields: 'status, totalAmount' } };
		await expect(trigger(asked).activate()).rejects.toMatchObject({
			message: 'No record has the field "totalAmount"',
			description: expect.stringMatching(/"Only These Fields".*\btotal_amount\b/),
		});
		await expect(trigger(asked).test()).rejects.toThrow('No record has the field "totalAmount"');
	});
});
