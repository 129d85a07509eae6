import type { IDataObject } from 'n8n-workflow';

import type { ItemContext, OperationForm } from '../../shared/form';
import { exportOf } from '../exports';

type Operations = Readonly<Record<string, OperationForm>>;

/** OOTI's codes of invoice types are numbers. */
function withTypeNumber(_item: ItemContext, values: IDataObject): IDataObject {
	return values.type === undefined ? values : { ...values, type: Number(values.type) };
}

function notZero(item: ItemContext, values: IDataObject): IDataObject {
	if (values.amount !== undefined && values.amount !== 0) return values;
	throw item.problem('"Amount" is 0', 'Fill in the amount, in whole units of the currency.');
}

export const invoice: Operations = {
	create: {
		upFront: ['project', 'client', 'type', 'invoice_date', 'due_date'],
		shape: withTypeNumber,
		description:
			'Create a draft invoice without items. Add items with Invoice Item > Create, then use Validate.',
	},
	update: {
		notice:
			'Validating, marking as sent and canceling have operations of their own. The items of a valid invoice can no longer change.',
	},
	delete: { notice: 'Whether OOTI lets a valid invoice be deleted is not documented.' },
};

const itemsNotice = 'The items of a valid invoice can no longer change.';

export const invoiceItem: Operations = {
	create: { upFront: ['description', 'amount', 'subtitle'], notice: itemsNotice, shape: notZero },
	update: { notice: itemsNotice },
	delete: { notice: itemsNotice },
};

export const payment: Operations = {
	create: { upFront: ['invoice', 'date', 'amount', 'currency', 'team'], shape: notZero },
	updateInvoiceAmount: {
		name: 'Update Invoice Amount',
		action: 'Update paid amount of invoice',
	},
};

export const currency: Operations = { create: { upFront: ['name', 'longname', 'symbol'] } };

export const feeProject: Operations = {
	create: { upFront: ['title', 'project'] },
	getUpdate: { action: 'Get update of fee project' },
	export: exportOf('fees'),
	validateCosts: { action: 'Validate costs of project' },
	validateFfne: { action: 'Validate FFNE fees of project' },
	validateProduction: { action: 'Validate production fees of project' },
};

/** The booleans stay out of sight, since one left off would take approvals back. */
function withDecision(item: ItemContext, values: IDataObject): IDataObject {
	if ('is_validated' in values || 'is_treated' in values) return values;
	throw item.problem(
		'Nothing is to be done with the expense groups',
		'Add "Is Validated", "Is Treated" or both under "Additional Fields".',
	);
}

export const expenseGroup: Operations = {
	create: { upFront: ['description'] },
	createInTeam: { action: 'Create expense group in team', upFront: ['description'] },
	createMine: {
		name: 'Create My Own',
		action: 'Create expense group of my own',
	},
	getManyByTeam: { action: 'Get many expense groups by team' },
	getManyMine: { name: 'Get Many of My Own', action: 'Get many expense groups of my own' },
	update: {
		description:
			'Update an expense group. OOTI documents no field of it: what you know of goes into the option "Further Body Fields (JSON)"',
	},
	validateMany: {
		name: 'Validate or Treat Many',
		action: 'Validate or treat all expense groups of team',
		notice: 'This concerns all expense groups of the team at once.',
		shape: withDecision,
	},
	createExpensesFromFiles: {
		action: 'Create expenses from receipts',
		notice:
			'How OOTI takes the receipts is not documented. What you know of it goes into Further Body Fields.',
	},
	countPdfs: { name: 'Count PDFs', action: 'Count PDF files of expense group' },
};

export const expense: Operations = {
	create: { upFront: ['description', 'date'] },
	createInGroup: { action: 'Create expense in group', upFront: ['description', 'date'] },
	getManyByGroup: { action: 'Get many expenses by group' },
};
