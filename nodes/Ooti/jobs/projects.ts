import type { IDataObject } from 'n8n-workflow';

import type { ApiClient } from '../../../transport/client/api-client';
import type { CallItem } from '../../../transport/pagination/endpoint-call';
import type { CompositeOperation, OperationContext } from '../../shared/form/service-form';
import { searchable, trimmed } from '../../shared/input/readers/text';
import { organization } from '../locators';

/** A name without differences in case, white space and Unicode form. */
function plain(name: unknown): string {
	const text = typeof name === 'string' || typeof name === 'number' ? String(name) : '';
	return trimmed(text).normalize('NFC').replace(/\s+/g, ' ').toLowerCase();
}

/** The names that a project goes by: OOTI documents no filter, so the list is read and compared here. */
function namesOf({ project_title, case_number, display }: IDataObject): string[] {
	return [project_title, case_number, display].map(plain).filter((name) => name !== '');
}

const lists = new WeakMap<ApiClient, Map<string, Promise<CallItem[]>>>();

/** All projects of the organization, read once in a run. */
async function projectsOf(operation: OperationContext): Promise<CallItem[]> {
	const { client: session } = operation;
	const id = operation.read.optionalId('organizationId', 'Organization') ?? '';
	const known = lists.get(session) ?? new Map<string, Promise<CallItem[]>>();
	lists.set(session, known);
	const projects =
		known.get(id) ?? operation.call('project.getMany', id === '' ? {} : { org_pk: id });
	known.set(id, projects);
	return await projects;
}

async function findProjects(operation: OperationContext): Promise<CallItem[]> {
	const wanted = operation.read.text('projectName', 'Project Name');
	const projects = await projectsOf(operation);
	const contains = operation.read.id('match', 'Match') === 'contains';
	const fits = (name: string) =>
		contains ? searchable(name).includes(searchable(wanted)) : name === plain(wanted);
	const found = projects.filter(({ json }) => namesOf(json).some(fits));
	checkCount(operation, wanted, found);
	return found.map(({ json }) => ({ json: { ...json } }));
}

function checkCount(operation: OperationContext, wanted: string, found: readonly CallItem[]): void {
	const expected = operation.read.id('expected', 'Expected Matches');
	if (expected === 'any') return;
	const how =
		operation.read.id('match', 'Match') === 'contains' ? 'has a name containing' : 'has the name';
	if (found.length === 0) {
		throw operation.problem(
			`No project ${how} "${wanted}"`,
			'Check the spelling, set "Match" to "Contains", or set "Expected Matches" to "Any Number".',
		);
	}
	if (expected === 'one' && found.length > 1) {
		const ids = found.slice(0, 10).map(({ json }) => String(json.id ?? json.pk));
		throw operation.problem(
			`${found.length} projects match "${wanted}"`,
			`Their IDs are ${ids.join(', ')}${found.length > ids.length ? ' and others' : ''}. Use a name that only one project has, or set "Expected Matches" to "At Least One".`,
		);
	}
}

export const projectOperations: readonly CompositeOperation[] = [
	{
		resource: 'project',
		operation: 'findByName',
		reads: true,
		name: 'Find by Name',
		action: 'Find project by name',
		description:
			'Find projects by title, case number or display name, ignoring case. Returns the project IDs needed to log time and create invoices.',
		properties: [
			organization,
			{
				displayName: 'Project Name',
				name: 'projectName',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. Museum of Lille',
				description: 'Title or case number of the project',
			},
			{
				displayName: 'Match',
				name: 'match',
				type: 'options',
				options: [
					{
						name: 'Contains',
						value: 'contains',
						description: 'The name is part of the title, case number or display name',
					},
					{
						name: 'Exact',
						value: 'exact',
						description: 'The name is the full title, case number or display name, ignoring case',
					},
				],
				default: 'exact',
				description: 'How to compare the name',
			},
			{
				displayName: 'Expected Matches',
				name: 'expected',
				type: 'options',
				options: [
					{ name: 'Any Number', value: 'any', description: 'Return no item if nothing matches' },
					{ name: 'At Least One', value: 'some', description: 'Fail if nothing matches' },
					{
						name: 'Exactly One',
						value: 'one',
						description: 'Fail if nothing or more than one project matches',
					},
				],
				default: 'some',
				description: 'Number of projects that must be found',
			},
		],
		check: (item) => {
			item.read.text('projectName', 'Project Name');
		},
		run: findProjects,
	},
];
