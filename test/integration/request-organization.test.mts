import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { sandboxForTests } from './support/node-bench.mts';
import { Requester } from './support/provider-request.mts';
import { ServiceNode } from './support/service-node.mts';

const sandbox = sandboxForTests();
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

describe('the organization in the form of a request', () => {
	const list = 'GET /projects/list/{org_pk}/';

	it('is that of the credential where it is left out, asked for once', async () => {
		const node = await ServiceNode.start(sandbox(), 'ooti');
		const { calls, error, items } = await node.run(asForm(list, {}, { limit: 3 }), [{}, {}]);
		expect(error).toBeUndefined();
		expect(items.length).toBeGreaterThan(0);
		const paths = calls.map(({ path }) => path);
		expect(paths.filter((path) => /^\/projects\/list\/210\/$/.test(path))).toHaveLength(2);
		expect(paths.filter((path) => path === '/organizations/membership/')).toHaveLength(1);
		const requester = await Requester.start(sandbox(), 'ooti');
		const endpointFields = { mappingMode: 'defineBelow', value: null } as never;
		const generic = await requester.run({
			endpoint: list,
			parameters: { inputMode: 'form', endpointFields },
		});
		expect(generic.error).toBeUndefined();
		expect(generic.calls.at(-1)?.path).toBe('/projects/list/210/');
	});

	it('is the one that was filled in; an expression that finds nothing is refused', async () => {
		const node = await ServiceNode.start(sandbox(), 'ooti');
		const { calls } = await node.run(asForm(list, { org_pk: '211' }));
		expect(calls.map(({ path }) => path)).toEqual(['/projects/list/211/']);
		const none = await node.run(asForm(list, { org_pk: '={{ $json.none }}' }));
		expect(none.error?.message).toBe('"Organization" is empty [item 0]');
		expect(none.calls).toEqual([]);
	});

	it('is named where the credential does not give it', async () => {
		const node = await ServiceNode.start(sandbox(), 'ooti');
		await node.fault({
			path: '/organizations/membership/',
			status: 200,
			body: { organizations: [] },
			times: 1,
		});
		const { error } = await node.run(asForm(list, {}));
		expect(error?.message).toContain('Select an "Organization"');
	});

	it('stays a part that Raw wants', async () => {
		const requester = await Requester.start(sandbox(), 'ooti');
		const { error } = await requester.refusal({ endpoint: list });
		expect(error.message).toContain('org_pk');
	});
});
