import type { EndpointDefinition } from '../../../../transport/contracts/endpoint';

export function hasBody({ method, body }: EndpointDefinition): boolean {
	return body !== undefined || (method !== 'GET' && method !== 'DELETE');
}

/** The parameter for values that the form has no field for, under its name in saved workflows. */
export const EXTRA_FIELDS_PARAMETER = 'furtherFields';

/** Its label. */
export function extraFieldsLabel(row: EndpointDefinition): string {
	return hasBody(row) ? 'Further Body Fields (JSON)' : 'Further Query Parameters (JSON)';
}
