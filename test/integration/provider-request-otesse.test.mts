import { describe, expect, it } from '@jest/globals';

import { sandboxForTests } from './support/node-bench.mts';
import { Requester } from './support/provider-request.mts';

const sandbox = sandboxForTests();

describe('Return All', () => {
	it('asks for no page where a list comes whole', async () => {
		const node = await Requester.start(sandbox(), 'otesse');
		const { calls } = await node.run({ endpoint: 'GET /services/industries' });
		expect(calls.map(({ query }) => query)).toEqual([{}]);
	});

	it('keeps filters on every page', async () => {
		const node = await Requester.start(sandbox(), 'otesse');
		const { calls } = await node.run({
			endpoint: 'GET /bookings',
			query: { status: 'completed', per_page: '10' },
			options: { pageSize: 20 },
		});
		expect(calls.length).toBeGreaterThan(1);
		for (const { query } of calls) expect(query).toMatchObject({ status: 'completed' });
	});
});
