import type { ResourceForm } from '../shared/form/service-form';

/** A resource as the node shows it, before its operations are known. */
export interface About extends Omit<ResourceForm, 'operations' | 'simplify'> {
	/** What a list of its records needs besides the organization. */
	within?: 'project' | 'team';
}

export const resources = {
	annex: {
		name: 'Annex',
		plural: 'Annexes',
		within: 'project',
	},
	area: { name: 'Area', within: 'project' },
	client: {
		name: 'Client',
	},
	collaborator: {
		name: 'Collaborator',
	},
	contact: {
		name: 'Contact',
	},
	contactCategory: { name: 'Contact Category' },
	contract: {
		name: 'Contract',
	},
	contractor: {
		name: 'Contractor',
	},
	currency: { name: 'Currency' },
	customField: { name: 'Custom Field' },
	employeeContract: {
		name: 'Employee Contract',
	},
	expense: {
		name: 'Expense',
	},
	expenseGroup: { name: 'Expense Group' },
	feeProject: {
		name: 'Fee Project',
	},
	invoice: {
		name: 'Invoice',
	},
	invoiceItem: { name: 'Invoice Item' },
	job: {
		name: 'Job',
	},
	milestone: { name: 'Milestone' },
	note: { name: 'Note' },
	organization: {
		name: 'Organization',
	},
	payment: {
		name: 'Payment',
	},
	phase: { name: 'Phase', within: 'project' },
	project: {
		name: 'Project',
	},
	supplierInvoice: {
		name: 'Supplier Invoice',
	},
	task: {
		name: 'Task',
	},
	team: {
		name: 'Team',
	},
	timeOff: {
		name: 'Time Off',
		plural: 'Time Off Requests',
		within: 'team',
	},
	timesheet: {
		name: 'Timesheet',
		plural: 'Timesheet Rows',
		within: 'team',
	},
	timeType: { name: 'Time Type' },
	workLog: {
		name: 'Work Log',
		within: 'team',
	},
} satisfies Record<string, About>;
