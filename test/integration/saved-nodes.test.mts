import { describe, expect, it } from '@jest/globals';

import { MOVED, PLACES, WRITTEN } from '../services/saved.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { ServiceNode } from './support/service-node.mts';

const sandbox = sandboxForTests();
const moved = Object.entries(MOVED).flatMap(([resource, operations]) =>
	operations.map((operation) => ({ resource, operation })),
);

describe('a node that was saved with 0.1.0', () => {
	it.each(moved)(
		'with $resource: $operation sends nothing and says what to choose',
		async (set) => {
			const node = await ServiceNode.start(sandbox(), 'ooti');
			const { error, calls } = await node.run({ ...set, with: PLACES });
			expect(error?.message).toBe(`OOTI has no operation "${set.operation}" for "${set.resource}"`);
			expect(error?.description).toMatch(/"Resource" and "Operation" again.*"API Request"/);
			expect(calls).toEqual([]);
		},
	);

	it.each(WRITTEN)('with $what sends what was written', async ({ service, set, sent }) => {
		const node = await ServiceNode.start(sandbox(), service);
		const { error, calls } = await node.run(set);
		expect(error).toBeUndefined();
		const last = calls.at(-1);
		expect(last?.rawBody ? JSON.parse(last.rawBody) : last?.query).toMatchObject(sent);
	});
});
