import type { TestedPanel, TestedTriggerPanel } from '../types.mts';

export const panel: TestedPanel = {
	words: ['ooti', 'timesheet', 'time tracking', 'architect', 'expense report'],
	action: 'Get many clients',
	typed: { limit: '8' },
	rows: { count: 8, text: 'Client 1' },
	chosen: {
		resource: 'Project',
		operation: 'Get',
		parameter: 'projectId',
		words: 'Museum',
		gives: 'P2 Museum 2',
	},
	unknown: {
		id: '999999',
		says: 'OOTI: Not found.',
		advises: 'Check the IDs and the path. The record may be gone, or belong to another account.',
	},
	form: {
		resource: 'Work Log',
		operation: 'Create',
		labels: ['Authentication', 'Project', 'Date', 'Hours'],
	},
	complete: { resource: 'project', operation: 'getMany' },
};

export const triggerPanel: TestedTriggerPanel = {
	task: 'work log',
	event: 'On record created or updated',
	labels: ['Poll Times', 'Authentication', 'Record', 'Trigger On', 'Organization'],
	typed: {},
	picked: { organization: '' },
	unknown: { list: 'organization', id: '999999', says: 'Not found' },
	gives: 'created',
	complete: { resource: 'project', organization: { __rl: true, mode: 'id', value: '1' } },
};
