import type { EndpointDefinition } from '../../../transport/contracts/endpoint';
import { MEGABYTE, dimensions, headerFields, imageTypes, imageUrls, line } from './invoice-fields';
import {
	RECORDS_PER_CALL,
	REFUSED_TOGETHER,
	batchFailures,
	customFields,
	idText,
	locationId,
	required,
	row,
	text,
} from './shared';

/** How invoices come to Ottimate. */
export const invoiceIntake: readonly EndpointDefinition[] = [
	row({
		resource: 'invoice',
		operation: 'upload',
		method: 'POST',
		path: '/invoices/upload',
		summary:
			'Upload an invoice file for extraction. The invoice appears once its upload is no longer listed.',
		body: [
			{
				name: 'file',
				type: 'file',
				required: true,
				description: 'PDF, JPG, JPEG, PNG or TIFF file, up to 25 MB',
				accepts: ['pdf', 'jpg', 'jpeg', 'png', 'tiff', 'tif'],
				mimeTypes: { ...imageTypes, tiff: 'image/tiff', tif: 'image/tiff' },
				maxBytes: 25 * MEGABYTE,
			},
			required(locationId),
			text('filename', 'Name of the file, if different from the input file'),
			{
				name: 'metadata',
				type: 'json',
				description: 'Additional data, sent as JSON text',
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
		summary: `Create up to ${RECORDS_PER_CALL} invoices from structured data as a batch`,
		body: [
			required(
				idText(
					'upload_id',
					'Your own unique ID for the invoice. Ottimate accepts each ID only once.',
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
				description: 'Lines with "name", "quantity" and "price"',
				example: `[{${line}}]`,
			},
		],
		batch: { max: RECORDS_PER_CALL, refusedTogether: REFUSED_TOGETHER },
		idempotencyKey: true,
		hidesFailures: batchFailures,
	}),
	row({
		resource: 'invoiceUpload',
		operation: 'getMany',
		method: 'GET',
		path: '/invoices/uploads',
		summary: 'List uploads that are not processed yet',
		query: [locationId],
		itemsPath: 'results',
		paging: false,
	}),
];
