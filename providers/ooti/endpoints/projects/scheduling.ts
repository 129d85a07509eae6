import { fields } from '../fields';
import { call, crud, subject } from '../rows';

const timeline = subject('timeline', 'a timeline', 'timelines', 'timeperiods');
const roleAnnexPeriod = subject(
	'roleAnnexPeriod',
	'an annex role period',
	'annex role periods',
	'timeperiods',
);
const userPeriod = subject('userPeriod', 'a user period', 'user periods', 'timeperiods');

const base = '/timeperiods';

export const scheduling = [
	call(
		timeline,
		'getDashboard',
		'GET',
		`${base}/dashboard/scheduling/timeline/{org_pk}/`,
		'Get the schedule on the dashboard',
	),
	call(
		timeline,
		'getUsers',
		'GET',
		`${base}/users/scheduling-timeline/{org_pk}/`,
		'Get the schedule of all collaborators',
	),
	call(
		timeline,
		'getProject',
		'GET',
		`${base}/scheduling-timeline/{project_pk}/`,
		'Get the schedule of a project',
	),
	call(
		timeline,
		'runProjectAction',
		'POST',
		`${base}/scheduling-timeline/actions/{project_pk}/`,
		'Run an action on the schedule of a project. OOTI does not document the body.',
	),
	call(
		timeline,
		'getProjectResources',
		'GET',
		`${base}/resources-timeline/{project_pk}/`,
		'Get the people scheduled on a project',
	),
	call(
		timeline,
		'getResourcePlanning',
		'GET',
		`${base}/resource-planning-timeline/{org_pk}/`,
		'Get the resource planning of an organization',
	),
	call(
		timeline,
		'createResourcePlanning',
		'POST',
		`${base}/resource-planning-timeline/{org_pk}/`,
		'Create the resource planning of a team',
		{ body: fields('team') },
	),

	...crud(
		roleAnnexPeriod,
		`${base}/role-annex-periods/list/{org_pk}/`,
		`${base}/role-annex-periods/{pk}/`,
		{
			both: `annex role project_role orgusers start_date end_date hours_per_day personnel_count
				include_saturday include_sunday hours_scheduled hours_scheduled_per_user budget_pct`,
		},
	),

	...crud(userPeriod, `${base}/user-period/list/{org_pk}/`, `${base}/user-period/{pk}/`, {
		filters: 'team',
		both: `orguser role time_type team project phase annex start_date end_date hours_per_day hours
			pct_of_day description sync_with_budget sync_with_planning`,
		whole: true,
	}),
	call(
		userPeriod,
		'runListAction',
		'POST',
		`${base}/user-period/list/action/{org_pk}/`,
		'Run an action on several user periods. OOTI does not document the body.',
	),
];
