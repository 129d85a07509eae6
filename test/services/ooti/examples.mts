import { byId } from '../calls.mts';
import type { TestedExample } from '../types.mts';

/** One after the other: some go on where the one before has left off. */
export const examples: readonly TestedExample[] = [
	{
		name: 'ooti-find-project',
		shows: 'Find a project by its name, list its phases with progress',
		toSet: 'The name in Project Name',
		credential: 'ootiApi',
		shown: 'Overview',
	},
	{
		name: 'ooti-log-hours',
		shows:
			'Log hours from a list; a name that fits no project, or several, stops before anything is logged',
		toSet: 'The rows in Hours, or your own source',
		credential: 'ootiApi',
		shown: 'Log Hours',
	},
	{
		name: 'ooti-invoice',
		shows: 'Draft an invoice, add its items, validate it: **its items can no longer change then**',
		toSet: 'Project, date and items in Order',
		credential: 'ootiApi',
		shown: 'Validate Invoice',
	},
	{
		name: 'ooti-unvalidated-hours',
		shows: 'Every Monday: hours that nobody has approved, per collaborator',
		toSet: 'Your team in Work Logs',
		credential: 'ootiApi',
		shown: 'Hours per Collaborator',
		changes: { 'Work Logs': { teamId: byId(1689) } },
	},
	{
		name: 'ooti-new-client',
		shows: 'From a lead to client, contact and opportunity',
		toSet: 'The lead, and the pipeline stage in Opportunity',
		credential: 'ootiApi',
		shown: 'Opportunity',
		changes: { Opportunity: { additionalFields: { stage: byId(300) } } },
	},
	{
		name: 'ooti-projects',
		shows: 'All projects on a schedule, counted by country',
		toSet: 'The ID of your organization as `org_pk`; which kind of credential',
		credential: 'ootiJwtApi',
	},
];
