import { fields } from '../fields';
import { call, crud, doubtful, list, subject } from '../rows';

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
		remarks: { update: 'OOTI does not document its fields' },
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
		'List my own expense groups in a team',
		doubtful(expenseGroup, 'calls them expenses, contrary to the path'),
	),
	call(
		expenseGroup,
		'createMine',
		'POST',
		'/expenses/my-groups/list/{team_pk}/',
		'Create an expense group for myself',
		{
			body: fields(`expense_group ${shared}`),
			...doubtful(expenseGroup, 'sends an expense, contrary to the path'),
		},
	),
	call(
		expenseGroup,
		'validateMany',
		'POST',
		'/expenses/groups/list/action/{org_pk}/',
		'Approve all expense groups of a team, or mark them as processed',
		{ body: fields('team! is_validated is_treated') },
	),
	call(
		expenseGroup,
		'createExpensesFromFiles',
		'POST',
		'/expenses/groups/create-multiple-expenses/{expense_group_id}/',
		'Create expenses from receipts. OOTI does not document how to send the files.',
	),
	call(
		expenseGroup,
		'countPdfs',
		'GET',
		'/expenses/pdf_count/{expense_group_id}/',
		'Count PDF files of an expense group',
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
			details: { vat: { type: 'string', description: 'VAT of expenses in this category' } },
		},
	),

	...crud(trip, '/trips/list/{org_pk}/', '/trips/{pk}/', {
		both: 'team project orguser start_date end_date notes',
	}),
];
