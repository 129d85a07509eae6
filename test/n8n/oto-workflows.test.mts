import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { atOto } from '../services/oto/registrar.mts';
import type { LogEntry } from '../sandbox/core/types.mts';
import type { Credential } from './client.mts';
import type { Execution } from './execution.mts';
import { errorOf, itemsOf, rowsOf } from './execution.mts';
import type { Changes } from '../services/examples.mts';
import { Stage } from './example-stage.mts';
import { serviceExample } from './service-examples.mts';
import { Rig } from './support.mts';
import { until } from './until.mts';
import { root } from './versions.mts';
import type { WorkflowJson } from './workflows.mts';

const OTO = 'n8n-nodes-business-apis.oto';

let rig: Rig;
let credential: Credential;

beforeAll(async () => {
	rig = await Rig.start();
	credential = await rig.credential('otoApi', { requestsPerSecond: 500, requestsPerDay: 0 });
});

afterAll(async () => {
	await rig?.stop();
});

/** An example as a person has it after choosing the credential. */
async function example(name: string): Promise<WorkflowJson> {
	const file = path.join(root, 'docs', 'examples', `${name}.json`);
	const workflow: WorkflowJson = JSON.parse(await readFile(file, 'utf8'));
	const { id, name: called, type } = credential;
	const nodes = workflow.nodes.map((node) =>
		node.type === OTO ? { ...node, credentials: { [type]: { id, name: called } } } : node,
	);
	return { ...workflow, nodes };
}

async function run(name: string): Promise<{ execution: Execution; calls: LogEntry[] }> {
	await rig.clearLog();
	const execution = await rig.client.runOnce(await example(name));
	const { calls } = await rig.traffic('oto');
	return { execution, calls };
}

function expectGood(execution: Execution): void {
	expect(errorOf(execution)).toBeUndefined();
	expect(execution.status).toBe('success');
}

const sent = (call: LogEntry | undefined) => JSON.parse(call?.rawBody ?? '{}') as unknown;
const paths = (calls: LogEntry[]) => calls.map(({ path: where }) => where);

/** What happens to a parcel outside of n8n. */
async function deliver(orderId: string): Promise<void> {
	const base = rig.sandbox.baseUrls.oto ?? '';
	const post = async (where: string, body: object, token?: string) => {
		const answer = await fetch(base + where, {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				...(token ? { authorization: `Bearer ${token}` } : {}),
			},
			body: JSON.stringify(body),
		});
		return (await answer.json()) as Record<string, string>;
	};
	const { access_token: token } = await post('/refreshToken', {
		refresh_token: 'sandbox-oto-refresh-token',
	});
	await post('/updateOrderStatus', { orderIds: [orderId], status: 'delivered' }, token);
}

// One order on its way through the examples: each test goes on where the one before left it.
describe('the examples for OTO', () => {
	it('quote a parcel and keep the cheapest offer', async () => {
		const { execution, calls } = await run('oto-quote-cheapest-carrier');
		expectGood(execution);
		const [cheapest, ...others] = rowsOf(execution, 'Cheapest');
		expect(others).toEqual([]);
		// The pickup point would be cheaper; the example delivers to the door.
		expect(cheapest).toMatchObject({ deliveryOptionId: 2828, deliveryType: 'toCustomerDoorstep' });
		expect(calls.map(sent)).toEqual([
			{ originCity: 'Riyadh', destinationCity: 'Jeddah', weight: 2, includeEstimatedDates: true },
		]);
	});

	it('create an order and read it back', async () => {
		const { execution, calls } = await run('oto-create-order');
		expectGood(execution);
		expect(rowsOf(execution, 'Read Order')).toEqual([
			expect.objectContaining({
				orderId: 'SHOP-1001',
				status: 'new',
				customer_name: 'Sara Omega',
				destinationCity: 'Jeddah',
			}),
		]);
		expect(paths(calls)).toEqual(['/createOrder', '/orderDetails']);
		expect(sent(calls[0])).toMatchObject({
			orderId: 'SHOP-1001',
			payment_method: 'paid',
			amount: 115,
			amount_due: 0,
			customer: { name: 'Sara Omega', city: 'Jeddah' },
			items: [{ sku: 'SKU-1', quantity: 2 }, { sku: 'SKU-3' }],
			packageWeight: 1.5,
		});
		const again = await run('oto-create-order');
		expect(errorOf(again.execution)?.message).toBe('OTO: Order Id is already exist [OTO1063]');
	});

	it('book a shipment and get its label as a PDF, without the credential', async () => {
		const { execution, calls } = await run('oto-book-shipment-label');
		expectGood(execution);
		const [item] = itemsOf(execution, 'Book');
		expect(item?.json).toMatchObject({ orderId: 'SHOP-1001', fileName: 'label-SHOP-1001.pdf' });
		expect(item?.binary?.data).toMatchObject({ mimeType: 'application/pdf' });
		const bookings = calls.filter(({ path: where }) => where === '/createShipment');
		expect(bookings.map(sent)).toEqual([{ orderId: 'SHOP-1001', deliveryOptionId: '2828' }]);
		expect(paths(calls).at(-1)).toBe('/print/awb');
		const signed = calls.map(({ headers }) => 'authorization' in headers);
		expect(signed.pop()).toBe(false);
		expect(new Set(signed)).toEqual(new Set([true]));
	});

	it('track until delivered', async () => {
		await rig.clearLog();
		const { id } = await rig.client.createWorkflow(await example('oto-track-until-delivered'));
		const executionId = await rig.client.startWorkflow(id);
		while ((await rig.traffic('oto')).calls.length === 0) await sleep(100);
		await deliver('SHOP-1001');
		const execution = await rig.client.waitForExecution(executionId, 60_000);
		expectGood(execution);
		expect(rowsOf(execution, 'Thank the Customer')).toEqual([
			expect.objectContaining({
				orderId: 'SHOP-1001',
				status: 'delivered',
				reached: true,
				checks: 2,
			}),
		]);
		const asked = (await rig.traffic('oto')).calls.filter(
			({ path: where }) => where === '/orderStatus',
		);
		expect(asked.map(sent)).toEqual([{ orderId: 'SHOP-1001' }, { orderId: 'SHOP-1001' }]);
	});

	it('create a return and get its label', async () => {
		const { execution, calls } = await run('oto-create-return');
		expectGood(execution);
		expect(rowsOf(execution, 'Create Return')[0]?.returnOrderId).toBe('SHOP-1001-R1');
		const [item] = itemsOf(execution, 'Download Return Label');
		expect(item?.json.fileName).toBe('label-SHOP-1001-R1.pdf');
		expect(item?.binary?.data).toMatchObject({ mimeType: 'application/pdf' });
		expect(sent(calls[0])).toEqual({
			orderId: 'SHOP-1001',
			deliveryOptionId: '2828',
			items: [{ sku: 'SKU-1', quantity: '1' }],
		});
	});
});

/** Starts an example with an order of the seed; gives the id of its execution once OTO has been asked for the order. */
async function startedWith(file: string, changes: Changes): Promise<string> {
	await rig.clearLog();
	const Order = { mode: 'raw', jsonOutput: '{ "orderId": "OID-1001" }' };
	const workflow = await serviceExample(file, credential, { Order, ...changes });
	const { id } = await rig.client.createWorkflow(workflow);
	const executionId = await rig.client.startWorkflow(id);
	while ((await rig.traffic('oto')).calls.length === 0) await sleep(100);
	return executionId;
}

const TRACK = 'oto-track-until-delivered.json';

function tracking(checkEvery: number): Changes {
	const orderId = { __rl: true, mode: 'id', value: '={{ $json.orderId }}' };
	return {
		'Track Until Delivered': {
			resource: 'shipment',
			operation: 'trackUntil',
			orderId,
			statuses: ['delivered'],
			options: { checkEvery, giveUpAfter: 2, whenOver: 'fail' },
		},
	};
}

describe('a wait', () => {
	it('goes on while OTO answers 503 for 20 seconds, and ends with the delivery', async () => {
		const id = await startedWith(TRACK, tracking(2));
		const away = { service: 'oto', path: '^/orderStatus$', status: 503, times: 100_000 };
		await rig.sandbox.steer('POST', 'faults', { ...away, body: { message: 'Unavailable' } });
		await sleep(20_000);
		await rig.sandbox.steer('DELETE', 'faults');
		await deliver('OID-1001');
		const execution = await rig.client.waitForExecution(id, 60_000);
		expectGood(execution);
		expect(rowsOf(execution, 'Thank the Customer')).toEqual([
			expect.objectContaining({ orderId: 'OID-1001', status: 'delivered', reached: true }),
		]);
		const [row] = rowsOf(execution, 'Thank the Customer');
		expect(Number(row?.waitedSeconds)).toBeGreaterThanOrEqual(20);
		const { calls } = await rig.traffic('oto');
		expect(calls.filter(({ status }) => status === 503).length).toBeGreaterThan(4);
	}, 120_000);

	it('ends within two seconds when its execution is stopped', async () => {
		await rig.reset();
		const id = await startedWith(TRACK, tracking(60));
		await sleep(1_000);
		const stoppedAt = performance.now();
		await rig.client.request('POST', `/rest/executions/${id}/stop`);
		const execution = await rig.client.waitForExecution(id);
		expect(performance.now() - stoppedAt).toBeLessThan(2_000);
		expect(execution.status).toBe('canceled');
		const { calls } = await rig.traffic('oto');
		await sleep(2_000);
		expect((await rig.traffic('oto')).calls).toHaveLength(calls.length);
	});

	it('with n8n’s Wait node in a loop survives a restart of n8n', async () => {
		await rig.reset();
		// n8n keeps a wait in its database from 65 seconds on.
		const wait = { resume: 'timeInterval', amount: 66, unit: 'seconds' };
		const id = await startedWith('oto-wait-for-delivery.json', { 'Wait 10 Minutes': wait });
		while ((await rig.client.getExecution(id)).status !== 'waiting') await sleep(200);
		await rig.restartN8n();
		await deliver('OID-1001');
		const execution = await rig.client.waitForExecution(id, 120_000);
		expectGood(execution);
		expect(rowsOf(execution, 'Thank the Customer')).toEqual([
			expect.objectContaining({ orderId: 'OID-1001', status: 'delivered', reached: true }),
		]);
		expect(rowsOf(execution, 'Check Once').map(({ reached }) => reached)).toEqual([false, true]);
		const answered = (await rig.traffic('oto')).calls.filter(({ status }) => status === 200);
		expect(paths(answered)).toEqual(['/orderStatus', '/updateOrderStatus', '/orderStatus']);
	}, 240_000);
});

describe('the jobs for OTO', () => {
	let stage: Stage;

	beforeAll(async () => {
		await rig.reset();
		stage = await Stage.start(rig);
	});

	afterAll(async () => {
		await stage?.stop();
	});

	async function runExample(name: string, changes: Changes = {}): Promise<Execution> {
		await rig.clearLog();
		const execution = await stage.run(await serviceExample(`${name}.json`, credential, changes));
		expectGood(execution);
		return execution;
	}

	const bookings = async () =>
		(await rig.traffic('oto')).calls.filter(({ path: where }) => where === '/createShipment');

	it('books the packed orders at night: labels in a folder, failures by email', async () => {
		const execution = await runExample('oto-nightly-booking');
		const booked = rowsOf(execution, 'Booked');
		const failed = rowsOf(execution, 'Not Booked');
		expect(booked.length).toBeGreaterThan(5);
		expect(booked.length + failed.length).toBe(10);
		expect(booked.every(({ price }) => Number(price) > 0 && Number(price) <= 60)).toBe(true);
		for (const { order } of booked) {
			expect(await stage.file(`label-${String(order)}.pdf`)).toMatch(/^%PDF/);
		}
		expect(await bookings()).toHaveLength(booked.length);
		expect(stage.mail.messages).toHaveLength(1);
		expect(stage.mail.messages[0]).toContain(String(failed[0]?.order));
		expect(stage.mail.messages[0]).toContain('Nothing is booked.');
	});

	it('books nothing above the highest price', async () => {
		const before = stage.mail.messages.length;
		const { parameters } = (
			await serviceExample('oto-nightly-booking.json', credential)
		).nodes.find(({ name }) => name === 'Book') ?? { parameters: {} };
		const cheap = { ...parameters, options: { highestPrice: 1 } };
		const execution = await runExample('oto-nightly-booking', { Book: cheap });
		expect(rowsOf(execution, 'Booked')).toEqual([]);
		expect(await bookings()).toEqual([]);
		expect(stage.mail.messages).toHaveLength(before + 1);
	});

	it('makes a label of each row, and refuses a row that was there before', async () => {
		const first = await runExample('oto-row-to-label');
		expect(
			itemsOf(first, 'Book').map(({ json, binary }) => [json.orderId, binary?.data?.mimeType]),
		).toEqual([
			['ROW-2001', 'application/pdf'],
			['ROW-2002', 'application/pdf'],
		]);
		expect(rowsOf(first, 'Refused')).toEqual([]);
		const second = await runExample('oto-row-to-label');
		expect(rowsOf(second, 'Refused').map(({ order }) => order)).toEqual(['ROW-2001', 'ROW-2002']);
		expect(rowsOf(second, 'Refused')[0]?.problem).toContain('OTO1063');
		expect(await bookings()).toEqual([]);
	});

	it('finds what the statement of cash on delivery lacks', async () => {
		const before = stage.mail.messages.length;
		const execution = await runExample('oto-cod-reconciliation');
		const due = rowsOf(execution, 'Expected');
		const findings = rowsOf(execution, 'Findings');
		expect(due.length).toBeGreaterThan(10);
		expect(findings).toContainEqual({
			order: 'OID-1043',
			expected: 135,
			paid: 100,
			finding: 'another amount',
		});
		expect(findings).toContainEqual({
			order: 'OID-9999',
			expected: 0,
			paid: 45,
			finding: 'no such delivery',
		});
		// Two orders of the statement are due; one of them is paid in full.
		expect(findings.filter(({ finding }) => finding === 'not paid')).toHaveLength(due.length - 2);
		expect(findings.map(({ order }) => order)).not.toContain('OID-1028');
		expect(stage.mail.messages.slice(before).join()).toContain('cod-differences.csv');
	});

	it('tells the customer in a chat when the status changes', async () => {
		const workflow = stage.around(await serviceExample('oto-status-to-chat.json', credential));
		const { id } = await rig.client.createWorkflow(workflow);
		await rig.client.publish(id);
		const { list } = await atOto(rig.sandbox);
		await until('it is registered', async () =>
			JSON.stringify(await list()).includes(rig.n8n.origin),
		);
		for (const status of ['inTransit', 'delivered']) {
			const payload = { orderId: 'OID-1011', status, timestamp: String(Date.now()) };
			await rig.sandbox.steer('POST', 'events', { service: 'oto', type: 'orderStatus', payload });
		}
		await until(
			'the chat has the message',
			async () => await Promise.resolve(stage.calls.length > 0),
		);
		expect(stage.calls).toEqual([
			{
				service: 'chat',
				path: '/messages',
				body: {
					to: '+966500000010',
					text: 'Hello Amal Gamma, your parcel OID-1011 was delivered.',
				},
			},
		]);
		await rig.client.unpublish(id);
	});
});
