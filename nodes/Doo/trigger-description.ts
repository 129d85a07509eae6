import type { IHookFunctions, INodeProperties, IPollFunctions } from 'n8n-workflow';

import { dooApi } from '../../providers/doo/auth';
import { isPerEvent, missedEvents, repeatable } from '../../providers/doo/missed';
import type { Feed, Scope } from '../../providers/doo/webhooks';
import { EVENT_QUERY, hookTypes, typeNames, VARIABLES } from '../../providers/doo/webhooks';
import type { MissedEvents } from '../../transport/webhooks/missed-events';
import { problem } from '../shared/input/readers/origin';
import { fetchSince, sinceIn } from '../shared/trigger/since';
import type { TriggerContext } from '../shared/trigger/webhook-parameters';
import { chosenIn, textIn, webhookParameters } from '../shared/trigger/webhook-parameters';
import { upkeepTimes } from '../shared/trigger/webhooks';

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
		description: `GraphQL query for the data to send with ${resource.toLowerCase()} events. If empty, doo sends its default data.`,
		displayOptions: { show: { types: typesStarting(`${resource.toLowerCase()}_`) } },
	};
}

/**
 * Versions of the trigger. In 1 a missing "Trigger On" is empty, as in workflows that were saved before new nodes began with the usual
 * events.
 */
export const VERSIONS = [1, 1.1];
export const NEWEST_VERSION = 1.1;

const types: INodeProperties = {
	displayName: 'Trigger On',
	name: 'types',
	type: 'multiOptions',
	options: [...hookTypes],
	default: [],
	description: 'Events that start the workflow',
};

export const properties: INodeProperties[] = [
	{
		displayName: 'Organization ID',
		name: 'teamId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 111',
		description: 'ID of the organization (also called team), from doo support',
	},
	{ ...types, displayOptions: { show: { '@version': [1] } } },
	{
		...types,
		default: ['attendee_validated', 'event_updated', 'order_created'],
		displayOptions: { show: { '@version': [NEWEST_VERSION] } },
	},
	{
		displayName: 'Other Events',
		name: 'otherTypes',
		type: 'string',
		default: '',
		placeholder: 'e.g. contact_created, invitee_updated',
		description: 'Comma-separated webhook types that are not in the list',
	},
	{
		displayName: 'Scope',
		name: 'scope',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Event', value: 'event_id', description: 'A single event' },
			{
				name: 'Event Guide',
				value: 'event_guide_id',
				description: 'All events created from one guide',
			},
			{
				name: 'Organization',
				value: 'organization',
				description: 'All events of the organization',
			},
		],
		default: 'organization',
		description: 'Where to watch for changes',
	},
	{
		displayName: 'Event ID',
		name: 'eventId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 4711',
		description: 'The event to watch',
		displayOptions: { show: { scope: ['event_id'] } },
	},
	{
		displayName: 'Event Guide ID',
		name: 'eventGuideId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 12',
		description: 'The guide whose events to watch',
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
			'GraphQL query for the data to send with other events. If empty, doo sends its default data.',
		displayOptions: { hide: { otherTypes: [''] } },
	},
	{
		displayName: 'Query Variables',
		name: 'variables',
		type: 'json',
		default: VARIABLES,
		description:
			'Variables of all queries, as an object. doo replaces %EVENT_ID% with the ID of the event.',
	},
	{
		displayName: 'Require Access Token',
		name: 'requireToken',
		type: 'boolean',
		default: false,
		description:
			'Whether doo must get a short-lived access token from this node before each delivery. Otherwise a secret in the webhook URL proves the sender.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			fetchSince(
				'Also have doo send the records that changed since this time, each as an event of its own. Orders and attendees can be sent again for a single event only (see Scope).',
				{ '/types': [...repeatable] },
			),
			{
				displayName: 'Ignore Repeats (Seconds)',
				name: 'ignoreRepeats',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: REPEATS_SECONDS,
				description:
					'How long identical data about the same record is ignored as a repeat. Changes that your query does not select look identical. 0 accepts every delivery.',
			},
		],
	},
	// 48 of the 1,000 requests that doo allows a day.
	upkeepTimes(30),
];

function scopeOf(context: TriggerContext): Scope {
	const scope = textIn(context, 'scope');
	if (scope === 'event_id')
		return { event_id: webhookParameters(context).id('eventId', 'Event ID') };
	if (scope !== 'event_guide_id') return {};
	return { event_guide_id: webhookParameters(context).id('eventGuideId', 'Event Guide ID') };
}

/** Whether doo has to get a token before each delivery. */
export function needsToken(context: TriggerContext): boolean {
	return webhookParameters(context).boolean('requireToken', 'Require Access Token') === true;
}

/** The paths of the node's two webhooks, at the end of their addresses. */
export const DELIVERY_PATH = 'webhook';
export const TOKEN_PATH = 'token';

/** n8n gives a poll no address: the two differ in their last part. */
function tokenUrlOf(address: string): string {
	return address.slice(0, -DELIVERY_PATH.length) + TOKEN_PATH;
}

/** What the node registers at doo, for an address of the node. */
export async function feedOf(
	context: IHookFunctions | IPollFunctions,
): Promise<(address: string) => Feed> {
	const parameters = webhookParameters(context);
	parameters.id('teamId', 'Organization ID');
	const variables = parameters.object('variables', 'Query Variables') ?? {};
	const { graphql = GRAPHQL_URL } = dooApi.hosts(await context.getCredentials('dooApi'));
	const feed: Feed = {
		name: `n8n workflow ${context.getWorkflow().id ?? ''}`.trim(),
		description: 'Made by the Doo Trigger node',
		scope: scopeOf(context),
		types: typeNames(chosenIn(context, 'types'), textIn(context, 'otherTypes')),
		queryOf: (type) => {
			const field = QUERY_FIELDS.find(({ start }) => type.startsWith(start))?.field ?? '';
			return textIn(context, field);
		},
		variables,
		graphqlUrl: graphql,
	};
	if (!needsToken(context)) return () => feed;
	return (address) => ({ ...feed, tokenUrl: tokenUrlOf(address) });
}

/**
 * What doo is asked to send again.
 *
 * @throws NodeOperationError for orders and attendees of more than one event
 */
export function missedIn(context: TriggerContext): MissedEvents[] {
	const since = sinceIn(context);
	if (!since) return [];
	const types = typeNames(chosenIn(context, 'types'), '').filter((type) =>
		repeatable.includes(type),
	);
	const { event_id: eventId } = scopeOf(context);
	if (eventId === undefined && types.some(isPerEvent)) {
		throw problem(
			context,
			undefined,
			'doo can send orders and attendees again for a single event only',
			'Set "Scope" to "Event", select only types of events, or remove "Fetch Events Since".',
		);
	}
	return missedEvents({
		organizationId: webhookParameters(context).id('teamId', 'Organization ID'),
		...(eventId === undefined ? {} : { eventId }),
		types,
		since: since.moment,
	});
}
