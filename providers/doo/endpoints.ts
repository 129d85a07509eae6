import type { EndpointDefinition, Field } from '../../transport/contracts/endpoint';
import { graphqlOutcomes } from './outcomes';

const organization = {
	team_id: 'ID of the organization (also called team), from doo support',
};

const configurationsPage = {
	source: 'doo API wiki, page 2794651743',
	certainty: 'official',
} as const;

const updatedSpan: readonly Field[] = [
	{
		name: 'last_updated_after',
		type: 'string',
		description:
			'Send only records updated after this time (CET). doo does not document the format; try 2026-01-31T10:00:00.',
	},
	{
		name: 'last_updated_before',
		type: 'string',
		description:
			'Send only records updated before this time (CET). doo does not document the format; try 2026-01-31T10:00:00.',
	},
];

const hooksExample = JSON.stringify([
	{
		type: 'event_created',
		method: 'POST',
		endpoint: 'https://example.com/receive',
		origin: {
			method: 'POST',
			endpoint: 'https://gql.doo.net',
			body: JSON.stringify({
				operationName: null,
				variables: { eventId: '%EVENT_ID%' },
				query: 'query ($eventId: ID!) { event(id: $eventId) { id title } }',
			}),
		},
	},
]);

const authenticationExample = JSON.stringify({
	grant_type: 'client_credentials',
	endpoint: 'https://example.com/token',
	credentials: { client_id: 'doo', client_secret: 'agreed with doo' },
	header_format: 'Authorization',
	header_value_format: 'Bearer %ACCESS_TOKEN%',
});

export const endpoints: readonly EndpointDefinition[] = [
	{
		resource: 'token',
		operation: 'create',
		method: 'POST',
		path: '/oauth',
		summary: 'Exchange the client ID and secret for an access token',
		body: [
			{ name: 'client_id', type: 'string', required: true },
			{ name: 'client_secret', type: 'string', required: true },
			{
				name: 'grant_type',
				type: 'options',
				required: true,
				options: ['client_credentials'],
				default: 'client_credentials',
			},
		],
		token: true,
		secretKeys: ['access_token', 'refresh_token'],
		source: 'doo API wiki, Authorization',
		certainty: 'official',
	},
	{
		resource: 'webhook',
		operation: 'create',
		method: 'POST',
		path: '/team/{team_id}/webhooks',
		summary:
			'Create a webhook configuration that sends events of an organization to a URL, and return its webhook_group_id. Uses 1 of the 1,000 requests a day.',
		parts: organization,
		body: [
			{
				name: 'name',
				type: 'string',
				required: true,
				description: 'Name shown in the list of configurations',
				example: 'New attendees to CRM',
			},
			{
				name: 'hooks',
				type: 'json',
				required: true,
				description:
					'List of webhook types, each with the URL of the receiver and the GraphQL query that selects the payload ("origin"). doo replaces %EVENT_ID% in the query.',
				example: hooksExample,
			},
			{
				name: 'description',
				type: 'string',
				description: 'Notes on the configuration',
				example: 'Set up by n8n',
			},
			{
				name: 'event_id',
				type: 'number',
				integer: true,
				description:
					'Send only changes of this event. Without an event or event guide, all events are included.',
			},
			{
				name: 'event_guide_id',
				type: 'number',
				integer: true,
				description: 'Send only changes of events created from this guide',
			},
			{
				name: 'authentication',
				type: 'json',
				description:
					'Token endpoint of the receiver, called by doo before each delivery. "endpoint" and "client_secret" are required.',
				example: authenticationExample,
			},
		],
		source: `${configurationsPage.source} (configuration object: page 22841099)`,
		certainty: 'official',
	},
	{
		resource: 'webhook',
		operation: 'getMany',
		method: 'GET',
		path: '/team/{team_id}/webhooks',
		summary:
			'List the webhook configurations of an organization, each with its webhook_group_id. Uses 1 of the 1,000 requests a day per 25 configurations.',
		parts: organization,
		itemsPath: '_embedded.webhooks',
		secretKeys: ['client_secret'],
		sensitive: ['authentication.credentials.client_secret'],
		secretParameters: ['key'],
		source: 'doo API wiki, page 2794029122',
		certainty: 'official',
	},
	{
		resource: 'webhook',
		operation: 'delete',
		method: 'DELETE',
		path: '/webhooks/{webhook_group_id}',
		summary: 'Delete a webhook configuration',
		parts: {
			webhook_group_id: 'Webhook_group_id, self link or list number of the configuration',
		},
		hidesFailures: 'The empty 204 does not confirm the removal; list the configurations to be sure',
		...configurationsPage,
	},
	{
		resource: 'webhook',
		operation: 'initialize',
		method: 'POST',
		path: '/webhooks/init/{resource_name}',
		summary:
			'Send existing records to the registered webhooks, one delivery per record, and return the number of records. Uses 1 of the 1,000 requests a day.',
		parts: { resource_name: 'Type of records to send' },
		partOptions: { resource_name: ['events', 'orders', 'attendees', 'contacts', 'invitees'] },
		body: [
			{
				name: 'event_id',
				type: 'string',
				description: 'Event to send orders, attendees or invitees of. Required for these.',
				example: '4711',
			},
			{
				name: 'organization_id',
				type: 'string',
				description:
					'Organization to send events or contacts of. Required for these; for other records it is used only to list configurations.',
				example: '111',
			},
			...updatedSpan,
			{
				name: 'webhook_type',
				type: 'multiOptions',
				open: true,
				options: [
					'event_created',
					'event_removed',
					'order_created',
					'order_cancelled',
					'attendee_pending',
					'attendee_validated',
					'attendee_cancelled',
					'attendee_checkin',
				],
				description:
					'Webhook types to send; if empty, all types of the records. For types that are not in the list, use an expression.',
			},
			{
				name: 'webhook_configuration_id',
				type: 'string',
				id: true,
				description: 'Send only to this configuration. If empty, send to all configurations.',
			},
			{
				name: 'max_rate_per_min',
				type: 'number',
				integer: true,
				description: 'Maximum deliveries per minute. doo documents both 50 and 100 as the limit.',
				example: '30',
			},
		],
		source: 'doo API wiki, page 2806448153',
		certainty: 'official',
	},
	{
		resource: 'graphql',
		operation: 'query',
		method: 'POST',
		host: 'graphql',
		path: '/',
		summary:
			'Read events, orders, attendees or contacts with a GraphQL query. Use "Get Schema" to see the available fields. Uses 1 of the 1,000 requests a day.',
		body: [
			{
				name: 'query',
				type: 'string',
				code: true,
				required: true,
				description: 'GraphQL query to run',
				example: 'query { __typename }',
			},
			{
				name: 'variables',
				type: 'json',
				description: 'Values for the variables of the query, as an object',
				example: '{"eventId":"4711"}',
			},
			{
				name: 'operationName',
				type: 'string',
				description: 'Operation to run if the query has several',
				example: 'EventShort',
			},
		],
		contentType: 'graphql',
		hidesFailures: 'GraphQL reports errors in the errors list of a 200 answer',
		recordResults: graphqlOutcomes,
		source: 'doo API wiki, pages 22841099 and 3014950920',
		certainty: 'official',
	},
];
