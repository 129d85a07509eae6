import type { EndpointRow, Field } from '../../../transport/types';
import { exportOutcomes, unexportOutcomes } from '../outcomes/exports';
import { flagOutcomes, imageOutcomes, lineOutcomes } from '../outcomes/invoices';
import {
	LINES_WINDOW_DAYS,
	RECORDS_PER_CALL,
	REFUSED_TOGETHER,
	amount,
	batchFailures,
	commaList,
	companyId,
	customFields,
	day,
	erpVendorId,
	erpVendorName,
	idText,
	locationId,
	momentFilter,
	required,
	row,
	search,
	text,
	utcFilter,
} from './shared';

const MEGABYTE = 1024 * 1024;

/** The kinds of files that every call takes. */
const imageTypes = {
	pdf: 'application/pdf',
	jpg: 'image/jpeg',
	jpeg: 'image/jpeg',
	png: 'image/png',
} as const;

const invoicePart = { id: 'The invoice; its ID in Ottimate is a UUID' };

/** The header as it is written by an import and by an update. */
const headerFields: readonly Field[] = [
	erpVendorId,
	text('invoice_number', 'Number that the vendor gave the invoice', 'INV-7'),
	day('invoice_date', 'Day that stands on the invoice'),
	day('due_date', 'Day on which it is due'),
	day('posting_date', 'Day of its posting'),
	amount('total_amount', 'Total'),
	amount('total_tax', 'Tax'),
	text('purchase_order', 'Number of the purchase order', 'PO-9'),
	text('notes', 'Notes on the invoice'),
	{
		name: 'currency',
		type: 'string',
		description: 'Currency of the amounts, as an ISO 4217 code',
		example: 'USD',
	},
	{
		name: 'type',
		type: 'options',
		options: ['invoice', 'credit_memo'],
		description: 'Whether it is an invoice or a credit memo',
	},
];

const dimensions: Field = {
	name: 'dimensions',
	type: 'json',
	description: 'Dimension type to erp_dimension_id, as the list of dimensions gives it',
	example: '{"DEPARTMENT":"DEPT-001"}',
};

const imageUrls: Field = {
	name: 'image_urls',
	type: 'json',
	description: 'HTTPS addresses of PDF, JPG, JPEG or PNG files',
	example: '["https://example.com/invoice.pdf"]',
};

const line = '"name":"Milk","sku":"M-1","quantity":2,"price":3.5,"is_taxed":false';

const markedReason = text(
	'marked_reason',
	'Reason for all invoices that give none',
	'Sent to the ERP',
);

const numericIds =
	'The API reference types invoice_id as a number here, although invoices carry a UUID as their id.';

/** Digits go out as a number, as the reference wants it; anything else as it is, for the service to judge. */
const markedInvoice: Field = {
	name: 'invoice_id',
	type: 'string',
	required: true,
	description:
		'The invoice. Ottimate documents a number here, although its lists show a UUID: digits are sent as a number, anything else as text.',
	example: '101',
};
const ownReason = text('marked_reason', 'Reason for this invoice', 'Sent to the ERP');
const ownTransaction = idText(
	'export_transaction_id',
	'Transaction of this invoice in the ERP',
	'T-1',
);

export const invoices: readonly EndpointRow[] = [
	row({
		resource: 'invoice',
		operation: 'getMany',
		method: 'GET',
		path: '/invoices',
		summary: 'List invoices, newest first',
		query: [
			{
				name: 'status',
				type: 'options',
				options: [
					'approved',
					'incomplete',
					'archived',
					'processing',
					'needs-attention',
					'ready-for-export',
					'exported',
					'pending-approval',
				],
				description: 'Where the invoices are in their life',
			},
			{
				name: 'payment_status',
				type: 'options',
				options: ['paid', 'partial', 'unpaid'],
				description: 'How far the invoices are paid',
			},
			...utcFilter('date_from', 'Created at this time or later'),
			...utcFilter('date_to', 'Created at this time or earlier'),
			...utcFilter('last_modified_date_from', 'Modified at this time or later'),
			...utcFilter('last_modified_date_to', 'Modified at this time or earlier'),
			{
				name: 'last_modified_user_id',
				type: 'number',
				integer: true,
				description: 'ID of the user who modified the invoice last',
			},
			{
				...commaList('ottimate_location_ids', 'IDs of locations in Ottimate, separated by commas'),
				example: '456,457',
			},
			idText('ottimate_vendor_id', 'The vendor, by its ID in Ottimate; a number'),
			commaList('invoice_ids', 'IDs of invoices (UUIDs), separated by commas'),
			search,
			{ ...customFields, description: 'Exact values by key; all of them must match' },
			{
				name: 'expand',
				type: 'options',
				options: ['items'],
				description: `Set to items to get the lines as well. Then "Created Since" or "Modified Since" is required, and the time from there to the matching "Until" (now if it is empty) may be ${LINES_WINDOW_DAYS} days at most.`,
			},
		],
		records: 'results',
	}),
	row({
		resource: 'invoice',
		operation: 'get',
		method: 'GET',
		path: '/invoices/{id}',
		summary: 'Get an invoice. Ottimate may answer from a cache that is up to 5 minutes old.',
		parts: invoicePart,
		query: [
			{
				name: 'expand',
				type: 'multiOptions',
				options: ['history', 'gl_splits'],
				format: 'comma',
				description: 'What to add to the record',
			},
		],
	}),
	row({
		resource: 'invoice',
		operation: 'update',
		method: 'PATCH',
		path: '/invoices/{id}',
		summary: 'Change header, lines, dimensions or images of an invoice',
		parts: invoicePart,
		body: [
			...headerFields,
			locationId,
			{
				...erpVendorName,
				description: 'What the ERP calls the vendor; required if the vendor ID is new',
			},
			amount('discount_amount', 'Discount'),
			{
				...dimensions,
				description: `${dimensions.description}. Replaces all dimensions of the header; an empty object clears them.`,
			},
			{
				...customFields,
				description: 'Values by key; keys that are left out go back to their defaults',
			},
			{ ...imageUrls, description: `${imageUrls.description}; replaces all images` },
			{
				name: 'raw_images',
				type: 'json',
				description: 'Images as base64; replaces all images',
				example: '[{"filename":"invoice.png","data":"iVBORw0KGgo="}]',
			},
			{
				name: 'items',
				type: 'json',
				description:
					'Lines to change (with their ID, a number) or to add (without). Dimensions are merged; null removes one.',
				example: `[{"id":1,"name":"Whole Milk","sku":"M-2","quantity":3,"price":3.75,"dimensions":{"DEPARTMENT":"DEPT-001","CLASS":null}},{${line}}]`,
			},
		],
		hidesFailures:
			'Lines may fail inside a 200: see items_processing_result.status (partial_success, failure)',
		outcomes: lineOutcomes,
	}),
	row({
		resource: 'invoice',
		operation: 'upload',
		method: 'POST',
		path: '/invoices/upload',
		summary:
			'Upload an invoice file for extraction. The invoice appears once the upload has left the list of uploads.',
		body: [
			{
				name: 'file',
				type: 'file',
				required: true,
				description: 'PDF, JPG, JPEG, PNG or TIFF, 25 MB at most',
				accepts: ['pdf', 'jpg', 'jpeg', 'png', 'tiff', 'tif'],
				mimeTypes: { ...imageTypes, tiff: 'image/tiff', tif: 'image/tiff' },
				maxBytes: 25 * MEGABYTE,
			},
			required(locationId),
			text('filename', 'Name of the file, if it differs from that of the binary data'),
			{
				name: 'metadata',
				type: 'json',
				description: 'Further data, sent as a JSON text',
				example: '{"source":"n8n"}',
			},
			text('created_email', 'Email address of the sender', 'name@email.com'),
		],
		contentType: 'multipart',
		idempotencyKey: true,
	}),
	row({
		resource: 'invoice',
		operation: 'import',
		method: 'POST',
		path: '/invoices/import',
		summary: `Create up to ${RECORDS_PER_CALL} invoices from structured data as a batch job`,
		body: [
			required(
				idText(
					'upload_id',
					'Your own ID of the invoice; Ottimate takes each only once',
					'erp-4711',
				),
			),
			required(locationId),
			...headerFields,
			dimensions,
			customFields,
			imageUrls,
			{
				name: 'items',
				type: 'json',
				description: 'Lines; name, quantity and price are required',
				example: `[{${line}}]`,
			},
		],
		batch: { max: RECORDS_PER_CALL, refusedTogether: REFUSED_TOGETHER },
		idempotencyKey: true,
		hidesFailures: batchFailures,
	}),
	row({
		resource: 'invoice',
		operation: 'markExported',
		method: 'POST',
		path: '/invoices/mark-exported',
		summary: `Mark invoices as exported, up to ${RECORDS_PER_CALL} in one request. ${numericIds}`,
		body: [
			{
				name: 'invoices',
				type: 'json',
				required: true,
				description: 'Invoices; invoice_id is required in each',
				example: '[{"invoice_id":101,"export_transaction_id":"T-1","marked_reason":"sent to ERP"}]',
			},
			markedReason,
			idText('export_transaction_id', 'Transaction of all invoices that give none', 'T-1'),
		],
		headers: [text('X-Export-Batch-Id', 'Your name for the whole export; sent as a header')],
		batch: {
			key: 'invoices',
			max: RECORDS_PER_CALL,
			refusedTogether: REFUSED_TOGETHER,
			fields: [markedInvoice, ownTransaction, ownReason],
		},
		hidesFailures: 'Invoices may fail inside a 200: see failed',
		outcomes: exportOutcomes,
		certainty: 'contradictory',
	}),
	row({
		resource: 'invoice',
		operation: 'markUnexported',
		method: 'POST',
		path: '/invoices/mark-unexported',
		summary: `Take back the export mark of invoices. ${numericIds}`,
		body: [
			{
				name: 'invoices',
				type: 'json',
				required: true,
				description: 'Invoices; invoice_id is required in each',
				example: '[{"invoice_id":101,"marked_reason":"wrong period"}]',
			},
			markedReason,
			{
				name: 'flag_invoice',
				type: 'boolean',
				description: 'Whether to flag the invoices for review as well',
			},
		],
		batch: {
			key: 'invoices',
			max: RECORDS_PER_CALL,
			refusedTogether: REFUSED_TOGETHER,
			fields: [markedInvoice, ownReason],
		},
		hidesFailures: 'Invoices may fail inside a 200: see failed and skipped',
		outcomes: unexportOutcomes,
		certainty: 'contradictory',
	}),
	row({
		resource: 'invoice',
		operation: 'flag',
		method: 'POST',
		path: '/invoices/{id}/flag',
		summary: 'Send an invoice back to review; its status becomes incomplete',
		parts: invoicePart,
		body: [text('flagging_reason', 'What the reviewers should look at', 'Price looks wrong')],
		hidesFailures: 'The answer may say success: false',
		outcomes: flagOutcomes,
	}),
	row({
		resource: 'invoice',
		operation: 'replaceImages',
		method: 'PATCH',
		path: '/invoices/{id}/images',
		summary:
			'Replace all images of an invoice. The API reference contradicts itself about whether a single file can fail.',
		parts: invoicePart,
		body: [
			{
				name: 'images',
				type: 'file',
				multiple: true,
				required: true,
				description:
					'Binary fields with PDF, JPG, JPEG or PNG files, 50 MB each at most; several fields are separated by commas',
				accepts: ['pdf', 'jpg', 'jpeg', 'png'],
				mimeTypes: imageTypes,
				maxBytes: 50 * MEGABYTE,
			},
		],
		contentType: 'multipart',
		hidesFailures: 'Files may fail inside a 200: see image_errors',
		outcomes: imageOutcomes,
		certainty: 'contradictory',
	}),
	row({
		resource: 'invoiceUpload',
		operation: 'getMany',
		method: 'GET',
		path: '/invoices/uploads',
		summary: 'List the uploads that are not processed yet',
		query: [locationId],
		records: 'results',
		paging: false,
	}),
	row({
		resource: 'invoiceApprover',
		operation: 'getMany',
		method: 'GET',
		path: '/invoices/{id}/approvers',
		summary: 'List who must approve an invoice; the policy is empty for a person added by hand',
		parts: invoicePart,
		records: 'approvers',
		paging: false,
	}),
	row({
		resource: 'receiverExport',
		operation: 'getMany',
		method: 'GET',
		path: '/invoices/receiver-export',
		summary: 'List exported invoices with the received lines that match the catalog',
		query: [
			required(companyId),
			required(locationId),
			...momentFilter('exported_after', 'Exported after'),
			...momentFilter('exported_before', 'Exported before'),
			idText('vendor_id', 'ID of the vendor in Ottimate'),
		],
		records: 'results',
		paging: { maxSize: 200, next: 'next' },
	}),
];
