import { describe, expect, it } from '@jest/globals';
import { buildSchema, introspectionFromSchema } from 'graphql';
import type { INodeParameters } from 'n8n-workflow';

import { sandboxForTests } from './support/node-bench.mts';
import { ServiceNode } from './support/service-node.mts';

const sandbox = sandboxForTests();
const start = async () => await ServiceNode.start(sandbox(), 'doo');
const EVENT = '4711';

const event = (given: INodeParameters = {}) => ({
	resource: 'event',
	operation: 'get',
	with: { eventId: EVENT, ...given },
});
const attendees = (given: INodeParameters = {}, options: INodeParameters = {}) => ({
	resource: 'attendee',
	operation: 'getMany',
	with: { eventId: EVENT, ...given, options } as INodeParameters,
});
const queryOf = (call: { rawBody: string } | undefined): string =>
	String((JSON.parse(call?.rawBody ?? '{}') as { query?: string }).query);

describe('an event', () => {
	it('comes with the fields that doo documents', async () => {
		const node = await start();
		const { items, error, calls } = await node.run(event());
		expect(error).toBeUndefined();
		expect(calls).toHaveLength(1);
		expect(Object.keys(items[0]?.json ?? {})).toEqual(['id', 'title', 'startDate', 'endDate']);
		expect(items[0]?.json.id).toBe(EVENT);
	});

	it('comes with other fields, in braces or without', async () => {
		const node = await start();
		for (const selection of ['title location { city }', '{ title location { city } }']) {
			const { items } = await node.run(event({ selection }));
			expect(items[0]?.json).toEqual({
				title: expect.any(String),
				location: { city: expect.any(String) },
			});
		}
	});

	it('that doo does not have, or a field that it does not have, says so', async () => {
		const node = await start();
		const none = await node.run(event({ eventId: '1' }));
		expect(none.error?.message).toBe('doo has no event "1" [item 0]');
		const unknown = await node.run(event({ selection: 'id colour' }));
		expect(unknown.error?.message).toBe('doo: Cannot query field "colour" on type "Event".');
		const errors = [{ message: 'No rights', path: ['event', 'title'] }];
		await node.fault({ status: 200, body: { data: { event: { id: '1', title: null } }, errors } });
		const partly = await node.run(event());
		expect(partly.error?.message).toBe(
			'A part of the query failed: event.title: No rights [item 0]',
		);
	});

	it('needs an ID and fields', async () => {
		const node = await start();
		for (const [given, message] of [
			[{ eventId: '={{ "" }}' }, '"Event ID" is empty [item 0]'],
			[{ selection: '={{ "" }}' }, '"Fields" is empty [item 0]'],
		] as Array<[INodeParameters, string]>) {
			const { error, calls } = await node.run(event(given));
			expect(error?.message).toBe(message);
			expect(calls).toEqual([]);
		}
	});
});

describe('the attendees of an event', () => {
	it('come page after page, as doo’s own schema says', async () => {
		const node = await start();
		const { items, error, calls } = await node.run(attendees({ returnAll: true }, { pageSize: 7 }));
		expect(error).toBeUndefined();
		expect(items.length).toBeGreaterThan(7);
		expect(new Set(items.map(({ json }) => json.id)).size).toBe(items.length);
		expect(Object.keys(items[0]?.json ?? {})).toEqual([
			'id',
			'status',
			'firstName',
			'lastName',
			'email',
			'ticketName',
			'checkedInAt',
			'createdAt',
			'updatedAt',
		]);
		const [schema, ...pages] = calls;
		expect(queryOf(schema)).toContain('__schema');
		expect(pages).toHaveLength(Math.ceil(items.length / 7));
		const variables = pages.map(
			({ rawBody }) => (JSON.parse(rawBody) as { variables: object }).variables,
		);
		expect(variables.slice(0, 2)).toEqual([
			{ eventId: EVENT, first: 7, offset: 0 },
			{ eventId: EVENT, first: 7, offset: 7 },
		]);
	}, 30_000);

	it('are as many as the limit, with the fields chosen, for all items by one look at the schema', async () => {
		const node = await start();
		const { items, calls } = await node.run(
			attendees({ limit: 3, selection: 'email order { number }' }),
			[{}, {}],
		);
		expect(items).toHaveLength(6);
		expect(items[0]?.json).toEqual({
			email: expect.any(String),
			order: { number: expect.any(String) },
		});
		expect(calls.filter((call) => queryOf(call).includes('__schema'))).toHaveLength(1);
		expect(calls).toHaveLength(3);
	}, 30_000);

	const TYPES = 'type Query { event(id: ID!): Event } type Attendee { id: ID! }';
	/** Answers the schema, and then these lists of attendees one after the other. */
	const answers = async (node: ServiceNode, schema: string, lists: readonly unknown[]) => {
		const data = introspectionFromSchema(buildSchema(`${TYPES} ${schema}`));
		await node.fault({ status: 200, body: { data } });
		for (const list of lists) {
			await node.fault({ status: 200, body: { data: { event: { attendees: list } } } });
		}
	};
	const rows = (...ids: number[]) => ids.map((id) => ({ id: String(id) }));

	it.each([
		['without a total', 'type Page { items: [Attendee!]! }', {}],
		['with a count of the page', 'type Page { count: Int items: [Attendee!]! }', { count: 2 }],
	])(
		'go on after a page that is capped, %s',
		async (_name, page, more) => {
			const node = await start();
			const schema = `type Event { attendees(first: Int, offset: Int): Page! } ${page}`;
			const size = 'count' in more ? 2 : 3;
			const lists = [rows(1, 2), rows(3, 4), []].map((items) => ({ items, ...more }));
			await answers(node, schema, lists);
			const { items, error, calls } = await node.run(
				attendees({ returnAll: true }, { pageSize: size }),
			);
			expect(error).toBeUndefined();
			expect(items.map(({ json }) => json.id)).toEqual(['1', '2', '3', '4']);
			expect(calls).toHaveLength(4);
		},
		30_000,
	);

	it.each([null, 'same'])(
		'end where the cursor %j leads nowhere',
		async (endCursor) => {
			const node = await start();
			const schema =
				'type Event { attendees(first: Int, after: String): Page! } type Page { nodes: [Attendee!]! pageInfo: Info! } type Info { hasNextPage: Boolean! endCursor: String }';
			const list = { nodes: rows(1), pageInfo: { hasNextPage: true, endCursor } };
			await answers(node, schema, [list, list, list, list]);
			const { error, calls } = await node.run(attendees({ returnAll: true }));
			expect(error).toBeUndefined();
			expect(calls).toHaveLength(endCursor === null ? 2 : 3);
			await sandbox().steer('DELETE', 'faults');
		},
		30_000,
	);

	it('need a whole number as limit, for all items before anything is sent', async () => {
		const node = await start();
		const set = attendees({ limit: '={{ $json.limit }}' });
		const { error, calls } = await node.run(set, [{ limit: 1 }, { limit: 1.5 }]);
		expect(error?.message).toBe('"Limit" must be a whole number [item 1]');
		expect(calls).toEqual([]);
	});

	it('are asked for another way where the schema has none', async () => {
		const node = await start();
		const data = {
			__schema: { queryType: { name: 'Query' }, types: [{ name: 'Query', kind: 'OBJECT' }] },
		};
		await node.fault({ status: 200, body: { data } });
		const { error } = await node.run(attendees());
		expect(error?.message).toContain('has no list of attendees of an event');
	});
});
