import type { HiddenFailure } from '../hidden-failures.mts';

export const hiddenFailures: readonly HiddenFailure[] = [
	{
		what: 'a query',
		asked: {
			endpoint: 'POST graphql:/',
			graphql: { query: 'query { event(id: 1) { id } team { id } }' },
		},
		answer: {
			data: { event: null, team: { id: 1 } },
			errors: [{ message: 'No event', path: ['event'] }],
		},
		failures: [/^A part of the query failed: event: No event$/],
		done: 0,
	},
];
