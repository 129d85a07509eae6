import { describe, expect, it } from '@jest/globals';

import { MOVED } from '../upgrade/changes.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { ServiceNode } from './support/service-node.mts';

const sandbox = sandboxForTests();
const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const moved = Object.entries(MOVED).flatMap(([resource, operations]) =>
	operations.map((operation) => ({ resource, operation })),
);

/** What n8n asks for before it runs a node. */
const PLACES = { organizationId: byId('210'), projectId: byId('1'), teamId: byId('1') };

describe('a node that was saved with 0.1.0', () => {
	it.each(moved)(
		'of OOTI, $resource: $operation, sends nothing and says what to choose',
		async (set) => {
			const node = await ServiceNode.start(sandbox(), 'ooti');
			const { error, calls } = await node.run({ ...set, with: PLACES });
			expect(error?.message).toBe(`OOTI has no operation "${set.operation}" for "${set.resource}"`);
			expect(error?.description).toMatch(/"Resource" and "Operation" again.*"API Request"/);
			expect(calls).toEqual([]);
		},
	);

	it('of OOTI sends the lists that were written as JSON', async () => {
		const node = await ServiceNode.start(sandbox(), 'ooti');
		const { error, calls } = await node.run({
			resource: 'note',
			operation: 'create',
			with: { ...PLACES, title: 'Site visit', additionalFields: { followers: '[1, 2]' } },
		});
		expect(error).toBeUndefined();
		const { rawBody } = calls.find(({ method }) => method === 'POST') ?? { rawBody: '{}' };
		expect(JSON.parse(rawBody)).toMatchObject({ followers: [1, 2] });
	});
});
