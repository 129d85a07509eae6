import type { HiddenFailure } from '../hidden-failures.mts';

export const hiddenFailures: readonly HiddenFailure[] = [
	{
		what: 'vendors in bulk',
		asked: {
			endpoint: 'POST /vendors/bulk',
			body: { vendors: [{ erp_vendor_id: 'A' }, { erp_vendor_id: 'B' }] },
		},
		answer: {
			created: [{ erp_vendor_id: 'A', id: 1 }],
			updated: [],
			errors: [{ index: 1, erp_vendor_id: 'B', error: 'A name is needed' }],
			error_count: 1,
		},
		failures: [/^A name is needed$/],
		done: 1,
		good: {
			answer: {
				created: [{ erp_vendor_id: 'A' }, { erp_vendor_id: 'B' }],
				updated: [],
				errors: [],
				error_count: 0,
			},
			empty: "2 of 2 records failed: Ottimate's answer does not mention this vendor",
		},
	},
	{
		what: 'a flag',
		asked: { endpoint: 'POST /invoices/{id}/flag', path: { id: '7' }, body: {} },
		answer: { success: false, message: 'Flagged before' },
		failures: [/^Flagged before$/],
		done: 0,
	},
	{
		what: 'a batch that is over',
		asked: { endpoint: 'GET /batch/{id}/progress', path: { id: '7' } },
		answer: { status: 'completed', tasks_count: 3, tasks_failed: 2 },
		failures: [/^2 of 3 tasks failed$/],
		done: 0,
	},
];
