import { describe, expect, it } from '@jest/globals';

import type { Answered } from './support/node-bench.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { hintsOf } from './support/pace.mts';
import type { Asked } from './support/provider-request.mts';
import { Requester } from './support/provider-request.mts';
import { serversForTest } from './support/raw-server.mts';

const sandbox = sandboxForTests();

const instead = serversForTest();

const failedIn = (answered: Answered) => answered.items.filter(({ json }) => json.error);

describe('one account', () => {
	it('lets a single request through beside a fetch of 100,000 rows', async () => {
		const rows = (page: number) =>
			Array.from({ length: 100 }, (_row, index) => ({ id: (page - 1) * 100 + index }));
		const server = await instead((request, response) => {
			const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
			const page = Number(searchParams.get('page') ?? 1);
			const pagination = { page, total: 100_000, total_pages: 1000 };
			const list = { data: rows(page), pagination };
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify(pathname.endsWith('/single') ? { one: 1 } : list));
		});
		const node = await Requester.start(sandbox(), 'otesse', {
			baseUrl: server.url,
			requestsPerSecond: 250,
		});
		const many = node.run({ endpoint: 'GET /customers' });
		while (server.seen.length < 300) await new Promise((resolve) => setTimeout(resolve, 10));
		const single = await node.run({ endpoint: '/single', method: 'GET' });
		const then = server.seen.length;
		expect(single.items).toHaveLength(1);
		expect(then).toBeLessThan(700);
		const { items } = await many;
		expect(items).toHaveLength(100_000);
		expect(items.every(({ json }, index) => json.id === index)).toBe(true);
		expect(server.seen).toHaveLength(1001);
	});
});

describe('a wait', () => {
	const get: Asked = { endpoint: '/anything', method: 'GET' };

	const node = async (requestsPerSecond = 5000) =>
		await Requester.start(sandbox(), 'otesse', { requestsPerSecond });

	it('for a turn is told after the node', async () => {
		const slow = await node(1);
		await slow.answer({ ok: true });
		const answered = await slow.run(get, [{}, {}, {}, {}, {}]);
		expect(answered.items).toHaveLength(5);
		expect(hintsOf(answered)).toEqual([
			expect.stringMatching(
				/^Waited [4-9] seconds to stay within the limit of 1 per second\..*"Requests per Second" in the Otesse API credential/,
			),
		]);
	});

	it('that the service asked for is told after the node', async () => {
		const asked = await node();
		await asked.fault({ status: 429, headers: { 'retry-after': '4' } });
		await asked.answer({ ok: true });
		expect(hintsOf(await asked.run(get))).toEqual([
			'Waited 4 seconds because Otesse answered "too many requests".',
		]);
	});

	it('that is short is not worth a word', async () => {
		const asked = await node();
		await asked.fault({ status: 503 });
		await asked.answer({ ok: true });
		expect(hintsOf(await asked.run(get))).toEqual([]);
	});

	it('is no longer than "Maximum Wait (Seconds)", for a turn', async () => {
		const slow = await node(1);
		await slow.answer({ ok: true });
		const options = { longestWait: 2 };
		const answered = await slow.run({ ...get, options, onError: 'continueRegularOutput' }, [
			{},
			{},
			{},
			{},
			{},
		]);
		expect(answered.calls).toHaveLength(2);
		expect(failedIn(answered).map(({ json }) => json.error)).toEqual([
			expect.stringMatching(/^The request would have to wait more than 2 seconds$/),
			expect.stringMatching(/^The request would have to wait more than 2 seconds$/),
			expect.stringMatching(/^The request would have to wait more than 2 seconds$/),
		]);
		expect(String(failedIn(answered)[0]?.json.message)).toContain('Raise "Maximum Wait (Seconds)"');
	});

	it('is no longer than "Maximum Wait (Seconds)", for a place among those that are answered slowly', async () => {
		// Otesse has five places; an answer takes longer than anybody wants to wait.
		const server = await instead((_request, response) => {
			setTimeout(() => response.end('{"ok":true}'), 2_500);
		});
		const asked = await Requester.start(sandbox(), 'otesse', {
			baseUrl: server.url,
			requestsPerSecond: 5000,
		});
		const hurried: Asked = {
			...get,
			options: { longestWait: 1 },
			onError: 'continueRegularOutput',
		};
		const items = Array(8).fill({});
		const first = await asked.run(hurried, items);
		expect(server.seen).toHaveLength(5);
		expect(failedIn(first).map(({ json }) => json.error)).toEqual(
			Array(3).fill('The request would have to wait more than 1 second'),
		);
		expect(failedIn(first)[0]?.json.message).toMatch(/not sent.*"Maximum Wait \(Seconds\)"/);
		await asked.run({ ...hurried, options: { longestWait: 0 } }, items);
		expect(server.seen).toHaveLength(10);
	});

	it('is no longer than "Maximum Wait (Seconds)", for a service that asks for one, also by others', async () => {
		const asked = await node();
		await asked.fault({ status: 429, headers: { 'retry-after': '30' } });
		await asked.answer({ ok: true });
		const hurried = { ...get, options: { longestWait: 3 } };
		const { error, calls } = await asked.refusal(hurried);
		expect(error.description).toContain('The service asks to wait 30 seconds.');
		expect(calls).toHaveLength(1);
		const other = await asked.refusal(hurried);
		expect(other.error.message).toMatch(/^The request would have to wait (29|30) seconds/);
		expect(other.calls).toEqual([]);
	});

	it('of none at all still sends the first try', async () => {
		const asked = await node();
		await asked.fault({ status: 503, body: { message: 'Later' } });
		const { calls } = await asked.refusal({ ...get, options: { longestWait: 0 } });
		expect(calls).toHaveLength(1);
	});
});

describe('credentials of one account', () => {
	const rate = async (requests: number, seen: number[]) => {
		const first = seen.at(-requests) ?? 0;
		return (seen.at(-1) ?? 0) - first;
	};

	it('keep the strictest of their limits, also where the other one was opened last', async () => {
		const seen: number[] = [];
		const server = await instead((_request, response) => {
			seen.push(Date.now());
			response.setHeader('content-type', 'application/json');
			response.end('{"ok":true}');
		});
		const same = { baseUrl: server.url, apiKey: 'one-account' };
		const strict = await Requester.start(sandbox(), 'otesse', { ...same, requestsPerSecond: 2 });
		const other = strict.with({ ...same, requestsPerSecond: 500 });
		const get: Asked = { endpoint: '/anything', method: 'GET' };
		await strict.run(get);
		await other.run(get, Array(6).fill({}));
		expect(await rate(6, seen)).toBeGreaterThanOrEqual(1_900);
		strict.stored.data.requestsPerSecond = 400;
		await strict.run(get);
		await other.run(get, Array(6).fill({}));
		expect(await rate(6, seen)).toBeLessThan(900);
	});
});

describe('a list that may be incomplete', () => {
	it('is told after the node', async () => {
		const requester = await Requester.start(sandbox(), 'otesse');
		const rows = Array.from({ length: 100 }, (_entry, id) => ({ id }));
		await requester.answer({ data: rows, pagination: { total: 300, total_pages: 3 } });
		const answered = await requester.run({ endpoint: 'GET /customers' });
		expect(answered.items).toHaveLength(100);
		expect(hintsOf(answered)).toEqual([
			expect.stringMatching(/^Page 2 of \/customers repeats an earlier page.*may be incomplete/),
		]);
	});
});
