import { call, crud, fromArticle, list, subject } from '../rows';

const project = subject('project', 'a project', 'projects', 'projects');
const projectUser = subject('projectUser', 'a project user', 'users', 'projects');
const projectTag = subject('projectTag', 'a project tag', 'project tags', 'projects');
const projectTagGroup = subject(
	'projectTagGroup',
	'a project tag group',
	'project tag groups',
	'projects',
);
const pipelineStage = subject('pipelineStage', 'a pipeline stage', 'pipeline stages', 'pipelines');

export const projects = [
	...crud(project, '/projects/list/{org_pk}/', '/projects/{id}/', {
		both: 'project_title! project_tags stage',
		create: `client currency start_date end_date city country case_number language tax_rate phases
			project_users areas orgusers`,
		update: 'surface_area surface_unit notes signed',
		rest: { getMany: fromArticle },
	}),
	...crud(project, '/projects/list/{org_pk}/{team_pk}/', '/projects/{id}/', {
		only: ['getMany'],
		within: 'Team',
	}),
	list(project, 'getManyAccessible', '/projects/list/access/', 'List projects I have access to'),
	list(
		project,
		'getManyWithDeliverables',
		'/projects/deliverables/{org_pk}/',
		'List my projects with their deliverables',
		{ paging: false },
	),
	list(
		project,
		'getAvailableClients',
		'/projects/available-clients/{id}/',
		'List clients that are not part of a project yet',
		{ paging: false },
	),
	call(
		project,
		'getFeeSummary',
		'GET',
		'/projects/fee-summary/{id}/',
		'Get a summary of the fees of a project',
	),
	call(
		project,
		'getRevenue',
		'GET',
		'/projects/revenue/{id}/',
		'Get the revenue of a project by year and month',
	),
	call(project, 'export', 'GET', '/projects/export/{org_pk}/', 'Export projects as an Excel file', {
		binary: 'download',
	}),

	...crud(projectUser, '/projects/users/list/{id}/', '/projects/users/{user_pk}/', {
		container: 'a project',
		create: 'orguser permissionsset project is_visible',
		update: 'hours_actual is_billable',
	}),

	...crud(projectTag, '/projects/tags/list/{org_pk}/', '/projects/tags/{tag_pk}/', {
		both: 'name! projects',
		create: 'group',
	}),
	...crud(
		projectTagGroup,
		'/projects/tags/groups/list/{org_pk}/',
		'/projects/tags/groups/{group_pk}/',
		{
			both: 'name tags',
		},
	),

	...crud(pipelineStage, '/pipelines/stage/list/{org_pk}', '/pipelines/stage/{stage_pk}', {
		only: ['get', 'getMany'],
	}),
];
