import type { OperationForm } from '../../shared/form/service-form';

type Operations = Readonly<Record<string, OperationForm>>;

const all = 'All projects and teams, or those of the filters.';

export const indicator: Operations = {
	getFinancialSummary: {
		name: 'Get Summary',
		action: 'Get financial summary',
		description: `Get the financial summary. ${all}`,
	},
	getFinancialRevenue: {
		name: 'Get Revenue',
		action: 'Get revenue indicators',
		description: `Get the financial indicators of revenue. ${all}`,
	},
	getFinancialCost: {
		name: 'Get Costs',
		action: 'Get cost indicators',
		description: `Get the financial indicators of costs. ${all}`,
	},
	getFinancialIncome: {
		name: 'Get Income',
		action: 'Get income indicators',
		description: 'Get the financial indicators of income',
	},
	getRevenue: {
		name: 'Get Revenue of Organization',
		action: 'Get revenue indicators of organization',
		description: 'Get the key figures of revenue of the whole organization',
	},
};

export const cost: Operations = {
	create: { primaryFields: ['title', 'year'] },
	setAnnualBudget: { action: 'Set annual budget of cost', requiredFields: ['amount_budgeted'] },
};

export const costMonth: Operations = { create: { primaryFields: ['fixed_cost', 'year', 'month'] } };

export const revenue: Operations = { create: { primaryFields: ['title', 'year'] } };

export const revenueMonth: Operations = {
	create: { primaryFields: ['revenue_adjustment', 'year', 'month'] },
};

export const fee: Operations = {
	create: { primaryFields: ['title', 'amount_base'] },
	getProjections: { name: 'Get Many Projections', action: 'Get many fee projections' },
};

export const report: Operations = {
	generate: {
		action: 'Generate report',
		description:
			'Generate a report of a project. OOTI does not document where the file can be fetched: look it up in OOTI.',
		requiredFields: ['pk'],
		primaryFields: ['project'],
	},
};
