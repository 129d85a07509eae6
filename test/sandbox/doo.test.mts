import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { at, call, formOf, listAt } from './http.mts';
import type { Answer, CallOptions } from './http.mts';
import { startSandbox } from './server.mts';
import type { Sandbox } from './server.mts';

let sandbox: Sandbox;
let token: string;

const KEY = { 'x-api-key': 'sandbox-doo-api-key' };
const LOGIN = {
	client_id: 'sandbox-doo-client-id',
	client_secret: 'sandbox-doo-client-secret',
	grant_type: 'client_credentials',
};
const REFUSED = {
	response_status: 401,
	developer_message: 'Access token is invalid',
	user_message: 'Unauthorized',
	data: null,
};

/** The create call of the sample exchanges. */
const CONFIGURATION = {
	name: 'Test webhook',
	description: 'Event creation',
	hooks: [
		{
			type: 'event_created',
			method: 'POST',
			endpoint: 'https://company.example.com/receive-doo-webhooks',
			origin: {
				method: 'POST',
				endpoint: 'https://gql.doo.net',
				body: JSON.stringify({
					operationName: null,
					variables: { eventId: '%EVENT_ID%' },
					query: 'query ($eventId: ID!) {event(id: $eventId) { id title }}',
				}),
			},
		},
	],
	authentication: {
		grant_type: 'client_credentials',
		endpoint: 'https://company.example.com/authorize-doo-webhooks',
		credentials: { client_id: 'doo', client_secret: 'sandbox-receiver-secret' },
		header_format: 'Authorization',
		header_value_format: 'Bearer %ACCESS_TOKEN%',
	},
};

beforeAll(async () => {
	sandbox = await startSandbox({ port: 0 });
});

beforeEach(async () => {
	await sandbox.steer('POST', 'reset');
	token = String(at((await login()).json, 'data.access_token'));
});

afterAll(async () => {
	await sandbox.close();
});

async function login(options: CallOptions = { json: LOGIN }): Promise<Answer> {
	return call(`${sandbox.baseUrls.doo}/oauth`, { headers: KEY, ...options });
}

async function rest(path: string, options: CallOptions = {}): Promise<Answer> {
	const headers = { ...KEY, authorization: `Bearer ${token}`, ...options.headers };
	return call(`${sandbox.baseUrls.doo}${path}`, { ...options, headers });
}

async function graph(query: string, variables?: object, operationName?: string): Promise<Answer> {
	return call(String(sandbox.baseUrls['doo-gql']), {
		headers: { ...KEY, authorization: `Bearer ${token}` },
		json: { query, variables, operationName },
	});
}

async function configure(config: object): Promise<void> {
	await sandbox.steer('POST', 'config', { service: 'doo', ...config });
}

describe('token (samples 1 and 2)', () => {
	it('is nested, 40 hex digits, without a life', async () => {
		const answer = await login();
		expect([answer.status, answer.type]).toEqual([200, 'application/json']);
		expect(answer.json).toEqual({
			response_status: 200,
			developer_message: 'Success',
			user_message: 'Success',
			data: { access_token: expect.stringMatching(/^[0-9a-f]{40}$/), refresh_token: null },
			_links: { self: { href: 'https://rest.doo.net/v1/oauth' } },
		});
	});

	it('states a life only where the configuration wants it', async () => {
		await configure({ expiresIn: '60' });
		expect(at((await login()).json, 'data.expires_in')).toBe('60');
		await configure({ expiresIn: 'omit' });
		expect(Object.keys(at((await login()).json, 'data') as object)).not.toContain('expires_in');
	});

	it('is refused with the envelope for wrong credentials', async () => {
		const json = { ...LOGIN, client_secret: 'wrong' };
		const refusal = { ...REFUSED, developer_message: 'Invalid client credentials' };
		const answer = await login({ json });
		expect([answer.status, answer.json]).toEqual([401, refusal]);
		await configure({ variant: 'envelope' });
		const hidden = await login({ json });
		expect([hidden.status, hidden.json]).toEqual([200, refusal]);
	});

	it('is refused by the gateway without the right API key', async () => {
		const refused: Array<Record<string, string>> = [{}, { 'x-api-key': 'wrong' }];
		for (const headers of refused) {
			const answer = await login({ headers, json: LOGIN });
			expect([answer.status, answer.json]).toEqual([403, { message: 'Forbidden' }]);
		}
	});

	it('needs JSON and every key', async () => {
		expect((await login({ form: LOGIN })).status).toBe(400);
		expect((await login({ body: JSON.stringify(LOGIN) })).status).toBe(400);
		expect((await login({ json: { ...LOGIN, grant_type: undefined } })).status).toBe(400);
		expect((await login({ json: { ...LOGIN, grant_type: 'password' } })).status).toBe(400);
	});
});

describe('ordinary calls (sample 9)', () => {
	it('refuse an access token that is not valid', async () => {
		const answer = await rest('/team/111/webhooks', { headers: { authorization: 'Bearer old' } });
		expect([answer.status, answer.json]).toEqual([401, REFUSED]);
		await configure({ variant: 'envelope' });
		const hidden = await rest('/team/111/webhooks', { headers: { authorization: 'Bearer old' } });
		expect([hidden.status, hidden.json]).toEqual([200, REFUSED]);
	});

	it('are limited to one a second, in one of two forms', async () => {
		await configure({ quotas: true });
		expect((await rest('/team/111/webhooks')).status).toBe(200);
		const limited = await rest('/team/111/webhooks');
		expect([limited.status, limited.json]).toEqual([429, { message: 'Too Many Requests' }]);
		await configure({ variant: 'limit-403' });
		const other = await rest('/team/111/webhooks');
		expect([other.status, other.json]).toEqual([403, { message: 'Limit Exceeded' }]);
	});

	it('answer an unknown path or team in the envelope', async () => {
		for (const path of ['/events', '/team/112/webhooks']) {
			const answer = await rest(path);
			expect([answer.status, formOf(answer.json)]).toEqual([404, formOf(REFUSED)]);
		}
	});
});

describe('webhook configurations (samples 3 to 6)', () => {
	it('are created and listed', async () => {
		const created = await rest('/team/111/webhooks', { json: CONFIGURATION });
		expect([created.status, created.type]).toEqual([200, 'application/json']);
		expect(created.json).toEqual({
			response_status: 200,
			developer_message: 'Success',
			user_message: 'Success',
			data: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
			_links: { self: { href: 'https://rest.doo.net/v1/team/111/webhooks' } },
		});
		const uuid = String(at(created.json, 'data'));

		const list = await rest('/team/111/webhooks?page=1');
		expect(list.json).toMatchObject({
			_links: {
				self: { href: 'https://rest.doo.net/v1/team/111/webhooks?page=1' },
				first: { href: 'https://rest.doo.net/v1/team/111/webhooks' },
				last: { href: 'https://rest.doo.net/v1/team/111/webhooks?page=1' },
			},
			page_count: 1,
			page_size: 25,
			total_items: 2,
			page: 1,
		});
		const [hook] = CONFIGURATION.hooks;
		expect(at(list.json, '_embedded.webhooks.1')).toEqual({
			...CONFIGURATION,
			id: '13',
			hooks: [{ ...hook, type: expect.stringMatching(/^event_created_[0-9a-f]{32}$/) }],
			_links: { self: { href: `https://rest.doo.net/v1/webhooks/${uuid}` } },
		});
		await configure({ variant: 'uuid-ids' });
		const withUuids = await rest('/team/111/webhooks');
		expect(at(withUuids.json, '_embedded.webhooks.1.id')).toBe(uuid);
	});

	it('come in pages of 25, and without links where there are none', async () => {
		const [hook] = CONFIGURATION.hooks;
		const plain = { ...hook, origin: undefined };
		for (let count = 0; count < 25; count += 1) {
			await rest('/team/111/webhooks', { json: { name: `Number ${count}`, hooks: [plain] } });
		}
		const second = await rest('/team/111/webhooks?page=2');
		expect(second.json).toMatchObject({ page_count: 2, page_size: 25, total_items: 26, page: 2 });
		expect(at(second.json, '_links')).toEqual({
			self: { href: 'https://rest.doo.net/v1/team/111/webhooks?page=2' },
		});
		const [last] = listAt(second.json, '_embedded.webhooks');
		expect(last).toMatchObject({ name: 'Number 24', hooks: [{ type: 'event_created' }] });
		expect(Object.keys(last as object)).toEqual(['id', 'name', 'hooks', '_links']);

		for (const page of [1, 1]) {
			const rows = listAt(
				(await rest(`/team/111/webhooks?page=${page}`)).json,
				'_embedded.webhooks',
			);
			for (const row of rows) {
				const id = String(at(row, '_links.self.href')).split('/').at(-1);
				expect((await rest(`/webhooks/${id}`, { method: 'DELETE' })).status).toBe(204);
			}
		}
		expect((await rest('/team/111/webhooks')).json).toEqual({
			_embedded: { webhooks: [] },
			page_count: 0,
			page_size: 25,
			total_items: 0,
			page: 1,
		});
	});

	it('are removed without a word, twice, with the API key alone', async () => {
		const created = await rest('/team/111/webhooks', { json: CONFIGURATION });
		const url = `${sandbox.baseUrls.doo}/webhooks/${String(at(created.json, 'data'))}`;
		for (const time of [1, 2]) {
			const removed = await call(url, { method: 'DELETE', headers: KEY });
			expect([time, removed.status, removed.text]).toEqual([time, 204, '']);
		}
		expect(at((await rest('/team/111/webhooks')).json, 'total_items')).toBe(1);
		const headers = { ...KEY, authorization: 'Bearer old' };
		expect((await call(url, { method: 'DELETE', headers })).status).toBe(401);
	});

	it.each([
		['no name', { name: undefined }],
		['no hooks', { hooks: [] }],
		['an unknown type', { hooks: [{ type: 'on_event_created', endpoint: 'https://example.com' }] }],
		['no endpoint', { hooks: [{ type: 'event_created' }] }],
		['no receiver secret', { authentication: { endpoint: 'https://example.com/token' } }],
	])('are refused with %s', async (_what, change) => {
		const answer = await rest('/team/111/webhooks', { json: { ...CONFIGURATION, ...change } });
		expect([answer.status, formOf(answer.json)]).toEqual([400, formOf(REFUSED)]);
	});
});

describe('GraphQL (sample 8)', () => {
	it('answers a query', async () => {
		const query = 'query EventShort($id: ID!) { event(id: $id) { title startDate endDate } }';
		const answer = await graph(query, { id: 4711 }, 'EventShort');
		expect([answer.status, answer.type]).toEqual([200, 'application/json']);
		expect(answer.json).toEqual({
			data: {
				event: {
					title: 'Summit',
					startDate: '2026-03-01T09:00:00+01:00',
					endDate: '2026-03-01T17:00:00+01:00',
				},
			},
		});
	});

	it('answers errors with 200', async () => {
		const answer = await graph('{ event(id: 4711) { nonsense } }');
		expect(answer.status).toBe(200);
		expect(answer.json).toMatchObject({
			errors: [{ message: expect.stringContaining('Cannot query field') }],
			data: null,
		});
	});

	it('answers __typename and introspection', async () => {
		expect((await graph('{ __typename }')).json).toEqual({ data: { __typename: 'Query' } });
		const schema = await graph('{ __schema { queryType { fields { name } } } }');
		const names = listAt(schema.json, 'data.__schema.queryType.fields').map((field) =>
			at(field, 'name'),
		);
		expect(names).toEqual(expect.arrayContaining(['event', 'events', 'order', 'attendee']));
	});

	it('pages through events with their orders and attendees', async () => {
		const page = 'total items { id status orders { total items { attendees { status } } } }';
		const ids: unknown[] = [];
		const statuses = new Set<unknown>();
		for (let offset = 0; offset < 48; offset += 20) {
			const answer = await graph(`{ events(first: 20, offset: ${offset}) { ${page} } }`);
			expect(at(answer.json, 'data.events.total')).toBe(48);
			for (const event of listAt(answer.json, 'data.events.items')) {
				ids.push(at(event, 'id'));
				statuses.add(at(event, 'status'));
				expect(Number(at(event, 'orders.total'))).toBeGreaterThanOrEqual(3);
				expect(Number(at(event, 'orders.total'))).toBeLessThanOrEqual(12);
				expect(listAt(event, 'orders.items.0.attendees').length).toBeGreaterThan(0);
			}
		}
		expect(new Set(ids).size).toBe(48);
		expect(statuses).toEqual(new Set(['draft', 'live', 'cancelled', 'done', 'deleted']));
	});

	it('needs a valid token, JSON and a query', async () => {
		const url = String(sandbox.baseUrls['doo-gql']);
		expect((await call(url, { headers: KEY, json: { query: '{__typename}' } })).status).toBe(401);
		const headers = { ...KEY, authorization: `Bearer ${token}` };
		expect((await call(url, { headers, form: { query: '{__typename}' } })).status).toBe(400);
		expect((await call(url, { headers, json: {} })).status).toBe(400);
	});
});

describe('values are taken as they are', () => {
	const [hook] = CONFIGURATION.hooks;

	it.each([
		['description', { description: 7 }],
		['event_id', { event_id: { id: 4711 } }],
		['event_guide_id', { event_guide_id: [] }],
		['hooks.origin.body', { hooks: [{ ...hook, origin: { ...hook?.origin, body: 'query {}' } }] }],
		['hooks.origin', { hooks: [{ ...hook, origin: { ...hook?.origin, body: {} } }] }],
		['hooks.type', { hooks: [{ ...hook, type: ' event_created' }] }],
		['hooks is missing', { hooks: JSON.stringify(CONFIGURATION.hooks) }],
	])('a configuration with a wrong %s is refused', async (words, change) => {
		const refused = await rest('/team/111/webhooks', { json: { ...CONFIGURATION, ...change } });
		expect(refused.status).toBe(400);
		expect(at(refused.json, 'developer_message')).toContain(words);
	});

	it.each([
		['webhook_type', { webhook_type: 'attendee_validated' }],
		['webhook_type', { webhook_type: '["attendee_validated"]' }],
		['max_rate_per_min', { max_rate_per_min: '30' }],
		['max_rate_per_min', { max_rate_per_min: 1.5 }],
		['last_updated_', { last_updated_after: 20_260_131 }],
		['last_updated_', { last_updated_after: ' 2026-01-31' }],
		['webhook_configuration_id', { webhook_configuration_id: {} }],
	])('an initialisation with a wrong %s is refused: %j', async (words, change) => {
		const json = { event_id: 4711, ...change };
		const refused = await rest('/webhooks/init/attendees', { json });
		expect(refused.status).toBe(400);
		expect(at(refused.json, 'developer_message')).toContain(words);
	});

	it.each([
		['Variables', { variables: '{"id":4711}' }],
		['operationName', { operationName: 7 }],
	])('a query with wrong %s is refused', async (words, change) => {
		const refused = await call(String(sandbox.baseUrls['doo-gql']), {
			headers: { ...KEY, authorization: `Bearer ${token}` },
			json: { query: 'query Name { __typename }', ...change },
		});
		expect(refused.status).toBe(400);
		expect(at(refused.json, 'errors.0.message')).toContain(words);
	});
});
