import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ApiClient } from '../../../transport/client/api-client';
import type { CallItem } from '../../../transport/pagination/endpoint-call';
import type { CompositeOperation, OperationContext } from '../../shared/form/service-form';
import { searchable, trimmed } from '../../shared/input/readers/text';
import { organization } from '../locators';

/** A resource whose records are found by name: OOTI documents no filter, so the list is read and compared here. */
interface Named {
	resource: string;
	/** Singular, in small letters. */
	noun: string;
	/** The parameter for the name, and its label. */
	parameter: string;
	label: string;
	example: string;
	/** What the name is compared with, in words. */
	compared: string;
	/** What the record found is needed for. */
	purpose: string;
	/** The names that a record goes by. */
	namesOf(record: IDataObject): unknown[];
}

/** A name without differences in case, white space and Unicode form. */
function plain(name: unknown): string {
	const text = typeof name === 'string' || typeof name === 'number' ? String(name) : '';
	return trimmed(text).normalize('NFC').replace(/\s+/g, ' ').toLowerCase();
}

const lists = new WeakMap<ApiClient, Map<string, Promise<CallItem[]>>>();

/** All records of the organization, read once in a run. */
async function recordsOf(operation: OperationContext, resource: string): Promise<CallItem[]> {
	const { client: session } = operation;
	const id = operation.read.optionalId('organizationId', 'Organization') ?? '';
	const key = `${resource} ${id}`;
	const known = lists.get(session) ?? new Map<string, Promise<CallItem[]>>();
	lists.set(session, known);
	const records =
		known.get(key) ?? operation.call(`${resource}.getMany`, id === '' ? {} : { org_pk: id });
	known.set(key, records);
	return await records;
}

async function find(operation: OperationContext, named: Named): Promise<CallItem[]> {
	const { resource, parameter, label, namesOf } = named;
	const wanted = operation.read.text(parameter, label);
	const records = await recordsOf(operation, resource);
	const contains = operation.read.id('match', 'Match') === 'contains';
	const part = searchable(wanted);
	// Nothing is left of a text that is accents only; every name would contain it.
	const fits = (name: string) =>
		contains ? part !== '' && searchable(name).includes(part) : name === plain(wanted);
	const found = records.filter(({ json }) =>
		namesOf(json)
			.map(plain)
			.some((name) => name !== '' && fits(name)),
	);
	checkCount(operation, named, wanted, found);
	return found.map(({ json }) => ({ json: { ...json } }));
}

function checkCount(
	operation: OperationContext,
	{ noun }: Named,
	wanted: string,
	found: readonly CallItem[],
): void {
	const expected = operation.read.id('expected', 'Expected Matches');
	if (expected === 'any') return;
	const contains = operation.read.id('match', 'Match') === 'contains';
	const how = contains ? 'has a name containing' : 'has the name';
	if (found.length === 0) {
		throw operation.problem(
			`No ${noun} ${how} "${wanted}"`,
			`Check the spelling, ${contains ? '' : 'set "Match" to "Contains", '}or set "Expected Matches" to "Any Number".`,
		);
	}
	if (expected === 'one' && found.length > 1) {
		const ids = found.slice(0, 10).map(({ json }) => String(json.id ?? json.pk));
		throw operation.problem(
			`${found.length} ${noun}s match "${wanted}"`,
			`Their IDs are ${ids.join(', ')}${found.length > ids.length ? ' and others' : ''}. Use a name that only one ${noun} has, or set "Expected Matches" to "At Least One".`,
		);
	}
}

const match: INodeProperties = {
	displayName: 'Match',
	name: 'match',
	type: 'options',
	options: [
		{ name: 'Contains', value: 'contains', description: 'The text is part of a name' },
		{ name: 'Exact', value: 'exact', description: 'The text is a whole name, ignoring case' },
	],
	default: 'exact',
	description: 'How to compare the name',
};

const expectedMatches: INodeProperties = {
	displayName: 'Expected Matches',
	name: 'expected',
	type: 'options',
	options: [
		{ name: 'Any Number', value: 'any', description: 'Return no item if nothing matches' },
		{ name: 'At Least One', value: 'some', description: 'Fail if nothing matches' },
		{ name: 'Exactly One', value: 'one', description: 'Fail if nothing or more than one matches' },
	],
	default: 'some',
	description: 'Number of records that must be found',
};

function findByName(named: Named): CompositeOperation {
	const { resource, noun, parameter, label, example, compared, purpose } = named;
	return {
		resource,
		operation: 'findByName',
		reads: true,
		name: 'Find by Name',
		action: `Find ${noun} by name`,
		description: `Find ${noun}s by ${compared}, ignoring case. ${purpose}`,
		properties: [
			organization,
			{
				displayName: label,
				name: parameter,
				type: 'string',
				default: '',
				required: true,
				placeholder: `e.g. ${example}`,
				description: `Compared with ${compared}`,
			},
			match,
			expectedMatches,
		],
		check: (item) => {
			item.read.text(parameter, label);
		},
		run: async (operation) => await find(operation, named),
	};
}

export const nameOperations: readonly CompositeOperation[] = [
	findByName({
		resource: 'project',
		noun: 'project',
		parameter: 'projectName',
		label: 'Project Name',
		example: 'Museum of Lille',
		compared: 'title, case number or display name',
		purpose: 'Returns the project IDs needed to log time and create invoices.',
		namesOf: ({ project_title, case_number, display }) => [project_title, case_number, display],
	}),
	findByName({
		resource: 'client',
		noun: 'client',
		parameter: 'clientName',
		label: 'Client Name',
		example: 'City of Lille',
		compared: 'name, company name, number or display name',
		purpose: 'Returns the client IDs needed to create projects and invoices.',
		namesOf: ({ name, company_name, number, display }) => [name, company_name, number, display],
	}),
	findByName({
		resource: 'collaborator',
		noun: 'collaborator',
		parameter: 'collaboratorName',
		label: 'Collaborator Name',
		example: 'Marie Dupont',
		compared: 'first and last name, display name or email',
		purpose: 'Returns the collaborator IDs needed to log time and assign tasks.',
		namesOf: ({ name, first_name, last_name, display, email }) => [
			name,
			[first_name, last_name].filter(Boolean).join(' '),
			[last_name, first_name].filter(Boolean).join(' '),
			display,
			email,
		],
	}),
];
