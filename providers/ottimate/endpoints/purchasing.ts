import type { EndpointRow, Field } from '../../../transport/types';
import {
	LINES_PER_CALL,
	LINES_WINDOW_DAYS,
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
	day('date_from', 'Earliest date of the document'),
	day('date_to', 'Latest date of the document'),
];

const expandItems: Field = {
	name: 'expand',
	type: 'options',
	options: ['items'],
	description: `Set to items to get the lines as well. Then both dates are required, ${LINES_WINDOW_DAYS} days apart at most.`,
};

const date = day('date', 'Date of the document');
const totalAmount = amount('total_amount', 'Total');
const invoiceNumberRef = text('invoice_number_ref', 'Number of the invoice it belongs to');

const batchUpsert =
	'The changelog of March 2026 spells the path with bulk-upsert at its end, the API reference as here.';

const purchaseOrderFields: readonly Field[] = [
	erpVendorName,
	amount('tax', 'Tax of the order'),
	amount('freight', 'Freight'),
	amount('miscellaneous_charges', 'Other charges'),
	invoiceNumberRef,
	{
		name: 'is_2_way',
		type: 'boolean',
		description: 'Whether the invoice is matched with the order alone, without receipts',
	},
	customFields,
];

const poNumber = text('po_number', 'Number of the purchase order', 'PO-9');

const poLine =
	'"external_id":"L-1","name":"Milk","sku":"M-1","quantity":10,"price":3.5,"uom":"CASE","dimensions":{"DEPARTMENT":"DEPT-001"}';

/** An order but for its location, which a bulk call gives once for all. */
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
			'Lines; name, quantity and price are required. Dimensions map a type to an ERP code, a text.',
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

const purchaseOrderPart = { id: 'The purchase order; its ID in Ottimate is a UUID' };

export const purchaseOrders: readonly EndpointRow[] = [
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
					'These documented values are not the ones that the records carry (pending, open, received, closed, flagged, archived, deleted)',
			},
			...documentDates,
			expandItems,
			externalId,
		],
		records: 'purchase_orders',
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
		record: 'purchase_order',
	}),
	row({
		resource: 'purchaseOrder',
		operation: 'update',
		method: 'PATCH',
		path: '/purchase-orders/{id}',
		summary:
			'Change a purchase order (beta). Status, number, external ID, vendor ID and location cannot change.',
		parts: purchaseOrderPart,
		body: [
			date,
			totalAmount,
			...purchaseOrderFields,
			{
				name: 'items',
				type: 'json',
				description:
					'Lines to change (with their ID) or to add (without; name, quantity and price are then required). Dimensions replace all of the line; leave them out to keep them, an empty object is refused.',
				example: `[{"id":"0b6a4f0e-52d7-4c1b-9a3e-7f2d1c8e9b10","quantity":12,"price":3.75,"uom":"CASE"},{${poLine}}]`,
			},
		],
	}),
	row({
		resource: 'purchaseOrder',
		operation: 'upsertMany',
		method: 'POST',
		path: '/purchase-orders/bulk',
		summary: `Create or update up to ${RECORDS_PER_CALL} purchase orders with ${counted(LINES_PER_CALL)} lines as a batch job (beta). ${batchUpsert}`,
		body: [
			required(companyId),
			{ ...locationId, required: true, description: 'Location of all the orders' },
			{
				name: 'purchase_orders',
				type: 'json',
				required: true,
				description: 'Orders; each has the fields of a single one, apart from the location',
				example: `[{"external_id":"E-1","po_number":"PO-9","erp_vendor_id":"V-1","date":"2026-01-10","total_amount":35,"items":[{${poLine}}]}]`,
			},
		],
		batch: { key: 'purchase_orders', ...bulkLimits, fields: newOrder },
		idempotencyKey: true,
		hidesFailures: batchFailures,
		certainty: 'contradictory',
	}),
];

const receiptNumber = text('receipt_number', 'Number under which the goods were received', 'RC-1');
const note = text('note', 'Note on the receipt');

const poOfReceipt: readonly Field[] = [
	idText(
		'ottimate_po_id',
		'Purchase order in Ottimate. Without it give the vendor, the location and one of po_number and po_external_id.',
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
			'Lines; quantity is required and one of ottimate_po_item_id, po_external_item_id and sku',
		example: `[{${receiptLine}}]`,
	},
	...poOfReceipt,
	externalId,
	invoiceNumberRef,
	note,
];

const receiptPart = { id: 'The receipt, by its ID in Ottimate' };

export const receipts: readonly EndpointRow[] = [
	row({
		resource: 'receipt',
		operation: 'getMany',
		method: 'GET',
		path: '/receipts',
		summary: 'List receipts (beta)',
		query: [
			companyId,
			locationId,
			idText('ottimate_po_id', 'ID of the purchase order in Ottimate'),
			text(
				'status',
				'Records carry open, pending, flagged, closed, archived or deleted; the filter is free text',
			),
			...documentDates,
			expandItems,
			externalId,
		],
		records: 'receipts',
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
		record: 'receipt',
	}),
	row({
		resource: 'receipt',
		operation: 'update',
		method: 'PATCH',
		path: '/receipts/{id}',
		summary: 'Change a receipt (beta). Status, external ID and purchase order cannot change.',
		parts: receiptPart,
		body: [
			{
				...receiptNumber,
				description: 'Listed among the fields, although the text says that it cannot change',
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
		summary: `Create or update up to ${RECORDS_PER_CALL} receipts with ${counted(LINES_PER_CALL)} lines as a batch job (beta). ${batchUpsert}`,
		body: [
			required(companyId),
			{
				name: 'receipts',
				type: 'json',
				required: true,
				description:
					'Receipts, each with its purchase order: ottimate_po_id, or vendor, location and po_number or po_external_id',
				example: `[{"erp_vendor_id":"V-1","ottimate_location_id":456,"po_number":"PO-9","external_id":"E-2","receipt_number":"RC-1","date":"2026-01-12","total_amount":35,"invoice_number_ref":"INV-7","note":"Left at the back door","items":[{${receiptLine}}]}]`,
			},
		],
		batch: { key: 'receipts', ...bulkLimits, fields: newReceipt },
		idempotencyKey: true,
		hidesFailures: batchFailures,
		certainty: 'contradictory',
	}),
];
