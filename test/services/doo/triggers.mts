import { registryOf, wantedRegistrations } from '../../../providers/doo/webhooks';
import type { Registering } from '../triggers.mts';
import { atDoo } from './registrar.mts';

const feed = {
	name: 'n8n',
	description: 'd',
	scope: { event_id: '1', event_guide_id: '2' },
	types: ['event_created'],
	queryOf: () => '',
	variables: {},
	graphqlUrl: 'https://gql.doo.net',
	tokenUrl: 'https://n8n.example.com/token',
};

export const registering: Registering = {
	registry: registryOf('1'),
	wanted: (address, secrets) => wantedRegistrations(address, feed, secrets),
	none: { _embedded: { webhooks: [] }, page_count: 1 },
	registrar: atDoo,
	parameters: { teamId: '111', types: ['event_created'], options: { ignoreRepeats: 0 } },
	other: { teamId: '111', types: ['event_created', 'order_created'] },
	event: 'event_created',
	replaced: ['GET', 'POST', 'DELETE', 'GET'],
	secret: 'apiKey',
	secretsIn: ({ authentication, hooks }) => {
		const { credentials } = authentication as { credentials: { client_secret: string } };
		const keys = (hooks as Array<{ endpoint: string }>).map(({ endpoint }) =>
			new URL(endpoint).searchParams.get('key'),
		);
		return [credentials.client_secret, ...keys];
	},
};
