import { optional } from '../fields';
import { call, changesData, crud, doubtful, list, subject } from '../rows';

const phase = subject('phase', 'a phase', 'phases', 'phases');
const planPhase = subject('planPhase', 'a plan phase', 'plan phases', 'phases');
const annex = subject('annex', 'an annex', 'annexes', 'annexes');
const milestone = subject('milestone', 'a milestone', 'milestones', 'milestones');
const area = subject('area', 'an area', 'areas', 'areas');
const zone = subject('zone', 'a zone', 'zones', 'zones');
const document = subject('document', 'a document', 'documents', 'documents');
const plan = subject('plan', 'a plan', 'plans', 'plans');
const prescription = subject('prescription', 'a prescription', 'prescriptions', 'prescriptions');

const codes = 'internal_code client_code';

export const structure = [
	...crud(phase, '/phases/list/{project_pk}/', '/phases/{pk}/', {
		filters: 'fee_project',
		both: 'name shortname pct',
		create: 'fee_project dependants in_timeline ffne_phase',
		remarks: { update: 'To set the progress, create a phase revision' },
	}),
	list(
		phase,
		'getProjections',
		'/phases/projections/list/{project_pk}/',
		'List phase projections in a project',
	),
	call(
		phase,
		'resetOrder',
		'POST',
		'/phases/reset-orders/{project_pk}/',
		'Reset the order of phases in a project',
	),
	call(
		phase,
		'updateProgress',
		'GET',
		'/phases/update_progress/',
		'Update the progress of phases. This GET changes data.',
		{ ...changesData, ...doubtful(phase, 'named an update, yet sent as GET') },
	),
	call(phase, 'export', 'GET', '/phases/export/{project_pk}/', 'Export phases as an Excel file', {
		binary: 'download',
	}),
	call(planPhase, 'get', 'GET', '/phases/planphases/{pk}/', 'Get a plan phase'),
	call(planPhase, 'update', 'PATCH', '/phases/planphases/{pk}/', 'Update a plan phase', {
		body: optional('is_active is_immediate zone_phase progress'),
	}),
	call(planPhase, 'delete', 'DELETE', '/phases/planphases/{pk}/', 'Delete a plan phase'),

	...crud(annex, '/annexes/list/{project_pk}/', '/annexes/{pk}/', {
		both: 'title',
		create: `total_fees phases date annex_time description zone document enter_hours progress
			in_timeline in_budget`,
	}),
	list(
		annex,
		'getProjections',
		'/annexes/projections/list/{project_pk}/',
		'List annex projections in a project',
	),

	...crud(milestone, '/milestones/list/{org_pk}/', '/milestones/{pk}/', {
		both: 'title project date phases annexes description in_timeline',
	}),

	...crud(area, '/areas/list/{project_pk}/', '/areas/{pk}/', { both: `name project ${codes}` }),
	...crud(zone, '/zones/list/{area_pk}/', '/zones/{pk}/', {
		both: `name area! progress is_annex ${codes} surface_area default_surface_price num_units`,
	}),
	call(
		zone,
		'export',
		'GET',
		'/zones/export/{project_pk}/',
		'Export zones of a project. OOTI does not document the file type.',
		{ binary: 'download' },
	),

	...crud(document, '/documents/list/{project_pk}/', '/documents/{pk}/', {
		both: `name price doc_category price_weight weight progress progress_weighted phase zone annexes
			is_mockup is_additional in_contract`,
	}),
	call(
		document,
		'setPrices',
		'POST',
		'/documents/set-price/{project_pk}/',
		'Set the document prices of a project',
	),

	...crud(plan, '/plans/list/{project_pk}/', '/plans/{plan_pk}/', {
		filters: 'plan_phases',
		both: `name_fr name_en project area zone code plan_code sub_zone_code plan_format scale level
			lot progress is_default custom_field_1 custom_field_2 custom_field_3`,
		create: 'org',
		details: {
			code: { type: 'options', options: ['pln', 'det', 'elv', 'sec'], description: 'Kind of plan' },
		},
		rest: { get: { query: optional('plan_phases') } },
	}),
	call(
		plan,
		'getListActions',
		'GET',
		'/plans/list-action/{project_pk}/',
		'Get data for bulk actions on plans',
	),
	call(
		plan,
		'runListAction',
		'POST',
		'/plans/list-action/{project_pk}/',
		'Run an action on several plans. OOTI does not document the body.',
	),

	...crud(prescription, '/prescriptions/list/{project_pk}/', '/prescriptions/{pk}/', {
		both: `description type date area fee fee_pct supplier supplier_contact supplier_phone
			supplier_email notes is_valid is_ordered is_invoiced file`,
		details: { fee: { type: 'number', description: 'Amount of the fee' } },
	}),
];
