import { describe, expect, it } from '@jest/globals';

import { sandboxForTests } from './support/node-bench.mts';
import { ServiceNode } from './support/service-node.mts';

const sandbox = sandboxForTests();

describe('a node that was saved with 0.1.0', () => {
	it('reads the SKUs of lines as they were typed', async () => {
		const node = await ServiceNode.start(sandbox(), 'oto');
		const { calls } = await node.run(
			{
				resource: 'return',
				operation: 'create',
				with: {
					orderId: { __rl: true, mode: 'id', value: 'OID-1001' },
					lines: {
						line: [
							{ sku: 'SKU-7', quantity: 2 },
							{ sku: '={{ $json.sku }}', quantity: 1 },
						],
					},
				},
				onError: 'continueRegularOutput',
			},
			[{ sku: 'SKU-8' }],
		);
		expect(JSON.parse(calls[0]?.rawBody ?? '{}')).toMatchObject({
			items: [{ sku: 'SKU-7' }, { sku: 'SKU-8' }],
		});
	});
});
