import type { Answers } from '../../transport/contracts/answer';

const pagination = 'pagination: { page per_page total total_pages: integer }';

const booking = `
	id status: string
	customer: { id name email: string }
	service: { industry: string configuration: object }
	scheduled_at: date-time
	estimated_duration: integer
	address: { street city state zip: string }
	pricing: { subtotal tax discount total: integer }
	assigned_crew: string[]
	created_at updated_at: date-time
`;

const customer = `
	id first_name last_name email phone status: string
	addresses: { id label street city state zip: string is_default: boolean }[]
	created_at: date-time
`;

const listed = `
	${customer}
	stats: { total_bookings total_spent: integer last_booking_at: date-time active_subscription: boolean }
`;

const invoice = `
	id number status: string
	customer: { id name: string }
	booking_id: string
	line_items: { description: string quantity: number unit_price total: integer }[]
	subtotal discount: integer
	discount_description: string
	tax total amount_paid balance: integer
	issued_at paid_at: date-time
	payment_method: { type brand last4: string }
`;

/**
 * From docs.otesse.com, /api-reference: bookings-api, customers-api, invoices-api, services-api, webhook-setup. They do not show
 * what changes to customers and invoices, lists of webhooks and deliveries, and free time slots answer.
 */
export const answers: Answers = {
	'booking.getMany': `data: { ${booking} }[] ${pagination}`,
	'booking.create': booking,
	'customer.getMany': `data: { ${listed} }[] ${pagination}`,
	'customer.create': customer,
	'customer.get': `${listed} ...`,
	'invoice.getMany': `data: { ${invoice} }[]`,
	'invoice.get': `${invoice} ...`,
	'industry.getMany':
		'data: { id name slug description icon configuration_type: string is_active: boolean }[]',
	'product.getMany': `
		industry: string
		categories: {
			id name slug: string
			products: { id name: string base_price: integer description: string in_catalog: boolean }[]
		}[]
	`,
	'extra.getMany': `
		data: { id name description: string price: integer price_type unit_label: string }[]
	`,
	'webhook.create': `
		id url: string
		events: string[]
		secret status: string
		created_at: date-time
	`,
};
