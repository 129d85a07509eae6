import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { sandboxForTests } from './support/node-bench.mts';
import { Requester } from './support/provider-request.mts';
import { ServiceNode } from './support/service-node.mts';

const sandbox = sandboxForTests();
const on = { options: { dryRun: true } };
const listed = (value: string) => ({ __rl: true, mode: 'list', value });

function asForm(endpoint: string, value: IDataObject, more: INodeParameters = {}) {
	const endpointFields = { mappingMode: 'defineBelow', value, matchingColumns: [], schema: [] };
	return {
		resource: 'apiRequest',
		operation: 'sendRequest',
		with: {
			endpoint: listed(endpoint),
			inputMode: 'form',
			endpointFields: endpointFields as never,
			...more,
		},
	};
}

const LIMITS = {
	perSecond: expect.anything(),
	perMinute: null,
	perDay: null,
	sideBySide: expect.any(Number),
};

describe('a dry run of a request to any endpoint', () => {
	it('tells what the operation for it tells: its notice and what it costs', async () => {
		const node = await ServiceNode.start(sandbox(), 'oto');
		const order = (await node.run({ resource: 'order', operation: 'getMany' })).items[0]?.json;
		const orderId = String(order?.orderId);
		const locator = { __rl: true, mode: 'id', value: orderId };
		const offers = await node.run({
			resource: 'deliveryFee',
			operation: 'getForOrder',
			with: { orderId: locator },
		});
		const offer = offers.items[0]?.json as IDataObject;
		const given = { orderId, deliveryOptionId: offer.deliveryOptionId };
		const form = await node.run(asForm('POST /createShipment', given as IDataObject, on));
		expect(form.error).toBeUndefined();
		expect(form.calls.map(({ path }) => path)).toEqual(['/getDeliveryFee']);
		const [shown] = form.items.map(({ json }) => json);
		expect(shown).toMatchObject({
			method: 'POST',
			body: { orderId },
			summary: expect.stringMatching(/\.$/),
			notice: expect.stringContaining('charged to the OTO wallet'),
			cost: { amount: offer.price, currency: offer.currency },
			limits: { ...LIMITS, perSecond: 5000 },
		});
		const raw = await node.run({
			resource: 'apiRequest',
			operation: 'sendRequest',
			with: {
				endpoint: listed('POST /createShipment'),
				inputMode: 'raw',
				contentType: 'json',
				body: JSON.stringify(given),
				...on,
			},
		});
		expect(raw.items[0]?.json).toMatchObject({ notice: shown?.notice, cost: shown?.cost });
	});

	it('tells in Provider Request what the endpoint does, and which limits it will meet', async () => {
		const node = await Requester.start(sandbox(), 'oto', { requestsPerSecond: 7 });
		const { items, calls } = await node.run({
			endpoint: 'POST /cancelOrder',
			query: { a: '1' },
			body: { orderId: 'A-1' },
			options: { dryRun: true },
		});
		expect(calls).toEqual([]);
		expect(items[0]?.json).toMatchObject({
			calls: 1,
			method: 'POST',
			url: expect.stringMatching(/\/cancelOrder\?a=1$/),
			body: { orderId: 'A-1' },
			summary: expect.stringMatching(/^[A-Z].*\.$/),
			limits: { perSecond: 7 },
		});
		const unknown = await node.run({
			endpoint: '/anything',
			method: 'POST',
			options: { dryRun: true },
		});
		expect(unknown.items[0]?.json).toHaveProperty('limits.perSecond', 7);
		expect(unknown.items[0]?.json).not.toHaveProperty('summary');
	});
});
