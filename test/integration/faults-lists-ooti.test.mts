import { describeFaults, ids, page, rows } from './support/faulty-lists.mts';

/** The number of rows and a link to the next page. */
const listed = (results: object[], count: number | undefined, next: string | null) => ({
	...(count === undefined ? {} : { count }),
	next,
	results,
});

describeFaults(
	'ooti',
	{ endpoint: 'GET /projects/list/{org_pk}/', path: { org_pk: '210' } },
	{
		'a page that says 429': {
			answer: (number, call) =>
				number === 2 && call === 1
					? 429
					: listed(page(number, 150), 150, number < 2 ? 'more' : null),
			items: ids(1, 150),
			asked: { 1: 1, 2: 2 },
		},
		'two pages in a circle, with links': {
			answer: (number) => listed(page(2 - (number % 2), 200), undefined, 'more'),
			items: ids(1, 200),
			asked: { 1: 1, 2: 1, 3: 1 },
			told: /^Page 3 of .* repeats an earlier page/,
		},
		'pages shorter than asked': {
			answer: (number) =>
				listed(
					rows((number - 1) * 30 + 1, Math.min(number * 30, 75)),
					75,
					number < 3 ? 'more' : null,
				),
			items: ids(1, 75),
			asked: { 1: 1, 2: 1, 3: 1 },
		},
		'a total that is too low': {
			answer: (number) => listed(page(number, 150), 7, number < 2 ? 'more' : null),
			items: ids(1, 150),
			asked: { 1: 1, 2: 1 },
		},
		'rows that move to the next page meanwhile': {
			// A row was added in front after the first page was read: row 100 comes again.
			answer: (number) =>
				number === 1
					? listed(
							ids(1, 100).map((id) => ({ id })),
							undefined,
							'more',
						)
					: listed(rows(100, 150), undefined, null),
			items: [...ids(1, 100), ...ids(100, 150)],
			asked: { 1: 1, 2: 1 },
		},
		'a link to another host': {
			answer: (number, _call, host) =>
				listed(page(number, 150), undefined, number < 2 ? `http://${host}/steal?page=7` : null),
			items: ids(1, 150),
			asked: { 1: 1, 2: 1 },
		},
		'no list': {
			answer: () => ({ count: 5, next: 'more', error: 'none' }),
			items: [],
			asked: { 1: 1 },
			told: /answered without a list at "results", so it gave no items/,
		},
	},
);
