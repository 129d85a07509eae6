import type { IDataObject } from 'n8n-workflow';

import type { ItemContext } from '../../shared/input/item-context';
import type { OperationForm } from '../../shared/form/service-form';
import { exportOf } from '../exports';

type Operations = Readonly<Record<string, OperationForm>>;

/** OOTI's codes of invoice types are numbers. */
function withTypeNumber(_item: ItemContext, values: IDataObject): IDataObject {
	return values.type === undefined ? values : { ...values, type: Number(values.type) };
}

function notZero(item: ItemContext, values: IDataObject): IDataObject {
	if (values.amount !== undefined && values.amount !== 0) return values;
	throw item.problem('"Amount" is 0', 'Enter an amount in whole currency units, such as 1000.5.');
}

export const invoice: Operations = {
	create: {
		primaryFields: ['project', 'client', 'type', 'invoice_date', 'due_date'],
		shape: withTypeNumber,
		description:
			'Create a draft invoice. Add items with Invoice Item > Create, then approve it with Validate.',
	},
	update: {
		notice:
			'To validate, cancel or mark an invoice as sent, use the operations with these names. The items of a validated invoice can no longer be changed.',
	},
	delete: { notice: 'OOTI does not document whether a validated invoice can be deleted.' },
};

const itemsNotice = 'The items of a validated invoice can no longer be changed.';

export const invoiceItem: Operations = {
	create: {
		primaryFields: ['description', 'amount', 'subtitle'],
		notice: itemsNotice,
		shape: notZero,
	},
	update: { notice: itemsNotice },
	delete: { notice: itemsNotice },
};

export const payment: Operations = {
	create: { primaryFields: ['invoice', 'date', 'amount', 'currency', 'team'], shape: notZero },
	updateInvoiceAmount: {
		name: 'Update Invoice Amount',
		action: 'Update paid amount of invoice',
	},
};

export const currency: Operations = { create: { primaryFields: ['name', 'longname', 'symbol'] } };

export const feeProject: Operations = {
	create: { primaryFields: ['title', 'project'] },
	export: exportOf('fees'),
	validateCosts: { action: 'Validate project costs' },
	validateFfne: { action: 'Validate FFNE fees of project' },
	validateProduction: { action: 'Validate production fees of project' },
};

/** The booleans stay in the collection, since one that is off would revoke approvals. */
function withDecision(item: ItemContext, values: IDataObject): IDataObject {
	if ('is_validated' in values || 'is_treated' in values) return values;
	throw item.problem(
		'Select what to do with the expense groups',
		'Add "Is Validated", "Is Treated" or both under "Additional Fields".',
	);
}

export const expenseGroup: Operations = {
	create: { primaryFields: ['description'] },
	createInTeam: { action: 'Create expense group in team', primaryFields: ['description'] },
	getManyByTeam: { action: 'Get many expense groups by team' },
	getManyMine: { name: 'Get My Own', action: 'Get my own expense groups' },
	update: {
		description:
			'Update an expense group. OOTI does not document its fields: enter what you know in the option "Further Body Fields (JSON)".',
	},
	validateMany: {
		name: 'Validate or Treat Many',
		action: 'Validate or treat all expense groups of team',
		notice: 'Applies to all expense groups of the team at once.',
		shape: withDecision,
	},
};

export const expense: Operations = {
	create: { primaryFields: ['description', 'date'] },
	getManyByGroup: { action: 'Get many expenses by group' },
};
