import type { TestedPanel, TestedTriggerPanel } from '../types.mts';

export const panel: TestedPanel = {
	words: ['oto', 'shipping label', 'courier', 'tracking', 'return shipment'],
	action: 'Get many orders',
	typed: { limit: '8' },
	rows: { count: 8, text: 'OID-2500' },
	chosen: {
		resource: 'Order',
		operation: 'Get',
		parameter: 'orderId',
		words: 'OID-2499',
		gives: 'delivered',
	},
	unknown: {
		id: 'NO-SUCH-ORDER',
		says: 'OTO: Order is not exist [OTO1002]',
		advises: 'Check the order ID.',
	},
	form: {
		resource: 'Account',
		operation: 'Buy Credit',
		labels: ['Amount'],
		says: 'Starts a payment. Someone has to open the returned link and pay.',
	},
	complete: { resource: 'order', operation: 'getMany' },
};

export const triggerPanel: TestedTriggerPanel = {
	task: 'shipment status',
	event: 'On order status',
	labels: ['Trigger On'],
	typed: {},
	picked: {},
	sent: { type: 'orderStatus', payload: { orderId: 'OID-2499', status: 'delivered' } },
	gives: 'OID-2499',
	complete: { events: ['orderStatus'] },
};
