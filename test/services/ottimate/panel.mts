import type { TestedPanel, TestedTriggerPanel } from '../types.mts';

export const panel: TestedPanel = {
	words: ['ottimate', 'vendor bill', 'supplier invoice', 'accounts payable', 'purchase order'],
	action: 'Get many invoices',
	typed: { limit: '8' },
	rows: { count: 8, text: 'INV-2199' },
	chosen: {
		resource: 'Vendor',
		operation: 'Get',
		parameter: 'vendorId',
		words: 'Fresh Foods',
		gives: 'V-1',
	},
	unknown: {
		id: '999999',
		says: 'Ottimate: Not found: Vendor not found',
		advises: 'Check the IDs and the path. The record may be gone, or belong to another account.',
	},
	form: {
		resource: 'Invoice',
		operation: 'Get Many',
		labels: ['Return All', 'Filters'],
		filter: { name: 'Vendor', parameter: 'ottimateVendorId', words: 'Fresh Foods' },
	},
	complete: { resource: 'invoice', operation: 'getMany' },
};

export const triggerPanel: TestedTriggerPanel = {
	task: 'invoice approval',
	event: 'On invoice updated',
	labels: ['Poll Times', 'Trigger On', 'Location'],
	typed: {},
	picked: { location: '' },
	gives: 'INV-',
	complete: { event: 'invoiceCreated' },
};
