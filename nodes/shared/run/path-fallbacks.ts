import type { ApiClient } from '../../../transport/client/api-client';
import type { Provider } from '../../../transport/contracts/provider';
import type { ApiRequest } from '../../../transport/http/request';
import { partsOf } from '../form/operation-inputs';

const fallbacks = new WeakMap<ApiClient, Map<string, Promise<string | number>>>();

/** What an empty path part stands for; asked for once in a run, again only after a failure. */
async function fallbackOf(
	{ fallbacks: ways }: Provider,
	client: ApiClient,
	part: string,
): Promise<string | number | undefined> {
	const known = fallbacks.get(client) ?? new Map<string, Promise<string | number>>();
	fallbacks.set(client, known);
	const asked = known.get(part) ?? ways?.[part]?.(client);
	if (!asked) return undefined;
	known.set(part, asked);
	asked.catch(() => known.delete(part));
	return await asked;
}

function fallbackParts({ fallbacks: ways }: Provider, path: string): string[] {
	return partsOf(path).filter((part) => ways?.[part]);
}

/** A request for a check: path parts that the service itself will name count as filled. */
export function withStandIns(provider: Provider, request: ApiRequest): ApiRequest {
	const parts = fallbackParts(provider, request.path);
	const stand = Object.fromEntries(parts.map((part) => [part, '0']));
	return { ...request, pathValues: { ...stand, ...request.pathValues } };
}

/** Fills the path parts that were left empty. */
export async function filledIn(
	provider: Provider,
	client: ApiClient,
	request: ApiRequest,
): Promise<ApiRequest> {
	const pathValues = { ...request.pathValues };
	for (const part of fallbackParts(provider, request.path)) {
		pathValues[part] ??= await fallbackOf(provider, client, part);
	}
	return { ...request, pathValues };
}
