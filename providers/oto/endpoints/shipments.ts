import type { EndpointRow } from '../../../transport/types';
import {
	boxSizes,
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
	text,
	whoPays,
} from './shared';

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
