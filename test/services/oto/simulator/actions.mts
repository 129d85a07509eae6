import type { SandboxAction, SandboxContext } from '../../../sandbox/core/types.mts';
import { cycle } from '../../../sandbox/core/wire.mts';
import { firstOtoId } from './data/orders.mts';
import { move } from './find.mts';
import type { Order } from './records.mts';
import { nextNumber, state } from './state.mts';
import { announceNewOrder, announceShipmentError, announceStatus } from './webhooks.mts';

const isOnItsWay = (order: Order): boolean =>
	order.shipment !== undefined && order.delivered === null && !order.isReturn;

function deliver(context: SandboxContext): string {
	const order = state.orders.find(isOnItsWay);
	if (!order) return 'No order is on its way.';
	move(order, 'delivered', context.now());
	announceStatus(context, order);
	return `Order ${order.orderId} is delivered.`;
}

function fail(context: SandboxContext): string {
	const order = state.orders.find((row) => row.status === 'new');
	if (!order) return 'No order is new.';
	announceShipmentError(context, order);
	return `The carrier refused order ${order.orderId}.`;
}

/** An order as a shop sends it: like a seeded one, with an ID of its own. */
function take(context: SandboxContext): string {
	const id = nextNumber('action', firstOtoId + 600_000);
	const model = cycle(state.orders, id);
	const now = context.now();
	const { shipment: _shipment, ...rest } = structuredClone(model);
	const order: Order = {
		...rest,
		id,
		orderId: `SHOP-${id % 100_000}`,
		status: 'new',
		created: now,
		modified: now,
		delivered: null,
		packingStatus: '',
		packingHistory: [],
		history: [],
		driverId: null,
	};
	move(order, 'new', now);
	state.orders.push(order);
	announceNewOrder(context, order);
	return `Order ${order.orderId} has come in.`;
}

export const actions: readonly SandboxAction[] = [
	{ id: 'newOrder', label: 'A new order comes in', run: take },
	{ id: 'deliver', label: 'Deliver the next order', run: deliver },
	{ id: 'shipmentError', label: 'A carrier refuses a shipment', run: fail },
];
