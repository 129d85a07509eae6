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
	getListActions: { action: 'Get actions for several contacts' },
	countUncategorized: { action: 'Count contacts without category' },
};

export const contactCategory: Operations = {
	create: { upFront: ['name'] },
	createInProject: { action: 'Create contact category in project', upFront: ['name'] },
	getManyByProject: { action: 'Get many contact categories by project' },
};

export const collaborator: Operations = {
	create: { upFront: ['email', 'first_name', 'last_name', 'role'] },
	delete: { notice: 'This takes the person out of the organization.' },
	invite: {
		action: 'Invite collaborator to team – emails collaborator',
		notice: 'OOTI writes to the collaborator.',
		upFront: ['orguser', 'team'],
	},
	count: { action: 'Count collaborators' },
	export: exportOf('collaborators'),
};

const pay = 'Pay is personal: think of who sees the executions of this workflow.';

export const employeeContract: Operations = {
	create: { upFront: ['orguser', 'start_date', 'end_date'], notice: pay },
	get: { notice: pay },
	getMany: { notice: pay },
	update: { notice: pay },
};

export const team: Operations = {
	getManyAccessible: { name: 'Get Many Accessible', action: 'Get many accessible teams' },
};

export const organization: Operations = {
	getMembership: { action: 'Get memberships of organization' },
	getMetrics: { action: 'Get metrics of organization' },
	update: { notice: 'This changes settings for everybody in the organization.' },
};

export const customField: Operations = {
	create: { upFront: ['content_type', 'name', 'field_type'] },
};

export const contractor: Operations = { create: { upFront: ['name', 'email'] } };

export const contract: Operations = {
	create: { upFront: ['project', 'fee_project'] },
	generate: {
		action: 'Generate contracts of project',
		upFront: ['project_pk'],
	},
	copyToAnnexes: { action: 'Copy contracts of project to its annexes' },
};

export const job: Operations = { create: { upFront: ['title', 'project', 'contractor'] } };

export const supplierInvoice: Operations = { create: { upFront: ['project', 'number'] } };
