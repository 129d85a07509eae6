import { describe, expect, it, afterEach, jest } from '@jest/globals';
import { buildSchema } from 'graphql';
import type { INodeParameters, IDataObject } from 'n8n-workflow';

import type { Fault } from '../sandbox/core/types.mts';
import { searchList } from './support/list-search.mts';
import { sandboxForTests, secretsOf, textOf } from './support/node-bench.mts';
import { ServiceNode } from './support/service-node.mts';

const sandbox = sandboxForTests();

const HOOK = {
	type: 'attendee_validated',
	method: 'POST',
	endpoint: 'https://example.com/receive',
	origin: {
		method: 'POST',
		endpoint: 'https://gql.doo.net',
		body: {
			operationName: null,
			variables: { eventId: '%EVENT_ID%' },
			query: 'query ($eventId: ID!) { event(id: $eventId) { id title } }',
		},
	},
};

async function doo(): Promise<ServiceNode> {
	return await ServiceNode.start(sandbox(), 'doo');
}

function bodyOf(call: { rawBody: string } | undefined): unknown {
	return JSON.parse(call?.rawBody ?? 'null');
}

async function create(node: ServiceNode, name: string): Promise<string> {
	const { items } = await node.run({
		resource: 'webhook',
		operation: 'create',
		with: { organizationId: '111', name, hooks: JSON.stringify([HOOK]) },
	});
	return String(items[0]?.json.webhook_group_id);
}

async function list(node: ServiceNode) {
	const { items } = await node.run({
		resource: 'webhook',
		operation: 'getMany',
		with: { organizationId: '111', returnAll: true },
	});
	return items.map(({ json }) => json);
}

describe('A GraphQL query', () => {
	const run = async (
		node: ServiceNode,
		parameters: INodeParameters,
		items: Array<Record<string, string>> = [{}],
		onError?: 'continueRegularOutput',
	) =>
		await node.run(
			{
				resource: 'graphql',
				operation: 'query',
				with: parameters,
				...(onError ? { onError } : {}),
			},
			items,
		);
	const events = 'query ($first: Int) { events(first: $first) { total items { id title } } }';

	it('gives its data as one item for each input item', async () => {
		const node = await doo();
		const { items, error, calls } = await run(
			node,
			{
				query: 'query Short($id: ID!) { event(id: $id) { id title } } query Other { __typename }',
				variables: '={{ { "id": $json.event } }}',
				additionalFields: { operationName: 'Short' },
			},
			[{ event: '4711' }, { event: '4712' }],
		);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual([
			{ event: { id: '4711', title: 'Summit' } },
			{ event: { id: '4712', title: expect.any(String) } },
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(calls.map(bodyOf)).toContainEqual(
			expect.objectContaining({ variables: { id: '4711' }, operationName: 'Short' }),
		);
	});

	it('gives one item for each row of a list, or of an object', async () => {
		const node = await doo();
		const rows = await run(node, {
			query: events,
			variables: '{"first":3}',
			rowsAt: 'events.items',
		});
		expect(rows.items.map(({ json }) => json.id)).toEqual(['4711', '4712', '4713']);
		const object = await run(node, {
			query: events,
			variables: '{"first":1}',
			rowsAt: 'events',
		});
		expect(object.items.map(({ json }) => Object.keys(json))).toEqual([['total', 'items']]);
	});

	it('gives no item where there is nothing at the path, and fails where the path is wrong', async () => {
		const node = await doo();
		const query = '{ event(id: "1") { attendees { items { id } } } }';
		const none = await run(node, { query, rowsAt: 'event.attendees.items' });
		expect(none.error).toBeUndefined();
		expect(none.items).toEqual([]);
		const wrong = await run(node, { query, rowsAt: 'events.items' });
		expect(wrong.error?.message).toBe('"Rows At" finds nothing at events.items [item 0]');
		expect(wrong.error?.description).toBe('In the data, there is no "events", only event.');
	});

	const partial = {
		data: { event: { id: '1', title: 'One' }, other: null },
		errors: [{ message: 'took too long', path: ['other', 0, 'name'] }],
	};

	it('fails where a part of it failed, and says which', async () => {
		const node = await doo();
		await node.answer(partial);
		const { error } = await run(node, { query: events });
		expect(error?.message).toBe('A part of the query failed: other.0.name: took too long');
		expect(error?.description).toContain('data.event.title One');
	});

	it('keeps the data and the failures in the item that goes on', async () => {
		const node = await doo();
		await node.answer(partial);
		const { items } = await run(node, { query: events }, [{}], 'continueRegularOutput');
		expect(items).toHaveLength(1);
		expect(Object.keys(items[0]?.json ?? {})).toEqual(['error', 'message']);
		expect(items[0]?.json.error).toMatch(/took too long/);
		expect(items[0]?.json.message).toContain('data.event.title One');
	});

	it('takes partial data on demand, with the failures in each item', async () => {
		const node = await doo();
		await node.answer(partial);
		const allowed = { query: events, allowPartialData: true };
		const { items, error } = await run(node, { ...allowed, rowsAt: 'event' });
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual([
			{ id: '1', title: 'One', graphqlErrors: partial.errors },
		]);
		const none = await run(node, { ...allowed, rowsAt: 'other' });
		expect(none.items.map(({ json }) => json)).toEqual([{ graphqlErrors: partial.errors }]);
	});

	it.each([
		['errors without data', '{ nothing }', undefined, /^doo: Cannot query field "nothing"/],
		['an answer that is none', events, { hello: 1 }, /^The answer is not a GraphQL answer/],
	])('fails for %s although the status is 200', async (_what, query, answer, message) => {
		const node = await doo();
		if (answer) await node.answer(answer);
		const { error, calls } = await run(node, { query, allowPartialData: true });
		expect(calls.map(({ status }) => status)).toEqual([200]);
		expect(error?.message).toMatch(message);
	});

	it('refuses variables that are no object', async () => {
		const node = await doo();
		const { error, calls } = await run(node, { query: events, variables: '[1]' });
		expect(error?.message).toBe('"Variables" must be a JSON object [item 0]');
		expect(calls).toEqual([]);
	});
});

describe('The GraphQL schema', () => {
	const ask = async (output: string, typeName = '') =>
		await (
			await doo()
		).run({ resource: 'graphql', operation: 'getSchema', with: { output, typeName } });

	it('comes as types with their fields or values', async () => {
		const { items, calls } = await ask('types', 'event');
		expect(items.map(({ json }) => json.name).sort()).toEqual([
			'Event',
			'EventPage',
			'EventStatus',
		]);
		const [event] = items.filter(({ json }) => json.name === 'Event');
		expect(event?.json.fields).toContainEqual({
			name: 'orders',
			type: 'OrderPage!',
			arguments: [
				{ name: 'first', type: 'Int', defaultValue: '25' },
				{ name: 'offset', type: 'Int', defaultValue: '0' },
				{ name: 'status', type: 'OrderStatus' },
			],
		});
		expect(calls).toHaveLength(1);
	});

	it('comes as fields', async () => {
		const { items } = await ask('fields', 'Query');
		expect(items.map(({ json }) => json)).toContainEqual({
			type: 'Query',
			root: 'query',
			field: 'event',
			returns: 'Event',
			arguments: 'id: ID!',
		});
	});

	it('comes as text that GraphQL understands', async () => {
		const { items } = await ask('sdl');
		expect(items).toHaveLength(1);
		const types = buildSchema(String(items[0]?.json.schema)).getTypeMap();
		expect(String(types.EventPage)).toBe('EventPage');
		expect(Object.keys(types)).toEqual(expect.arrayContaining(['Event', 'Order', 'OrderStatus']));
	});

	it('has to have a type of the name', async () => {
		const { error } = await ask('types', 'Invoice');
		expect(error?.message).toBe('No type has "invoice" in its name [item 0]');
		expect(error?.description).toContain('Attendee');
	});
});

describe('A webhook configuration', () => {
	it('is created with its query as text, and gives the id that a removal needs', async () => {
		const node = await doo();
		const { items, calls } = await node.run({
			resource: 'webhook',
			operation: 'create',
			with: {
				organizationId: '111',
				name: 'New attendees',
				hooks: JSON.stringify([HOOK]),
				additionalFields: { eventId: 4711, description: 'Set up by n8n' },
			},
		});
		expect(calls[0]?.path).toBe('/team/111/webhooks');
		expect(bodyOf(calls[0])).toEqual({
			name: 'New attendees',
			description: 'Set up by n8n',
			event_id: 4711,
			hooks: [{ ...HOOK, origin: { ...HOOK.origin, body: JSON.stringify(HOOK.origin.body) } }],
		});
		expect(items.map(({ json }) => json)).toEqual([
			{ webhook_group_id: expect.stringMatching(/^[0-9a-f]+-/) },
		]);
	});

	it.each(['[]', '{}', '"x"'])('needs hooks: %s are none', async (hooks) => {
		const node = await doo();
		const { error, calls } = await node.run({
			resource: 'webhook',
			operation: 'create',
			with: { organizationId: '111', name: 'None', hooks },
		});
		expect(error?.message).toBe('"Hooks (JSON)" must be a list with at least one hook [item 0]');
		expect(calls).toEqual([]);
	});

	it('is listed with the id of its link, on all pages, without the secrets of the receivers', async () => {
		const node = await doo();
		for (let number = 1; number <= 26; number++) await create(node, `Number ${number}`);
		const answered = await node.run({
			resource: 'webhook',
			operation: 'getMany',
			with: { organizationId: '111', returnAll: true },
		});
		expect(answered.items).toHaveLength(27);
		expect(answered.calls.map(({ query }) => query.page)).toEqual(['1', '2']);
		const [first] = answered.items.map(({ json }) => json);
		expect(first).toMatchObject({
			id: '12',
			authentication: { credentials: { client_secret: '***' } },
		});
		expect(first?.webhook_group_id).toMatch(/-11e7-/);
		expect(textOf(answered)).not.toContain('sandbox-receiver-secret');
		for (const secret of await secretsOf(sandbox(), 'doo')) {
			expect(textOf(answered)).not.toContain(secret);
		}
	}, 60_000);

	it('is listed without the keys in the addresses of hooks', async () => {
		const node = await doo();
		const endpoint = 'https://n8n.example.com/webhook/a/webhook?type=event_created&key=hush-hush#x';
		const hooks = JSON.stringify([{ ...HOOK, endpoint }]);
		const operation = 'create';
		await node.run({
			resource: 'webhook',
			operation,
			with: { organizationId: '111', name: 'Keyed', hooks },
		});
		const shown = JSON.stringify(await list(node));
		expect(shown).toContain(
			'https://n8n.example.com/webhook/a/webhook?type=event_created&key=***#x',
		);
		expect(shown).not.toContain('hush-hush');
	});

	it('fails where the envelope says so in a 200 answer', async () => {
		const node = await doo();
		await sandbox().steer('POST', 'config', { service: 'doo', variant: 'envelope' });
		const { error, calls } = await node.run({
			resource: 'webhook',
			operation: 'getMany',
			with: { organizationId: '999' },
		});
		expect(calls.map(({ status }) => status)).toEqual([200]);
		expect(error?.message).toBe('doo: Team not found');
	});
});

describe('The removal of a webhook configuration', () => {
	const remove = { resource: 'webhook', operation: 'delete' };

	it.each([
		['its webhook_group_id', (row: Record<string, unknown>) => row.webhook_group_id],
		['the number of the list', (row: Record<string, unknown>) => row.id],
		[
			'its self link',
			({ _links: links }: Record<string, unknown>) => ({
				__rl: true,
				mode: 'url',
				value: (links as { self: { href: string } }).self.href,
			}),
		],
	])('works with %s, and is looked up afterwards', async (_what, idOf) => {
		const node = await doo();
		const uuid = await create(node, 'Mine');
		const mine = (await list(node)).find(({ webhook_group_id: id }) => id === uuid);
		const { items, error, calls } = await node.run({
			...remove,
			with: {
				organizationId: '111',
				webhookConfigurationId: idOf(mine ?? {}) as INodeParameters[string],
			},
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual([{ deleted: true, verified: true }]);
		expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
			'GET /team/111/webhooks',
			`DELETE /webhooks/${uuid}`,
			'GET /team/111/webhooks',
		]);
		expect((await list(node)).map(({ name }) => name)).toEqual(['CRM feed']);
	});

	it('says that there is none, although doo would have said 204', async () => {
		const node = await doo();
		const { error, calls } = await node.run({
			...remove,
			with: { organizationId: '111', webhookConfigurationId: '0f5566bb-d35b-11e7-bde8-0' },
		});
		expect(error?.message).toBe(
			'The organization has no webhook configuration "0f5566bb-d35b-11e7-bde8-0" [item 0]',
		);
		expect(calls.map(({ method }) => method)).toEqual(['GET']);
	});

	it('fails where the configuration is still listed', async () => {
		const node = await doo();
		const id = await create(node, 'Sticky');
		await node.fault({ path: `/webhooks/${id}`, method: 'DELETE', status: 204, times: 5 });
		const { error, calls } = await node.run({
			...remove,
			with: { organizationId: '111', webhookConfigurationId: id, checks: 2 },
		});
		expect(error?.message).toBe(
			'doo accepted the deletion of the webhook configuration "Sticky" but still lists it [item 0]',
		);
		expect(calls.map(({ method }) => method)).toEqual(['GET', 'DELETE', 'GET', 'GET']);
	});

	it('asks for the list before once for all items, and links each answer to its item', async () => {
		const node = await doo();
		const ids = [await create(node, 'A'), await create(node, 'B'), 'missing-one'];
		const { items, calls } = await node.run(
			{
				...remove,
				onError: 'continueRegularOutput',
				with: { organizationId: '111', webhookConfigurationId: '={{ $json.id }}' },
			},
			ids.map((id) => ({ id })),
		);
		expect(items.map(({ json }) => json.deleted ?? json.error)).toEqual([
			true,
			true,
			'The organization has no webhook configuration "missing-one" [item 2]',
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2].map((item) => ({ item })));
		expect(calls.filter(({ method }) => method === 'GET')).toHaveLength(3);
	});

	it('claims no more than it knows without the check', async () => {
		const node = await doo();
		const parameters = { organizationId: '111', verify: false };
		const { items, calls } = await node.run({
			...remove,
			with: { ...parameters, webhookConfigurationId: 'missing-one' },
		});
		expect(items.map(({ json }) => json)).toEqual([{ deleted: true, verified: false }]);
		expect(calls.map(({ method }) => method)).toEqual(['DELETE']);
		const short = await node.run({
			...remove,
			with: { ...parameters, webhookConfigurationId: '12' },
		});
		expect(short.error?.message).toBe(
			'"Webhook Configuration" is a list number, which doo does not accept for deletions [item 0]',
		);
		expect(short.calls).toEqual([]);
	});
});

describe('Sending existing records', () => {
	const send = { resource: 'webhook', operation: 'initialize' };

	it('sends those of an event, with numbers as numbers', async () => {
		const node = await doo();
		const { items, error, calls } = await node.run({
			...send,
			with: {
				resourceName: 'attendees',
				eventId: '4711',
				organizationId: '111',
				additionalFields: { webhookType: ['attendee_validated'], maxRatePerMin: 30 },
			},
		});
		expect(error).toBeUndefined();
		expect(calls[0]?.path).toBe('/webhooks/init/attendees');
		expect(bodyOf(calls[0])).toEqual({
			event_id: 4711,
			webhook_type: ['attendee_validated'],
			max_rate_per_min: 30,
		});
		expect(items.map(({ json }) => Object.keys(json))).toEqual([['items_processed']]);
		expect(Number(items[0]?.json.items_processed)).toBeGreaterThan(0);
	});

	it('sends those of an organization', async () => {
		const node = await doo();
		const { items, calls } = await node.run({
			...send,
			with: { resourceName: 'contacts', organizationId: '111', eventId: '4711' },
		});
		expect(bodyOf(calls[0])).toEqual({ organization_id: 111 });
		expect(items.map(({ json }) => json)).toEqual([{ items_processed: 90 }]);
	});

	it.each([
		['orders', { organizationId: '111' }, '"Event ID" is empty [item 0]'],
		['invitees', {}, '"Event ID" is empty [item 0]'],
		['events', { eventId: '4711' }, '"Organization ID" is empty [item 0]'],
		['contacts', {}, '"Organization ID" is empty [item 0]'],
		[
			'orders',
			{ eventId: '4711', additionalFields: { webhookType: ['attendee_validated'] } },
			'"Webhook Types" has attendee_validated, which is not a type of orders [item 0]',
		],
	])('checks before it sends: %s with %j', async (resourceName, parameters, message) => {
		const node = await doo();
		const { error, calls } = await node.run({ ...send, with: { resourceName, ...parameters } });
		expect(error?.message).toBe(message);
		expect(calls).toEqual([]);
	});
});

describe('The list of configurations to pick from', () => {
	const ask = async (organizationId: string) => {
		const secrets = { apiKey: 'api-key', clientId: 'client-id', clientSecret: 'client-secret' };
		const data = Object.fromEntries(
			Object.entries(secrets).map(([name, value]) => [name, `sandbox-doo-${value}`]),
		);
		return await searchList(
			sandbox(),
			'doo',
			{ type: 'dooApi', data: { ...data, graphqlUrl: sandbox().baseUrls['doo-gql'] ?? '' } },
			'searchConfiguration',
			{ parameters: { resource: 'webhook', operation: 'delete', organizationId } },
		);
	};

	it('gives the id of the link, not the number', async () => {
		const node = await doo();
		const id = await create(node, 'Mine');
		const { results } = await ask('111');
		expect(results).toContainEqual({ name: 'Mine', value: id });
		expect(results.map(({ name }) => name)).toContain('CRM feed · Set up by the CRM integration');
	});

	it('needs the organization first', async () => {
		await expect(ask('')).rejects.toThrow(
			'Fill in "Organization ID" first, then pick the webhook configuration',
		);
	});
});

const locator = (value: number | string) => ({ __rl: true, mode: 'id', value });

const on = { options: { dryRun: true } };

describe('a dry run', () => {
	it('of a verified deletion reads the list, and deletes nothing', async () => {
		const node = await ServiceNode.start(sandbox(), 'doo');
		const organization = { organizationId: '111' };
		const hook = { type: 'event_created', method: 'POST', endpoint: 'https://a.example/hook' };
		const origin = { method: 'POST', endpoint: 'https://gql.doo.net', body: { query: '{ a }' } };
		const hooks = JSON.stringify([{ ...hook, origin }]);
		const create = { name: 'Kept', hooks, ...organization };
		const made = await node.run({ resource: 'webhook', operation: 'create', with: create });
		const id = String(made.items[0]?.json.webhook_group_id);
		const { items, calls } = await node.run({
			resource: 'webhook',
			operation: 'delete',
			with: { ...organization, webhookConfigurationId: locator(id), ...on },
		});
		expect(calls.map(({ method }) => method)).toEqual(['GET']);
		const [deletion, ...later] = items.map(({ json }) => json);
		expect(deletion).toMatchObject({ method: 'DELETE', url: expect.stringContaining(id) });
		expect(later.map(({ writes }) => writes)).toEqual([false]);
		const list = await node.run({
			resource: 'webhook',
			operation: 'getMany',
			with: { ...organization, returnAll: true },
		});
		expect(list.items.map(({ json }) => json.webhook_group_id)).toContain(id);
	});
});

describe('what writes in a run of mixed requests', () => {
	it('a GraphQL query is repeated and runs beside others, a mutation is not', async () => {
		const node = await ServiceNode.start(sandbox(), 'doo');
		const send = async (query: string) => {
			await node.fault({ path: '^/?$', reset: 'before', times: 1 });
			return await node.run({ resource: 'graphql', operation: 'query', with: { query } });
		};
		const read = await send('query { __typename }');
		expect(read.error).toBeUndefined();
		expect(read.calls).toHaveLength(2);
		const write = await send('mutation { __typename }');
		expect(write.calls).toHaveLength(1);
		expect(write.error?.description).toContain('The service may have carried it out');
	});
});

const OUTAGE = 1000;

const unavailable = { status: 503, body: { message: 'Service Unavailable' } };

afterEach(() => {
	jest.restoreAllMocks();
});

describe('the removal of a webhook configuration', () => {
	const remove = async (faults: Array<Omit<Fault, 'service'>>, more: INodeParameters = {}) => {
		const node = await ServiceNode.start(sandbox(), 'doo');
		const listed = await node.run({
			resource: 'webhook',
			operation: 'getMany',
			with: { organizationId: '111', returnAll: true },
		});
		const [first] = listed.items.map(({ json }: { json: IDataObject }) => json.webhook_group_id);
		await node.fault(...faults);
		return await node.run({
			resource: 'webhook',
			operation: 'delete',
			with: { organizationId: '111', webhookConfigurationId: String(first), checks: 3, ...more },
		});
	};

	it('looks on after an outage', async () => {
		const { items, error } = await remove([
			{ ...unavailable, method: 'GET', path: '/webhooks$', skip: 1, times: 4 },
		]);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual([{ deleted: true, verified: true }]);
	});

	it('says that doo accepted it where the list cannot be read', async () => {
		const { error } = await remove(
			[{ ...unavailable, method: 'GET', path: '/webhooks$', skip: 1, times: OUTAGE }],
			{ checks: 1 },
		);
		expect(error?.message).toMatch(
			/^doo accepted the deletion of the webhook configuration "CRM feed", but did not say whether it is gone/,
		);
	});
});
