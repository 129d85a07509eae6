import { isRecord } from '../../../../sandbox/core/body.mts';
import { isFilled } from '../../../../sandbox/core/wire.mts';
import type { Call } from '../call.mts';
import { labelLink, trackingLink } from '../data/orders.mts';
import { slashed, spaced } from '../dates.mts';
import { idText, namedOrder, orderBy, orderByOtoId } from '../find.mts';
import { text } from '../new-orders.mts';
import { coded, Refusal } from '../refusals.mts';
import type { Order } from '../records.mts';
import type { Operation } from '../serve.mts';
import { done, plain } from '../serve.mts';
import { state } from '../state.mts';
import { coordinates, details, originOf } from '../views.mts';
import { isArray } from '../../../../sandbox/core/wire.mts';

const html = 'text/html;charset=utf-8';
const maxHistories = 100;

function orderDetails(call: Call) {
	const orderId = call.text('orderId');
	const otoId = call.text('otoId') ?? call.text('id');
	const ref1 = call.text('ref1');
	if (orderId === undefined && otoId === undefined && ref1 === undefined) throw coded('OTO1001');
	const order =
		orderId !== undefined
			? orderBy(orderId)
			: otoId !== undefined
				? orderByOtoId(otoId)
				: state.orders.find((row) => row.refs[0] === ref1);
	if (!order) throw coded('OTO1002', 404);
	return done(details(order));
}

function availability(call: Call) {
	const body = call.body();
	const refuse = () =>
		new Refusal({ status: 404, body: { success: false, orderAvailability: 'No' } });
	if (isRecord(body.order)) {
		const customer = isRecord(body.customer) ? body.customer : {};
		const needed = ['address', 'city', 'country'];
		if (needed.some((name) => text(customer[name]) === '')) throw coded('OTO1193');
	} else if (!orderBy(idText(body.orderId) ?? '')) throw refuse();
	const locations = state.locations.filter((location) => location.status === 'active').slice(0, 3);
	return done({
		locations: locations.map((location, at) => ({
			locationName: location.name,
			distance: 2.5 + at * 4,
			locationCoordinates: coordinates(location.fields),
			locationCode: location.code,
		})),
		orderAvailability: 'Yes',
	});
}

const actionTypes = [
	'trackingLink',
	'feedbackLink',
	'undeliveredAttemptLink',
	'deliverySlotLink',
	'addressVerificationLink',
	'rescheduleLink',
	'orderConfirmationLink',
	'clickCollectOTP',
	'otoFlexDeliveryOTP',
	'returnLink',
];

function notifications(call: Call) {
	const order = orderBy(call.param('orderId'));
	if (!order) throw coded('OTO1002', 404);
	const type = call.text('actionType');
	if (type !== undefined && !actionTypes.includes(type)) throw coded('OTO1010');
	const actions = actionTypes.map((name) => ({
		type: name,
		value: name.endsWith('OTP') ? '1234' : `${trackingLink(order)}&a=${name}`,
		channel: name === 'trackingLink' ? 'sms' : 'email',
	}));
	return plain({
		orderId: order.orderId,
		actions: actions.filter((action) => type === undefined || action.type === type),
	});
}

function orderStatus(call: Call) {
	const body = call.body();
	const order = namedOrder(body);
	const { shipment, customer } = order;
	const zpl = body.labelType === 'ZPL';
	if (zpl && !shipment) throw coded('OTO1077');
	return {
		...done({
			date: spaced(order.modified),
			customerAddress: customer.address,
			totalValue: order.amount,
			orderId: order.orderId,
			trackingUrl: trackingLink(order),
			dcTrackingNumber: shipment?.dcTrackingNumber ?? '',
			deliveryCompany: shipment?.company ?? '',
			printAWBURL: shipment ? labelLink(order, call.app) : '',
			customerName: customer.name,
			shipmentId: shipment?.id ?? '',
			otoId: String(order.id),
			status: order.status,
			...(zpl ? { zplDataArray: [zplOf(order)] } : {}),
		}),
		contentType: html,
	};
}

const zplOf = (order: Order): string =>
	Buffer.from(`^XA^FO50,50^A0N,40,40^FD${order.orderId}^FS^XZ`).toString('base64');

function historyRow(call: Call, order: Order) {
	const { shipment, customer } = order;
	return {
		orderId: order.orderId,
		otoId: String(order.id),
		status: order.status,
		history: order.history.map((entry) => ({
			date: spaced(entry.at),
			description: entry.description,
			status: entry.status,
			shipmentId: entry.shipmentId,
			deliveryCompany: entry.deliveryCompany,
			currentLocation: {},
		})),
		trackingURL: trackingLink(order),
		dcTrackingNumber: shipment?.dcTrackingNumber ?? '',
		shipmentId: shipment?.id ?? '',
		deliveryCompany: shipment?.company ?? '',
		returnOrderIds: order.returns,
		printAwbUrl: shipment ? labelLink(order, call.app) : '',
		amount: order.amount,
		amount_due: order.amountDue,
		currency: order.currency,
		payment_method: order.paymentMethod,
		packageCount: order.packageCount,
		orderDate: slashed(order.created),
		originCity: originOf(order),
		originCountry: 'SA',
		destinationCity: customer.city,
		destinationCountry: customer.country,
		warehouseName: state.locations.find((row) => row.code === order.pickupCode)?.name ?? '',
		items: order.items.map(({ name, sku, quantity, price }) => ({ name, sku, quantity, price })),
	};
}

function orderHistory(call: Call) {
	const { orderIds, otoIds, shipmentIds } = call.body();
	const given = [orderIds, otoIds, shipmentIds].find((list) => isArray(list));
	if (!isArray(given) || given.length === 0) throw coded('OTO1189');
	if (given.length > maxHistories) throw coded('OTO1112');
	const ids = given.map((id) => idText(id) ?? '');
	const keyOf = (order: Order): string =>
		given === orderIds
			? order.orderId
			: given === otoIds
				? String(order.id)
				: (order.shipment?.id ?? '-');
	const rows = state.orders.filter((order) => ids.includes(keyOf(order)));
	return { ...done({ items: rows.map((order) => historyRow(call, order)) }), contentType: html };
}

function trackShipment(call: Call) {
	const { trackingNumber, deliveryCompanyName, statusHistory } = call.body();
	if (!isFilled(trackingNumber)) throw coded('OTO1075');
	if (!isFilled(deliveryCompanyName)) throw coded('OTO1096');
	const order = state.orders.find(
		({ shipment }) =>
			shipment !== undefined &&
			shipment.company === deliveryCompanyName &&
			[shipment.trackingNumber, shipment.dcTrackingNumber].includes(trackingNumber),
	);
	if (!order) return done({ trackingUrl: '', items: [] });
	const line = (entry: Order['history'][number]) => ({
		shipmentId: order.shipment?.id,
		otoStatus: entry.status,
		dcStatus: entry.status.toUpperCase(),
		dcDescription: entry.description,
		dcUpdateDate: spaced(entry.at),
		updateStatusDate: true,
	});
	const currentLocation = {
		currentCountry: 'SA',
		currentCity: order.customer.city,
		currentDistrict: '',
		currentBranch: '',
	};
	const history = order.history.map((entry) => ({ ...line(entry), currentLocation }));
	return done({
		trackingUrl: trackingLink(order),
		items: [
			{
				...order.history.slice(-1).map(line)[0],
				success: true,
				...(statusHistory === true ? { history } : {}),
			},
		],
	});
}

export const orderReadOperations: Operation[] = [
	{ method: 'GET', path: '/orderDetails', work: orderDetails },
	{ method: 'POST', path: '/checkOrderAvailability', work: availability, plan: 'pro' },
	{
		method: 'GET',
		path: '/orders/{orderId}/customer-notifications',
		work: notifications,
		plan: 'scale',
	},
	{ method: 'POST', path: '/orderStatus', work: orderStatus },
	{ method: 'POST', path: '/orderHistory', work: orderHistory },
	{ method: 'POST', path: '/trackShipment', work: trackShipment, plan: 'enterprise' },
];
