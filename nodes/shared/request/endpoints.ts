import type { INodeListSearchResult } from 'n8n-workflow';

import type { EndpointDefinition } from '../../../transport/contracts/endpoint';
import type { Provider } from '../../../transport/contracts/provider';

const PAGE = 100;

/** How an endpoint is named in the node's parameter: `GET /orders`; with the host in front of the path where it is not the API. */
export function keyOf({ method, path, host }: EndpointDefinition): string {
	return host === undefined ? `${method} ${path}` : `${method} ${host}:${path}`;
}

export function rowByKey(provider: Provider, key: string): EndpointDefinition | undefined {
	return provider.endpoints.find((row) => keyOf(row) === key);
}

function patternOf(path: string): RegExp {
	const parts = path.split(/\{[^{}]+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(`^${parts.join('[^/]+')}$`);
}

/** The row that a typed path belongs to, written with its `{parts}` or with values in their place. Fixed paths win. */
export function rowByPath(
	provider: Provider,
	method: string,
	path: string,
): EndpointDefinition | undefined {
	const bare = `/${(path.split('?')[0] ?? '').replace(/^\/+/, '')}`;
	const rows = provider.endpoints.filter((row) => row.method === method && row.host === undefined);
	return (
		rows.find((row) => row.path === bare) ?? rows.find((row) => patternOf(row.path).test(bare))
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
