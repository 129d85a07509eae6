import type { JsonObject } from '../../../sandbox/core/wire.mts';
import { isNumber } from '../../../sandbox/core/wire.mts';
import type { Call } from './call.mts';
import { detail, fieldFaults } from './refusals.mts';
import type { Row } from './store.mts';
import { addRow, rowBy, rowsOf } from './store.mts';

const isWritten = (value: unknown): boolean => typeof value === 'string' && value !== '';

const required = ['This field is required.'];

const invoiceOf = (values: JsonObject): Row | undefined =>
	isNumber(values.invoice) ? rowBy('invoices', values.invoice) : undefined;

function addUp(invoice: Row): void {
	const items = rowsOf('invoices/item').filter((row) => row.values.invoice === invoice.id);
	invoice.values.total = items.reduce((sum, row) => sum + Number(row.values.amount ?? 0), 0);
}

function refuseValid(values: JsonObject): void {
	if (invoiceOf(values)?.values.is_valid === true) {
		throw detail(400, 'The items of a valid invoice can not be changed.');
	}
}

function isTaken(resource: string, same: (row: Row) => boolean): boolean {
	return rowsOf(resource).some(same);
}

/** Rules about new records; each refuses what the service would refuse. */
export function beforeCreate(call: Call, resource: string, body: JsonObject): void {
	switch (resource) {
		case 'clients':
			if (!isWritten(body.name) && !isWritten(body.company_name)) {
				throw fieldFaults({ name: required });
			}
			return;
		case 'currencies': {
			const name = String(body.name ?? '').toLowerCase();
			const same = (row: Row) => String(row.values.name).toLowerCase() === name;
			if (isTaken(resource, same)) throw detail(400, 'Currency already exists');
			return;
		}
		case 'files': {
			const same = (row: Row) =>
				row.values.name === body.name &&
				row.values.folder === body.folder &&
				row.values.project === body.project;
			if (isTaken(resource, same)) {
				throw fieldFaults({
					non_field_errors: ['The fields folder, name must make a unique set.'],
				});
			}
			return;
		}
		case 'invoices':
			if (body.type !== 4 && body.project === undefined) throw fieldFaults({ project: required });
			Object.assign(body, { is_valid: false, is_sent: false, is_closed: false, total: 0, ...body });
			return;
		case 'invoices/item':
			refuseValid(body);
			return;
		case 'payments':
			if (body.invoice !== undefined && invoiceOf(body)?.values.is_valid !== true) {
				throw fieldFaults({ invoice: ['The invoice must be valid.'] });
			}
			return;
		case 'imports':
			if (call.entry.path.startsWith('/imports/import/') && body.type === undefined) {
				throw detail(400, 'Type is required');
			}
	}
}

export function afterCreate(resource: string, row: Row): void {
	const { values } = row;
	switch (resource) {
		case 'invoices/item': {
			const invoice = invoiceOf(values);
			if (invoice) addUp(invoice);
			return;
		}
		case 'payments': {
			const { invoice, amount } = values;
			if (!isNumber(invoice)) return;
			addRow('payments/invoice', row.org, { payment: row.id, invoice, amount });
			return;
		}
		case 'teams':
			values.title = values.name;
			return;
		case 'timelogs/worklogs': {
			const project = isNumber(values.project) ? rowBy('projects', values.project) : undefined;
			values.team ??= project?.values.team ?? 1689;
			return;
		}
		case 'revisions/phases': {
			const phase = isNumber(values.phase) ? rowBy('phases', values.phase) : undefined;
			if (phase) phase.values.progress = values.progress;
		}
	}
}

export function beforeChange(resource: string, row: Row, body: JsonObject): void {
	if (resource === 'invoices/item') refuseValid(row.values);
	if (resource === 'invoices' && body.is_sent === true) {
		const valid = body.is_valid ?? row.values.is_valid;
		if (valid !== true) throw fieldFaults({ is_sent: ['The invoice must be valid.'] });
	}
}

/** What the answer to a change has besides the record. */
export function afterChange(resource: string, row: Row, body: JsonObject): JsonObject {
	switch (resource) {
		case 'invoices': {
			if (body.is_closed !== true) return {};
			const { project, client, team, total } = row.values;
			const note = addRow('invoices', row.org, {
				project,
				client,
				team,
				type: 9,
				is_valid: false,
				is_sent: false,
				is_closed: false,
				total: -Number(total ?? 0),
			});
			return { credit_note_url: `/projects/${String(project ?? 0)}/invoices/${note.id}/` };
		}
		case 'invoices/item': {
			const invoice = invoiceOf(row.values);
			if (invoice) addUp(invoice);
			return {};
		}
		default:
			return {};
	}
}

export function beforeDelete(resource: string, row: Row): void {
	if (resource === 'invoices/item') refuseValid(row.values);
	if (resource !== 'contracts') return;
	const hasFees = rowsOf('contracts/item').some((item) => item.values.contract === row.id);
	if (hasFees) throw detail(400, 'A contract with fees can not be deleted.');
}
