import type { SandboxContext } from '../../../sandbox/core/types.mts';
import { carriers } from './data/carriers.mts';
import { shipmentOf } from './data/orders.mts';
import { idText, move } from './find.mts';
import { coded } from './refusals.mts';
import type { Order } from './records.mts';
import { state } from './state.mts';
import { announceCharge, announceShipmentError, announceStatus } from './webhooks.mts';

/** How long a booking is under way before the carrier has answered. */
const bookingMs = 40;

/**
 * Takes a shipment request in. Whether it worked shows later: the order has a shipment then, or a
 * `shipmentError` goes out.
 */
export function book(context: SandboxContext, order: Order, optionId: unknown): void {
	const option = idText(optionId);
	const carrier =
		option === undefined ? carriers[0] : carriers.find((row) => String(row.option) === option);
	if (carrier && carrier.price > state.credit) throw coded('OTO1006');
	const began = state;
	order.booking = true;
	const timer = setTimeout(() => {
		order.booking = false;
		if (state !== began || order.shipment) return;
		if (!carrier) {
			announceShipmentError(context, order);
			return;
		}
		const at = context.now();
		order.shipment = shipmentOf(order, carrier.option, carrier.code, at);
		state.credit = Math.round((state.credit - carrier.price) * 100) / 100;
		move(order, 'shipmentCreated', at);
		announceStatus(context, order);
		announceCharge(context, order, -carrier.price);
	}, bookingMs);
	timer.unref();
}
