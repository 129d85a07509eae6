import type { EndpointRow } from '../../../transport/types';
import { apiPage, customerId, dateSpan, industrySlug, zoneId } from './shared';

const bookingsApi = apiPage('bookings-api');

export const bookings: readonly EndpointRow[] = [
	{
		resource: 'booking',
		operation: 'getMany',
		method: 'GET',
		path: '/bookings',
		summary:
			'List bookings with their customer, service, time, address, price and crew. Prices are in cents, times in UTC, the estimated duration is a number without a documented unit.',
		query: [
			{
				name: 'status',
				type: 'options',
				options: ['confirmed', 'in_progress', 'completed', 'cancelled'],
				description: 'Only bookings in this state',
			},
			{ ...customerId, description: 'Only bookings of this customer' },
			zoneId,
			...dateSpan('Date of the booking (Otesse does not say which of its dates)'),
		],
		records: 'data',
		...apiPage('bookings-api'),
	},
	{
		resource: 'booking',
		operation: 'create',
		method: 'POST',
		path: '/bookings',
		summary:
			'Book a service for a customer and return the booking, its price in cents. Needs a customer; Otesse does not say which further fields it requires. Sent twice it books twice.',
		body: [
			{ ...customerId, required: true, description: 'Who the service is for' },
			industrySlug,
			{
				name: 'scheduled_at',
				type: 'dateTime',
				description: 'Start of the job; sent in UTC',
			},
			{
				name: 'address_id',
				type: 'string',
				id: true,
				description: 'Where to go: one of the addresses of the customer',
				example: 'addr_02',
			},
			{
				name: 'configuration',
				type: 'json',
				description:
					'Size and kind of the job; the keys depend on the industry. A frequency is one-time or bi-weekly.',
				example: '{"bedrooms":3,"bathrooms":2,"frequency":"one-time","extras":[]}',
			},
			{ name: 'notes', type: 'string', description: 'Remarks on the booking' },
			{ name: 'coupon_code', type: 'string', description: 'Code of a coupon to apply' },
		],
		record: 'data',
		...bookingsApi,
	},
];
