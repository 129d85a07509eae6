import type { JsonObject } from '../../../sandbox/core/wire.mts';
import { isFilled, isNumber } from '../../../sandbox/core/wire.mts';
import { coded } from './refusals.mts';
import type { Order } from './records.mts';
import { state } from './state.mts';

/** An id as text; where its type is not documented, bodies give it as a text or a number. Blanks are part of it. */
export const idText = (value: unknown): string | undefined =>
	isFilled(value) ? value : isNumber(value) ? String(value) : undefined;

export const orderBy = (orderId: string): Order | undefined =>
	state.orders.find((order) => order.orderId === orderId);

export const orderByOtoId = (id: string): Order | undefined =>
	state.orders.find((order) => String(order.id) === id);

/** The order that a body names by `orderId` or `otoId`; the status of the refusal differs by call. */
export function namedOrder(body: JsonObject, unknownStatus = 404): Order {
	const orderId = idText(body.orderId);
	const otoId = idText(body.otoId);
	if (orderId === undefined && otoId === undefined) throw coded('OTO1001');
	const order = orderId === undefined ? orderByOtoId(otoId ?? '') : orderBy(orderId);
	if (!order) throw coded('OTO1002', unknownStatus);
	return order;
}

/** Gives the order a new status, with its line in the history. */
export function move(order: Order, status: string, at: number, description?: string): void {
	order.status = status;
	order.modified = at;
	if (status === 'delivered') order.delivered = at;
	order.history.push({
		id: order.id * 10 + order.history.length,
		at,
		status,
		description: description ?? `Order is ${status}`,
		shipmentId: order.shipment?.id ?? '',
		deliveryCompany: order.shipment?.company ?? '',
	});
}

const manageable = [
	'new',
	'missingData',
	'paymentConfirmed',
	'waitingAddressConfirmation',
	'waitingAssignment',
	'addressConfirmed',
	'addressVerified',
	'orderConfirmed',
	'readyForCollection',
	'branchAssigned',
	'assignedToWarehouse',
	'picked',
	'packed',
	'shipmentCanceled',
];

/** Whether the order may still be cancelled or booked. */
export const isManageable = (order: Order): boolean =>
	manageable.includes(order.status) && order.shipment === undefined;
