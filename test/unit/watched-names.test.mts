import { describe, expect, it } from '@jest/globals';

import { doo } from '../../providers/doo';
import { registryOf, wantedRegistrations as wantedAtDoo } from '../../providers/doo/webhooks';
import { records, watchOf } from '../../providers/ooti/changes';
import { ooti } from '../../providers/ooti';
import { otesse } from '../../providers/otesse';
import {
	registry as atOtesse,
	wantedRegistrations as wantedAtOtesse,
} from '../../providers/otesse/webhooks';
import { oto } from '../../providers/oto';
import {
	registry as atOto,
	wantedRegistrations as wantedAtOto,
} from '../../providers/oto/webhooks';
import { ottimate } from '../../providers/ottimate';
import { events } from '../../providers/ottimate/changes';
import type { ApiClient } from '../../transport/client/api-client';
import type { Provider } from '../../transport/contracts/provider';
import { isRecord } from '../../transport/core/json';
import type { ApiRequest } from '../../transport/http/request';
import { pagingOf } from '../../transport/pagination/endpoint-call';
import { RowHistory } from '../../transport/polling/row-history';
import { NodeSecrets } from '../../transport/webhooks/secrets';

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

describe('everything that is sent stands in the row of its endpoint', () => {
	const context = { deadline: Infinity, resumed: false, history: new RowHistory('names') };
	const place = { company: '1', location: '2', statuses: ['held'], ignored: [] };

	it.each(events.map((event) => [event.id, event] as const))('Ottimate: %s', async (_id, event) => {
		const unknown = await sentBy(ottimate, async (client) => {
			await event.watch(place).begin({ ...context, client, provider: ottimate });
		});
		expect(unknown).toEqual([]);
	});

	it.each(records.map((record) => [record.id, record] as const))(
		'OOTI: %s',
		async (_id, record) => {
			const all = { organization: '1', team: '2', project: '3', kinds: [], ignored: [] };
			const unknown = await sentBy(ooti, async (client) => {
				await watchOf(record, all).begin({ ...context, client, provider: ooti });
			});
			expect(unknown).toEqual([]);
		},
	);

	const address = 'https://n8n.example.com/webhook/a/webhook';
	const feed = {
		name: 'n',
		description: 'd',
		scope: { event_id: '1', event_guide_id: '2' },
		types: ['event_created'],
		queryOf: () => '',
		variables: {},
		graphqlUrl: 'https://gql.doo.net',
		tokenUrl: 'https://n8n.example.com/token',
	};

	const secrets = new NodeSecrets(['k'], { workflowId: 'w', nodeId: 'n', isTest: false });

	it.each([
		[doo, registryOf('1'), wantedAtDoo(address, feed, secrets)],
		[otesse, atOtesse, wantedAtOtesse(address, ['*'], 'd', secrets)],
		[oto, atOto, wantedAtOto(address, ['orderStatus'], secrets)],
	])('registrations of %#', async (provider, registry, wanted) => {
		const unknown = await sentBy(provider, async (client) => {
			await registry.list(client);
			for (const want of wanted) {
				const body = want.body();
				await registry.create(client, body, []).catch(() => undefined);
				await registry.update?.(client, '1', body, []);
			}
			await registry.remove(client, '1');
		});
		expect(wanted.length).toBeGreaterThan(0);
		expect(unknown).toEqual([]);
	});
});
