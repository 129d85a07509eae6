import { listed, table } from '../../../sandbox/core/router.mts';
import type { ServiceModule } from '../../../sandbox/core/types.mts';
import { actions } from './actions.mts';
import { authorize } from './auth.mts';
import { emit } from './emit.mts';
import { graphRoute } from './graph.mts';
import { notFound, restRoutes } from './routes.mts';
import { resetStore } from './store.mts';

export const doo: ServiceModule = {
	id: 'doo',
	name: 'doo',
	mounts: {
		'/doo/v1': 'REST interface (rest.doo.net/v1)',
		'/doo-gql': 'GraphQL, POST (gql.doo.net); its path in routes, log and faults is /',
	},
	secrets: {
		apiKey: 'sandbox-doo-api-key',
		clientId: 'sandbox-doo-client-id',
		clientSecret: 'sandbox-doo-client-secret',
		teamId: '111',
	},
	defaults: { tokenLifetimeSeconds: 3600 },
	register(app) {
		table(app, '/doo/v1', restRoutes, { authorize, notFound });
		table(app, '/doo-gql', [graphRoute, { ...graphRoute, path: '' }], { authorize, notFound });
	},
	reset: resetStore,
	emit,
	actions,
	notes: [
		'The life of an access token is not documented; 3600 seconds here, and the answer does not state it unless the configuration sets expiresIn.',
		'Variant envelope: failures of the REST interface come with HTTP 200 and tell the status in response_status only.',
		'Variant limit-403: a used-up quota answers 403 with "Limit Exceeded" instead of 429.',
		'Variant uuid-ids: lists show the uuid as id. Variant origin-required: a hook without a query is refused.',
		'Variants can be combined, separated by spaces. refusedStatus 403 refuses access tokens with 403.',
		'With quotas on: 1 request a second and 1,000 a day for each API key, token requests included.',
		'The GraphQL schema is ours apart from event(id) with id, title, startDate and endDate; its pages take first and offset.',
		'Events 4711 to 4758 belong to team and organization 111; 4758 is deleted. One configuration of another integration is registered, bound to event 4750.',
		'Removing a configuration needs the API key only; an authorization header that is sent must be valid.',
		'Emitting: the types are event_created, order_created, attendee_validated and so on; the payload may name eventId, orderId, attendeeId, contactId or inviteeId, and data replaces what the query selects. Ten tries, a minute apart.',
		'Hooks may use %EVENT_ID%; %ORDER_ID%, %ATTENDEE_ID%, %CONTACT_ID% and %INVITEE_ID% are ours.',
		'Unknown teams and paths answer 404 in the envelope, which is a guess.',
	],
	routes: () => listed([...restRoutes, graphRoute]),
};
