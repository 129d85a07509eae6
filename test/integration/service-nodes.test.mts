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
		expect(error?.message).toBe('"Vendor ID" is empty [Item 1]');
		expect(calls).toEqual([]);
	});
});
