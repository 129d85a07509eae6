import type { Calls, Literals } from '../calls.mts';
import { byId } from '../calls.mts';

const literals: Literals = {
	'booking.getMany': {
		with: { limit: 5, filters: { dateFrom: '2026-02-01', dateTo: '2026-02-28' } },
		call: 'GET /bookings',
		query: { date_from: '2026-02-01', date_to: '2026-02-28', page: '1', per_page: '5' },
	},
	'booking.create': {
		with: {
			customerId: byId('cus_1'),
			industry: byId('cleaning'),
			scheduledAt: '2026-03-01T10:00:00+02:00',
			addressId: byId('adr_1'),
			configuration: '{"rooms": 3}',
		},
		call: 'POST /bookings',
		body: {
			customer_id: 'cus_1',
			industry: 'cleaning',
			scheduled_at: '2026-03-01T08:00:00Z',
			address_id: 'adr_1',
			configuration: { rooms: 3 },
		},
	},
	'customer.create': {
		with: {
			firstName: 'Ada',
			email: ' ada@example.com ',
			addressFields: { city: 'Eugene', zip: '' },
			additionalFields: { address: '{"city": "Salem", "state": "OR"}' },
		},
		call: 'POST /customers',
		body: {
			first_name: 'Ada',
			email: 'ada@example.com',
			address: { city: 'Salem', state: 'OR' },
		},
	},
	'customer.update': {
		with: {
			customerId: byId('cus_1'),
			updateFields: { phone: '+1', preferences: '{"pets": true}' },
		},
		call: 'PATCH /customers/cus_1',
		body: { phone: '+1', preferences: { pets: true } },
	},
	'invoice.getMany': {
		with: { limit: 5, filters: { minAmount: 15000, dateTo: '2026-02-28' } },
		call: 'GET /invoices',
		query: { min_amount: '15000', date_to: '2026-02-28', page: '1', per_page: '5' },
	},
	'invoice.create': {
		with: {
			customerId: byId('cus_1'),
			dueDate: '2026-03-31',
			lines: { line: [{ description: 'Cleaning', quantity: '2', unitPrice: '15000' }] },
			additionalFields: { lineItems: '[{"description": "Tip", "unit_price": 500}]' },
		},
		call: 'POST /invoices',
		body: {
			customer_id: 'cus_1',
			due_date: '2026-03-31',
			line_items: [
				{ description: 'Cleaning', quantity: 2, unit_price: 15000 },
				{ description: 'Tip', unit_price: 500 },
			],
		},
	},
};

export const calls: Calls = {
	literals,
};
