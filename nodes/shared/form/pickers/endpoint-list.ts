import type { INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

import type { EndpointDefinition } from '../../../../transport/contracts/endpoint';
import type { Provider } from '../../../../transport/contracts/provider';
import { actionOf, sentences } from '../labels/names';
import { titled } from '../labels/wire-names';
import { keyOf } from './endpoints';

const PAGE = 100;

/** What an endpoint does, in a few words: "Get many vendors". */
export type NameOf = (row: EndpointDefinition) => string;

/** The words for it where no form of the service has better ones. */
export const plainName: NameOf = ({ resource, operation }) =>
	actionOf(operation, { name: titled(resource) });

function entryOf(row: EndpointDefinition, nameOf: NameOf): INodeListSearchItems {
	const key = keyOf(row);
	const { summary, hidesFailures } = row;
	const description = sentences(summary, hidesFailures);
	return { name: `${nameOf(row)} - ${key}`, value: key, description };
}

/** The rows of each resource together, the resources by name. */
function byResource(endpoints: readonly EndpointDefinition[]): EndpointDefinition[] {
	return [...endpoints].sort((a, b) => titled(a.resource).localeCompare(titled(b.resource)));
}

/** A service's endpoints for the picker. Every word of the filter has to occur in name, method, path or description. */
export function searchIn(
	provider: Provider,
	filter?: string,
	paginationToken?: string,
	nameOf: NameOf = plainName,
): INodeListSearchResult {
	const words = (filter ?? '').toLowerCase().split(/\s+/).filter(Boolean);
	const found = byResource(provider.endpoints.filter((row) => !row.interactive))
		.map((row) => entryOf(row, nameOf))
		.filter(({ name, description = '' }) => {
			const text = `${name} ${description}`.toLowerCase();
			return words.every((word) => text.includes(word));
		});
	const from = Number(paginationToken ?? 0);
	const results = found.slice(from, from + PAGE);
	return from + PAGE < found.length
		? { results, paginationToken: String(from + PAGE) }
		: { results };
}
