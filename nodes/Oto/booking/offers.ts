import type { IDataObject } from 'n8n-workflow';

import type { OfferWish } from '../../../providers/oto/offers';
import { chooseOffer, withRoute } from '../../../providers/oto/offers';
import type { OperationContext } from '../../shared/form/service-form';
import { isBlank } from '../../shared/input/readers/text';

/** What an item of an offer keeps. */
export const OFFER = [
	'deliveryOptionId',
	'deliveryOptionName',
	'deliveryCompanyName',
	'price',
	'currency',
	'serviceType',
	'deliveryType',
	'avgDeliveryTime',
	'returnFee',
	'estimatedDeliveryDate',
];

/** Rows that can be booked. */
function offersIn(rows: ReadonlyArray<{ json: IDataObject }>): IDataObject[] {
	return rows.map(({ json }) => json).filter(({ deliveryOptionId: id }) => !isBlank(id));
}

/** What the carriers under contract with OTO offer between two cities. */
export async function quotesFor(
	operation: OperationContext,
	route: IDataObject,
): Promise<IDataObject[]> {
	const values = { ...route, includeEstimatedDates: true };
	return offersIn(await operation.call('deliveryFee.getForOtoContracts', values));
}

/** The route of an order, as a quote wants it; undefined where the order lacks a part of it. */
function routeOf(order: IDataObject): IDataObject | undefined {
	const { originCity, destinationCity, packageWeight, packageCount, amountDue, currency } = order;
	const weight = Number(packageWeight);
	if (!originCity || !destinationCity || !(weight > 0)) return undefined;
	return {
		originCity,
		destinationCity,
		weight,
		...(Number(packageCount) > 0 ? { packageCount } : {}),
		...(Number(amountDue) > 0 ? { totalDue: amountDue } : {}),
		...(currency ? { currency } : {}),
	};
}

/**
 * The offers for an order. Its fees name no kind of delivery and no dates: where the choice goes by these, the quotes for its route
 * add them.
 *
 * @param order as `/orderDetails` answers it
 */
export async function offersFor(
	operation: OperationContext,
	order: IDataObject,
	wish: OfferWish,
): Promise<IDataObject[]> {
	const { orderId } = order;
	const offers = offersIn(await operation.call('deliveryFee.getForOrder', { orderId }));
	if (wish.handover === 'any' && wish.choose !== 'fastest') return offers;
	const route = routeOf(order);
	if (route === undefined) {
		if (wish.handover === 'any') return offers;
		throw operation.problem(
			`The order "${String(orderId)}" has no cities or no weight, which OTO needs to state the kind of delivery`,
			'Fill them in with "Update" of the resource Order, or set "Delivered To" to Anywhere.',
		);
	}
	return withRoute(offers, await quotesFor(operation, route));
}

/**
 * The offer to take.
 *
 * @param what whose offers they are, such as `the order "OID-1001"`
 * @param stands what stands if there is none, in sentences
 * @throws NodeOperationError that says why no offer fits, or why none is the best
 */
export function takeOffer(
	operation: OperationContext,
	what: string,
	offers: readonly IDataObject[],
	wish: OfferWish,
	stands = '',
): IDataObject {
	const { offer, fitting, reasons, currencies } = chooseOffer(offers, wish);
	if (fitting.length === 0) {
		throw offers.length === 0
			? operation.problem(
					`OTO has no offer for ${what}`,
					`${stands}No carrier of the account serves it: check cities, weight and contracts in OTO.`,
				)
			: operation.problem(
					`No offer for ${what} fits: ${reasons.join(', ')}`,
					`${stands}OTO has ${offers.length} ${offers.length === 1 ? 'offer' : 'offers'}. Change "Choose", "Delivered To" or the limits under "Options".`,
				);
	}
	if (currencies.length > 1) {
		throw operation.problem(
			`The offers for ${what} are in different currencies: ${currencies.join(', ')}`,
			`${stands}Their prices cannot be compared: name the carrier, or list the allowed carriers under "Options".`,
		);
	}
	if (offer) return offer;
	throw operation.problem(
		`OTO states no delivery time for the offers for ${what}`,
		`${stands}Set "Choose" to Cheapest Offer or Named Carrier.`,
	);
}
