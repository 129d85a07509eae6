import type { EndpointRow, Field } from '../../../transport/types';
import {
	amount,
	batchFailures,
	commaList,
	companyId,
	customFields,
	day,
	erpVendorId,
	erpVendorName,
	locationId,
	momentFilter,
	required,
	row,
	search,
	text,
	utcFilter,
} from './shared';

const invoicePart = { id: 'ID of the invoice in Ottimate, a UUID' };

/** The header as it is written by an import and by an update. */
const headerFields: readonly Field[] = [
	erpVendorId,
	text('invoice_number'),
	day('invoice_date'),
	day('due_date'),
	day('posting_date'),
	amount('total_amount', 'Total'),
	amount('total_tax', 'Tax'),
	text('purchase_order', 'Number of the purchase order'),
	text('notes'),
	{ name: 'currency', type: 'string', description: 'ISO 4217 code', example: 'USD' },
	{ name: 'type', type: 'options', options: ['invoice', 'credit_memo'] },
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
	description: 'https addresses of PDF, JPG, JPEG or PNG files',
	example: '["https://example.com/invoice.pdf"]',
};

const line = '"name":"Milk","sku":"M-1","quantity":2,"price":3.5,"is_taxed":false';

const markedReason = text('marked_reason', 'Reason for all invoices that give none');

const numericIds =
	'The API reference types invoice_id as a number here, although invoices carry a UUID as their id.';

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
			},
			{ name: 'payment_status', type: 'options', options: ['paid', 'partial', 'unpaid'] },
			...utcFilter('date_from', 'Created since'),
			...utcFilter('date_to', 'Created until'),
			...utcFilter('last_modified_date_from', 'Modified since'),
			...utcFilter('last_modified_date_to', 'Modified until'),
			{
				name: 'last_modified_user_id',
				type: 'number',
				description: 'ID of the user who modified the invoice last',
			},
			commaList('ottimate_location_ids', 'IDs of locations, separated by commas'),
			text('ottimate_vendor_id', 'ID of the vendor in Ottimate'),
			commaList('invoice_ids', 'IDs of invoices, separated by commas'),
			search,
			{ ...customFields, description: 'Exact values by key; all of them must match' },
			{
				name: 'expand',
				type: 'options',
				options: ['items'],
				description:
					'Set to items to get the lines as well. Then a from-date is required, 30 days back at most.',
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
				description: 'Name of the vendor in the ERP; required if the vendor ID is new',
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
					'Lines to change (with id, a number) or to add (without). Dimensions are merged; null removes one.',
				example: `[{"id":1,${line},"dimensions":{"DEPARTMENT":"DEPT-001"}}]`,
			},
		],
		hidesFailures:
			'Lines may fail inside a 200: see items_processing_result.status (partial_success, failure)',
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
			},
			required(locationId),
			text('filename', 'Name of the file, if it differs from that of the binary data'),
			{
				name: 'metadata',
				type: 'json',
				description: 'Further data, sent as a JSON text',
				example: '{"source":"n8n"}',
			},
			text('created_email', 'Email address of the sender'),
		],
		contentType: 'multipart',
		idempotencyKey: true,
	}),
	row({
		resource: 'invoice',
		operation: 'import',
		method: 'POST',
		path: '/invoices/import',
		summary: 'Create up to 100 invoices from structured data as a batch job',
		body: [
			required(text('upload_id', 'Your own unique ID of the invoice')),
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
		batch: { max: 100 },
		idempotencyKey: true,
		hidesFailures: batchFailures,
	}),
	row({
		resource: 'invoice',
		operation: 'markExported',
		method: 'POST',
		path: '/invoices/mark-exported',
		summary: `Mark invoices as exported; an X-Export-Batch-Id header may name the export. ${numericIds}`,
		body: [
			{
				name: 'invoices',
				type: 'json',
				required: true,
				example: '[{"invoice_id":101,"export_transaction_id":"T-1","marked_reason":"sent to ERP"}]',
			},
			markedReason,
			text('export_transaction_id', 'Transaction of all invoices that give none'),
		],
		hidesFailures: 'Invoices may fail inside a 200: see failed',
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
				example: '[{"invoice_id":101,"marked_reason":"wrong period"}]',
			},
			markedReason,
			{
				name: 'flag_invoice',
				type: 'boolean',
				description: 'Whether to flag the invoices for review as well',
			},
		],
		hidesFailures: 'Invoices may fail inside a 200: see failed and skipped',
		certainty: 'contradictory',
	}),
	row({
		resource: 'invoice',
		operation: 'flag',
		method: 'POST',
		path: '/invoices/{id}/flag',
		summary: 'Send an invoice back to review; its status becomes incomplete',
		parts: invoicePart,
		body: [text('flagging_reason')],
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
				required: true,
				description: 'One or more PDF, JPG, JPEG or PNG files, 50 MB each at most',
			},
		],
		contentType: 'multipart',
		hidesFailures: 'Files may fail inside a 200: see image_errors',
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
			text('vendor_id', 'ID of the vendor'),
		],
		records: 'results',
		paging: { maxSize: 200, next: 'next' },
	}),
];
