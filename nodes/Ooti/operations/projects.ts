import type { OperationForm } from '../../shared/form/service-form';
import { simplified } from '../simplified';
import { exportOf } from '../exports';

type Operations = Readonly<Record<string, OperationForm>>;

export const project: Operations = {
	create: { primaryFields: ['client', 'start_date', 'end_date'] },
	update: { primaryFields: ['project_title'] },
	delete: { notice: 'Deletes the project for everyone in the organization.' },
	getManyByTeam: { action: 'Get many projects by team' },
	getManyAccessible: {
		name: 'Get Many Accessible',
		action: 'Get many accessible projects',
	},
	getManyWithDeliverables: {
		name: 'Get Many With Deliverables',
		action: 'Get many projects with deliverables',
		simplify: [],
	},
	getAvailableClients: {
		name: 'Get Available Clients',
		action: 'Get available clients for project',
		simplify: simplified.get('client') ?? [],
	},
	getFeeSummary: { action: 'Get project fee summary' },
	getRevenue: { action: 'Get project revenue' },
	export: exportOf('projects'),
};

export const phase: Operations = {
	create: { primaryFields: ['name', 'shortname', 'fee_project'] },
	getProjections: {
		name: 'Get Many Projections',
		action: 'Get many phase projections',
	},
	export: exportOf('phases'),
};

export const annex: Operations = {
	create: { primaryFields: ['title', 'total_fees'] },
	getProjections: {
		name: 'Get Many Projections',
		action: 'Get many annex projections',
		simplify: [],
	},
};

export const milestone: Operations = { create: { primaryFields: ['title', 'project', 'date'] } };

export const task: Operations = {
	create: { primaryFields: ['title', 'project', 'due_date', 'assigned_to'] },
	getTimeline: { action: 'Get task timeline' },
};

export const note: Operations = { create: { primaryFields: ['title', 'text', 'project'] } };
