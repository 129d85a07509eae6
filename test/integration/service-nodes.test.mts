import { describe, expect, it } from '@jest/globals';

import { sandboxForTests } from './support/node-bench.mts';
import { ServiceNode } from './support/service-node.mts';

const sandbox = sandboxForTests();

describe('a service’s node', () => {
	it('lists what a picker chose, page after page', async () => {
		const node = await ServiceNode.start(sandbox(), 'ottimate');
		const { items, error, calls } = await node.run({
			resource: 'vendor',
			operation: 'getMany',
			with: { filters: { ottimateCompanyId: 123 }, returnAll: true },
		});
		expect(error).toBeUndefined();
		expect(items.length).toBeGreaterThan(20);
		expect(calls[0]?.query.ottimate_company_id).toBe('123');
	});

	it('names the field and the item that is empty', async () => {
		const node = await ServiceNode.start(sandbox(), 'ottimate');
		const { error, calls } = await node.run(
			{
				resource: 'vendor',
				operation: 'get',
				with: { vendorId: '={{ $json.id }}' },
			},
			[{ id: '11' }, { id: '' }],
		);
		expect(error?.message).toBe('"Vendor" is empty [item 1]');
		expect(calls).toEqual([]);
	});

	it('leaves a key that a person gave to each item as it is', async () => {
		const node = await ServiceNode.start(sandbox(), 'ottimate');
		const { calls, error } = await node.run(
			{
				resource: 'vendor',
				operation: 'upsertMany',
				with: {
					ottimateCompanyId: 123,
					recordsFrom: 'items',
					options: { idempotencyKey: '={{ $json.erp_vendor_id }}' },
				},
			},
			['A-1', 'B-2', 'C-3'].map((id) => ({ erp_vendor_id: id, erp_vendor_name: id })),
		);
		expect(error).toBeUndefined();
		expect(calls.map(({ headers }) => headers['idempotency-key']).sort()).toEqual([
			'A-1',
			'B-2',
			'C-3',
		]);
	});

	it('puts further fields into each record of a list, wherever the records come from', async () => {
		const node = await ServiceNode.start(sandbox(), 'ottimate');
		const { calls } = await node.run(
			{
				resource: 'invoice',
				operation: 'import',
				with: { recordsFrom: 'items', options: { furtherFields: '{"currency":"EUR"}' } },
			},
			['a', 'b'].map((id) => ({ upload_id: id, ottimate_location_id: 456 })),
		);
		expect(JSON.parse(calls[0]?.rawBody ?? '')).toEqual([
			{ upload_id: 'a', ottimate_location_id: 456, currency: 'EUR' },
			{ upload_id: 'b', ottimate_location_id: 456, currency: 'EUR' },
		]);
	});

	it('shares no call between items of which one is to be waited for', async () => {
		const node = await ServiceNode.start(sandbox(), 'ottimate');
		const { calls } = await node.run(
			{
				resource: 'invoice',
				operation: 'import',
				with: {
					recordsFrom: 'items',
					waitForCompletion: '={{ $json.upload_id === "b" }}',
					options: { timeLimit: 20, checkEvery: 0.05 },
				},
			},
			['a', 'b', 'c'].map((id) => ({ upload_id: id, ottimate_location_id: 456 })),
		);
		const imports = calls.filter(({ path }) => path === '/invoices/import');
		expect(imports.map(({ rawBody }) => rawBody.match(/"upload_id":"\w"/g)).sort()).toEqual([
			['"upload_id":"a"', '"upload_id":"c"'],
			['"upload_id":"b"'],
		]);
	});

	it('gives a request by path the key that its endpoint takes, or the one among its headers', async () => {
		const node = await ServiceNode.start(sandbox(), 'ottimate');
		const send = async (headers: object) =>
			await node.run({
				resource: 'apiRequest',
				operation: 'sendRequest',
				with: {
					endpoint: { __rl: true, mode: 'path', value: '/vendors' },
					method: 'POST',
					contentType: 'json',
					body: '{"ottimate_company_id":123,"erp_vendor_id":"N-1","erp_vendor_name":"New"}',
					...headers,
				},
			});
		await node.fault({ status: 503, path: '^/vendors$' });
		const own = await send({});
		expect(own.calls.map(({ status }) => status)).toEqual([503, 201]);
		const keys = own.calls.map(({ headers }) => headers['idempotency-key']);
		expect(new Set(keys).size).toBe(1);
		expect(keys[0]).toMatch(/^[\w-]{43}$/);
		const headerParameters = { parameters: [{ name: 'Idempotency-Key', value: 'mine' }] };
		const given = await send({ headerParameters });
		expect(given.calls[0]?.headers['idempotency-key']).toBe('mine');
	});
});
