import type { EndpointRow, Field } from '../../../transport/types';

/** Where a page of the API reference says it. */
export function apiPage(name: string): Pick<EndpointRow, 'source' | 'certainty'> {
	return { source: `docs.otesse.com/api-reference/${name}`, certainty: 'official' };
}

export const customerId: Field = {
	name: 'customer_id',
	type: 'string',
	id: true,
	description: 'The customer, picked from the list or by ID',
	example: 'cust_01HQ3K5M7N',
};

export const zoneId: Field = {
	name: 'zone_id',
	type: 'string',
	id: true,
	description: 'ID of a service zone. Otesse documents no call that lists zones.',
};

/** @param which what the dates are, as the start of a sentence */
export function dateSpan(which: string): readonly Field[] {
	return [
		{
			name: 'date_from',
			type: 'date',
			format: 'yyyy-MM-dd',
			description: `${which}: the first day wanted`,
		},
		{
			name: 'date_to',
			type: 'date',
			format: 'yyyy-MM-dd',
			description: `${which}: the last day wanted`,
		},
	];
}

export const industrySlug: Field = {
	name: 'industry',
	type: 'string',
	description: 'The kind of service, by its slug',
	example: 'cleaning',
};
