import type { INodeProperties } from 'n8n-workflow';

import { propertyOf } from '../shared/form/fields';
import { pickers } from './pickers';

interface Asked {
	parameter: string;
	label: string;
	picker: keyof typeof pickers;
	description: string;
	required?: boolean;
}

/** A parameter that picks a record and belongs to no field of a row. */
export function locator(asked: Asked): INodeProperties {
	const { parameter, label, picker: name, description, required = false } = asked;
	const picker = pickers[name];
	return propertyOf(
		{ name: parameter, type: 'string', description },
		{ parameter, label, required, picker: { name, picker } },
	);
}

export const organization = locator({
	parameter: 'organizationId',
	label: 'Organization',
	picker: 'organization',
	description: 'ID of the organization. Leave empty to use the default of the credential.',
});

/** For operations that name no organization themselves. */
export const organizationOfLists = locator({
	parameter: 'organizationId',
	label: 'Organization',
	picker: 'organization',
	description:
		'Organization whose records the lists below offer. Leave empty to use the default of the credential.',
});

export const projectOfList = locator({
	parameter: 'projectId',
	label: 'Project',
	picker: 'project',
	description: 'Project whose records the list below offers',
});

export const teamOfList = locator({
	parameter: 'teamId',
	label: 'Team',
	picker: 'team',
	description: 'Team whose records the list below offers',
});
