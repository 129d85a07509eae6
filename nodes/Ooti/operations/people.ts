import type { OperationForm } from '../../shared/form';
import { exportOf } from '../exports';

type Operations = Readonly<Record<string, OperationForm>>;

export const client: Operations = {
	create: { upFront: ['name', 'company_name'] },
	export: exportOf('clients'),
};

export const contact: Operations = {
	create: { upFront: ['email', 'mobile_phone'] },
	createInProject: {
		action: 'Create contact in project',
		upFront: ['email', 'mobile_phone'],
	},
	getManyByProject: { action: 'Get many contacts by project' },
};

export const contactCategory: Operations = {
	create: { upFront: ['name'] },
	getManyByProject: { action: 'Get many contact categories by project' },
};

export const collaborator: Operations = {
	create: { upFront: ['email', 'first_name', 'last_name', 'role'] },
	delete: { notice: 'Removes the person from the organization.' },
	invite: {
		action: 'Invite collaborator to team – emails collaborator',
		notice: 'Each run emails the collaborator.',
		upFront: ['orguser', 'team'],
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

export const contractor: Operations = { create: { upFront: ['name', 'email'] } };

export const contract: Operations = {
	create: { upFront: ['project', 'fee_project'] },
	generate: {
		action: 'Generate contracts for project',
		upFront: ['project_pk'],
	},
	copyToAnnexes: { action: 'Copy project contracts to annexes' },
};

export const job: Operations = { create: { upFront: ['title', 'project', 'contractor'] } };

export const supplierInvoice: Operations = { create: { upFront: ['project', 'number'] } };
