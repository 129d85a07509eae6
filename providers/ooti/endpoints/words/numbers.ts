import { described, each } from './described';

const number = { type: 'number' } as const;
const percentage = { type: 'number', description: 'Percentage' } as const;
const hours = { type: 'number', description: 'Hours' } as const;

/** Amounts, hours, percentages, sizes and counts. */
export const numbers = {
	...each(
		`actual actual_invoiced advance_payment amount amount_actual amount_base amount_billed
		amount_budgeted amount_current amount_ref already_billed already_paid balance base_cost
		billable_per_hour board_price budget budget_projected budget_ref client_amount cost
		cost_payroll_projected cost_per_surface_unit count custom_fields_limit
		days_invoices_past_due days_per_week decimal_points default_surface_price
		discount distance fees_base fees_contract fees_per_surface_unit
		font_size index insurance invoice_increment_start lower margin_bottom margin_left
		margin_right margin_top month num_units paid_days pay_per_hour payable_per_hour
		personnel_count planned_invoicing port price price_weight projected_invoiced rate_per_km
		recuperation_days rendering_price salary_daily_gross salary_gross_coefficent
		salary_hourly_gross salary_loaded_coefficent salary_monthly_gross salary_monthly_net
		scheduled_count subtotal surface_area tax tax_rate total_advance_payment total_fees
		unpaid_days upper value vat weight year zone_fees_base zone_fees_contract`,
		number,
	),
	...each(
		`advance_payment_pct billing_pct budget_pct discount_pct fee_pct insurance_pct
		mockup_billing_pct mockup_pct pct pct_of_day progress progress_weighted`,
		percentage,
	),
	...each(
		`daily_hours_limit hours hours_actual hours_allocated hours_budgeted hours_contract
		hours_per_day hours_scheduled hours_scheduled_per_user overtime_hours_limit
		recuperation_hours total_hours weekly_hours_limit weekly_overtime_limit
		monday tuesday wednesday thursday friday saturday sunday
		hours_per_monday hours_per_tuesday hours_per_wednesday hours_per_thursday
		hours_per_friday hours_per_saturday hours_per_sunday
		monday_overtime_limit tuesday_overtime_limit wednesday_overtime_limit
		thursday_overtime_limit friday_overtime_limit saturday_overtime_limit
		sunday_overtime_limit`,
		hours,
	),
	...described(number, {
		board: 'Number of boards',
		fees: 'Amount of the fees',
		frequency: 'How often, as a code of OOTI',
		items: 'Number of items',
		like_type: 'Kind of like, as a code of OOTI',
		lot: 'Number of the lot',
		rendering: 'Number of renderings',
		scheduled_frequency: 'How often, as a code of OOTI',
		weekday: 'Day of the weekly digest',
		billing_option: 'How the invoice is charged, as a code of OOTI',
		day: 'Day of the week',
		currency_rate: 'Rate from the currency to that of the organization',
		estimate: 'Estimated effort',
		hours_pct: 'Hours as a share of the day',
		local_amount: 'Amount in the currency of the expense',
	}),
};
