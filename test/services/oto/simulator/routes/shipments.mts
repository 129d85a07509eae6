import { isRecord } from '../../../../sandbox/core/body.mts';
import { isArray, isFilled } from '../../../../sandbox/core/wire.mts';
import type { JsonObject } from '../../../../sandbox/core/wire.mts';
import { book } from '../booking.mts';
import type { Call } from '../call.mts';
import { joined } from '../dates.mts';
import { labelLink } from '../data/orders.mts';
import { idText, isManageable, move, namedOrder, orderBy } from '../find.mts';
import { checkCustomer, customerOf, writtenNumber } from '../new-orders.mts';
import { coded } from '../refusals.mts';
import type { Order, OrderItem } from '../records.mts';
import type { Operation } from '../serve.mts';
import { done, plain } from '../serve.mts';
import { nextNumber, state } from '../state.mts';
import { announceStatus } from '../webhooks.mts';

function createShipment(call: Call) {
	const body = call.body();
	const order = namedOrder(body);
	if (order.shipment || order.booking) throw coded('OTO1011');
	if (!isManageable(order) && order.status !== 'newReturn') throw coded('OTO1103');
	book(call.context, order, body.deliveryOptionId);
	return done({ message: 'create shipment request is received.' });
}

function cancelShipment(call: Call) {
	const body = call.body();
	const order = namedOrder(body);
	const shipmentId = idText(body.shipmentId);
	if (shipmentId === undefined) throw coded('OTO1079');
	if (order.shipment?.id !== shipmentId) throw coded('OTO1113', 404);
	const early = ['shipmentCreated', 'searchingDriver', 'goingToPickup'].includes(order.status);
	if (!early || order.shipment.company === 'pudo') throw coded('OTO1082');
	move(order, 'shipmentCanceled', call.now);
	delete order.shipment;
	announceStatus(call.context, order);
	return done();
}

/** What has not been sent back yet, by item. */
function remaining(order: Order): OrderItem[] {
	const back = state.orders.filter((row) => order.returns.includes(row.orderId));
	return order.items
		.map((item) => {
			const gone = back
				.flatMap((row) => row.items)
				.filter((row) => row.sku === item.sku)
				.reduce((sum, row) => sum + row.quantity, 0);
			return { ...item, quantity: item.quantity - gone };
		})
		.filter((item) => item.quantity > 0);
}

function returnedItems(order: Order, wanted: unknown): OrderItem[] {
	const left = remaining(order);
	if (left.length === 0) throw coded('OTO1187');
	if (!isArray(wanted) || wanted.length === 0) return left;
	return wanted.map((entry) => {
		if (!isRecord(entry)) throw coded('OTO1074');
		const item = left.find((row) => row.sku === entry.sku);
		const quantity = writtenNumber(entry.quantity) ?? 0;
		if (!item || quantity > item.quantity) throw coded('OTO1187');
		if (quantity <= 0) throw coded('OTO1074');
		return { ...item, quantity };
	});
}

function createReturn(call: Call) {
	const body = call.body();
	const order = namedOrder({ orderId: body.orderId });
	if (order.isReturn || order.status !== 'delivered') throw coded('OTO1179');
	const items = returnedItems(order, body.items);
	if (body.customer !== undefined) checkCustomer(body.customer);
	const customer = body.customer === undefined ? order.customer : customerOf(body.customer);
	const returnOrderId = `${order.orderId}-R${order.returns.length + 1}`;
	const back: Order = {
		...order,
		id: nextNumber('order', 30_900_000),
		orderId: returnOrderId,
		parentOrderId: order.orderId,
		created: call.now,
		modified: call.now,
		delivered: null,
		isReturn: true,
		returns: [],
		returnReason: 'Customer return',
		items,
		customer,
		history: [],
		shipment: undefined,
		booking: false,
		pickupCode: isFilled(body.pickupLocationCode) ? body.pickupLocationCode : order.pickupCode,
	};
	move(back, 'newReturn', call.now);
	order.returns.push(returnOrderId);
	state.orders.push(back);
	book(call.context, back, body.deliveryOptionId);
	return done({ returnOrderId, message: 'create return shipment request is received.' });
}

function returnDetails(call: Call) {
	const order = namedOrder({ orderId: call.body().orderId });
	const sent = state.orders.filter((row) => order.returns.includes(row.orderId));
	return plain({
		returnLocationCode: order.pickupCode,
		orderId: order.orderId,
		returnReason: sent.at(-1)?.returnReason ?? '',
		items: order.items.map(({ sku, quantity }) => ({ sku, quantityOrdered: quantity })),
		status: order.status,
	});
}

function print(call: Call) {
	const order = orderBy(call.param('orderId'));
	if (!order) throw coded('OTO1002', 404);
	const reverse = call.text('printReverseShipment') === 'true';
	const printed = reverse ? orderBy(order.returns.at(-1) ?? '') : order;
	if (!printed) throw coded('OTO1213');
	const { shipment } = printed;
	if (!shipment) throw coded('OTO1113');
	const proforma = call.text('internationalProforma') === 'true';
	return done({
		dcTrackingNumber: shipment.dcTrackingNumber,
		printAWBURL: labelLink(printed, call.app),
		deliveryCompany: shipment.company,
		trackingNumber: shipment.trackingNumber,
		...(proforma ? { internationalProforma: pdfOf(printed) } : {}),
	});
}

const pdfOf = (order: Order): string =>
	Buffer.from(`%PDF-1.4\n% proforma of ${order.orderId}\n%%EOF\n`).toString('base64');

function transactions(call: Call) {
	const body = call.body();
	const orderId = idText(body.orderId);
	const shipmentId = idText(body.shipmentId);
	if (orderId === undefined && shipmentId === undefined) throw coded('OTO1001');
	const rows = state.orders.filter(
		({ orderId: own, shipment }) =>
			shipment !== undefined &&
			(orderId === undefined || own === orderId) &&
			(shipmentId === undefined || shipment.id === shipmentId),
	);
	if (rows.length === 0) throw coded('OTO1002', 404);
	const shippingTransactions = rows.map((order) => ({
		amount: -(order.shipment?.charge ?? 0),
		orderID: order.orderId,
		shipmentID: order.shipment?.id,
		description: `Delivery fee of ${order.orderId}`,
		orderStatus: order.status,
		ID: 1_150_000 + (order.id % 100_000),
		transactionDate: joined(order.shipment?.created ?? order.created),
		otoOrderID: order.id,
		deliveryName: order.shipment?.company,
		transaction: 'dcFee',
		status: 'completed',
	}));
	return done({ count: shippingTransactions.length, shippingTransactions });
}

function returnLink(call: Call) {
	const order = namedOrder({ orderId: call.body().orderId });
	return done({ returnLink: `https://app.tryoto.com/return?enc=sandbox${order.id}` });
}

const returnSms = (body: JsonObject) =>
	done({ otoId: namedOrder({ orderId: body.orderId }, 400).id });

export const shipmentOperations: Operation[] = [
	{
		method: 'POST',
		path: '/getShippingPriceTransactionsList',
		work: transactions,
		plan: 'starter',
	},
	{ method: 'POST', path: '/createShipment', work: createShipment },
	{ method: 'POST', path: '/cancelShipment', work: cancelShipment },
	{ method: 'POST', path: '/createReturnShipment', work: createReturn },
	{ method: 'POST', path: '/getReturnLink', work: returnLink, plan: 'starter' },
	{ method: 'POST', path: '/getReturnDetails', work: returnDetails },
	{
		method: 'POST',
		path: '/triggerReturnSms',
		work: (call) => returnSms(call.body()),
		plan: 'starter',
	},
	{ method: 'GET', path: '/print/{orderId}', work: print },
];
