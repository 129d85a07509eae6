import { beforeAll, describe, expect, it } from '@jest/globals';

import { sandboxForTests } from './support/node-bench.mts';
import { Requester } from './support/provider-request.mts';

const sandbox = sandboxForTests();

beforeAll(() => {
	process.env.N8N_SSRF_PROTECTION_ENABLED = 'true';
	process.env.N8N_SSRF_ALLOWED_IP_RANGES = '127.0.0.1/32';
	process.env.N8N_SSRF_BLOCKED_HOSTNAMES = 'localhost';
});

const port = () => new URL(sandbox().origin).port;
const advice =
	'Nothing was sent. If the address is right, ask the administrator of n8n to add its host to N8N_SSRF_ALLOWED_HOSTNAMES.';

describe.each(['127.0.0.2', 'localhost'])('n8n’s SSRF protection against %s', (host) => {
	const refused = (use: string) =>
		`n8n's SSRF protection does not allow requests to ${host}, where ${use}`;

	it('is told at once for a token request', async () => {
		const authBaseUrl = `http://${host}:${port()}/otesse-auth`;
		const node = await Requester.start(sandbox(), 'otesse', { authBaseUrl }, 'otesseAppApi');
		const began = performance.now();
		const { error, calls, tokens } = await node.refusal({ endpoint: 'GET /customers' });
		expect(error.message).toBe(refused('Otesse issues tokens'));
		expect(error.description).toBe(advice);
		expect([calls, tokens]).toEqual([[], []]);
		expect(performance.now() - began).toBeLessThan(3_000);
	});

	it('is told for a call of the API, and a write is not in doubt', async () => {
		const baseUrl = `http://${host}:${port()}/otesse/v1`;
		const node = await Requester.start(sandbox(), 'otesse', { baseUrl });
		const { error, calls } = await node.refusal({ endpoint: 'POST /customers', body: { a: 1 } });
		expect(error.message).toBe(refused('Otesse answers'));
		expect(error.description).toBe(advice);
		expect(calls).toEqual([]);
	});
});

it('n8n’s SSRF protection lets pass what it allows', async () => {
	const node = await Requester.start(sandbox(), 'otesse');
	expect((await node.run({ endpoint: 'GET /customers', limit: 2 })).items).toHaveLength(2);
});
