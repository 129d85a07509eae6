import type { EndpointDefinition } from '../../../transport/contracts/endpoint';
import { flagOutcomes, imageOutcomes, lineOutcomes } from '../outcomes/invoices';
import {
	MEGABYTE,
	dimensions,
	headerFields,
	imageTypes,
	imageUrls,
	invoicePart,
	line,
} from './invoiceFields';
import {
	amount,
	commaList,
	customFields,
	erpVendorName,
	idText,
	locationId,
	row,
	search,
	text,
	utcFilter,
} from './shared';

export const invoices: readonly EndpointDefinition[] = [
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
				description: 'Return only invoices with this status',
			},
			{
				name: 'payment_status',
				type: 'options',
				options: ['paid', 'partial', 'unpaid'],
				description: 'Return only invoices with this payment status',
			},
			...utcFilter('date_from', 'Return only invoices created at this time or later'),
			...utcFilter('date_to', 'Return only invoices created at this time or earlier'),
			...utcFilter(
				'last_modified_date_from',
				'Return only invoices modified at this time or later',
			),
			...utcFilter(
				'last_modified_date_to',
				'Return only invoices modified at this time or earlier',
			),
			{
				name: 'last_modified_user_id',
				type: 'number',
				integer: true,
				description: 'ID of the user who last modified the invoice',
			},
			{
				...commaList('ottimate_location_ids', 'Comma-separated IDs of locations'),
				example: '456,457',
			},
			idText('ottimate_vendor_id', 'ID of the vendor'),
			commaList('invoice_ids', 'Comma-separated UUIDs of invoices'),
			search,
			{ ...customFields, description: 'Return only invoices with all of these values, by key' },
			{
				name: 'expand',
				type: 'options',
				options: ['items'],
				description: 'Return the lines as well. Needs "Created Since" or "Modified Since".',
			},
		],
		itemsPath: 'results',
	}),
	row({
		resource: 'invoice',
		operation: 'get',
		method: 'GET',
		path: '/invoices/{id}',
		summary: 'Get an invoice. The data may be up to 5 minutes old.',
		parts: invoicePart,
		query: [
			{
				name: 'expand',
				type: 'multiOptions',
				options: ['history', 'gl_splits'],
				format: 'comma',
				description: 'Return the history or GL splits as well',
			},
		],
	}),
	row({
		resource: 'invoice',
		operation: 'update',
		method: 'PATCH',
		path: '/invoices/{id}',
		summary: 'Update the header, lines, dimensions or images of an invoice',
		parts: invoicePart,
		body: [
			...headerFields,
			locationId,
			{
				...erpVendorName,
				description: 'Name under which the ERP lists the vendor. Required if the vendor ID is new.',
			},
			amount('discount_amount', 'Discount'),
			{
				...dimensions,
				description: `${dimensions.description}. Replaces all dimensions of the header; an empty object removes them.`,
			},
			{
				...customFields,
				description: 'Values by key. Missing keys are reset to their defaults.',
			},
			{ ...imageUrls, description: `${imageUrls.description}. Replaces all images.` },
			{
				name: 'raw_images',
				type: 'json',
				description: 'Images as base64. Replaces all images.',
				example: '[{"filename":"invoice.png","data":"iVBORw0KGgo="}]',
			},
			{
				name: 'items',
				type: 'json',
				description:
					'Lines to change (with their ID) or to add (without). Dimensions are merged; null removes one.',
				example: `[{"id":1,"name":"Whole Milk","sku":"M-2","quantity":3,"price":3.75,"dimensions":{"DEPARTMENT":"DEPT-001","CLASS":null}},{${line}}]`,
			},
		],
		hidesFailures:
			'Lines may fail inside a 200: see items_processing_result.status (partial_success, failure)',
		recordResults: lineOutcomes,
	}),
	row({
		resource: 'invoice',
		operation: 'flag',
		method: 'POST',
		path: '/invoices/{id}/flag',
		summary: 'Send an invoice back for review. Its status becomes "Incomplete".',
		parts: invoicePart,
		body: [text('flagging_reason', 'Reason for the review', 'Price looks wrong')],
		hidesFailures: 'The answer may say success: false',
		recordResults: flagOutcomes,
	}),
	row({
		resource: 'invoice',
		operation: 'replaceImages',
		method: 'PATCH',
		path: '/invoices/{id}/images',
		summary: 'Replace all images of an invoice',
		parts: invoicePart,
		body: [
			{
				name: 'images',
				type: 'file',
				multiple: true,
				required: true,
				description:
					'Comma-separated names of binary fields with PDF, JPG, JPEG or PNG files, up to 50 MB each',
				accepts: ['pdf', 'jpg', 'jpeg', 'png'],
				mimeTypes: imageTypes,
				maxBytes: 50 * MEGABYTE,
			},
		],
		contentType: 'multipart',
		hidesFailures: 'Files may fail inside a 200: see image_errors',
		recordResults: imageOutcomes,
		source:
			'OpenAPI file 1.0.0, PATCH /invoices/{id}/images (unclear whether a single file can fail)',
		certainty: 'contradictory',
	}),
	row({
		resource: 'invoiceApprover',
		operation: 'getMany',
		method: 'GET',
		path: '/invoices/{id}/approvers',
		summary: 'List the approvers of an invoice. Approvers added by hand have no policy.',
		parts: invoicePart,
		itemsPath: 'approvers',
		paging: false,
	}),
];
