import { describe, expect, it } from '@jest/globals';
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
