import { fields, optional } from '../fields';
import { call, changesData, crud, doubtful, list, subject } from '../rows';

const feeProject = subject('feeProject', 'a fee project', 'fee projects', 'fees');
const feeProjectVersion = subject(
	'feeProjectVersion',
	'a fee project version',
	'fee project versions',
	'fees',
);
const fee = subject('fee', 'a fee item', 'fee items', 'fees');
const feeAmount = subject('feeAmountRevision', 'a fee amount change', 'fee amount changes', 'fees');
const feeBracket = subject('feeBracket', 'a fee bracket', 'fee brackets', 'fees');
const feeZone = subject('feeZone', 'a fee zone', 'fee zones', 'fees');

const amountRevision = 'amount date';

export const fees = [
	...crud(feeProject, '/fees/projects/list/{org_pk}/', '/fees/projects/{pk}/', {
		filters: 'project',
		both: `title title_en title_fr calculation_method cost fee_pct fees_base fees_contract
			advance_payment_pct advance_payment insurance_pct insurance discount_pct discount
			zone_fees_base zone_fees_contract surface_area fees_per_surface_unit cost_per_surface_unit
			default_surface_price board_price rendering_price is_validated has_mockup master
			co_contractors_enabled subcontractors_enabled total_advance_payment mandate_fees_enabled`,
		create: 'project',
		details: { cost: { description: 'Construction cost that the fee percentage applies to' } },
		remarks: { update: 'Set "is_validated" to approve it' },
	}),
	call(
		feeProject,
		'getUpdate',
		'GET',
		'/fees/projects/update/{pk}/',
		'Get the update of a fee project. OOTI does not document what it contains.',
		changesData,
	),
	call(feeProject, 'export', 'GET', '/fees/export/{project_pk}/', 'Export fees as an Excel file', {
		binary: 'download',
	}),
	call(
		feeProject,
		'validateCosts',
		'POST',
		'/fees/validate_costs/{project_pk}/',
		'Approve the costs of a project',
	),
	call(
		feeProject,
		'validateFfne',
		'POST',
		'/fees/validate_ffne/{project_pk}/',
		'Approve the FFNE fees of a project',
	),
	call(
		feeProject,
		'validateProduction',
		'POST',
		'/fees/validate_production/{project_pk}/',
		'Approve the production fees of a project',
	),

	...crud(
		feeProjectVersion,
		'/fees/fee-project-version/list/{org_pk}/',
		'/fees/fee-project-version/{pk}/',
		{
			both: 'title fee_project show_on_table data',
			details: { data: { description: 'Content of the version' } },
		},
	),

	...crud(fee, '/fees/list/{project_pk}/', '/fees/{pk}/', {
		both: 'title amount_base amount_current type is_mockup progress in_timeline',
	}),
	list(
		fee,
		'getProjections',
		'/fees/projections/list/{project_pk}/',
		'List fee projections in a project',
	),

	list(
		feeAmount,
		'getMany',
		'/fees/revisions/{fee_item_pk}/',
		'List changes of the amount of a fee item',
		{ paging: false },
	),
	call(
		feeAmount,
		'create',
		'POST',
		'/fees/revisions/{fee_item_pk}/',
		'Change the amount of a fee item from a date onward',
		{ body: fields(amountRevision) },
	),
	call(feeAmount, 'get', 'GET', '/fees/revision/{fee_pk}/', 'Get a change of a fee amount', {
		parts: { fee_pk: 'ID of the fee item or of the change of its amount' },
		...doubtful(feeAmount, 'sources disagree on whose ID is in the path'),
	}),
	call(
		feeAmount,
		'update',
		'PATCH',
		'/fees/revision/{fee_revision_pk}/',
		'Update a change of a fee amount',
		{ body: optional(amountRevision) },
	),
	call(
		feeAmount,
		'delete',
		'DELETE',
		'/fees/revision/{fee_revision_pk}/',
		'Delete a change of a fee amount',
	),

	...crud(feeBracket, '/fees/bracket/list/{project_pk}/', '/fees/bracket/{pk}/', {
		both: 'fee_project lower upper pct fees',
	}),
	...crud(feeZone, '/fees/zones/list/{org_pk}/', '/fees/zones/{fee_zone_pk}/', {
		both: 'zone project fee_project board rendering',
	}),
];
