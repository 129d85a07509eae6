import { describe, expect, it } from '@jest/globals';

import { providerById } from '../../providers';
import type { ApiClient } from '../../transport/client/api-client';
import type { Provider } from '../../transport/contracts/provider';
import { isRecord } from '../../transport/core/json';
import type { ApiRequest } from '../../transport/http/request';
import { pagingOf } from '../../transport/pagination/endpoint-call';
import { RowHistory } from '../../transport/polling/row-history';
import { NodeSecrets } from '../../transport/webhooks/secrets';
import { tested } from '../services/index.mts';

/** Names that are sent, but not in the endpoint's row. */
function unknownNames(provider: Provider, request: ApiRequest): string[] {
	const { method, path, pathValues = {}, query = {}, body } = request;
	const row = provider.endpoints.find((one) => one.method === method && one.path === path);
	if (!row) return [`${method} ${path}`];
	const paging = pagingOf(provider, row);
	const known = new Set([
		...(row.query ?? []).map(({ name }) => `query ${name}`),
		...(row.body ?? []).map(({ name }) => `body ${name}`),
		...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => `path ${name}`),
		...[paging?.page, paging?.size].map((name) => `query ${name}`),
	]);
	const given = (values: object) =>
		Object.entries(values)
			.filter(([, value]) => value !== undefined)
			.map(([name]) => name);
	const sent = [
		...given(query).map((name) => `query ${name}`),
		...given(pathValues).map((name) => `path ${name}`),
		...given(isRecord(body) ? body : {}).map((name) => `body ${name}`),
	];
	return sent.filter((name) => !known.has(name)).map((name) => `${method} ${path}: ${name}`);
}

/** Everything that some work sends; each answer is an empty list with an ID and a secret. */
async function sentBy(provider: Provider, work: (client: ApiClient) => Promise<unknown>) {
	const requests: ApiRequest[] = [];
	const request = async (one: ApiRequest) => {
		requests.push(one);
		const empty = { id: '1', secret: 's', data: [], results: [], webhooks: [], vendors: [] };
		const more = { purchase_orders: [], receipts: [], batches: [], _embedded: { webhooks: [] } };
		return await Promise.resolve({ status: 200, headers: {}, body: { ...empty, ...more } });
	};
	await work({ request, note: () => undefined } as unknown as ApiClient);
	return requests.flatMap((one) => unknownNames(provider, one));
}

const polled = tested.flatMap(({ id, polled: list = [] }) =>
	list.map(({ event, detector }) => ({ id, event, detector })),
);
const registering = tested.flatMap((one) =>
	one.registering ? [{ id: one.id, ...one.registering }] : [],
);

describe('everything that is sent stands in the row of its endpoint', () => {
	it('there are triggers of both kinds', () => {
		expect(polled).not.toEqual([]);
		expect(registering).not.toEqual([]);
	});

	it.each(polled)('$id: $event', async ({ id, detector }) => {
		const provider = providerById(id);
		const context = { deadline: Infinity, resumed: false, history: new RowHistory('names') };
		const unknown = await sentBy(provider, async (client) => {
			await detector.begin({ ...context, client, provider });
		});
		expect(unknown).toEqual([]);
	});

	const address = 'https://n8n.example.com/webhook/a/webhook';
	const secrets = new NodeSecrets(['k'], { workflowId: 'w', nodeId: 'n', isTest: false });

	it.each(registering)('registrations of $id', async ({ id, registry, wanted }) => {
		const desired = wanted(address, secrets);
		const unknown = await sentBy(providerById(id), async (client) => {
			await registry.list(client);
			for (const want of desired) {
				const body = want.body();
				await registry.create(client, body, []).catch(() => undefined);
				await registry.update?.(client, '1', body, []);
			}
			await registry.remove(client, '1');
		});
		expect(desired.length).toBeGreaterThan(0);
		expect(unknown).toEqual([]);
	});
});
