import { isRecord, parseJson } from '../../../../sandbox/core/body.mts';
import type { JsonObject } from '../../../../sandbox/core/wire.mts';
import { isArray } from '../../../../sandbox/core/wire.mts';
import type { Call } from '../call.mts';
import { invalid } from '../call.mts';
import { between, bound, itemsExpanded, moment } from '../dates.mts';
import { detailView, listView, namedInvoice, note } from '../invoices.mts';
import { paged } from '../paging.mts';
import type { Invoice } from '../records.mts';
import { invoiceStatuses, paymentStatuses } from '../records.mts';
import type { Operation } from '../serve.mts';
import { version } from '../serve.mts';
import { state } from '../state.mts';
import { locationsFilter } from '../tenant.mts';
import { changeInvoice } from '../patch.mts';
import { check, textOr } from '../fields.mts';

const cachedMs = 300_000;

function customFilter(call: Call): JsonObject | undefined {
	const text = call.text('custom_fields');
	if (text === undefined) return undefined;
	const value = parseJson(text);
	if (!value.ok || !isRecord(value.value)) {
		throw invalid({ custom_fields: ['A JSON object is required.'] });
	}
	return value.value;
}

function found(invoice: Invoice, search: string): boolean {
	return [invoice.number, invoice.ottimate_vendor_name, invoice.purchase_order].some(
		(text) => text?.toLowerCase().includes(search) ?? false,
	);
}

function filters(call: Call): Array<(invoice: Invoice) => boolean> {
	const user = call.whole('last_modified_user_id');
	const status = call.oneOf('status', invoiceStatuses);
	const payment = call.oneOf('payment_status', paymentStatuses);
	const places = locationsFilter(call);
	const vendor = call.whole('ottimate_vendor_id');
	const ids = call.list('invoice_ids');
	const search = call.text('search')?.toLowerCase();
	const custom = customFilter(call);
	return [
		(row) => user === undefined || row.modifiedBy.id === user,
		(row) => status === undefined || row.status === status,
		(row) => payment === undefined || row.payment_status === payment,
		(row) => places === undefined || places.includes(row.ottimate_location_id),
		(row) => vendor === undefined || row.vendor === vendor,
		(row) => ids === undefined || ids.includes(row.id),
		(row) => search === undefined || found(row, search),
		(row) =>
			custom === undefined ||
			Object.entries(custom).every(([key, value]) => row.custom_fields[key] === value),
	];
}

/** With `expand` one of the two windows must have a start; its missing end means now. */
function expandedWindow(call: Call): { from?: number; to?: number } {
	const created = bound(call, 'date_from');
	const name = created === undefined ? 'last_modified_date' : 'date';
	return { from: bound(call, `${name}_from`), to: bound(call, `${name}_to`) ?? call.now };
}

function list(call: Call) {
	const expanded = itemsExpanded(call, expandedWindow(call));
	const tests = filters(call);
	const kept = state.invoices.filter((row) => tests.every((test) => test(row)));
	const created = between(call, kept, { from: 'date_from', to: 'date_to' }, (row) => row.created);
	const names = { from: 'last_modified_date_from', to: 'last_modified_date_to' };
	const rows = between(call, created, names, (row) => row.modified);
	rows.sort((left, right) => right.created - left.created);
	const { count, rows: shown } = paged(call, rows, { size: 20, max: 100 });
	const results = shown.map((row) => listView(row, expanded));
	return { status: 200, body: { version: version(call), count, results } };
}

function detail(call: Call) {
	const invoice = namedInvoice(call);
	const parts = call.list('expand') ?? [];
	const unknown = parts.find((part) => part !== 'history' && part !== 'gl_splits');
	if (unknown !== undefined) throw invalid({ expand: [`"${unknown}" is not a valid choice.`] });
	const stale = call.context.config('ottimate').variant === 'stale-detail';
	const key = [invoice.id, ...parts].join(' ');
	const cached = state.details.get(key);
	if (stale && cached && call.now - cached.at < cachedMs) {
		return { status: 200, body: cached.body };
	}
	const body = detailView(call, invoice, parts);
	state.details.set(key, { at: call.now, body });
	return { status: 200, body };
}

function approvers(call: Call) {
	const invoice = namedInvoice(call);
	const waiting = invoice.status === 'pending-approval';
	const rows = [
		{ id: '8', email: 'chef@example.com', display_name: 'Bruno Chef' },
		{ id: '9', email: 'controller@example.com', display_name: 'Cleo Marsh' },
	].map((approver, at) => ({
		id: String(invoice.serial * 10 + at),
		approver,
		policy: at === 0 ? { id: '3', name: 'Above 100' } : null,
		created_date: moment('created_date', invoice.created).created_date,
	}));
	return { status: 200, body: { version: version(call), approvers: waiting ? rows : [] } };
}

function flag(call: Call) {
	const invoice = namedInvoice(call);
	const body = call.request.raw_body.length > 0 ? call.object() : {};
	check(body, {}, { flagging_reason: 'text' });
	invoice.status = 'incomplete';
	note(call, invoice, 'flagged', textOr(body.flagging_reason, 'Sent back to review'));
	return {
		status: 200,
		body: {
			version: version(call),
			success: true,
			message: 'Invoice flagged',
			invoice: { id: invoice.id, invoice_number: invoice.number, status: invoice.status },
		},
	};
}

async function change(call: Call) {
	const invoice = namedInvoice(call);
	const body = call.object();
	if (body.items !== undefined && !isArray(body.items)) {
		throw invalid({ items: ['Expected a list of items.'] });
	}
	const processed = await changeInvoice(call, invoice, body);
	const shown = detailView(call, invoice, ['gl_splits', 'history']);
	return {
		status: 200,
		body: { ...shown, items_processing_result: processed ?? null },
	};
}

export const invoiceOperations: Operation[] = [
	{ method: 'GET', path: '/invoices', work: list },
	{ method: 'GET', path: '/invoices/{id}', work: detail },
	{ method: 'PATCH', path: '/invoices/{id}', work: change },
	{ method: 'GET', path: '/invoices/{id}/approvers', work: approvers },
	{ method: 'POST', path: '/invoices/{id}/flag', work: flag },
];
