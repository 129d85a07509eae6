import type { EndpointDefinition, Field } from '../../../transport/contracts/endpoint';

interface Details
	extends Omit<EndpointDefinition, 'source' | 'certainty'>,
		Partial<Pick<EndpointDefinition, 'source' | 'certainty'>> {
	/** The smallest plan that includes the endpoint, where not all do. */
	plan?: 'Starter' | 'Scale' | 'Pro' | 'Enterprise';
	/** Needs OTO's warehouse management too. */
	wms?: true;
}

/** A row out of the collection; official unless the row says otherwise. */
export function row({ plan, wms, ...details }: Details): EndpointDefinition {
	const sentence = details.summary.endsWith('.') ? details.summary : `${details.summary}.`;
	const higher = plan === 'Enterprise' ? '' : ' or higher';
	return {
		source: 'OTO API V2 Postman collection',
		certainty: 'official',
		...details,
		summary: plan
			? `${sentence} Requires the ${plan} plan${higher}${wms ? ' with WMS' : ''}.`
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

/** A text that the editor masks. */
export function secret(name: string, description: string): Field {
	return { ...text(name, description), secret: true };
}

/** A text with an example of what it looks like. */
export function sample(name: string, description: string, example: string): Field {
	return { ...text(name, description), example };
}

export function flag(name: string, description: string): Field {
	return { name, type: 'boolean', description };
}

export function choice(name: string, options: readonly string[], description?: string): Field {
	return { name, type: 'options', options, ...(description && { description }) };
}

/** Decimal amount in the currency of the order, never cents. */
export function amount(name: string, description: string): Field {
	return count(name, `${description}, such as 120.50`);
}

/** A day as the query filters take it. */
export function day(name: string, description: string): Field {
	return { name, type: 'date', format: 'yyyy-MM-dd', description };
}

export function daySpan(which: string): readonly Field[] {
	return [day('minDate', `Earliest ${which}`), day('maxDate', `Latest ${which}`)];
}

/** Coordinates of a place, which the samples send as texts. */
export const coordinates: readonly Field[] = [
	sample('lat', 'Latitude in degrees', '24.7136'),
	sample('lon', 'Longitude in degrees', '46.6753'),
];

/** Coordinates of both ends of a route. */
export const routeCoordinates: readonly Field[] = ['origin', 'destination'].flatMap((end) => [
	sample(`${end}Lat`, `Latitude of the ${end} in degrees`, '24.7136'),
	sample(`${end}Lon`, `Longitude of the ${end} in degrees`, '46.6753'),
]);

/** Orders in one call: our own number. OTO has a maximum (OTO1112), but does not document it. */
export const ORDERS_PER_CALL = 50;

export const orderId = sample('orderId', 'Your own order ID', 'OID-1001');

/** For endpoints that take either of the two. */
export const eitherOrderId: readonly Field[] = [
	sample('orderId', 'Your own order ID. Enter this or the OTO ID.', 'OID-1001'),
	sample('otoId', 'OTO’s own number of the order, instead of your order ID', '30823059'),
];

export const deliveryOptionId = text(
	'deliveryOptionId',
	'Carrier offer to book, as listed by Delivery Fee and Delivery Option. Leave empty to let OTO choose.',
);

export const contractId = text(
	'deliveryCompanySettingsId',
	'Only this carrier contract, by its ID in OTO',
);

/** The same field with the type that it has in some calls; where table and sample disagree it stays a text. */
export function asNumber(field: Field): Field {
	return { ...field, type: 'number' };
}

export const pickupLocationCode = text('pickupLocationCode', 'Code of the pickup location');
export const shortAddressCode = sample(
	'shortAddressCode',
	'Saudi short address code: 4 letters and 4 digits',
	'RRRD2929',
);
export const email = sample('email', 'Email address of the vendor', 'name@email.com');
export const city = sample('city', 'City, spelled as in OTO', 'Riyadh');
export const district = text('district', 'District of the city');
export const description = text('description', 'Your own description');
export const currency = sample('currency', 'Three-letter currency code', 'SAR');
export const country: Field = {
	name: 'country',
	type: 'string',
	description: 'Two-letter ISO country code',
	example: 'SA',
};

export const packageSize = text('packageSize', 'Size class of the package');

export const boxSizes: readonly Field[] = [
	count('boxWidth', 'Width of the package in cm'),
	count('boxLength', 'Length of the package in cm'),
	count('boxHeight', 'Height of the package in cm'),
];

export const sizes: readonly Field[] = [
	count('length', 'Length of the package in cm'),
	count('width', 'Width of the package in cm'),
	count('height', 'Height of the package in cm'),
];

export const idCards: readonly Field[] = [
	text(
		'frontSideIDCard',
		'URL of a picture of the front of the recipient’s ID card. Required for Kuwait, Oman and Qatar.',
	),
	text(
		'backSideIDCard',
		'URL of a picture of the back of the recipient’s ID card. Required for Kuwait, Oman and Qatar.',
	),
];

export const pickingType = choice(
	'pickingType',
	['PICKUP_BY_DC', 'BRANCH_DROP_OFF'],
	'How the carrier gets the parcel: pickup, or drop-off at a branch',
);

export const whoPays = choice(
	'whoPays',
	['marketplacePaysDeliveryFee', 'sellerPaysDeliveryFee'],
	'Who pays the delivery fee',
);

const address =
	'"address":"8089, Salam Ibn Salim","city":"Madinah","country":"SA","district":"Quba","postcode":"42312","lat":"24.46","lon":"39.61"';

/** Kilograms. */
export const packageWeight = count('packageWeight', 'Weight of the whole shipment in kg');
export const packageCount = count('packageCount', 'Number of packages');

export const addressExample = `{${address}}`;

export const customerExample = `{"name":"Test","mobile":"546607389","email":"test@example.com",${address},"state":"Madinah","street":"Salam Ibn Salim","buildingNo":"8089","secondaryAddressNumber":"2521","shortAddressCode":"MMAA8089"}`;

export const warnings = 'Parts may be ignored: see warnings';
