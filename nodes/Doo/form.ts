import { doo } from '../../providers/doo';
import { GROUP_ID } from '../../providers/doo/configurations';
import type { ResourceForm, ServiceForm } from '../shared/form/service-form';
import { getAttendees, getEvent } from './records';
import { answerRows, getSchema, graphqlProperties, graphqlShape } from './graphql';
import {
	createdConfiguration,
	createShape,
	initializeShape,
	listedConfigurations,
	processed,
	removal,
} from './configurations';

const resources: Readonly<Record<string, ResourceForm>> = {
	attendee: { name: 'Attendee', mainOperation: 'getMany' },
	event: { name: 'Event', mainOperation: 'get' },
	graphql: {
		name: 'GraphQL',
		mainOperation: 'query',
		operations: {
			query: {
				action: 'Run query',
				primaryFields: ['variables'],
				properties: graphqlProperties,
				shape: graphqlShape,
				afterResponse: answerRows,
			},
		},
	},
	webhook: {
		name: 'Webhook Configuration',
		operations: {
			create: {
				action: 'Create webhook configuration – not safe to repeat',
				notice:
					'Each run creates a new configuration: with two of them, every delivery arrives twice. The Doo Trigger registers its own webhook.',
				shape: createShape,
				afterResponse: createdConfiguration,
			},
			getMany: { afterResponse: listedConfigurations },
			delete: { hidden: true },
			initialize: {
				name: 'Send Existing Records',
				action: 'Send existing records to webhooks – reaches all receivers',
				notice:
					'Sends every existing record to the receivers of all webhooks, including those of other integrations, unless you select a configuration.',
				primaryFields: ['organization_id', 'event_id'],
				shape: initializeShape,
				afterResponse: processed,
			},
		},
	},
};

export const form: ServiceForm = {
	provider: doo,
	mainResource: 'graphql',
	resources,
	pickers: {
		configuration: {
			noun: 'webhook configuration',
			list: 'webhook.getMany',
			value: ['_links.self.href', 'id'],
			pattern: GROUP_ID,
			label: ['name', 'description'],
			needs: { team_id: ['organizationId'] },
			example: '0f5566bb-d35b-11e7-bde8-0206116776d2',
			url: {
				regex: 'https?://.+/webhooks/([^/?#]+)/?$',
				example: 'https://rest.doo.net/v1/webhooks/0f5566bb-d35b-11e7-bde8-0206116776d2',
			},
		},
	},
	fieldPickers: { webhook_configuration_id: 'configuration', webhook_group_id: 'configuration' },
	parts: { team_id: 'organizationId', webhook_group_id: 'webhookConfigurationId' },
	labels: {
		hooks: 'Hooks (JSON)',
		max_rate_per_min: 'Maximum Rate per Minute',
		last_updated_after: 'Last Updated After (CET)',
		last_updated_before: 'Last Updated Before (CET)',
		resource_name: 'Records',
		team_id: 'Organization ID',
		webhook_configuration_id: 'Webhook Configuration',
		webhook_group_id: 'Webhook Configuration',
		webhook_type: 'Webhook Types',
	},
	words: { attendee_checkin: 'Attendee Checked In' },
	compositeOperations: [getEvent, getAttendees, getSchema, removal],
};
