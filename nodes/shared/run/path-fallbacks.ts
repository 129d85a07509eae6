import type { ApiClient } from '../../../transport/client/api-client';
import type { ServiceForm } from '../form/service-form';

const fallbacks = new WeakMap<ApiClient, Map<string, Promise<string | number>>>();

/** What an empty path part stands for; asked for once in a run, again only after a failure. */
export async function fallbackOf(
	{ fallbacks: ways }: ServiceForm,
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
