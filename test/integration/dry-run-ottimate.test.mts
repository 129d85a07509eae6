import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { sandboxForTests } from './support/node-bench.mts';
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

	it('tells the limits once, with the first request', async () => {
		const node = await ServiceNode.start(sandbox(), 'ottimate');
		const records = Array.from({ length: 150 }, (_one, n) => ({ erp_vendor_id: `V-${n}` }));
		const { items } = await node.run({
			resource: 'vendor',
			operation: 'upsertMany',
			with: {
				recordsFrom: 'json',
				records: JSON.stringify(records),
				ottimateCompanyId: locator(101),
				...on,
			},
		});
		expect(items.map(({ json }) => 'limits' in json)).toEqual([true, false]);
	});
});
