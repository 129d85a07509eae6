import { fields } from '../fields';
import { call, crud, doubtful, list, subject } from '../rows';

const collaborator = subject('collaborator', 'a collaborator', 'collaborators', 'orgusers');
const team = subject('team', 'a team', 'teams', 'teams');
const teamUser = subject('teamUser', 'a team user', 'users', 'teams');
const invitation = subject('invitation', 'an invitation', 'invitations', 'invitations');
const role = subject('role', 'a role', 'roles', 'roles');
const projectRole = subject('projectRole', 'a project role', 'project roles', 'roles');
const permissionSet = subject(
	'permissionSet',
	'a permission set',
	'permission sets',
	'permissions',
);

const failed = doubtful(teamUser, 'failed with HTTP 500 in its tests');

const rates = 'billable_per_hour payable_per_hour';

export const people = [
	...crud(collaborator, '/orgusers/list/{org_pk}/', '/orgusers/{pk}/', {
		create: `email first_name last_name role timeoff_validators time_validators
			expenses_validators tags`,
		update: 'mobile birthday',
		rest: { create: doubtful(collaborator, 'failed with HTTP 500 in its tests') },
	}),
	call(
		collaborator,
		'invite',
		'POST',
		'/orgusers/invite/',
		'Invite a collaborator to a team. OOTI emails the collaborator.',
		{ body: fields('orguser team') },
	),
	call(
		collaborator,
		'count',
		'GET',
		'/orgusers/count/{org_pk}/',
		'Count collaborators in an organization',
	),
	call(
		collaborator,
		'export',
		'GET',
		'/orgusers/export/{org_pk}/',
		'Export collaborators as an Excel file',
		{ binary: 'download' },
	),

	...crud(team, '/teams/list/{org_pk}/', '/teams/{pk}/', {
		only: ['create', 'get', 'getMany', 'update'],
		both: 'city address',
		create: 'name! currency banks',
		whole: true,
	}),
	list(
		team,
		'getManyAccessible',
		'/teams/list/access/',
		'List teams and whether I have access to them',
	),

	...crud(teamUser, '/teams/users/list/{pk}/', '/teams/users/{user_pk}/', {
		container: 'a team',
		both: 'permissionsset team',
		create: 'orguser role',
	}),
	call(
		teamUser,
		'addToMany',
		'POST',
		'/teams/users/bulk/add/{org_pk}/',
		'Add a collaborator to several teams and projects',
		{ body: fields('orguser teams projects'), ...failed },
	),
	call(
		teamUser,
		'removeFromMany',
		'DELETE',
		'/teams/users/bulk/delete/{org_pk}/',
		'Remove a collaborator from several teams',
		{ body: fields('orguser projects'), ...failed },
	),

	...crud(invitation, '/invitations/list/{org_pk}/', '/invitations/{pk}/', {
		only: ['delete', 'get', 'getMany', 'update'],
		update: 'email',
	}),
	...crud(invitation, '/invitations/list/{org_pk}/{team_pk}/', '/invitations/{pk}/', {
		only: ['getMany'],
		within: 'Team',
	}),
	call(invitation, 'create', 'POST', '/invitations/{pk}/', 'Invite a person by email', {
		body: fields('team invitor invitee email'),
		parts: { pk: 'ID of a team or of a collaborator' },
		...doubtful(invitation, 'both IDs were accepted in its tests'),
	}),

	...crud(role, '/roles/list/{org_pk}/', '/roles/{pk}/', { both: `title ${rates}` }),
	...crud(projectRole, '/roles/project/list/{org_pk}/', '/roles/project/{pk}/', {
		both: `project role ${rates} pay_per_hour personnel_count`,
	}),
	call(
		projectRole,
		'addAll',
		'POST',
		'/roles/roles/bulk/add/{org_pk}/',
		'Add the roles of the organization to a project',
		{ query: fields('project') },
	),
	call(
		projectRole,
		'deleteAll',
		'DELETE',
		'/roles/roles/bulk/delete/{org_pk}/',
		'Remove all roles from a project',
		{ query: fields('project') },
	),

	...crud(permissionSet, '/permissions/list/{org_pk}/', '/permissions/{id}/', {
		both: 'name! name_en name_fr level all_permissions is_default permissions',
		details: { level: { description: 'Where the set applies, such as organization or project' } },
		whole: true,
	}),
	call(permissionSet, 'getMap', 'GET', '/permissions/map/', 'Get my permissions by level'),
];
