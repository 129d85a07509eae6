import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { sandboxForTests } from './support/node-bench.mts';
import { Requester } from './support/provider-request.mts';
import { ServiceNode } from './support/service-node.mts';

const sandbox = sandboxForTests();
const locator = (value: number | string) => ({ __rl: true, mode: 'id', value });
const on = { options: { dryRun: true } };

const vendors = (options: INodeParameters) => ({
	resource: 'vendor',
	operation: 'upsertMany',
	with: {
		recordsFrom: 'json',
		records: JSON.stringify(
			Array.from({ length: 250 }, (_one, n) => ({ erp_vendor_id: `V-${n}`, name: `N ${n}` })),
		),
		ottimateCompanyId: locator(101),
		options: { dryRun: true, ...options },
	},
});

describe('a dry run of a call that takes many records', () => {
	it.each([{}, { concurrentItems: 5 }])(
		'shows each call once, numbered within the item: %j',
		async (options) => {
			const node = await ServiceNode.start(sandbox(), 'ottimate');
			const { items } = await node.run(vendors(options));
			const shown = items.map(({ json: { call, calls, body } }) => [
				call,
				calls,
				((body as IDataObject).vendors as IDataObject[]).length,
			]);
			expect(shown).toEqual([
				[1, 3, 100],
				[2, 3, 100],
				[3, 3, 50],
			]);
		},
	);

	it('gives the notice of the form, once for each item', async () => {
		const node = await ServiceNode.start(sandbox(), 'ottimate');
		const set = {
			resource: 'invoice',
			operation: 'markExported',
			with: { recordsFrom: 'json', records: '[{"invoice_id":1}]', ...on },
		};
		const { items } = await node.run(set);
		expect(items).toHaveLength(1);
		expect(items[0]?.json.notice).toEqual(expect.stringMatching(/Ottimate/));
	});

	it('is no call that was carried out', async () => {
		const node = await ServiceNode.start(sandbox(), 'ottimate');
		await node.fault({ path: '/vendors/bulk', status: 400, body: { error: 'no' }, times: 5 });
		const set = {
			...vendors({ dryRun: '={{ $json.dry }}' }),
			with: {
				...vendors({ dryRun: '={{ $json.dry }}' }).with,
				records: '[{"erp_vendor_id":"V-1"}]',
			},
		};
		const { error } = await node.run(set, [{ dry: true }, { dry: false }]);
		expect(error?.description).toContain('No other call was carried out.');
	});
});

describe('a dry run', () => {
	it('is not among the items that were carried out', async () => {
		const node = await ServiceNode.start(sandbox(), 'oto');
		const cancel = {
			resource: 'order',
			operation: 'cancel',
			with: { orderId: locator('={{ $json.id }}'), options: { dryRun: '={{ $json.dry }}' } },
		};
		const { error } = await node.run(cancel, [
			{ id: 'A-1', dry: true },
			{ id: 'nobody', dry: false },
		]);
		expect(error?.message).toContain('OTO1002');
		expect(error?.description).toContain('No other item was carried out.');
	});

	it('masks what stands beside a secret name', async () => {
		const requester = await Requester.start(sandbox(), 'oto', {}, 'otoApi');
		const parts = [
			{ name: 'refresh_token', value: 'hush-77' },
			{ name: 'note', value: 'plain' },
		];
		for (const asked of [
			{ parameters: { contentType: 'multipart', bodyParameters: { parameters: parts } } },
			{ body: { headers: [{ name: 'Authorization', value: 'hush-77' }, parts[1]] } as IDataObject },
		]) {
			const { items, calls } = await requester.run({
				endpoint: '/anything',
				method: 'POST',
				options: { dryRun: true },
				...asked,
			});
			expect(calls).toEqual([]);
			const text = JSON.stringify(items[0]?.json.body);
			expect(text).toContain('"value":"***"');
			expect(text).toContain('"value":"plain"');
			expect(text).not.toContain('hush-77');
		}
	});
});

describe('a dry run of Book', () => {
	it('tells the price, the currency and the carrier that it would book', async () => {
		const node = await ServiceNode.start(sandbox(), 'oto');
		const book = (given: INodeParameters = {}) => ({
			resource: 'shipment',
			operation: 'book',
			with: { orderId: locator('OID-1001'), ...given, ...on },
		});
		const { items, calls } = await node.run(book());
		expect(calls.map(({ path }) => path)).toEqual(['/orderDetails', '/getDeliveryFee']);
		const [first, ...later] = items.map(({ json }) => json);
		expect(first).toMatchObject({
			body: { deliveryOptionId: '56470' },
			cost: { amount: 18, currency: 'SAR', payer: 'The OTO wallet', carrier: 'Pudo' },
			notice: expect.stringContaining('charged to the OTO wallet'),
		});
		expect(later.some((json) => 'cost' in json)).toBe(false);
		const named = await node.run(book({ choose: 'carrier', carrier: locator('smsa') }));
		expect(named.items[0]?.json.cost).toMatchObject({ amount: 26, carrier: 'SMSA Express' });
	});

	it('of an order that is booked costs nothing, and gives what a real run gives', async () => {
		const node = await ServiceNode.start(sandbox(), 'oto');
		const book = (options: INodeParameters) => ({
			resource: 'shipment',
			operation: 'book',
			with: { orderId: locator('OID-1001'), label: 'link', options },
		});
		await node.run(book({ checkEvery: 1 }));
		const { items } = await node.run(book({ dryRun: true }));
		expect(items[0]?.json).toMatchObject({ alreadyBooked: true });
		expect(items[0]?.json).not.toHaveProperty('cost');
	});
});
