import { fields } from '../fields';
import { call, crud, fromArticle, list, subject } from '../rows';

const workLog = subject('workLog', 'a work log', 'work logs', 'timelogs');
const timesheet = subject('timesheet', 'a timesheet row', 'timesheet rows', 'timelogs');
const week = subject('week', 'a week', 'weeks', 'timelogs');
const timeOff = subject('timeOff', 'a time-off request', 'time-off requests', 'timelogs');
const timeType = subject('timeType', 'a time type', 'time types', 'timelogs');
const timeOffType = subject('timeOffType', 'a time-off type', 'time-off types', 'timelogs');
const holiday = subject('holiday', 'a public holiday', 'public holidays', 'timelogs');
const weekConfig = subject('weekConfig', 'a week configuration', 'week configurations', 'timelogs');

const workLogFields = `project phase annex task date hours hours_pct type description orguser week
	day team area zone plan is_draft is_validated is_imported cost base_cost hourslog`;
const workLogDetails = {
	type: { type: 'number', integer: true, description: 'ID of the time type' },
} as const;

const rowHours = `monday tuesday wednesday thursday friday saturday sunday total_hours
	monday_notes tuesday_notes wednesday_notes thursday_notes friday_notes saturday_notes
	sunday_notes weekly_notes`;
const rowFields = `project week is_draft ${rowHours}`;

const timeOffFields = `orguser start_date end_date start_date_is_half end_date_is_half type notes
	is_draft validation_notes is_recuperation manual_days_paid paid_days unpaid_days
	recuperation_days recuperation_hours is_uncounted is_treated`;
const timeOffDetails = {
	type: { type: 'number', integer: true, description: 'ID of the time-off type' },
} as const;

const holidayFields = 'name name_en name_fr date teams is_default';
const typeNames = 'name name_en name_fr';

const sheet = '/timelogs/hourslogs';
const requests = '/timelogs/timeoff-requests';

export const time = [
	call(
		workLog,
		'create',
		'POST',
		'/timelogs/worklogs/',
		'Log hours that a collaborator worked on a project',
		{
			body: fields(workLogFields, workLogDetails),
			...fromArticle,
		},
	),
	...crud(workLog, '/timelogs/worklogs/list/{team_pk}/', '/timelogs/worklogs/{pk}/', {
		only: ['delete', 'get', 'getMany', 'update'],
		both: workLogFields,
		details: workLogDetails,
	}),
	call(
		workLog,
		'createInTeam',
		'POST',
		'/timelogs/worklogs/list/{team_pk}/',
		'Log hours in a team. Older variant of logging without a team.',
		{ body: fields(workLogFields, workLogDetails) },
	),
	call(
		workLog,
		'getImportedToDelete',
		'GET',
		'/timelogs/delete-imported-worklogs/{project_pk}/',
		'Get imported work logs of a project that can be deleted',
	),
	call(
		workLog,
		'deleteImported',
		'POST',
		'/timelogs/delete-imported-worklogs/{project_pk}/',
		'Delete all imported work logs of a project',
	),
	list(
		workLog,
		'getRecentlyWorkedOn',
		'/timelogs/recently-worked-on/{team_pk}/',
		'List projects, zones, plans and annexes with recent work',
		{ paging: false },
	),
	call(
		workLog,
		'comment',
		'POST',
		'/timelogs/comments/{pk}/',
		'Comment on logged time. OOTI does not document which record takes the comment.',
		{ parts: { pk: 'ID of the record to comment on' } },
	),

	...crud(timesheet, `${sheet}/list/{team_pk}/`, `${sheet}/{pk}/`, {
		both: rowHours,
		create: 'project week is_draft',
	}),
	list(
		timesheet,
		'getManyMine',
		`${sheet}/my-list/{team_pk}/`,
		'List my own timesheet rows in a team',
	),
	call(
		timesheet,
		'createMine',
		'POST',
		`${sheet}/my-list/{team_pk}/`,
		'Create a timesheet row for myself',
		{ body: fields(rowFields) },
	),
	call(
		timesheet,
		'copyPreviousWeek',
		'POST',
		'/timelogs/actions/copy-previous-week/{org_pk}/',
		'Copy the timesheet of the previous week',
	),
	call(
		timesheet,
		'validate',
		'POST',
		'/timelogs/validation/{team_pk}/',
		'Approve the logged time of a team. OOTI does not document the body.',
	),
	call(
		timesheet,
		'getAnalytics',
		'GET',
		'/timelogs/analytics/{team_pk}/',
		'Get the hours of a team by person, year, month and week',
	),
	call(
		timesheet,
		'getCalendar',
		'GET',
		'/timelogs/calendar/{org_pk}/',
		'Get the time calendar of an organization',
	),
	call(
		timesheet,
		'getMonthlySummary',
		'GET',
		'/timelogs/monthly-summary/{org_pk}/',
		'Get the hours per month in an organization',
	),

	...crud(week, '/timelogs/weeks/list/{org_pk}/', '/timelogs/weeks/{pk}/', {
		only: ['get', 'getMany', 'update'],
		filters: 'start_date',
		update: 'start_date end_date is_open team has_hourslogs',
	}),
	call(week, 'getDaysAway', 'GET', '/timelogs/weeks/away/{org_pk}/', 'Get my days away in a week'),

	...crud(timeOff, `${requests}/list/{team_pk}/`, `${requests}/{pk}/`, {
		both: timeOffFields,
		details: timeOffDetails,
	}),
	list(
		timeOff,
		'getManyMine',
		'/timelogs/my-timeoff-requests/list/{team_pk}/',
		'List my own time-off requests in a team',
	),
	call(
		timeOff,
		'createMine',
		'POST',
		'/timelogs/my-timeoff-requests/list/{team_pk}/',
		'Request time off for myself',
		{ body: fields(`${timeOffFields} is_paid`, timeOffDetails) },
	),
	call(
		timeOff,
		'createBalance',
		'POST',
		'/timelogs/timeoff-balance/list/{team_pk}/',
		'Create the time-off balance of a collaborator for a period',
		{ body: fields('orguser start_date end_date') },
	),

	...crud(timeType, '/timelogs/types/list/{org_pk}/', '/timelogs/types/{pk}/', {
		both: `${typeNames} is_recuperation`,
		create: 'is_billable project_option deliverable_option exclude_from_limit',
		update: 'is_default deduct_from_balance',
	}),
	...crud(timeOffType, '/timelogs/types/timeoff/list/{org_pk}/', '/timelogs/types/{pk}/', {
		only: ['create', 'getMany'],
		both: `${typeNames} is_default is_recuperation deduct_from_balance`,
	}),

	...crud(holiday, '/timelogs/holidays/list/{org_pk}/', '/timelogs/holidays/{pk}/', {
		both: holidayFields,
	}),
	...crud(holiday, '/timelogs/holidays/list/{org_pk}/{team_pk}/', '/timelogs/holidays/{pk}/', {
		only: ['create', 'getMany'],
		within: 'Team',
		both: holidayFields,
	}),

	...crud(weekConfig, '/timelogs/week-config/list/{org_pk}/', '/timelogs/week-config/{pk}/', {
		both: `${typeNames} team orgusers is_default entry_mode week_start_day
			show_monday show_tuesday show_wednesday show_thursday show_friday show_saturday show_sunday
			use_daily_limits weekly_hours_limit weekly_overtime_limit
			hours_per_monday hours_per_tuesday hours_per_wednesday hours_per_thursday hours_per_friday
			hours_per_saturday hours_per_sunday
			monday_overtime_limit tuesday_overtime_limit wednesday_overtime_limit
			thursday_overtime_limit friday_overtime_limit saturday_overtime_limit
			sunday_overtime_limit overtime_enabled`,
	}),
];
