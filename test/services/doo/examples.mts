import type { TestedExample } from '../types.mts';

/** One after the other: some go on where the one before has left off. */
export const examples: readonly TestedExample[] = [
	{
		name: 'doo-create-webhook-configuration',
		shows: 'Make doo send new attendees to an address; **run twice it exists twice**',
		toSet: 'Organization and receiver in Settings',
		credential: 'dooApi',
		shown: 'Result',
	},
	{
		name: 'doo-list-webhook-configurations',
		shows: 'Where doo sends what happens, secrets masked',
		toSet: 'The ID of your organization in Configurations',
		credential: 'dooApi',
		shown: 'Overview',
	},
	{
		name: 'doo-send-existing-attendees',
		shows: 'Deliver the attendees of an event once more',
		toSet: 'Organization, event and name of the configuration in Which',
		credential: 'dooApi',
		shown: 'Result',
	},
	{
		name: 'doo-remove-webhook-configuration',
		shows: 'Remove a configuration by its name, and make sure that it is gone',
		toSet: 'Organization and name in Which',
		credential: 'dooApi',
		shown: 'Remove',
	},
	{
		name: 'doo-query-event',
		shows: 'An event by GraphQL, as an item',
		toSet: 'The ID of the event in Which',
		credential: 'dooApi',
		shown: 'Result',
	},
	{
		name: 'doo-event-graphql',
		shows: 'One event on a schedule',
		toSet: 'The ID of the event in Variables',
		credential: 'dooApi',
	},
];
