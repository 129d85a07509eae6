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

const noteOf = (answered: Answered) => jsonOf(answered).at(-1)?.note;

describe('the results of a tool', () => {
	const vendors = (parameters: INodeParameters) =>
		tool('vendor', 'getMany', { simplify: false, ...parameters });

	it('say that the limit cut them, which filters were in force, and how to see others', async () => {
		const node = await start('ottimate');
		const asked = vendors({ limit: 3, filters: { ottimateCompanyId: '={{ 123 }}' } });
		const answered = await node.run(asked);
		expect(answered.items).toHaveLength(4);
		expect(noteOf(answered)).toMatch(
			/^Limit 3 reached: there are more results\. Filters in force: Company( ID)? = 123\. To see others, raise Limit \(up to 100\) or narrow the filters\.$/,
		);
		expect(answered.calls).toHaveLength(1);
		expect((await node.run(asNode(asked))).items).toHaveLength(3);
	});

	it('say nothing where the list ends with the limit', async () => {
		const node = await start('ottimate');
		await node.answer({ count: 3, vendors: [{ id: 1 }, { id: 2 }, { id: 3 }] });
		expect(jsonOf(await node.run(vendors({ limit: 3 })))).toEqual([
			{ id: 1 },
			{ id: 2 },
			{ id: 3 },
		]);
	});

	it('are a hundred at most, whatever "Return All" says', async () => {
		const node = await start('ottimate');
		const answered = await node.run(vendors({ returnAll: true }));
		expect(answered.items).toHaveLength(101);
		expect(noteOf(answered)).toBe(
			'A tool returns at most 100 results: there are more. No filter is set. To see others, narrow the filters.',
		);
	});

	it('count the usual limit where the caller leaves "Limit" blank', async () => {
		const node = await start('ottimate');
		for (const limit of ['={{ "" }}', '={{ 0 }}', '={{ "null" }}']) {
			const answered = await node.run(vendors({ limit, returnAll: '={{ "" }}' }));
			expect(answered.error).toBeUndefined();
			expect(noteOf(answered)).toMatch(/^Limit 50 reached/);
		}
	});

	it('say that Simplify leaves fields out', async () => {
		const node = await start('ottimate');
		const asked = tool('vendor', 'get', { vendorId: '11', simplify: '={{ "" }}' });
		const answered = await node.run(asked);
		expect(noteOf(answered)).toBe('Simplify is on: the results have more fields than are shown.');
		const whole = await node.run({ ...asked, with: { ...asked.with, simplify: false } });
		expect(jsonOf(whole)).toEqual([expect.not.objectContaining({ note: expect.anything() })]);
	});

	it('of API Request name the query parameters of a page', async () => {
		const node = await start('ottimate');
		const answered = await node.run(
			tool('apiRequest', 'sendRequest', {
				endpoint: { __rl: true, mode: 'list', value: 'GET /vendors' } as INodeParameters,
				queryParameters: { parameters: [{ name: 'ottimate_company_id', value: '123' }] },
				limit: 2,
			}),
		);
		expect(answered.items).toHaveLength(3);
		expect(noteOf(answered)).toBe(
			'Limit 2 reached: there are more results. Filters in force: ottimate_company_id = 123. To see others, raise Limit (up to 100) or narrow the filters or ask for single pages with the query parameters page and limit.',
		);
	});
});

describe('the waits of a tool end with the last state', () => {
	it('of a batch', async () => {
		const node = await start('ottimate');
		await node.answer({ status: 'processing', progress: 0.25 }, { path: '/progress$' });
		const { items, error } = await node.run(
			tool('batch', 'wait', { batchId: '={{ "b-1" }}', timeLimit: 0.1, checkEvery: 0.05 }),
		);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual([
			{
				status: 'processing',
				progress: 0.25,
				batch_id: 'b-1',
				reached: false,
				lastSeenAt: expect.any(String),
				note: expect.stringContaining('"Get Results" of the resource Batch'),
			},
		]);
	});
});

describe('an error for the caller of a tool', () => {
	const said = ({ error, calls }: Answered) => [error?.message, error?.description, calls.length];

	it('says which operation finds an ID in place of a name', async () => {
		const node = await start('ottimate');
		const vendors = tool('vendor', 'getMany', {
			filters: { ottimateCompanyId: byId('={{ "Villa Nord" }}') },
		});
		const [message, description, calls] = said(await node.run(vendors));
		expect(message).toMatch(/^"Company( ID)?" must be an ID \[item 0\]$/);
		expect([description, calls]).toEqual([
			'Got "Villa Nord". Use the operation "Get Many" of "Company" to find it.',
			0,
		]);
	});

	it('speaks of no expression', async () => {
		const node = await start('ottimate');
		const object = tool('vendor', 'get', { vendorId: '={{ { name: "Villa Nord" } }}' });
		const [, description] = said(await node.run(object));
		expect(description).toContain('Got an object.');
		expect(description).not.toMatch(/expression|list/);
		const [, forPerson] = said(await node.run(asNode(object)));
		expect(forPerson).toMatch(/expression/);
	});
});
