import { isRecord } from '../../../../sandbox/core/body.mts';
import type { JsonObject } from '../../../../sandbox/core/wire.mts';
import { isArray, isFilled } from '../../../../sandbox/core/wire.mts';
import { book } from '../booking.mts';
import type { Call } from '../call.mts';
import { money } from '../data/orders.mts';
import { idText, isManageable, move, namedOrder, orderBy, orderByOtoId } from '../find.mts';
import {
	amountOf,
	checkBoxes,
	checkCustomer,
	checkInternational,
	checkSender,
	customerOf,
	isShortAddressed,
	itemsOf,
	newOrder,
	text,
} from '../new-orders.mts';
import { coded, doubled } from '../refusals.mts';
import type { Operation } from '../serve.mts';
import { done, plain } from '../serve.mts';
import { state } from '../state.mts';
import { announceNewOrder, announceStatus } from '../webhooks.mts';

const splitWarning = 'pickupLocation field exists in the items array, split order process begins';

/** The table has a boolean here, a sample a text. */
const isSwitch = (value: unknown): boolean =>
	value === undefined || typeof value === 'boolean' || value === 'true' || value === 'false';

const isTrue = (value: unknown): boolean => value === true || value === 'true';

function splits(body: JsonObject): boolean {
	return (
		isArray(body.items) && body.items.some((item) => isRecord(item) && isArray(item.pickupLocation))
	);
}

/** The parts of a split order, by the place that they go out from. */
function partsOf(body: JsonObject): Map<string, JsonObject[]> {
	const refuse = (code: string) => coded(code, 400, { warnings: [splitWarning] });
	const parts = new Map<string, JsonObject[]>();
	for (const item of isArray(body.items) ? body.items.filter(isRecord) : []) {
		if (!isArray(item.pickupLocation)) throw refuse('OTO1071');
		let left = amountOf(item.quantity) ?? 0;
		for (const place of item.pickupLocation) {
			if (!isRecord(place)) throw refuse('OTO1071');
			const code = text(place.pickupLocationCode);
			const quantity = amountOf(place.quantity) ?? 0;
			const known = state.locations.some((location) => location.code === code);
			if (!known || quantity <= 0) throw refuse('OTO1071');
			if (!isRecord(place.box)) throw refuse('OTO1072');
			left -= quantity;
			parts.set(code, [...(parts.get(code) ?? []), { ...item, quantity }]);
		}
		if (left !== 0) throw refuse('OTO1071');
	}
	return parts;
}

function create(call: Call) {
	const body = call.body();
	const orderId = idText(body.orderId);
	if (orderId === undefined) throw coded('OTO1001');
	if (orderBy(orderId)) throw coded('OTO1063');
	if (amountOf(body.amount) === undefined) throw coded('OTO1093');
	if (amountOf(body.amount_due) === undefined || !isFilled(body.currency)) throw coded('OTO1010');
	if (body.destinationLocationCode === undefined) {
		checkCustomer(body.customer, isShortAddressed(body));
		checkInternational(body);
	} else if (body.customer !== undefined) throw coded('OTO1104');
	if (!isSwitch(body.createShipment)) throw coded('OTO1075');
	if (splits(body)) {
		const orders = [...partsOf(body)].map(([code, items], at) =>
			newOrder(call.now, `${orderId}-${at + 1}`, { ...body, items, parentOrderId: orderId }, code),
		);
		state.orders.push(...orders);
		for (const order of orders) announceNewOrder(call.context, order);
		return done({ warnings: [splitWarning], otoIds: orders.map((order) => order.id) });
	}
	checkBoxes(body);
	const order = newOrder(call.now, orderId, body, checkSender(body));
	if (isTrue(body.createShipment)) book(call.context, order, body.deliveryOptionId);
	state.orders.push(order);
	announceNewOrder(call.context, order);
	return done({ otoId: order.id });
}

function update(call: Call) {
	const body = call.body();
	const order = namedOrder({ orderId: body.orderId });
	if (!isManageable(order) && order.status !== 'needConfirmation') {
		throw coded('OTO1103', 400);
	}
	checkBoxes(body);
	if (body.pickupLocationCode !== undefined) order.pickupCode = checkSender(body);
	if (body.customer !== undefined) order.customer = customerOf(body.customer, order.customer);
	if (body.items !== undefined) order.items = itemsOf(body.items, undefined);
	order.amount = money(amountOf(body.amount) ?? order.amount);
	order.amountDue = money(amountOf(body.amount_due) ?? order.amountDue);
	order.currency = text(body.currency) || order.currency;
	order.paymentMethod = text(body.payment_method) || order.paymentMethod;
	order.weight = amountOf(body.packageWeight) ?? order.weight;
	order.packageCount = amountOf(body.packageCount) ?? order.packageCount;
	order.modified = call.now;
	return done({ message: 'order has been updated' });
}

const settable = ['delivered', 'returned', 'pickedUp'];

function updateStatus(call: Call) {
	const { orderIds, status, description } = call.body();
	if (!isArray(orderIds) || orderIds.length === 0) throw coded('OTO1145');
	if (!isFilled(status) || !settable.includes(status)) throw coded('OTO1067');
	const ids = orderIds.map((id) => idText(id) ?? '');
	const changed = ids.filter((id) => {
		const order = orderByOtoId(id) ?? orderBy(id);
		if (!order) return false;
		move(order, status, call.now, isFilled(description) ? description : undefined);
		announceStatus(call.context, order);
		return true;
	});
	const failed = ids.filter((id) => !changed.includes(id));
	const failure =
		failed.length === 0
			? {}
			: {
					success: false,
					orderIds: failed,
					otoErrorCode: 'OTO1002',
					otoErrorMessage: 'Order is not exist',
				};
	return plain({
		result: [failure, ...(changed.length === 0 ? [] : [{ success: true, orderIds: changed }])],
	});
}

function cancel(call: Call) {
	const order = namedOrder(call.body(), 400);
	if (order.booking || !isManageable(order)) {
		throw doubled('OTO1103', 5, `Order Status ${order.status} not allowed for cancel`);
	}
	move(order, 'canceled', call.now);
	announceStatus(call.context, order);
	return done();
}

function hold(call: Call) {
	const body = call.body();
	const order = namedOrder({ orderId: body.orderId });
	if (!isFilled(body.onHoldReason) || !isFilled(body.onHoldReasonLang)) throw coded('OTO110');
	if (!isManageable(order)) throw coded('OTO1103');
	order.onHoldReason = body.onHoldReason;
	order.statusBeforeHold = order.status;
	move(order, 'shipmentOnHoldWarehouse', call.now);
	announceStatus(call.context, order);
	return done();
}

function unHold(call: Call) {
	const order = namedOrder({ orderId: call.body().orderId });
	if (order.statusBeforeHold === '') throw coded('OTO1103', 409);
	order.onHoldReason = '';
	move(order, order.statusBeforeHold, call.now);
	order.statusBeforeHold = '';
	announceStatus(call.context, order);
	return done();
}

export const orderOperations: Operation[] = [
	{ method: 'POST', path: '/createOrder', work: create },
	{ method: 'POST', path: '/updateOrder', work: update },
	{ method: 'POST', path: '/updateOrderStatus', work: updateStatus, plan: 'scale' },
	{ method: 'POST', path: '/cancelOrder', work: cancel },
	{ method: 'POST', path: '/holdOrder', work: hold },
	{ method: 'POST', path: '/unHoldOrder', work: unHold },
];
