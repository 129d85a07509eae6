import { describe, expect, it } from '@jest/globals';

import { paging, pagedService, rows } from './support/paged-service.mts';

describe('one page of a list', () => {
	it('holds its rows and says whether there are more', async () => {
		const { fetchOne, asked } = pagedService({ total: 25 });
		expect(await fetchOne(1)).toEqual({ rows: rows(0, 10), more: true, size: 10 });
		// A short page may be a capped one.
		expect(await fetchOne(3)).toEqual({ rows: rows(20, 5), more: true, size: 10 });
		expect(asked.map(({ query }) => query)).toEqual([
			{ page: 1, limit: 10 },
			{ page: 3, limit: 10 },
		]);
	});

	it('is the last one by the total, the number of pages or the link, also where it is full', async () => {
		const total = pagedService(
			{ total: 20, envelope: () => ({ count: 20 }) },
			{ ...paging, total: 'count' },
		);
		expect((await total.fetchOne(1)).more).toBe(true);
		expect((await total.fetchOne(2)).more).toBe(false);
		const pageCount = pagedService(
			{ total: 20, envelope: () => ({ pages: 2 }) },
			{ ...paging, totalPages: 'pages' },
		);
		expect((await pageCount.fetchOne(2)).more).toBe(false);
		const link = pagedService(
			{ total: 20, envelope: (page) => ({ next: page < 2 ? 'https://elsewhere/?page=2' : null }) },
			{ ...paging, next: 'next' },
		);
		expect((await link.fetchOne(1)).more).toBe(true);
		expect((await link.fetchOne(2)).more).toBe(false);
	});

	it('is empty behind the end', async () => {
		const { fetchOne } = pagedService({ total: 20 });
		expect(await fetchOne(3)).toEqual({ rows: [], more: false, size: 10 });
		const refusing = pagedService(
			{ total: 5, instead: (page) => (page > 1 ? { status: 404, body: {} } : undefined) },
			{ ...paging, endStatus: 404 },
		);
		expect(await refusing.fetchOne(2)).toEqual({ rows: [], more: false, size: 10 });
	});

	it('is never larger than the service allows, and asks in the body where it has to', async () => {
		const large = pagedService({ total: 5 });
		await large.fetchOne(1, { limit: 500 });
		expect(large.asked[0]?.query).toEqual({ page: 1, limit: 10 });
		const inBody = pagedService({ total: 25 }, { ...paging, in: 'body' });
		expect((await inBody.fetchOne(2)).rows).toEqual(rows(10, 10));
		expect(inBody.asked[0]?.body).toEqual({ page: 2, limit: 10 });
	});

	it('is not the last one by a total where the service caps its pages', async () => {
		const { fetchOne } = pagedService(
			{ total: 12, cap: 5, envelope: () => ({ count: 12 }) },
			{ ...paging, total: 'count' },
		);
		expect(await fetchOne(1)).toEqual({ rows: rows(0, 5), more: true, size: 5 });
		expect(await fetchOne(2, { limit: 5 })).toEqual({ rows: rows(5, 5), more: true, size: 5 });
		expect(await fetchOne(3, { limit: 5 })).toEqual({ rows: rows(10, 2), more: false, size: 5 });
	});

	it('that holds the whole list is the last one', async () => {
		const { fetchOne } = pagedService(
			{ total: 7, envelope: () => ({ count: 7 }) },
			{ ...paging, total: 'count' },
		);
		expect(await fetchOne(1)).toEqual({ rows: rows(0, 7), more: false, size: 10 });
	});
});
