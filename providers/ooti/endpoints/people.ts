import { fields } from './fields';
import { call, crud, list, subject } from './rows';

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

const rates = 'billable_per_hour payable_per_hour';

export const people = [
	...crud(collaborator, '/orgusers/list/{org_pk}/', '/orgusers/{pk}/', {
		create: `email first_name last_name role timeoff_validators time_validators
			expenses_validators tags`,
		update: 'mobile birthday',
		remarks: { create: 'it failed with status 500 when the SDK was tested' },
	}),
	call(
		collaborator,
		'invite',
		'POST',
		'/orgusers/invite/',
		'Send a collaborator an invitation to a team',
		{ body: fields('orguser team') },
	),
	call(collaborator, 'count', 'GET', '/orgusers/count/{org_pk}/', 'Count the collaborators'),
	call(
		collaborator,
		'export',
		'GET',
		'/orgusers/export/{org_pk}/',
		'Export the collaborators to Excel',
		{ binary: 'download' },
	),

	...crud(team, '/teams/list/{org_pk}/', '/teams/{pk}/', {
		only: ['create', 'get', 'getMany', 'update'],
		both: 'city address',
		create: 'name! currency banks',
		whole: true,
	}),
	list(team, 'getManyAccessible', '/teams/list/access/', 'List the teams I have access to or not'),

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
		'Add a collaborator to several teams and projects; it failed with status 500 in tests',
		{ body: fields('orguser teams projects') },
	),
	call(
		teamUser,
		'removeFromMany',
		'DELETE',
		'/teams/users/bulk/delete/{org_pk}/',
		'Remove a collaborator from several teams; it failed with status 500 in tests',
		{ body: fields('orguser projects') },
	),

	...crud(invitation, '/invitations/list/{org_pk}/', '/invitations/{pk}/', {
		only: ['delete', 'get', 'getMany', 'update'],
		update: 'email',
	}),
	...crud(invitation, '/invitations/list/{org_pk}/{team_pk}/', '/invitations/{pk}/', {
		only: ['getMany'],
		within: 'Team',
	}),
	call(
		invitation,
		'create',
		'POST',
		'/invitations/{pk}/',
		'Invite a person; sources contradict on what the id in the path is',
		{
			body: fields('team invitor invitee email'),
			parts: { pk: 'ID of a team or of a collaborator: both were accepted in tests' },
		},
	),

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
		'Remove the roles from a project',
		{ query: fields('project') },
	),

	...crud(permissionSet, '/permissions/list/{org_pk}/', '/permissions/{id}/', {
		both: 'name! name_en name_fr level all_permissions is_default permissions',
		details: { level: { description: 'Where it applies, such as organization or project' } },
		whole: true,
	}),
	call(permissionSet, 'getMap', 'GET', '/permissions/map/', 'Get my permissions by level'),
];
