import type { EndpointDefinition, Field } from '../../../transport/contracts/endpoint';
import {
	CATALOG_RECORDS_PER_CALL,
	amount,
	batchFailures,
	counted,
	day,
	idText,
	locationId,
	row,
} from './shared';

export const levels = ['company', 'location_group', 'location'];

export const entryPart = { id: 'ID of the catalog entry, such as cte_1' };
export const entryId = idText('catalog_entry_id', 'ID of the catalog entry', 'cte_1');

export const levelIds: readonly Field[] = [
	{ ...locationId, description: 'The location. Required for the level "Location".' },
	{
		name: 'ottimate_group_id',
		type: 'number',
		integer: true,
		description: 'ID of the location group. Required for the level "Location Group".',
	},
];

export const startDate: Field = {
	name: 'start_date',
	type: 'dateTime',
	description: 'Start of validity',
};

export const endDate: Field = {
	name: 'end_date',
	type: 'dateTime',
	description: 'Last moment of validity',
};

export const packPrice = amount('price', 'Price per pack');
export const unitPrice = amount('unit_price', 'Price per unit in the pack');

export const effectiveDate = day('effective_date', 'Return only records valid on this day');

/** A call whose body the API reference does not describe. */
export function bulk(
	resource: string,
	operation: string,
	path: string,
	action: string,
): EndpointDefinition {
	return row({
		resource,
		operation,
		method: 'POST',
		path,
		summary: `${action} as a batch, up to ${counted(CATALOG_RECORDS_PER_CALL)} per request`,
		body: [
			{
				name: 'body',
				type: 'json',
				required: true,
				whole: true,
				description:
					'Body of the request, a list or an object, sent unchanged. Ottimate does not document its format: ask your Ottimate partner manager.',
			},
		],
		idempotencyKey: true,
		hidesFailures: batchFailures,
		source: `OpenAPI file 1.0.0, POST ${path} (body not described)`,
	});
}
