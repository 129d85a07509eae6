import type { TestedPanel, TestedTriggerPanel } from '../types.mts';

export const panel: TestedPanel = {
	words: ['otesse', 'cleaning', 'booking', 'appointment', 'home service'],
	action: 'Get many bookings',
	typed: { limit: '8' },
	rows: { count: 8, text: 'confirmed' },
	chosen: {
		resource: 'Customer',
		operation: 'Get',
		parameter: 'customerId',
		words: 'Garcia',
		gives: 'lucy.garcia.300@example.com',
	},
	unknown: {
		id: 'cust_nobody',
		says: 'Otesse: The requested customer was not found. [resource_not_found]',
		advises: 'Check the IDs and the path. The record may be gone, or belong to another account.',
	},
	form: { resource: 'Booking', operation: 'Create', labels: ['Customer'] },
	complete: { resource: 'booking', operation: 'getMany' },
};

export const triggerPanel: TestedTriggerPanel = {
	task: 'home service',
	event: 'On any booking event',
	labels: ['Authentication', 'Trigger On', 'Other Events'],
	typed: {},
	picked: {},
	sent: { type: 'booking.confirmed', payload: {} },
	gives: 'booking.confirmed',
	complete: { events: ['booking.confirmed'] },
};
