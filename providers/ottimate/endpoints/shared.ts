import type { EndpointDefinition, Field } from '../../../transport/contracts/endpoint';

/** A row with its section of the OpenAPI file as source; official unless the row says otherwise. */
export function row(
	details: Omit<EndpointDefinition, 'source' | 'certainty'> &
		Partial<Pick<EndpointDefinition, 'source' | 'certainty'>>,
): EndpointDefinition {
	return {
		source: `OpenAPI file 1.0.0, ${details.method} ${details.path}`,
		certainty: 'official',
		...details,
	};
}

export function required(field: Field): Field {
	return { ...field, required: true };
}

export function text(name: string, description?: string, example?: string): Field {
	return {
		name,
		type: 'string',
		...(description && { description }),
		...(example && { example }),
	};
}

/** An ID that goes out as text. */
export function idText(name: string, description?: string, example?: string): Field {
	return { ...text(name, description, example), id: true };
}

export function commaList(name: string, description: string): Field {
	return { name, type: 'string', format: 'comma', description };
}

/** Several records of a list. */
export const locationIds: Field = {
	...commaList('ottimate_location_ids', 'Comma-separated IDs of locations'),
	multiple: true,
	example: '456,457',
};

export function day(name: string, description?: string): Field {
	return { name, type: 'date', format: 'yyyy-MM-dd', ...(description && { description }) };
}

/** Decimal amount in the currency of the document, never cents. */
export function amount(name: string, description = 'Amount'): Field {
	return {
		name,
		type: 'number',
		description: `${description} as a decimal number, such as 120.50`,
	};
}

/** A point in time that the service takes in two spellings; the one with the suffix wins, and takes an offset. */
export function momentFilter(name: string, description: string, plainFormat?: string): Field[] {
	return [
		{
			name,
			type: 'dateTime',
			description,
			...(plainFormat && { format: plainFormat }),
			superseded: true,
		},
		{
			name: `${name}_utc`,
			type: 'dateTime',
			description: `${description}. Times without a zone use the workflow's time zone.`,
		},
	];
}

/** Filters that read a plain date and time as UTC. */
export function utcFilter(name: string, description: string): Field[] {
	return momentFilter(name, description, 'yyyy-MM-dd HH:mm:ss');
}

export const companyId: Field = {
	name: 'ottimate_company_id',
	type: 'number',
	integer: true,
	description: 'ID of the company',
};

export const locationId: Field = {
	name: 'ottimate_location_id',
	type: 'number',
	integer: true,
	description: 'ID of the location',
};

export const erpVendorId = idText(
	'erp_vendor_id',
	'ID under which the ERP lists the vendor',
	'V-1',
);
export const erpVendorName = text(
	'erp_vendor_name',
	'Name under which the ERP lists the vendor',
	'Fresh Foods',
);
export const externalId = idText('external_id', 'ID of the record in your system', 'E-1');
export const referenceId = idText('reference_id', 'Your own reference for the record');
export const search = text(
	'search',
	'Text to search for. Ottimate decides which fields it searches.',
);

export const basicDetail: Field = {
	name: 'detail',
	type: 'options',
	options: ['basic'],
	description: 'Return a shorter version of each record',
};

export const customFields: Field = {
	name: 'custom_fields',
	type: 'json',
	description: 'Values by key. The keys must be configured for the account.',
	example: '{"cost_center":"12"}',
};

/** Records in one call that takes many, and their lines in all. Source: OpenAPI file 1.0.0; for export marks ours. */
export const RECORDS_PER_CALL = 100;
export const LINES_PER_CALL = 1000;

/**
 * The status that refuses a whole call for one bad record. Nothing is stored then: answers of 400 and above are not kept under
 * their idempotency key (docs.ottimate.com/v-1/idempotency).
 */
export const REFUSED_TOGETHER = 400;

/** Records in one bulk call of the catalog. Source: OpenAPI file 1.0.0. */
export const CATALOG_RECORDS_PER_CALL = 1000;

/** A number as a person reads it. */
export const counted = (number: number): string => number.toLocaleString('en-US');

/** Days between the ends of a filter for records with their lines. Source: OpenAPI file 1.0.0, `expand`. */
export const LINES_WINDOW_DAYS = 30;

export const partialBulk = 'Records may fail inside a 201: see error_count and errors';

export const batchFailures =
	'Accepted only: failed records appear in the results of the batch in batch_id';
