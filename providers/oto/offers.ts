import type { IDataObject } from 'n8n-workflow';

/** Which offer of a carrier is wanted. */
export interface OfferWish {
	/** `carrier`: the cheapest offer of the named carrier. */
	choose: 'cheapest' | 'fastest' | 'carrier';
	/** Code, name or delivery option ID. */
	carrier?: string;
	handover: Handover;
	/** In the currency of the offers. */
	highestPrice?: number;
	/** Codes, names or delivery option IDs; empty: any carrier. */
	carriers: readonly string[];
}

export type Handover = 'any' | 'door' | 'pickupPoint';

/** What OTO answers as `deliveryType` for each kind of delivery. */
const DELIVERY_TYPES: Readonly<Record<Exclude<Handover, 'any'>, readonly string[]>> = {
	door: ['toCustomerDoorstep', 'toCustomerDoorstepOrPickupByCustomer'],
	pickupPoint: ['pickupByCustomer', 'toCustomerDoorstepOrPickupByCustomer'],
};

/** An offer without a `deliveryType` fits "any" only. */
export function isHandedOver({ deliveryType }: IDataObject, handover: Handover): boolean {
	return handover === 'any' || DELIVERY_TYPES[handover].includes(String(deliveryType));
}

const plain = (text: unknown) =>
	String(text).normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();

/** Does this name mean the carrier of the offer? By code, name or delivery option ID, in any case. */
export function isBy(offer: IDataObject, name: string): boolean {
	const { deliveryCompanyName, deliveryOptionName, deliveryOptionId } = offer;
	const own = [deliveryCompanyName, deliveryOptionName, deliveryOptionId].map(plain);
	return own.includes(plain(name));
}

/** The price of an offer; one without a price is the dearest. */
function priceOf({ price }: IDataObject): number {
	const amount = typeof price === 'string' && price.trim() !== '' ? Number(price) : price;
	return typeof amount === 'number' && !Number.isNaN(amount) ? amount : Infinity;
}

/** `2026-12-04 16:00:00` as OTO writes it, as a time. */
function dateOf(value: unknown): number | undefined {
	const time = typeof value === 'string' ? Date.parse(value.replace(' ', 'T')) : NaN;
	return Number.isNaN(time) ? undefined : time;
}

/** Days that `avgDeliveryTime` speaks of at most: 0 for `Same Day`, 3 for `1to3WorkingDays`. */
function daysOf(value: unknown): number | undefined {
	if (typeof value !== 'string') return undefined;
	if (/same\s*day/i.test(value)) return 0;
	const numbers = [...value.matchAll(/\d+/g)].map(Number);
	if (numbers.length === 0) return undefined;
	const most = Math.max(...numbers);
	return /hour/i.test(value) ? most / 24 : most;
}

/** How long each offer takes, by one measure for all of them; undefined where OTO does not say it. */
function timesOf(offers: readonly IDataObject[]): Array<number | undefined> {
	const dates = offers.map(({ estimatedDeliveryDate }) => dateOf(estimatedDeliveryDate));
	return dates.includes(undefined)
		? offers.map(({ avgDeliveryTime }) => daysOf(avgDeliveryTime))
		: dates;
}

/** The choice among offers, and what stood in its way. */
export interface Choice {
	offer?: IDataObject;
	/** Offers that fit, before the best of them is chosen. */
	fitting: readonly IDataObject[];
	/** Why others were left out, such as `3 cost more than 20`. */
	reasons: readonly string[];
	/** Fitting offers are priced in more than one currency: prices cannot be compared. */
	currencies: readonly string[];
}

/**
 * The offer to book.
 *
 * @param offers rows of OTO's fees (`deliveryCompany`)
 */
export function chooseOffer(offers: readonly IDataObject[], wish: OfferWish): Choice {
	const { choose, carrier = '', handover, highestPrice = Infinity, carriers } = wish;
	const rules: ReadonlyArray<readonly [reason: string, fits: (offer: IDataObject) => boolean]> = [
		['by other carriers', (offer) => choose !== 'carrier' || isBy(offer, carrier)],
		[
			'not by an allowed carrier',
			(offer) => carriers.length === 0 || carriers.some((name) => isBy(offer, name)),
		],
		['without this kind of delivery', (offer) => isHandedOver(offer, handover)],
		[
			`above ${highestPrice}`,
			(offer) => highestPrice === Infinity || priceOf(offer) <= highestPrice,
		],
	];
	let fitting = [...offers];
	const reasons: string[] = [];
	for (const [reason, fits] of rules) {
		const left = fitting.filter(fits);
		if (left.length < fitting.length) reasons.push(`${fitting.length - left.length} ${reason}`);
		fitting = left;
	}
	const currencies = [...new Set(fitting.map(({ currency }) => String(currency)))];
	const offer = bestOf(fitting, choose);
	return { ...(offer ? { offer } : {}), fitting, reasons, currencies };
}

/** The first of equals counts; the fastest of equals is the cheapest. */
function bestOf(
	offers: readonly IDataObject[],
	choose: OfferWish['choose'],
): IDataObject | undefined {
	const byPrice = [...offers].sort((a, b) => compared(priceOf(a), priceOf(b)));
	if (choose !== 'fastest') return byPrice[0];
	const times = timesOf(byPrice);
	const timed = byPrice.flatMap((offer, at) => {
		const time = times[at];
		return time === undefined ? [] : [{ offer, time }];
	});
	return timed.sort((a, b) => a.time - b.time)[0]?.offer;
}

/** Infinity minus Infinity is no number. */
function compared(a: number, b: number): number {
	return a === b ? 0 : a - b;
}

/**
 * Offers for an order with what quotes for its route say besides: the kind of delivery and the dates, which fees for orders lack.
 * The price stays that of the order.
 */
export function withRoute(
	offers: readonly IDataObject[],
	quotes: readonly IDataObject[],
): IDataObject[] {
	const byOption = new Map(quotes.map((quote) => [String(quote.deliveryOptionId), quote]));
	return offers.map((offer) => {
		const { deliveryType, estimatedPickupDate, estimatedDeliveryDate } =
			byOption.get(String(offer.deliveryOptionId)) ?? {};
		const further = { deliveryType, estimatedPickupDate, estimatedDeliveryDate };
		const known = Object.entries(further).filter(([, value]) => value !== undefined);
		return { ...Object.fromEntries(known), ...offer };
	});
}
