import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { ottimateTrigger, recordKeys } from './support/poller.mts';
import type { Poller, PollerOptions } from './support/poller.mts';
import { sandboxForTests } from './support/node-bench.mts';
import type { PollingEvent } from './support/polling-event.mts';
import { OttimateRecords } from './support/ottimate-events.mts';
import type { ServiceClient } from './support/service-client.mts';
import { ottimateClient } from '../services/ottimate/client.mts';

const sandbox = sandboxForTests();
let client: ServiceClient;
const records = new OttimateRecords(async () => await Promise.resolve(client));

beforeEach(async () => {
	client = await ottimateClient(sandbox());
});

const byId = (value: number) => ({ __rl: true, mode: 'id', value: String(value) });

function trigger(parameters: INodeParameters, more: Partial<PollerOptions> = {}): Poller {
	return ottimateTrigger(sandbox(), parameters, more);
}

const invoices = async (query: string) => await records.invoices(query);
const importInvoices = async (count: number) => await records.importInvoices(count);
const newVendors = async (count: number) => await records.newVendors(count);
const order = (total?: number) => records.order(total);

describe.each(records.events)('$name', ({ parameters, happen }) => {
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
	it('are told since a time, if wanted', async () => {
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

	it.each([
		['purchaseOrderChanged', 'purchase-orders', 'purchase_orders'],
		['receiptChanged', 'receipts', 'receipts'],
	])('of %s are told since a time by the dates of their rows', async (event, path, key) => {
		const rows: IDataObject[] = [];
		for (let page = 1; rows.length === (page - 1) * 100; page++) {
			const list = await client.call('GET', `/${path}?limit=100&page=${page}`);
			rows.push(...(list[key] as IDataObject[]));
		}
		const times = rows.map((row) => String(row.created_date_utc)).sort();
		const since = String(times[Math.floor(times.length * 0.7)]);
		const kindOf = (row: IDataObject) => {
			if (String(row.created_date_utc) >= since) return 'created';
			return String(row.last_modified_date_utc ?? '') >= since ? 'updated' : undefined;
		};
		const expected = rows.filter((row) => kindOf(row) !== undefined);
		const poller = trigger({ event, options: { since } });
		const told = await poller.activate();
		expect(expected.length).toBeLessThan(rows.length);
		expect(told.map(({ id, event: kind }) => `${String(id)} ${String(kind)}`).sort()).toEqual(
			expected.map((row) => `${String(row.id)} ${String(kindOf(row))}`).sort(),
		);
		const moments = told.map(({ occurredAt }) => String(occurredAt));
		expect(moments).toEqual([...moments].sort());
		expect(await poller.poll()).toEqual([]);
		expect(await poller.restart()).toEqual([]);
		// The key is the one that a poll gives the event.
		const watching = trigger({ event });
		await watching.activate();
		const { happen } = records.events.find(
			({ name, parameters }) => parameters.event === event && name.endsWith('created'),
		) as PollingEvent;
		const { id } = await happen();
		const [live] = (await watching.poll()).filter((row) => row.id === id);
		const again = await trigger({ event, options: { since } }).activate();
		expect(again.find((row) => row.id === id)?.eventKey).toBe(live?.eventKey);
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
		await client.call('PATCH', `/purchase-orders/${String(id)}`, { notes: `N ${records.next()}` });
		expect(await poller.poll()).toEqual([]);
		await client.call('PATCH', `/purchase-orders/${String(id)}`, {
			total_amount: 4000 + records.next(),
		});
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
		[{ event: 'invoiceCreated', options: { since: 'soon' } }, '"Fetch Events Since" is not a date'],
		[
			{ event: 'receiptChanged', options: { since: '2150-01-01' } },
			'"Fetch Events Since" lies in the future',
		],
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
