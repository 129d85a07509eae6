import { afterEach, describe, expect, it } from '@jest/globals';
import type { NodeExecutionHint } from 'n8n-workflow';

import { sandboxForTests } from './support/node-bench.mts';
import { Requester } from './support/provider-request.mts';
import type { RawServer } from './support/raw-server.mts';
import { rawServer } from './support/raw-server.mts';

const sandbox = sandboxForTests();
const servers: RawServer[] = [];

afterEach(async () => {
	await Promise.all(servers.splice(0).map(async (server) => await server.close()));
});

/** What the service answers to the `call`th request for a page; a status alone is a failure, `undefined` a broken connection. */
type Pages = (page: number, call: number, host: string) => object | number | undefined;

const rows = (from: number, to: number) =>
	Array.from({ length: Math.max(0, to - from + 1) }, (_row, index) => ({ id: from + index }));
const ids = (from: number, to: number) => rows(from, to).map(({ id }) => id);
/** A hundred rows a page, as asked, of so many. */
const page = (number: number, all: number) =>
	rows((number - 1) * 100 + 1, Math.min(number * 100, all));

/** Otesse tells the number of pages and of rows, OOTI the number of rows and a link to the next page. */
const otesse = (data: object[], total: number, total_pages: number) => ({
	data,
	pagination: { total, total_pages },
});
const ooti = (results: object[], count: number | undefined, next: string | null) => ({
	...(count === undefined ? {} : { count }),
	next,
	results,
});

interface Case {
	service: 'otesse' | 'ooti';
	answer: Pages;
	/** The rows that become items. */
	items: number[];
	/** How often each page was asked for. */
	asked: Record<number, number>;
	/** Said under the node's output. */
	told?: RegExp;
	/** What ends the node. */
	error?: RegExp;
}

const cases: Record<string, Case> = {
	'no fault': {
		service: 'otesse',
		answer: (number) => otesse(page(number, 250), 250, 3),
		items: ids(1, 250),
		asked: { 1: 1, 2: 1, 3: 1 },
	},
	'a page that fails once': {
		service: 'otesse',
		answer: (number, call) =>
			number === 2 && call === 1 ? 503 : otesse(page(number, 250), 250, 3),
		items: ids(1, 250),
		asked: { 1: 1, 2: 2, 3: 1 },
	},
	'a page that breaks off once': {
		service: 'otesse',
		answer: (number, call) =>
			number === 3 && call === 1 ? undefined : otesse(page(number, 250), 250, 3),
		items: ids(1, 250),
		asked: { 1: 1, 2: 1, 3: 2 },
	},
	'a page that fails for ever': {
		service: 'otesse',
		answer: (number) => (number === 2 ? 503 : otesse(page(number, 250), 250, 3)),
		items: [],
		asked: { 1: 1, 2: 4, 3: 1 },
		error: /^Otesse: HTTP status 503$/,
	},
	'a page that says 429': {
		service: 'ooti',
		answer: (number, call) =>
			number === 2 && call === 1 ? 429 : ooti(page(number, 150), 150, number < 2 ? 'more' : null),
		items: ids(1, 150),
		asked: { 1: 1, 2: 2 },
	},
	'the same page for ever': {
		service: 'otesse',
		answer: () => otesse(page(1, 250), 300, 3),
		items: ids(1, 100),
		asked: { 1: 1, 2: 1, 3: 1 },
		told: /^Page 2 of \/customers repeats an earlier page.*may be incomplete/,
	},
	'two pages in a circle, with links': {
		service: 'ooti',
		answer: (number) => ooti(page(2 - (number % 2), 200), undefined, 'more'),
		items: ids(1, 200),
		asked: { 1: 1, 2: 1, 3: 1 },
		told: /^Page 3 of .* repeats an earlier page/,
	},
	'pages shorter than asked': {
		service: 'ooti',
		answer: (number) =>
			ooti(rows((number - 1) * 30 + 1, Math.min(number * 30, 75)), 75, number < 3 ? 'more' : null),
		items: ids(1, 75),
		asked: { 1: 1, 2: 1, 3: 1 },
	},
	'an empty page before the last one': {
		service: 'otesse',
		answer: (number) => otesse(number === 2 ? [] : page(number, 250), 250, 3),
		items: ids(1, 100),
		asked: { 1: 1, 2: 1, 3: 1 },
		told: /^Page 2 of \/customers is empty although the service reports 3 pages.*may be incomplete/,
	},
	'rows that are gone when the last page is asked for': {
		service: 'otesse',
		answer: (number) => (number === 3 ? otesse([], 200, 2) : otesse(page(number, 250), 250, 3)),
		items: ids(1, 200),
		asked: { 1: 1, 2: 1, 3: 1 },
	},
	'a total that is too low': {
		service: 'ooti',
		answer: (number) => ooti(page(number, 150), 7, number < 2 ? 'more' : null),
		items: ids(1, 150),
		asked: { 1: 1, 2: 1 },
	},
	'a total that is too high': {
		service: 'otesse',
		answer: (number) => otesse(page(number, 150), 1_000_000_000, 3),
		items: ids(1, 150),
		asked: { 1: 1, 2: 1, 3: 1 },
		told: /^Page 3 of \/customers is empty although the service reports 3 pages/,
	},
	'rows that move to the next page meanwhile': {
		service: 'ooti',
		// A row was added in front after the first page was read: row 100 comes again.
		answer: (number) =>
			number === 1
				? ooti(
						ids(1, 100).map((id) => ({ id })),
						undefined,
						'more',
					)
				: ooti(rows(100, 150), undefined, null),
		items: [...ids(1, 100), ...ids(100, 150)],
		asked: { 1: 1, 2: 1 },
	},
	'a link to another host': {
		service: 'ooti',
		answer: (number, _call, host) =>
			ooti(page(number, 150), undefined, number < 2 ? `http://${host}/steal?page=7` : null),
		items: ids(1, 150),
		asked: { 1: 1, 2: 1 },
	},
	'no list': {
		service: 'ooti',
		answer: () => ({ count: 5, next: 'more', error: 'none' }),
		items: [],
		asked: { 1: 1 },
		told: /answered without a list at "results", so it gave no items/,
	},
	'no list on a later page': {
		service: 'otesse',
		answer: (number) => (number === 2 ? { data: 'none' } : otesse(page(number, 250), 250, 3)),
		items: ids(1, 100),
		asked: { 1: 1, 2: 1, 3: 1 },
		told: /answered without a list at "data"/,
	},
};

const endpoints = {
	otesse: { endpoint: 'GET /customers' },
	ooti: { endpoint: 'GET /projects/list/{org_pk}/', path: { org_pk: '210' } },
};

describe('a list with', () => {
	it.each(Object.entries(cases))('%s', async (_fault, { service, answer, ...expected }) => {
		const stranger = await rawServer((_request, response) => response.end('{}'));
		const asked: Record<number, number> = {};
		const server = await rawServer((request, response) => {
			const number = Number(new URL(request.url ?? '', 'http://x').searchParams.get('page') ?? 1);
			const call = (asked[number] = (asked[number] ?? 0) + 1);
			const said = answer(number, call, new URL(stranger.url).host);
			if (said === undefined) {
				response.destroy();
				return;
			}
			response.writeHead(typeof said === 'number' ? said : 200, {
				'content-type': 'application/json',
			});
			response.end(typeof said === 'number' ? '' : JSON.stringify(said));
		});
		servers.push(server, stranger);
		const node = await Requester.start(sandbox(), service, { baseUrl: server.url });
		const { items, error, run } = await node.run(endpoints[service]);

		expect({ asked, strangers: stranger.seen }).toEqual({ asked: expected.asked, strangers: [] });
		expect(items.map(({ json }) => json.id)).toEqual(expected.items);
		if (expected.error) expect(error?.message).toMatch(expected.error);
		else expect(error).toBeUndefined();
		const hints: NodeExecutionHint[] = run.data.resultData.runData.Request?.[0]?.hints ?? [];
		expect(hints.map(({ message }) => message)).toEqual(
			expected.told ? [expect.stringMatching(expected.told)] : [],
		);
	});
});
