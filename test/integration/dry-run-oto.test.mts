import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { sandboxForTests } from './support/node-bench.mts';
import { Requester } from './support/provider-request.mts';
import { ServiceNode } from './support/service-node.mts';

const sandbox = sandboxForTests();

const locator = (value: number | string) => ({ __rl: true, mode: 'id', value });

const on = { options: { dryRun: true } };

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

describe('a dry run', () => {
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
});
