import type { FastifyReply } from 'fastify';
import { isRecord } from '../../../sandbox/core/body.mts';
import { param, queryText } from '../../../sandbox/core/request.mts';
import type { SandboxRequest } from '../../../sandbox/core/types.mts';
import type { ScopedRoute } from './access.mts';
import { utc } from './data.mts';
import { announce } from './emit.mts';
import {
	refuse,
	refuseConflict,
	refuseMissing,
	refuseParameter,
	refuseUnknown,
} from './errors.mts';
import {
	bodyOf,
	cents,
	choice,
	isDay,
	isText,
	listAnswer,
	refuseKinds,
	time,
	withQuery,
} from './lists.mts';
import type { Answer } from './lists.mts';
import { store } from './store.mts';
import { INVOICE_STATUSES } from './types.mts';
import type { Invoice, LineItem } from './types.mts';

export const invoiceRoutes: ScopedRoute[] = [
	{ method: 'GET', path: '/invoices', scope: 'invoices:read', handler: listInvoices },
	{ method: 'POST', path: '/invoices', scope: 'invoices:write', handler: createInvoice },
	{
		method: 'GET',
		path: '/invoices/{id}',
		scope: 'invoices:read',
		handler: (request, reply) => storedInvoice(request) ?? refuseUnknown(reply, 'invoice'),
	},
	{
		method: 'POST',
		path: '/invoices/{id}/void',
		scope: 'invoices:write',
		handler: (request, reply) => {
			const invoice = storedInvoice(request);
			return invoice ? voidInvoice(request, reply, invoice) : refuseUnknown(reply, 'invoice');
		},
	},
];

function listInvoices(request: SandboxRequest, reply: FastifyReply): Answer {
	return withQuery(reply, () => {
		const status = choice(request, 'status', INVOICE_STATUSES);
		const customerId = queryText(request, 'customer_id');
		const from = time(request, 'date_from');
		const until = time(request, 'date_to', 'until');
		const least = cents(request, 'min_amount');
		const most = cents(request, 'max_amount');
		const matching = store.invoices.filter(
			(row) =>
				(status === undefined || row.status === status) &&
				(customerId === undefined || row.customer.id === customerId) &&
				(from === undefined || Date.parse(row.issued_at) >= from) &&
				(until === undefined || Date.parse(row.issued_at) <= until) &&
				(least === undefined || row.total >= least) &&
				(most === undefined || row.total <= most),
		);
		return listAnswer(request, matching, 'bare');
	});
}

function createInvoice(request: SandboxRequest, reply: FastifyReply): Answer {
	const body = bodyOf(request, reply);
	if (!body) return reply;
	const refused = refuseKinds(reply, body, {
		customer_id: 'text',
		send_email: 'flag',
		auto_charge: 'flag',
	});
	if (refused) return refused;
	if (!isText(body.customer_id)) return refuseMissing(reply, 'customer_id');
	const owner = store.customers.find(({ row }) => row.id === body.customer_id)?.row;
	if (!owner) {
		return refuse(reply, 422, {
			code: 'customer_not_found',
			message: "The 'customer_id' field names no customer.",
			param: 'customer_id',
		});
	}
	const items = readItems(body.line_items);
	if (!items) return refuseMissing(reply, 'line_items');
	if (items.some(({ unit_price: price }) => !Number.isInteger(price))) {
		return refuseParameter(reply, 'line_items', "The 'unit_price' field must be in whole cents.");
	}
	const rate = body.tax_rate ?? 0;
	if (typeof rate !== 'number' || rate < 0) {
		return refuseParameter(reply, 'tax_rate', "The 'tax_rate' field must be a percentage.");
	}
	if (body.due_date !== undefined && !isDay(body.due_date)) {
		return refuseParameter(reply, 'due_date', "The 'due_date' field must be YYYY-MM-DD.");
	}
	const { sandbox } = request.server;
	const subtotal = items.reduce((sum, { total }) => sum + total, 0);
	const tax = Math.round((subtotal * rate) / 100);
	const total = subtotal + tax;
	const isCharged = body.auto_charge === true;
	const now = utc(sandbox.now());
	const invoice: Invoice = {
		id: store.id('inv'),
		number: `INV-2026-${String(store.invoices.length + 1).padStart(5, '0')}`,
		status: isCharged ? 'paid' : body.send_email === true ? 'pending' : 'draft',
		customer: { id: owner.id, name: `${owner.first_name} ${owner.last_name}` },
		booking_id: null,
		line_items: items,
		subtotal,
		discount: 0,
		discount_description: null,
		tax,
		total,
		amount_paid: isCharged ? total : 0,
		balance: isCharged ? 0 : total,
		issued_at: now,
		paid_at: isCharged ? now : null,
		payment_method: isCharged ? { type: 'card', brand: 'visa', last4: '4242' } : null,
	};
	store.invoices.push(invoice);
	announce(sandbox, 'invoice.created', invoice.id);
	return reply.code(201).send(invoice);
}

function voidInvoice(request: SandboxRequest, reply: FastifyReply, invoice: Invoice): Answer {
	const body = request.raw_body.length > 0 ? bodyOf(request, reply) : {};
	if (!body) return reply;
	const refused = refuseKinds(reply, body, { reason: 'text' });
	if (refused) return refused;
	if (invoice.status === 'void') {
		return refuseConflict(reply, 'invoice_already_void', 'This invoice is void already.');
	}
	if (invoice.status === 'paid') {
		return refuseConflict(reply, 'invoice_paid', 'A paid invoice needs a refund instead.');
	}
	const before = structuredClone(invoice);
	invoice.status = 'void';
	invoice.balance = 0;
	announce(request.server.sandbox, 'invoice.voided', invoice.id, before);
	return invoice;
}

function storedInvoice(request: SandboxRequest): Invoice | undefined {
	return store.invoices.find(({ id }) => id === param(request, 'id'));
}

function readItems(value: unknown): LineItem[] | undefined {
	if (!Array.isArray(value) || value.length === 0) return undefined;
	const items: LineItem[] = [];
	for (const item of value) {
		if (!isRecord(item)) return undefined;
		const { description, quantity, unit_price: price } = item;
		if (!isText(description) || typeof quantity !== 'number' || typeof price !== 'number') {
			return undefined;
		}
		items.push({ description, quantity, unit_price: price, total: Math.round(quantity * price) });
	}
	return items;
}
