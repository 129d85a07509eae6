import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { sandboxForTests } from './support/provider-request.mts';
import { Poller } from './support/poller.mts';
import { ServiceClient } from './support/service-client.mts';

const sandbox = sandboxForTests();

function trigger(parameters: INodeParameters, more: Partial<Poller['options']> = {}): Poller {
	return Poller.start(sandbox(), {
		service: 'ottimate',
		type: 'ottimateTrigger',
		parameters,
		credential: {
			type: 'ottimateApi',
			data: {
				environment: 'custom',
				baseUrl: sandbox().baseUrls.ottimate ?? '',
				apiKey: 'sandbox-ottimate-api-key',
				clientId: 'sandbox-ottimate-client-id',
				clientSecret: 'sandbox-ottimate-client-secret',
				requestsPerSecond: 1000,
				requestsPerDay: 10_000,
			},
		},
		...more,
	});
}

describe('try', () => {
	it('vendors', async () => {
		const client = await ServiceClient.ottimate(sandbox());
		const poller = trigger({
			event: 'vendorChanged',
			company: { __rl: true, mode: 'id', value: '123' },
		});
		expect(await poller.activate()).toEqual([]);
		await client.call('POST', '/vendors', {
			ottimate_company_id: 123,
			erp_vendor_id: 'N-1',
			erp_vendor_name: 'New',
		});
		const rows: IDataObject[] = await poller.poll();
		console.log(rows, poller.memory);
		expect(await poller.poll()).toEqual([]);
		expect(await poller.restart()).toEqual([]);
	});
});
