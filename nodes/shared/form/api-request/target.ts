import type { IHttpRequestMethods } from 'n8n-workflow';

import type { EndpointDefinition } from '../../../../transport/contracts/endpoint';
import type { Provider } from '../../../../transport/contracts/provider';
import { rowByKey, rowByPath } from '../pickers/endpoints';
import { trimmed } from '../../input/readers/text';

export const METHODS: readonly IHttpRequestMethods[] = [
	'DELETE',
	'GET',
	'HEAD',
	'PATCH',
	'POST',
	'PUT',
];

/** Where a request goes; without a row the catalogue does not know it. */
export interface Target {
	method: IHttpRequestMethods;
	path: string;
	row?: EndpointDefinition;
}

export function methodOf(text: string): IHttpRequestMethods | undefined {
	const wanted = text.toUpperCase();
	return METHODS.find((known) => known === wanted);
}

const WITH_METHOD = new RegExp(`^(${METHODS.join('|')})\\s+(\\S.*)$`, 'is');

/** A path as documents and the list write it, with its method in front: `GET /vendors`. */
export function splitPath(text: string): { method?: IHttpRequestMethods; path: string } {
	const [, word = '', path = text] = WITH_METHOD.exec(text) ?? [];
	const method = methodOf(word);
	return method === undefined ? { path: text } : { method, path };
}

/**
 * The endpoint that a typed path reaches.
 *
 * @param text a path, with or without its method in front, which counts over `method`
 * @param pathValues values of the `{parts}`
 */
export function targetByPath(
	provider: Provider,
	text: string,
	method: IHttpRequestMethods,
	pathValues: Readonly<Record<string, unknown>> = {},
): Target {
	const given = trimmed(text);
	const { method: own = method, path } = splitPath(given);
	const listed = rowByKey(provider, `${own} ${path}`);
	const row = listed ?? rowByPath(provider, own, path, pathValues);
	if (listed?.host !== undefined) return { method: own, path: listed.path, row: listed };
	return row ? { method: own, path, row } : { method: own, path };
}
