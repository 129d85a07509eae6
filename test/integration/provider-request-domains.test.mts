import { describe, expect, it } from '@jest/globals';

import { sandboxForTests } from './support/node-bench.mts';
import { Requester } from './support/provider-request.mts';

const sandbox = sandboxForTests();

/** "Allowed HTTP Request Domains" set to Specific Domains. */
const only = (allowedDomains: string) => ({
	allowedHttpRequestDomains: 'domains',
	allowedDomains,
});

const title = '"Allowed HTTP Request Domains" of the credential';

describe('Allowed HTTP Request Domains', () => {
	it('block what they do not name, and say which host to add where', async () => {
		const node = await Requester.start(sandbox(), 'otesse', only('example.com'));
		const { error, calls } = await node.refusal({ endpoint: 'GET /customers' }, [{}, {}]);
		expect(calls).toHaveLength(0);
		expect(error.message).toBe(`${title} do not include 127.0.0.1, where Otesse answers`);
		expect(error.description).toBe(
			'Add 127.0.0.1 to "Allowed Domains" in the credential, or set "Allowed HTTP Request Domains" to All.',
		);
		expect(error.itemIndex).toBe(0);
	});

	it('are explained where they leave out the host that issues tokens', async () => {
		const { port } = new URL(sandbox().origin);
		const elsewhere = { authBaseUrl: `http://localhost:${port}/otesse-auth` };
		const start = async (allowed: string) =>
			await Requester.start(
				sandbox(),
				'otesse',
				{ ...only(allowed), ...elsewhere },
				'otesseAppApi',
			);
		const node = await start('127.0.0.1');
		const asked = { endpoint: 'GET /customers' };
		const { error, calls, tokens } = await node.refusal(asked);
		expect([calls, tokens]).toEqual([[], []]);
		expect(error.message).toBe(`${title} do not include localhost, where Otesse issues tokens`);
		expect(error.description).toMatch(/^Add localhost to "Allowed Domains" in the credential/);

		// What the words say is what helps: names without ports.
		const [, added] = /^Add (\S+) /.exec(error.description) ?? [];
		const helped = await start(`127.0.0.1, ${added}`);
		expect((await helped.run({ ...asked, limit: 3 })).items).toHaveLength(3);
	});

	it.each(['', ' '])('without a single domain (%j) let nothing through', async (empty) => {
		const node = await Requester.start(sandbox(), 'otesse', only(empty));
		const { error, calls } = await node.refusal({ endpoint: 'GET /customers' });
		expect(calls).toHaveLength(0);
		expect(error.message).toBe(`${title} is set to Specific Domains, but there are none`);
		expect(error.description).toBe('Fill in "Allowed Domains" in the credential, or choose All.');
	});

	it.each(['example.com,127.0.0.1', '127.0.0.1'])(
		'let through what they name: %s',
		async (list) => {
			const node = await Requester.start(sandbox(), 'otesse', only(list));
			expect((await node.run({ endpoint: 'GET /customers' })).items).toHaveLength(300);
		},
	);

	it.each(['all', 'none'])('set to %s leave our nodes alone', async (allowedHttpRequestDomains) => {
		const changed = { allowedHttpRequestDomains, allowedDomains: 'example.com' };
		const node = await Requester.start(sandbox(), 'otesse', changed);
		expect((await node.run({ endpoint: 'GET /customers', limit: 3 })).items).toHaveLength(3);
	});
});
