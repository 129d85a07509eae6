import type { INodeProperties } from 'n8n-workflow';

import { ooti } from '../../../providers/ooti';
import { records } from '../../../providers/ooti/changes';
import { authenticationOf } from '../../shared/authentication';
import { simplify } from '../../shared/common';
import { locator } from '../../shared/fields';
import { pickers } from '../pickers';

const idsOf = (test: (record: (typeof records)[number]) => boolean) =>
	records.filter(test).map(({ id }) => id);

function place(
	name: 'organization' | 'project' | 'team',
	displayName: string,
	description: string,
): INodeProperties {
	return { displayName, name, ...locator(name, pickers[name]), description };
}

function team(needed: 'required' | 'optional'): INodeProperties {
	const description =
		needed === 'required'
			? 'The team to watch; OOTI lists these records by team only'
			: 'Only what belongs to this team; empty for all';
	return {
		...place('team', 'Team', description),
		...(needed === 'required' ? { required: true } : {}),
		displayOptions: { show: { resource: idsOf((record) => record.team === needed) } },
	};
}

export const properties: INodeProperties[] = [
	...authenticationOf(ooti),
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
			{ name: 'Record Created', value: 'created', description: 'A record is new' },
			{
				name: 'Record Created or Updated',
				value: 'createdOrUpdated',
				description: 'A record is new or was changed; the field "event" tells which',
			},
			{ name: 'Record Updated', value: 'updated', description: 'A record was changed' },
		],
		default: 'createdOrUpdated',
		description: 'What starts the workflow',
	},
	{
		...place('organization', 'Organization', 'The organization to watch'),
		required: true,
	},
	team('required'),
	team('optional'),
	{
		...place('project', 'Project', 'Only what belongs to this project; empty for all'),
		displayOptions: { show: { resource: idsOf((record) => record.project === true) } },
	},
	simplify,
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
