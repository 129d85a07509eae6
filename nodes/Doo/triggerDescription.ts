import type { IHookFunctions, INodeProperties } from 'n8n-workflow';

import { dooApi } from '../../providers/doo/auth';
import type { Feed, Scope } from '../../providers/doo/webhooks';
import { EVENT_QUERY, hookTypes, typeNames, VARIABLES } from '../../providers/doo/webhooks';
import { chosenIn, typedIn, webhookParameters } from '../shared/webhooks';

const GRAPHQL_URL = 'https://gql.doo.net';

/** Long enough for an answer that was lost on its way, short against two changes by hand. */
export const REPEATS_SECONDS = 60;

/** The query field for types that start like this. */
const QUERY_FIELDS: ReadonlyArray<{ start: string; field: string }> = [
	{ start: 'event_', field: 'eventQuery' },
	{ start: 'order_', field: 'orderQuery' },
	{ start: 'attendee_', field: 'attendeeQuery' },
	{ start: '', field: 'otherQuery' },
];

function typesStarting(start: string): string[] {
	return hookTypes.map(({ value }) => value).filter((type) => type.startsWith(start));
}

function query(name: string, resource: string, preset: string): INodeProperties {
	return {
		displayName: `${resource} Query`,
		name,
		type: 'string',
		typeOptions: { rows: preset === '' ? 3 : 8 },
		default: preset,
		placeholder: 'e.g. query { __typename }',
		description: `GraphQL query that selects what doo sends of ${resource.toLowerCase()}s; if empty, doo sends its own selection`,
		displayOptions: { show: { types: typesStarting(`${resource.toLowerCase()}_`) } },
	};
}

export const properties: INodeProperties[] = [
	{
		displayName: 'Organization ID',
		name: 'teamId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 111',
		description: 'ID of the organization, which the API also calls team',
	},
	{
		displayName: 'Trigger On',
		name: 'types',
		type: 'multiOptions',
		options: [...hookTypes],
		default: [],
		description: 'What starts the workflow',
	},
	{
		displayName: 'Other Events',
		name: 'otherTypes',
		type: 'string',
		default: '',
		placeholder: 'e.g. contact_created, invitee_updated',
		description: 'Comma-separated webhook types that are not in the list, as doo spells them',
	},
	{
		displayName: 'Scope',
		name: 'scope',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Event', value: 'event_id', description: 'Only one event' },
			{
				name: 'Event Guide',
				value: 'event_guide_id',
				description: 'All events that were made from one guide',
			},
			{ name: 'Organization', value: 'organization', description: 'Everything' },
		],
		default: 'organization',
		description: 'Whose changes count',
	},
	{
		displayName: 'Event ID',
		name: 'eventId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 4711',
		description: 'The event whose changes count, by its ID',
		displayOptions: { show: { scope: ['event_id'] } },
	},
	{
		displayName: 'Event Guide ID',
		name: 'eventGuideId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 12',
		description: 'The guide whose events count, by its ID',
		displayOptions: { show: { scope: ['event_guide_id'] } },
	},
	query('eventQuery', 'Event', EVENT_QUERY),
	query('orderQuery', 'Order', ''),
	query('attendeeQuery', 'Attendee', ''),
	{
		displayName: 'Other Query',
		name: 'otherQuery',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. query { __typename }',
		description:
			'GraphQL query that selects what doo sends of other types; if empty, doo sends its own selection',
		displayOptions: { hide: { otherTypes: [''] } },
	},
	{
		displayName: 'Query Variables',
		name: 'variables',
		type: 'json',
		default: VARIABLES,
		description:
			'Variables of all queries as one object. Doo puts the ID in the place of %EVENT_ID%, the only placeholder that it documents.',
	},
	{
		displayName: 'Require Access Token',
		name: 'requireToken',
		type: 'boolean',
		default: false,
		description:
			'Whether doo has to get a short-lived access token from this node before each delivery. Without it, a secret in the webhook URL is the proof.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Ignore Repeats (Seconds)',
				name: 'ignoreRepeats',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: REPEATS_SECONDS,
				description:
					'How long the same content about the same record counts as a repeat. Doo numbers no deliveries: two changes that your query does not show look the same. 0 takes every delivery.',
			},
		],
	},
];

function scopeOf(context: IHookFunctions): Scope {
	const scope = typedIn(context, 'scope');
	if (scope === 'event_id')
		return { event_id: webhookParameters(context).id('eventId', 'Event ID') };
	if (scope !== 'event_guide_id') return {};
	return { event_guide_id: webhookParameters(context).id('eventGuideId', 'Event Guide ID') };
}

/** What the node's fields ask of doo. */
export async function feedOf(context: IHookFunctions): Promise<Feed> {
	const parameters = webhookParameters(context);
	parameters.id('teamId', 'Organization ID');
	const variables = parameters.object('variables', 'Query Variables') ?? {};
	const { graphql = GRAPHQL_URL } = dooApi.hosts(await context.getCredentials('dooApi'));
	const tokenUrl = parameters.boolean('requireToken', 'Require Access Token')
		? context.getNodeWebhookUrl('setup')
		: undefined;
	return {
		name: `n8n workflow ${context.getWorkflow().id ?? ''}`.trim(),
		description: 'Made by the Doo Trigger node',
		scope: scopeOf(context),
		types: typeNames(chosenIn(context, 'types'), typedIn(context, 'otherTypes')),
		queryOf: (type) => {
			const field = QUERY_FIELDS.find(({ start }) => type.startsWith(start))?.field ?? '';
			return typedIn(context, field);
		},
		variables,
		graphqlUrl: graphql,
		...(tokenUrl === undefined ? {} : { tokenUrl }),
	};
}
