import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { at, call, listAt, receiver } from './http.mts';
import type { Answer, Receiver } from './http.mts';
import { startSandbox } from './server.mts';
import type { Sandbox } from './server.mts';

let sandbox: Sandbox;
let token: string;
let target: Receiver;

const KEY = { 'x-api-key': 'sandbox-doo-api-key' };
const QUERY = JSON.stringify({
	operationName: null,
	variables: { eventId: '%EVENT_ID%' },
	query: 'query ($eventId: ID!) {event(id: $eventId) { id title }}',
});

/** Paths of the receiver, and how many requests each one refuses at first. */
let refusals: Record<string, number>;

beforeAll(async () => {
	sandbox = await startSandbox({ port: 0 });
	target = await receiver((path) => {
		const left = refusals[path] ?? 0;
		refusals[path] = left - 1;
		if (left > 0) return { status: 202, json: { message: 'later', description: '' } };
		return {
			status: 200,
			json: { message: 'ok', description: '', access_token: 'receiver-token' },
		};
	});
});

beforeEach(async () => {
	refusals = {};
	target.received.length = 0;
	await sandbox.steer('POST', 'reset');
	const login = await call(`${sandbox.baseUrls.doo}/oauth`, {
		headers: KEY,
		json: {
			client_id: 'sandbox-doo-client-id',
			client_secret: 'sandbox-doo-client-secret',
			grant_type: 'client_credentials',
		},
	});
	token = String(at(login.json, 'data.access_token'));
});

afterAll(async () => {
	await target.close();
	await sandbox.close();
});

async function post(path: string, json: object): Promise<Answer> {
	const headers = { ...KEY, authorization: `Bearer ${token}` };
	return call(`${sandbox.baseUrls.doo}${path}`, { headers, json });
}

async function register(configuration: object = {}, hook: object = {}): Promise<void> {
	const answer = await post('/team/111/webhooks', {
		name: 'Test webhook',
		hooks: [
			{
				type: 'event_created',
				method: 'POST',
				endpoint: `${target.url}/hook`,
				origin: { method: 'POST', endpoint: 'https://gql.doo.net', body: QUERY },
				...hook,
			},
		],
		...configuration,
	});
	expect(answer.status).toBe(200);
}

function authentication(): object {
	return {
		grant_type: 'client_credentials',
		endpoint: `${target.url}/token`,
		credentials: { client_id: 'doo', client_secret: 'sandbox-receiver-secret' },
		header_format: 'Authorization',
		header_value_format: 'Bearer %ACCESS_TOKEN%',
	};
}

async function emit(type: string, payload?: object): Promise<unknown[]> {
	return listAt(
		await sandbox.steer('POST', 'events', { service: 'doo', type, payload }),
		'results',
	);
}

describe('a delivery (sample 10)', () => {
	it('asks the receiver for a token first, and sends what the query selects', async () => {
		await register({ authentication: authentication() });
		expect(await emit('event_created')).toMatchObject([{ delivered: true, attempts: [{}] }]);
		const [asked, hooked] = target.received;
		expect(asked).toMatchObject({
			path: '/token',
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			body: 'client_id=doo&client_secret=sandbox-receiver-secret&grant_type=client_credentials',
		});
		expect(hooked).toMatchObject({
			path: '/hook',
			headers: { authorization: 'Bearer receiver-token', 'content-type': 'application/json' },
			body: '{"data":{"event":{"id":"4711","title":"Summit"}}}',
		});
	});

	it('comes without an authorization header where none was agreed', async () => {
		await register();
		await emit('event_created', { eventId: 4712 });
		expect(target.received).toHaveLength(1);
		expect(target.received[0]?.headers.authorization).toBeUndefined();
		expect(JSON.parse(target.received[0]?.body ?? '')).toMatchObject({
			data: { event: { id: '4712' } },
		});
	});

	it('is repeated until exactly 200, ten times at most', async () => {
		await sandbox.steer('POST', 'settings', { timeCompression: 1_000_000 });
		await register();
		refusals['/hook'] = 3;
		expect(listAt((await emit('event_created'))[0], 'attempts').map(statusOf)).toEqual([
			202, 202, 202, 200,
		]);
		refusals['/hook'] = 99;
		const [lost] = await emit('event_created');
		expect(at(lost, 'delivered')).toBe(false);
		expect(listAt(lost, 'attempts')).toHaveLength(10);
		const deliveries = listAt(await sandbox.steer('GET', 'deliveries'), 'deliveries');
		expect(deliveries.map((delivery) => at(delivery, 'delivered'))).toEqual([true, false]);
	});

	it('is repeated where the receiver gives no token', async () => {
		await sandbox.steer('POST', 'settings', { timeCompression: 1_000_000 });
		await register({ authentication: authentication() });
		refusals['/token'] = 1;
		const [result] = await emit('event_created');
		expect(listAt(result, 'attempts').map(statusOf)).toEqual([undefined, 200]);
		expect(target.received.map(({ path }) => path)).toEqual(['/token', '/token', '/hook']);
	});

	it('reaches only hooks of its type and event', async () => {
		await register({}, { type: 'order_created', origin: undefined });
		await register({ event_id: 4712 });
		expect(await emit('event_created')).toEqual([]);
		expect(await emit('event_created', { eventId: 4712 })).toHaveLength(1);
		expect(await emit('order_created')).toHaveLength(1);
		expect(JSON.parse(target.received[1]?.body ?? '')).toMatchObject({
			data: { order: { eventId: '4711' } },
		});
	});

	it('never leaves this machine', async () => {
		await register({}, { endpoint: 'https://company.example.com/hook' });
		const [result] = await emit('event_created');
		expect(result).toMatchObject({
			delivered: false,
			attempts: [{ error: expect.stringContaining('this machine only') }],
		});
	});
});

describe('the initialisation (sample 7)', () => {
	it('sends one webhook for each record', async () => {
		await register({}, { type: 'attendee_validated', origin: undefined });
		const answer = await post('/webhooks/init/attendees', {
			event_id: 4711,
			webhook_type: ['attendee_validated'],
			max_rate_per_min: 30,
		});
		expect([answer.status, answer.json]).toEqual([
			200,
			{
				response_status: 200,
				developer_message: 'Success',
				user_message: 'Success',
				items_processed: expect.any(Number),
				_links: { self: { href: 'https://rest.doo.net/v1/webhooks/init/attendees' } },
			},
		]);
		const count = Number(at(answer.json, 'items_processed'));
		expect(count).toBeGreaterThan(0);
		for (let wait = 0; wait < 100 && target.received.length < count; wait += 1) {
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
		expect(target.received).toHaveLength(count);
		for (const { body } of target.received) {
			expect(JSON.parse(body)).toMatchObject({ data: { attendee: { status: 'validated' } } });
		}
	});

	it('filters by the time of the last change, read in CET', async () => {
		const all = await post('/webhooks/init/events', { organization_id: 111 });
		expect(at(all.json, 'items_processed')).toBe(48);
		const first = { organization_id: 111, last_updated_before: '2026-01-20 11:30:00' };
		const early = await post('/webhooks/init/events', first);
		const late = await post('/webhooks/init/events', {
			organization_id: 111,
			last_updated_after: '2026-01-20 11:30:01',
		});
		expect(Number(at(early.json, 'items_processed'))).toBeGreaterThan(0);
		expect(
			Number(at(early.json, 'items_processed')) + Number(at(late.json, 'items_processed')),
		).toBe(48);
	});

	it.each([
		['attendees', { organization_id: 111 }],
		['events', { event_id: 4711 }],
		['orders', { event_id: 4711, webhook_type: 'order_created' }],
		['orders', { event_id: 4711, webhook_type: ['attendee_pending'] }],
		['orders', { event_id: 4711, max_rate_per_min: 0 }],
		['orders', { event_id: 4711, last_updated_after: 'yesterday' }],
	])('refuses %s with %j', async (resource, body) => {
		expect((await post(`/webhooks/init/${resource}`, body)).status).toBe(400);
	});

	it('knows five resources', async () => {
		for (const resource of ['events', 'orders', 'attendees', 'contacts', 'invitees']) {
			const body = { event_id: '4712', organization_id: '111' };
			expect((await post(`/webhooks/init/${resource}`, body)).status).toBe(200);
		}
		expect((await post('/webhooks/init/tickets', {})).status).toBe(404);
	});
});

function statusOf(attempt: unknown): unknown {
	return at(attempt, 'status');
}
