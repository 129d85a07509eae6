import type { EndpointRow, Field } from '../../transport/types';

const eventId: Field = {
	name: 'event_id',
	type: 'number',
	description: 'Limits the webhooks to one event; without it and without a guide all events count',
	example: '4711',
};

const updatedSpan: readonly Field[] = [
	{
		name: 'last_updated_after',
		type: 'string',
		description: 'Only records changed after this moment, in CET. doo does not publish the format.',
	},
	{
		name: 'last_updated_before',
		type: 'string',
		description:
			'Only records changed before this moment, in CET. doo does not publish the format.',
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

export const endpoints: readonly EndpointRow[] = [
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
		summary: 'Register a webhook configuration. A configuration sent twice exists twice.',
		parts: { team_id: 'ID of the organization, also called team' },
		body: [
			{ name: 'name', type: 'string', required: true },
			{
				name: 'hooks',
				type: 'json',
				required: true,
				description:
					'What to send where: event type, receiver URL and, in origin, the GraphQL query that selects the payload. doo replaces %EVENT_ID%.',
				example: hooksExample,
			},
			{ name: 'description', type: 'string' },
			eventId,
			{
				name: 'event_guide_id',
				type: 'number',
				description: 'Limits the webhooks to the events made from this guide',
			},
			{
				name: 'authentication',
				type: 'json',
				description:
					'Token endpoint that doo asks before each delivery. With it, endpoint and client_secret are required.',
				example: authenticationExample,
			},
		],
		source: 'doo API wiki, page 2794651743 (configuration object: page 22841099)',
		certainty: 'official',
	},
	{
		resource: 'webhook',
		operation: 'getMany',
		method: 'GET',
		path: '/team/{team_id}/webhooks',
		summary:
			'List the active webhook configurations. For a removal take the last part of the self link, since id can be a plain number.',
		parts: { team_id: 'ID of the organization, also called team' },
		records: '_embedded.webhooks',
		secretKeys: ['client_secret'],
		source: 'doo API wiki, page 2794029122',
		certainty: 'official',
	},
	{
		resource: 'webhook',
		operation: 'delete',
		method: 'DELETE',
		path: '/webhooks/{webhook_group_id}',
		summary: 'Remove a webhook configuration',
		parts: { webhook_group_id: 'ID that the registration returned' },
		hidesFailures: 'The empty 204 does not confirm the removal; list the configurations to be sure',
		source: 'doo API wiki, page 2794651743',
		certainty: 'official',
	},
	{
		resource: 'webhook',
		operation: 'initialize',
		method: 'POST',
		path: '/webhooks/init/{resource_name}',
		summary: 'Send existing records to the registered webhooks again, one delivery per record',
		parts: { resource_name: 'One of events, orders, attendees, contacts, invitees' },
		body: [
			{ ...eventId, description: 'Required for orders, attendees and invitees' },
			{
				name: 'organization_id',
				type: 'number',
				description: 'Required for events and contacts',
			},
			...updatedSpan,
			{
				name: 'webhook_type',
				type: 'json',
				description:
					'Webhook types to send, as a list; all types of the resource if empty. Older versions of the documentation take a single text.',
				example: '["attendee_validated"]',
			},
			{
				name: 'webhook_configuration_id',
				type: 'string',
				description: 'Only this configuration; all of them if empty',
			},
			{
				name: 'max_rate_per_min',
				type: 'number',
				description:
					'Deliveries per minute, from 1. The documentation names both 50 and 100 as the largest value.',
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
		summary: 'Run a GraphQL query or mutation. The schema can be read by introspection.',
		body: [
			{
				name: 'query',
				type: 'string',
				required: true,
				example: 'query EventShort($id: ID!) { event(id: $id) { title startDate endDate } }',
			},
			{ name: 'variables', type: 'json', example: '{"id":4711}' },
			{
				name: 'operationName',
				type: 'string',
				description: 'Which operation to run, if the query text holds several',
			},
		],
		contentType: 'graphql',
		hidesFailures: 'GraphQL reports errors in the errors list of a 200 answer',
		source: 'doo API wiki, pages 22841099 and 3014950920',
		certainty: 'official',
	},
];
