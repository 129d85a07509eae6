import type { EndpointDefinition, Field } from '../../../transport/contracts/endpoint';
import { bulk, entryPart, packPrice, unitPrice } from './catalog-fields';
import {
	amount,
	companyId,
	erpVendorId,
	erpVendorName,
	referenceId,
	required,
	row,
	search,
	text,
} from './shared';

const itemName = text('item_name', 'Name shown for the item', 'Whole Milk');

/** What identifies an item, in the filters and in the entry. */
const itemFields: readonly Field[] = [
	text('sku', 'SKU of the item', 'M-1'),
	text('upc', 'Universal product code of the item'),
	{
		name: 'buying_format',
		type: 'string',
		description: 'How the item is bought, such as CASE or EACH',
		example: 'CASE',
	},
	{
		name: 'size',
		type: 'string',
		description: 'Size of the pack; returned as "pack_size"',
		example: '6 CT',
	},
	{ name: 'uom', type: 'string', description: 'Unit in which the item is sold', example: 'CASE' },
	packPrice,
	unitPrice,
];

const entryFields: readonly Field[] = [
	...itemFields,
	text('description', 'Deprecated by Ottimate. Use "Item Name" instead.'),
	text('original_description', 'Description of the item in your system'),
	{ name: 'is_split_case', type: 'boolean', description: 'Whether single units can be bought' },
	{
		name: 'authorized_vendor',
		type: 'boolean',
		description: 'Whether the vendor is authorized for the item',
	},
	{
		name: 'dimensions',
		type: 'json',
		description: 'List of dimensions, each with its type and name and an optional code',
		example: '[{"DEPARTMENT":"Dairy","code":"120"}]',
	},
	{
		name: 'properties',
		type: 'json',
		description: 'Your own values by key',
		example: '{"brand":"House"}',
	},
];

export const catalogEntries: readonly EndpointDefinition[] = [
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
					? {
							...field,
							description:
								'Return only entries with this buying format. Enter null for entries without one.',
						}
					: field,
			),
			{
				name: 'expand',
				type: 'multiOptions',
				options: ['prices', 'allowances'],
				format: 'comma',
				description: 'Return prices or allowances as well',
			},
		],
		itemsPath: 'results',
	}),
	row({
		resource: 'catalogEntry',
		operation: 'upsert',
		method: 'POST',
		path: '/catalog/entries',
		summary: 'Create a catalog entry, or update the entry with the same unique key',
		body: [
			required(companyId),
			required(erpVendorId),
			required(itemName),
			{
				name: 'prices',
				type: 'json',
				required: true,
				description:
					'List of prices, or null for none. Each needs "price"; "data" can hold your own values.',
				example:
					'[{"price":12.5,"unit_price":1.25,"price_type":"location","ottimate_location_id":456,"start_date":"2026-01-01T00:00:00Z","end_date":"2026-12-31T00:00:00Z","reference_id":"P-1"}]',
			},
			{
				name: 'allowances',
				type: 'json',
				required: true,
				description:
					'List of allowances, or null for none. Each needs "allowance" (the amount) and "start_date"; "data" can hold your own values.',
				example:
					'[{"allowance":1.5,"unit_allowance":0.15,"allowance_type":"rebate","target":"location_group","ottimate_group_id":7,"start_date":"2026-01-01T00:00:00Z","end_date":"2026-12-31T00:00:00Z","reference_id":"A-1"}]',
			},
			text(
				'catalog_unique_key',
				'Key of the entry to update. If empty, Ottimate generates one; changing the vendor, SKU, size or description results in a new key.',
			),
			amount('last_purchased_price', 'Last purchase price'),
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
		summary: 'Update a catalog entry',
		parts: entryPart,
		body: [itemName, erpVendorId, erpVendorName, ...entryFields],
	}),
	bulk('catalogEntry', 'upsertMany', '/catalog/entries/bulk', 'Create or update catalog entries'),
];
