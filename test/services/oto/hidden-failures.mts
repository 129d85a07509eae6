import type { HiddenFailure } from '../hidden-failures.mts';

export const hiddenFailures: readonly HiddenFailure[] = [
	{
		what: 'the status of orders',
		asked: {
			endpoint: 'POST /updateOrderStatus',
			body: { orderIds: ['1', '2', '3'], status: 'delivered' },
		},
		answer: {
			success: true,
			result: [
				{ success: true, orderIds: ['1'] },
				{ success: false, orderIds: ['2'], errorMsg: 'It is on its way' },
			],
		},
		failures: [/^It is on its way$/, /does not say that it changed/],
		done: 1,
	},
];
