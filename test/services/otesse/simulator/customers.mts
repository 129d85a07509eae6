import type { FastifyReply } from 'fastify';
import { isRecord } from '../../../sandbox/core/body.mts';
import { param, queryText } from '../../../sandbox/core/request.mts';
import type { SandboxRequest } from '../../../sandbox/core/types.mts';
import type { ScopedRoute } from './access.mts';
import { ZONES } from './catalog.mts';
import { utc } from './data.mts';
import { announce } from './emit.mts';
import { refuseConflict, refuseMissing, refuseParameter, refuseUnknown } from './errors.mts';
import {
	bodyOf,
	choice,
	flag,
	isText,
	listAnswer,
	refuseKinds,
	time,
	withQuery,
} from './lists.mts';
import type { Answer, Kind } from './lists.mts';
import { store } from './store.mts';
import { CUSTOMER_STATUSES } from './types.mts';
import type { Address, Customer, StoredCustomer } from './types.mts';

const REQUIRED = ['first_name', 'last_name', 'email'] as const;
const CHANGEABLE = ['first_name', 'last_name', 'email', 'phone'] as const;
const FIELDS: Readonly<Record<string, Kind>> = {
	first_name: 'text',
	last_name: 'text',
	email: 'text',
	phone: 'text',
};
const PREFERENCES: Readonly<Record<string, Kind>> = {
	preferred_contact: 'text',
	marketing_opt_in: 'flag',
};
const ADDRESS_PARTS = ['street', 'city', 'state', 'zip'] as const;

export const customerRoutes: ScopedRoute[] = [
	{ method: 'GET', path: '/customers', scope: 'customers:read', handler: listCustomers },
	{ method: 'POST', path: '/customers', scope: 'customers:write', handler: createCustomer },
	{
		method: 'GET',
		path: '/customers/{id}',
		scope: 'customers:read',
		handler: (request, reply) => {
			const stored = storedCustomer(request);
			return stored ? full(stored) : refuseUnknown(reply, 'customer');
		},
	},
	{
		method: 'PATCH',
		path: '/customers/{id}',
		scope: 'customers:write',
		handler: (request, reply) => {
			const stored = storedCustomer(request);
			return stored ? updateCustomer(request, reply, stored) : refuseUnknown(reply, 'customer');
		},
	},
];

function listCustomers(request: SandboxRequest, reply: FastifyReply): Answer {
	return withQuery(reply, () => {
		const search = queryText(request, 'search')?.toLowerCase();
		const status = choice(request, 'status', CUSTOMER_STATUSES);
		const after = time(request, 'created_after');
		const hasSubscription = flag(request, 'has_subscription');
		const zone = queryText(request, 'zone_id');
		const matching = store.customers.filter(
			({ row, zoneId }) =>
				(search === undefined || searchText(row).includes(search)) &&
				(status === undefined || row.status === status) &&
				(after === undefined || Date.parse(row.created_at) > after) &&
				(hasSubscription === undefined || row.stats.active_subscription === hasSubscription) &&
				(zone === undefined || zoneId === zone),
		);
		return listAnswer(
			request,
			matching.map(({ row }) => row),
		);
	});
}

function createCustomer(request: SandboxRequest, reply: FastifyReply): Answer {
	const body = bodyOf(request, reply);
	if (!body) return reply;
	const refused = refuseKinds(reply, body, { ...FIELDS, address: 'object' });
	if (refused) return refused;
	const missing = REQUIRED.find((name) => !isText(body[name]));
	if (missing) return refuseMissing(reply, missing);
	const email = String(body.email);
	if (!isAddress(email)) return refuseAddress(reply);
	if (isTaken(email)) return refuseEmail(reply);
	const addresses = body.address === undefined ? [] : readAddress(body.address);
	if (!addresses) return refuseMissing(reply, 'address');
	const row: Customer = {
		id: store.id('cust'),
		first_name: String(body.first_name),
		last_name: String(body.last_name),
		email,
		phone: isText(body.phone) ? body.phone : '',
		status: 'active',
		addresses,
		stats: {
			total_bookings: 0,
			total_spent: 0,
			last_booking_at: null,
			active_subscription: false,
		},
		created_at: utc(request.server.sandbox.now()),
	};
	const zoneId = ZONES.find(({ zip }) => zip === addresses[0]?.zip)?.id ?? '';
	const preferences = { preferred_contact: 'email', marketing_opt_in: false };
	store.customers.push({ row, zoneId, preferences });
	announce(request.server.sandbox, 'customer.created', row.id);
	const { stats: _stats, ...created } = row;
	return reply.code(201).send(created);
}

function updateCustomer(
	request: SandboxRequest,
	reply: FastifyReply,
	stored: StoredCustomer,
): Answer {
	const body = bodyOf(request, reply);
	if (!body) return reply;
	const { preferences = {} } = body;
	const refused =
		refuseKinds(reply, body, { ...FIELDS, preferences: 'object' }) ??
		(isRecord(preferences) ? refuseKinds(reply, preferences, PREFERENCES) : undefined);
	if (refused) return refused;
	if (typeof body.email === 'string' && !isAddress(body.email)) return refuseAddress(reply);
	if (typeof body.email === 'string' && body.email !== stored.row.email && isTaken(body.email)) {
		return refuseEmail(reply);
	}
	const before = structuredClone(stored.row);
	for (const name of CHANGEABLE) {
		const value = body[name];
		if (typeof value === 'string') stored.row[name] = value;
	}
	if (isRecord(preferences)) {
		const { preferred_contact: contact, marketing_opt_in: optIn } = preferences;
		if (typeof contact === 'string') stored.preferences.preferred_contact = contact;
		if (typeof optIn === 'boolean') stored.preferences.marketing_opt_in = optIn;
	}
	announce(request.server.sandbox, 'customer.updated', stored.row.id, before);
	return full(stored);
}

function isAddress(email: string): boolean {
	return /^\S+@\S+\.\S+$/.test(email);
}

function refuseAddress(reply: FastifyReply): FastifyReply {
	return refuseParameter(reply, 'email', "The 'email' field must be an e-mail address.");
}

function full({ row, preferences }: StoredCustomer): Answer {
	return { ...row, preferences };
}

function storedCustomer(request: SandboxRequest): StoredCustomer | undefined {
	return store.customers.find(({ row }) => row.id === param(request, 'id'));
}

function searchText({ first_name: first, last_name: last, email, phone }: Customer): string {
	return `${first} ${last} ${email} ${phone}`.toLowerCase();
}

function isTaken(email: string): boolean {
	return store.customers.some(({ row }) => row.email.toLowerCase() === email.toLowerCase());
}

function refuseEmail(reply: FastifyReply): FastifyReply {
	return refuseConflict(reply, 'email_taken', 'A customer with this e-mail address exists.');
}

function readAddress(value: unknown): Address[] | undefined {
	if (!isRecord(value) || ADDRESS_PARTS.some((name) => !isText(value[name]))) return undefined;
	const { label, street, city, state, zip } = value;
	return [
		{
			id: store.id('addr'),
			label: isText(label) ? label : 'Home',
			street: String(street),
			city: String(city),
			state: String(state),
			zip: String(zip),
			is_default: true,
		},
	];
}
