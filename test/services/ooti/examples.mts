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
			'Log hours from a list; a name that matches no project, or several, stops the run before anything is logged',
		toSet: 'The rows in Hours, or your own source',
		credential: 'ootiApi',
		shown: 'Log Hours',
	},
	{
		name: 'ooti-invoice',
		shows:
			'Draft an invoice, add its items, validate it: **after that, its items can no longer change**',
		toSet: 'Project, date and items in Order',
		credential: 'ootiApi',
		shown: 'Validate Invoice',
	},
	{
		name: 'ooti-unvalidated-hours',
		showcase: 'Every Monday, list the hours that nobody has approved yet',
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
		name: 'ooti-timesheet',
		showcase:
			"Log the team's hours from a sheet in OOTI; unreadable rows come back with the reason",
		shows: 'Hours from a sheet into OOTI; refused rows come back by email, with the reason',
		toSet:
			'Your sheet in place of Timesheet and Rows; an SMTP credential and the addresses in Send Report',
		credential: 'ootiApi',
		shown: 'Log Hours',
	},
	{
		name: 'ooti-month-end',
		showcase: "Get the month's revenue, income and costs as a sheet",
		shows: 'On the first of each month: revenue, income and costs as a CSV file',
		toSet: 'The folder in Save Sheet, if n8n does not run in its own container',
		credential: 'ootiApi',
		shown: 'Save Sheet',
	},
	{
		name: 'ooti-projects',
		shows: 'All projects on a schedule, counted by country',
		toSet: 'The ID of your organization as `org_pk`; which kind of credential',
		credential: 'ootiJwtApi',
	},
];
