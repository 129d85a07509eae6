import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { services } from '../coverage/services.mts';
import type { ServiceId } from '../sandbox/core/types.mts';
import { tested } from '../services/index.mts';
import type { Written } from './support/dry-runs.mts';
import {
	differences,
	mayWrite,
	requestWritesOf,
	withDryRun,
	writesOf,
} from './support/dry-runs.mts';
import { sandboxForTests, secretsOf, textOf } from './support/node-bench.mts';
import { Requester } from './support/provider-request.mts';
import { ServiceNode } from './support/service-node.mts';
import { WireBench } from './support/wire-bench.mts';

/** Operations that read before they write, and need answers for that which this server does not give. */
const ALONE = ['webhook.delete', 'invoice.uploadAndWait', 'shipment.book'];

const forms = services.map(({ form }) => [form.provider.id, form] as const);

describe.each(forms)('a dry run of %s', (_id, form) => {
	let bench: WireBench;
	let requests: WireBench;

	beforeAll(async () => {
		bench = await WireBench.start(form);
		requests = await WireBench.start(form, 'providerRequest');
	});
	afterAll(async () => {
		await bench.server.close();
		await requests.server.close();
	});

	/** What is wrong with a dry run, beside the real one; nothing where both agree. */
	async function compare(wire: WireBench, { name, parameters, says }: Written): Promise<string[]> {
		const { server } = wire;
		const found: string[] = [];
		server.says(says);
		server.take();
		const dry = await wire.run(withDryRun(parameters), [{}], false);
		const written = server.take().filter((one) => mayWrite(form, one));
		if (written.length > 0) found.push(`${written.length} writes`);
		if (dry.error) found.push(`failed with ${dry.error.message}`);
		const calls = dry.items.map(({ json }) => json);
		const [first] = calls;
		if (calls.some(({ dryRun }) => dryRun !== true)) found.push('items that are not planned calls');
		if (calls.some(({ refused }) => refused !== undefined)) {
			found.push(`refused: ${String(first?.refused)}`);
		}
		await wire.run(parameters, [{}], true);
		const sent = server.take().filter((one) => mayWrite(form, one));
		if (!sent[0]) found.push('nothing was sent in earnest');
		else if (first?.url !== undefined) {
			found.push(...(await differences(first, sent[0], server.origin)));
		}
		return found.map((one) => `${name}: ${one}`);
	}

	it('of each operation of the node writes nothing, and shows the request that a real run sends', async () => {
		const writes = writesOf(form, bench);
		const found: string[] = [];
		for (const written of writes) {
			if (!ALONE.includes(written.name)) found.push(...(await compare(bench, written)));
		}
		expect(writes.length).toBeGreaterThan(2);
		expect(found).toEqual([]);
	}, 240_000);

	it('of each endpoint in Provider Request does so, too', async () => {
		const found: string[] = [];
		for (const written of requestWritesOf(form)) found.push(...(await compare(requests, written)));
		expect(found).toEqual([]);
	}, 240_000);
});

const sandbox = sandboxForTests();

describe.each(forms)('a dry run at the simulator of %s', (id, form) => {
	it('of any operation leaves no write in its log', async () => {
		const bench = await WireBench.start(form);
		const writes = writesOf(form, bench);
		await bench.server.close();
		const node = await ServiceNode.start(sandbox(), id as ServiceId);
		const files = { name: 'Files', type: 'files' };
		const logged: string[] = [];
		for (const { name, parameters } of writes) {
			const { resource, operation, ...rest } = withDryRun(parameters);
			const set = { resource: String(resource), operation: String(operation), with: rest };
			const { calls } = await node.run({ ...set, onError: 'continueRegularOutput' }, [{}], [files]);
			const made = calls.filter((call) => mayWrite(form, call));
			logged.push(...made.map(({ method, path }) => `${name}: ${method} ${path}`));
		}
		expect(logged).toEqual([]);
	}, 240_000);
});

const locator = (value: number | string) => ({ __rl: true, mode: 'id', value });
const on = { options: { dryRun: true } };

describe('a dry run', () => {
	it('resolves what it reads, and shows headers without what proves them', async () => {
		const node = await ServiceNode.start(sandbox(), 'ottimate');
		const set = {
			resource: 'vendor',
			operation: 'upsertMany',
			with: {
				recordsFrom: 'json',
				records: '[{"erp_vendor_id":"V-1"}]',
				ottimateCompanyId: locator(101),
				...on,
			},
		};
		const { items, calls, tokens } = await node.run(set);
		expect(calls.concat(tokens)).toEqual([]);
		expect(items.map(({ json }) => json)).toEqual([
			expect.objectContaining({
				dryRun: true,
				call: 1,
				calls: 1,
				writes: true,
				headers: expect.objectContaining({ Authorization: 'Bearer ***', 'X-API-Key': '***' }),
			}),
		]);
	});

	it('goes on with placeholders that name the call, and does not wait', async () => {
		const node = await ServiceNode.start(sandbox(), 'ottimate');
		const set = {
			resource: 'invoice',
			operation: 'uploadAndWait',
			with: { ottimateLocationId: locator(501), ...on },
		};
		const { items, calls, error } = await node.run(set, [{}], [{ name: 'Files', type: 'files' }]);
		expect(error).toBeUndefined();
		expect(calls.filter(({ method }) => method !== 'GET')).toEqual([]);
		const [upload, ...later] = items.map(({ json }) => json);
		expect(upload).toMatchObject({ method: 'POST', writes: true });
		expect(JSON.stringify(upload?.body)).toContain('Bill 7.pdf');
		expect(later.every(({ writes }) => writes === false)).toBe(true);
		expect(later.at(-1)?.note).toMatch(/^Then the node would wait/);
	});

	it('says what would be refused, item by item, and fails none', async () => {
		const node = await ServiceNode.start(sandbox(), 'oto');
		const set = {
			resource: 'shipment',
			operation: 'cancel',
			with: { orderId: locator('={{ $json.order }}'), shipmentId: 'S-1', ...on },
		};
		const { items, calls, error } = await node.run(set, [{ order: 'A-1' }, { order: { a: 1 } }]);
		expect([error, calls]).toEqual([undefined, []]);
		expect(items[0]?.json).toMatchObject({ dryRun: true, method: 'POST' });
		expect(items[1]?.json).toMatchObject({
			dryRun: true,
			refused: expect.stringContaining('"Order"'),
			advice: expect.any(String),
		});
	});

	it('tells what a booking costs, and what it means', async () => {
		const node = await ServiceNode.start(sandbox(), 'oto');
		const order = (await node.run({ resource: 'order', operation: 'getMany' })).items[0]?.json;
		const orderId = locator(String(order?.orderId));
		const offers = await node.run({
			resource: 'deliveryFee',
			operation: 'getForOrder',
			with: { orderId },
		});
		const offer = offers.items[0]?.json as IDataObject;
		const { items, calls } = await node.run({
			resource: 'shipment',
			operation: 'create',
			with: { orderId, deliveryOptionId: locator(Number(offer.deliveryOptionId)), ...on },
		});
		expect(calls.map(({ path }) => path)).toEqual(['/getDeliveryFee']);
		expect(items[0]?.json).toMatchObject({
			notice: expect.stringContaining('charged to the OTO wallet'),
			cost: { amount: offer.price, currency: offer.currency },
		});
	});

	it('of a composite operation that finds what it wants gives what a real run gives', async () => {
		const node = await ServiceNode.start(sandbox(), 'otesse');
		const known = (await node.run({ resource: 'customer', operation: 'getMany' })).items[0]?.json;
		const set = (email: string) => ({
			resource: 'customer',
			operation: 'findOrCreate',
			with: { email, firstName: 'Ada', lastName: 'L', phone: '+1', ...on },
		});
		const found = await node.run(set(String(known?.email)));
		expect(found.items[0]?.json).toMatchObject({ id: known?.id, created: false });
		const made = await node.run(set('new@example.com'));
		expect(made.calls.map(({ method }) => method)).toEqual(['GET']);
		expect(made.items[0]?.json).toMatchObject({
			method: 'POST',
			body: { email: 'new@example.com' },
		});
	});

	it('of a verified deletion reads the list, and deletes nothing', async () => {
		const node = await ServiceNode.start(sandbox(), 'doo');
		const organization = { organizationId: '111' };
		const hook = { type: 'event_created', method: 'POST', endpoint: 'https://a.example/hook' };
		const origin = { method: 'POST', endpoint: 'https://gql.doo.net', body: { query: '{ a }' } };
		const hooks = JSON.stringify([{ ...hook, origin }]);
		const create = { name: 'Kept', hooks, ...organization };
		const made = await node.run({ resource: 'webhook', operation: 'create', with: create });
		const id = String(made.items[0]?.json.webhook_group_id);
		const { items, calls } = await node.run({
			resource: 'webhook',
			operation: 'delete',
			with: { ...organization, webhookConfigurationId: locator(id), ...on },
		});
		expect(calls.map(({ method }) => method)).toEqual(['GET']);
		const [deletion, ...later] = items.map(({ json }) => json);
		expect(deletion).toMatchObject({ method: 'DELETE', url: expect.stringContaining(id) });
		expect(later.map(({ writes }) => writes)).toEqual([false]);
		const list = await node.run({
			resource: 'webhook',
			operation: 'getMany',
			with: { ...organization, returnAll: true },
		});
		expect(list.items.map(({ json }) => json.webhook_group_id)).toContain(id);
	});

	it('shows each call that many records need', async () => {
		const node = await ServiceNode.start(sandbox(), 'ottimate');
		const records = Array.from({ length: 250 }, (_one, n) => ({ erp_vendor_id: `V-${n}` }));
		const set = {
			resource: 'vendor',
			operation: 'upsertMany',
			with: { recordsFrom: 'items', ottimateCompanyId: locator(101), ...on },
		};
		const { items, calls } = await node.run(set, records);
		expect(calls).toEqual([]);
		expect(items.length).toBeGreaterThan(1);
		const sizes = items.map(
			({ json }) => JSON.stringify(json.body).split('erp_vendor_id').length - 1,
		);
		expect(sizes.reduce((sum, one) => sum + one)).toBe(250);
	});

	it('is decided item by item; a switch that finds nothing is refused', async () => {
		const node = await ServiceNode.start(sandbox(), 'oto');
		const set = {
			resource: 'order',
			operation: 'cancel',
			with: { orderId: locator('={{ $json.id }}'), options: { dryRun: '={{ $json.dry }}' } },
			onError: 'continueRegularOutput' as const,
		};
		const { items, calls } = await node.run(set, [
			{ id: 'A-1', dry: true },
			{ id: 'A-2', dry: false },
			{ id: 'A-3' },
		]);
		expect(calls).toHaveLength(1);
		expect(calls[0]?.rawBody).toContain('A-2');
		expect(items[0]?.json).toMatchObject({ dryRun: true });
		expect(String(items[2]?.json.error)).toContain('"Dry Run"');
	});

	it('shows no secret, neither of the credential nor of the body', async () => {
		for (const { id: service } of tested) {
			const requester = await Requester.start(sandbox(), service);
			const secrets = await secretsOf(sandbox(), service);
			const answered = await requester.run({
				endpoint: '/anything',
				method: 'POST',
				query: { q: secrets[0] ?? '' },
				body: { text: `with ${secrets[0]}`, password: 'of a person' },
				options: { dryRun: true },
			});
			expect(answered.calls).toEqual([]);
			const shown = JSON.stringify(answered.items);
			expect(shown).toContain('/anything');
			for (const secret of [...secrets, 'of a person']) expect(shown).not.toContain(secret);
			expect(textOf(answered)).toContain('***');
		}
	});
});
