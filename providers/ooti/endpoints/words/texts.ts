import { described, each, type Meaning } from './described';

const text = { type: 'string' } as const;
const day = { type: 'date', format: 'dd-MM-yyyy' } as const;

/** Words, codes and days. */
export const texts = {
	...each(
		`accounting_code address bcc_address bic billing_address body business_vat_id cc_address city
		client_address client_code client_name code comments company_code company_name description
		email fax first_name font_color from_address from_email from_name home_phone host iban
		internal_code invoice_email_from invoice_email_from_display invoice_separator job_title
		last_name longname mobile mobile_phone name name_en name_fr notes number office_phone
		plan_code postal_code province purchase_order references reply_to_address rib shortname
		shortname_en shortname_fr slug subject subtitle supplier supplier_contact supplier_email
		supplier_phone symbol telephone text title title_en title_fr to_address url username
		validation_notes website monday_notes tuesday_notes wednesday_notes thursday_notes
		friday_notes saturday_notes sunday_notes weekly_notes`,
		text,
	),
	...each(
		`birthday cancel_date date date_paid due_date end_date invoice_date scheduled_last_sent
		scheduled_next_date scheduled_start_date start_date`,
		day,
	),
	...each(
		`completed_at created_at ended_processing_at received_at scheduled_sent_at
		started_processing_at`,
		{ type: 'dateTime' },
	),
	// Told in the digest: the SDK knows only the value 'off'.
	...each(
		`expense_reports_reimbursal expense_reports_submissions expense_reports_validations
		invitations_accepted invoices_paid invoices_sent permissions_changed post_posted
		project_dates_changed project_fees_changed time_entry_refusals time_off_submissions
		time_off_validations`,
		{ ...text, description: 'When the event is told, as a code of OOTI', example: 'off' },
	),
	...described(text, {
		accounting_period: 'Accounting period, as a code of OOTI',
		billable_calculation: 'How billable time is worked out, as a code of OOTI',
		calculation_method: 'How the fees are worked out, as a code of OOTI',
		case_number: 'Your own number of the project',
		city1: 'City of the address',
		contract_type: 'Kind of employee contract, as a code of OOTI',
		country: 'Two letters of ISO 3166, such as FR',
		country1: 'Country of the address: two letters of ISO 3166, such as FR',
		cover_body_template: 'Content of the cover page',
		custom_field_1: 'First field of your own',
		custom_field_2: 'Second field of your own',
		custom_field_3: 'Third field of your own',
		daily_time: 'Time of the daily digest, such as 18:00:00',
		date_range: 'Period of the report, as a code of OOTI',
		default_value: 'Value where none is given',
		default_week_start_day: 'First day of the week, as a code of OOTI',
		deliverable_option: 'Whether time of this type goes to a deliverable, as a code of OOTI',
		doc_category: 'Category of the document, as a code of OOTI',
		email_bcc: 'Blind copies go here',
		email_body: 'Text of the e-mail',
		email_cc: 'Copies go here',
		email_from: 'Address of the sender',
		email_subject: 'Subject of the e-mail',
		email_to: 'Address of the recipient',
		entry_mode: 'How hours are entered, as a code of OOTI',
		file: 'Name of the file; how its content is uploaded is not documented',
		font: 'Name of the font',
		forecast_type: 'How it is forecast, as a code of OOTI',
		img: 'Name of the image; how its content is uploaded is not documented',
		interval: 'How often the subscription is paid',
		invoicing_method: 'How it is invoiced, as a code of OOTI',
		language: 'Language of the project',
		level: 'Level, as a code of your own',
		locale: 'Language, such as fr',
		logo: 'Name of the logo; how its content is uploaded is not documented',
		name_from: 'Name of the sender',
		org_size: 'Size of the organization, as a code of OOTI',
		org_type: 'Kind of organization, as a code of OOTI',
		password: 'Password',
		pay_type: 'How the person is paid, as a code of OOTI',
		photo: 'Name of the photo; how its content is uploaded is not documented',
		plan_code_format: 'How the codes of plans are built',
		plan_format: 'Paper format of the plan',
		postal_code1: 'Postal code of the address',
		priority: 'Priority as a digit, such as 2',
		project_option: 'Whether time of this type goes to a project, as a code of OOTI',
		project_title: 'Name of the project',
		promo_code: 'Promotion code',
		province1: 'Province of the address',
		q: 'Words to search for',
		refresh: 'Refresh token',
		relative_to: 'What the month is counted from, as a code of OOTI',
		report_body_template: 'Content of the report',
		scale: 'Scale of the plan, such as 1:100',
		scheduled_guests: 'E-mail addresses of guests who receive it',
		status: 'State, as a code of OOTI',
		street1: 'Street of the address',
		sub_zone_code: 'Code of the part of a zone',
		surface_unit: 'Unit of the surface, such as m',
		time: 'Time of day',
		token: 'Token',
		type: 'Kind, as a code of OOTI',
		week_start_day: 'First day of the week, as a code of OOTI',
		weekly_time: 'Time of the weekly digest, such as 18:00:00',
	}),
	annex_time: {
		type: 'options',
		options: ['time', 'other', 'transport'],
		description: 'What it is',
	},
	content_type: {
		type: 'options',
		options: ['contact', 'orguser', 'project'],
		description: 'What the field belongs to',
	},
	field_type: {
		type: 'options',
		options: ['t', 'i', 'a', 'f', 'd'],
		description: 'Text, integer, long text, decimal or date',
	},
	lang: { type: 'options', options: ['fr', 'en', 'it'], description: 'Language' },
	orientation: { type: 'options', options: ['portrait', 'landscape'] },
	protocol: { type: 'options', options: ['TLS', 'SSL'] },
} satisfies Record<string, Meaning>;
