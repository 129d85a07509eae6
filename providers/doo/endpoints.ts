import type { EndpointRow, Field } from '../../transport/types';
import { graphqlOutcomes } from './outcomes';

const organization = {
	team_id: 'ID of the organization, which doo also calls team. Ask doo for it.',
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
			'Only records changed after this moment, in Central European Time (CET). The format is not published; a text such as 2026-01-31T10:00:00 is a guess.',
	},
	{
		name: 'last_updated_before',
		type: 'string',
		description:
			'Only records changed before this moment, in Central European Time (CET). The format is not published; a text such as 2026-01-31T10:00:00 is a guess.',
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
		summary:
			'Create a webhook configuration: doo then sends what happens in an organization to an address, one configuration for one or more webhook types. Returns its webhook_group_id. Sent twice it exists twice. Counts as 1 of the 1,000 requests of a day.',
		parts: organization,
		body: [
			{
				name: 'name',
				type: 'string',
				required: true,
				description: 'What the configuration is called',
				example: 'New attendees to CRM',
			},
			{
				name: 'hooks',
				type: 'json',
				required: true,
				description:
					'What to send where, as a list: webhook type, address of the receiver and, in origin, the GraphQL query that selects the payload. The body of origin may be an object; it is sent as text. doo replaces %EVENT_ID%.',
				example: hooksExample,
			},
			{
				name: 'description',
				type: 'string',
				description: 'Remarks on the configuration',
				example: 'Set up by n8n',
			},
			{
				name: 'event_id',
				type: 'number',
				integer: true,
				description: 'Only this event; without it and without a guide all events count',
			},
			{
				name: 'event_guide_id',
				type: 'number',
				integer: true,
				description: 'Only events made from this guide',
			},
			{
				name: 'authentication',
				type: 'json',
				description:
					'Token endpoint of the receiver that doo asks before each delivery. With it, endpoint and client_secret are required.',
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
			'List the webhook configurations of an organization. Each comes with its webhook_group_id, which a removal needs; the short number that doo lists beside it does not do. Counts as 1 of the 1,000 requests of a day for every 25 rows.',
		parts: organization,
		records: '_embedded.webhooks',
		secretKeys: ['client_secret'],
		secretParameters: ['key'],
		source: 'doo API wiki, page 2794029122',
		certainty: 'official',
	},
	{
		resource: 'webhook',
		operation: 'delete',
		method: 'DELETE',
		path: '/webhooks/{webhook_group_id}',
		summary: 'Remove a webhook configuration',
		parts: {
			webhook_group_id:
				'The configuration: its webhook_group_id, its self link, or the short number of the list',
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
			'Send existing records to the registered webhooks, one delivery for each record, and return how many. Events and contacts need the organization; orders, attendees and invitees the event. Counts as 1 of the 1,000 requests of a day.',
		parts: { resource_name: 'Which records to send' },
		partOptions: { resource_name: ['events', 'orders', 'attendees', 'contacts', 'invitees'] },
		body: [
			{
				name: 'event_id',
				type: 'string',
				description: 'Event whose orders, attendees or invitees are sent: required for these',
				example: '4711',
			},
			{
				name: 'organization_id',
				type: 'string',
				description:
					'Organization whose events or contacts are sent: required for these. Otherwise it only serves the list of configurations.',
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
					'What to send; all types of the records if empty. Others, such as those of contacts and invitees, can be given by an expression.',
			},
			{
				name: 'webhook_configuration_id',
				type: 'string',
				id: true,
				description: 'Only to this configuration; to all of them if empty',
			},
			{
				name: 'max_rate_per_min',
				type: 'number',
				integer: true,
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
		summary:
			'Read events, orders, attendees or contacts with a GraphQL query of your own and return the data. Look at the fields with Get Schema. Counts as 1 of the 1,000 requests of a day, and doo takes 1 request per second.',
		body: [
			{
				name: 'query',
				type: 'string',
				code: true,
				required: true,
				description: 'The GraphQL document',
				example: 'query { __typename }',
			},
			{
				name: 'variables',
				type: 'json',
				description: 'Values of the variables of the query, as an object',
				example: '{"eventId":"4711"}',
			},
			{
				name: 'operationName',
				type: 'string',
				description: 'Which operation to run, if the document holds several',
				example: 'EventShort',
			},
		],
		contentType: 'graphql',
		hidesFailures: 'GraphQL reports errors in the errors list of a 200 answer',
		outcomes: graphqlOutcomes,
		source: 'doo API wiki, pages 22841099 and 3014950920',
		certainty: 'official',
	},
];
