import { describe, expect, it } from '@jest/globals';
import { buildSchema, introspectionFromSchema, parse, validate } from 'graphql';
import type { IDataObject } from 'n8n-workflow';

import { listField, listQuery, plainNames } from '../../providers/doo/lists';
import { typesOf } from '../../providers/doo/schema';

const SCALARS = 'type Attendee { id: ID! email: String! }';

function attendeesOf(event: string, more = '') {
	const schema = buildSchema(`${SCALARS} type Query { event(id: ID!): Event } ${event} ${more}`);
	const data = introspectionFromSchema(schema) as unknown as IDataObject;
	return listField(typesOf(data), 'Event', 'attendees');
}

describe('a list of doo', () => {
	it('is paged by offset, with a total', () => {
		const list = attendeesOf(
			'type Event { attendees(first: Int = 25, offset: Int): Page! }',
			'type Page { total: Int! items: [Attendee!]! }',
		);
		expect(list).toEqual({
			field: 'attendees',
			size: { name: 'first', type: 'Int' },
			next: { name: 'offset', type: 'Int', by: 'offset' },
			rows: ['items'],
			total: 'total',
			hasPageInfo: false,
			fields: ['id', 'email'],
		});
		expect(list && listQuery(list, 'id email')).toBe(
			'query EventList($eventId: ID!, $first: Int, $offset: Int) { event(id: $eventId) { id attendees(first: $first, offset: $offset) { total items { id email } } } }',
		);
	});

	it('is paged by cursor, with edges', () => {
		const list = attendeesOf(
			'type Event { attendees(first: Int!, after: String): Connection! }',
			'type Connection { edges: [Edge!]! pageInfo: Info! } type Edge { node: Attendee! } type Info { hasNextPage: Boolean! endCursor: String }',
		);
		expect(list).toMatchObject({
			next: { by: 'cursor', name: 'after' },
			rows: ['edges'],
			node: 'node',
			hasPageInfo: true,
			fields: ['id', 'email'],
		});
		expect(list && listQuery(list, 'id')).toContain(
			'pageInfo { hasNextPage endCursor } edges { node { id } }',
		);
	});

	it('is paged by number, or comes whole', () => {
		expect(
			attendeesOf(
				'type Event { attendees(page: Int, pageSize: Int): Page! }',
				'type Page { nodes: [Attendee] }',
			),
		).toMatchObject({ next: { by: 'page' }, size: { name: 'pageSize' }, rows: ['nodes'] });
		const whole = attendeesOf('type Event { attendees: [Attendee!]! }');
		expect(whole).toMatchObject({ rows: [], fields: ['id', 'email'] });
		expect(whole && listQuery(whole, 'id')).toBe(
			'query EventList($eventId: ID!) { event(id: $eventId) { id attendees { id } } }',
		);
	});

	it.each([
		['first: Int!, offset: Int! = 0', 'type Page { total: Int! items: [Attendee!]! }'],
		['limit: Int! = 10, page: Int!', 'type Page { rows: [Attendee!]! }'],
		[
			'first: Int!, after: String',
			'type Page { nodes: [Attendee!]! pageInfo: Info! } type Info { hasNextPage: Boolean! endCursor: String }',
		],
		[
			'take: Int, after: String! = ""',
			'type Page { nodes: [Attendee!]! pageInfo: Info! } type Info { hasNextPage: Boolean! endCursor: String }',
		],
	])('is asked for by a query that its schema takes: %s', (args, page) => {
		const event = `type Event { id: ID! attendees(${args}): Page! }`;
		const schema = buildSchema(`${SCALARS} type Query { event(id: ID!): Event } ${event} ${page}`);
		const list = attendeesOf(event, page);
		const query = list ? listQuery(list, 'id email') : '';
		expect(validate(schema, parse(query)).map(({ message }) => message)).toEqual([]);
	});

	it('may not be there', () => {
		expect(attendeesOf('type Event { id: ID! }')).toBeUndefined();
		expect(attendeesOf('type Event { attendees: Attendee }')).toBeUndefined();
	});

	it('has plain names in a selection, or more than that', () => {
		expect(plainNames('id, email\nname')).toEqual(['id', 'email', 'name']);
		expect(plainNames('id order { number }')).toBeUndefined();
	});
});
