import { joined, spaced } from './dates.mts';
import { trackingLink } from './data/orders.mts';
import type { Order } from './records.mts';
import { state } from './state.mts';
import { keysOf } from '../../../sandbox/core/wire.mts';

const listCustomerKeys = [
	'id',
	'name',
	'mobile',
	'country',
	'state',
	'city',
	'district',
	'address',
	'street',
	'buildingNo',
	'secondaryAddressNumber',
	'shortAddressCode',
	'postcode',
	'lat',
	'lon',
];

const detailCustomerKeys = [
	...listCustomerKeys.filter((key) => key !== 'shortAddressCode'),
	'email',
];

const cityOf = (order: Order): string =>
	state.locations.find((row) => row.code === order.pickupCode)?.fields.city ?? '';

/** Answers have numbers, whichever way they were given; 0 where there are none. */
export const coordinates = ({ lat, lon }: { lat?: unknown; lon?: unknown }) => ({
	lat: Number(lat) || 0,
	lon: Number(lon) || 0,
});

/** A row of the order list; ids and booleans are texts in it, and each repeats the totals of the list. */
export function listRow(order: Order, totals: { totalCount: number; totalPage: number }): object {
	const { customer, items, shipment } = order;
	return {
		...totals,
		id: String(order.id),
		orderId: order.orderId,
		status: order.status,
		orderDate: spaced(order.created),
		modifiedDate: spaced(order.modified),
		modifiedBy: 'api',
		deliveryDate: order.delivered === null ? '' : spaced(order.delivered),
		shipmentNumber: shipment?.id ?? '',
		trackingURL: trackingLink(order),
		reverseShipment: String(order.isReturn),
		isReturnShipment: order.isReturn ? 'yes' : 'no',
		customerName: customer.name,
		customerPhone: customer.mobile,
		customerAddress: customer.address,
		originCity: cityOf(order),
		destinationCity: customer.city,
		destinationCountry: customer.country,
		district: customer.district,
		currency: order.currency,
		amount: order.amount,
		grandTotal: order.amount,
		subTotal: 0,
		totalDue: order.amountDue,
		paymentMethod: order.paymentMethod,
		weight: order.weight,
		packageCount: order.packageCount,
		skus: items.map((item) => item.sku).join(', '),
		quantities: items.map((item) => item.quantity).join(', '),
		deliverySlot: '',
		drivingDistance: 0,
		addressConfirm: '',
		customerReturnReason: order.returnReason,
		pickupLocation: state.locations.find((row) => row.code === order.pickupCode)?.name ?? '',
		pickupLocationCode: order.pickupCode,
		items: items.map(({ quantity, productId, price, name, taxAmount, sku }) => ({
			quantity,
			productId,
			price,
			name,
			taxAmount,
			sku,
		})),
		customer: { ...keysOf(customer, listCustomerKeys), ...coordinates(customer) },
	};
}

/** The flat order of `orderDetails`. */
export function details(order: Order): object {
	const { customer, shipment } = order;
	const places = { originCity: cityOf(order), destinationCity: customer.city };
	return {
		id: order.id,
		orderId: order.orderId,
		status: order.status,
		statusHistory: order.history.map((entry) => ({
			date: joined(entry.at),
			description: entry.description,
			id: entry.id,
			status: entry.status,
			shipmentId: entry.shipmentId,
			deliveryCompany: entry.deliveryCompany,
		})),
		packingStatusHistory: order.packingHistory.map((entry) => ({
			date: joined(entry.at),
			description: `Order is ${entry.packingStatus}`,
			packingStatus: entry.packingStatus,
		})),
		items: order.items.map((item) => ({
			id: item.id,
			quantity: item.quantity,
			price: item.price,
			rowTotal: item.price * item.quantity,
			taxAmount: item.taxAmount,
			sku: item.sku,
			hscode: item.hsCode,
		})),
		customer: { ...keysOf(customer, detailCustomerKeys), ...coordinates(customer), ...places },
		orderDocs: [],
		trackingURL: trackingLink(order),
		shipmentId: shipment?.id ?? '',
		deliveryOptionId: shipment?.optionId ?? 0,
		dcName: shipment?.company ?? '',
		amount: order.amount,
		amountDue: order.amountDue,
		currency: order.currency,
		customsValue: 0,
		customsCurrency: '',
		paymentMethod: order.paymentMethod,
		orderDate: spaced(order.created),
		pickupLocation: order.pickupCode,
		...places,
		packageWeight: order.weight,
		packageCount: order.packageCount,
	};
}

export const originOf = cityOf;
