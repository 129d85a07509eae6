import type { EndpointDefinition } from '../../../transport/contracts/endpoint';
import { apiPage, customerId, dateSpan, industrySlug, zoneId } from './shared';

const bookingsApi = apiPage('bookings-api');

export const bookings: readonly EndpointDefinition[] = [
	{
		resource: 'booking',
		operation: 'getMany',
		method: 'GET',
		path: '/bookings',
		summary:
			'List bookings with their customer, service, time, address, price and crew. Prices are in cents, times in UTC.',
		query: [
			{
				name: 'status',
				type: 'options',
				options: ['confirmed', 'in_progress', 'completed', 'cancelled'],
				description: 'Return only bookings with this status',
			},
			{ ...customerId, description: 'Return only bookings of this customer' },
			zoneId,
			...dateSpan('bookings'),
		],
		itemsPath: 'data',
		...apiPage('bookings-api'),
	},
	{
		resource: 'booking',
		operation: 'create',
		method: 'POST',
		path: '/bookings',
		summary:
			'Book a service for a customer and return the booking. Prices are in cents. Each run creates a new booking.',
		body: [
			{ ...customerId, required: true, description: 'The customer to book for' },
			industrySlug,
			{
				name: 'scheduled_at',
				type: 'dateTime',
				description: "When the job starts. Times without a zone use the workflow's time zone.",
			},
			{
				name: 'address_id',
				type: 'string',
				id: true,
				description: 'One of the addresses of the customer',
				example: 'addr_02',
			},
			{
				name: 'configuration',
				type: 'json',
				description:
					'Size and type of the job. The keys depend on the industry. "frequency" is one-time or bi-weekly.',
				example: '{"bedrooms":3,"bathrooms":2,"frequency":"one-time","extras":[]}',
			},
			{ name: 'notes', type: 'string', description: 'Additional information about the booking' },
			{ name: 'coupon_code', type: 'string', description: 'Coupon to apply' },
		],
		itemPath: 'data',
		...bookingsApi,
	},
];
