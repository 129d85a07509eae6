import { otesse } from '../../providers/otesse';
import type { ServiceForm } from '../shared/form/service-form';
import { findOrCreate } from './composite-operations';
import { fieldPickers, pickers } from './pickers';
import { resources } from './resources';

export const form: ServiceForm = {
	provider: otesse,
	mainResource: 'booking',
	resources,
	pickers,
	fieldPickers,
	parts: { slug: 'industry', 'webhookDelivery.id': 'webhookId' },
	labels: {
		address: 'Address (JSON)',
		address_id: 'Address',
		'customer.id': 'Customer',
		customer_id: 'Customer',
		'invoice.id': 'Invoice',
		line_items: 'Line Items (JSON)',
		max_amount: 'Maximum Amount (Cents)',
		min_amount: 'Minimum Amount (Cents)',
		preferences: 'Preferences (JSON)',
		slug: 'Industry',
		tax_rate: 'Tax Rate (Percent)',
		'webhook.id': 'Webhook',
		'webhookDelivery.id': 'Webhook',
	},
	words: {
		'*': 'All Events',
		'booking.*': 'All Booking Events',
		'customer.*': 'All Customer Events',
		'invoice.*': 'All Invoice Events',
		'payment.*': 'All Payment Events',
		'subscription.*': 'All Subscription Events',
	},
	compositeOperations: [findOrCreate],
};
