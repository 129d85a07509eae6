import { describe, expect, it } from '@jest/globals';

import { sandboxForTests } from './support/node-bench.mts';
import { ServiceNode } from './support/service-node.mts';

const sandbox = sandboxForTests();

describe('a node that was saved with 0.1.0', () => {
	it('of Ottimate filters by locations that were written with commas', async () => {
		const node = await ServiceNode.start(sandbox(), 'ottimate');
		const { error, calls } = await node.run({
			resource: 'invoice',
			operation: 'getMany',
			with: { limit: 1, filters: { ottimateLocationIds: '456, 457' } },
		});
		expect(error).toBeUndefined();
		expect(calls[0]?.query.ottimate_location_ids).toBe('456,457');
	});

	it('reads the IDs of ordered lines as they were typed', async () => {
		const node = await ServiceNode.start(sandbox(), 'ottimate');
		const { calls } = await node.run({
			resource: 'receipt',
			operation: 'create',
			with: {
				ottimateLocationId: 456,
				date: '2026-01-10',
				totalAmount: 7,
				receiptNumber: 'R-1',
				lines: {
					line: [
						{ poExternalItemId: 'L-1', ottimatePoItemId: '', sku: '', quantity: 4, price: 0 },
						{ poExternalItemId: '', ottimatePoItemId: '902', sku: '', quantity: 1, price: 0 },
					],
				},
			},
			onError: 'continueRegularOutput',
		});
		expect(JSON.parse(calls[0]?.rawBody ?? '{}')).toMatchObject({
			items: [
				{ po_external_item_id: 'L-1', quantity: 4 },
				{ ottimate_po_item_id: expect.anything(), quantity: 1 },
			],
		});
	});
});
