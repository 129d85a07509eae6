import type { Field } from '../../../transport/contracts/endpoint';
import { amount, day, erpVendorId, text } from './shared';

export const MEGABYTE = 1024 * 1024;

/** The kinds of files that every call takes. */
export const imageTypes = {
	pdf: 'application/pdf',
	jpg: 'image/jpeg',
	jpeg: 'image/jpeg',
	png: 'image/png',
} as const;

export const invoicePart = { id: 'UUID of the invoice' };

/** The header as it is written by an import and by an update. */
export const headerFields: readonly Field[] = [
	erpVendorId,
	text('invoice_number', 'Number printed on the invoice', 'INV-7'),
	day('invoice_date', 'Date printed on the invoice'),
	day('due_date', 'Date by which the invoice must be paid'),
	day('posting_date', 'Date on which the invoice is posted'),
	amount('total_amount', 'Total amount'),
	amount('total_tax', 'Tax'),
	text('purchase_order', 'Number of the purchase order', 'PO-9'),
	text('notes', 'Notes on the invoice'),
	{
		name: 'currency',
		type: 'string',
		description: 'ISO 4217 code of the currency of all amounts',
		example: 'USD',
	},
	{
		name: 'type',
		type: 'options',
		options: ['invoice', 'credit_memo'],
		description: 'Whether it is an invoice or a credit memo',
	},
];

export const dimensions: Field = {
	name: 'dimensions',
	type: 'json',
	description: '"erp_dimension_id" by dimension type',
	example: '{"DEPARTMENT":"DEPT-001"}',
};

export const imageUrls: Field = {
	name: 'image_urls',
	type: 'json',
	description: 'HTTPS URLs of PDF, JPG, JPEG or PNG files',
	example: '["https://example.com/invoice.pdf"]',
};

export const line = '"name":"Milk","sku":"M-1","quantity":2,"price":3.5,"is_taxed":false';
