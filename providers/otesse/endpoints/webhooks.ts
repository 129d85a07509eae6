import type { EndpointDefinition, Field } from '../../../transport/contracts/endpoint';
import { apiPage } from './shared';

const webhookSetup = apiPage('webhook-setup');

const webhookUrl: Field = {
	name: 'url',
	type: 'string',
	description: 'Public HTTPS URL that receives the events',
	example: 'https://example.com/webhooks/otesse',
};

/** Source: docs.otesse.com/api-reference/event-types. */
const webhookEvents: Field = {
	name: 'events',
	type: 'multiOptions',
	description:
		'Events to subscribe to. For an event that is not in the list, use an expression that returns a list of names.',
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

const webhookDescription: Field = {
	name: 'description',
	type: 'string',
	description: 'Purpose of the webhook',
	example: 'Production',
};

const webhookPart = { id: 'ID of the webhook' };

export const webhooks: readonly EndpointDefinition[] = [
	{
		resource: 'webhook',
		operation: 'create',
		method: 'POST',
		path: '/webhooks',
		summary:
			'Register a URL for events and return the webhook with its signing secret. The secret is returned only once.',
		body: [
			{ ...webhookUrl, required: true },
			{ ...webhookEvents, required: true },
			webhookDescription,
		],
		sensitive: ['secret'],
		...webhookSetup,
	},
	{
		resource: 'webhook',
		operation: 'getMany',
		method: 'GET',
		path: '/webhooks',
		summary: 'List registered webhooks, without their secrets',
		itemsPath: 'data',
		paging: false,
		secretKeys: ['secret'],
		sensitive: ['secret'],
		...webhookSetup,
	},
	{
		resource: 'webhook',
		operation: 'update',
		method: 'PATCH',
		path: '/webhooks/{id}',
		summary: 'Update the URL, events or description of a webhook',
		parts: webhookPart,
		body: [webhookUrl, webhookEvents, webhookDescription],
		itemPath: 'data',
		secretKeys: ['secret'],
		sensitive: ['secret'],
		...webhookSetup,
	},
	{
		resource: 'webhook',
		operation: 'delete',
		method: 'DELETE',
		path: '/webhooks/{id}',
		summary: 'Delete a webhook. Otesse stops sending events to it.',
		parts: webhookPart,
		...webhookSetup,
	},
	{
		resource: 'webhookDelivery',
		operation: 'getMany',
		method: 'GET',
		path: '/webhooks/{id}/deliveries',
		summary: 'List the recent deliveries of a webhook with their status and response code',
		parts: webhookPart,
		itemsPath: 'data',
		paging: false,
		...webhookSetup,
	},
];
