import type { OperationForm } from '../../shared/form/service-form';
import { exportOf } from '../exports';

type Operations = Readonly<Record<string, OperationForm>>;

export const client: Operations = {
	create: { primaryFields: ['name', 'company_name'] },
	export: exportOf('clients'),
};

export const contact: Operations = {
	create: { primaryFields: ['email', 'mobile_phone'] },
	createInProject: {
		action: 'Create contact in project',
		primaryFields: ['email', 'mobile_phone'],
	},
	getManyByProject: { action: 'Get many contacts by project' },
	getListActions: { action: 'Get bulk actions for contacts' },
	countUncategorized: { action: 'Count contacts without category' },
};

export const contactCategory: Operations = {
	create: { primaryFields: ['name'] },
	createInProject: { action: 'Create contact category in project', primaryFields: ['name'] },
	getManyByProject: { action: 'Get many contact categories by project' },
};

export const collaborator: Operations = {
	create: { primaryFields: ['email', 'first_name', 'last_name', 'role'] },
	delete: { notice: 'Removes the person from the organization.' },
	invite: {
		action: 'Invite collaborator to team – emails collaborator',
		notice: 'Each run emails the collaborator.',
		primaryFields: ['orguser', 'team'],
	},
	count: { action: 'Count collaborators' },
	export: exportOf('collaborators'),
};

const pay = 'Salary data is personal. Check who can see the executions of this workflow.';

export const employeeContract: Operations = {
	create: { primaryFields: ['orguser', 'start_date', 'end_date'], notice: pay },
	get: { notice: pay },
	getMany: { notice: pay },
	update: { notice: pay },
};

export const team: Operations = {
	getManyAccessible: { name: 'Get Many Accessible', action: 'Get many accessible teams' },
};

export const organization: Operations = {
	getMembership: { action: 'Get organization memberships' },
	getMetrics: { action: 'Get organization metrics' },
	update: { notice: 'Changes settings for everyone in the organization.' },
};

export const customField: Operations = {
	create: { primaryFields: ['content_type', 'name', 'field_type'] },
};

export const contractor: Operations = { create: { primaryFields: ['name', 'email'] } };

export const contract: Operations = {
	create: { primaryFields: ['project', 'fee_project'] },
	generate: {
		action: 'Generate contracts for project',
		primaryFields: ['project_pk'],
	},
	copyToAnnexes: { action: 'Copy project contracts to annexes' },
};

export const job: Operations = { create: { primaryFields: ['title', 'project', 'contractor'] } };

export const supplierInvoice: Operations = { create: { primaryFields: ['project', 'number'] } };
