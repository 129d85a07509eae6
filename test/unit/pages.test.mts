import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import type { Paging } from '../../transport/contracts/endpoint';
import { pagedService, paging, rows } from './support/paged-service.mts';

const byTotal: Paging = { ...paging, total: 'count' };
const byPages: Paging = { ...paging, totalPages: 'meta.pages' };
const byLink: Paging = { ...paging, next: 'next' };

describe('how many rows there are', () => {
	it.each([0, 1, 9, 10, 11, 20, 21, 95])('%i rows, told by nothing', async (total) => {
		const { fetchAll, pagesAsked } = pagedService({ total });
		expect(await fetchAll()).toEqual(rows(0, total));
		expect(pagesAsked()).toHaveLength(Math.ceil(total / 10) + 1);
	});

	it('more than a silent cap on the page size shows, told by nothing', async () => {
		const service = pagedService({ total: 120, cap: 50 }, { ...paging, maxSize: 100 });
		expect(await service.fetchAll()).toEqual(rows(0, 120));
		expect(service.pagesAsked()).toEqual([1, 2, 3, 4]);
	});

	it.each([0, 1, 9, 10, 11, 20, 21, 95])('%i rows, told by a total', async (total) => {
		const service = pagedService({ total, envelope: () => ({ count: total }) }, byTotal);
		expect(await service.fetchAll()).toEqual(rows(0, total));
		// A total of one full page may count the page only.
		const more = total === 10 ? 1 : 0;
		expect(service.pagesAsked()).toHaveLength(Math.max(1, Math.ceil(total / 10)) + more);
	});

	it.each([0, 1, 10, 11, 95])('%i rows, told by a number of pages', async (total) => {
		const pagesThere = Math.ceil(total / 10);
		const envelope = () => ({ meta: { pages: String(pagesThere) } });
		const service = pagedService({ total, envelope }, byPages);
		expect(await service.fetchAll()).toEqual(rows(0, total));
		expect(service.pagesAsked()).toHaveLength(Math.max(1, pagesThere));
	});

	it.each([1, 10, 11, 95])('%i rows, told by a link', async (total) => {
		const envelope = (page: number) => ({
			next: page * 10 < total ? 'https://evil.example/items?page=99' : null,
		});
		const service = pagedService({ total, envelope }, byLink);
		expect(await service.fetchAll()).toEqual(rows(0, total));
		expect(service.pagesAsked()).toHaveLength(Math.ceil(total / 10));
		expect(service.asked.every(({ path }) => path === '/items')).toBe(true);
	});

	it('any number of rows, page size, limit and cap give the first rows, once each', async () => {
		const numbers = {
			total: fc.integer({ min: 0, max: 60 }),
			cap: fc.integer({ min: 1, max: 12 }),
			pageSize: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
			limit: fc.oneof(fc.integer({ min: 1, max: 70 }), fc.constant(Infinity)),
		};
		await fc.assert(
			fc.asyncProperty(fc.record(numbers), async ({ total, cap, pageSize, limit }) => {
				const service = pagedService({ total, cap, envelope: () => ({ count: total }) }, byTotal);
				const options = pageSize === undefined ? { limit } : { limit, pageSize };
				expect(await service.fetchAll(options)).toEqual(rows(0, Math.min(total, limit)));
			}),
		);
	});
});

describe('a limit', () => {
	it.each([1, 5, 10, 11, 25])('of %i rows asks for no page too many', async (limit) => {
		const service = pagedService({ total: 95, envelope: () => ({ count: 95 }) }, byTotal);
		expect(await service.fetchAll({ limit })).toEqual(rows(0, limit));
		expect(service.pagesAsked()).toHaveLength(Math.ceil(limit / 10));
	});

	it('makes the page smaller when it is smaller', async () => {
		const { fetchAll, asked } = pagedService({ total: 95 });
		await fetchAll({ limit: 3 });
		expect(asked.map(({ query }) => query)).toEqual([{ page: 1, limit: 3 }]);
	});

	it('keeps a page size that a person asks for, up to what the service accepts', async () => {
		const { fetchAll, asked } = pagedService({ total: 7 });
		await fetchAll({ pageSize: 4 });
		await fetchAll({ pageSize: 500 });
		expect(asked.map(({ query }) => query?.limit)).toEqual([4, 4, 4, 10, 10]);
	});
});

describe('a service that does not keep to its word', () => {
	it('gives smaller pages than asked, and a total', async () => {
		const envelope = () => ({ count: 23 });
		const service = pagedService({ total: 23, cap: 4, envelope }, byTotal);
		expect(await service.fetchAll()).toEqual(rows(0, 23));
	});

	it('gives smaller pages than asked, and links', async () => {
		const envelope = (page: number) => ({ next: page * 4 < 23 ? '/items' : null });
		const service = pagedService({ total: 23, cap: 4, envelope }, byLink);
		expect(await service.fetchAll()).toEqual(rows(0, 23));
	});

	it('decides the page size alone', async () => {
		const { size, ...alone } = byTotal;
		expect(size).toBe('limit');
		const service = pagedService({ total: 23, cap: 4, envelope: () => ({ count: 23 }) }, alone);
		expect(await service.fetchAll({ limit: 13 })).toEqual(rows(0, 13));
		expect(service.asked.every(({ query }) => query?.limit === undefined)).toBe(true);
	});

	it.each([undefined, null, '', 'many', {}])('tells %j as total', async (count) => {
		const service = pagedService({ total: 23, envelope: () => ({ count }) }, byTotal);
		expect(await service.fetchAll()).toEqual(rows(0, 23));
	});

	it('tells a total that is too high', async () => {
		const service = pagedService({ total: 13, envelope: () => ({ count: 900 }) }, byTotal);
		expect(await service.fetchAll()).toEqual(rows(0, 13));
		// Page 2 is the last one with rows; ten more are under way by then.
		expect(service.pagesAsked()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
	});

	it('gives the same page for ever', async () => {
		const instead = () => ({ status: 200, body: { items: rows(0, 10), next: 'more' } });
		const service = pagedService({ total: 10, instead }, byLink);
		expect(await service.fetchAll()).toEqual(rows(0, 10));
		expect(service.pagesAsked()).toEqual([1, 2]);
	});

	it('gives the same pages in a circle', async () => {
		const service = pagedService({
			total: 30,
			instead: (page) => ({ status: 200, body: { items: rows((page % 3) * 10, 10) } }),
		});
		expect(await service.fetchAll()).toHaveLength(30);
		expect(service.pagesAsked()).toEqual([1, 2, 3, 4]);
		expect(service.notes).toEqual([expect.stringMatching(/^Page 4 of \/items repeats an earlier/)]);
	});

	it.each([0, 1, 9, 11, 15, 22])('tells a total that is too low (%i)', async (count) => {
		const service = pagedService({ total: 23, envelope: () => ({ count }) }, byTotal);
		expect(await service.fetchAll()).toEqual(rows(0, 23));
	});

	it.each([0, -5])('tells %i pages', async (pages) => {
		const service = pagedService({ total: 23, envelope: () => ({ meta: { pages } }) }, byPages);
		expect(await service.fetchAll()).toEqual(rows(0, 23));
	});

	it.each([1e12, 1e300])(
		'tells a total of %d, and fetches no more than ten too many',
		async (count) => {
			const service = pagedService({ total: 23, envelope: () => ({ count }) }, byTotal);
			expect(await service.fetchAll()).toEqual(rows(0, 23));
			expect(service.pagesAsked().length).toBeLessThanOrEqual(13);
		},
	);

	it('moves rows from one page to the next while they are fetched: each page is given as it came', async () => {
		const service = pagedService(
			{
				total: 20,
				envelope: () => ({ count: 21 }),
				instead: (page) => ({
					status: 200,
					body: {
						count: 21,
						items: page === 1 ? rows(0, 10) : page === 2 ? rows(9, 10) : rows(19, 1),
					},
				}),
			},
			byTotal,
		);
		expect((await service.fetchAll()).map(({ id }) => id)).toEqual([
			...rows(0, 10).map(({ id }) => id),
			...rows(9, 11).map(({ id }) => id),
		]);
	});

	it('links to another host: only that there is a link counts', async () => {
		const envelope = (page: number) => ({
			next: page < 3 ? 'https://evil.example/?page=77' : null,
		});
		const service = pagedService({ total: 30, envelope }, byLink);
		expect(await service.fetchAll()).toEqual(rows(0, 30));
		expect(service.asked.every(({ path, host }) => path === '/items' && host === undefined)).toBe(
			true,
		);
	});

	it('answers a list under another of its names', async () => {
		const instead = () => ({ status: 200, body: { results: rows(0, 3) } });
		const service = pagedService({ total: 3, instead });
		expect(await service.fetchAll({ recordKeys: ['results'] })).toEqual(rows(0, 3));
	});

	it('answers without a list, which is told', async () => {
		const instead = () => ({ status: 200, body: { message: 'maintenance' } });
		const service = pagedService({ total: 0, instead });
		await service.fetchAll();
		expect(service.notes).toEqual([
			'/items answered without a list at "items", so it gave no items.',
		]);
		const none = pagedService({
			total: 0,
			instead: () => ({ status: 200, body: { items: null } }),
		});
		await none.fetchAll();
		expect(none.notes).toEqual([]);
	});

	it('answers something without rows', async () => {
		const instead = () => ({ status: 200, body: { message: 'nothing here' } });
		expect(await pagedService({ total: 0, instead }).fetchAll()).toEqual([]);
	});
});

describe('a status that means "beyond the last page"', () => {
	const ending: Paging = { ...byLink, endStatus: 404 };
	const instead = (page: number) =>
		page > 2 ? { status: 404, body: { detail: 'Invalid page.' } } : undefined;

	it('ends the list', async () => {
		const service = pagedService({ total: 20, instead }, ending);
		expect(await service.fetchAll()).toEqual(rows(0, 20));
		expect(service.asked.map(({ acceptStatus }) => acceptStatus)).toEqual([undefined, 404, 404]);
	});

	it('is a failure on the first page', async () => {
		const missing = () => ({ status: 404, body: { detail: 'Not found.' } });
		await expect(pagedService({ total: 0, instead: missing }, ending).fetchAll()).rejects.toThrow(
			'status 404',
		);
	});

	it('is a failure where the service does not use it so', async () => {
		await expect(pagedService({ total: 20, instead }).fetchAll()).rejects.toThrow('status 404');
	});
});

describe('pages by the body', () => {
	const inBody: Paging = { ...byTotal, in: 'body', page: 'currentPage', size: 'pageSize' };
	const service = () => pagedService({ total: 23, envelope: () => ({ count: 23 }) }, inBody);

	it.each([
		['an object', { country: 'SA' }],
		['JSON text, as a raw body', '{"country":"SA"}'],
	])('keep what is asked in %s', async (_what, body) => {
		const { asked, fetchAll } = service();
		expect(await fetchAll({}, { method: 'POST', path: '/items', body })).toEqual(rows(0, 23));
		const sent = asked.map((one): unknown =>
			typeof one.body === 'string' ? JSON.parse(one.body) : one.body,
		);
		expect(sent).toEqual(
			[1, 2, 3].map((currentPage) => ({ country: 'SA', currentPage, pageSize: 10 })),
		);
		expect(asked.every(({ repeat }) => repeat === 'safe')).toBe(true);
	});

	it('work without a body, and leave the query alone', async () => {
		const { asked, fetchAll } = service();
		await fetchAll({}, { method: 'POST', path: '/items', query: { q: 'x' } });
		expect(asked[0]).toMatchObject({ query: { q: 'x' }, body: { currentPage: 1, pageSize: 10 } });
	});
});

describe('pages side by side', () => {
	it('come in order although later ones are ready first', async () => {
		const service = pagedService(
			{ total: 95, envelope: () => ({ count: 95 }), slowness: (page) => 30 - 3 * page },
			byTotal,
		);
		expect(await service.fetchAll()).toEqual(rows(0, 95));
		expect(service.pagesAsked()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
		// The first page tells how many there are; the other nine are asked for at once.
		expect(service.seen.most).toBe(9);
	});

	it('are not fetched where nobody knows how many there are', async () => {
		const service = pagedService({ total: 95 });
		await service.fetchAll();
		expect(service.seen.most).toBe(1);
	});

	it('fail with the failure of the first broken page, and leave no rejection behind', async () => {
		const service = pagedService(
			{
				total: 95,
				envelope: () => ({ count: 95 }),
				instead: (page) => (page >= 3 ? { status: 500 + page, body: {} } : undefined),
			},
			byTotal,
		);
		await expect(service.fetchAll()).rejects.toThrow('status 503');
	});
});

describe('the end of a list', () => {
	it('is not a short page of a service that caps its pages', async () => {
		const service = pagedService({ total: 23, cap: 7 });
		expect(await service.fetchAll()).toEqual(rows(0, 23));
		expect(service.pagesAsked()).toEqual([1, 2, 3, 4, 5]);
	});

	it('is not a total that counts a full page', async () => {
		const service = pagedService(
			{ total: 25, envelope: (page) => ({ count: page < 3 ? 10 : 5 }) },
			byTotal,
		);
		expect(await service.fetchAll()).toEqual(rows(0, 25));
	});

	it.each([10, 7])('is not a total that counts the page, in pages of %i rows', async (cap) => {
		const envelope = (page: number) => ({ count: Math.min(cap, 25 - (page - 1) * cap) });
		const service = pagedService(
			{ total: 25, cap, envelope },
			{ ...byTotal, totalMayCountPage: true },
		);
		expect(await service.fetchAll()).toEqual(rows(0, 25));
	});

	it('is a total that is larger than the page, also where it could count the page', async () => {
		const service = pagedService(
			{ total: 25, envelope: () => ({ count: 25 }) },
			{ ...byTotal, totalMayCountPage: true },
		);
		expect(await service.fetchAll()).toEqual(rows(0, 25));
		expect(service.pagesAsked()).toEqual([1, 2, 3]);
	});

	it('is not a link that is absent', async () => {
		const service = pagedService({ total: 25 }, byLink);
		expect(await service.fetchAll()).toEqual(rows(0, 25));
	});

	it('is no longer a total once more rows have come than it counts', async () => {
		const service = pagedService(
			{ total: 45, envelope: (page) => (page === 1 ? { count: 15 } : {}) },
			byTotal,
		);
		expect(await service.fetchAll()).toEqual(rows(0, 45));
	});
});
