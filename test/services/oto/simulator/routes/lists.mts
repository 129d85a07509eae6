import { carrierList } from '../data/carriers.mts';
import { citiesOf, served } from '../data/cities.mts';
import { spaced, windowOf, joined, dayOf } from '../dates.mts';
import type { Call } from '../call.mts';
import { pageOf, positive } from '../pages.mts';
import type { Order } from '../records.mts';
import { coded, Refusal } from '../refusals.mts';
import type { Operation } from '../serve.mts';
import { done, plain } from '../serve.mts';
import { state } from '../state.mts';
import { listRow } from '../views.mts';
import { isFilled } from '../../../../sandbox/core/wire.mts';

function modifiedSince(call: Call): number {
	const text = call.text('modifiedDate');
	const time = text === undefined ? -Infinity : dayOf(text);
	if (time === undefined) throw coded('OTO1191');
	return time;
}

function orders(call: Call) {
	const { from, to } = windowOf(call);
	const modified = modifiedSince(call);
	const statuses = call.text('status')?.split(',');
	const phone = call.text('customerPhone');
	const place = call.text('pickupLocationCode');
	const rows = state.orders
		.filter(
			(row) =>
				row.created >= from &&
				row.created <= to &&
				row.modified >= modified &&
				(statuses === undefined || statuses.includes(row.status)) &&
				(phone === undefined || row.customer.mobile === phone) &&
				(place === undefined || row.pickupCode === place),
		)
		.sort((left, right) => right.created - left.created);
	const wanted = { page: call.text('page'), size: call.text('perPage') };
	const page = pageOf(rows, wanted, { size: 20, max: 100 });
	return done({
		perPage: page.size,
		totalPage: page.pages,
		orders: page.rows.map((row) => listRow(row, { totalCount: page.total, totalPage: page.pages })),
		currentPage: page.page,
		totalCount: page.total,
	});
}

/** The transaction lists print their date code without its prefix. */
const badDates = (): Refusal =>
	new Refusal({
		status: 400,
		body: {
			success: false,
			otoErrorCode: '1107',
			otoErrorMessage: 'minDate or maxDate is missing or invalid',
		},
	});

function neededPage(call: Call): { page: number; size: number } {
	const page = positive(call.text('page'));
	const size = positive(call.text('perPage'));
	if (page === undefined || size === undefined) throw coded('OTO1142');
	return { page, size };
}

const shipped = (): Order[] => state.orders.filter((order) => order.shipment !== undefined);

function creditTransactions(call: Call) {
	const wanted = neededPage(call);
	const orderId = call.text('orderId');
	if (orderId === undefined && (!call.text('minDate') || !call.text('maxDate'))) throw badDates();
	const { from, to } = windowOf(call, badDates);
	const rows = shipped().filter(
		({ orderId: own, shipment }) =>
			shipment !== undefined &&
			shipment.created >= from &&
			shipment.created <= to &&
			(orderId === undefined || own === orderId),
	);
	const { rows: shown } = pageOf(rows, wanted, { size: 50, max: 100 });
	return done({
		transactions: shown.map((order) => ({
			transactionType: 'dcFee',
			remainingAmount: Math.round((2000 - (order.id % 900)) * 100) / 100,
			amount: -(order.shipment?.charge ?? 0),
			deliveryCompanyName: order.shipment?.company,
			orderID: order.orderId,
			shipmentID: order.shipment?.id,
			description: `Delivery fee of ${order.orderId}`,
			ID: 1_150_000 + (order.id % 100_000),
			transactionDate: joined(order.shipment?.created ?? order.created),
			otoOrderID: order.id,
			orderPaymentType: order.paymentMethod,
			status: 'completed',
			chargingType: 'charge',
			shipmentType: order.isReturn ? 'return' : 'forward',
			langKey: 'dcFee',
			deliveryCompanySettingsId: order.shipment?.optionId,
		})),
	});
}

function shipmentTransactions(call: Call) {
	const orderId = call.text('orderId');
	const number = call.text('shipmentNumber');
	const named = orderId !== undefined || number !== undefined;
	if (!named && (!call.text('minDate') || !call.text('maxDate'))) throw badDates();
	const { from, to } = windowOf(call, badDates);
	if (orderId !== undefined && !state.orders.some((order) => order.orderId === orderId)) {
		throw coded('OTO1002', 200);
	}
	const rows = shipped().filter(
		({ orderId: own, shipment }) =>
			shipment !== undefined &&
			shipment.created >= from &&
			shipment.created <= to &&
			(orderId === undefined || own === orderId) &&
			(number === undefined || shipment.id === number),
	);
	const wanted = { page: call.text('page'), size: call.text('perPage') };
	const { rows: shown } = pageOf(rows, wanted, { size: 50 });
	return done({
		shipments: shown.map((order) => ({
			shipmentNumber: order.shipment?.id,
			orderId: order.orderId,
			shipmentCreationDate: spaced(order.shipment?.created ?? order.created),
			deliveryCompanyName: order.shipment?.company,
			dcConnectionName: `${order.shipment?.company} contract`,
			shipmentType: order.isReturn ? 'return' : 'forward',
			dcCharge: order.shipment?.charge,
			currency: order.currency,
			originalWeight: order.weight,
			dcUpdatedWeight: order.shipment?.weight,
			status: order.status,
			dcInvoiceNumber: 0,
		})),
	});
}

function getCities(call: Call) {
	const { country, perPage, page } = call.body();
	if (!isFilled(country)) {
		throw new Refusal({ status: 409, body: { success: false, errorMsg: 'country is null' } });
	}
	const names = citiesOf(country) ?? [];
	const shown = pageOf(names, { page, size: perPage }, { size: 100, max: 500 });
	return plain({
		getCities: {
			totalCount: shown.total,
			perPage: shown.size,
			Cities: shown.rows.map((name) => ({ name })),
		},
	});
}

function availableCities(call: Call) {
	const { page, limit } = call.request.raw_body.length === 0 ? {} : call.body();
	const shown = pageOf(served, { page, size: limit }, { size: 100 });
	return done({ limit: shown.size, page: shown.page, orders: shown.rows });
}

export const listOperations: Operation[] = [
	{ method: 'GET', path: '/orders', work: orders },
	{ method: 'GET', path: '/creditTransactions', work: creditTransactions },
	{ method: 'GET', path: '/shipmentTransactions', work: shipmentTransactions },
	{ method: 'POST', path: '/getCities', work: getCities },
	{ method: 'POST', path: '/availableCities', work: availableCities },
	{ method: 'POST', path: '/dcList', work: () => done({ data: carrierList }) },
];
