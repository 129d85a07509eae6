import { describe, expect, it } from '@jest/globals';

import type { Answered } from './support/node-bench.mts';
import { sandboxForTests } from './support/node-bench.mts';
import type { Asked } from './support/provider-request.mts';
import { Requester } from './support/provider-request.mts';
import { traffic } from './support/bench.mts';
import { tooEarly } from './support/pace.mts';

const sandbox = sandboxForTests();

const numbered = (count: number) => Array.from({ length: count }, (_entry, index) => index + 1);

describe('Return All', () => {
	it('gives all webhooks of doo, whose page size nobody can choose', async () => {
		const node = await Requester.start(sandbox(), 'doo');
		const made = await node.run(
			{
				endpoint: 'POST /team/{team_id}/webhooks',
				path: { team_id: '111' },
				body: '={{ $json }}',
			},
			numbered(59).map((n) => ({
				name: `Hook ${n}`,
				hooks: [{ type: 'event_created', endpoint: `https://example.com/${n}` }],
			})),
		);
		expect(made.error).toBeUndefined();
		const { items, calls } = await node.run({
			endpoint: 'GET /team/{team_id}/webhooks',
			path: { team_id: '111' },
		});
		expect(items).toHaveLength(60);
		expect(calls.map(({ query }) => query)).toEqual([{ page: '1' }, { page: '2' }, { page: '3' }]);
	});
});

describe('Limit', () => {
	it('cuts a page whose size nobody can choose', async () => {
		const node = await Requester.start(sandbox(), 'doo');
		const rows = numbered(25).map((id) => ({ id }));
		const body = { _embedded: { webhooks: rows }, page_count: 3, total_items: 60 };
		await node.answer(body, { path: '^/team' });
		const { items, calls } = await node.run({
			endpoint: 'GET /team/{team_id}/webhooks',
			path: { team_id: '111' },
			limit: 3,
		});
		expect(items.map(({ json }) => json.id)).toEqual([1, 2, 3]);
		expect(calls).toHaveLength(1);
	});
});

describe('a removal', () => {
	it('says so where the service answers nothing', async () => {
		const node = await Requester.start(sandbox(), 'doo');
		const { json, call } = await node.one({
			endpoint: 'DELETE /webhooks/{webhook_group_id}',
			path: { webhook_group_id: 'fc17fc66-28b4-11e7-88c1-5b3eda19061b' },
		});
		expect(call).toMatchObject({ method: 'DELETE', status: 204 });
		expect(json).toEqual({ deleted: true });
	});
});

describe('a secret in the answer', () => {
	it('in the address of a hook at doo is masked in every form', async () => {
		const node = await Requester.start(sandbox(), 'doo');
		const endpoint = 'https://n8n.example.com/webhook/a/webhook?key=hush-hush&type=event_created';
		await node.one({
			endpoint: 'POST /team/{team_id}/webhooks',
			path: { team_id: '111' },
			body: { name: 'Keyed', hooks: [{ type: 'event_created', method: 'POST', endpoint }] },
		});
		for (const options of [
			{},
			{ response: 'text' },
			{ fullResponse: true },
			{ pagination: 'off' },
		]) {
			const { items, error } = await node.run({
				endpoint: 'GET /team/{team_id}/webhooks',
				path: { team_id: '111' },
				options,
			});
			const shown = JSON.stringify(items);
			expect([error, shown.includes('webhook?key=***&type=event_created')]).toEqual([
				undefined,
				true,
			]);
			expect(shown).not.toContain('hush-hush');
		}
	});
});

describe('the endpoint', () => {
	it('is on another host of the service where the list says so', async () => {
		const node = await Requester.start(sandbox(), 'doo');
		const graphql = { query: '{ __typename }' };
		const { json, call } = await node.one({ endpoint: 'POST graphql:/', graphql });
		expect(call).toMatchObject({ method: 'POST', path: '/', status: 200 });
		expect(json).toEqual({ data: { __typename: 'Query' } });
	});

	it('is on that host where it is pasted as the list has it', async () => {
		const node = await Requester.start(sandbox(), 'doo');
		const graphql = { query: '{ __typename }' };
		const { call } = await node.one({ endpoint: 'POST graphql:/', method: 'GET', graphql });
		expect(call).toMatchObject({ method: 'POST', path: '/', status: 200 });
	});
});

describe('a GraphQL body', () => {
	const query = 'query A($id: ID!) { event(id: $id) { id title } } query B { __typename }';

	const endpoint = 'POST graphql:/';

	it('has the query, its variables and the operation', async () => {
		const node = await Requester.start(sandbox(), 'doo');
		const graphql = { query, variables: { id: 4711 }, operationName: 'A' };
		const { json, call } = await node.one({ endpoint, graphql });
		expect(call.headers['content-type']).toBe('application/json');
		expect(JSON.parse(call.rawBody)).toEqual(graphql);
		expect(json).toEqual({ data: { event: { id: '4711', title: 'Summit' } } });
	});

	it('takes variables from an expression, and names no operation where none is given', async () => {
		const node = await Requester.start(sandbox(), 'doo');
		const graphql = {
			query: 'query ($id: ID!) { event(id: $id) { id } }',
			variables: '={{ $json }}',
		};
		const { items, calls } = await node.run({ endpoint, graphql }, [{ id: 4711 }, { id: 4712 }]);
		expect(items.map(({ json }) => json)).toEqual([
			{ data: { event: { id: '4711' } } },
			{ data: { event: { id: '4712' } } },
		]);
		expect(Object.keys(JSON.parse(calls[0]?.rawBody ?? '{}'))).toEqual(['query', 'variables']);
	});

	it('fails where the answer has only errors, although its status is 200', async () => {
		const node = await Requester.start(sandbox(), 'doo');
		const { error, calls } = await node.refusal({ endpoint, graphql: { query: '{ nothing }' } });
		expect(calls.map(({ status }) => status)).toEqual([200]);
		expect(error.message).toMatch(/^doo: Cannot query field "nothing"/);
		expect(error.description).toMatch(/Check the query and its variables/);
		expect(error.itemIndex).toBe(0);
	});

	const partial = { data: { event: { id: '1' }, other: null }, errors: [{ message: 'late' }] };

	it('fails where a part of the query failed, with the data in its details', async () => {
		const node = await Requester.start(sandbox(), 'doo');
		await node.answer(partial);
		const { error } = await node.refusal({
			endpoint,
			graphql: { query: '{ event { id } other }' },
		});
		expect(error.message).toBe('A part of the query failed: late');
		expect(error.description).toContain('data.event.id 1');
		expect(error.itemIndex).toBe(0);
	});

	it('gives the rows at a path of the answer, but none of a query that failed in part', async () => {
		const node = await Requester.start(sandbox(), 'doo');
		const asked = {
			endpoint,
			graphql: { query: '{ events { id } }' },
			options: { rowsAt: 'data.events' },
		};
		const data = { events: [{ id: '1' }, { id: '2' }] };
		await node.fault({ status: 200, body: { data } });
		const { items } = await node.run(asked);
		expect(items.map(({ json }) => json)).toEqual(data.events);
		await node.fault({ status: 200, body: { data, errors: [{ message: 'late' }] } });
		const { error } = await node.refusal(asked);
		expect(error.message).toBe('A part of the query failed: late');
	});

	it('leaves by the error output where a part of the query failed, with the data', async () => {
		const node = await Requester.start(sandbox(), 'doo');
		await node.answer(partial);
		const graphql = { query: '{ event { id } other }' };
		const { items } = await node.run({ endpoint, graphql, onError: 'continueRegularOutput' });
		expect(items.map(({ json }) => json)).toEqual([
			{
				error: 'A part of the query failed: late',
				message: 'Record: data.event.id 1, errors.0.message late.',
			},
		]);
	});

	it('fails where the answer is none of GraphQL', async () => {
		const node = await Requester.start(sandbox(), 'doo');
		await node.answer({ hello: 1 });
		const { error } = await node.refusal({ endpoint, graphql: { query: '{ event { id } }' } });
		expect(error.message).toMatch(/^The answer is not a GraphQL answer/);
	});
});

/** "Allowed HTTP Request Domains" set to Specific Domains. */
const only = (allowedDomains: string) => ({
	allowedHttpRequestDomains: 'domains',
	allowedDomains,
});

const title = '"Allowed HTTP Request Domains" of the credential';

describe('Allowed HTTP Request Domains', () => {
	it('name the other host where that is the one', async () => {
		const { port } = new URL(sandbox().origin);
		const node = await Requester.start(sandbox(), 'doo', {
			...only('127.0.0.1'),
			graphqlUrl: `http://localhost:${port}/doo-gql`,
		});
		const { error, calls } = await node.refusal({
			endpoint: 'POST graphql:/',
			graphql: { query: 'query { __typename }' },
		});
		expect(calls).toHaveLength(0);
		expect(error.message).toBe(`${title} do not include localhost, where doo answers`);
	});
});

const hooks: Asked = {
	endpoint: 'GET /team/{team_id}/webhooks',
	path: { team_id: '111' },
	options: { pagination: 'off' },
	onError: 'continueRegularOutput',
};

const failedIn = (answered: Answered) => answered.items.filter(({ json }) => json.error);

describe('doo, with three executions at once', () => {
	it('sees one request a second, token and renewal among them', async () => {
		const node = await Requester.start(sandbox(), 'doo', { requestsPerSecond: 1 });
		const first = [node.run(hooks, [{}, {}]), node.run(hooks, [{}, {}])];
		const seen = async () => (await traffic(sandbox(), 'doo')).entries.length;
		while ((await seen()) < 3) await new Promise((resolve) => setTimeout(resolve, 50));
		await sandbox().steer('POST', 'tokens/revoke', { service: 'doo', kinds: ['access'] });
		const all = await Promise.all([...first, node.run(hooks, [{}])]);
		expect(all.flatMap(failedIn)).toEqual([]);
		const { entries, tokens } = await traffic(sandbox(), 'doo');
		expect(tokens).toBe(2);
		// By the moments of arrival; the simulator's own quota would refuse what is early by a millisecond.
		expect(tooEarly(entries, 1000)).toEqual([]);
	});

	it('sees no more than the day’s budget; the others fail at once and say when it ends', async () => {
		const node = await Requester.start(sandbox(), 'doo', { requestsPerDay: 5 });
		const all = await Promise.all([1, 2, 3].map(async () => await node.run(hooks, [{}, {}, {}])));
		const { entries } = await traffic(sandbox(), 'doo');
		expect(entries).toHaveLength(5);
		const failed = all.flatMap(failedIn);
		expect(failed).toHaveLength(5);
		for (const { json } of failed) {
			expect(json.error).toMatch(
				/daily budget of 5 requests is used up until \d{4}-\d\d-\d\dT00:00:00/,
			);
		}
	});
});
