import type { SandboxAction, SandboxContext } from '../../../sandbox/core/types.mts';
import { cycle } from '../../../sandbox/core/wire.mts';
import { utc } from './data.mts';
import { announce } from './emit.mts';
import { store } from './store.mts';

const DAY_MS = 86_400_000;

/** A customer books for tomorrow what another one had. */
function book(sandbox: SandboxContext): string {
	const model = cycle(store.bookings, store.bookings.length * 7);
	const now = utc(sandbox.now());
	const row = {
		...structuredClone(model.row),
		id: store.id('bk'),
		status: 'confirmed' as const,
		scheduled_at: utc(sandbox.now() + DAY_MS),
		assigned_crew: [],
		created_at: now,
		updated_at: now,
	};
	store.bookings.push({ ...model, row });
	announce(sandbox, 'booking.created', row.id);
	return `${row.customer.name} has booked (${row.id}).`;
}

function complete(sandbox: SandboxContext): string {
	const row = store.bookings.filter((booking) => booking.row.status === 'confirmed').at(-1)?.row;
	if (!row) return 'No booking is confirmed.';
	const previous = { ...row };
	Object.assign(row, { status: 'completed', updated_at: utc(sandbox.now()) });
	announce(sandbox, 'booking.completed', row.id, previous);
	return `The booking ${row.id} of ${row.customer.name} is completed.`;
}

function pay(sandbox: SandboxContext): string {
	const invoice = store.invoices.find(({ status }) => status === 'pending' || status === 'overdue');
	if (!invoice) return 'No invoice waits for a payment.';
	Object.assign(invoice, {
		status: 'paid',
		amount_paid: invoice.total,
		amount_due: 0,
		paid_at: utc(sandbox.now()),
	});
	announce(sandbox, 'payment.succeeded', invoice.id);
	return `Invoice ${invoice.number} is paid.`;
}

export const actions: readonly SandboxAction[] = [
	{ id: 'book', label: 'A customer books', run: book },
	{ id: 'complete', label: 'A crew completes a booking', run: complete },
	{ id: 'pay', label: 'A customer pays an invoice', run: pay },
];
