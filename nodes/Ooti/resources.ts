import type { ResourceForm } from '../shared/form/service-form';

/** A resource as the node shows it, before its operations are known. */
export interface About extends Omit<ResourceForm, 'operations' | 'simplify'> {
	/** What a list of its records needs besides the organization. */
	within?: 'project' | 'team';
	/** Operations that are left to API Request: settings, what has a better way, and calls whose effect OOTI does not document. */
	rare?: readonly string[];
}

/** Creating, changing and deleting. */
const WRITES = ['create', 'update', 'delete'];

export const resources = {
	annex: { name: 'Annex', plural: 'Annexes', within: 'project' },
	area: { name: 'Area', within: 'project', rare: WRITES },
	client: { name: 'Client' },
	collaborator: { name: 'Collaborator' },
	contact: { name: 'Contact', rare: ['getListActions', 'countUncategorized'] },
	contactCategory: { name: 'Contact Category', rare: ['createInProject', 'update', 'delete'] },
	contract: { name: 'Contract' },
	contractor: { name: 'Contractor' },
	cost: {
		name: 'Cost',
		rare: ['copyPreviousYear', 'copyFromContractHours', 'copyFromSubcontractorFees'],
	},
	costMonth: { name: 'Monthly Cost' },
	currency: { name: 'Currency', rare: ['update', 'delete'] },
	customField: { name: 'Custom Field', rare: WRITES },
	document: { name: 'Document', within: 'project', rare: ['create', 'setPrices'] },
	employeeContract: { name: 'Employee Contract', rare: WRITES },
	expense: { name: 'Expense', rare: ['createInGroup'] },
	expenseGroup: {
		name: 'Expense Group',
		rare: ['createMine', 'createExpensesFromFiles', 'countPdfs'],
	},
	fee: { name: 'Fee', within: 'project' },
	feeProject: { name: 'Fee Project', rare: ['getUpdate'] },
	file: { name: 'File', within: 'project', rare: ['create'] },
	indicator: { name: 'Financial Indicator' },
	invoice: { name: 'Invoice' },
	invoiceItem: { name: 'Invoice Item' },
	job: { name: 'Job', rare: ['update'] },
	milestone: { name: 'Milestone' },
	note: { name: 'Note' },
	organization: { name: 'Organization', rare: ['update'] },
	payment: { name: 'Payment' },
	phase: { name: 'Phase', within: 'project', rare: ['resetOrder', 'updateProgress'] },
	phaseMonth: { name: 'Phase Month', within: 'project', rare: ['create'] },
	pipelineStage: { name: 'Pipeline Stage' },
	project: { name: 'Project' },
	projection: {
		name: 'Projection',
		rare: [
			'resetBudget',
			'updateBudget',
			'updateProject',
			'updateAll',
			'updateTeamUserMonths',
			'updateDeliverableMonths',
		],
	},
	projectUser: { name: 'Project Member', within: 'project' },
	report: { name: 'Report', rare: ['create', 'update'] },
	revenue: { name: 'Revenue Entry' },
	revenueMonth: { name: 'Monthly Revenue' },
	supplierInvoice: { name: 'Supplier Invoice' },
	task: { name: 'Task', rare: ['logAll', 'emptyTrash'] },
	team: { name: 'Team' },
	teamUser: { name: 'Team Member', within: 'team', rare: ['addToMany', 'removeFromMany'] },
	timeline: { name: 'Timeline', rare: ['runProjectAction', 'createResourcePlanning'] },
	timeOff: {
		name: 'Time Off',
		plural: 'Time Off Requests',
		within: 'team',
		rare: ['createMine', 'createBalance'],
	},
	timeOffType: { name: 'Time-Off Type' },
	timesheet: {
		name: 'Timesheet',
		plural: 'Timesheet Rows',
		within: 'team',
		rare: ['validate'],
	},
	timeType: { name: 'Time Type', rare: WRITES },
	trip: { name: 'Trip' },
	userPeriod: { name: 'User Period', rare: ['update', 'runListAction'] },
	workLog: {
		name: 'Work Log',
		within: 'team',
		rare: ['getImportedToDelete', 'deleteImported', 'comment'],
	},
} satisfies Record<string, About>;
