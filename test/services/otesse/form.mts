import { Otesse } from '../../../nodes/Otesse/Otesse.node.ts';
import { address, lineItems, preferences } from '../../../nodes/Otesse/properties';
import type { TestedForm } from '../form.mts';

export const form: TestedForm = {
	words: ['booking', 'cleaning'],
	subtitles: [
		{
			of: new Otesse(),
			with: { resource: 'booking', operation: 'create' },
			reads: 'Create: booking',
		},
	],
	recordFirst: {},
	parts: [
		{ of: 'customer.create', object: address },
		{ of: 'customer.update', object: preferences },
	],
	lines: [{ of: 'invoice.create', list: lineItems }],
	spelt: /unitPrice|'(state|preferred_contact|quantity)'/,
	schemasMissing: [
		'customer.update',
		'invoice.create',
		'invoice.void',
		'availability.getMany',
		'webhook.getMany',
		'webhook.update',
		'webhookDelivery.getMany',
	],
	keys: {
		'booking.create': [
			'id',
			'status',
			'customer',
			'service',
			'scheduled_at',
			'estimated_duration',
			'address',
			'pricing',
			'assigned_crew',
			'created_at',
			'updated_at',
		],
		'booking.getMany': [
			'id',
			'status',
			'customer_id',
			'customer_name',
			'customer_email',
			'service_industry',
			'scheduled_at',
			'estimated_duration',
			'address',
			'pricing_total',
		],
	},
	wholeList: { endpoint: 'GET /bookings', key: 'id', rows: 500, pages: 5 },
	emptyUpdates: [
		{ resource: 'customer', with: { customerId: { __rl: true, mode: 'id', value: 'cus_1' } } },
	],
	pickers: [
		{ method: 'searchCustomer', parameters: {}, second: 100 },
		{ method: 'searchIndustry', parameters: {}, filter: 'clean', found: /clean/i },
		{ method: 'searchInvoice', parameters: {}, second: 100 },
	],
};
