import type { Picker } from '../shared/form/pickers/picker';
import type { ServiceForm } from '../shared/form/service-form';

/** The action node and the trigger name it differently. */
const ofOrganization = { org_pk: ['organizationId', 'organization'] };

/** Where an operation may name the record that a list hangs on. */
function named(name: string): string[] {
	const collections = ['additionalFields', 'updateFields', 'filters'];
	return [name, `${name}Id`, ...collections.map((collection) => `${collection}.${name}`)];
}

const ofTeam = { team_pk: named('team') };
const ofProject = { project_pk: named('project') };

function picker(
	noun: string,
	list: string,
	label: readonly string[],
	more: Partial<Picker> = {},
): Picker {
	return {
		noun,
		list,
		value: ['pk', 'id'],
		label,
		needs: ofOrganization,
		example: '41',
		...more,
	};
}

export const pickers = {
	annex: picker('annex', 'annex.getMany', ['title|display'], { needs: ofProject }),
	area: picker('area', 'area.getMany', ['name|display'], { needs: ofProject }),
	bank: picker('bank account', 'bank.getMany', ['name|display']),
	client: picker('client', 'client.getMany', ['name|company_name|display', 'number']),
	collaborator: picker('collaborator', 'collaborator.getMany', ['display|name|last_name', 'email']),
	contact: picker('contact', 'contact.getMany', ['name|display', 'email']),
	contactCategory: picker('contact category', 'contactCategory.getMany', ['name|display']),
	contract: picker('contract', 'contract.getMany', [
		'contractor_display|display|type',
		'description',
	]),
	contractor: picker('contractor', 'contractor.getMany', ['display|name']),
	currency: picker('currency', 'currency.getMany', ['name', 'symbol'], { needs: {} }),
	customField: picker('custom field', 'customField.getMany', ['name|display', 'content_type']),
	document: picker('document', 'document.getMany', ['name|display'], { needs: ofProject }),
	employeeContract: picker('employee contract', 'employeeContract.getMany', [
		'orguser_display|display',
		'start_date',
	]),
	expense: picker('expense', 'expense.getMany', ['description|display', 'date']),
	expenseGroup: picker('expense group', 'expenseGroup.getMany', ['description|display']),
	feeProject: picker('fee project', 'feeProject.getMany', ['title|display', 'project_display']),
	invoice: picker(
		'invoice',
		'invoice.getMany',
		['number|references|display', 'client_name|client_display', 'invoice_date'],
		{ search: 'q' },
	),
	job: picker('job', 'job.getMany', ['title|display']),
	milestone: picker('milestone', 'milestone.getMany', ['title|display', 'date']),
	note: picker('note', 'note.getMany', ['title|display']),
	organization: picker('organization', 'organization.getMembership', ['name|title|display'], {
		value: ['id', 'pk'],
		needs: {},
		example: '210',
	}),
	payment: picker('payment', 'payment.getMany', ['date', 'amount', 'project_display']),
	phase: picker('phase', 'phase.getMany', ['name|title|display'], { needs: ofProject }),
	pipelineStage: picker('pipeline stage', 'pipelineStage.getMany', ['title|display']),
	project: picker('project', 'project.getMany', ['display|project_title']),
	role: picker('role', 'role.getMany', ['title|display']),
	supplierInvoice: picker('supplier invoice', 'supplierInvoice.getMany', [
		'number|display',
		'contractor_display',
		'date',
	]),
	task: picker('task', 'task.getMany', ['title|display', 'project_display']),
	taskList: picker('task list', 'taskList.getMany', ['title|display']),
	team: picker('team', 'team.getMany', ['title|name|display']),
	timeOff: picker(
		'time-off request',
		'timeOff.getMany',
		['orguser_display|display', 'start_date', 'end_date'],
		{ needs: ofTeam },
	),
	timeOffType: picker('time-off type', 'timeOffType.getMany', ['name|display']),
	timesheet: picker('timesheet row', 'timesheet.getMany', ['project_display|display', 'week'], {
		needs: ofTeam,
	}),
	timeType: picker('time type', 'timeType.getMany', ['name|display']),
	week: picker('week', 'week.getMany', ['start_date', 'end_date']),
	workLog: picker(
		'work log',
		'workLog.getMany',
		['date', 'orguser_display', 'project_display', 'description'],
		{ needs: ofTeam },
	),
	zone: picker('zone', 'zone.getMany', ['name|display'], { needs: { area_pk: named('area') } }),
} satisfies Readonly<Record<string, Picker>>;

/** Fields and path parts that name a record of another resource, wherever they stand. */
const references: Readonly<Record<string, string>> = {
	annex: 'annex',
	area: 'area',
	area_pk: 'area',
	assigned_to: 'collaborator',
	bank: 'bank',
	category_pk: 'contactCategory',
	contract_id: 'employeeContract',
	contractor: 'contractor',
	creator: 'collaborator',
	currency: 'currency',
	default_vacation_type: 'timeOffType',
	document: 'document',
	expense_group: 'expenseGroup',
	expense_group_id: 'expenseGroup',
	fee_project: 'feeProject',
	hourslog: 'timesheet',
	identity_team: 'team',
	invoice: 'invoice',
	job: 'job',
	job_invoice_pk: 'supplierInvoice',
	list: 'taskList',
	manager: 'collaborator',
	master: 'feeProject',
	org_pk: 'organization',
	orguser: 'collaborator',
	phase: 'phase',
	project: 'project',
	project_id: 'project',
	project_pk: 'project',
	role: 'role',
	stage: 'pipelineStage',
	task: 'task',
	team: 'team',
	team_pk: 'team',
	week: 'week',
	zone: 'zone',
};

/** Resources whose own `{id}` or `{pk}` is picked from the list of the same name. */
const own = [
	'annex',
	'area',
	'client',
	'collaborator',
	'contact',
	'contract',
	'contractor',
	'currency',
	'customField',
	'expense',
	'feeProject',
	'invoice',
	'job',
	'milestone',
	'note',
	'organization',
	'payment',
	'phase',
	'project',
	'task',
	'team',
	'timeOff',
	'timesheet',
	'timeType',
	'workLog',
];

export const fieldPickers: ServiceForm['fieldPickers'] = {
	...references,
	...Object.fromEntries(
		own.flatMap((resource) => [
			[`${resource}.id`, resource],
			[`${resource}.pk`, resource],
		]),
	),
	'project.client': 'client',
	'invoice.client': 'client',
	'invoiceItem.create.pk': 'invoice',
	'invoiceItem.getMany.pk': 'invoice',
	'timeOff.type': 'timeOffType',
	'workLog.type': 'timeType',
};
