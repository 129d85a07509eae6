import type { OperationForm } from '../../shared/form/service-form';
import { exportOf } from '../exports';

type Operations = Readonly<Record<string, OperationForm>>;

export const timeline: Operations = {
	getDashboard: { name: 'Get Scheduling', action: 'Get scheduling timeline' },
	getUsers: { name: 'Get Collaborators', action: 'Get timeline of collaborators' },
	getProject: { action: 'Get timeline of project' },
	getProjectResources: { action: 'Get resources timeline of project' },
	getResourcePlanning: { action: 'Get resource planning timeline' },
};

const period = ['orguser', 'project', 'start_date', 'end_date', 'hours_per_day'];

export const userPeriod: Operations = { create: { primaryFields: period } };

export const projection: Operations = {
	export: exportOf('projections'),
	getMetrics: { action: 'Get metrics of projections' },
};

export const trip: Operations = {
	create: { primaryFields: ['orguser', 'project', 'start_date', 'end_date'] },
};

export const timeOffType: Operations = {
	create: { action: 'Create time off type', primaryFields: ['name'] },
	getMany: { action: 'Get many time off types' },
};

export const projectUser: Operations = {
	create: { description: 'Add a collaborator to a project', requiredFields: ['orguser'] },
	delete: { description: 'Remove a member from a project' },
};

export const teamUser: Operations = {
	create: { description: 'Add a collaborator to a team', requiredFields: ['orguser'] },
	delete: { description: 'Remove a member from a team' },
};
