/** Resources whose records carry their id as `pk`; all others say `id`. */
const pkResources = new Set([
	'clients',
	'customfields/field',
	'fees',
	'files',
	'files/folder',
	'invoices',
	'invoices/item',
	'milestones',
	'newsletters',
	'notes',
	'orgusers',
	'payments',
	'payments/invoice',
	'pipelines/stage',
	'posts',
	'posts/album',
	'posts/image',
	'posts/like',
	'projects/tags',
	'projects/users',
	'roles',
	'roles/project',
	'tasks',
	'tasks/label',
	'teams',
	'teams/users',
	'timeperiods/role-annex-periods',
	'timeperiods/user-period',
	'currencies',
]);

export const idKeyOf = (resource: string): 'pk' | 'id' => (pkResources.has(resource) ? 'pk' : 'id');

/** Fields without which a record is not created, by resource. */
export const requiredFields: Record<string, string[]> = {
	contacts: ['name'],
	contracts: ['contractor', 'type'],
	expenses: ['expense_group'],
	'jobs/invoices': ['date', 'contractor'],
	projects: ['project_title'],
	teams: ['name'],
};

/** Fields that name a record of another resource. */
export const relations: Record<string, string> = {
	client: 'clients',
	contractor: 'contracts/contractor',
	currency: 'currencies',
	expense_group: 'expenses/groups',
	fee_project: 'fees/projects',
	invoice: 'invoices',
	orguser: 'orgusers',
	phase: 'phases',
	project: 'projects',
	task: 'tasks',
	team: 'teams',
};

/** What a path parameter stands for in the rows of a list. */
export const parameterFields: Record<string, string> = {
	area_pk: 'area',
	expense_group_id: 'expense_group',
	fee_item_pk: 'fee_item',
	invoice_pk: 'invoice',
	project_id: 'project',
	project_pk: 'project',
	team_pk: 'team',
};

/** Lists whose parameter is called `pk` or `id`, and the field it stands for. */
export const parentOfList: Record<string, string> = {
	'invoices/item': 'invoice',
	'posts/comments': 'post',
	'projects/users': 'project',
	'teams/users': 'team',
};

const dateNames = ['birthday', 'date_paid', 'scheduled_sent_at'];

/** Whether a field holds a day, which bodies give as DD-MM-YYYY. */
export const isDateField = (name: string): boolean =>
	name === 'date' || name.endsWith('_date') || dateNames.includes(name);

export const flagFields = ['is_closed', 'is_sent', 'is_valid'];

export const numberFields = ['amount', 'amount_actual', 'amount_budgeted', 'hours', 'tax_rate'];
