import type { ResourceForm } from '../shared/form/service-form';
import { inSequence } from '../shared/input/item-context';
import { collectionProperty } from '../shared/form/nested-object';
import { withNestedObject } from '../shared/run/values/nested-objects';
import { address, lineItems, preferences } from './properties';
import { bookingList, bookingShape, invoiceList, trimmedEmail } from './shapes';

export const INVITATION = 'Otesse immediately sends each new customer an invitation email.';

export const resources: Readonly<Record<string, ResourceForm>> = {
	availability: {
		name: 'Availability',
		plural: 'Free Time Slots',
		operations: {
			getMany: {
				action: 'Get many free time slots',
				description:
					'List the free time slots for a ZIP code and an industry. Add other parameters, such as dates, under "Further Query Parameters" in "Options".',
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
				notice: 'Each item books a job. Running this again books it again.',
				primaryFields: ['industry', 'scheduled_at', 'address_id', 'configuration'],
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
				primaryFields: ['first_name', 'last_name', 'email', 'phone'],
				properties: [collectionProperty(address)],
				shape: inSequence(trimmedEmail, withNestedObject(address)),
			},
			update: {
				properties: [collectionProperty(preferences)],
				shape: inSequence(trimmedEmail, withNestedObject(preferences)),
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
					'Each item bills the customer. "Send Email" emails the invoice, and "Auto Charge" charges the customer’s card. Running this again bills again.',
				primaryFields: ['customer_id', 'due_date'],
				lines: lineItems,
			},
			getMany: { shape: invoiceList },
			void: { action: 'Void invoice – cannot be undone', primaryFields: ['reason'] },
		},
	},
	product: { name: 'Product' },
	webhook: {
		name: 'Webhook',
		operations: {
			create: {
				action: 'Create webhook – returns its secret',
				notice:
					'The output contains the signing secret of the webhook. Keep it out of logs. The Otesse Trigger registers its own webhook.',
			},
		},
	},
	webhookDelivery: {
		name: 'Webhook Delivery',
		plural: 'Webhook Deliveries',
		operations: { getMany: { action: 'Get many deliveries of webhook' } },
	},
};
