import { Doo } from '../../../nodes/Doo/Doo.node.ts';
import type { TestedForm } from '../form.mts';

export const form: TestedForm = {
	words: ['attendee', 'ticket', 'booking', 'event'],
	subtitles: [
		{ of: new Doo(), with: { resource: 'event', operation: 'get' }, reads: 'Get: event' },
	],
	recordFirst: { 'webhook.delete': 'organizationId' },
	// The answer has what a person's query selects.
	schemasMissing: ['graphql.query', 'attendee.getMany'],
	pickers: [
		{
			method: 'searchConfiguration',
			parameters: { organizationId: '111' },
			filter: 'crm',
			found: /crm/i,
			parent: /111/,
		},
	],
};
