import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import { services } from '../coverage/services.mts';
import { searchList } from './support/list-search.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { ServiceNode } from './support/service-node.mts';

const sandbox = sandboxForTests();
const byId = (value: unknown) => ({ __rl: true, mode: 'id', value }) as INodeParameters;

const credential = { type: 'otoApi', data: { refreshToken: 'sandbox-oto-refresh-token' } } as const;

async function search(method: string, parameters: INodeParameters, path: string) {
	const asked = { parameters, path };
	const found = await searchList(sandbox(), 'oto', credential, method, asked);
	return { ...found, calls: found.calls.filter(({ kind }) => kind === 'call') };
}

describe('the SKU of a line', () => {
	it('of a return is one of the order’s items; one in stock is a product', async () => {
		const at = 'parameters.lines.line[0].sku';
		const items = await search('searchOrderItem', { orderId: byId('OID-1001') }, at);
		expect(items.calls.map(({ query }) => query.orderId)).toEqual(['OID-1001']);
		expect(items.results.length).toBeGreaterThan(0);
		const node = await ServiceNode.start(sandbox(), 'oto');
		const { calls } = await node.run({
			resource: 'return',
			operation: 'create',
			with: {
				orderId: byId('OID-1001'),
				lines: { line: [{ sku: byId(items.results[0]?.value), quantity: 2 }] },
			},
			onError: 'continueRegularOutput',
		});
		expect(JSON.parse(calls[0]?.rawBody ?? '{}')).toMatchObject({
			items: [{ sku: items.results[0]?.value, quantity: '2' }],
		});
		const oto = services.find(({ form }) => form.provider.id === 'oto');
		const lines = oto?.description.properties.filter(({ name }) => name === 'lines') ?? [];
		const skus = JSON.stringify(lines).match(/"searchListMethod":"\w+"/g);
		expect(new Set(skus)).toEqual(
			new Set(['"searchListMethod":"searchOrderItem"', '"searchListMethod":"searchProduct"']),
		);
	});
});
