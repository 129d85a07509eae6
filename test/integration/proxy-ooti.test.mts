import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { sandboxForTests } from './support/node-bench.mts';
import { Requester } from './support/provider-request.mts';
import { LoopbackProxy } from './support/proxy.mts';

const sandbox = sandboxForTests();

let proxy: LoopbackProxy;

const home = () => new URL(sandbox().origin).host;

beforeEach(async () => {
	proxy = await LoopbackProxy.start();
	process.env.HTTP_PROXY = proxy.url;
});

afterEach(async () => {
	delete process.env.HTTP_PROXY;
	await proxy.close();
});

describe("behind n8n's proxy", () => {
	it('a page link to another host is not followed', async () => {
		const node = await Requester.start(sandbox(), 'ooti');
		const next = 'http://evil.example/projects?page=2';
		const results = Array.from({ length: 100 }, (_row, id) => ({ id }));
		await node.fault(
			{ status: 200, body: { count: 150, next, results } },
			{ status: 200, body: { count: 150, next: null, results: results.slice(50) } },
		);
		const { items } = await node.run({
			endpoint: 'GET /projects/list/{org_pk}/',
			path: { org_pk: '210' },
		});
		expect(items).toHaveLength(150);
		expect(proxy.hosts).toEqual([home()]);
	});
});
