import type { IDataObject } from 'n8n-workflow';

import { orderStatuses } from './endpoints/statuses';

/** Statuses after which an order cannot be booked any more. */
const ENDED = ['canceled', 'deleted'];
const CANCELED = 'shipmentCanceled';

/** Statuses that only an order with a shipment has: from its creation to its end (OTO's stages "creation" to "end"). */
const SHIPPED = orderStatuses.slice(
	orderStatuses.indexOf('shipmentCreated'),
	orderStatuses.indexOf('returnProcessing') + 1,
);

/** Codes that say that the order has a shipment, or that OTO is still at work on it. */
const ALREADY = ['OTO1011', 'OTO1211'];
/** Codes that say that there is no label, or no shipment, yet. */
const NO_LABEL_YET = ['OTO1113', 'OTO1141'];

/** How far the booking of an order is. */
export type BookingState = 'open' | 'booked' | 'ended';

/**
 * Reads the state off an order (`/orderDetails`) or its status (`/orderStatus`).
 *
 * @param earlier shipment that was canceled: it does not count
 */
export function bookingOf({ status, shipmentId }: IDataObject, earlier = ''): BookingState {
	const state = String(status);
	if (ENDED.includes(state)) return 'ended';
	if (state === CANCELED) return 'open';
	const shipment = typeof shipmentId === 'string' && shipmentId !== '' && shipmentId !== earlier;
	return shipment || SHIPPED.includes(state) ? 'booked' : 'open';
}

/** The shipment of an order that was canceled; empty where there is none. */
export function canceledShipment({ status, shipmentId }: IDataObject): string {
	return status === CANCELED && typeof shipmentId === 'string' ? shipmentId : '';
}

function codeIn(message: string): string {
	return /\[(OTO\d+)\]/.exec(message)?.[1] ?? '';
}

/** Does an error of a booking say that there is one already? `message` names OTO's code in brackets. */
export function isBookedAlready(message: string): boolean {
	return ALREADY.includes(codeIn(message));
}

/** Does an error of a label say that it is only not there yet? */
export function isLabelPending(message: string): boolean {
	return NO_LABEL_YET.includes(codeIn(message));
}
