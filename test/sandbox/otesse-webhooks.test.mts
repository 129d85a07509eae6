import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { at, call, listAt, receiver } from './http.mts';
import type { Answer, CallOptions, Receiver } from './http.mts';
import { startSandbox } from './server.mts';
import type { Sandbox } from './server.mts';
import { signature } from '../services/otesse/simulator/emit.mts';

let sandbox: Sandbox;
let target: Receiver;

/** What the receiver answers next; 200 when it is empty. */
let statuses: number[];

beforeAll(async () => {
	sandbox = await startSandbox({ port: 0 });
	target = await receiver(() => ({ status: statuses.shift() ?? 200 }));
});

beforeEach(async () => {
	statuses = [];
	target.received.length = 0;
	await sandbox.steer('POST', 'reset');
	await sandbox.steer('POST', 'settings', { timeCompression: 10_000_000 });
});

afterAll(async () => {
	await target.close();
	await sandbox.close();
});

async function api(path: string, options: CallOptions = {}): Promise<Answer> {
	const headers = { 'x-api-key': 'sandbox-otesse-full-key' };
	return call(`${sandbox.baseUrls.otesse}${path}`, { headers, ...options });
}

async function register(events: string[], url = target.url): Promise<Answer> {
	return api('/webhooks', { json: { url, events, description: 'Production' } });
}

async function emit(type: string, payload?: object): Promise<unknown[]> {
	const body = { service: 'otesse', type, payload };
	return listAt(await sandbox.steer('POST', 'events', body), 'results');
}

function bodyAt(index: number): Record<string, unknown> {
	return JSON.parse(target.received[index]?.body ?? 'null') as Record<string, unknown>;
}

describe('registrations (sample 10)', () => {
	const events = ['booking.created', 'booking.completed', 'payment.succeeded', 'payment.failed'];

	it('are made, listed without the secret, changed and removed', async () => {
		const url = 'https://yourapp.example.com/webhooks/otesse';
		const made = await register(events, url);
		expect([made.status, made.json]).toEqual([
			201,
			{
				id: expect.stringMatching(/^wh_/),
				url,
				events,
				secret: expect.stringMatching(/^whsec_/),
				status: 'active',
				created_at: expect.stringMatching(/Z$/),
			},
		]);
		const path = `/webhooks/${String(at(made.json, 'id'))}`;
		const listed = await api('/webhooks');
		expect(at(listed.json, 'data.0')).toMatchObject({ url, description: 'Production' });
		expect(listed.text).not.toContain('whsec_');

		const changed = await api(path, { method: 'PATCH', json: { events: ['invoice.*'] } });
		expect(changed.json).toMatchObject({ url, events: ['invoice.*'] });
		const removed = await api(path, { method: 'DELETE' });
		expect([removed.status, removed.text]).toEqual([204, '']);
		expect((await api(path, { method: 'DELETE' })).status).toBe(404);
	});

	it.each([
		[{ events: ['*'] }, 'missing_required_field'],
		[{ url: 'https://example.com' }, 'missing_required_field'],
		[{ url: 'http://example.com', events: ['*'] }, 'invalid_parameter'],
		[{ url: 'https://example.com', events: [] }, 'invalid_parameter'],
		[{ url: 'https://example.com', events: ['booking.eaten'] }, 'invalid_parameter'],
	])('are refused: %j', async (json, code) => {
		const answer = await api('/webhooks', { json });
		expect([answer.status, at(answer.json, 'error.code')]).toEqual([400, code]);
	});

	it('take no receiver on this machine with the variant https-only', async () => {
		await sandbox.steer('POST', 'config', { service: 'otesse', variant: 'https-only' });
		expect((await register(['*'])).status).toBe(400);
	});
});

describe('deliveries (samples 11 and 12)', () => {
	it('have the signatures that were computed for the samples', () => {
		const setA =
			'{"id":"evt_01HQ3K5M7N8P9R","type":"booking.created","created_at":"2026-02-26T14:00:00Z","data":{"id":"bk_01HQ3K5M7N8P9R","status":"confirmed","customer_id":"cust_01HQ3K5M7N","industry":"cleaning","scheduled_at":"2026-03-01T10:00:00Z","address":{"street":"123 Main St","city":"Eugene","state":"OR","zip":"97401"},"pricing":{"subtotal":15000,"tax":1275,"total":16275}},"previous_data":null}';
		const setB =
			'{"id":"delivery-uuid","type":"webhook.test","timestamp":"2026-03-01T12:00:00.000Z","data":{"subscriptionId":"sub-uuid","timestamp":"2026-03-01T12:00:00.000Z"},"test":true}';
		expect(signature(setA, 'whsec_test_secret')).toBe(
			'481331ae1f0424edecb27044339f28149d9d56467588153b22a11896c39e1daa',
		);
		expect(signature(setB, 'whsec_test_secret')).toBe(
			'2c3c6569aae8f6b8f187b43ce508d350543b2eae1b3740cae0b3243987882fbb',
		);
	});

	it('are signed, in the flat form of bookings', async () => {
		const secret = String(at((await register(['booking.*'])).json, 'secret'));
		expect(await emit('booking.created')).toMatchObject([{ delivered: true }]);
		const [request] = target.received;
		expect(request?.headers['content-type']).toBe('application/json');
		expect(request?.headers['x-otesse-delivery']).toMatch(/^dlv_/);
		expect(request?.headers['x-otesse-signature']).toBe(signature(request?.body ?? '', secret));
		expect(request?.body).toBe(JSON.stringify(bodyAt(0)));
		expect(Object.keys(bodyAt(0))).toEqual(['id', 'type', 'created_at', 'data', 'previous_data']);
		expect(bodyAt(0)).toMatchObject({
			id: expect.stringMatching(/^evt_/),
			type: 'booking.created',
			data: { customer_id: expect.stringMatching(/^cust_/), industry: expect.any(String) },
			previous_data: null,
		});
	});

	it('reach those who want the event: by name, group or star', async () => {
		for (const events of [['booking.created'], ['booking.*'], ['*'], ['payment.succeeded']]) {
			await register(events);
		}
		expect(await emit('booking.created')).toHaveLength(3);
		expect(await emit('payment.succeeded')).toHaveLength(2);
		expect(await emit('invoice.voided')).toHaveLength(1);
	});

	it('can be told what to say', async () => {
		await register(['*']);
		await emit('customer.updated', {
			id: 'evt_same',
			data: { phone: '+15550000009' },
			previous_data: { phone: null },
		});
		await emit('webhook.test');
		expect(bodyAt(0)).toMatchObject({
			id: 'evt_same',
			data: { phone: '+15550000009', first_name: expect.any(String) },
			previous_data: { phone: null },
		});
		expect(bodyAt(1)).toMatchObject({ type: 'webhook.test', test: true });
		await expect(emit('booking.created', { record_id: 'bk_0' })).rejects.toThrow(/No record bk_0/);
	});

	it('are tried eight times, 3xx counting as failure, and are listed', async () => {
		const path = `/webhooks/${String(at((await register(['*'])).json, 'id'))}`;
		statuses = [500, 302, 204];
		expect(listAt((await emit('booking.created'))[0], 'attempts')).toHaveLength(3);
		statuses = new Array<number>(8).fill(503);
		const [lost] = await emit('booking.cancelled');
		expect([at(lost, 'delivered'), listAt(lost, 'attempts').length]).toEqual([false, 8]);
		expect(listAt((await api(`${path}/deliveries`)).json, 'data')).toMatchObject([
			{ event_type: 'booking.cancelled', status: 'failed', response_code: 503, attempts: 8 },
			{ event_type: 'booking.created', status: 'delivered', response_code: 204, attempts: 3 },
		]);
	});

	it('end for a registration that failed a hundred times in a row', async () => {
		await register(['*']);
		statuses = new Array<number>(104).fill(500);
		for (let count = 0; count < 13; count += 1) await emit('booking.created');
		expect(at((await api('/webhooks')).json, 'data.0.status')).toBe('disabled');
		expect(await emit('booking.created')).toEqual([]);
	});

	it('follow changes that come in through the API', async () => {
		await register(['customer.created']);
		const json = { first_name: 'Ada', last_name: 'Test', email: 'ada@example.com' };
		const created = await api('/customers', { json });
		for (let wait = 0; wait < 100 && target.received.length === 0; wait += 1) {
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
		expect(bodyAt(0)).toMatchObject({ data: { id: at(created.json, 'id') }, previous_data: null });
	});

	it('have a second documented form', async () => {
		await sandbox.steer('POST', 'config', { service: 'otesse', variant: 'set-b-webhooks' });
		const made = await register(['booking.created']);
		for (let wait = 0; wait < 100 && target.received.length === 0; wait += 1) {
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
		expect(bodyAt(0)).toEqual({
			id: expect.any(String),
			type: 'webhook.test',
			timestamp: expect.stringMatching(/\.\d{3}Z$/),
			data: { subscriptionId: at(made.json, 'id'), timestamp: expect.any(String) },
			test: true,
		});
		const [request] = target.received;
		expect(request?.headers['x-webhook-signature']).toBe(
			`sha256=${signature(request?.body ?? '', String(at(made.json, 'secret')))}`,
		);
		expect(request?.headers['x-otesse-signature']).toBeUndefined();
	});
});
