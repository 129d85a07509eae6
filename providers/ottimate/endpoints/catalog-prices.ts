import type { EndpointDefinition, Field } from '../../../transport/contracts/endpoint';
import {
	bulk,
	effectiveDate,
	endDate,
	entryId,
	levelIds,
	levels,
	packPrice,
	startDate,
	unitPrice,
} from './catalog-fields';
import { amount, companyId, locationId, referenceId, required, row } from './shared';

const priceType: Field = {
	name: 'price_type',
	type: 'options',
	options: levels,
	description: 'Where the price applies; returned as "price_type_display"',
};

const target: Field = {
	name: 'target',
	type: 'options',
	options: levels,
	description: 'Where the allowance applies; returned as "target_type"',
};

const allowanceType: Field = {
	name: 'allowance_type',
	type: 'options',
	options: ['allowance', 'discount', 'rebate'],
	description: 'Kind of allowance',
};

const allowanceAmount = amount('amount', 'Allowance per pack');
const unitAllowance = amount('unit_allowance', 'Allowance per unit in the pack');

const allowances: readonly EndpointDefinition[] = [
	row({
		resource: 'catalogAllowance',
		operation: 'getMany',
		method: 'GET',
		path: '/catalog/allowances',
		summary: 'List the allowances of catalog entries',
		query: [required(companyId), entryId, locationId, effectiveDate],
		itemsPath: 'results',
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
					"The catalog entry. Ottimate's reference asks for a numeric ID here, but entry lists return IDs such as cte_1.",
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
		source:
			'OpenAPI file 1.0.0, POST /catalog/allowances (catalog_entry_id is a number there, a text elsewhere)',
		certainty: 'contradictory',
	}),
	row({
		resource: 'catalogAllowance',
		operation: 'update',
		method: 'PATCH',
		path: '/catalog/allowances/{id}',
		summary: 'Update an allowance',
		parts: { id: 'ID of the allowance to update' },
		body: [allowanceType, allowanceAmount, unitAllowance, target, ...levelIds, startDate, endDate],
	}),
	bulk('catalogAllowance', 'upsertMany', '/catalog/allowances/bulk', 'Create or update allowances'),
];

const prices: readonly EndpointDefinition[] = [
	row({
		resource: 'catalogPrice',
		operation: 'getMany',
		method: 'GET',
		path: '/catalog/prices',
		summary: 'List the prices of catalog entries',
		query: [required(companyId), entryId, locationId, effectiveDate, priceType],
		itemsPath: 'results',
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
	bulk('catalogPrice', 'createMany', '/catalog/prices/bulk', 'Create new prices'),
];

/** What catalog entries cost. */
export const catalogPrices: readonly EndpointDefinition[] = [...allowances, ...prices];
