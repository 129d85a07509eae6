import { described, each } from './described';

const flag = { type: 'boolean' } as const;

/** Switches of the organization that are named after what they switch: `trips_enabled`. */
const switches =
	`accounting_exports annex_revisions availability availability_analytics blog budgets
	client_groups contacts contractor_invoicing contractors custom_fields deliverables expenses fees
	ffne files finance forecast_rules freelancers hours insourcing_projections invoice_followups
	invoicing leads managed_contracts multi_client_billing partial_balance_accumulation personnel
	production_revenue projections public_indices reports revenue_adjustment smtp
	subcontractor_planning suppliers task_estimates tasks timeoff_balances timeoff_drafts treatment
	trips validation week_structure_configs`.split(/\s+/);

const written: Readonly<Record<string, string>> = {
	ffne: 'FFNE fees',
	smtp: 'mail servers of its own (SMTP)',
	multi_client_billing: 'billing to several clients',
	personnel: 'personnel management',
	timeoff_balances: 'time-off balances',
	timeoff_drafts: 'drafts of time-off requests',
};

/** Yes or no. */
export const flags = {
	...described(
		flag,
		Object.fromEntries(
			switches.map((name) => [
				`${name}_enabled`,
				`Whether the organization uses ${written[name] ?? name.replaceAll('_', ' ')}`,
			]),
		),
	),
	...described(flag, {
		can_customize_invoice_codes: 'Whether people may customize the codes of invoices',
		can_manage_vat: 'Whether people may manage VAT',
		close_weeks_automatically: 'Whether weeks are closed automatically',
		continous_credit_note_code: 'Whether the codes of credit notes are continuous',
		deduct_direct_subcontractors: 'Whether direct subcontractors are deducted',
		display_project_id: 'Whether the ID of projects is shown',
		exceptional_timeoff: 'Whether exceptional time off is used',
		resources_use_active_users: 'Whether resources use active users',
		show_contractor_ibans: 'Whether the IBANs of contractors are shown',
		show_cost_exports: 'Whether exports of costs are shown',
		show_project_status: 'Whether the status of projects is shown',
		split_recuperation: 'Whether recuperation is split',
		team_level_invoice_increment: 'Whether invoices are numbered per team',
		use_calculated_overtime: 'Whether calculated overtime is used',
		validate_weeks_automatically: 'Whether weeks are approved automatically',
		with_unallocated_payroll: 'Whether payroll that is not allocated is included',
	}),
	...described(
		flag,
		Object.fromEntries(
			['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => [
				`show_${day}`,
				`Whether ${day.charAt(0).toUpperCase()}${day.slice(1)} is shown`,
			]),
		),
	),
	...each(
		`expense_reports_reimbursal_email expense_reports_submissions_email
		expense_reports_validations_email invitations_accepted_email invoices_paid_email
		invoices_sent_email permissions_changed_email post_posted_email project_dates_changed_email
		project_fees_changed_email time_entry_refusals_email time_off_submissions_email
		time_off_validations_email`,
		{ ...flag, description: 'Whether the event is told by e-mail' },
	),
	...described(flag, {
		admin_only: 'Whether only administrators see it',
		all_permissions: 'Whether it grants all permissions',
		all_users_are_receivers: 'Whether all users receive it',
		co_contractors_enabled: 'Whether co-contractors share in these fees',
		deduct_from_balance: 'Whether it is deducted from the time-off balance',
		end_date_is_half: 'Whether the last day counts as half a day',
		enter_hours: 'Whether hours can be logged on it',
		entire_project: 'Whether it concerns everybody on the project',
		exclude_from_limit: 'Whether this time is left out of the limit of hours',
		ffne_phase: 'Whether it is a phase of FFNE fees',
		has_duplicate_receipt: 'Whether another expense has the same receipt',
		has_hourslogs: 'Whether hours are logged in it',
		has_mockup: 'Whether it has a mockup',
		hide_currency: 'Whether the currency is hidden',
		in_budget: 'Whether it counts in the budget',
		in_contract: 'Whether it is part of the contract',
		in_timeline: 'Whether it is shown in the time line',
		include_documents: 'Whether documents are included',
		include_saturday: 'Whether Saturday is included',
		include_sunday: 'Whether Sunday is included',
		is_active: 'Whether it is active',
		is_additional: 'Whether it is additional',
		is_annex: 'Whether it belongs to an annex',
		is_archived: 'Whether it is archived',
		is_billable: 'Whether this time can be billed',
		is_billed: 'Whether it was billed',
		is_closed: 'Whether to cancel the invoice with a credit note, which credit_note_url then names',
		is_company: 'Whether it is a company, not a person',
		is_completed: 'Whether it is completed',
		is_custom_date_range: 'Whether the period is a custom one',
		is_default: 'Whether it is the default',
		is_draft: 'Whether it is a draft',
		is_future: 'Whether it lies in the future',
		is_immediate: 'Whether it is immediate',
		is_imported: 'Whether it was imported',
		is_internal: 'Whether it is internal',
		is_invoiced: 'Whether it was invoiced',
		is_locked: 'Whether it is locked',
		is_logged: 'Whether it was logged',
		is_main: 'Whether it is the main one',
		is_mandate: 'Whether it is a mandate',
		is_mockup: 'Whether it is a mockup',
		is_open: 'Whether it is open',
		is_ordered: 'Whether it was ordered',
		is_paid: 'Whether it was paid',
		is_past: 'Whether it lies in the past',
		is_pinned: 'Whether it is pinned',
		is_present: 'Whether it is the present one',
		is_public: 'Whether it is public',
		is_recuperation: 'Whether it is recuperation of hours worked before',
		is_required: 'Whether it has to be filled in',
		is_sent: 'Whether it is marked as sent',
		is_treated: 'Whether it is marked as treated',
		is_uncounted: 'Whether it is left uncounted',
		is_valid: 'Whether it is approved',
		is_validated: 'Whether it is approved',
		is_visible: 'Whether it is visible',
		mandate_fees_enabled: 'Whether fees under mandate are used',
		manual_days_paid: 'Whether the paid days are set by hand',
		mockup_is_locked: 'Whether its mockup is locked',
		multi_tax_enabled: 'Whether the items of the invoice can have tax rates of their own',
		overtime_enabled: 'Whether overtime is counted',
		plan_phases: 'Whether to add the phases of the plans',
		show_on_table: 'Whether it is shown in the table',
		show_sidemenu: 'Whether the side menu is shown',
		signed: 'Whether the opportunity was won',
		start_date_is_half: 'Whether the first day counts as half a day',
		subcontractors_enabled: 'Whether subcontractors share in these fees',
		sync_with_budget: 'Whether the budget follows this period',
		sync_with_planning: 'Whether the planning follows this period',
		use_cover_page: 'Whether it has a cover page',
		use_daily_limits: 'Whether limits hold for each day',
	}),
};
