import type { INodeListSearchResult } from 'n8n-workflow';

import type { EndpointDefinition } from '../../../transport/contracts/endpoint';
import type { Provider } from '../../../transport/contracts/provider';
import { decodeFully } from '../../../transport/http/url';

const PAGE = 100;

/** How an endpoint is named in the node's parameter: `GET /orders`; with the host in front of the path where it is not the API. */
export function keyOf({ method, path, host }: EndpointDefinition): string {
	return host === undefined ? `${method} ${path}` : `${method} ${host}:${path}`;
}

export function rowByKey(provider: Provider, key: string): EndpointDefinition | undefined {
	return provider.endpoints.find((row) => keyOf(row) === key);
}

/** The parts of a path as a service's router may read them: decoded, without empty ones and `;parameters`. */
function partsOf(path: string): string[] {
	return path
		.split('/')
		.map((part) => decodeFully(part).split(';')[0] ?? '')
		.filter((part) => part !== '');
}

function matches(part: string, given: string): boolean {
	const [start = '', ...rest] = part.split(/\{[^{}]+\}/);
	const end = rest.pop();
	if (end === undefined) return start === given;
	return given.length > start.length + end.length && given.startsWith(start) && given.endsWith(end);
}

function isFixed({ path }: EndpointDefinition): boolean {
	return !path.includes('{');
}

/**
 * The row of the endpoint that a typed path reaches, written with its `{parts}` or with values in their place. It is found however
 * the path is written, since services read `/webhooks/`, `//webhooks` and `/%77ebhooks` alike. Fixed paths win.
 *
 * @param values of the `{parts}`
 */
export function rowByPath(
	provider: Provider,
	method: string,
	path: string,
	values: Readonly<Record<string, unknown>> = {},
): EndpointDefinition | undefined {
	const bare = `/${(path.split('?')[0] ?? '').trim().replace(/^\/+/, '')}`;
	const filled = bare.replace(/\{([^{}]+)\}/g, (part, name: string) =>
		values[name] === undefined ? part : String(values[name]).trim().replaceAll('/', '%2F'),
	);
	const rows = provider.endpoints.filter((row) => row.method === method && row.host === undefined);
	const reachedAs = (read: (text: string) => string) => {
		const given = partsOf(read(filled));
		return rows.filter((row) => {
			const parts = partsOf(read(row.path));
			return (
				parts.length === given.length && parts.every((part, at) => matches(part, given[at] ?? ''))
			);
		});
	};
	// Some routers take letters in any case.
	const exact = reachedAs((text) => text);
	const reached = exact.length > 0 ? exact : reachedAs((text) => text.toLowerCase());
	return (
		reached.find((row) => isFixed(row) && row.path === filled) ??
		reached.find(isFixed) ??
		reached.find((row) => row.path === bare) ??
		reached[0]
	);
}

/** A service's endpoints for the picker. Every word of the filter has to occur in method, path or summary. */
export function searchIn(
	provider: Provider,
	filter?: string,
	paginationToken?: string,
): INodeListSearchResult {
	const words = (filter ?? '').toLowerCase().split(/\s+/).filter(Boolean);
	const found = provider.endpoints
		.filter((row) => !row.interactive)
		.map((row) => ({ name: `${keyOf(row)} · ${row.summary}`, value: keyOf(row) }))
		.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
	const from = Number(paginationToken ?? 0);
	const results = found.slice(from, from + PAGE);
	return from + PAGE < found.length
		? { results, paginationToken: String(from + PAGE) }
		: { results };
}
