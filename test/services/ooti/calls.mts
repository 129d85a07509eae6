import type { Calls, Literals } from '../calls.mts';
import { byId } from '../calls.mts';

const organizationId = byId(7);

const literals: Literals = {
	'invoice.create': {
		with: { organizationId, project: byId(41), type: '4', invoiceDate: '2026-03-01' },
		call: 'POST /invoices/list/7/',
		body: { project: 41, type: 4, invoice_date: '01-03-2026' },
	},
	'invoiceItem.create': {
		with: { invoiceId: byId(901), description: 'Plans', amount: 1200 },
		call: 'POST /invoices/items/901/',
		body: { description: 'Plans', amount: 1200 },
	},
	'payment.create': {
		with: { organizationId, invoice: byId(901), date: '2026-03-01', amount: 250 },
		call: 'POST /payments/list/7/',
		body: { invoice: 901, date: '01-03-2026', amount: 250 },
	},
	'workLog.create': {
		with: { project: byId(41), date: '2026-03-01', hours: 7.5 },
		call: 'POST /timelogs/worklogs/',
		body: { project: 41, date: '01-03-2026', hours: 7.5 },
	},
	'workLog.createInTeam': {
		with: { teamId: byId(3), project: byId(41), additionalFields: { hoursPct: 50 } },
		call: 'POST /timelogs/worklogs/list/3/',
		body: { project: 41, hours_pct: 50 },
	},
	'expenseGroup.validateMany': {
		with: { organizationId, team: byId(3), additionalFields: { isTreated: false } },
		call: 'POST /expenses/groups/list/action/7/',
		body: { team: 3, is_treated: false },
	},
};

export const calls: Calls = {
	literals,
	special: {
		// 0 stands in the form from the start, and means that nobody filled it in.
		'invoiceItem.create': { refusal: '"Amount" is 0' },
		'payment.create': { refusal: '"Amount" is 0' },
		'workLog.create': { refusal: '"Hours" is 0' },
		'workLog.createInTeam': { refusal: '"Hours" is 0' },
		// Neither of two flags would do nothing.
		'expenseGroup.validateMany': { refusal: 'Select what to do with the expense groups' },
	},
	asTool: {
		// OOTI documents none of its fields.
		'expenseGroup.update': { options: { furtherFields: '{"name":"Trips"}' } },
	},
};
