import type { FastifyReply } from 'fastify';
import { isRecord } from '../../../sandbox/core/body.mts';
import { queryText } from '../../../sandbox/core/request.mts';
import type { SandboxRequest } from '../../../sandbox/core/types.mts';
import type { ScopedRoute } from './access.mts';
import { activeIndustry, COUPONS, TAX_RATE } from './catalog.mts';
import { utc } from './data.mts';
import { announce } from './emit.mts';
import { refuse, refuseMissing } from './errors.mts';
import {
	bodyOf,
	choice,
	isMoment,
	isText,
	listAnswer,
	refuseKinds,
	time,
	withQuery,
} from './lists.mts';
import type { Answer, Kind } from './lists.mts';
import { store } from './store.mts';
import { BOOKING_STATUSES } from './types.mts';
import type { Booking } from './types.mts';

const REQUIRED = ['customer_id', 'industry', 'scheduled_at'] as const;

const FIELDS: Readonly<Record<string, Kind>> = {
	customer_id: 'text',
	industry: 'text',
	configuration: 'object',
	scheduled_at: 'text',
	address_id: 'text',
	notes: 'text',
	coupon_code: 'text',
};

/** Price of a new booking before coupons, in cents. */
const NEW_SUBTOTAL = 15_000;

export const bookingRoutes: ScopedRoute[] = [
	{ method: 'GET', path: '/bookings', scope: 'bookings:read', handler: listBookings },
	{ method: 'POST', path: '/bookings', scope: 'bookings:write', handler: createBooking },
];

function listBookings(request: SandboxRequest, reply: FastifyReply): Answer {
	return withQuery(reply, () => {
		const status = choice(request, 'status', BOOKING_STATUSES);
		const customerId = queryText(request, 'customer_id');
		const zone = queryText(request, 'zone_id');
		const from = time(request, 'date_from');
		const until = time(request, 'date_to', 'until');
		const matching = store.bookings.filter(
			({ row, zoneId }) =>
				(status === undefined || row.status === status) &&
				(customerId === undefined || row.customer.id === customerId) &&
				(zone === undefined || zoneId === zone) &&
				(from === undefined || Date.parse(row.scheduled_at) >= from) &&
				(until === undefined || Date.parse(row.scheduled_at) <= until),
		);
		return listAnswer(
			request,
			matching.map(({ row }) => row),
		);
	});
}

function createBooking(request: SandboxRequest, reply: FastifyReply): Answer {
	const body = bodyOf(request, reply);
	if (!body) return reply;
	const refused = refuseKinds(reply, body, FIELDS);
	if (refused) return refused;
	const missing = REQUIRED.find((name) => !isText(body[name]));
	if (missing) return refuseMissing(reply, missing);
	const owner = store.customers.find(({ row }) => row.id === body.customer_id);
	if (!owner) return refuseValue(reply, 'customer_id', 'customer_not_found');
	const industry = activeIndustry(body.industry);
	if (!industry) return refuseValue(reply, 'industry', 'industry_not_found');
	if (!isMoment(body.scheduled_at)) return refuseValue(reply, 'scheduled_at', 'invalid_date');
	const scheduledAt = Date.parse(body.scheduled_at);
	const { addresses } = owner.row;
	const place =
		body.address_id === undefined
			? addresses.find((address) => address.is_default)
			: addresses.find((address) => address.id === body.address_id);
	if (!place) return refuseValue(reply, 'address_id', 'address_not_found');
	const share = typeof body.coupon_code === 'string' ? COUPONS[body.coupon_code] : 0;
	if (share === undefined) return refuseValue(reply, 'coupon_code', 'coupon_not_found');

	const { street, city, state, zip } = place;
	const discount = Math.round(NEW_SUBTOTAL * share);
	const tax = Math.round((NEW_SUBTOTAL - discount) * TAX_RATE);
	const now = utc(request.server.sandbox.now());
	const row: Booking = {
		id: store.id('bk'),
		status: 'confirmed',
		customer: {
			id: owner.row.id,
			name: `${owner.row.first_name} ${owner.row.last_name}`,
			email: owner.row.email,
		},
		service: {
			industry: industry.slug,
			configuration: isRecord(body.configuration) ? body.configuration : {},
		},
		scheduled_at: utc(scheduledAt),
		estimated_duration: 120,
		address: { street, city, state, zip },
		pricing: { subtotal: NEW_SUBTOTAL, tax, discount, total: NEW_SUBTOTAL - discount + tax },
		assigned_crew: [],
		created_at: now,
		updated_at: now,
	};
	store.bookings.push({ row, zoneId: owner.zoneId });
	announce(request.server.sandbox, 'booking.created', row.id);
	return reply.code(201).send(row);
}

function refuseValue(reply: FastifyReply, param: string, code: string): FastifyReply {
	return refuse(reply, 422, { code, message: `The '${param}' field cannot be used.`, param });
}
