import type { EndpointRow, Field } from '../../transport/types';

function apiPage(name: string): Pick<EndpointRow, 'source' | 'certainty'> {
	return { source: `docs.otesse.com/api-reference/${name}`, certainty: 'official' };
}

const bookingsApi = apiPage('bookings-api');
const customersApi = apiPage('customers-api');
const invoicesApi = apiPage('invoices-api');
const servicesApi = apiPage('services-api');
const webhookSetup = apiPage('webhook-setup');
const oauthFlow = apiPage('oauth-flow');

const customerId: Field = { name: 'customer_id', type: 'string', example: 'cust_01HQ3K5M7N' };
const zoneId: Field = { name: 'zone_id', type: 'string', description: 'ID of the service zone' };

function dateSpan(which: string): readonly Field[] {
	return [
		{ name: 'date_from', type: 'date', format: 'yyyy-MM-dd', description: `${which}, earliest` },
		{ name: 'date_to', type: 'date', format: 'yyyy-MM-dd', description: `${which}, latest` },
	];
}

const customerFields: readonly Field[] = [
	{ name: 'first_name', type: 'string' },
	{ name: 'last_name', type: 'string' },
	{ name: 'email', type: 'string', example: 'jane@example.com' },
	{ name: 'phone', type: 'string', example: '+15559876543' },
];

const webhookUrl: Field = {
	name: 'url',
	type: 'string',
	description: 'Public https address that receives the events',
	example: 'https://example.com/webhooks/otesse',
};

const webhookEvents: Field = {
	name: 'events',
	type: 'multiOptions',
	description: 'Events to receive; a star stands for all events of a group, or for all events',
	options: [
		'*',
		'booking.*',
		'booking.created',
		'booking.confirmed',
		'booking.rescheduled',
		'booking.cancelled',
		'booking.started',
		'booking.completed',
		'booking.no_show',
		'customer.*',
		'customer.created',
		'customer.updated',
		'customer.deactivated',
		'invoice.*',
		'invoice.created',
		'invoice.sent',
		'invoice.paid',
		'invoice.overdue',
		'invoice.voided',
		'payment.*',
		'payment.succeeded',
		'payment.failed',
		'payment.refunded',
		'subscription.*',
		'subscription.created',
		'subscription.renewed',
		'subscription.paused',
		'subscription.resumed',
		'subscription.cancelled',
	],
};

const webhookDescription: Field = { name: 'description', type: 'string', example: 'Production' };

const customerPart = { id: 'Customer ID, such as cust_01HQ3K5M7N' };
const invoicePart = { id: 'Invoice ID, such as inv_01HQ3K5M7N' };
const webhookPart = { id: 'Webhook ID, such as wh_01HQ3K5M7N' };
const industryPart = { slug: 'Slug of the industry, such as cleaning' };

export const endpoints: readonly EndpointRow[] = [
	{
		resource: 'booking',
		operation: 'getMany',
		method: 'GET',
		path: '/bookings',
		summary: 'List bookings. Prices are in cents.',
		query: [
			{
				name: 'status',
				type: 'options',
				options: ['confirmed', 'in_progress', 'completed', 'cancelled'],
			},
			customerId,
			zoneId,
			...dateSpan('Date of the booking (Otesse does not say which of its dates)'),
		],
		records: 'data',
		...bookingsApi,
	},
	{
		resource: 'booking',
		operation: 'create',
		method: 'POST',
		path: '/bookings',
		summary: 'Create a booking. Repeating the request may book twice.',
		body: [
			{ ...customerId, required: true },
			{
				name: 'industry',
				type: 'string',
				description: 'Slug of the industry',
				example: 'cleaning',
			},
			{
				name: 'configuration',
				type: 'json',
				description:
					'Size and kind of the job; the keys depend on the industry. A frequency is one-time or bi-weekly.',
				example: '{"bedrooms":3,"bathrooms":2,"frequency":"one-time","extras":[]}',
			},
			{ name: 'scheduled_at', type: 'dateTime', description: 'Start of the job' },
			{
				name: 'address_id',
				type: 'string',
				description: 'One of the addresses of the customer',
				example: 'addr_02',
			},
			{ name: 'notes', type: 'string' },
			{ name: 'coupon_code', type: 'string' },
		],
		...bookingsApi,
	},
	{
		resource: 'customer',
		operation: 'getMany',
		method: 'GET',
		path: '/customers',
		summary: 'List customers with their addresses and statistics',
		query: [
			{ name: 'search', type: 'string', description: 'Part of a name, email or phone number' },
			{ name: 'status', type: 'options', options: ['active', 'inactive', 'deactivated'] },
			{ name: 'created_after', type: 'dateTime' },
			{ name: 'has_subscription', type: 'boolean' },
			zoneId,
		],
		records: 'data',
		...customersApi,
	},
	{
		resource: 'customer',
		operation: 'create',
		method: 'POST',
		path: '/customers',
		summary: 'Create a customer. Otesse sends an invitation email to the address at once.',
		body: [
			...customerFields,
			{
				name: 'address',
				type: 'json',
				example:
					'{"label":"Home","street":"456 Oak Ave","city":"Springfield","state":"OR","zip":"97477"}',
			},
		],
		...customersApi,
	},
	{
		resource: 'customer',
		operation: 'get',
		method: 'GET',
		path: '/customers/{id}',
		summary: 'Get a customer',
		parts: customerPart,
		...customersApi,
	},
	{
		resource: 'customer',
		operation: 'update',
		method: 'PATCH',
		path: '/customers/{id}',
		summary: 'Change a customer. Only phone and preferences are shown in the documentation.',
		parts: customerPart,
		body: [
			...customerFields,
			{
				name: 'preferences',
				type: 'json',
				example: '{"preferred_contact":"email","marketing_opt_in":false}',
			},
		],
		...customersApi,
	},
	{
		resource: 'invoice',
		operation: 'getMany',
		method: 'GET',
		path: '/invoices',
		summary: 'List invoices. Amounts are in cents.',
		query: [
			{
				name: 'status',
				type: 'options',
				options: ['draft', 'pending', 'paid', 'overdue', 'void'],
			},
			customerId,
			...dateSpan('Date of the invoice'),
			{ name: 'min_amount', type: 'number', description: 'Smallest amount in cents' },
			{ name: 'max_amount', type: 'number', description: 'Largest amount in cents' },
		],
		records: 'data',
		...invoicesApi,
	},
	{
		resource: 'invoice',
		operation: 'get',
		method: 'GET',
		path: '/invoices/{id}',
		summary: 'Get an invoice. Amounts are in cents.',
		parts: invoicePart,
		...invoicesApi,
	},
	{
		resource: 'invoice',
		operation: 'create',
		method: 'POST',
		path: '/invoices',
		summary: 'Create an invoice. Repeating the request may bill twice.',
		body: [
			customerId,
			{
				name: 'line_items',
				type: 'json',
				description: 'Lines of the invoice; unit_price is in cents',
				example: '[{"description":"Deep cleaning","quantity":1,"unit_price":15000}]',
			},
			{ name: 'tax_rate', type: 'number', description: 'Tax in percent', example: '8.5' },
			{ name: 'due_date', type: 'date', format: 'yyyy-MM-dd' },
			{ name: 'send_email', type: 'boolean', description: 'Whether to email the invoice' },
			{
				name: 'auto_charge',
				type: 'boolean',
				description: 'Whether to charge the card of the customer',
			},
		],
		...invoicesApi,
	},
	{
		resource: 'invoice',
		operation: 'void',
		method: 'POST',
		path: '/invoices/{id}/void',
		summary: 'Void an invoice and release its pending payment. A paid invoice needs a refund.',
		parts: invoicePart,
		body: [{ name: 'reason', type: 'string' }],
		...invoicesApi,
	},
	{
		resource: 'industry',
		operation: 'getMany',
		method: 'GET',
		path: '/services/industries',
		summary: 'List the active industries',
		records: 'data',
		paging: false,
		...servicesApi,
	},
	{
		resource: 'product',
		operation: 'getMany',
		method: 'GET',
		path: '/services/industries/{slug}/products',
		summary: 'List the products of an industry by category. Prices are in cents.',
		parts: industryPart,
		records: 'categories',
		paging: false,
		...servicesApi,
	},
	{
		resource: 'extra',
		operation: 'getMany',
		method: 'GET',
		path: '/services/industries/{slug}/extras',
		summary: 'List the extras of an industry. Prices are in cents.',
		parts: industryPart,
		records: 'data',
		paging: false,
		...servicesApi,
	},
	{
		resource: 'availability',
		operation: 'get',
		method: 'GET',
		path: '/services/availability',
		summary: 'Get the free time slots for a ZIP code and an industry',
		query: [
			{ name: 'zip', type: 'string', required: true, example: '97401' },
			{
				name: 'industry',
				type: 'string',
				required: true,
				description: 'Slug of the industry',
				example: 'cleaning',
			},
		],
		...servicesApi,
	},
	{
		resource: 'webhook',
		operation: 'create',
		method: 'POST',
		path: '/webhooks',
		summary:
			'Register a webhook. The answer is the only one that holds the secret of its deliveries: handle the item with care.',
		body: [
			{ ...webhookUrl, required: true },
			{ ...webhookEvents, required: true },
			webhookDescription,
		],
		...webhookSetup,
	},
	{
		resource: 'webhook',
		operation: 'getMany',
		method: 'GET',
		path: '/webhooks',
		summary: 'List the registered webhooks',
		records: 'data',
		paging: false,
		secretKeys: ['secret'],
		...webhookSetup,
	},
	{
		resource: 'webhook',
		operation: 'update',
		method: 'PATCH',
		path: '/webhooks/{id}',
		summary: 'Change a webhook. The documentation does not list the fields it takes.',
		parts: webhookPart,
		body: [webhookUrl, webhookEvents, webhookDescription],
		secretKeys: ['secret'],
		...webhookSetup,
	},
	{
		resource: 'webhook',
		operation: 'delete',
		method: 'DELETE',
		path: '/webhooks/{id}',
		summary: 'Delete a webhook',
		parts: webhookPart,
		...webhookSetup,
	},
	{
		resource: 'webhookDelivery',
		operation: 'getMany',
		method: 'GET',
		path: '/webhooks/{id}/deliveries',
		summary: 'List the recent deliveries of a webhook',
		parts: webhookPart,
		records: 'data',
		paging: false,
		...webhookSetup,
	},
	{
		resource: 'oauth',
		operation: 'authorize',
		method: 'GET',
		host: 'auth',
		path: '/oauth/authorize',
		summary: 'Page on which a person allows an app; opens in a browser',
		query: [
			{ name: 'client_id', type: 'string', required: true },
			{ name: 'redirect_uri', type: 'string', required: true },
			{
				name: 'response_type',
				type: 'options',
				required: true,
				options: ['code'],
				default: 'code',
			},
			{
				name: 'scope',
				type: 'string',
				required: true,
				description: 'Scopes with spaces between',
				example: 'bookings:read customers:read',
			},
			{
				name: 'state',
				type: 'string',
				description: 'Random text that comes back with the code (recommended)',
			},
		],
		interactive: true,
		...oauthFlow,
	},
	{
		resource: 'oauth',
		operation: 'getToken',
		method: 'POST',
		host: 'auth',
		path: '/oauth/token',
		summary: 'Exchange an authorization code or a refresh token for an access token',
		body: [
			{
				name: 'grant_type',
				type: 'options',
				required: true,
				options: ['authorization_code', 'refresh_token'],
			},
			{ name: 'client_id', type: 'string', required: true },
			{ name: 'client_secret', type: 'string', required: true },
			{ name: 'code', type: 'string', description: 'For authorization_code' },
			{ name: 'redirect_uri', type: 'string', description: 'For authorization_code' },
			{ name: 'refresh_token', type: 'string', description: 'For refresh_token' },
		],
		token: true,
		secretKeys: ['access_token', 'refresh_token'],
		...oauthFlow,
	},
];
