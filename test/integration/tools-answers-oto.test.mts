import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import type { ServiceId } from '../sandbox/core/types.mts';
import type { Answered } from './support/node-bench.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { ServiceNode } from './support/service-node.mts';

const sandbox = sandboxForTests();

const start = async (service: ServiceId) => await ServiceNode.start(sandbox(), service);

const tool = (resource: string, operation: string, parameters: INodeParameters = {}) =>
	({ resource, operation, with: parameters, as: 'tool' }) as const;

const asNode = ({ as: _as, ...set }: ReturnType<typeof tool>) => set;

const byId = (value: unknown) => ({ __rl: true, mode: 'id', value }) as INodeParameters;

const jsonOf = ({ items }: Answered) => items.map(({ json }) => json);

describe('the results of a tool', () => {
	it('are the good records beside those that failed', async () => {
		const node = await start('oto');
		const asked = tool('order', 'getHistory', { ids: '={{ "OID-1002,unknown-1" }}' });
		const answered = await node.run(asked);
		expect(answered.error).toBeUndefined();
		expect(jsonOf(answered)).toEqual([
			expect.objectContaining({ orderId: 'OID-1002' }),
			{
				error: 'OTO has no history for "unknown-1"',
				message: 'Check "unknown-1" and "Find By".',
			},
		]);
		expect((await node.run(asNode(asked))).error?.message).toMatch(/^1 of 2 records failed/);
	});

	it('are an error where every record failed', async () => {
		const node = await start('oto');
		const { error } = await node.run(tool('order', 'getHistory', { ids: '={{ "unknown-1" }}' }));
		expect(error?.message).toContain('OTO has no history for "unknown-1"');
	});
});

describe('the waits of a tool end with the last state', () => {
	it('of an order', async () => {
		const node = await start('oto');
		const { items, error } = await node.run(
			tool('shipment', 'trackUntil', {
				orderId: byId('OID-1001'),
				statuses: ['delivered'],
				checkEvery: 1,
				giveUpAfter: 0.001,
				whenOver: 'fail',
			}),
		);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual([
			expect.objectContaining({
				reached: false,
				status: expect.any(String),
				note: expect.stringContaining('Call this tool again later'),
			}),
		]);
	});
});
