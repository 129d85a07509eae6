import type { EndpointRow, Field } from '../../../transport/types';
import {
	amount,
	boxSizes,
	choice,
	city,
	contractId,
	coordinates,
	count,
	currency,
	customerExample,
	deliveryOptionId,
	eitherOrderId,
	flag,
	idCards,
	orderId,
	packageCount,
	packageWeight,
	pickingType,
	pickupLocationCode,
	required,
	row,
	sample,
	sizes,
	text,
	whoPays,
} from './shared';

const originCity = required(
	sample('originCity', 'City where the parcel starts, as OTO spells it', 'Riyadh'),
);
const destinationCity = required(
	sample('destinationCity', 'City where the parcel goes, as OTO spells it', 'Jeddah'),
);
const weight = count('weight', 'Weight of the parcel in kg');
const totalDue = amount('totalDue', 'Amount to collect on delivery, 0 if it is paid');
const places = [...coordinates('origin'), ...coordinates('destination')];
const forReverseShipment = flag('forReverseShipment', 'Whether to quote a return');
const checkShippingRule = flag('checkShippingRule', 'Whether to apply the shipping rules');
const withDates = 'Whether to add the expected days of pickup and delivery';

const serviceType = choice(
	'serviceType',
	['express', 'sameDay', 'fastDelivery', 'coldDelivery', 'heavyAndBulky', 'electronicAndHeavy'],
	'Only offers of this kind of service',
);

const deliveryType = choice(
	'deliveryType',
	['toCustomerDoorstep', 'pickupByCustomer', 'toCustomerDoorstepOrPickupByCustomer'],
	'Only offers with this kind of delivery',
);

/** What both quotes that go by service and delivery type take besides cities and weight. */
const quoteFields: readonly Field[] = [
	...sizes,
	totalDue,
	packageCount,
	currency,
	...places,
	serviceType,
	deliveryType,
	forReverseShipment,
];

export const prices: readonly EndpointRow[] = [
	row({
		resource: 'deliveryFee',
		operation: 'getForOtoContracts',
		method: 'POST',
		path: '/checkOTODeliveryFee',
		summary: 'Compare what the carriers under contract with OTO charge',
		body: [
			originCity,
			destinationCity,
			{ ...weight, description: 'Weight in kg; needed without boxes' },
			{
				name: 'boxes',
				type: 'json',
				description: 'Boxes with sizes in cm and weight in kg; needed without weight',
				example: '[{"boxName":"Small","width":10,"length":10,"height":10,"weight":1}]',
			},
			...quoteFields,
			flag(
				'includeEstimatedDates',
				`${withDates}; one sample of the documentation writes includeEstimatedDate`,
			),
			checkShippingRule,
		],
		records: 'deliveryCompany',
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
			choice('deliveryType', ['bullet', 'courier'], 'Only offers with this kind of delivery'),
			...places,
			flag('includeEstimatedDates', withDates),
			checkShippingRule,
			...sizes,
		],
		records: 'deliveryCompany',
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
		records: 'deliveryCompany',
		repeat: 'safe',
	}),
	row({
		resource: 'deliveryOption',
		operation: 'getMany',
		method: 'GET',
		path: '/getDeliveryOptions',
		summary: 'List the delivery options of the account for a city or an order',
		query: [
			{ ...city, description: 'City to deliver to; not together with an order' },
			{ ...orderId, description: 'Order to deliver, by your own ID; not together with a city' },
			text('id', 'In one example of the documentation only; its meaning is not explained'),
		],
		records: 'options',
		secretKeys: ['webhookUrl'],
		plan: 'Starter',
	}),
	row({
		resource: 'deliveryEstimate',
		operation: 'get',
		method: 'POST',
		path: '/getDeliveryEstimation',
		summary: 'Get the expected days of pickup and delivery between two addresses',
		body: [
			{
				name: 'calculationData',
				type: 'json',
				required: true,
				description: 'Addresses of origin and destination; city and country are required in each',
				example:
					'{"originAddress":{"city":"Riyadh","country":"SA","district":"Olaya","lat":"24.71","lon":"46.67"},"destinationAddress":{"city":"Jeddah","country":"SA"}}',
			},
			contractId,
			choice(
				'slaMethodType',
				['BULLET_KM', 'CITY_BASED', 'DISTRICT_BASED', 'KM_BASED', 'TIER_BASED'],
				'How the contract works out the days',
			),
		],
		records: 'result',
		repeat: 'safe',
		plan: 'Scale',
	}),
	row({
		resource: 'deliveryEstimate',
		operation: 'predict',
		method: 'POST',
		path: '/aiEstimatedDeliveryDates',
		summary: 'Predict the days of pickup and delivery by carrier',
		body: [
			originCity,
			destinationCity,
			required(weight),
			...quoteFields,
			flag(
				'includeEstimatedDeliveryDates',
				`${withDates}; the sample of the documentation writes includeEstimatedDates`,
			),
		],
		records: 'deliveryCompany',
		repeat: 'safe',
		plan: 'Scale',
	}),
];

export const shipments: readonly EndpointRow[] = [
	row({
		resource: 'shipment',
		operation: 'create',
		method: 'POST',
		path: '/createShipment',
		summary: 'Book the courier for an order',
		body: [
			...eitherOrderId,
			deliveryOptionId,
			packageWeight,
			...boxSizes,
			packageCount,
			pickingType,
			whoPays,
			...idCards,
		],
		hidesFailures:
			'Only the request is accepted; a failure arrives later through the shipmentError webhook',
	}),
	row({
		resource: 'shipment',
		operation: 'cancel',
		method: 'POST',
		path: '/cancelShipment',
		summary: 'Cancel a shipment that is not picked up yet; some carriers refuse',
		body: [
			...eitherOrderId,
			required(
				sample('shipmentId', 'ID of the shipment, as the order’s status shows it', 'DCA87E10'),
			),
		],
	}),
	row({
		resource: 'shipment',
		operation: 'track',
		method: 'POST',
		path: '/trackShipment',
		summary: 'Track a shipment by carrier and tracking number. An unknown one gives no rows.',
		body: [
			required(text('trackingNumber', 'Tracking number of the shipment')),
			required(
				sample('deliveryCompanyName', 'Carrier, by its code from the list of carriers', 'smsa'),
			),
			flag('statusHistory', 'Whether to add the earlier statuses'),
			text('brandName', 'Name of the brand that sent the parcel'),
		],
		records: 'items',
		repeat: 'safe',
		plan: 'Enterprise',
	}),
	row({
		resource: 'label',
		operation: 'get',
		method: 'GET',
		path: '/print/{orderId}',
		summary: 'Get the link to the label of a shipment',
		parts: { orderId: 'Your own ID of the order, or the ID of a return (such as OID-1001-R1)' },
		query: [
			flag('internationalProforma', 'Whether to add the proforma invoice, a PDF as base64'),
			flag('printReverseShipment', 'Whether to get the label of the return instead'),
		],
	}),
];

export const returns: readonly EndpointRow[] = [
	row({
		resource: 'return',
		operation: 'create',
		method: 'POST',
		path: '/createReturnShipment',
		summary: 'Book a return of a delivered order. Each call makes a new return.',
		body: [
			required(orderId),
			{
				...deliveryOptionId,
				description: `${deliveryOptionId.description ?? ''} Older documentation requires it.`,
			},
			{
				...pickupLocationCode,
				description: 'Location that takes the goods back, by its code',
			},
			pickingType,
			{
				name: 'items',
				type: 'json',
				description:
					'Items to return, each with sku and quantity; all items of the order if it is left out',
				example: '[{"sku":"test-product","quantity":"1"}]',
			},
			{
				name: 'customer',
				type: 'json',
				description:
					'Whole address to pick up at, if it is another than the order’s; name, mobile, address, city and country are required. Wins over the fields of "Customer".',
				example: customerExample,
			},
			...idCards,
		],
	}),
	row({
		resource: 'return',
		operation: 'get',
		method: 'POST',
		path: '/getReturnDetails',
		summary: 'Get reason, items and status of a return',
		body: [required(orderId)],
		repeat: 'safe',
	}),
	row({
		resource: 'return',
		operation: 'getLink',
		method: 'POST',
		path: '/getReturnLink',
		summary: 'Get the link where the customer can ask for a return',
		body: [required(orderId)],
		repeat: 'safe',
		plan: 'Starter',
	}),
	row({
		resource: 'return',
		operation: 'sendSms',
		method: 'POST',
		path: '/triggerReturnSms',
		summary: 'Send the customer a text message about the return',
		body: [required(orderId)],
		plan: 'Starter',
	}),
];
