import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import type { EndpointDefinition } from '../contracts/endpoint';
import { isRecord, valueAt } from '../core/json';
import type { ApiRequest } from '../http/request';

/** @throws Error where the catalogue has no such endpoint */
export function endpointOf(
	endpoints: readonly EndpointDefinition[],
	resource: string,
	operation: string,
): EndpointDefinition {
	const found = endpoints.find((row) => row.resource === resource && row.operation === operation);
	if (!found) throw new Error(`There is no endpoint ${resource} ${operation}`);
	return found;
}

/** A request for an endpoint, without its values. */
export function requestTo(
	endpoints: readonly EndpointDefinition[],
	resource: string,
	operation: string,
): Pick<ApiRequest, 'method' | 'path'> {
	const { method, path } = endpointOf(endpoints, resource, operation);
	return { method, path };
}

function asRow(value: unknown): IDataObject {
	return isRecord(value) ? value : { value: value as IDataObject[string] };
}

/**
 * The rows of an answer.
 *
 * @param at where they are (dotted path), if the endpoint says so
 * @param keys where the service's lists usually are, tried in order
 * @returns undefined where the answer is one record
 */
export function rowsOf(
	body: unknown,
	at: string | undefined,
	keys: readonly string[],
): IDataObject[] | undefined {
	if (Array.isArray(body)) return body.map(asRow);
	const paths = at === undefined ? keys : at === '' ? [] : [at];
	for (const path of paths) {
		const found = valueAt(body, path);
		if (Array.isArray(found)) return found.map(asRow);
	}
	return undefined;
}

/**
 * The rows of an answer that has to be a list.
 *
 * @throws UserError for an answer without one: taken for an empty list it would make everything look new, or gone
 */
export function listIn(
	body: unknown,
	at: string | undefined,
	keys: readonly string[],
	path: string,
): IDataObject[] {
	const rows = rowsOf(body, at, keys);
	if (rows) return rows;
	throw new UserError(`${path} answered without a list`, {
		description: 'Nothing was changed. The service may be under maintenance: try again later.',
	});
}

/** An answer as items: its rows, the record, or the bare value. */
export function itemsOf(
	body: unknown,
	at: string | undefined,
	keys: readonly string[],
): IDataObject[] {
	const rows = rowsOf(body, at, keys);
	if (rows) return rows;
	return body === undefined ? [] : [asRow(body)];
}
