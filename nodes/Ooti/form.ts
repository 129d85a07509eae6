import { ooti } from '../../providers/ooti';
import type { ResourceForm, ServiceForm } from '../shared/form';

const resources: Readonly<Record<string, ResourceForm>> = {
	annex: { name: 'Annex' },
	area: { name: 'Area' },
	client: { name: 'Client' },
	collaborator: { name: 'Collaborator' },
	contact: { name: 'Contact' },
	contactCategory: { name: 'Contact Category' },
	contract: { name: 'Contract' },
	contractor: { name: 'Contractor' },
	currency: { name: 'Currency' },
	customField: { name: 'Custom Field' },
	employeeContract: { name: 'Employee Contract' },
	expense: { name: 'Expense' },
	expenseGroup: { name: 'Expense Group' },
	feeProject: { name: 'Fee Project' },
	invoice: { name: 'Invoice' },
	invoiceItem: { name: 'Invoice Item' },
	job: { name: 'Job' },
	milestone: { name: 'Milestone' },
	note: { name: 'Note' },
	organization: { name: 'Organization' },
	payment: { name: 'Payment' },
	phase: { name: 'Phase' },
	project: { name: 'Project' },
	supplierInvoice: { name: 'Supplier Invoice' },
	task: { name: 'Task' },
	team: { name: 'Team' },
	timeOff: { name: 'Time Off' },
	timeType: { name: 'Time Type' },
	timesheet: { name: 'Timesheet' },
	workLog: { name: 'Work Log' },
};

export const form: ServiceForm = {
	provider: ooti,
	resources,
	pickers: {},
	picked: {},
};
