import type { Picker } from '../shared/form/pickers/picker';

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
	cost: picker('cost', 'cost.getMany', ['title|display', 'year']),
	costMonth: picker('monthly cost', 'costMonth.getMany', ['display', 'year', 'month']),
	currency: picker('currency', 'currency.getMany', ['name', 'symbol'], { needs: {} }),
	customField: picker('custom field', 'customField.getMany', ['name|display', 'content_type']),
	document: picker('document', 'document.getMany', ['name|display'], { needs: ofProject }),
	employeeContract: picker('employee contract', 'employeeContract.getMany', [
		'orguser_display|display',
		'start_date',
	]),
	expense: picker('expense', 'expense.getMany', ['description|display', 'date']),
	expenseGroup: picker('expense group', 'expenseGroup.getMany', ['description|display']),
	fee: picker('fee', 'fee.getMany', ['title|display'], { needs: ofProject }),
	feeProject: picker('fee project', 'feeProject.getMany', ['title|display', 'project_display']),
	file: picker('file', 'file.getMany', ['name|display'], { needs: ofProject }),
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
	permissionSet: picker('permission set', 'permissionSet.getMany', ['name|display']),
	phaseMonth: picker(
		'phase month',
		'phaseMonth.getMany',
		['phase_display|display', 'year', 'month'],
		{
			needs: { project_id: named('project') },
		},
	),
	pipelineStage: picker('pipeline stage', 'pipelineStage.getMany', ['title|display']),
	project: picker('project', 'project.getMany', ['display|project_title']),
	projectTag: picker('project tag', 'projectTag.getMany', ['name|display']),
	projectUser: picker('project member', 'projectUser.getMany', ['orguser_display|display'], {
		needs: { id: named('project') },
	}),
	report: picker('report', 'report.getMany', ['name|display']),
	revenue: picker('revenue entry', 'revenue.getMany', ['title|display', 'year']),
	revenueMonth: picker('monthly revenue', 'revenueMonth.getMany', ['display', 'year', 'month']),
	role: picker('role', 'role.getMany', ['title|display']),
	supplierInvoice: picker('supplier invoice', 'supplierInvoice.getMany', [
		'number|display',
		'contractor_display',
		'date',
	]),
	tag: picker('tag', 'tag.getMany', ['name|display']),
	task: picker('task', 'task.getMany', ['title|display', 'project_display']),
	taskLabel: picker('task label', 'taskLabel.getMany', ['title|display']),
	taskList: picker('task list', 'taskList.getMany', ['title|display']),
	team: picker('team', 'team.getMany', ['title|name|display']),
	teamUser: picker('team member', 'teamUser.getMany', ['orguser_display|display'], {
		needs: { pk: named('team') },
	}),
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
	trip: picker('trip', 'trip.getMany', ['project_display|display', 'start_date', 'end_date']),
	userPeriod: picker('user period', 'userPeriod.getMany', [
		'orguser_display|display',
		'start_date',
		'end_date',
	]),
	week: picker('week', 'week.getMany', ['start_date', 'end_date']),
	workLog: picker(
		'work log',
		'workLog.getMany',
		['date', 'orguser_display', 'project_display', 'description'],
		{ needs: ofTeam },
	),
	zone: picker('zone', 'zone.getMany', ['name|display'], { needs: { area_pk: named('area') } }),
} satisfies Readonly<Record<string, Picker>>;
