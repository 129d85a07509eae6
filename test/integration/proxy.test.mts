import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { hostilePaths } from '../unit/support/hostile.mts';
import { sandboxForTests } from './support/node-bench.mts';
import type { Asked } from './support/provider-request.mts';
import { Requester } from './support/provider-request.mts';
import { LoopbackProxy } from './support/proxy.mts';

const sandbox = sandboxForTests();

let proxy: LoopbackProxy;

beforeEach(async () => {
	proxy = await LoopbackProxy.start();
	process.env.HTTP_PROXY = proxy.url;
});

afterEach(async () => {
	delete process.env.HTTP_PROXY;
	await proxy.close();
});

const home = () => new URL(sandbox().origin).host;

const get: Asked = { endpoint: '/anything', method: 'GET' };

const write: Asked = { endpoint: '/anything', method: 'POST', body: { a: 1 } };

describe("behind n8n's proxy", () => {
	it('requests and token requests go through it', async () => {
		const node = await Requester.start(sandbox(), 'otesse', {}, 'otesseAppApi');
		const { items, calls, tokens } = await node.run({ endpoint: 'GET /customers' });
		expect([items.length, calls.length, tokens.length]).toEqual([300, 3, 1]);
		const { otesse = '', 'otesse-auth': auth = '' } = sandbox().baseUrls;
		expect(proxy.passed.map(({ method, url }) => `${method} ${url.split('?')[0]}`)).toEqual([
			`POST ${auth}/oauth/token`,
			...Array(3).fill(`GET ${otesse}/customers`),
		]);
		expect(proxy.passed.slice(1).every(({ headers }) => headers.authorization)).toBe(true);
	});

	it.each([302, 307])('a redirect (%d) to another host is not followed', async (status) => {
		const node = await Requester.start(sandbox(), 'otesse');
		await node.fault({ status, headers: { location: 'http://evil.example/steal' } });
		const { error } = await node.refusal(get);
		expect(error.message).toBe(
			'Otesse redirects to http://evil.example, where the credential is not sent',
		);
		expect(proxy.hosts).toEqual([home()]);
	});

	it('no hostile path gets as far as that', async () => {
		const node = await Requester.start(sandbox(), 'otesse');
		const { items } = await node.run(
			{ endpoint: '={{ $json.path }}', method: 'GET', onError: 'continueRegularOutput' },
			hostilePaths.map((path) => ({ path })),
		);
		expect(items.map(({ json }) => Boolean(json.error))).toEqual(hostilePaths.map(() => true));
		expect(proxy.passed).toEqual([]);
	});

	it('a sign-in page of the proxy is no answer, and gets no credential', async () => {
		const node = await Requester.start(sandbox(), 'otesse');
		proxy.instead = { status: 302, headers: { location: 'http://portal.example/login' } };
		const { error } = await node.refusal(get);
		expect(error.message).toBe(
			'Otesse redirects to http://portal.example, where the credential is not sent',
		);
		const page = { 'content-type': 'text/html' };
		proxy.instead = { status: 200, headers: page, body: '<html>Sign in</html>' };
		const { error: html } = await node.refusal({ endpoint: 'GET /customers' });
		expect(html.message).toBe('Otesse: The answer is a web page in place of data');
		expect(proxy.hosts).toEqual([home()]);
	});

	it('that wants a password, the error says what it answered', async () => {
		const node = await Requester.start(sandbox(), 'otesse');
		proxy.instead = { status: 407, body: 'Proxy Authentication Required' };
		const { error } = await node.refusal(write);
		expect(error.description).toMatch(/^POST \/anything was answered with HTTP status 407/);
		expect(proxy.passed).toHaveLength(1);
	});

	it('that is gone, a write leaves no doubt', async () => {
		const node = await Requester.start(sandbox(), 'otesse');
		process.env.HTTP_PROXY = 'http://127.0.0.1:9';
		const { error, calls } = await node.refusal(write);
		expect(calls).toEqual([]);
		expect(error.message).toMatch(/^Otesse could not be reached/);
		expect(error.description).not.toMatch(/carried it out/);
	});

	it('allowed domains count all the same', async () => {
		const node = await Requester.start(sandbox(), 'otesse', {
			allowedHttpRequestDomains: 'domains',
			allowedDomains: 'example.com',
		});
		const { error } = await node.refusal(get);
		expect(error.message).toMatch(/do not include 127\.0\.0\.1, where Otesse answers$/);
		expect(proxy.passed).toEqual([]);
	});
});
