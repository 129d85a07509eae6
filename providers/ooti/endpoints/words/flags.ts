import { described, each } from './described';

const flag = { type: 'boolean' } as const;

/** Yes or no. */
export const flags = {
	...each(
		`admin_only all_permissions all_users_are_receivers deduct_from_balance
		exclude_from_limit has_duplicate_receipt has_hourslogs has_mockup hide_currency in_budget
		in_contract in_timeline include_documents include_saturday include_sunday is_active
		is_additional is_annex is_archived is_billable is_billed is_company is_completed
		is_custom_date_range is_default is_draft is_future is_immediate is_imported is_internal
		is_invoiced is_locked is_logged is_main is_mandate is_mockup is_open is_ordered is_paid
		is_past is_pinned is_present is_public is_recuperation is_required is_treated is_uncounted
		is_validated is_visible mockup_is_locked overtime_enabled show_on_table
		show_sidemenu use_cover_page use_daily_limits`,
		flag,
	),
	...each(
		`show_monday show_tuesday show_wednesday show_thursday show_friday show_saturday show_sunday`,
		flag,
	),
	// Switches of the organization.
	...each(
		`accounting_exports_enabled annex_revisions_enabled availability_analytics_enabled
		availability_enabled blog_enabled budgets_enabled can_customize_invoice_codes can_manage_vat
		client_groups_enabled close_weeks_automatically contacts_enabled continous_credit_note_code
		contractor_invoicing_enabled contractors_enabled custom_fields_enabled
		deduct_direct_subcontractors deliverables_enabled display_project_id exceptional_timeoff
		expenses_enabled fees_enabled ffne_enabled files_enabled finance_enabled
		forecast_rules_enabled freelancers_enabled hours_enabled insourcing_projections_enabled
		invoice_followups_enabled invoicing_enabled leads_enabled managed_contracts_enabled
		multi_client_billing_enabled partial_balance_accumulation_enabled personnel_enabled
		production_revenue_enabled projections_enabled public_indices_enabled reports_enabled
		resources_use_active_users revenue_adjustment_enabled show_contractor_ibans
		show_cost_exports show_project_status smtp_enabled split_recuperation
		subcontractor_planning_enabled suppliers_enabled task_estimates_enabled tasks_enabled
		team_level_invoice_increment timeoff_balances_enabled timeoff_drafts_enabled
		treatment_enabled trips_enabled use_calculated_overtime validate_weeks_automatically
		validation_enabled week_structure_configs_enabled with_unallocated_payroll`,
		flag,
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
		co_contractors_enabled: 'Whether co-contractors share in these fees',
		end_date_is_half: 'Whether the last day counts as half a day',
		enter_hours: 'Whether hours can be logged on it',
		entire_project: 'Whether it concerns everybody on the project',
		is_closed: 'True cancels the invoice with a credit note; the answer then has credit_note_url',
		is_sent: 'Whether it is marked as sent',
		is_valid: 'Whether it is approved',
		manual_days_paid: 'Whether the paid days are set by hand',
		mandate_fees_enabled: 'Whether fees under mandate are used',
		multi_tax_enabled: 'Whether the items of the invoice can have tax rates of their own',
		ffne_phase: 'Whether it is a phase of FFNE fees',
		plan_phases: 'True adds the phases of the plans',
		signed: 'True marks the opportunity as won',
		start_date_is_half: 'Whether the first day counts as half a day',
		subcontractors_enabled: 'Whether subcontractors share in these fees',
		sync_with_budget: 'Whether the budget follows this period',
		sync_with_planning: 'Whether the planning follows this period',
	}),
};
