import type { Calls, Literals } from '../calls.mts';

const literals: Literals = {
	'webhook.create': {
		with: {
			organizationId: '111',
			name: 'Registrations',
			hooks:
				'[{"type": "order_created", "method": "POST", "endpoint": "https://a.example", "origin": {"type": "graphql", "body": {"query": "{ a }"}}}]',
		},
		call: 'POST /team/111/webhooks',
		body: {
			name: 'Registrations',
			hooks: [
				{
					type: 'order_created',
					method: 'POST',
					endpoint: 'https://a.example',
					origin: { type: 'graphql', body: '{"query":"{ a }"}' },
				},
			],
		},
	},
	'webhook.initialize': {
		with: {
			resourceName: 'orders',
			eventId: '4711',
			organizationId: '111',
			additionalFields: { webhookType: ['order_created'] },
		},
		call: 'POST /webhooks/init/orders',
		body: { event_id: 4711, webhook_type: ['order_created'] },
	},
	'graphql.query': {
		with: {
			query: 'query Q($id: ID) { event(id: $id) { name } }',
			variables: '{"id": "7"}',
			additionalFields: { operationName: 'Q' },
		},
		call: 'POST /',
		body: {
			query: 'query Q($id: ID) { event(id: $id) { name } }',
			variables: { id: '7' },
			operationName: 'Q',
		},
	},
};

export const calls: Calls = {
	literals,
	leftOut: [
		// Existing records belong to an event or to an organization: the other one is not asked for.
		'webhook.initialize organizationId',
		// A deletion looks for the configuration first, which is not there: dry runs are tested with one that is.
		'webhook.delete options.dryRun',
	],
	special: {
		// The types have to fit the resource of the path.
		'webhook.initialize': {
			values: { webhook_type: { entered: ['invitee_created'], wire: ['invitee_created'] } },
			refusal: '"Event ID" is empty',
		},
		'graphql.query': { fails: /^The answer is not a GraphQL answer: it has no data/ },
	},
};
