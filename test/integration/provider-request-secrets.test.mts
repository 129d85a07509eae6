import { describe, expect, it } from '@jest/globals';

import type { Fault } from '../sandbox/core/types.mts';
import { tested } from '../services/index.mts';
import type { Answered } from './support/node-bench.mts';
import type { Asked } from './support/provider-request.mts';
import { sandboxForTests, secretsOf, textOf } from './support/node-bench.mts';
import { Requester } from './support/provider-request.mts';

const sandbox = sandboxForTests();
const services = tested.map(({ id }) => id);

/** What may happen to a request, by the path that it happens to. */
const happenings: Record<string, Omit<Fault, 'service'>> = {
	refused: { status: 401, body: { message: 'who are you?' } },
	forbidden: { status: 403, body: { message: 'no' } },
	failing: { status: 500, body: '<h1>oops</h1>', contentType: 'text/html' },
	broken: { reset: 'after' },
	moved: { status: 302, headers: { location: 'https://example.com/' } },
	cut: { status: 200, body: '{"a":', truncate: true },
};

const names = ['unknown', ...Object.keys(happenings)];
const asked: Asked = {
	endpoint: '=/{{ $json.name }}',
	method: 'GET',
	onError: 'continueRegularOutput',
};

const foundIn = (run: Answered, secrets: readonly string[]) => {
	const text = textOf(run);
	return secrets.filter((secret) => text.includes(secret));
};

describe.each(services)('no secret of %s can be read in a run', (service) => {
	it('whatever happens to a request', async () => {
		const node = await Requester.start(sandbox(), service);
		for (const [name, fault] of Object.entries(happenings)) {
			await node.fault({ ...fault, path: `^/${name}$`, times: 1000 });
		}
		const all = names.map((name) => ({ name }));
		const runs = await Promise.all([
			node.run(asked, all),
			node.run({ ...asked, method: 'POST', body: { a: 1 } }, all),
			...names.map(async (name) => await node.run({ ...asked, onError: undefined }, [{ name }])),
		]);
		const [read, written, ...ended] = runs;
		for (const run of [read, written]) {
			const failed = run?.items.filter(({ json }) => typeof json.error === 'string');
			expect(failed).toHaveLength(names.length);
		}
		expect(ended.filter(({ error }) => error === undefined)).toEqual([]);
		const secrets = await secretsOf(sandbox(), service);
		expect(secrets.length).toBeGreaterThan(0);
		expect(runs.flatMap((run) => foundIn(run, secrets))).toEqual([]);
	});

	it('where the service itself repeats them', async () => {
		const node = await Requester.start(sandbox(), service);
		const item = [{ name: 'echo' }];
		await node.run(asked, item);
		const said = (await secretsOf(sandbox(), service)).join(' and ');
		await node.answer({ message: `Not ${said}`, detail: said, error: said }, { status: 400 });
		const read = await node.run(asked, item);
		const ended = await node.run({ ...asked, onError: undefined }, item);
		expect(read.items[0]?.json.error).toEqual(expect.any(String));
		const stored = Object.values(node.stored.data)
			.filter((value) => typeof value === 'string')
			.filter((value) => value.length > 8 && said.includes(value));
		expect(stored.length).toBeGreaterThan(0);
		expect([...foundIn(read, stored), ...foundIn(ended, stored)]).toEqual([]);
	});

	it('where the service writes them in other forms, or as names', async () => {
		const node = await Requester.start(sandbox(), service);
		await node.run(asked, [{ name: 'echo' }]);
		const stored = Object.values(node.stored.data)
			.filter((value) => typeof value === 'string')
			.filter((value) => value.length > 15 && !value.startsWith('http'));
		const sent = (await secretsOf(sandbox(), service)).filter((one) => stored.includes(one));
		expect(sent.length).toBeGreaterThan(0);
		const written = sent.flatMap((secret) => [
			secret,
			encodeURIComponent(encodeURIComponent(`<${secret}>`)),
			Buffer.from(secret).toString('base64'),
			Buffer.from(`user:${secret}`).toString('base64url'),
		]);
		const unknown = {
			access_token: 'fresh-1-one',
			'x-refresh-token': ['fresh-2-two'],
			password: 31337,
		};
		await node.answer(
			{
				message: `Not ${written.join(' and ')}`,
				seen: Object.fromEntries(written.map((text, at) => [text, at])),
				...unknown,
			},
			{ status: 400 },
		);
		const ended = await node.run({ ...asked, onError: undefined }, [{ name: 'echo' }]);
		const text = textOf(ended);
		expect(text).toContain('***');
		const shown = [...written, 'fresh-1-one', 'fresh-2-two', '31337'].filter((one) =>
			text.includes(one),
		);
		expect(shown).toEqual([]);
	});

	it('where the service repeats the headers of a request in those of its answer', async () => {
		const node = await Requester.start(sandbox(), service);
		const headers = {
			'set-cookie': 'sid=fresh-cookie',
			'x-access-token': 'fresh-access',
			'x-refresh-token': 'fresh-refresh',
			'x-client-secret': 'fresh-secret',
			'x-seen': 'Authorization: Bearer fresh-Bearer-1',
			link: '<https://x.example/?page=2&access_token=fresh-link>; rel=next',
			'x-request-id': 'r-1',
		};
		await node.answer({ id: 1 }, { headers });
		const { json } = await node.one({
			endpoint: '/anything',
			method: 'GET',
			options: { fullResponse: true },
		});
		expect(json.headers).toMatchObject({ 'x-request-id': 'r-1' });
		expect(JSON.stringify(json)).not.toMatch(/fresh/);
	});
});
