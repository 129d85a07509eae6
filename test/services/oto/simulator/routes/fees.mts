import { isRecord } from '../../../../sandbox/core/body.mts';
import type { JsonObject } from '../../../../sandbox/core/wire.mts';
import { isArray, isFilled } from '../../../../sandbox/core/wire.mts';
import type { Call } from '../call.mts';
import type { Carrier } from '../data/carriers.mts';
import { carriers } from '../data/carriers.mts';
import { spaced } from '../dates.mts';
import { idText, namedOrder, orderBy } from '../find.mts';
import { amountOf } from '../new-orders.mts';
import { coded } from '../refusals.mts';
import type { Operation } from '../serve.mts';
import { done } from '../serve.mts';
import { nextNumber } from '../state.mts';

const day = 86_400_000;
const freeWeight = 15;

/** What a carrier asks; rarer keys are not in every row. */
function price(carrier: Carrier, at: number, weight: number) {
	const extra = Math.max(0, weight - freeWeight) * 2;
	return {
		deliveryOptionId: carrier.option,
		deliveryOptionName: carrier.title,
		deliveryCompanyName: carrier.code,
		price: Math.round((carrier.price + extra) * 100) / 100,
		currency: 'SAR',
		serviceType: ['express', 'fastDelivery', 'sameDay', 'express', 'heavyAndBulky'][at],
		pickupDropoff: at % 2 === 0 ? 'freePickup' : 'freePickupDropoff',
		codCharge: 6,
		returnFee: carrier.price,
		maxCODValue: 3000,
		maxOrderValue: 10_000,
		maxFreeWeight: freeWeight,
		extraWeightPerKg: 2,
		avgDeliveryTime: at === 2 ? 'Same Day' : '1to3WorkingDays',
		...(at % 2 === 0 ? { pickupCutOffTime: '16:00', trackingType: 'realTime' } : {}),
		logo: `https://cdn.example.com/carriers/${carrier.code}.png`,
		...(at > 2 ? { cardOnDeliveryPercentage: '2.5' } : {}),
	};
}

/** What a quote for a route says besides. */
function quote(call: Call, carrier: Carrier, at: number, weight: number, dates: boolean) {
	return {
		...price(carrier, at, weight),
		deliveryType: at === 3 ? 'pickupByCustomer' : 'toCustomerDoorstep',
		...(dates
			? {
					estimatedPickupDate: spaced(call.now + day),
					estimatedDeliveryDate: spaced(call.now + (2 + at) * day),
				}
			: {}),
		...(at < 3 ? { score5: 4.1 + at / 10 } : {}),
		...(at === 0 ? { cardOnDeliveryPercentage: '2.5', checkAllBranches: 'no' } : {}),
		needToVerifyCrDocStatus: false,
	};
}

function checkRoute(body: JsonObject): void {
	if (!isFilled(body.originCity) || !isFilled(body.destinationCity)) throw coded('OTO1097');
}

/** Boxes are documented for the contracts of OTO only. */
function weightOf(body: JsonObject, own: boolean): number {
	const boxes = !own && isArray(body.boxes) ? body.boxes.filter(isRecord) : [];
	const ofBoxes = boxes.reduce((sum, box) => sum + (amountOf(box.weight) ?? 0), 0);
	const weight = amountOf(body.weight) ?? ofBoxes;
	if (weight <= 0) throw coded('OTO1049');
	return weight;
}

const withDates = (body: JsonObject): boolean =>
	body.includeEstimatedDates === true || body.includeEstimatedDate === true;

function quotes(call: Call, own: boolean) {
	const body = call.body();
	checkRoute(body);
	const weight = weightOf(body, own);
	const rows = carriers
		.map((carrier, at) => quote(call, carrier, at, weight, withDates(body)))
		.filter(
			(row) =>
				(!isFilled(body.serviceType) || row.serviceType === body.serviceType) &&
				(own || !isFilled(body.deliveryType) || row.deliveryType === body.deliveryType),
		);
	const deliveryCompany = own ? rows.slice(0, 2) : rows;
	return done({ traceId: `trace-${nextNumber('trace', 0)}`, deliveryCompany });
}

function orderFee(call: Call) {
	const body = call.body();
	const order = namedOrder({ orderId: body.orderId });
	const wanted = idText(body.deliveryCompanySettingsId);
	const rows = carriers.filter(
		(carrier) => wanted === undefined || String(carrier.option) === wanted,
	);
	if (rows.length === 0 || order.weight > 9) throw coded('OTO1004', 409);
	return done({
		deliveryCompany: rows.map((carrier, at) => price(carrier, at, order.weight)),
	});
}

function options(call: Call) {
	const city = call.text('city');
	const orderId = call.text('orderId') ?? call.text('id');
	if (city !== undefined && orderId !== undefined) throw coded('OTO1097');
	if (orderId !== undefined && !orderBy(orderId)) throw coded('OTO1002', 404);
	const any = city === undefined && orderId === undefined;
	return done({
		options: carriers.slice(0, any ? 3 : carriers.length).map((carrier) => ({
			name: carrier.title,
			deliveryOptionId: carrier.option,
			integrationName: carrier.code,
			webhookUrl: `https://api.tryoto.com/webhooks/${carrier.code}?token=sandbox`,
		})),
	});
}

export const feeOperations: Operation[] = [
	{ method: 'POST', path: '/checkOTODeliveryFee', work: (call) => quotes(call, false) },
	{
		method: 'POST',
		path: '/checkDeliveryFee',
		work: (call) => quotes(call, true),
		plan: 'starter',
	},
	{ method: 'POST', path: '/getDeliveryFee', work: orderFee },
	{ method: 'GET', path: '/getDeliveryOptions', work: options, plan: 'starter' },
];
