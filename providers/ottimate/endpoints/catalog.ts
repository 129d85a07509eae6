import type { EndpointRow, Field } from '../../../transport/types';
import {
	CATALOG_RECORDS_PER_CALL,
	amount,
	batchFailures,
	commaList,
	companyId,
	counted,
	day,
	erpVendorId,
	erpVendorName,
	idText,
	locationId,
	momentFilter,
	referenceId,
	required,
	row,
	search,
	text,
} from './shared';

const levels = ['company', 'location_group', 'location'];

const entryPart = { id: 'The catalog entry; its ID looks like cte_1' };
const entryId = idText('catalog_entry_id', 'ID of the catalog entry', 'cte_1');
const itemName = text('item_name', 'What the item is called', 'Whole Milk');

const priceType: Field = {
	name: 'price_type',
	type: 'options',
	options: levels,
	description: 'For whom the price holds; answers give it as a number and in price_type_display',
};

const target: Field = {
	name: 'target',
	type: 'options',
	options: levels,
	description: 'For whom the allowance holds; answers give it as a number and in target_type',
};

const allowanceType: Field = {
	name: 'allowance_type',
	type: 'options',
	options: ['allowance', 'discount', 'rebate'],
	description: 'What kind of allowance it is',
};

const levelIds: readonly Field[] = [
	{ ...locationId, description: 'Required for the level location' },
	{
		name: 'ottimate_group_id',
		type: 'number',
		integer: true,
		description: 'ID of the location group; required for the level location_group',
	},
];

const startDate: Field = {
	name: 'start_date',
	type: 'dateTime',
	description: 'First moment of validity',
};
const endDate: Field = {
	name: 'end_date',
	type: 'dateTime',
	description: 'Last moment of validity',
};
const packPrice = amount('price', 'Price of a pack');
const unitPrice = amount('unit_price', 'Price of one unit in the pack');
const allowanceAmount = amount('amount', 'Allowance for a pack');
const unitAllowance = amount('unit_allowance', 'Allowance for one unit in the pack');

/** What identifies an item, in the filters and in the entry. */
const itemFields: readonly Field[] = [
	text('sku', 'Stock keeping unit of the item', 'M-1'),
	text('upc', 'Universal product code of the item'),
	{
		name: 'buying_format',
		type: 'string',
		description: 'How it is bought, such as CASE or EACH',
		example: 'CASE',
	},
	{
		name: 'size',
		type: 'string',
		description: 'Pack size; answers call it pack_size',
		example: '6 CT',
	},
	{ name: 'uom', type: 'string', description: 'Unit in which the item is sold', example: 'CASE' },
	packPrice,
	unitPrice,
];

const entryFields: readonly Field[] = [
	...itemFields,
	text('description', 'Deprecated: use item_name'),
	text('original_description', 'Description in the sending system'),
	{ name: 'is_split_case', type: 'boolean', description: 'Whether single units can be bought' },
	{
		name: 'authorized_vendor',
		type: 'boolean',
		description: 'Whether the vendor is authorized for the item',
	},
	{
		name: 'dimensions',
		type: 'json',
		description: 'One object per dimension: the type with the name, and a code if there is one',
		example: '[{"DEPARTMENT":"Dairy","code":"120"}]',
	},
	{
		name: 'properties',
		type: 'json',
		description: 'Your own values by key',
		example: '{"brand":"House"}',
	},
];

const effectiveDate = day('effective_date', 'Day on which it must be valid');

function bulk(resource: string, operation: string, path: string, action: string): EndpointRow {
	return row({
		resource,
		operation,
		method: 'POST',
		path,
		summary: `${action} as a batch job, at most ${counted(CATALOG_RECORDS_PER_CALL)}. The API reference does not describe the body.`,
		body: [
			{
				name: 'body',
				type: 'json',
				required: true,
				whole: true,
				description:
					'The whole body of the request, a list or an object, sent as it is. Ottimate does not document its form: ask your partner manager.',
			},
		],
		idempotencyKey: true,
		hidesFailures: batchFailures,
	});
}

export const catalog: readonly EndpointRow[] = [
	row({
		resource: 'catalogEntry',
		operation: 'getMany',
		method: 'GET',
		path: '/catalog/entries',
		summary: 'List catalog entries',
		query: [
			required(companyId),
			erpVendorId,
			search,
			...itemFields.map((field) =>
				field.name === 'buying_format'
					? { ...field, description: 'Write null for entries without a buying format' }
					: field,
			),
			{
				name: 'expand',
				type: 'multiOptions',
				options: ['prices', 'allowances'],
				format: 'comma',
				description: 'What to add; either makes the answer hold full entries',
			},
		],
		records: 'results',
	}),
	row({
		resource: 'catalogEntry',
		operation: 'upsert',
		method: 'POST',
		path: '/catalog/entries',
		summary: 'Create a catalog entry, or update the one with the same catalog_unique_key',
		body: [
			required(companyId),
			required(erpVendorId),
			required(itemName),
			{
				name: 'prices',
				type: 'json',
				required: true,
				description:
					'Prices, or null for none; price is required in each, data may hold your own values',
				example:
					'[{"price":12.5,"unit_price":1.25,"price_type":"location","ottimate_location_id":456,"start_date":"2026-01-01T00:00:00Z","end_date":"2026-12-31T00:00:00Z","reference_id":"P-1"}]',
			},
			{
				name: 'allowances',
				type: 'json',
				required: true,
				description:
					'Allowances, or null for none. In each, allowance (elsewhere called amount) and start_date are required, data may hold your own values.',
				example:
					'[{"allowance":1.5,"unit_allowance":0.15,"allowance_type":"rebate","target":"location_group","ottimate_group_id":7,"start_date":"2026-01-01T00:00:00Z","end_date":"2026-12-31T00:00:00Z","reference_id":"A-1"}]',
			},
			text(
				'catalog_unique_key',
				'Key that finds the entry again. Ottimate makes one if it is empty; a change of vendor, SKU, size or description makes a new one.',
			),
			amount('last_purchased_price', 'Last price paid'),
			referenceId,
			...entryFields,
		],
		idempotencyKey: true,
		hidesFailures: 'The answer may hold warnings',
	}),
	row({
		resource: 'catalogEntry',
		operation: 'get',
		method: 'GET',
		path: '/catalog/entries/{id}',
		summary: 'Get a catalog entry with its prices and allowances',
		parts: entryPart,
	}),
	row({
		resource: 'catalogEntry',
		operation: 'update',
		method: 'PATCH',
		path: '/catalog/entries/{id}',
		summary: 'Change a catalog entry',
		parts: entryPart,
		body: [itemName, erpVendorId, erpVendorName, ...entryFields],
	}),
	bulk('catalogEntry', 'upsertMany', '/catalog/entries/bulk', 'Create or update catalog entries'),
	row({
		resource: 'catalogAllowance',
		operation: 'getMany',
		method: 'GET',
		path: '/catalog/allowances',
		summary: 'List the allowances of catalog entries',
		query: [required(companyId), entryId, locationId, effectiveDate],
		records: 'results',
	}),
	row({
		resource: 'catalogAllowance',
		operation: 'create',
		method: 'POST',
		path: '/catalog/allowances',
		summary: 'Create an allowance for a catalog entry',
		body: [
			required(companyId),
			{
				name: 'catalog_entry_id',
				type: 'string',
				required: true,
				description:
					'The API reference asks for a number here; everywhere else the ID is a text such as cte_1',
				example: '1',
			},
			required(allowanceAmount),
			required(startDate),
			allowanceType,
			unitAllowance,
			target,
			...levelIds,
			endDate,
			referenceId,
		],
		idempotencyKey: true,
		certainty: 'contradictory',
	}),
	row({
		resource: 'catalogAllowance',
		operation: 'update',
		method: 'PATCH',
		path: '/catalog/allowances/{id}',
		summary: 'Change an allowance',
		parts: { id: 'The allowance, by its ID in Ottimate' },
		body: [allowanceType, allowanceAmount, unitAllowance, target, ...levelIds, startDate, endDate],
	}),
	bulk('catalogAllowance', 'upsertMany', '/catalog/allowances/bulk', 'Create or update allowances'),
	row({
		resource: 'catalogPrice',
		operation: 'getMany',
		method: 'GET',
		path: '/catalog/prices',
		summary: 'List the prices of catalog entries',
		query: [required(companyId), entryId, locationId, effectiveDate, priceType],
		records: 'results',
	}),
	row({
		resource: 'catalogPrice',
		operation: 'create',
		method: 'POST',
		path: '/catalog/prices',
		summary: 'Create a price for a catalog entry',
		body: [
			required(companyId),
			required(entryId),
			required(packPrice),
			required(startDate),
			unitPrice,
			priceType,
			...levelIds,
			endDate,
			referenceId,
		],
		idempotencyKey: true,
	}),
	bulk(
		'catalogPrice',
		'createMany',
		'/catalog/prices/bulk',
		'Create prices, skipping those that exist,',
	),
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
				description: 'Whether to leave out entries without a difference',
			},
			{
				name: 'expand',
				type: 'options',
				options: ['invoice_items'],
				description: 'Set to invoice_items for all invoice lines instead of the latest one',
			},
			day('invoice_start_date', 'Earliest date of the invoices'),
			day('invoice_end_date', 'Latest date of the invoices'),
			commaList('erp_vendor_ids', 'IDs of vendors in the ERP, separated by commas'),
			commaList('ottimate_location_ids', 'IDs of locations in Ottimate, separated by commas'),
			{
				name: 'exception_type',
				type: 'options',
				options: ['underbilling', 'overbilling'],
				description: 'Whether the vendor billed too little or too much',
			},
		],
		records: 'results',
	}),
	row({
		resource: 'priceVariance',
		operation: 'getInvoiceItems',
		method: 'GET',
		path: '/catalog/variances/{id}/invoice-items',
		summary: 'List the invoice lines behind the price variance of a catalog entry',
		parts: entryPart,
		records: 'results',
	}),
	row({
		resource: 'varianceBatch',
		operation: 'getMany',
		method: 'GET',
		path: '/catalog/variance-batches',
		summary: 'List the variance batches that were exported',
		query: [
			required(companyId),
			{
				name: 'batch_number',
				type: 'number',
				integer: true,
				description: 'Only the batch of this number',
			},
			...momentFilter('exported_after', 'Exported at this time or later'),
			...momentFilter('exported_before', 'Exported at this time or earlier'),
		],
		records: 'results',
		paging: { next: 'next' },
	}),
	row({
		resource: 'varianceBatch',
		operation: 'export',
		method: 'POST',
		path: '/catalog/variance-batches/{id}/export',
		summary: 'Mark a variance batch as exported, in Ottimate only; fails if it already is',
		parts: { id: 'The variance batch; its ID looks like ctb_1' },
		idempotencyKey: true,
	}),
];
