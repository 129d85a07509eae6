import type { EndpointRow, Field } from '../../../transport/types';

interface Details
	extends Omit<EndpointRow, 'source' | 'certainty'>,
		Partial<Pick<EndpointRow, 'source' | 'certainty'>> {
	/** The smallest plan that includes the endpoint, where not all do. */
	plan?: 'Starter' | 'Scale' | 'Pro' | 'Enterprise';
	/** Needs OTO's warehouse management too. */
	wms?: true;
}

/** A row out of the collection; official unless the row says otherwise. */
export function row({ plan, wms, ...details }: Details): EndpointRow {
	const sentence = details.summary.endsWith('.') ? details.summary : `${details.summary}.`;
	const higher = plan === 'Enterprise' ? '' : ' or higher';
	return {
		source: 'OTO API V2 Postman collection',
		certainty: 'official',
		...details,
		summary: plan
			? `${sentence} Needs the ${plan} plan${higher}${wms ? ' with WMS' : ''}.`
			: details.summary,
	};
}

export function required(field: Field): Field {
	return { ...field, required: true };
}

export function text(name: string, description?: string): Field {
	return { name, type: 'string', ...(description && { description }) };
}

export function count(name: string, description?: string): Field {
	return { name, type: 'number', ...(description && { description }) };
}

export function flag(name: string, description: string): Field {
	return { name, type: 'boolean', description };
}

export function choice(name: string, options: readonly string[], description?: string): Field {
	return { name, type: 'options', options, ...(description && { description }) };
}

/** Decimal amount in the currency of the order, never cents. */
export function amount(name: string, description: string): Field {
	return count(name, `${description}, as a decimal number such as 120.50`);
}

/** A day as the query filters take it. */
export function day(name: string, description: string): Field {
	return { name, type: 'date', format: 'yyyy-MM-dd', description };
}

export function daySpan(which: string): readonly Field[] {
	return [day('minDate', `${which}, earliest`), day('maxDate', `${which}, latest`)];
}

/** Coordinates, which the samples send as texts. `prefix` is origin or destination. */
export function coordinates(prefix?: 'origin' | 'destination'): readonly Field[] {
	return prefix
		? [text(`${prefix}Lat`, 'Latitude'), text(`${prefix}Lon`, 'Longitude')]
		: [text('lat', 'Latitude'), text('lon', 'Longitude')];
}

export const orderId = text('orderId', 'Your own ID of the order');

/** For endpoints that take either of the two. */
export const eitherOrderId: readonly Field[] = [
	text('orderId', 'Your own ID of the order; this or otoId is needed'),
	text('otoId', 'ID of the order in OTO'),
];

export const deliveryOptionId = text(
	'deliveryOptionId',
	'ID of the carrier offer, as the price calls and the delivery options give it',
);

export const contractId = text('deliveryCompanySettingsId', 'ID of the carrier contract in OTO');

export const pickupLocationCode = text('pickupLocationCode', 'Code of the pickup location');
export const shortAddressCode = text(
	'shortAddressCode',
	'Saudi short address: 4 letters and 4 digits',
);
export const email = text('email');
export const city = text('city');
export const district = text('district');
export const description = text('description');
export const currency: Field = { name: 'currency', type: 'string', example: 'SAR' };
export const country: Field = {
	name: 'country',
	type: 'string',
	description: 'ISO code of two letters',
	example: 'SA',
};

export const packageSize = text('packageSize', 'Size class of the package');

export const boxSizes: readonly Field[] = [
	count('boxWidth', 'Width in cm'),
	count('boxLength', 'Length in cm'),
	count('boxHeight', 'Height in cm'),
];

export const sizes: readonly Field[] = [
	count('length', 'Length in cm'),
	count('width', 'Width in cm'),
	count('height', 'Height in cm'),
];

export const idCards: readonly Field[] = [
	text('frontSideIDCard', 'Link to the front of the ID card (Kuwait, Oman, Qatar)'),
	text('backSideIDCard', 'Link to the back of the ID card (Kuwait, Oman, Qatar)'),
];

export const pickingType = choice('pickingType', ['PICKUP_BY_DC', 'BRANCH_DROP_OFF']);

export const whoPays = choice(
	'whoPays',
	['marketplacePaysDeliveryFee', 'sellerPaysDeliveryFee'],
	'Who pays for the delivery',
);

const address =
	'"address":"8089, Salam Ibn Salim","city":"Madinah","country":"SA","district":"Quba","postcode":"42312","lat":"24.46","lon":"39.61"';

export const addressExample = `{${address}}`;

export const customerExample = `{"name":"Test","mobile":"546607389","email":"test@example.com",${address},"state":"Madinah","street":"Salam Ibn Salim","buildingNo":"8089","secondaryAddressNumber":"2521","shortAddressCode":"MMAA8089"}`;

export const warnings = 'Parts may be ignored: see warnings';
