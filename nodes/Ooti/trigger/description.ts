import type { INodeProperties } from 'n8n-workflow';

import { ooti } from '../../../providers/ooti';
import { records } from '../../../providers/ooti/changes';

const idsOf = (test: (record: (typeof records)[number]) => boolean) =>
	records.filter(test).map(({ id }) => id);

function place(
	name: 'organization' | 'project' | 'team',
	displayName: string,
	description: string,
	search: string,
	example: string,
): INodeProperties {
	return {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Select a ${name}`.replace('a organization', 'an organization'),
				typeOptions: { searchListMethod: search, searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: `e.g. ${example}`,
				validation: [
					{
						type: 'regex',
						properties: { regex: '^\\s*[0-9]+\\s*$', errorMessage: 'An ID has digits only' },
					},
				],
			},
		],
	};
}

function team(needed: 'required' | 'optional'): INodeProperties {
	const description =
		needed === 'required'
			? 'The team to watch; OOTI lists these records by team only'
			: 'Only what belongs to this team; empty for all';
	return {
		...place('team', 'Team', description, 'searchTeams', '1689'),
		...(needed === 'required' ? { required: true } : {}),
		displayOptions: { show: { resource: idsOf((record) => record.team === needed) } },
	};
}

export const properties: INodeProperties[] = [
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		noDataExpression: true,
		options: ooti.credentials.map(({ label, name }) => ({ name: label, value: name })),
		default: 'ootiApi',
		description: 'How to sign in to OOTI',
	},
	{
		displayName:
			'OOTI does not tell what changed. Each poll reads the whole list, one request for every 100 records, and compares. A trigger can watch up to 5,000 records.',
		name: 'costNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Record',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: records.map(({ id, name }) => ({ name, value: id })),
		default: 'project',
		description: 'What to watch',
	},
	{
		displayName: 'Trigger On',
		name: 'event',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Created', value: 'created', description: 'A record is new' },
			{
				name: 'Created or Updated',
				value: 'createdOrUpdated',
				description: 'A record is new or was changed; the field "event" tells which',
			},
			{ name: 'Updated', value: 'updated', description: 'A record was changed' },
		],
		default: 'createdOrUpdated',
		description: 'What starts the workflow',
	},
	{
		...place(
			'organization',
			'Organization',
			'The organization to watch',
			'searchOrganizations',
			'210',
		),
		required: true,
	},
	team('required'),
	team('optional'),
	{
		...place(
			'project',
			'Project',
			'Only what belongs to this project; empty for all',
			'searchProjects',
			'41',
		),
		displayOptions: { show: { resource: idsOf((record) => record.project === true) } },
	},
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Ignore Fields',
				name: 'ignoreFields',
				type: 'string',
				default: '',
				placeholder: 'e.g. photo,last_login',
				description: 'Comma-separated fields whose change alone is no update',
			},
		],
	},
];

/** The slash keeps the editor from taking "authentication" for a field of the credential's form, see Provider Request. */
export const credentials = ooti.credentials.map(({ name }) => ({
	name,
	required: true,
	displayOptions: { show: { '/authentication': [name] } },
}));
