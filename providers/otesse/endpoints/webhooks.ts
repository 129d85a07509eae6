import type { EndpointRow, Field } from '../../../transport/types';
import { apiPage } from './shared';

const webhookSetup = apiPage('webhook-setup');

const webhookUrl: Field = {
	name: 'url',
	type: 'string',
	description: 'Public https address that receives the events',
	example: 'https://example.com/webhooks/otesse',
};

/** Source: docs.otesse.com/api-reference/event-types. */
const webhookEvents: Field = {
	name: 'events',
	type: 'multiOptions',
	description:
		'What to be told about. An event that is not in the list can be given by an expression, such as a list of names.',
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
	description: 'What the webhook is for',
	example: 'Production',
};

const webhookPart = { id: 'The webhook, picked from the list or by ID' };

export const webhooks: readonly EndpointRow[] = [
	{
		resource: 'webhook',
		operation: 'create',
		method: 'POST',
		path: '/webhooks',
		summary:
			'Register an address that Otesse calls when something happens, and return the webhook with the secret that signs its deliveries. No later answer holds that secret.',
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
		summary: 'List the registered webhooks, without their secrets',
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
		summary:
			'Change the address, events or description of a webhook. The documentation does not list the fields it takes.',
		parts: webhookPart,
		body: [webhookUrl, webhookEvents, webhookDescription],
		record: 'data',
		secretKeys: ['secret'],
		...webhookSetup,
	},
	{
		resource: 'webhook',
		operation: 'delete',
		method: 'DELETE',
		path: '/webhooks/{id}',
		summary: 'Delete a webhook: Otesse sends it nothing from then on',
		parts: webhookPart,
		...webhookSetup,
	},
	{
		resource: 'webhookDelivery',
		operation: 'getMany',
		method: 'GET',
		path: '/webhooks/{id}/deliveries',
		summary: 'List the recent deliveries of a webhook, with status and response code',
		parts: webhookPart,
		records: 'data',
		paging: false,
		...webhookSetup,
	},
];
