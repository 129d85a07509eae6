import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { LogEntry } from '../sandbox/core/types.mts';
import { tested } from '../services/index.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { Requester } from './support/provider-request.mts';
import { ServiceNode } from './support/service-node.mts';

const sandbox = sandboxForTests();

const ORDER = 'OID-1001';

const byId = (value: string) => ({ __rl: true, mode: 'id', value }) as INodeParameters;

const numbers = (count: number) => Array.from({ length: count }, (_entry, n) => ({ n }));

const oto = async () => await ServiceNode.start(sandbox(), 'oto');

const bodyOf = ({ rawBody }: LogEntry) => JSON.parse(rawBody) as IDataObject;

const carriedOut = (calls: readonly LogEntry[]) => calls.filter(({ status }) => status < 300);

const update = (more: INodeParameters = {}) => ({
	resource: 'order',
	operation: 'update',
	with: { orderId: byId(ORDER), updateFields: { amount: '={{ $json.n }}' }, ...more },
});

const amounts = (calls: readonly LogEntry[]) =>
	carriedOut(calls).map((call) => bodyOf(call).amount);

describe('writes of one record', () => {
	it('arrive in the order of the items on the first use of a token', async () => {
		const node = await oto();
		const { error, calls, items } = await node.run(update(), numbers(6));
		expect(error).toBeUndefined();
		expect(amounts(calls)).toEqual([0, 1, 2, 3, 4, 5]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			numbers(6).map(({ n }) => ({ item: n })),
		);
	});

	it('arrive in order where the first is answered 429', async () => {
		const node = await oto();
		await node.fault({ path: '^/updateOrder$', status: 429, headers: { 'retry-after': '1' } });
		const { error, calls } = await node.run(update(), numbers(4));
		expect(error).toBeUndefined();
		expect(amounts(calls)).toEqual([0, 1, 2, 3]);
		expect(calls.map((call) => bodyOf(call).amount)).toEqual([0, 0, 1, 2, 3]);
	});

	it('arrive in order where the token has ended', async () => {
		const node = await oto();
		await node.run({ resource: 'order', operation: 'getMany', with: { limit: 1 } });
		await sandbox().steer('POST', 'tokens/expire', { service: 'oto' });
		const { error, calls } = await node.run(update(), numbers(4));
		expect(error).toBeUndefined();
		expect(amounts(calls)).toEqual([0, 1, 2, 3]);
		expect(calls[0]?.status).not.toBe(200);
	});

	it('go on in order after a failure that does not stop the node', async () => {
		const node = await oto();
		await node.fault({ path: '^/updateOrder$', status: 400, skip: 1, body: { success: false } });
		const { failed, calls } = await node.run(
			{ ...update(), onError: 'continueErrorOutput' },
			numbers(4),
		);
		expect(amounts(calls)).toEqual([0, 2, 3]);
		expect(failed).toHaveLength(1);
	});

	it('are sent at once where a person gives up their order', async () => {
		const node = await oto();
		await node.run(update(), [{ n: 0 }]);
		await node.fault({ path: '^/updateOrder$', delayMs: 4000 });
		const { calls } = await node.run(update({ options: { concurrentItems: 10 } }), numbers(10));
		// While the first waits for its answer the others arrive.
		const times = calls.map(({ at }) => at);
		expect(Math.max(...times) - Math.min(...times)).toBeLessThan(4000);
		expect(amounts(calls).sort()).toEqual(numbers(10).map(({ n }) => n));
	});

	it.each([0, 31, 1.5, 'many'])('cannot be %s at once', async (concurrentItems) => {
		const node = await oto();
		const { error, calls } = await node.run(update({ options: { concurrentItems } }), numbers(2));
		expect(error?.message).toContain('"Concurrent Items" must be ');
		expect(calls).toEqual([]);
	});
});

describe('a failure that stops the node', () => {
	const book = {
		resource: 'shipment',
		operation: 'create',
		with: { orderId: byId(ORDER), deliveryOptionId: byId('2828') },
	};

	it('at the first of 21 bookings leaves the others unsent', async () => {
		const node = await oto();
		await node.fault({ path: '^/createShipment$', status: 400, body: { success: false } });
		const { error, calls } = await node.run(book, numbers(21));
		expect(calls).toHaveLength(1);
		expect(error?.description).toContain('No other item was carried out.');
		expect(error?.context?.itemIndex).toBe(0);
	});

	it('in the middle says what was carried out', async () => {
		const node = await oto();
		await node.fault({ path: '^/updateOrder$', status: 400, skip: 12, body: { success: false } });
		const { error, calls } = await node.run(update(), numbers(20));
		expect(calls).toHaveLength(13);
		expect(error?.description).toContain(
			'12 items before this one were carried out (0 to 11). Run again with items from 12 on, or set "On Error" to "Continue (using error output)".',
		);
	});

	it('whose outcome is unknown says so of its item too', async () => {
		const node = await oto();
		await node.fault({ path: '^/updateOrder$', reset: 'after', skip: 1 });
		const { error, calls } = await node.run(update(), numbers(5));
		expect(calls).toHaveLength(2);
		expect(error?.description).toMatch(
			/The service may have carried it out.*\n1 item before this one was carried out \(0\)\. Run again with items from 1 on \(from 2 on if this one was carried out\)/,
		);
	});

	it('stops items that run at the same time, and lists what they did', async () => {
		const node = await oto();
		await sandbox().steer('POST', 'config', { service: 'oto', latencyMs: 20 });
		await node.fault({ path: '^/updateOrder$', status: 400, skip: 7, body: { success: false } });
		const set = update({ options: { concurrentItems: 3 } });
		const { error, calls } = await node.run(set, numbers(100));
		const done = carriedOut(calls).length;
		expect(calls.length).toBeLessThanOrEqual(10);
		expect(error?.description).toMatch(
			new RegExp(`^.*\n?${done} items (before this one )?were carried out`),
		);
	});
});

describe('what writes in a run of mixed requests', () => {
	it('keeps its order, and reads do not wait for it', async () => {
		const node = await Requester.start(sandbox(), 'oto');
		await node.fault({ path: '^/updateOrder$', reset: 'before', skip: 2 });
		await node.fault({ path: '^/updateOrder$', status: 429, headers: { 'retry-after': '1' } });
		const items = numbers(10).map(({ n }) =>
			n % 2 === 0
				? { method: 'POST', path: '/updateOrder', n }
				: { method: 'GET', path: '/accountInfo', n },
		);
		const { calls } = await node.run(
			{
				endpoint: '={{ $json.path }}',
				method: '={{ $json.method }}',
				body: `={{ $json.method === "GET" ? {} : { orderId: "${ORDER}", amount: $json.n } }}`,
				onError: 'continueRegularOutput',
			},
			items,
		);
		const writes = calls.filter(({ path }) => path === '/updateOrder');
		expect(writes.map((call) => bodyOf(call).amount)).toEqual([0, 0, 2, 4, 6, 8]);
		const lastRead = calls.map(({ path }) => path).lastIndexOf('/accountInfo');
		expect(lastRead).toBeLessThan(calls.indexOf(writes.at(-1) as LogEntry));
	});
});

describe('an update with nothing filled in', () => {
	const updates = tested.flatMap(({ id, form: { emptyUpdates = [] } }) =>
		emptyUpdates.map((given) => ({ id, given })),
	);

	it('is tried', () => {
		expect(updates).not.toEqual([]);
	});

	it.each(updates)(
		'of $id, $given.resource, is refused before it is sent',
		async ({ id, given }) => {
			const node = await ServiceNode.start(sandbox(), id);
			const { calls, error } = await node.run({ ...given, operation: 'update' });
			expect(calls).toEqual([]);
			expect(error?.message).toContain('No field to update is filled in');
		},
	);

	it('goes out with a field of its own JSON', async () => {
		const node = await oto();
		const options = { furtherFields: '{"amount": 5}' };
		const { calls, error } = await node.run(update({ updateFields: {}, options }), [{}]);
		expect(error).toBeUndefined();
		expect(amounts(calls)).toEqual([5]);
	});
});

describe('long waits', () => {
	it('of 70 orders are all looked at in turn', async () => {
		const node = await oto();
		await node.answer({ success: true, status: 'new' }, { path: '^/orderStatus$' });
		const { items, calls, error } = await node.run(
			{
				resource: 'shipment',
				operation: 'trackUntil',
				with: {
					orderId: byId('=ORDER-{{ $json.n }}'),
					statuses: ['delivered'],
					options: { checkEvery: 1, giveUpAfter: 0.1, whenOver: 'return' },
				},
			},
			numbers(70),
		);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(70);
		const ids = calls.map((call) => String(bodyOf(call).orderId ?? call.query.orderId));
		// Requests under way together may arrive in another order.
		expect(new Set(ids.slice(0, 100)).size).toBe(70);
		expect(calls.length).toBeGreaterThanOrEqual(140);
	});
});
