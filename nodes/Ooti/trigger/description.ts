import type { INodeProperties } from 'n8n-workflow';

import { ooti } from '../../../providers/ooti';
import { records } from '../../../providers/ooti/changes';
import { authenticationOf } from '../../shared/form/authentication';
import { simplify } from '../../shared/form/common-properties';
import { locator } from '../../shared/form/fields';
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
			? 'Team to watch. OOTI lists these records per team only.'
			: 'Watch only records of this team (default: all teams)';
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
			'OOTI does not report changes. Each poll reads the whole list (one request per 100 records) and compares it with the previous one. A trigger can watch up to 5,000 records.',
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
		description: 'Type of record to watch',
	},
	{
		displayName: 'Trigger On',
		name: 'event',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Record Created', value: 'created', description: 'A record was created' },
			{
				name: 'Record Created or Updated',
				value: 'createdOrUpdated',
				description: 'A record was created or updated. The field "event" says which.',
			},
			{ name: 'Record Updated', value: 'updated', description: 'A record was updated' },
		],
		default: 'createdOrUpdated',
		description: 'Event that starts the workflow',
	},
	{
		...place('organization', 'Organization', 'Organization to watch'),
		required: true,
	},
	team('required'),
	team('optional'),
	{
		...place('project', 'Project', 'Watch only records of this project (default: all projects)'),
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
				description: 'Comma-separated fields to ignore when looking for updates',
			},
			{
				displayName: 'Only These Fields',
				name: 'onlyFields',
				type: 'string',
				default: '',
				placeholder: 'e.g. is_valid,is_sent',
				description: 'Comma-separated fields. Only changes to these count as updates.',
			},
		],
	},
];
