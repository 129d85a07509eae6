import type { IDataObject } from 'n8n-workflow';

import type { CallItem } from '../../transport/call';
import type { OperationForm, ResourceForm, Work } from '../shared/form';
import { inTurn } from '../shared/form';
import { partsProperty, withParts } from '../shared/parted-object';
import { anOrder, asNumbers, atLeastOne, atMostOne, exactlyOne, withoutEmpty } from './checks';
import { completeSender, recipientProperty, withCustomer } from './customer';
import { zplAsFile } from './files';
import { orderItems, sender } from './lines';

const oneSender = atMostOne({
	pickupLocationCode: 'Pickup Location',
	senderInformation: 'Sender',
});

/** OTO's warnings stay in the items, and are shown above the output. */
export function showWarnings(work: Work, items: CallItem[]): Promise<CallItem[]> {
	const warnings = new Set(items.flatMap(({ json }) => warningsOf(json)));
	for (const warning of warnings) {
		work.context.addExecutionHints({
			message: `OTO warns for item ${work.itemIndex}: ${warning}`,
			type: 'warning',
			location: 'outputPane',
		});
	}
	return Promise.resolve(items);
}

function warningsOf({ warnings }: IDataObject): string[] {
	return Array.isArray(warnings) ? warnings.map(String) : [];
}

const create: OperationForm = {
	name: 'Create',
	action: 'Create order – may charge wallet',
	description:
		'Create an order with its recipient and items, without booking a courier unless you say so. Needs your own unique order ID; a second order with the same ID is refused. Returns the OTO ID; an order that is split over several locations gives one item each. Warnings of OTO stay in the item.',
	upFront: ['payment_method', 'pickupLocationCode'],
	lines: orderItems,
	properties: [recipientProperty, partsProperty(sender)],
	shape: inTurn(
		withoutEmpty('items', 'boxes', 'customer', 'senderInformation'),
		atLeastOne({ items: 'Items', item_description: 'Item Description' }),
		withParts(sender),
		oneSender,
		withCustomer('always'),
		completeSender,
	),
	then: showWarnings,
};

const update: OperationForm = {
	name: 'Update',
	action: 'Update order',
	description:
		'Change fields of an order that has no shipment; cancel a shipment first. Fields that are left out stay as they are.',
	lines: orderItems,
	properties: [recipientProperty, partsProperty(sender)],
	shape: inTurn(withParts(sender), oneSender, withCustomer('never')),
};

const LISTED = [
	'orderId',
	'id',
	'status',
	'orderDate',
	'customerName',
	'destinationCity',
	'grandTotal',
	'currency',
	'shipmentNumber',
	'trackingURL',
];

export const order: ResourceForm = {
	name: 'Order',
	simplify: LISTED,
	operations: {
		create,
		update,
		getMany: {
			action: 'Get many orders',
			description:
				'List orders, by day of creation, status, recipient or pickup location. Returns your own order ID as orderId and OTO’s number as ID.',
		},
		get: {
			action: 'Get order',
			description:
				'Get one order with items, customer, status history and shipment, by your own ID, the OTO ID or your reference',
			upFront: ['orderId'],
			shape: exactlyOne({ orderId: 'Order', otoId: 'OTO ID', ref1: 'Reference 1', id: 'ID' }),
			simplify: [
				'orderId',
				'id',
				'status',
				'orderDate',
				'customer.name',
				'destinationCity',
				'amount',
				'currency',
				'shipmentId',
				'trackingURL',
			],
		},
		getStatus: {
			name: 'Get Status',
			action: 'Get status of order',
			description:
				'Get status, carrier, tracking link and label link of an order or return, by your own ID or the OTO ID',
			upFront: ['orderId'],
			shape: anOrder,
			file: true,
			then: zplAsFile,
			simplify: [
				'orderId',
				'otoId',
				'status',
				'date',
				'shipmentId',
				'trackingUrl',
				'dcTrackingNumber',
				'deliveryCompany',
				'printAWBURL',
				'customerName',
			],
		},
		// Offered as a job that splits long lists.
		getHistory: { hidden: true },
		updateStatus: {
			name: 'Update Status',
			action: 'Update status of orders',
			description:
				'Mark orders as delivered, returned or picked up. Takes OTO’s own numbers of the orders. One item per order; an order that OTO refuses is a failure in OTO’s words. Needs the Scale plan or higher.',
			shape: asNumbers('orderIds'),
		},
		cancel: {
			name: 'Cancel',
			action: 'Cancel order – cannot be undone',
			description: 'Cancel an order. If it has a shipment, cancel the shipment first.',
			upFront: ['orderId'],
			shape: anOrder,
		},
		hold: {
			name: 'Put on Hold',
			action: 'Put order on hold',
			description: 'Put an order on hold with a reason, until "Release From Hold"',
		},
		release: {
			name: 'Release From Hold',
			action: 'Release order from hold',
			description: 'Let an order that is on hold go on',
		},
		checkAvailability: {
			name: 'Check Availability',
			action: 'Check which locations can serve order',
			description:
				'Find the pickup locations that can serve an existing or a planned order, with their distance. Needs the Pro plan or higher.',
			upFront: ['orderId'],
			shape: inTurn(
				withoutEmpty('order', 'customer', 'ruleIds'),
				exactlyOne({ orderId: 'Order', order: 'Planned Order (JSON)' }),
			),
		},
		getNotifications: {
			name: 'Get Customer Notifications',
			action: 'Get notifications for customer of order',
			description:
				'Get the links and one-time codes that OTO sends to the customer of an order. Nothing is sent by this call. Needs the Scale plan or higher.',
		},
	},
};
