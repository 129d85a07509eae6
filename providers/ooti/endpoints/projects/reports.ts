import { fields } from '../fields';
import { call, crud, subject } from '../rows';

const report = subject('report', 'a report', 'reports', 'reports');
const reportTemplate = subject(
	'reportTemplate',
	'a report template',
	'report templates',
	'reports',
);
const styleGuide = subject('styleGuide', 'a style guide', 'style guides', 'styleguides');

const layout = 'styleguide lang orientation font_size margin_left margin_right';

export const reports = [
	...crud(report, '/reports/list/{org_pk}/', '/reports/{pk}/', {
		filters: 'project',
		both: `name! ${layout} footer_team use_cover_page scheduled_recipients scheduled_start_date
			scheduled_frequency`,
		create: `project! type! status filter_team cover_body_template report_body_template year
			date_range is_custom_date_range start_date end_date phase annex orguser scheduled_guests
			scheduled_sent_at scheduled_next_date scheduled_last_sent scheduled_count hide_currency
			notes`,
		details: { type: { description: 'Kind of report' } },
	}),
	call(
		report,
		'generate',
		'POST',
		'/reports/generate/{org_pk}/',
		'Generate a report. OOTI does not document where to find the file.',
		{ body: fields('pk project') },
	),

	...crud(reportTemplate, '/reports/templates/list/{team_pk}/', '/reports/templates/{pk}/', {
		both: `name! type! ${layout.replace('lang', 'lang!')} margin_top margin_bottom`,
		details: { type: { description: 'Kind of report, such as progress' } },
	}),
	call(
		reportTemplate,
		'duplicate',
		'POST',
		'/reports/templates/duplicate/{pk}/',
		'Duplicate a report template',
	),

	...crud(styleGuide, '/styleguides/list/{org_pk}/', '/styleguides/{pk}/', {
		both: 'name',
		update: 'type font_color font font_size margin_left margin_right',
		details: {
			type: {
				type: 'options',
				options: ['all', 'report', 'invoice', 'proposal'],
				description: 'What the guide applies to',
			},
		},
	}),
];
