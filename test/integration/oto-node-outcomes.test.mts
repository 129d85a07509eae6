import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import { sandboxForTests } from './support/node-bench.mts';
import { ServiceNode } from './support/service-node.mts';

const sandbox = sandboxForTests();
const start = async () => await ServiceNode.start(sandbox(), 'oto');
const json = (text = '') => JSON.parse(text) as Record<string, unknown>;
const byExpression = (value: string) => ({ __rl: true, mode: 'id', value }) as INodeParameters;
/** OTO's numbers of the first orders that the sandbox has. */
const numbers = (count: number) =>
	Array.from({ length: count }, (_entry, at) => ({ id: 30_800_000 + at * 3 }));

const delivered = {
	resource: 'order',
	operation: 'updateStatus',
	with: {
		orderIds: byExpression('={{ $json.id }}'),
		status: 'delivered',
		additionalFields: { date: '2026-08-06T23:00:00+02:00', description: 'at the door' },
	},
};
const assigned = {
	resource: 'driver',
	operation: 'assign',
	with: {
		orderIds: byExpression('={{ $json.id }}'),
		additionalFields: { driverId: 55_367 },
	},
};

describe('the status of many orders', () => {
	it('goes out together, 50 in one call, and each answer belongs to its item', async () => {
		const node = await start();
		const rows = numbers(120);
		const { items, error, calls } = await node.run(delivered, rows);
		expect(error).toBeUndefined();
		const sent = calls.map(({ rawBody }) => json(rawBody));
		expect(sent.map(({ orderIds }) => (orderIds as unknown[]).length).sort()).toEqual([20, 50, 50]);
		expect(sent.flatMap(({ orderIds }) => orderIds as unknown[]).sort()).toEqual(
			rows.map(({ id }) => id),
		);
		expect(sent[0]).toMatchObject({
			status: 'delivered',
			date: '2026-08-06T21:00:00.000Z',
			description: 'at the door',
		});
		expect(items.map(({ json: row }) => row)).toEqual(
			rows.map(({ id }) => ({ orderId: String(id), success: true })),
		);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(rows.map((_row, item) => ({ item })));
	});

	it('is never a silent success: a refused order fails in OTO’s words', async () => {
		const node = await start();
		const rows = [...numbers(2), { id: 7 }];
		const { error } = await node.run(delivered, rows);
		expect(error?.message).toBe(
			'1 of 3 records failed: Order is not exist [OTO1002]. Check the order ID',
		);
		expect(error?.description).toContain(
			'[item 2] Order is not exist [OTO1002]. Check the order ID (orderId 7)',
		);
		const on = await node.run({ ...delivered, onError: 'continueErrorOutput' }, rows);
		expect(on.items.map(({ json: row }) => row.orderId)).toEqual(['30800000', '30800003']);
		expect(on.failed.map(({ json: row, pairedItem }) => [row.error, pairedItem])).toEqual([
			['Order is not exist [OTO1002]. Check the order ID', { item: 2 }],
		]);
	});

	it('counts an order that the answer does not name as failed', async () => {
		const node = await start();
		await node.answer({ result: [{}, { success: true, orderIds: ['30800000'] }] });
		const { items } = await node.run(
			{ ...delivered, onError: 'continueRegularOutput' },
			numbers(2),
		);
		expect(items.map(({ json: row }) => row.error ?? 'done')).toEqual([
			'done',
			'OTO does not say that it changed this order',
		]);
	});

	it('takes several orders of one item', async () => {
		const node = await start();
		const { items, calls } = await node.run(
			{ ...delivered, with: { ...delivered.with, orderIds: byExpression('={{ $json.ids }}') } },
			[{ ids: '30800000, 30800003' }, { ids: [30_800_006] }],
		);
		expect(json(calls[0]?.rawBody).orderIds).toEqual([30_800_000, 30_800_003, 30_800_006]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 0 },
			{ item: 1 },
		]);
	});

	it('with different statuses does not mix', async () => {
		const node = await start();
		const { calls } = await node.run(
			{ ...delivered, with: { ...delivered.with, status: '={{ $json.status }}' } },
			[
				{ id: 30_800_000, status: 'delivered' },
				{ id: 30_800_003, status: 'returned' },
				{ id: 30_800_006, status: 'delivered' },
			],
		);
		const sent = calls.map(({ rawBody }) => json(rawBody));
		const byStatus = Object.fromEntries(sent.map(({ status, orderIds }) => [status, orderIds]));
		expect(byStatus).toEqual({ delivered: [30_800_000, 30_800_006], returned: [30_800_003] });
	});
});

describe('a driver', () => {
	it('gets orders together, and each order tells its own outcome', async () => {
		const node = await start();
		const { items, calls } = await node.run({ ...assigned, onError: 'continueRegularOutput' }, [
			...numbers(1),
			{ id: 7 },
		]);
		expect(calls).toHaveLength(1);
		expect(json(calls[0]?.rawBody)).toEqual({ orderIDs: [30_800_000, 7], driverID: 55_367 });
		expect(items.map(({ json: row }) => row)).toEqual([
			{ orderId: '30800000', success: true, otoId: 30_800_000 },
			{
				error: 'Order is not exist [OTO1002]. Check the order ID',
				message: 'Order 7: Check the order ID.',
			},
		]);
	});

	it('who is not there fails all of them', async () => {
		const node = await start();
		const { error } = await node.run(
			{ ...assigned, with: { ...assigned.with, additionalFields: { driverId: 1 } } },
			numbers(2),
		);
		expect(error?.message).toBe('OTO: Driver is not found [OTO1139]');
	});
});

describe('histories', () => {
	const history = { resource: 'order', operation: 'getHistory' };

	it('are asked for 50 at a time', async () => {
		const node = await start();
		const ids = Array.from({ length: 60 }, (_entry, at) => `OID-${1001 + at}`);
		const { items, calls } = await node.run({ ...history, with: { ids: '={{ $json.ids }}' } }, [
			{ ids },
		]);
		expect(items).toHaveLength(60);
		expect(calls.map(({ rawBody }) => (json(rawBody).orderIds as unknown[]).length)).toEqual([
			50, 10,
		]);
	});

	it('fail for an ID that OTO leaves out', async () => {
		const node = await start();
		const { error } = await node.run({ ...history, with: { ids: 'OID-1001, OID-9' } });
		expect(error?.message).toBe('1 of 2 records failed: OTO has no history for "OID-9"');
	});

	it('go by OTO’s numbers too, and need an ID', async () => {
		const node = await start();
		const { items } = await node.run({
			...history,
			with: { findBy: 'otoIds', ids: '={{ 30800000 }}' },
		});
		expect(items[0]?.json).toMatchObject({ orderId: 'OID-1001' });
		const byLabel = await node.run(
			{ ...history, with: { findBy: '={{ $json.kind }}', ids: '30800000' } },
			[{ kind: 'OTO ID' }, { kind: 'otoIds' }],
		);
		expect(byLabel.items.map(({ json: { orderId } }) => orderId)).toEqual(['OID-1001', 'OID-1001']);
		const none = await node.run({ ...history, with: { ids: ' ' } });
		expect(none.error?.message).toBe('"IDs" is empty [item 0]');
		expect(none.calls).toEqual([]);
	});
});
