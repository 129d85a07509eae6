import { buildSchema, graphql } from 'graphql';
import type { ExecutionResult } from 'graphql';
import { isRecord, readObject } from '../../../sandbox/core/body.mts';
import type { Route } from '../../../sandbox/core/router.mts';
import { store } from './store.mts';
import type { DooAttendee, DooContact, DooEvent, DooInvitee, DooOrder } from './data.mts';

const schema = buildSchema(/* GraphQL */ `
	enum EventStatus {
		draft
		live
		cancelled
		done
		deleted
	}
	enum OrderStatus {
		completed
		pending
		cancelled
	}
	enum AttendeeStatus {
		pending
		validated
		cancelled
	}
	type Query {
		event(id: ID!): Event
		events(first: Int = 25, offset: Int = 0, status: EventStatus): EventPage!
		order(id: ID!): Order
		attendee(id: ID!): Attendee
		contact(id: ID!): Contact
		contacts(first: Int = 25, offset: Int = 0): ContactPage!
		invitee(id: ID!): Invitee
	}
	type Location {
		name: String!
		city: String!
		zip: String!
		countryCode: String!
	}
	type Event {
		id: ID!
		title: String!
		description: String
		status: EventStatus!
		startDate: String!
		endDate: String!
		createdAt: String!
		updatedAt: String!
		location: Location!
		currency: String!
		orders(first: Int = 25, offset: Int = 0, status: OrderStatus): OrderPage!
		attendees(first: Int = 25, offset: Int = 0, status: AttendeeStatus): AttendeePage!
	}
	type Order {
		id: ID!
		number: String!
		status: OrderStatus!
		email: String!
		firstName: String!
		lastName: String!
		total: Float!
		currency: String!
		paymentMethod: String!
		createdAt: String!
		updatedAt: String!
		event: Event!
		attendees: [Attendee!]!
	}
	type Attendee {
		id: ID!
		status: AttendeeStatus!
		firstName: String!
		lastName: String!
		email: String!
		ticketName: String!
		checkedInAt: String
		createdAt: String!
		updatedAt: String!
		event: Event!
		order: Order!
	}
	type Contact {
		id: ID!
		email: String!
		firstName: String!
		lastName: String!
		organization: String!
		countryCode: String!
		updatedAt: String!
	}
	type Invitee {
		id: ID!
		status: String!
		updatedAt: String!
		event: Event!
		contact: Contact!
	}
	type EventPage {
		total: Int!
		items: [Event!]!
	}
	type OrderPage {
		total: Int!
		items: [Order!]!
	}
	type AttendeePage {
		total: Int!
		items: [Attendee!]!
	}
	type ContactPage {
		total: Int!
		items: [Contact!]!
	}
`);

const MAX_PAGE = 100;

interface PageArguments {
	first: number;
	offset: number;
	status?: string;
}

interface ById {
	id: string;
}

interface Page<Node> {
	total: number;
	items: Node[];
}

const root = {
	event: ({ id }: ById) => found(store.data.events, id, eventNode),
	events: (args: PageArguments) => pageOf(store.data.events, args, eventNode),
	order: ({ id }: ById) => found(store.data.orders, id, orderNode),
	attendee: ({ id }: ById) => found(store.data.attendees, id, attendeeNode),
	contact: ({ id }: ById) => found(store.data.contacts, id, contactNode),
	contacts: (args: PageArguments) => pageOf(store.data.contacts, args, contactNode),
	invitee: ({ id }: ById) => found(store.data.invitees, id, inviteeNode),
};

/** A query as the wire carries it. */
export interface GraphRequest {
	query: string;
	operationName?: string | null;
	variables?: Record<string, unknown> | null;
}

/** Answers a query; failures come with `data: null`. */
export async function answerQuery(request: GraphRequest): Promise<ExecutionResult> {
	const result = await graphql({
		schema,
		source: request.query,
		rootValue: root,
		operationName: request.operationName,
		variableValues: request.variables,
	});
	return { ...result, data: result.data ?? null };
}

export const graphRoute: Route = {
	method: 'POST',
	path: '/',
	handler: async (request, reply) => {
		const body = readObject(request);
		if (!body.ok) return reply.code(400).send(graphError('POST body must be a JSON object.'));
		const { query, operationName, variables } = body.value;
		if (typeof query !== 'string' || query === '') {
			return reply.code(400).send(graphError('Must provide query string.'));
		}
		if (!isOptional(variables) && !isRecord(variables)) {
			return reply.code(400).send(graphError('Variables are invalid JSON.'));
		}
		if (!isOptional(operationName) && typeof operationName !== 'string') {
			return reply.code(400).send(graphError('operationName must be a string.'));
		}
		return answerQuery({ query, operationName, variables });
	},
};

function isOptional(value: unknown): value is null | undefined {
	return value === null || value === undefined;
}

function graphError(message: string): object {
	return { errors: [{ message }], data: null };
}

function eventNode(event: DooEvent): object {
	const ofEvent = (row: { eventId: string }): boolean => row.eventId === event.id;
	return {
		...event,
		orders: (args: PageArguments) => pageOf(store.data.orders.filter(ofEvent), args, orderNode),
		attendees: (args: PageArguments) =>
			pageOf(store.data.attendees.filter(ofEvent), args, attendeeNode),
	};
}

function orderNode(order: DooOrder): object {
	return {
		...order,
		event: () => root.event({ id: order.eventId }),
		attendees: () =>
			store.data.attendees.filter(({ orderId }) => orderId === order.id).map(attendeeNode),
	};
}

function attendeeNode(attendee: DooAttendee): object {
	return {
		...attendee,
		event: () => root.event({ id: attendee.eventId }),
		order: () => root.order({ id: attendee.orderId }),
	};
}

function contactNode(contact: DooContact): object {
	return contact;
}

function inviteeNode(invitee: DooInvitee): object {
	return {
		...invitee,
		event: () => root.event({ id: invitee.eventId }),
		contact: () => root.contact({ id: invitee.contactId }),
	};
}

function found<Row extends { id: string }>(
	rows: readonly Row[],
	id: string,
	node: (row: Row) => object,
): object | null {
	const row = rows.find((candidate) => candidate.id === id);
	return row ? node(row) : null;
}

function pageOf<Row extends { id: string; status?: string }>(
	rows: readonly Row[],
	{ first, offset, status }: PageArguments,
	node: (row: Row) => object,
): Page<object> {
	if (first < 1 || first > MAX_PAGE) throw new Error(`first must be from 1 to ${MAX_PAGE}`);
	if (offset < 0) throw new Error('offset must not be negative');
	const matching = status === undefined ? rows : rows.filter((row) => row.status === status);
	return { total: matching.length, items: matching.slice(offset, offset + first).map(node) };
}
