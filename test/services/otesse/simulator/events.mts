import { store } from './store.mts';
import type { Booking } from './types.mts';

/** Group and names of the events. */
const EVENTS: Readonly<Record<string, readonly string[]>> = {
	booking: ['created', 'confirmed', 'rescheduled', 'cancelled', 'started', 'completed', 'no_show'],
	customer: ['created', 'updated', 'deactivated'],
	invoice: ['created', 'sent', 'paid', 'overdue', 'voided'],
	payment: ['succeeded', 'failed', 'refunded'],
	subscription: ['created', 'renewed', 'paused', 'resumed', 'cancelled'],
	webhook: ['test'],
};

/** The status that a record has after an event, where the event says so. */
const STATUS_AFTER: Readonly<Record<string, string>> = {
	'booking.cancelled': 'cancelled',
	'booking.started': 'in_progress',
	'booking.completed': 'completed',
	'customer.deactivated': 'deactivated',
	'invoice.paid': 'paid',
	'invoice.overdue': 'overdue',
	'invoice.voided': 'void',
	'subscription.paused': 'paused',
	'subscription.cancelled': 'cancelled',
};

/** Whether a registration may name this event: exactly, as `group.*`, or `*`. */
export function isKnownEvent(name: string): boolean {
	if (name === '*') return true;
	const [group = '', event = ''] = name.split('.');
	const names = Object.hasOwn(EVENTS, group) ? EVENTS[group] : undefined;
	return names !== undefined && (event === '*' || names.includes(event));
}

export function wants(registered: readonly string[], type: string): boolean {
	const group = `${type.split('.')[0]}.*`;
	return registered.includes('*') || registered.includes(group) || registered.includes(type);
}

/** The object that an event is about: the named record, or the newest one. */
export function dataOf(type: string, id?: string): Record<string, unknown> {
	const [group] = type.split('.');
	const status = STATUS_AFTER[type];
	const changed = status === undefined ? {} : { status };
	switch (group) {
		case 'booking': {
			const rows = store.bookings.map(({ row }) => row);
			return { ...flatBooking(chosen(rows, id)), ...changed };
		}
		case 'customer': {
			const rows = store.customers.map(({ row }) => row);
			return { ...chosen(rows, id), ...changed };
		}
		case 'invoice':
			return { ...chosen(store.invoices, id), ...changed };
		case 'payment': {
			const { id: invoiceId, customer, total } = chosen(store.invoices, undefined);
			return {
				id: id ?? `pay_${invoiceId.slice('inv_'.length)}`,
				invoice_id: invoiceId,
				customer_id: customer.id,
				amount: total,
				currency: 'usd',
			};
		}
		case 'subscription': {
			const customer = chosen(
				store.customers.map(({ row }) => row).filter(({ stats }) => stats.active_subscription),
				undefined,
			);
			return {
				id: id ?? `sub_${customer.id.slice('cust_'.length)}`,
				customer_id: customer.id,
				status: status ?? 'active',
				frequency: 'bi-weekly',
			};
		}
		default:
			return {};
	}
}

/** The form that webhooks use, flatter than the record of the API. */
function flatBooking({
	id,
	status,
	customer,
	service,
	scheduled_at,
	address,
	pricing,
}: Booking): Record<string, unknown> {
	const { subtotal, tax, total } = pricing;
	return {
		id,
		status,
		customer_id: customer.id,
		industry: service.industry,
		scheduled_at,
		address,
		pricing: { subtotal, tax, total },
	};
}

function chosen<Row extends { id: string }>(rows: readonly Row[], id: string | undefined): Row {
	const row = id === undefined ? rows.at(-1) : rows.find((candidate) => candidate.id === id);
	if (!row) throw new Error(`No record ${id ?? ''} for this event`);
	return row;
}
