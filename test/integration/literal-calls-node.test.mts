import { describe, expect, it } from '@jest/globals';

import { tested } from '../services/index.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { ServiceNode } from './support/service-node.mts';

const sandbox = sandboxForTests();
const literals = tested.flatMap(({ id, calls }) =>
	Object.entries(calls.literals ?? {}).map(([name, literal]) => ({ id, name, literal })),
);

/**
 * Rows whose values the form's own code checks or changes, with the call written down by hand: the table tests of all rows compute
 * what they expect of these with that very code. They make sure that no such row is missing here.
 */
describe('a call that the form has a hand in', () => {
	it.each(literals)('$id $name', async ({ id, name, literal }) => {
		const node = await ServiceNode.start(sandbox(), id);
		await node.answer({});
		const [resource = '', operation = ''] = name.split('.');
		const set = { resource, operation, with: literal.with };
		const { calls } = await node.run({ ...set, onError: 'continueRegularOutput' }, literal.items);
		const [{ method, path, query, rawBody } = {}] = calls;
		expect(calls).toHaveLength(1);
		expect(`${method} ${path}`).toBe(literal.call);
		expect(query).toEqual(literal.query ?? {});
		expect(rawBody ? (JSON.parse(rawBody) as unknown) : undefined).toEqual(literal.body);
	});
});
