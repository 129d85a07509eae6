import type { TestedExample } from '../types.mts';

/** One after the other: some go on where the one before has left off. */
export const examples: readonly TestedExample[] = [
	{
		name: 'doo-create-webhook-configuration',
		shows: 'Make doo send new attendees to an address; **each run creates another configuration**',
		toSet: 'Organization and receiver in Settings',
		credential: 'dooApi',
		shown: 'Result',
	},
	{
		name: 'doo-list-webhook-configurations',
		shows: 'Where doo sends its notifications, with secrets masked',
		toSet: 'The ID of your organization in Configurations',
		credential: 'dooApi',
		shown: 'Overview',
	},
	{
		name: 'doo-send-existing-attendees',
		showcase: 'Deliver attendees who registered before the webhook existed',
		shows: 'Deliver the attendees of an event again',
		toSet: 'Organization, event and name of the configuration in Which',
		credential: 'dooApi',
		shown: 'Result',
	},
	{
		name: 'doo-remove-webhook-configuration',
		shows: 'Remove a configuration by name, and verify that it is gone',
		toSet: 'Organization and name in Which',
		credential: 'dooApi',
		shown: 'Remove',
	},
	{
		name: 'doo-query-event',
		showcase: 'Get the dates of an event for your newsletter or calendar',
		shows: 'One event with the fields that you choose',
		toSet: 'The ID of the event in Which',
		credential: 'dooApi',
		shown: 'Result',
	},
	{
		name: 'doo-attendees-to-crm',
		showcase: 'Add each new attendee to your CRM once',
		shows: 'Every hour: new and changed attendees into a CRM, each once; failures by email',
		toSet:
			'The ID of the event in Attendees; your CRM in place of Send to the CRM; an SMTP credential and the addresses in Send Failures',
		credential: 'dooApi',
		shown: 'Sent',
	},
	{
		name: 'doo-event-graphql',
		shows: 'One event on a schedule',
		toSet: 'The ID of the event in Variables',
		credential: 'dooApi',
	},
];
