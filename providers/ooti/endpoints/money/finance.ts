import { fields } from '../fields';
import { call, crud, subject } from '../rows';

const cost = subject('cost', 'a cost', 'costs', 'costs');
const costMonth = subject('costMonth', 'a cost month', 'cost months', 'costs');
const revenue = subject('revenue', 'a revenue entry', 'revenue entries', 'revenue');
const revenueMonth = subject('revenueMonth', 'a revenue month', 'revenue months', 'revenue');
const goal = subject('goal', 'a goal', 'goals', 'goals');
const indicator = subject('indicator', 'an indicator', 'indicators', 'indicators');

const entryFields = 'title description type team year month months amount_budgeted amount_actual';
const monthFields = 'team year month amount_budgeted amount_actual';
const entryType = { type: { description: 'Kind of entry, such as monthly' } };
const scope = { query: fields('project team') };

export const finance = [
	...crud(cost, '/costs/list/{org_pk}/', '/costs/{id}/', { both: entryFields, details: entryType }),
	...crud(costMonth, '/costs/month/list/{org_pk}/', '/costs/month/{month_id}/', {
		both: `fixed_cost ${monthFields}`,
	}),
	call(
		cost,
		'setAnnualBudget',
		'POST',
		'/costs/set-annual-budget/{cost_id}/',
		'Set the annual budget of a cost',
		{ body: fields('amount_budgeted') },
	),
	call(
		cost,
		'copyPreviousYear',
		'POST',
		'/costs/copy-prev-year/{org_pk}/',
		'Copy the costs of a year to the next year',
		{ body: fields('year', { year: { description: 'Year to copy from' } }) },
	),
	call(
		cost,
		'copyFromContractHours',
		'POST',
		'/costs/copy-fee-allocations-from-contract-hours/{project_id}/',
		'Copy fee allocations from the contract hours of a project',
		{ body: fields('fee_project') },
	),
	call(
		cost,
		'copyFromSubcontractorFees',
		'POST',
		'/costs/copy-fee-allocations-from-subcontractor-fees/{project_id}/',
		'Copy fee allocations from the subcontractor fees of a project',
		{ body: fields('fee_project') },
	),

	...crud(revenue, '/revenue/list/{org_pk}/', '/revenue/{pk}/', {
		both: `${entryFields} project`,
		details: entryType,
	}),
	...crud(revenueMonth, '/revenue/month/list/{org_pk}/', '/revenue/month/{pk}/', {
		both: `revenue_adjustment project ${monthFields}`,
	}),

	...crud(goal, '/goals/list/{org_pk}/', '/goals/{id}/', { both: 'team name value year' }),

	call(
		indicator,
		'getFinancialSummary',
		'GET',
		'/indicators/financial/summary/{org_pk}/',
		'Get the financial summary of an organization, team or project',
		scope,
	),
	call(
		indicator,
		'getFinancialRevenue',
		'GET',
		'/indicators/financial/revenue/{org_pk}/',
		'Get the revenue of an organization, team or project',
		scope,
	),
	call(
		indicator,
		'getFinancialCost',
		'GET',
		'/indicators/financial/cost/{org_pk}/',
		'Get the costs of an organization, team or project',
		scope,
	),
	call(
		indicator,
		'getFinancialIncome',
		'GET',
		'/indicators/financial/income/{org_pk}/',
		'Get the income of an organization',
	),
	call(
		indicator,
		'getRevenue',
		'GET',
		'/indicators/revenue/{org_pk}/',
		'Get the key revenue figures',
	),
];
