import { afterEach, describe, expect, it, jest } from '@jest/globals';

import { sandboxForTests } from './support/node-bench.mts';
import { ServiceNode } from './support/service-node.mts';
import { stopped } from './support/stopped.mts';

const sandbox = sandboxForTests();

const locator = (value: number | string) => ({ __rl: true, mode: 'id', value });

const ACCEPTED = 'The service had accepted a write of this item before the stop: check there';

afterEach(() => {
	jest.restoreAllMocks();
});

describe('a stop while an item waits for what it has written', () => {
	it('tells that the orders may be booked', async () => {
		const node = await ServiceNode.start(sandbox(), 'oto');
		const waiting = { success: true, status: 'new', shipmentId: '' };
		await node.answer(waiting, { path: '^/orderStatus$' });
		const filters = { status: ['new'] };
		const listed = { resource: 'order', operation: 'getMany', with: { limit: 2, filters } };
		const orders = (await node.run(listed)).items.map(({ json }) => ({ id: json.orderId }));
		const book = {
			resource: 'shipment',
			operation: 'book',
			with: { orderId: locator('={{ $json.id }}'), options: { checkEvery: 60 } },
		};
		const { error } = await stopped(sandbox(), 'oto', /^\/orderStatus$/, 2, async () => {
			return await node.run(book, orders);
		});
		expect(error?.message).toMatch(/stopped/);
		expect(error?.description).toContain(ACCEPTED);
		expect(error?.description).toContain('whether these were carried out as well: 1.');
	});

	it('says nothing of an item that has only read so far', async () => {
		const node = await ServiceNode.start(sandbox(), 'oto');
		await node.fault({ path: '^/getDeliveryFee$', delayMs: 1_000 });
		const book = {
			resource: 'shipment',
			operation: 'book',
			with: { orderId: locator('OID-1001') },
		};
		const { error } = await stopped(
			sandbox(),
			'oto',
			/^\/orderDetails$/,
			1,
			async () => await node.run(book),
		);
		expect(error?.message).toMatch(/stopped/);
		expect(error?.description ?? '').not.toContain(ACCEPTED);
	});
});
