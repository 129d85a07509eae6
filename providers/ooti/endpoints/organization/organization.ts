import { fields } from '../fields';
import { call, crud, doubtful, list, subject } from '../rows';

const organization = subject('organization', 'an organization', 'organizations', 'organizations');
const subscription = subject('subscription', 'a subscription', 'subscriptions', 'billing');
const digest = subject('digest', 'the email digest', 'email digests', 'notifications');
const customField = subject('customField', 'a custom field', 'custom fields', 'customfields');
const activity = subject('activity', 'an activity', 'activities', 'actions');
const backgroundTask = subject(
	'backgroundTask',
	'a background task',
	'background tasks',
	'celery_tasks',
);

const digestPath = '/digests/digest-config/{org_pk}/';
/** The SDK sends 0 for the organization by mistake, which works. */
const digestRest = {
	parts: { org_pk: 'ID of the organization. 0 also works.' },
	certainty: 'inferred',
} as const;

const settings = `name company_code address postal_code city province country currency banks logo
	days_invoices_past_due fees_enabled hours_enabled expenses_enabled blog_enabled contacts_enabled
	validation_enabled invoicing_enabled reports_enabled files_enabled deliverables_enabled
	ffne_enabled budgets_enabled finance_enabled tasks_enabled leads_enabled suppliers_enabled
	personnel_enabled freelancers_enabled task_estimates_enabled plan interval
	team_level_invoice_increment plan_code_format can_customize_invoice_codes default_vacation_type
	slug projections_enabled insourcing_projections_enabled invoice_increment_start
	accounting_period promo_code invoice_separator can_manage_vat custom_fields_enabled
	custom_fields_limit multi_client_billing_enabled client_groups_enabled trips_enabled
	billable_calculation org_size org_type invoice_email_from invoice_email_from_display
	revenue_adjustment_enabled resources_use_active_users availability_enabled
	availability_analytics_enabled smtp_enabled contractors_enabled contractor_invoicing_enabled
	subcontractor_planning_enabled public_indices_enabled annex_revisions_enabled display_project_id
	week_structure_configs_enabled validate_weeks_automatically close_weeks_automatically
	split_recuperation default_week_start_day timeoff_balances_enabled exceptional_timeoff
	partial_balance_accumulation_enabled continous_credit_note_code use_calculated_overtime
	show_project_status forecast_rules_enabled mandate_fees_enabled show_cost_exports
	timeoff_drafts_enabled managed_contracts_enabled treatment_enabled show_contractor_ibans
	accounting_exports_enabled deduct_direct_subcontractors invoice_followups_enabled
	production_revenue_enabled with_unallocated_payroll`;

const digestSettings = `daily_time weekly_time weekday
	expense_reports_submissions expense_reports_submissions_email
	expense_reports_validations expense_reports_validations_email
	expense_reports_reimbursal expense_reports_reimbursal_email
	time_off_submissions time_off_submissions_email time_off_validations time_off_validations_email
	time_entry_refusals time_entry_refusals_email invoices_sent invoices_sent_email
	invoices_paid invoices_paid_email post_posted post_posted_email
	project_fees_changed project_fees_changed_email project_dates_changed project_dates_changed_email
	invitations_accepted invitations_accepted_email permissions_changed permissions_changed_email`;

export const organizations = [
	call(
		organization,
		'getMembership',
		'GET',
		'/organizations/membership/',
		'Get my organizations and teams with their IDs',
	),
	call(organization, 'get', 'GET', '/organizations/{pk}/', 'Get an organization'),
	call(
		organization,
		'update',
		'PATCH',
		'/organizations/{org_pk}/',
		'Update an organization. Changes settings for everyone in it.',
		{
			body: fields(settings, {
				plan: { type: 'string', description: 'Name of the subscribed plan' },
				mandate_fees_enabled: {
					description: 'Whether the organization can use fees under mandate',
				},
			}),
		},
	),
	call(
		organization,
		'getMetrics',
		'GET',
		'/organizations/metrics/{org_pk}/',
		'Get the key figures on the dashboard',
	),

	call(
		subscription,
		'update',
		'PATCH',
		'/billing/update-subscription/{org_pk}/',
		'Change the subscription. Changes what OOTI charges you.',
	),
	call(
		subscription,
		'cancel',
		'POST',
		'/billing/cancel-subscription/{org_pk}/',
		'Cancel the subscription. Ends the contract with OOTI.',
	),
	call(
		subscription,
		'reactivate',
		'POST',
		'/billing/reactivate-subscription/{org_pk}/',
		'Reactivate the subscription. OOTI charges you again.',
	),
	call(
		subscription,
		'updateCard',
		'PATCH',
		'/billing/card/{org_pk}/',
		'Change the payment card of the subscription. OOTI charges the new card.',
	),
	call(
		subscription,
		'deleteCard',
		'DELETE',
		'/billing/card/{org_pk}/',
		'Remove the payment card of the subscription. Payments to OOTI will fail.',
	),

	call(digest, 'get', 'GET', digestPath, 'Get the settings of the email digest', digestRest),
	call(digest, 'update', 'PATCH', digestPath, 'Update the settings of the email digest', {
		body: fields(digestSettings),
		...digestRest,
	}),

	...crud(customField, '/customfields/field/list/{org_pk}/', '/customfields/field/{pk}/', {
		both: `name field_type default_value is_required admin_only permissionssets
			permissionssets_can_edit`,
		create: 'content_type',
		rest: { create: doubtful(customField, 'failed with HTTP 500 in its tests') },
	}),

	...crud(activity, '/actions/list/{org_pk}/', '/actions/{id}/', { only: ['get', 'getMany'] }),

	list(
		backgroundTask,
		'getMany',
		'/celery_tasks/list/{org_pk}/',
		'List background tasks, such as exports',
	),
	call(
		backgroundTask,
		'getLast',
		'GET',
		'/celery_tasks/last/{org_pk}/',
		'Get the last background task. Ordinary users get HTTP 403 or 404.',
	),
];
