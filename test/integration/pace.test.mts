import { describe, expect, it } from '@jest/globals';

import { traffic } from './support/bench.mts';
import type { Answered } from './support/node-bench.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { hintsOf, tooEarly } from './support/pace.mts';
import type { Asked } from './support/provider-request.mts';
import { Requester } from './support/provider-request.mts';
import { serversForTest } from './support/raw-server.mts';

const sandbox = sandboxForTests();
const hooks: Asked = {
	endpoint: 'GET /team/{team_id}/webhooks',
	path: { team_id: '111' },
	options: { pagination: 'off' },
	onError: 'continueRegularOutput',
};

const instead = serversForTest();

const failedIn = (answered: Answered) => answered.items.filter(({ json }) => json.error);

describe('doo, with three executions at once', () => {
	it('sees one request a second, token and renewal among them', async () => {
		const node = await Requester.start(sandbox(), 'doo', { requestsPerSecond: 1 });
		const first = [node.run(hooks, [{}, {}]), node.run(hooks, [{}, {}])];
		const seen = async () => (await traffic(sandbox(), 'doo')).entries.length;
		while ((await seen()) < 3) await new Promise((resolve) => setTimeout(resolve, 50));
		await sandbox().steer('POST', 'tokens/revoke', { service: 'doo', kinds: ['access'] });
		const all = await Promise.all([...first, node.run(hooks, [{}])]);
		expect(all.flatMap(failedIn)).toEqual([]);
		const { entries, tokens } = await traffic(sandbox(), 'doo');
		expect(tokens).toBe(2);
		// By the moments of arrival; the simulator's own quota would refuse what is early by a millisecond.
		expect(tooEarly(entries, 1000)).toEqual([]);
	});

	it('sees no more than the day’s budget; the others fail at once and say when it ends', async () => {
		const node = await Requester.start(sandbox(), 'doo', { requestsPerDay: 5 });
		const all = await Promise.all([1, 2, 3].map(async () => await node.run(hooks, [{}, {}, {}])));
		const { entries } = await traffic(sandbox(), 'doo');
		expect(entries).toHaveLength(5);
		const failed = all.flatMap(failedIn);
		expect(failed).toHaveLength(5);
		for (const { json } of failed) {
			expect(json.error).toMatch(
				/daily budget of 5 requests is used up until \d{4}-\d\d-\d\dT00:00:00/,
			);
		}
	});
});

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

	it('for a token that the service gives out later is a wait like others', async () => {
		const patient = await Requester.start(sandbox(), 'ottimate');
		await sandbox().steer('POST', 'faults', {
			service: 'ottimate',
			kind: 'token',
			status: 429,
			headers: { 'retry-after': '4' },
		});
		const answered = await patient.run({ endpoint: 'GET /vendors', limit: 2 }, [{}, {}, {}]);
		expect(answered.error).toBeUndefined();
		expect(answered.tokens.map(({ status }) => status)).toEqual([429, 200]);
		expect(hintsOf(answered)).toEqual([
			expect.stringMatching(/^Waited [45] seconds because Ottimate answered "too many requests"/),
		]);
		await sandbox().steer('POST', 'faults', {
			service: 'ottimate',
			kind: 'token',
			status: 429,
			headers: { 'retry-after': '600' },
		});
		const other = await Requester.start(sandbox(), 'ottimate');
		const { error, tokens } = await other.refusal({ endpoint: 'GET /vendors' });
		expect(error.message).toMatch(
			/issues no token now because of too many requests.*Wait 600 seconds/,
		);
		expect(tokens).toHaveLength(1);
	});

	it('of none at all still sends the first try', async () => {
		const asked = await node();
		await asked.fault({ status: 503, body: { message: 'Later' } });
		const { calls } = await asked.refusal({ ...get, options: { longestWait: 0 } });
		expect(calls).toHaveLength(1);
	});
});

describe('a service that refuses without naming a limit', () => {
	it('gets all of 300 items at a pace that it takes: 100 in 10 s', async () => {
		const taken: number[] = [];
		const refused: number[] = [];
		const server = await instead((request, response) => {
			const now = Date.now();
			response.setHeader('content-type', 'application/json');
			if (request.url?.endsWith('/refreshToken')) {
				response.end(JSON.stringify({ success: true, access_token: 'token', expires_in: '3600' }));
				return;
			}
			const ok = taken.filter((at) => at > now - 10_000).length < 100;
			(ok ? taken : refused).push(now);
			response.statusCode = ok ? 200 : 429;
			response.end(ok ? '{"success":true}' : '');
		});
		const node = await Requester.start(sandbox(), 'oto', {
			baseUrl: server.url,
			requestsPerSecond: 0,
		});
		const items = Array(300).fill({});
		const answered = await node.run({ endpoint: '/accountInfo', method: 'GET' }, items);
		expect(answered.error).toBeUndefined();
		expect(answered.items).toHaveLength(300);
		expect(taken).toHaveLength(300);
		expect(refused.length / (refused.length + taken.length)).toBeLessThanOrEqual(0.1);
		expect(hintsOf(answered).join(' ')).toMatch(/too many requests|at the pace that OTO allows/);
	}, 120_000);

	it('is asked again for one request until the wait is over, and then its words are told', async () => {
		const node = await Requester.start(sandbox(), 'oto', { requestsPerSecond: 0 });
		await node.fault({ status: 429, times: 1000, body: { message: 'Slow down' } });
		const get: Asked = { endpoint: '/anything', method: 'GET', options: { longestWait: 9 } };
		const { error, calls } = await node.refusal(get);
		expect(error.message).toBe('OTO: Slow down');
		expect(calls).toHaveLength(4);
		const gaps = calls.slice(1).map(({ at }, index) => at - (calls[index]?.at ?? 0));
		for (const [index, gap] of gaps.entries())
			expect(gap).toBeGreaterThanOrEqual(1000 * 2 ** index);
	}, 30_000);
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

	it("are not held up by a stranger's with the same public name", async () => {
		const evil = await instead((request, response) => {
			response.setHeader('content-type', 'application/json');
			if (request.url?.includes('token')) return response.end('{"access":"a","refresh":"r"}');
			response.statusCode = 429;
			response.setHeader('retry-after', '100');
			return response.end('{}');
		});
		const mine = await Requester.start(sandbox(), 'ooti', {}, 'ootiJwtApi');
		const strangers = mine.with({ baseUrl: evil.url, password: 'guessed' });
		const get: Asked = { endpoint: 'GET /profiles/profile/', options: { longestWait: 3 } };
		expect((await strangers.refusal(get)).error.description).toContain('100 seconds');
		expect((await mine.run(get)).error).toBeUndefined();
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
