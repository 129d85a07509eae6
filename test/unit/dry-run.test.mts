import { describe, expect, it } from '@jest/globals';

import { ottimateApi } from '../../providers/ottimate/auth';
import { ApiClient } from '../../transport/client/api-client';
import { fakeN8n, typed, withToken } from './support/fake-n8n.mts';

const SECRET = 'secret-of-the-credential-4711';

async function start() {
	const credentials = withToken(ottimateApi, typed({ apiKey: SECRET }));
	const { context, sent, asked } = fakeN8n({ database: () => credentials });
	const client = await ApiClient.open(context, ottimateApi);
	return { client, sent, asked };
}

const post = (itemIndex: number | undefined, path = '/vendors') => ({
	method: 'POST' as const,
	path,
	body: { name: 'A' },
	...(itemIndex === undefined ? {} : { itemIndex }),
});

describe('a client in a dry run', () => {
	it('sends reads until the first write, and nothing after it', async () => {
		const { client, sent } = await start();
		const dryRun = client.dryRuns.start(0);
		const read = { method: 'GET', path: '/vendors', itemIndex: 0 } as const;
		await client.request(read);
		expect([sent.length, dryRun.calls.length]).toEqual([1, 0]);
		await client.request(post(0));
		await client.request(read);
		expect(sent).toHaveLength(1);
		expect(dryRun.calls.map(({ method, writes }) => [method, writes])).toEqual([
			['POST', true],
			['GET', false],
		]);
	});

	it('answers with placeholders that name the call, and shows them in what follows', async () => {
		const { client } = await start();
		const dryRun = client.dryRuns.start(0);
		const { body } = await client.request(post(0));
		const { id, status = 'none' } = body as { id: string; status?: string };
		expect([id, status]).toEqual(['<id from call 1>', '<status from call 1>']);
		await client.request({
			method: 'PATCH',
			path: '/vendors/{id}',
			pathValues: { id },
			body: { parent: id },
			itemIndex: 0,
		});
		expect(dryRun.calls[1]).toMatchObject({
			url: expect.stringMatching(/\/vendors\/<id from call 1>$/),
			body: { parent: '<id from call 1>' },
		});
	});

	it('sends what belongs to another item, and no write that belongs to none', async () => {
		const { client, sent } = await start();
		const dryRun = client.dryRuns.start(1);
		await client.request(post(0));
		expect(sent).toHaveLength(1);
		await client.request(post(undefined));
		await client.request({ method: 'GET', path: '/accounts' });
		expect([sent.length, dryRun.calls.length]).toEqual([2, 1]);
	});

	it('plans what is a GET by name only, and sends what only reads', async () => {
		const { client, sent } = await start();
		const dryRun = client.dryRuns.start(0);
		await client.request({ ...post(0), repeat: 'safe' });
		expect(sent).toHaveLength(1);
		await client.request({ method: 'GET', path: '/close', repeat: 'never', itemIndex: 0 });
		expect([sent.length, dryRun.calls.length]).toEqual([1, 1]);
	});

	it('shows no secret, and neither asks for a token', async () => {
		const { client, asked } = await start();
		const dryRun = client.dryRuns.start(0);
		await client.request({
			...post(0),
			headers: { 'X-Note': `from ${SECRET}` },
			query: { q: SECRET },
			body: { note: SECRET, password: 'anything' },
			secrets: ['anything else that is secret'],
		});
		expect(asked).toEqual([]);
		expect(JSON.stringify(dryRun.calls)).not.toContain(SECRET);
		expect(dryRun.calls[0]).toMatchObject({
			headers: { Authorization: 'Bearer ***', 'X-API-Key': '***', 'X-Note': 'from ***' },
			body: { note: '***', password: '***' },
		});
	});

	it('shows the parts of a form and the size of a file', async () => {
		const { client } = await start();
		const dryRun = client.dryRuns.start(0);
		const form = new FormData();
		form.append('name', 'A');
		form.append('file', new Blob(['%PDF'], { type: 'application/pdf' }), 'a.pdf');
		await client.request({ ...post(0), body: form });
		await client.request({ ...post(0), body: Buffer.from('%PDF') });
		expect(dryRun.calls.map(({ body }) => body)).toEqual([
			[
				{ name: 'name', value: 'A' },
				{ name: 'file', fileName: 'a.pdf', mimeType: 'application/pdf', bytes: 4 },
			],
			{ bytes: 4 },
		]);
	});

	it('refuses what cannot be sent, as a real run does', async () => {
		const { client } = await start();
		client.dryRuns.start(0);
		await expect(client.request(post(0, '/../secret'))).rejects.toThrow(/path/i);
	});
});
