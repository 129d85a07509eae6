import type { IDataObject } from 'n8n-workflow';
import { nodeOf } from '../../../transport/core/node';

import type { CallItem } from '../../../transport/pagination/endpoint-call';
import type { ItemContext, Shape } from '../../shared/input/item-context';
import type { OperationForm, ResourceForm, OperationContext } from '../../shared/form/service-form';
import { inSequence } from '../../shared/input/item-context';
import { isExpression } from '../../shared/input/expression';
import { anOrder, asNumbers, atMostOne, exactlyOne, isEmpty, withoutEmpty } from '../checks';
import {
	changedRecipient,
	deliverTo,
	lackedByParties,
	plannedRecipient,
	recipient,
	sender,
} from './customer';
import { zplAsFile } from '../files';
import { orderItems } from './lines';

const oneSender = atMostOne({
	pickupLocationCode: 'Pickup Location',
	senderInformation: 'Sender',
});

/** OTO's warnings stay in the items, and are shown above the output. */
export function showWarnings(operation: OperationContext, items: CallItem[]): Promise<CallItem[]> {
	const warnings = new Set(items.flatMap(({ json }) => warningsOf(json)));
	for (const warning of warnings) {
		operation.context.addExecutionHints({
			message: `OTO warns for item ${operation.itemIndex}: ${warning}`,
			type: 'warning',
			location: 'outputPane',
		});
	}
	return Promise.resolve(items);
}

function warningsOf({ warnings }: IDataObject): string[] {
	return Array.isArray(warnings) ? warnings.map(String) : [];
}

/** A courier that collects nothing, or collects what is paid already, is a mistake. */
const fittingAmountDue: Shape = (item, values) => {
	const { payment_method: method, amount_due: due } = values;
	if (method === 'cod' && due !== undefined && Number(due) <= 0) {
		throw item.problem(
			'"Amount Due" must be above 0 for cash on delivery',
			`Got ${Number(due)}. Enter what the courier collects, or set "Payment Method" to Paid.`,
		);
	}
	if (method === 'paid' && Number(due ?? 0) > 0) {
		throw item.problem(
			'"Amount Due" must be 0 for a paid order',
			`Got ${Number(due)}. Set "Payment Method" to COD if the courier collects it.`,
		);
	}
	return values;
};

/** OTO wants the amount due of a paid order too. */
const nothingDueIfPaid: Shape = (_item, values) =>
	values.payment_method === 'paid' ? { ...values, amount_due: 0 } : values;

const oneDestination: Shape = (item, values) => {
	if (isEmpty(values.destinationLocationCode) || isEmpty(values.customer)) return values;
	throw item.problem(
		'Fill in only one of "Recipient" or "Destination Location"',
		'An order goes to a recipient or to one of your own locations.',
	);
};

/** n8n has no empty number: an amount that nobody has touched is 0. */
function isUntouched({ context }: ItemContext, name: string, value: unknown): boolean {
	return value === 0 && !isExpression(nodeOf(context).parameters, [name]);
}

function lackedByOrder(item: ItemContext, values: IDataObject): string[] {
	const { amount, amount_due: due, payment_method: method, items, item_description } = values;
	return [
		...lackedByParties(values),
		...(isEmpty(items) && isEmpty(item_description) ? ['Items'] : []),
		...(isUntouched(item, 'amount', amount) ? ['Amount'] : []),
		...(method === 'cod' && due === undefined ? ['Amount Due'] : []),
	];
}

const create: OperationForm = {
	name: 'Create',
	action: 'Create order – may charge wallet',
	description:
		'Create an order with its recipient and items. No courier is booked unless you turn on "Create Shipment". Order IDs are unique: OTO refuses one that exists. An order that is split over several locations returns one item for each.',
	requiredFields: ['payment_method'],
	primaryFields: ['packageWeight', 'packageCount', 'pickupLocationCode'],
	shownFor: {
		customer: { deliverTo: ['json'] },
		destinationLocationCode: { deliverTo: ['location'] },
		amount_due: { paymentMethod: ['cod'] },
	},
	order: [
		'orderId',
		'deliverTo',
		'customer',
		'destinationLocationCode',
		'items',
		'packageWeight',
		'packageCount',
		'amount',
		'currency',
		'payment_method',
		'amount_due',
		'pickupLocationCode',
	],
	lines: orderItems,
	objects: [recipient, sender],
	properties: [deliverTo],
	keptFields: ['orderId'],
	missingFields: lackedByOrder,
	shape: inSequence(
		withoutEmpty('items', 'boxes'),
		oneSender,
		oneDestination,
		fittingAmountDue,
		nothingDueIfPaid,
	),
	afterResponse: showWarnings,
};

const update: OperationForm = {
	name: 'Update',
	action: 'Update order',
	description:
		'Change an order that has no shipment; cancel a shipment first. Fields you leave out stay as they are.',
	lines: orderItems,
	objects: [changedRecipient, sender],
	keptFields: ['orderId'],
	shape: inSequence(oneSender, oneDestination, fittingAmountDue),
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
				'List orders by creation date, status, recipient or pickup location. Returns your own order ID and OTO’s number of each order.',
		},
		get: {
			action: 'Get order',
			description:
				'Get an order with items, recipient, status history and shipment, by your own ID, the OTO ID or your reference',
			primaryFields: ['orderId'],
			keptFields: ['orderId'],
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
			primaryFields: ['orderId'],
			keptFields: ['orderId', 'otoId'],
			shape: anOrder,
			file: true,
			afterResponse: zplAsFile,
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
		// Offered as a composite operation that splits long lists.
		getHistory: { hidden: true },
		updateStatus: {
			name: 'Update Status',
			action: 'Update status of orders',
			description:
				'Mark orders as delivered, returned or picked up, by OTO’s own order numbers. Returns one item per order; an order that OTO refuses fails with OTO’s message. Requires the Scale plan or higher.',
			shape: asNumbers('orderIds'),
		},
		cancel: {
			name: 'Cancel',
			action: 'Cancel order – cannot be undone',
			description: 'Cancel an order. If it has a shipment, cancel the shipment first.',
			primaryFields: ['orderId'],
			keptFields: ['orderId', 'otoId'],
			shape: anOrder,
		},
		hold: {
			name: 'Put on Hold',
			action: 'Put order on hold',
			description: 'Put an order on hold with a reason',
			keptFields: ['orderId'],
		},
		release: {
			name: 'Release From Hold',
			action: 'Release order from hold',
			description: 'Release an order that is on hold',
			keptFields: ['orderId'],
		},
		checkAvailability: {
			name: 'Check Availability',
			action: 'Check which locations can serve order',
			description:
				'Find the pickup locations that can serve an existing or planned order, with their distance. Requires the Pro plan or higher.',
			primaryFields: ['orderId'],
			objects: [plannedRecipient],
			keptFields: ['orderId'],
			shape: inSequence(
				withoutEmpty('order', 'ruleIds'),
				exactlyOne({ orderId: 'Order', order: 'Planned Order (JSON)' }),
			),
		},
		getNotifications: {
			name: 'Get Customer Notifications',
			action: 'Get notifications for customer of order',
			description:
				'Get the links and one-time codes that OTO sends to the customer of an order. Sends nothing. Requires the Scale plan or higher.',
			keptFields: ['orderId'],
		},
	},
};
