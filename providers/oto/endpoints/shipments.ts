import type { EndpointDefinition } from '../../../transport/contracts/endpoint';
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

export const shipments: readonly EndpointDefinition[] = [
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
			'OTO only accepts the request; a failure follows through the shipmentError webhook',
	}),
	row({
		resource: 'shipment',
		operation: 'cancel',
		method: 'POST',
		path: '/cancelShipment',
		summary: 'Cancel a shipment that has not been picked up. Some carriers refuse.',
		body: [
			...eitherOrderId,
			required(
				sample('shipmentId', 'Shipment ID, as returned by "Get Status" of the order', 'DCA87E10'),
			),
		],
	}),
	row({
		resource: 'shipment',
		operation: 'track',
		method: 'POST',
		path: '/trackShipment',
		summary:
			'Track a shipment by carrier and tracking number. Returns nothing for an unknown number.',
		body: [
			required(text('trackingNumber', 'Tracking number of the shipment')),
			required(sample('deliveryCompanyName', 'Carrier, by its code', 'smsa')),
			flag('statusHistory', 'Whether to include earlier statuses'),
			text('brandName', 'Brand that sent the parcel'),
		],
		itemsPath: 'items',
		repeat: 'safe',
		plan: 'Enterprise',
	}),
	row({
		resource: 'label',
		operation: 'get',
		method: 'GET',
		path: '/print/{orderId}',
		summary: 'Get the link to the label of a shipment',
		parts: { orderId: 'Your own order ID, or the ID of a return (such as OID-1001-R1)' },
		query: [
			flag('internationalProforma', 'Whether to add the proforma invoice as a PDF'),
			flag('printReverseShipment', 'Whether to get the label of the return instead'),
		],
	}),
];

export const returns: readonly EndpointDefinition[] = [
	row({
		resource: 'return',
		operation: 'create',
		method: 'POST',
		path: '/createReturnShipment',
		summary: 'Book a return of a delivered order. Each call creates a new return.',
		body: [
			required(orderId),
			deliveryOptionId,
			{
				...pickupLocationCode,
				description: 'Location the goods return to, by its code',
			},
			pickingType,
			{
				name: 'items',
				type: 'json',
				description:
					'List of items to return, each with sku and quantity, added to those of the form. Without any, all items of the order are returned.',
				example: '[{"sku":"test-product","quantity":"1"}]',
			},
			{
				name: 'customer',
				type: 'json',
				description:
					'Pickup address as an object, with OTO’s names. Overrides the fields of the pickup address; the rest of them is added.',
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
		summary: 'Get the link where the customer can request a return',
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
