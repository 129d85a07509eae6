import { fields } from './fields';
import { call, crud, list, subject } from './rows';

const expenseGroup = subject('expenseGroup', 'an expense group', 'expense groups', 'expenses');
const expense = subject('expense', 'an expense', 'expenses', 'expenses');
const expenseCategory = subject(
	'expenseCategory',
	'an expense category',
	'expense categories',
	'expenses',
);
const trip = subject('trip', 'a trip', 'trips', 'trips');

const group = '/expenses/groups/{expense_group_id}/';

const shared = `description date amount vat currency currency_rate local_amount distance rate_per_km
	phase is_billed is_paid file comments has_duplicate_receipt`;

export const expenses = [
	...crud(expenseGroup, '/expenses/groups/v2/list/{org_pk}/', group, {
		create: 'description',
		remarks: { update: 'its fields are not documented' },
	}),
	...crud(expenseGroup, '/expenses/groups/list/{team_pk}/', group, {
		only: ['create', 'getMany'],
		within: 'Team',
		create: 'description',
	}),
	list(
		expenseGroup,
		'getManyMine',
		'/expenses/my-groups/list/{team_pk}/',
		'List my own expense groups of a team; the SDK contradicts the path and calls them expenses',
	),
	call(
		expenseGroup,
		'createMine',
		'POST',
		'/expenses/my-groups/list/{team_pk}/',
		'Create an expense group of my own; the SDK contradicts the path and sends an expense',
		{ body: fields(`expense_group ${shared}`) },
	),
	call(
		expenseGroup,
		'validateMany',
		'POST',
		'/expenses/groups/list/action/{org_pk}/',
		'Approve all expense groups of a team, or mark them as treated',
		{ body: fields('team! is_validated is_treated') },
	),
	call(
		expenseGroup,
		'createExpensesFromFiles',
		'POST',
		'/expenses/groups/create-multiple-expenses/{expense_group_id}/',
		'Create expenses from receipts; how the files are sent is not documented',
	),
	call(
		expenseGroup,
		'countPdfs',
		'GET',
		'/expenses/pdf_count/{expense_group_id}/',
		'Count the PDF files of an expense group',
	),

	...crud(expense, '/expenses/list/{org_pk}/', '/expenses/{pk}', {
		both: `expense_group! ${shared}`,
	}),
	...crud(expense, '/expenses/list/{team_pk}/{expense_group_id}/', '/expenses/{pk}', {
		only: ['create', 'getMany'],
		within: 'Group',
		both: `expense_group ${shared}`,
	}),

	...crud(
		expenseCategory,
		'/expenses/category/list/{org_pk}/',
		'/expenses/category/{category_pk}',
		{
			both: 'name name_en name_fr accounting_code vat',
			details: { vat: { type: 'string', description: 'VAT of these expenses' } },
		},
	),

	...crud(trip, '/trips/list/{org_pk}/', '/trips/{pk}/', {
		both: 'team project orguser start_date end_date notes',
	}),
];
