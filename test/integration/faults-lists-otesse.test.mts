import { describeFaults, ids, page } from './support/faulty-lists.mts';

/** The number of pages and of rows. */
const listed = (data: object[], total: number, total_pages: number) => ({
	data,
	pagination: { total, total_pages },
});

describeFaults(
	'otesse',
	{ endpoint: 'GET /customers' },
	{
		'no fault': {
			answer: (number) => listed(page(number, 250), 250, 3),
			items: ids(1, 250),
			asked: { 1: 1, 2: 1, 3: 1 },
		},
		'a page that fails once': {
			answer: (number, call) =>
				number === 2 && call === 1 ? 503 : listed(page(number, 250), 250, 3),
			items: ids(1, 250),
			asked: { 1: 1, 2: 2, 3: 1 },
		},
		'a page that breaks off once': {
			answer: (number, call) =>
				number === 3 && call === 1 ? undefined : listed(page(number, 250), 250, 3),
			items: ids(1, 250),
			asked: { 1: 1, 2: 1, 3: 2 },
		},
		'a page that fails for ever': {
			answer: (number) => (number === 2 ? 503 : listed(page(number, 250), 250, 3)),
			items: [],
			asked: { 1: 1, 2: 4, 3: 1 },
			error: /^Otesse: HTTP status 503$/,
		},
		'the same page for ever': {
			answer: () => listed(page(1, 250), 300, 3),
			items: ids(1, 100),
			asked: { 1: 1, 2: 1, 3: 1 },
			told: /^Page 2 of \/customers repeats an earlier page.*may be incomplete/,
		},
		'an empty page before the last one': {
			answer: (number) => listed(number === 2 ? [] : page(number, 250), 250, 3),
			items: ids(1, 100),
			asked: { 1: 1, 2: 1, 3: 1 },
			told: /^Page 2 of \/customers is empty although the service reports 3 pages.*may be incomplete/,
		},
		'rows that are gone when the last page is asked for': {
			answer: (number) => (number === 3 ? listed([], 200, 2) : listed(page(number, 250), 250, 3)),
			items: ids(1, 200),
			asked: { 1: 1, 2: 1, 3: 1 },
		},
		'a total that is too high': {
			answer: (number) => listed(page(number, 150), 1_000_000_000, 3),
			items: ids(1, 150),
			asked: { 1: 1, 2: 1, 3: 1 },
			told: /^Page 3 of \/customers is empty although the service reports 3 pages/,
		},
		'no list on a later page': {
			answer: (number) => (number === 2 ? { data: 'none' } : listed(page(number, 250), 250, 3)),
			items: ids(1, 100),
			asked: { 1: 1, 2: 1, 3: 1 },
			told: /answered without a list at "data"/,
		},
	},
);
