import type { EndpointDefinition, Field } from '../../../transport/contracts/endpoint';
import {
	LINES_PER_CALL,
	RECORDS_PER_CALL,
	REFUSED_TOGETHER,
	amount,
	batchFailures,
	companyId,
	counted,
	customFields,
	day,
	erpVendorId,
	erpVendorName,
	externalId,
	idText,
	locationId,
	required,
	row,
	text,
} from './shared';

const documentDates: readonly Field[] = [
	day('date_from', 'Return only documents of this date or later'),
	day('date_to', 'Return only documents of this date or earlier'),
];

const expandItems: Field = {
	name: 'expand',
	type: 'options',
	options: ['items'],
	description: 'Return the lines as well. Needs "Date From" and "Date To".',
};

const date = day('date', 'Date of the document');
const totalAmount = amount('total_amount', 'Total amount');
const invoiceNumberRef = text('invoice_number_ref', 'Number of the related invoice');

const purchaseOrderFields: readonly Field[] = [
	erpVendorName,
	amount('tax', 'Tax of the order'),
	amount('freight', 'Freight'),
	amount('miscellaneous_charges', 'Other charges'),
	invoiceNumberRef,
	{
		name: 'is_2_way',
		type: 'boolean',
		description: 'Whether to match the invoice with the order only, without receipts',
	},
	customFields,
];

const poNumber = text('po_number', 'Number of the purchase order', 'PO-9');

const poLine =
	'"external_id":"L-1","name":"Milk","sku":"M-1","quantity":10,"price":3.5,"uom":"CASE","dimensions":{"DEPARTMENT":"DEPT-001"}';

/** An order without its location, which a bulk call has once for all of them. */
const newOrder: readonly Field[] = [
	required(poNumber),
	required(erpVendorId),
	required(date),
	required(totalAmount),
	{
		name: 'items',
		type: 'json',
		required: true,
		description:
			'Lines with "name", "quantity" and "price". Dimensions map a type to its ERP code.',
		example: `[{${poLine}}]`,
	},
	externalId,
	...purchaseOrderFields,
];

const bulkLimits = {
	max: RECORDS_PER_CALL,
	inside: { key: 'items', max: LINES_PER_CALL },
	refusedTogether: REFUSED_TOGETHER,
};

const purchaseOrderPart = { id: 'UUID of the purchase order' };

export const purchaseOrders: readonly EndpointDefinition[] = [
	row({
		resource: 'purchaseOrder',
		operation: 'getMany',
		method: 'GET',
		path: '/purchase-orders',
		summary: 'List purchase orders (beta)',
		query: [
			companyId,
			locationId,
			erpVendorId,
			{
				name: 'status',
				type: 'options',
				options: ['pending_review', 'approved', 'rejected', 'closed'],
				description:
					'Return only purchase orders with this status. The statuses in the returned records have other names.',
			},
			...documentDates,
			expandItems,
			externalId,
		],
		itemsPath: 'purchase_orders',
	}),
	row({
		resource: 'purchaseOrder',
		operation: 'create',
		method: 'POST',
		path: '/purchase-orders',
		summary: 'Create a purchase order (beta)',
		body: [required(locationId), ...newOrder],
		idempotencyKey: true,
	}),
	row({
		resource: 'purchaseOrder',
		operation: 'get',
		method: 'GET',
		path: '/purchase-orders/{id}',
		summary: 'Get a purchase order with its lines (beta)',
		parts: purchaseOrderPart,
		itemPath: 'purchase_order',
	}),
	row({
		resource: 'purchaseOrder',
		operation: 'update',
		method: 'PATCH',
		path: '/purchase-orders/{id}',
		summary:
			'Update a purchase order (beta). Its status, number, external ID, vendor and location cannot be changed.',
		parts: purchaseOrderPart,
		body: [
			date,
			totalAmount,
			...purchaseOrderFields,
			{
				name: 'items',
				type: 'json',
				description:
					'Lines to change (with their ID) or to add (with "name", "quantity" and "price"). Dimensions replace all of the line; leave them out to keep them.',
				example: `[{"id":"0b6a4f0e-52d7-4c1b-9a3e-7f2d1c8e9b10","quantity":12,"price":3.75,"uom":"CASE"},{${poLine}}]`,
			},
		],
	}),
	row({
		resource: 'purchaseOrder',
		operation: 'upsertMany',
		method: 'POST',
		path: '/purchase-orders/bulk',
		summary: `Create or update up to ${RECORDS_PER_CALL} purchase orders with ${counted(LINES_PER_CALL)} lines as a batch (beta)`,
		body: [
			required(companyId),
			{ ...locationId, required: true, description: 'Location of all orders' },
			{
				name: 'purchase_orders',
				type: 'json',
				required: true,
				description: 'Purchase orders, each with the fields of "Create" except the location',
				example: `[{"external_id":"E-1","po_number":"PO-9","erp_vendor_id":"V-1","date":"2026-01-10","total_amount":35,"items":[{${poLine}}]}]`,
			},
		],
		batch: { key: 'purchase_orders', ...bulkLimits, fields: newOrder },
		idempotencyKey: true,
		hidesFailures: batchFailures,
		source:
			'OpenAPI file 1.0.0, POST /purchase-orders/bulk (changelog of March 2026: /purchase-orders/bulk-upsert)',
		certainty: 'contradictory',
	}),
];

const receiptNumber = text('receipt_number', 'Your number for the receipt', 'RC-1');
const note = text('note', 'Note on the receipt');

const poOfReceipt: readonly Field[] = [
	idText(
		'ottimate_po_id',
		'The purchase order. Without it, enter the vendor, the location and either the PO number or the PO external ID.',
	),
	erpVendorId,
	locationId,
	poNumber,
	idText('po_external_id', 'External ID of the purchase order', 'E-1'),
];

const receiptLine =
	'"external_id":"R-1","po_external_item_id":"L-1","quantity":10,"price":3.5,"uom":"CASE"';

const newReceipt: readonly Field[] = [
	required(receiptNumber),
	required(date),
	required(totalAmount),
	{
		name: 'items',
		type: 'json',
		required: true,
		description:
			'Lines with "quantity" and one of "ottimate_po_item_id", "po_external_item_id" and "sku"',
		example: `[{${receiptLine}}]`,
	},
	...poOfReceipt,
	externalId,
	invoiceNumberRef,
	note,
];

const receiptPart = { id: 'ID of the receipt' };

export const receipts: readonly EndpointDefinition[] = [
	row({
		resource: 'receipt',
		operation: 'getMany',
		method: 'GET',
		path: '/receipts',
		summary: 'List receipts (beta)',
		query: [
			companyId,
			locationId,
			idText('ottimate_po_id', 'ID of the purchase order'),
			text(
				'status',
				'Return only receipts with this status: open, pending, flagged, closed, archived or deleted',
			),
			...documentDates,
			expandItems,
			externalId,
		],
		itemsPath: 'receipts',
	}),
	row({
		resource: 'receipt',
		operation: 'create',
		method: 'POST',
		path: '/receipts',
		summary: 'Create a receipt for a purchase order (beta)',
		body: newReceipt,
		idempotencyKey: true,
	}),
	row({
		resource: 'receipt',
		operation: 'get',
		method: 'GET',
		path: '/receipts/{id}',
		summary: 'Get a receipt with its lines (beta)',
		parts: receiptPart,
		itemPath: 'receipt',
	}),
	row({
		resource: 'receipt',
		operation: 'update',
		method: 'PATCH',
		path: '/receipts/{id}',
		summary:
			'Update a receipt (beta). Its status, external ID and purchase order cannot be changed.',
		parts: receiptPart,
		body: [
			{
				...receiptNumber,
				description: 'Your number for the receipt. Ottimate may not allow you to change it.',
			},
			date,
			totalAmount,
			invoiceNumberRef,
			note,
			{
				name: 'items',
				type: 'json',
				description: 'Lines to change (with their ID) or to add (without)',
				example: `[{"id":"line-1","external_id":"R-1","quantity":8,"price":3.5,"uom":"CASE"},{${receiptLine}}]`,
			},
		],
	}),
	row({
		resource: 'receipt',
		operation: 'upsertMany',
		method: 'POST',
		path: '/receipts/bulk',
		summary: `Create or update up to ${RECORDS_PER_CALL} receipts with ${counted(LINES_PER_CALL)} lines as a batch (beta)`,
		body: [
			required(companyId),
			{
				name: 'receipts',
				type: 'json',
				required: true,
				description:
					'Receipts, each with "ottimate_po_id", or with vendor, location and "po_number" or "po_external_id"',
				example: `[{"erp_vendor_id":"V-1","ottimate_location_id":456,"po_number":"PO-9","external_id":"E-2","receipt_number":"RC-1","date":"2026-01-12","total_amount":35,"invoice_number_ref":"INV-7","note":"Left at the back door","items":[{${receiptLine}}]}]`,
			},
		],
		batch: { key: 'receipts', ...bulkLimits, fields: newReceipt },
		idempotencyKey: true,
		hidesFailures: batchFailures,
		source:
			'OpenAPI file 1.0.0, POST /receipts/bulk (changelog of March 2026: /receipts/bulk-upsert)',
		certainty: 'contradictory',
	}),
];
