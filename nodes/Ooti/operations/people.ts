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
};

export const contactCategory: Operations = {
	create: { primaryFields: ['name'] },
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
	get: { notice: pay },
	getMany: { notice: pay },
};

export const team: Operations = {
	getManyAccessible: { name: 'Get Many Accessible', action: 'Get many accessible teams' },
};

export const organization: Operations = {
	getMembership: { action: 'Get organization memberships' },
	getMetrics: { action: 'Get organization metrics' },
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
