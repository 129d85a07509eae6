import type { TestedPanel, TestedTriggerPanel } from '../types.mts';

export const panel: TestedPanel = {
	words: ['doo', 'attendee', 'tickets', 'events', 'guest list'],
	action: 'Get many webhook configurations',
	typed: { organizationId: '111' },
	rows: { count: 1, text: 'CRM feed' },
	chosen: {
		resource: 'Webhook Configuration',
		operation: 'Delete',
		parameter: 'webhookConfigurationId',
		words: 'CRM feed',
		gives: 'true',
	},
	unknown: {
		id: '00000000-d35b-11e7-bde8-0206116776d2',
		says: 'The organization has no webhook configuration "00000000-d35b-11e7-bde8-0206116776d2"',
		advises: 'Check "Organization ID", or select the configuration from the list.',
	},
	form: { resource: 'GraphQL', operation: 'Query', labels: ['Query', 'Variables', 'Rows At'] },
	complete: { resource: 'webhook', operation: 'getMany', organizationId: '111' },
};

export const triggerPanel: TestedTriggerPanel = {
	task: 'event registration',
	event: 'On event updated',
	labels: ['Organization ID', 'Trigger On', 'Other Events', 'Scope'],
	typed: { teamId: '111' },
	picked: {},
	sent: { type: 'event_updated', payload: {} },
	gives: 'event_updated',
	complete: { teamId: '111', types: ['event_updated'] },
};
