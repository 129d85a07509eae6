import type { SandboxAction, SandboxContext } from '../../../sandbox/core/types.mts';
import { cycle } from '../../../sandbox/core/wire.mts';
import { germanTime } from './data.mts';
import { emit } from './emit.mts';
import { store } from './store.mts';

/** Tells the receivers; one that fails changes nothing here. */
function tell(sandbox: SandboxContext, type: string, payload: Record<string, string>): void {
	emit(sandbox, { type, payload }).catch(() => undefined);
}

/** Somebody orders a ticket of an event, as the last one did. */
function order(sandbox: SandboxContext): string {
	const { orders, attendees } = store.data;
	const count = orders.length;
	const model = cycle(orders, count * 3);
	const ticket = attendees.find(({ orderId }) => orderId === model.id);
	const at = germanTime(sandbox.now());
	const id = String(90_001 + count);
	const stamps = { createdAt: at, updatedAt: at };
	const number = `DOO-${String(count + 1).padStart(6, '0')}`;
	orders.push({ ...model, id, number, status: 'completed', ...stamps });
	if (ticket) {
		const own = { id: String(300_001 + attendees.length), orderId: id, checkedInAt: null };
		attendees.push({ ...ticket, ...own, status: 'validated', ...stamps });
		tell(sandbox, 'attendee_validated', { attendeeId: own.id, eventId: model.eventId });
	}
	tell(sandbox, 'order_created', { orderId: id, eventId: model.eventId });
	return `${model.firstName} ${model.lastName} has ordered (${number}).`;
}

function checkIn(sandbox: SandboxContext): string {
	const attendee = store.data.attendees.find(
		(row) => row.status === 'validated' && row.checkedInAt === null,
	);
	if (!attendee) return 'Every attendee is checked in.';
	const at = germanTime(sandbox.now());
	Object.assign(attendee, { checkedInAt: at, updatedAt: at });
	tell(sandbox, 'attendee_checkin', { attendeeId: attendee.id, eventId: attendee.eventId });
	return `${attendee.firstName} ${attendee.lastName} is checked in.`;
}

export const actions: readonly SandboxAction[] = [
	{ id: 'order', label: 'Somebody orders a ticket', run: order },
	{ id: 'checkIn', label: 'An attendee checks in', run: checkIn },
];
