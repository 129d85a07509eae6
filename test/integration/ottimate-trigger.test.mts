import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { ottimateTrigger, recordKeys } from './support/poller.mts';
import type { Poller, PollerOptions } from './support/poller.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { ServiceClient } from './support/service-client.mts';

const sandbox = sandboxForTests();
let client: ServiceClient;
let serial = 0;

beforeEach(async () => {
	client = await ServiceClient.ottimate(sandbox());
});

const byId = (value: number) => ({ __rl: true, mode: 'id', value: String(value) });

function trigger(parameters: INodeParameters, more: Partial<PollerOptions> = {}): Poller {
	return ottimateTrigger(sandbox(), parameters, more);
}

async function invoices(query: string): Promise<IDataObject[]> {
	return (await client.call('GET', `/invoices?${query}`)).results as IDataObject[];
}

/** Invoices come by an import, a batch that is done after three looks at it. */
async function importInvoices(count: number): Promise<string> {
	const rows = Array.from({ length: count }, () => ({
		upload_id: `up-${serial++}`,
		ottimate_location_id: 456,
		invoice_number: `T-${serial}`,
		items: [{ name: 'Milk', quantity: 1, price: 2 }],
	}));
	const { batch_id } = await client.call('POST', '/invoices/import', rows);
	for (let look = 0; look < 3; look++)
		await client.call('GET', `/batch/${String(batch_id)}/progress`);
	return String(batch_id);
}

async function newVendors(count: number): Promise<void> {
	for (let done = 0; done < count; done += 100) {
		const vendors = Array.from({ length: Math.min(100, count - done) }, () => ({
			erp_vendor_id: `N-${serial++}`,
			erp_vendor_name: `New ${serial}`,
		}));
		await client.call('POST', '/vendors/bulk', { ottimate_company_id: 123, vendors });
	}
}

const order = (total = 10) => ({
	ottimate_location_id: 456,
	po_number: `PO-N-${serial++}`,
	erp_vendor_id: 'V-1',
	date: '2026-03-01',
	total_amount: total,
	items: [{ name: 'Rice', quantity: 1, price: total, sku: 'R-1' }],
});

interface Scenario {
	name: string;
	parameters: INodeParameters;
	/** Makes one event, and gives what tells its item. */
	happen(): Promise<IDataObject>;
}

const scenarios: Scenario[] = [
	{
		name: 'an invoice that is created',
		parameters: { event: 'invoiceCreated' },
		async happen() {
			await importInvoices(1);
			return { invoice_number: `T-${serial}`, status: 'pending-approval' };
		},
	},
	{
		name: 'an invoice that is updated',
		parameters: { event: 'invoiceUpdated', location: byId(457) },
		async happen() {
			const [invoice] = await invoices('ottimate_location_ids=457&limit=1');
			const due_date = `2027-01-${String(10 + (serial++ % 18))}`;
			await client.call('PATCH', `/invoices/${String(invoice?.id)}`, { due_date });
			return { id: invoice?.id, due_date };
		},
	},
	{
		name: 'an invoice that is sent back',
		parameters: { event: 'invoiceStatusReached', statuses: ['incomplete', 'archived'] },
		async happen() {
			const [invoice] = await invoices('status=approved&limit=1');
			await client.call('POST', `/invoices/${String(invoice?.id)}/flag`, {});
			return { id: invoice?.id, status: 'incomplete' };
		},
	},
	{
		name: 'an invoice that is exported',
		parameters: { event: 'invoiceStatusReached', statuses: ['exported'] },
		async happen() {
			const [invoice] = await invoices('status=ready-for-export&limit=1');
			const invoice_id = Number(String(invoice?.url).split('/').at(-1));
			await client.call('POST', '/invoices/mark-exported', { invoices: [{ invoice_id }] });
			return { id: invoice?.id, status: 'exported' };
		},
	},
	{
		name: 'a vendor that is created',
		parameters: { event: 'vendorChanged', company: byId(123) },
		async happen() {
			await newVendors(1);
			return { erp_vendor_id: `N-${serial - 1}`, company_name: 'Acme Inc.' };
		},
	},
	{
		name: 'a vendor that is updated',
		parameters: { event: 'vendorChanged', company: byId(123) },
		async happen() {
			const { vendors } = await client.call('GET', '/vendors?ottimate_company_id=123&limit=1');
			const [{ id, erp_vendor_id } = {}] = vendors as IDataObject[];
			const changed = { erp_vendor_id, phone: `555-${serial++}` };
			await client.call('POST', '/vendors/bulk', { ottimate_company_id: 123, vendors: [changed] });
			return { id, phone: changed.phone };
		},
	},
	{
		name: 'a batch that is completed',
		parameters: { event: 'batchCompleted' },
		async happen() {
			return { batch_id: await importInvoices(2), status: 'completed', tasks_count: 2 };
		},
	},
	{
		name: 'a purchase order that is created',
		parameters: { event: 'purchaseOrderChanged', company: byId(123) },
		async happen() {
			const { id } = await client.call('POST', '/purchase-orders', order());
			return { id, event: 'created' };
		},
	},
	{
		name: 'a purchase order that is updated',
		parameters: { event: 'purchaseOrderChanged', location: byId(456) },
		async happen() {
			const { purchase_orders } = await client.call(
				'GET',
				'/purchase-orders?ottimate_location_id=456&limit=1',
			);
			const [{ id } = {}] = purchase_orders as IDataObject[];
			const total_amount = 1000 + serial++;
			await client.call('PATCH', `/purchase-orders/${String(id)}`, { total_amount });
			return { id, total_amount, event: 'updated' };
		},
	},
	{
		name: 'a receipt that is created',
		parameters: { event: 'receiptChanged' },
		async happen() {
			const made = await client.call('POST', '/purchase-orders', order());
			const { id } = await client.call('POST', '/receipts', {
				ottimate_po_id: made.id,
				receipt_number: `R-${serial++}`,
				date: '2026-03-02',
				total_amount: 5,
				items: [{ sku: 'R-1', quantity: 1 }],
			});
			return { id, event: 'created' };
		},
	},
	{
		name: 'a receipt that is updated',
		parameters: { event: 'receiptChanged' },
		async happen() {
			const { receipts } = await client.call('GET', '/receipts?limit=1');
			const [{ id } = {}] = receipts as IDataObject[];
			const total_amount = 2000 + serial++;
			await client.call('PATCH', `/receipts/${String(id)}`, { total_amount });
			return { id, total_amount, event: 'updated' };
		},
	},
];

describe.each(scenarios)('$name', ({ parameters, happen }) => {
	it('is told once, with at most ten fields', async () => {
		const poller = trigger(parameters);
		expect(await poller.activate()).toEqual([]);
		expect(await poller.poll()).toEqual([]);
		const expected = await happen();
		const told = await poller.poll();
		expect(told).toEqual([expect.objectContaining(expected)]);
		expect(recordKeys(told[0]).length).toBeLessThanOrEqual(10);
		expect(await poller.poll()).toEqual([]);
		expect(await poller.restart()).toEqual([]);
	});

	it('is told by the first poll after a restart, although no poll had told anything before', async () => {
		const poller = trigger({ ...parameters, simplify: false });
		await poller.activate();
		await poller.poll();
		const { event: _kind, ...expected } = await happen();
		expect(await poller.restart()).toEqual([expect.objectContaining(expected)]);
		expect(await poller.poll()).toEqual([]);
	});

	it('is told by the next poll when one fails', async () => {
		const poller = trigger(parameters);
		await poller.activate();
		const before = poller.memory;
		await happen();
		await poller.fault({ status: 400, body: { code: 'Broken', message: null } });
		await expect(poller.poll()).rejects.toThrow('Ottimate: Broken');
		expect(poller.memory).toBe(before);
		expect(await poller.poll()).toHaveLength(1);
		expect(await poller.poll()).toEqual([]);
	});

	it('can be tried by hand, which leaves no trace', async () => {
		const poller = trigger(parameters);
		await poller.activate();
		const before = poller.memory;
		const requests = await poller.requests(async () => {
			const rows = await poller.test();
			expect(rows).toHaveLength(1);
			expect(recordKeys(rows[0]).length).toBeLessThanOrEqual(10);
		});
		expect(requests.length).toBeLessThanOrEqual(2);
		expect(poller.memory).toBe(before);
		await happen();
		expect(await poller.poll()).toHaveLength(1);
	});

	it('is not told from before a change of the parameters', async () => {
		const poller = trigger(parameters);
		await poller.activate();
		await happen();
		expect(await poller.edit(await otherParameters(parameters.event))).toEqual([]);
		expect(await poller.poll()).toEqual([]);
		await happen();
		expect(await poller.poll()).toHaveLength(1);
	});
});

/** Parameters that watch the same from now on. */
async function otherParameters(event: unknown): Promise<INodeParameters> {
	if (event === 'receiptChanged') return { company: byId(123), options: { ignoreFields: 'x' } };
	if (event === 'purchaseOrderChanged') return { options: { ignoreFields: 'x' } };
	// The service's time stamps are whole seconds.
	const since = Math.ceil((Date.now() + 1) / 1000) * 1000;
	await sleep(since - Date.now() + 1);
	return { options: { since: new Date(since).toISOString() } };
}

describe('a poll', () => {
	it('of a list by time takes one request, also while nothing happens', async () => {
		const poller = trigger({ event: 'invoiceUpdated' });
		await poller.activate();
		expect(await poller.requests(async () => await poller.poll())).toHaveLength(1);
		await importInvoices(3);
		expect(await poller.requests(async () => await poller.poll())).toHaveLength(1);
	});

	it('tells 250 changes from three pages, in order of time', async () => {
		const poller = trigger({ event: 'vendorChanged', company: byId(123) });
		await poller.activate();
		await newVendors(250);
		const told: IDataObject[] = [];
		const requests = await poller.requests(async () => told.push(...(await poller.poll())));
		expect(new Set(told.map(({ id }) => id)).size).toBe(250);
		expect(told).toHaveLength(250);
		const times = told.map((row) => String(row.last_modified_date_utc));
		expect(times).toEqual([...times].sort());
		expect(requests).toHaveLength(3);
		expect(await poller.poll()).toEqual([]);
	});

	it('loses nothing when the second page fails', async () => {
		const poller = trigger({ event: 'vendorChanged', company: byId(123) });
		await poller.activate();
		await newVendors(250);
		await poller.fault({ path: '^/vendors', skip: 1, status: 400, body: { code: 'Broken' } });
		await expect(poller.poll()).rejects.toThrow('Broken');
		expect(await poller.poll()).toHaveLength(250);
	});

	it('is left out while one runs', async () => {
		const poller = trigger({ event: 'vendorChanged', company: byId(123) });
		await poller.activate();
		await newVendors(1);
		await poller.fault({ path: '^/vendors', delayMs: 300 });
		const counts = await Promise.all([poller.poll(), poller.poll(), poller.poll()]);
		expect(counts.map((rows) => rows.length).sort()).toEqual([0, 0, 1]);
		expect(await poller.poll()).toEqual([]);
	});

	it('is left out no longer once one has failed', async () => {
		const poller = trigger({ event: 'vendorChanged', company: byId(123) });
		await poller.activate();
		await newVendors(1);
		await poller.fault({ path: '^/vendors', delayMs: 200, status: 400, body: { code: 'Broken' } });
		const both = await Promise.allSettled([poller.poll(), poller.poll()]);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(await poller.poll()).toHaveLength(1);
	});

	it('that would take longer than n8n waits fails and changes nothing', async () => {
		const poller = trigger({ event: 'vendorChanged', company: byId(123) }, { budgetMs: 150 });
		await poller.activate();
		const before = poller.memory;
		await newVendors(1);
		await poller.fault({ path: '^/vendors', delayMs: 400 });
		await expect(poller.poll()).rejects.toThrow(
			/could not be read within the time limit of a poll/,
		);
		expect(poller.memory).toBe(before);
		expect(await poller.poll()).toHaveLength(1);
	});
});

describe('old records', () => {
	it('are told from "Start From" on, if wanted', async () => {
		const since = '2026-09-01T00:00:00Z';
		const expected = await client.call('GET', `/invoices?date_from_utc=${since}&limit=1`);
		const poller = trigger({ event: 'invoiceCreated', options: { since } });
		const told = await poller.activate();
		expect(told.length).toBeGreaterThan(100);
		expect(told).toHaveLength(Number(expected.count));
		expect(told.every((row) => String(row.occurredAt) >= since)).toBe(true);
		expect(await poller.poll()).toEqual([]);
		expect(await poller.restart()).toEqual([]);
	});

	it('that have the status already are not told when something else changes in them', async () => {
		const poller = trigger({
			event: 'invoiceStatusReached',
			statuses: ['needs-attention', 'exported', 'approved'],
		});
		await poller.activate();
		for (const status of ['needs-attention', 'exported', 'approved']) {
			const [invoice] = await invoices(`status=${status}&limit=1`);
			await client.call('PATCH', `/invoices/${String(invoice?.id)}`, { notes: 'seen' });
		}
		expect(await poller.poll()).toEqual([]);
		// Approval and export have a date. Whether the third invoice left its status meanwhile and came back, nothing says.
		expect(await poller.restart()).toMatchObject([{ status: 'needs-attention' }]);
		expect(await poller.poll()).toEqual([]);
		expect(await poller.restart()).toEqual([]);
	});

	it('of another account are not told when the credential is changed', async () => {
		const poller = trigger({ event: 'purchaseOrderChanged', company: byId(123) });
		await poller.activate();
		await client.call('POST', '/purchase-orders', order());
		poller.useCredential({ requestsPerDay: 9_000 });
		expect(await poller.edit({})).toEqual([]);
		await client.call('POST', '/purchase-orders', order());
		expect(await poller.poll()).toHaveLength(1);
	});
});

describe('fields that are ignored', () => {
	it('count for nothing in a purchase order, with the time of the change', async () => {
		const poller = trigger({ event: 'purchaseOrderChanged', options: { ignoreFields: 'notes' } });
		await client.call('POST', '/purchase-orders', order());
		await poller.activate();
		const { purchase_orders } = await client.call('GET', '/purchase-orders?limit=1');
		const [{ id } = {}] = purchase_orders as IDataObject[];
		await client.call('PATCH', `/purchase-orders/${String(id)}`, { notes: `N ${serial++}` });
		expect(await poller.poll()).toEqual([]);
		await client.call('PATCH', `/purchase-orders/${String(id)}`, { total_amount: 4000 + serial++ });
		expect(await poller.poll()).toMatchObject([{ id, event: 'updated' }]);
	});
});

describe('a stop of n8n after polls that gave no items', () => {
	it('an invoice that was created before and is changed now is told as updated', async () => {
		const poller = trigger({ event: 'invoiceUpdated' });
		await poller.activate();
		await importInvoices(1);
		expect(await poller.poll()).toEqual([]);
		expect(await poller.poll()).toEqual([]);
		const [invoice] = await invoices('limit=1');
		await sleep(3_000);
		await client.call('PATCH', `/invoices/${String(invoice?.id)}`, { due_date: '2027-03-01' });
		expect(await poller.restart()).toMatchObject([
			{ id: invoice?.id, event: 'invoiceUpdated', due_date: '2027-03-01' },
		]);
		expect(await poller.restart()).toEqual([]);
	});
});

describe('a base line that n8n did not save', () => {
	it('is still known to the process', async () => {
		const poller = trigger({ event: 'vendorChanged', company: byId(123) });
		await poller.activate();
		poller.forget();
		expect(await poller.poll()).toEqual([]);
		poller.forget();
		await newVendors(2);
		expect(await poller.poll()).toHaveLength(2);
		expect(await poller.poll()).toEqual([]);
	});
});

describe('the poll at the start of n8n', () => {
	it('tells nothing and asks nothing, the next one tells', async () => {
		const poller = trigger({ event: 'vendorChanged', company: byId(123) });
		await poller.activate();
		await newVendors(2);
		const saved = JSON.stringify(poller.saved);
		const requests = await poller.requests(async () => expect(await poller.startUp()).toEqual([]));
		expect(requests).toEqual([]);
		expect(JSON.stringify(poller.saved)).toBe(saved);
		expect(await poller.poll()).toHaveLength(2);
	});
});

describe('an activation', () => {
	const often = {
		item: ['0', '10', '20', '30', '40', '50'].map((second) => ({
			mode: 'custom',
			cronExpression: `${second} * * * * *`,
		})),
	};

	it('is refused where the poll times cannot fit the day’s quota', async () => {
		const poller = trigger({ event: 'purchaseOrderChanged' }, { pollTimes: often });
		await expect(poller.activate()).rejects.toMatchObject({
			message:
				'Polling 8,640 times a day with 4 requests each needs 34,560 requests a day, but the credential allows 10,000',
			description: expect.stringContaining('Choose a longer interval'),
		});
		expect(poller.memory).not.toContain('fingerprint');
	});

	it('counts with the share of this process', async () => {
		const poller = trigger({ event: 'purchaseOrderChanged' });
		poller.useCredential({ processes: 3 });
		await expect(poller.activate()).rejects.toMatchObject({
			message: expect.stringMatching(/the credential allows 3,333 to each of 3 processes$/),
		});
	});

	it('that has become too dear later says so in the log, and goes on', async () => {
		const poller = trigger({ event: 'purchaseOrderChanged' });
		await poller.activate();
		await poller.poll();
		expect(poller.warnings).toEqual([]);
		poller.editCredential({ requestsPerDay: 5_000 });
		await client.call('POST', '/purchase-orders', order());
		expect(await poller.poll()).toHaveLength(1);
		expect(poller.warnings).toEqual([
			'Trigger: Polling 1,440 times a day with 5 requests each needs 7,200 requests a day, but the credential allows 5,000',
		]);
	});

	it('is fine where they do, or where there is no quota', async () => {
		await trigger({ event: 'invoiceCreated' }, { pollTimes: often }).activate();
		const poller = trigger({ event: 'purchaseOrderChanged' }, { pollTimes: often });
		poller.useCredential({ requestsPerDay: 0 });
		expect(await poller.activate()).toEqual([]);
	});

	it.each([
		[{ event: 'vendorChanged' }, '"Company" is empty'],
		[{ event: 'invoiceStatusReached' }, '"Statuses" is empty'],
		[{ event: 'invoiceCreated', options: { since: 'soon' } }, '"Start From" is not a date'],
		[{ event: 'nothing' }, 'There is no event "nothing"'],
	])('with %j says what is wrong', async (parameters, message) => {
		await expect(trigger(parameters).activate()).rejects.toThrow(message);
	});

	it('with an ID that is a text asks Ottimate for it', async () => {
		const poller = trigger({
			event: 'vendorChanged',
			company: { __rl: true, mode: 'id', value: ' cmp_x7 ' },
		});
		await poller.fault({
			path: '^/vendors$',
			status: 200,
			times: 1000,
			body: { version: '1.1.0', count: 0, vendors: [] },
		});
		const calls = await poller.requests(async () => await poller.activate());
		expect(calls[0]?.query.ottimate_company_id).toBe('cmp_x7');
	});

	it('with a wrong secret says so, and shows it to nobody', async () => {
		const poller = trigger({ event: 'invoiceCreated' });
		poller.useCredential({ clientSecret: 'wrong-secret-of-mine' });
		const error: unknown = await poller.activate().catch((thrown: unknown) => thrown);
		expect(error).toMatchObject({
			message: expect.stringContaining('Ottimate refused the credential'),
		});
		expect(JSON.stringify(error)).not.toContain('wrong-secret-of-mine');
	});
});

describe('the lists to choose from', () => {
	it('have the companies and locations of all accounts', async () => {
		const poller = trigger({ event: 'vendorChanged' });
		const companies = await poller.search('searchCompany');
		expect(companies.map(({ value }) => value)).toEqual(expect.arrayContaining([123, 131]));
		expect(companies).toContainEqual({ name: 'Acme Inc. · 123', value: 123 });
		const locations = await poller.search('searchLocation');
		expect(locations.map(({ value }) => value)).toEqual(expect.arrayContaining([456, 463]));
	});
});
