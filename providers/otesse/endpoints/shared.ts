import type { EndpointDefinition, Field } from '../../../transport/contracts/endpoint';

/** Where a page of the API reference says it. */
export function apiPage(name: string): Pick<EndpointDefinition, 'source' | 'certainty'> {
	return { source: `docs.otesse.com/api-reference/${name}`, certainty: 'official' };
}

export const customerId: Field = {
	name: 'customer_id',
	type: 'string',
	id: true,
	description: 'ID of the customer',
	example: 'cust_01HQ3K5M7N',
};

export const zoneId: Field = {
	name: 'zone_id',
	type: 'string',
	id: true,
	description: 'ID of a service zone. The API cannot list zones.',
};

/** @param records what is listed, in the plural */
export function dateSpan(records: string): readonly Field[] {
	return [
		{
			name: 'date_from',
			type: 'date',
			format: 'yyyy-MM-dd',
			description: `Return only ${records} from this day or later`,
		},
		{
			name: 'date_to',
			type: 'date',
			format: 'yyyy-MM-dd',
			description: `Return only ${records} from this day or earlier`,
		},
	];
}

export const industrySlug: Field = {
	name: 'industry',
	type: 'string',
	description: 'Type of service',
	example: 'cleaning',
};
