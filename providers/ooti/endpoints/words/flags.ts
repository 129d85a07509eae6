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
	smtp: 'its own mail servers (SMTP)',
	multi_client_billing: 'billing of several clients',
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
		can_customize_invoice_codes: 'Whether users can customize invoice codes',
		can_manage_vat: 'Whether users can manage VAT',
		close_weeks_automatically: 'Whether to close weeks automatically',
		continous_credit_note_code: 'Whether credit notes are numbered continuously',
		deduct_direct_subcontractors: 'Whether to deduct direct subcontractors',
		display_project_id: 'Whether to show project IDs',
		exceptional_timeoff: 'Whether the organization uses exceptional time off',
		resources_use_active_users: 'Whether resources use active users',
		show_contractor_ibans: 'Whether to show the IBANs of contractors',
		show_cost_exports: 'Whether to show cost exports',
		show_project_status: 'Whether to show the status of projects',
		split_recuperation: 'Whether to split compensatory time off',
		team_level_invoice_increment: 'Whether to number invoices per team',
		use_calculated_overtime: 'Whether to use calculated overtime',
		validate_weeks_automatically: 'Whether to approve weeks automatically',
		with_unallocated_payroll: 'Whether to include unallocated payroll',
	}),
	...described(
		flag,
		Object.fromEntries(
			['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => [
				`show_${day}`,
				`Whether to show ${day.charAt(0).toUpperCase()}${day.slice(1)}`,
			]),
		),
	),
	...each(
		`expense_reports_reimbursal_email expense_reports_submissions_email
		expense_reports_validations_email invitations_accepted_email invoices_paid_email
		invoices_sent_email permissions_changed_email post_posted_email project_dates_changed_email
		project_fees_changed_email time_entry_refusals_email time_off_submissions_email
		time_off_validations_email`,
		{ ...flag, description: 'Whether to report the event by email' },
	),
	...described(flag, {
		admin_only: 'Whether only administrators can see the record',
		all_permissions: 'Whether the set grants all permissions',
		all_users_are_receivers: 'Whether to send to all users',
		co_contractors_enabled: 'Whether co-contractors share in the fees',
		deduct_from_balance: 'Whether to deduct this type from the time-off balance',
		end_date_is_half: 'Whether the last day counts as half a day',
		enter_hours: 'Whether hours can be logged on the annex',
		entire_project: 'Whether the note concerns everyone on the project',
		exclude_from_limit: 'Whether to exclude this type from hour limits',
		ffne_phase: 'Whether this is a phase of FFNE fees',
		has_duplicate_receipt: 'Whether another expense has the same receipt',
		has_hourslogs: 'Whether hours are logged in the week',
		has_mockup: 'Whether the fee project has a mockup',
		hide_currency: 'Whether to hide the currency',
		in_budget: 'Whether the annex counts toward the budget',
		in_contract: 'Whether the document is part of the contract',
		in_timeline: 'Whether to show the record on the timeline',
		include_documents: 'Whether to include documents',
		include_saturday: 'Whether to include Saturdays',
		include_sunday: 'Whether to include Sundays',
		is_active: 'Whether the record is active',
		is_additional: 'Whether the document is additional',
		is_annex: 'Whether the record belongs to an annex',
		is_archived: 'Whether the contract is archived',
		is_billable: 'Whether this time is billable',
		is_billed: 'Whether the expense has been billed',
		is_closed: 'Whether to cancel the invoice with a credit note, returned as "credit_note_url"',
		is_company: 'Whether the contractor is a company rather than a person',
		is_completed: 'Whether the task is completed',
		is_custom_date_range: 'Whether the report covers a custom period',
		is_default: 'Whether the record is the default',
		is_draft: 'Whether the record is a draft',
		is_future: 'Whether the month is in the future',
		is_immediate: 'Whether the phase is immediate',
		is_imported: 'Whether the work log was imported',
		is_internal: 'Whether the contractor is internal',
		is_invoiced: 'Whether the prescription has been invoiced',
		is_locked: 'Whether the record is locked',
		is_logged: 'Whether the task is marked as logged',
		is_main: 'Whether the set is the main one',
		is_mandate: 'Whether the contract is a mandate',
		is_mockup: 'Whether the record is a mockup',
		is_open: 'Whether the week is open',
		is_ordered: 'Whether the prescription has been ordered',
		is_paid: 'Whether the record is paid',
		is_past: 'Whether the month is in the past',
		is_pinned: 'Whether the note is pinned',
		is_present: 'Whether the month is the current one',
		is_public: 'Whether the note is public',
		is_recuperation: 'Whether this is compensatory time off for hours worked before',
		is_required: 'Whether the field must be filled in',
		is_sent: 'Whether the invoice is marked as sent',
		is_treated: 'Whether the record is marked as processed ("treated" in OOTI)',
		is_uncounted: 'Whether to leave the request uncounted',
		is_valid: 'Whether the record is approved',
		is_validated: 'Whether the record is approved',
		is_visible: 'Whether the user is visible',
		mandate_fees_enabled: 'Whether to use fees under mandate',
		manual_days_paid: 'Whether paid days are entered manually',
		mockup_is_locked: 'Whether the mockup is locked',
		multi_tax_enabled: 'Whether each invoice item can have its own tax rate',
		overtime_enabled: 'Whether to count overtime',
		plan_phases: 'Whether to include the phases of the plans',
		show_on_table: 'Whether to show the version in the table',
		show_sidemenu: 'Whether to show the side menu',
		signed: 'Whether the opportunity was won',
		start_date_is_half: 'Whether the first day counts as half a day',
		subcontractors_enabled: 'Whether subcontractors share in the fees',
		sync_with_budget: 'Whether the budget follows this period',
		sync_with_planning: 'Whether the planning follows this period',
		use_cover_page: 'Whether to add a cover page',
		use_daily_limits: 'Whether limits apply to each day',
	}),
};
