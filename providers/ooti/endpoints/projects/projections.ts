import { call, changesData, crud, subject } from '../rows';

const projection = subject('projection', 'a projection', 'projections', 'projections');
const forecastRule = subject('forecastRule', 'a forecast rule', 'forecast rules', 'projections');
const forecastRuleSet = subject(
	'forecastRuleSet',
	'a forecast rule set',
	'forecast rule sets',
	'projections',
);
const annexMonth = subject('annexMonth', 'an annex month', 'annex months', 'projections');
const feeMonth = subject('feeMonth', 'a fee month', 'fee months', 'projections');
const phaseMonth = subject('phaseMonth', 'a phase month', 'phase months', 'projections');
const annexRole = subject('annexRole', 'an annex role', 'annex roles', 'projections');
const phaseRole = subject('phaseRole', 'a phase role', 'phase roles', 'projections');
const annexUser = subject('annexUser', 'an annex user', 'annex users', 'projections');
const phaseUser = subject('phaseUser', 'a phase user', 'phase users', 'projections');

const base = '/projections';
const monthOnly = { only: ['create', 'delete', 'get', 'getMany'] } as const;
const monthFields = `year month start_date end_date is_past is_present is_future pct billing_pct
	is_locked mockup_pct mockup_is_locked`;
const hours = 'pct is_locked hours_actual hours_budgeted hours_allocated';
const mockup = 'mockup_pct mockup_is_locked';

export const projections = [
	call(
		projection,
		'getMetrics',
		'GET',
		`${base}/components/metrics/widget/`,
		'Get the key projection figures',
	),
	call(
		projection,
		'export',
		'GET',
		`${base}/export/{project_id}/`,
		'Export the timeline of a project as an Excel file',
		{ binary: 'download' },
	),
	call(
		projection,
		'resetBudget',
		'GET',
		`${base}/reset_budget/{project_pk}/`,
		'Reset the budget of a project. This GET changes data.',
		changesData,
	),
	call(
		projection,
		'updateBudget',
		'GET',
		`${base}/update_project_budget/{project_pk}/`,
		'Recalculate the budget of a project. This GET changes data.',
		changesData,
	),
	call(
		projection,
		'updateProject',
		'GET',
		`${base}/update_project_projections/{project_pk}/`,
		'Recalculate the projections of a project. This GET changes data.',
		changesData,
	),
	call(
		projection,
		'updateAll',
		'GET',
		`${base}/update_projections/{org_pk}/`,
		'Recalculate all projections of an organization. This GET changes data.',
		changesData,
	),
	call(
		projection,
		'updateTeamUserMonths',
		'POST',
		`${base}/update_all_teamuser_months/{org_pk}/`,
		'Recalculate the months of all team users',
	),
	call(
		projection,
		'updateDeliverableMonths',
		'POST',
		`${base}/planning/deliverables/months/bulk-update/`,
		'Update the months of several deliverables. OOTI does not document the body.',
	),

	...crud(
		forecastRule,
		`${base}/forecast-month-rule/list/{org_pk}/`,
		`${base}/forecast-month-rule/{month_rule_id}/`,
		{ both: 'ruleset relative_to index pct' },
	),
	...crud(
		forecastRuleSet,
		`${base}/forecast-month-ruleset/list/{org_pk}/`,
		`${base}/forecast-month-ruleset/{month_ruleset_id}/`,
		{ both: 'name rules' },
	),

	...crud(
		annexMonth,
		`${base}/months/annex/list/{project_id}/`,
		`${base}/months/annex/{month_annex_id}/`,
		{
			...monthOnly,
			create: `annex ${monthFields} planned_invoicing actual_invoiced projected_invoiced
				cost_payroll_projected`,
		},
	),
	...crud(feeMonth, `${base}/months/fee/list/{project_id}/`, `${base}/months/fee/{month_fee_id}/`, {
		...monthOnly,
		create: `fee ${monthFields} mockup_billing_pct`,
	}),
	...crud(
		phaseMonth,
		`${base}/months/phase/list/{project_id}/`,
		`${base}/months/phase/{month_phase_id}/`,
		{ ...monthOnly, create: `phase ${monthFields} mockup_billing_pct` },
	),

	...crud(annexRole, `${base}/roles/annex/list/{project_pk}/`, `${base}/roles/annex/{pk}/`, {
		only: ['delete', 'get', 'getMany', 'update'],
		update: `role annex ${hours} hours_contract`,
	}),
	...crud(phaseRole, `${base}/roles/phase/list/{project_pk}/`, `${base}/roles/phase/{pk}/`, {
		only: ['delete', 'get', 'getMany', 'update'],
		update: `role phase ${hours} hours_contract ${mockup}`,
	}),
	...crud(annexUser, `${base}/users/annex/list/{project_pk}/`, `${base}/users/annex/{pk}/`, {
		only: ['get', 'getMany', 'update'],
		update: `annex project_user ${hours}`,
	}),
	...crud(phaseUser, `${base}/users/phase/list/{project_pk}/`, `${base}/users/phase/{pk}/`, {
		only: ['get', 'getMany', 'update'],
		update: `phase project_user ${hours} ${mockup}`,
	}),
];
