import type { EndpointDefinition, Field } from '../../../transport/contracts/endpoint';
import {
	amount,
	asNumber,
	choice,
	city,
	contractId,
	count,
	currency,
	flag,
	orderId,
	packageCount,
	required,
	routeCoordinates,
	row,
	sample,
	sizes,
	text,
} from './shared';

const originCity = required(
	sample('originCity', 'City the parcel leaves from, spelled as in OTO', 'Riyadh'),
);
const destinationCity = required(
	sample('destinationCity', 'City the parcel goes to, spelled as in OTO', 'Jeddah'),
);
const weight = count('weight', 'Weight of the parcel in kg');
const totalDue = amount('totalDue', 'Amount to collect on delivery');
const forReverseShipment = flag('forReverseShipment', 'Whether to quote a return');
const checkShippingRule = flag('checkShippingRule', 'Whether to apply the shipping rules');
const withDates = 'Whether to add the expected pickup and delivery dates';

const serviceType = choice(
	'serviceType',
	['express', 'sameDay', 'fastDelivery', 'coldDelivery', 'heavyAndBulky', 'electronicAndHeavy'],
	'Return only offers of this service',
);

const deliveryType = choice(
	'deliveryType',
	['toCustomerDoorstep', 'pickupByCustomer', 'toCustomerDoorstepOrPickupByCustomer'],
	'Request only offers with this kind of delivery',
);

/** What both quotes that go by service and delivery type take besides cities and weight. */
const quoteFields: readonly Field[] = [
	...sizes,
	totalDue,
	packageCount,
	currency,
	...routeCoordinates.map(asNumber),
	serviceType,
	deliveryType,
	forReverseShipment,
];

export const prices: readonly EndpointDefinition[] = [
	row({
		resource: 'deliveryFee',
		operation: 'getForOtoContracts',
		method: 'POST',
		path: '/checkOTODeliveryFee',
		summary: 'Compare what the carriers under contract with OTO charge',
		body: [
			originCity,
			destinationCity,
			{ ...weight, description: 'Weight of the parcel. Not needed with boxes.' },
			{
				name: 'boxes',
				type: 'json',
				description:
					'List of boxes with their size in cm and weight in kg, added to those of the form',
				example: '[{"boxName":"Small","width":10,"length":10,"height":10,"weight":1}]',
			},
			...quoteFields,
			flag('includeEstimatedDates', withDates),
			checkShippingRule,
		],
		itemsPath: 'deliveryCompany',
		repeat: 'safe',
	}),
	row({
		resource: 'deliveryFee',
		operation: 'getForOwnContracts',
		method: 'POST',
		path: '/checkDeliveryFee',
		summary: 'Compare what the carriers under your own contracts charge',
		body: [
			originCity,
			destinationCity,
			required(weight),
			totalDue,
			choice(
				'deliveryType',
				['bullet', 'courier'],
				'Request only offers with this kind of delivery',
			),
			...routeCoordinates,
			flag('includeEstimatedDates', withDates),
			checkShippingRule,
			...sizes,
		],
		itemsPath: 'deliveryCompany',
		repeat: 'safe',
		plan: 'Starter',
	}),
	row({
		resource: 'deliveryFee',
		operation: 'getForOrder',
		method: 'POST',
		path: '/getDeliveryFee',
		summary: 'Compare what the carriers charge for an order',
		body: [required(orderId), contractId],
		itemsPath: 'deliveryCompany',
		repeat: 'safe',
	}),
	row({
		resource: 'deliveryOption',
		operation: 'getMany',
		method: 'GET',
		path: '/getDeliveryOptions',
		summary: 'List the delivery options of the account, all or those for a city or an order',
		query: [
			{ ...city, description: 'City to deliver to. Not together with an order.' },
			{ ...orderId, description: 'Order to deliver, by your own ID. Not together with a city.' },
			text('id', 'Another ID, for which OTO documents no meaning'),
		],
		itemsPath: 'options',
		secretKeys: ['webhookUrl'],
		sensitive: ['webhookUrl'],
		plan: 'Starter',
	}),
	row({
		resource: 'deliveryEstimate',
		operation: 'get',
		method: 'POST',
		path: '/getDeliveryEstimation',
		summary: 'Get the expected pickup and delivery dates between two addresses',
		body: [
			{
				name: 'calculationData',
				type: 'json',
				required: true,
				description: 'Origin and destination address. Each needs a city and a country.',
				example:
					'{"originAddress":{"city":"Riyadh","country":"SA","district":"Olaya","lat":"24.71","lon":"46.67"},"destinationAddress":{"city":"Jeddah","country":"SA"}}',
			},
			asNumber(contractId),
			choice(
				'slaMethodType',
				['BULLET_KM', 'CITY_BASED', 'DISTRICT_BASED', 'KM_BASED', 'TIER_BASED'],
				'How the contract calculates the dates',
			),
		],
		itemsPath: 'result',
		repeat: 'safe',
		plan: 'Scale',
	}),
	row({
		resource: 'deliveryEstimate',
		operation: 'predict',
		method: 'POST',
		path: '/aiEstimatedDeliveryDates',
		summary: 'Predict pickup and delivery dates by carrier',
		body: [
			originCity,
			destinationCity,
			required(weight),
			...quoteFields,
			flag('includeEstimatedDeliveryDates', withDates),
		],
		itemsPath: 'deliveryCompany',
		repeat: 'safe',
		plan: 'Scale',
	}),
];
