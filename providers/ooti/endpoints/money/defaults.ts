import { fields } from '../fields';
import { call, crud, subject } from '../rows';

const defaultPhase = subject('defaultPhase', 'a default phase', 'default phases', 'defaults');
const defaultPhaseSet = subject(
	'defaultPhaseSet',
	'a default phase set',
	'default phase sets',
	'defaults',
);
const defaultPlan = subject('defaultPlan', 'a default plan', 'default plans', 'defaults');
const defaultPlanSet = subject(
	'defaultPlanSet',
	'a default plan set',
	'default plan sets',
	'defaults',
);

const phaseFields =
	'name name_en name_fr shortname shortname_en shortname_fr pct library in_timeline ffne_phase';
const phaseSetFields = 'title is_main';
const planFields = 'name name_en name_fr code plan_format scale level lot zone library';
const inTeam = { only: ['create', 'getMany'], within: 'Team' } as const;

const base = '/defaults/defaults';

export const defaults = [
	...crud(defaultPhase, `${base}/phases/list/{org_pk}/`, `${base}/phases/{pk}/`, {
		both: phaseFields,
		create: 'team',
	}),
	...crud(defaultPhase, `${base}/phases/list/{org_pk}/{team_pk}/`, `${base}/phases/{pk}/`, {
		...inTeam,
		both: phaseFields,
	}),
	call(defaultPhase, 'duplicate', 'POST', `${base}/phase/duplicate/`, 'Duplicate a default phase', {
		body: fields('phase', { phase: { description: 'ID of the default phase' } }),
	}),

	...crud(defaultPhaseSet, `${base}/phasesets/list/{org_pk}/`, `${base}/phasesets/{pk}/`, {
		both: phaseSetFields,
		create: 'team',
	}),
	...crud(
		defaultPhaseSet,
		`${base}/phasesets/list/{org_pk}/{team_pk}/`,
		`${base}/phasesets/{pk}/`,
		{
			...inTeam,
			both: phaseSetFields,
			create: 'team',
		},
	),
	call(
		defaultPhaseSet,
		'apply',
		'POST',
		`${base}/phasesets/apply/`,
		'Apply a default phase set to a fee project',
		{ body: fields('library fee_project') },
	),
	call(
		defaultPhaseSet,
		'duplicate',
		'POST',
		`${base}/phasesets/duplicate/`,
		'Duplicate a default phase set',
		{ body: fields('library') },
	),

	...crud(defaultPlan, `${base}/plans/list/{org_pk}/`, `${base}/plans/{pk}/`, {
		both: planFields,
		update: 'team',
	}),
	...crud(defaultPlan, `${base}/plans/list/{org_pk}/{team_pk}/`, `${base}/plans/{pk}/`, {
		...inTeam,
		both: planFields,
	}),
	call(defaultPlan, 'duplicate', 'POST', `${base}/plan/duplicate/`, 'Duplicate a default plan', {
		body: fields('plan', { plan: { description: 'ID of the default plan' } }),
	}),

	...crud(defaultPlanSet, `${base}/plansets/list/{org_pk}/`, `${base}/plansets/{pk}/`, {
		both: 'title',
	}),
	...crud(defaultPlanSet, `${base}/plansets/list/{org_pk}/{team_pk}/`, `${base}/plansets/{pk}/`, {
		...inTeam,
		both: 'title',
	}),
	call(
		defaultPlanSet,
		'apply',
		'POST',
		`${base}/plansets/apply/`,
		'Apply a default plan set to an area or zone',
		{ body: fields('library area zone_pk') },
	),
	call(
		defaultPlanSet,
		'duplicate',
		'POST',
		`${base}/plansets/duplicate/`,
		'Duplicate a default plan set',
		{ body: fields('library') },
	),
];
