import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { atOtesse } from '../services/otesse/registrar.mts';
import type { Credential } from './client.mts';
import type { Execution } from './execution.mts';
import { errorOf, rowsOf } from './execution.mts';
import type { Changes } from '../services/examples.mts';
import { fields } from '../services/examples.mts';
import { Stage } from './example-stage.mts';
import { serviceExample } from './service-examples.mts';
import { Rig } from './support.mts';
import { until } from './until.mts';

let rig: Rig;
let credential: Credential;

beforeAll(async () => {
	rig = await Rig.start();
	credential = await rig.credential('otesseApi', { requestsPerSecond: 500, requestsPerDay: 0 });
});

beforeEach(async () => {
	await rig.reset();
});

afterAll(async () => {
	await rig?.stop();
});

/** Runs an example of docs/examples; only the credential and what it asks a person for are filled in. */
async function run(job: string, changes: Changes = {}): Promise<Execution> {
	const workflow = await serviceExample(`otesse-${job}.json`, credential, changes);
	const execution = await rig.client.runOnce(workflow);
	expect(errorOf(execution)).toBeUndefined();
	expect(execution.status).toBe('success');
	return execution;
}

async function sent(): Promise<Array<[string, string, Record<string, unknown>]>> {
	const { calls } = await rig.traffic('otesse');
	return calls.map(({ method, path, rawBody }) => [
		method,
		path,
		JSON.parse(rawBody === '' ? '{}' : rawBody),
	]);
}

describe('The Otesse examples', () => {
	it('find or create a customer: the first run creates, the second finds', async () => {
		const first = await run('find-or-create-customer');
		const second = await run('find-or-create-customer');
		const [created] = rowsOf(first, 'Result');
		expect(created).toMatchObject({ is_new: true, status: 'active' });
		expect(rowsOf(second, 'Result')).toEqual([{ ...created, is_new: false }]);
		const calls = await sent();
		expect(calls.map(([method, path]) => `${method} ${path}`)).toEqual([
			'GET /customers',
			'POST /customers',
			'GET /customers',
		]);
		expect(calls[1]?.[2]).toEqual({
			first_name: 'Jane',
			last_name: 'Doe',
			email: 'jane.doe@example.com',
			phone: '+15559876543',
			address: {
				label: 'Home',
				street: '456 Oak Ave',
				city: 'Springfield',
				state: 'OR',
				zip: '97477',
			},
		});
	});

	it('check availability', async () => {
		const execution = await run('check-availability');
		expect(rowsOf(execution, 'Free Slots').length).toBeGreaterThan(3);
		expect(rowsOf(execution, 'First Three')).toHaveLength(3);
		const { calls } = await rig.traffic('otesse');
		expect(calls.map(({ path, query }) => [path, query])).toEqual([
			['/services/availability', { zip: '97401', industry: 'cleaning' }],
		]);
	});

	it('book a job', async () => {
		const execution = await run('book');
		const [customer] = rowsOf(execution, 'Customer');
		const [confirmation] = rowsOf(execution, 'Confirmation');
		expect(confirmation).toMatchObject({ starts_at: '2026-12-01T18:00:00Z', total: 162.75 });
		const [method, path, body] = (await sent()).at(-1) ?? [];
		expect([method, path]).toEqual(['POST', '/bookings']);
		expect(body).toEqual({
			customer_id: customer?.id,
			industry: 'cleaning',
			scheduled_at: '2026-12-01T18:00:00Z',
			address_id: expect.stringMatching(/^addr_/),
			configuration: { bedrooms: 3, bathrooms: 2, frequency: 'one-time', extras: [] },
			notes: 'Booked by n8n',
		});
	});

	it('create and send an invoice', async () => {
		const customers = await rig.client.runOnce(
			await serviceExample('otesse-find-or-create-customer.json', credential),
		);
		const execution = await run('send-invoice');
		expect(rowsOf(execution, 'Result')).toEqual([
			{ number: expect.stringMatching(/^INV-/), status: 'pending', total: 325.5 },
		]);
		const [method, path, body] = (await sent()).at(-1) ?? [];
		expect([method, path]).toEqual(['POST', '/invoices']);
		expect(body).toEqual({
			customer_id: rowsOf(customers, 'Customer')[0]?.id,
			due_date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
			tax_rate: 8.5,
			send_email: true,
			line_items: [{ description: 'Deep cleaning', quantity: 2, unit_price: 15_000 }],
		});
	});

	it('void an invoice', async () => {
		const pending = await run('void-invoice', { Which: fields({ number: 'none', reason: '' }) });
		const [invoice] = rowsOf(pending, 'Pending Invoices');
		expect(rowsOf(pending, 'Void')).toEqual([]);
		const which = fields({ number: String(invoice?.number), reason: 'Sent twice' });
		const execution = await run('void-invoice', { Which: which });
		expect(rowsOf(execution, 'Result')).toEqual([
			{ number: invoice?.number, status: 'void', balance: 0 },
		]);
		expect((await sent()).at(-1)).toEqual([
			'POST',
			`/invoices/${String(invoice?.id)}/void`,
			{ reason: 'Sent twice' },
		]);
	});
});

describe('The job for Otesse', () => {
	it('invoices a completed booking once, whatever comes twice', async () => {
		const stage = await Stage.start(rig);
		try {
			const workflow = stage.around(
				await serviceExample('otesse-booking-to-invoice.json', credential),
			);
			const { id } = await rig.client.createWorkflow(workflow);
			await rig.client.publish(id);
			const { list } = await atOtesse(rig.sandbox);
			await until('it is registered', async () =>
				JSON.stringify(await list()).includes(rig.n8n.origin),
			);
			await rig.clearLog();
			const event = { service: 'otesse', type: 'booking.completed' };
			for (const mark of ['evt_first', 'evt_second']) {
				await rig.sandbox.steer('POST', 'events', { ...event, payload: { id: mark } });
				const count = mark === 'evt_first' ? 1 : 2;
				await until('the workflow has run', async () => {
					const runs = await rig.client.listExecutions(id);
					return runs.filter(({ status }) => status === 'success').length === count;
				});
			}
			const invoices = (await sent()).filter(
				([method, path]) => `${method} ${path}` === 'POST /invoices',
			);
			expect(invoices).toHaveLength(1);
			expect(invoices[0]?.[2]).toEqual({
				customer_id: expect.stringMatching(/^cust_/),
				due_date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
				tax_rate: 8.5,
				send_email: false,
				line_items: [
					{
						description: expect.stringMatching(/^[\w-]+, \d{4}-\d\d-\d\d$/),
						quantity: 1,
						unit_price: expect.any(Number),
					},
				],
			});
			await rig.client.unpublish(id);
		} finally {
			await stage.stop();
		}
	});
});
