import type { IDataObject } from 'n8n-workflow';

import type { CallItem } from '../../transport/call';
import { isRecord } from '../../transport/reply';
import type { Job, Work } from '../shared/form';
import { isBlank } from '../shared/values';
import { locator, organizationOfLists } from './locators';

const invoice = locator({
	parameter: 'invoiceId',
	label: 'Invoice',
	picker: 'invoice',
	description: 'ID of the invoice',
	required: true,
});

const feeProject = locator({
	parameter: 'feeProjectId',
	label: 'Fee Project',
	picker: 'feeProject',
	description: 'ID of the fee project',
	required: true,
});

function filled(work: Work, parameter: string, label: string): string {
	const value = work.parameter(parameter);
	if (!isBlank(value)) return String(value);
	throw work.problem(
		`"${label}" is empty`,
		'Fill it in, or check that its expression finds a value.',
	);
}

/** Changes an invoice and answers the invoice as it is then. */
async function changeInvoice(work: Work, change: IDataObject): Promise<CallItem[]> {
	return await work.call('invoice.update', { pk: filled(work, 'invoiceId', 'Invoice'), ...change });
}

/** The SDK takes the ID of the credit note from the address, such as `/a/b/c/905/`. */
function creditNoteIn(url: unknown): number | null {
	const part = typeof url === 'string' ? url.match(/\/(\d+)\/?(?:[?#].*)?$/)?.[1] : undefined;
	return part === undefined ? null : Number(part);
}

async function cancel(work: Work): Promise<CallItem[]> {
	const pk = filled(work, 'invoiceId', 'Invoice');
	const [before] = await work.call('invoice.get', { pk });
	if (before?.json.is_closed === true) {
		throw work.problem(
			'The invoice is canceled already',
			'Another credit note was not made. The invoice has is_closed.',
		);
	}
	const answers = await work.call('invoice.update', { pk, is_closed: true });
	return answers.map(({ json }) => ({
		json: { ...json, credit_note_id: creditNoteIn(json.credit_note_url) },
	}));
}

function plain(text: unknown): string {
	return String(text ?? '')
		.trim()
		.replace(/\s+/g, ' ')
		.toLocaleLowerCase();
}

/** The names that a project goes by: OOTI documents no filter, so the list is read and compared here. */
function namesOf({ project_title, case_number, display }: IDataObject): string[] {
	return [project_title, case_number, display].map(plain).filter((name) => name !== '');
}

async function findProjects(work: Work): Promise<CallItem[]> {
	const wanted = filled(work, 'projectName', 'Project Name');
	const name = plain(wanted);
	const organization = work.parameter('organizationId');
	const projects = await work.call(
		'project.getMany',
		isBlank(organization) ? {} : { org_pk: String(organization) },
	);
	const exact = work.parameter('match') !== 'contains';
	const found = projects.filter(
		({ json }) =>
			isRecord(json) &&
			namesOf(json).some((known) => (exact ? known === name : known.includes(name))),
	);
	checkCount(work, wanted, found);
	return found;
}

function checkCount(work: Work, wanted: string, found: readonly CallItem[]): void {
	const expected = work.parameter('expected');
	if (expected === 'any') return;
	const how = work.parameter('match') === 'contains' ? 'has' : 'is';
	if (found.length === 0) {
		throw work.problem(
			`No project ${how} the name "${wanted}"`,
			'Check the spelling, set "Match" to "Contains", or set "Expected Matches" to "Any Number".',
		);
	}
	if (expected === 'one' && found.length > 1) {
		const ids = found.slice(0, 10).map(({ json }) => String(json.id ?? json.pk));
		throw work.problem(
			`${found.length} projects have the name "${wanted}"`,
			`Their IDs are ${ids.join(', ')}${found.length > ids.length ? ' and others' : ''}. Use a name that only one has, or set "Expected Matches" to "At Least One".`,
		);
	}
}

export const jobs: readonly Job[] = [
	{
		resource: 'project',
		operation: 'findByName',
		name: 'Find by Name',
		action: 'Find a project by name',
		description:
			'Find projects by title, case number or shown name, in any letter case. Returns the projects with their ID, which logging time and invoicing need.',
		properties: [
			organizationOfLists,
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
					{ name: 'Contains', value: 'contains', description: 'The name is part of the title' },
					{ name: 'Exact', value: 'exact', description: 'The whole title, in any letter case' },
				],
				default: 'exact',
				description: 'How the name is compared',
			},
			{
				displayName: 'Expected Matches',
				name: 'expected',
				type: 'options',
				options: [
					{ name: 'Any Number', value: 'any', description: 'Without a match there is no item' },
					{ name: 'At Least One', value: 'some', description: 'Without a match the item fails' },
					{
						name: 'Exactly One',
						value: 'one',
						description: 'Without a match, or with several, the item fails',
					},
				],
				default: 'some',
				description: 'How many projects have to be found',
			},
		],
		run: findProjects,
	},
	{
		resource: 'invoice',
		operation: 'validate',
		name: 'Validate',
		action: 'Validate an invoice',
		description:
			'Approve an invoice for good, so that it can be sent and paid. Its items can no longer change. Returns the invoice with its "total".',
		notice: 'The items of a valid invoice can no longer change. Add them all first.',
		properties: [organizationOfLists, invoice],
		run: async (work) => await changeInvoice(work, { is_valid: true }),
	},
	{
		resource: 'invoice',
		operation: 'markAsSent',
		name: 'Mark as Sent',
		action: 'Mark an invoice as sent',
		description:
			'Mark a valid invoice as sent. Accounting links such as Pennylane take only invoices that are valid and sent. Returns the invoice.',
		notice:
			'OOTI passes valid and sent invoices on to the accounting software it is linked with. Whether it also writes to the client is not documented.',
		properties: [organizationOfLists, invoice],
		run: async (work) => await changeInvoice(work, { is_sent: true }),
	},
	{
		resource: 'invoice',
		operation: 'cancel',
		name: 'Cancel With Credit Note',
		action: 'Cancel an invoice with a credit note',
		description:
			'Cancel an invoice by a credit note. Fails if it is canceled already. Returns the invoice with "credit_note_url" and "credit_note_id", the ID of the credit note.',
		notice: 'This makes a credit note over the whole invoice and cannot be undone here.',
		properties: [organizationOfLists, invoice],
		run: cancel,
	},
	{
		resource: 'feeProject',
		operation: 'validate',
		name: 'Validate',
		action: 'Validate a fee project',
		description: 'Approve a fee project. Returns the fee project.',
		properties: [organizationOfLists, feeProject],
		run: async (work) =>
			await work.call('feeProject.update', {
				pk: filled(work, 'feeProjectId', 'Fee Project'),
				is_validated: true,
			}),
	},
];
