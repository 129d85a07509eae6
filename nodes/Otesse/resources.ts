import type { ResourceForm } from '../shared/form';
import { inTurn } from '../shared/form';
import { partsProperty, withParts } from '../shared/parted-object';
import { address, lineItems, preferences } from './properties';
import { bookingList, bookingShape, invoiceList, trimmedEmail } from './shapes';

export const INVITATION =
	'Otesse sends an invitation email to the new customer at once, and does not document a way to prevent it.';

export const resources: Readonly<Record<string, ResourceForm>> = {
	availability: {
		name: 'Availability',
		plural: 'Free Time Slots',
		operations: {
			getMany: {
				action: 'Get many free time slots',
				description:
					'List the free time slots for a ZIP code and an industry. Further parameters, such as dates, go into the option "Further Query Parameters".',
			},
		},
	},
	booking: {
		name: 'Booking',
		simplify: [
			'id',
			'status',
			'customer.id',
			'customer.name',
			'customer.email',
			'service.industry',
			'scheduled_at',
			'estimated_duration',
			'address',
			'pricing.total',
		],
		operations: {
			create: {
				action: 'Create booking – not safe to repeat',
				notice:
					'Each item books a job. Otesse has no protection against doubles: running this again books again.',
				upFront: ['industry', 'scheduled_at', 'address_id', 'configuration'],
				shape: bookingShape,
			},
			getMany: { shape: bookingList },
		},
	},
	customer: {
		name: 'Customer',
		simplify: [
			'id',
			'first_name',
			'last_name',
			'email',
			'phone',
			'status',
			'addresses',
			'stats.total_bookings',
			'stats.last_booking_at',
			'created_at',
		],
		operations: {
			create: {
				action: 'Create customer – emails invitation',
				notice: INVITATION,
				upFront: ['first_name', 'last_name', 'email', 'phone'],
				properties: [partsProperty(address)],
				shape: inTurn(trimmedEmail, withParts(address)),
			},
			update: {
				properties: [partsProperty(preferences)],
				shape: inTurn(trimmedEmail, withParts(preferences)),
			},
		},
	},
	extra: { name: 'Extra' },
	industry: { name: 'Industry' },
	invoice: {
		name: 'Invoice',
		simplify: [
			'id',
			'number',
			'status',
			'customer.id',
			'customer.name',
			'booking_id',
			'total',
			'balance',
			'issued_at',
			'paid_at',
		],
		operations: {
			create: {
				action: 'Create invoice – may email and charge customer',
				notice:
					'"Send Email" writes to the customer, "Auto Charge" takes money from the card. Otesse has no protection against doubles: running this again bills again.',
				upFront: ['customer_id', 'due_date'],
				lines: lineItems,
			},
			getMany: { shape: invoiceList },
			void: { action: 'Void invoice – cannot be undone', upFront: ['reason'] },
		},
	},
	product: { name: 'Product' },
	webhook: {
		name: 'Webhook',
		operations: {
			create: {
				action: 'Create webhook – returns its secret',
				notice:
					'The item that comes out holds the secret of the webhook: keep it out of logs. The Otesse Trigger registers its webhook by itself.',
			},
		},
	},
	webhookDelivery: {
		name: 'Webhook Delivery',
		plural: 'Webhook Deliveries',
		operations: { getMany: { action: 'Get many deliveries of webhook' } },
	},
};
