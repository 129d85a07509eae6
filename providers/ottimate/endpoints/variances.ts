import type { EndpointDefinition } from '../../../transport/contracts/endpoint';
import { entryPart } from './catalog-fields';
import { commaList, companyId, day, locationIds, momentFilter, required, row } from './shared';

export const variances: readonly EndpointDefinition[] = [
	row({
		resource: 'priceVariance',
		operation: 'getMany',
		method: 'GET',
		path: '/catalog/variances',
		summary: 'List catalog entries with the difference between invoiced and agreed price',
		query: [
			required(companyId),
			{
				name: 'variance_only',
				type: 'boolean',
				description: 'Whether to return only entries with a difference',
			},
			{
				name: 'expand',
				type: 'options',
				options: ['invoice_items'],
				description: 'Return all invoice lines instead of the latest one',
			},
			day('invoice_start_date', 'Return only invoices of this date or later'),
			day('invoice_end_date', 'Return only invoices of this date or earlier'),
			commaList('erp_vendor_ids', 'Comma-separated IDs of vendors in the ERP'),
			locationIds,
			{
				name: 'exception_type',
				type: 'options',
				options: ['underbilling', 'overbilling'],
				description: 'Whether the vendor billed too little or too much',
			},
		],
		itemsPath: 'results',
	}),
	row({
		resource: 'priceVariance',
		operation: 'getInvoiceItems',
		method: 'GET',
		path: '/catalog/variances/{id}/invoice-items',
		summary: 'List the invoice lines behind the price variance of a catalog entry',
		parts: entryPart,
		itemsPath: 'results',
	}),
	row({
		resource: 'varianceBatch',
		operation: 'getMany',
		method: 'GET',
		path: '/catalog/variance-batches',
		summary: 'List exported variance batches',
		query: [
			required(companyId),
			{
				name: 'batch_number',
				type: 'number',
				integer: true,
				description: 'Return only the batch with this number',
			},
			...momentFilter('exported_after', 'Return only batches exported at this time or later'),
			...momentFilter('exported_before', 'Return only batches exported at this time or earlier'),
		],
		itemsPath: 'results',
		paging: { next: 'next' },
	}),
	row({
		resource: 'varianceBatch',
		operation: 'export',
		method: 'POST',
		path: '/catalog/variance-batches/{id}/export',
		summary: 'Mark a variance batch as exported, in Ottimate only. Fails if it already is.',
		parts: { id: 'ID of the variance batch, such as ctb_1' },
		idempotencyKey: true,
	}),
];
