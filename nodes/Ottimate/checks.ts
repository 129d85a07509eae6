import type { IDataObject } from 'n8n-workflow';

import { CATALOG_RECORDS_PER_CALL, counted } from '../../providers/ottimate/endpoints/shared';
import { isRecord } from '../../transport/core/json';
import type { ItemContext, Shape } from '../shared/input/item-context';

/** Ottimate filters vendors by their last change within one company only. */
export function changedVendors(item: ItemContext, values: IDataObject): IDataObject {
	const changed = Object.keys(values).some((name) => name.startsWith('last_modified_date_'));
	if (!changed || values.ottimate_company_id !== undefined) return values;
	throw item.problem(
		'"Modified Since" and "Modified Until" need a "Company"',
		'Add the filter "Company": Ottimate lists changed vendors per company only.',
	);
}

function listOf(item: ItemContext, value: unknown, label: string): IDataObject[] {
	if (Array.isArray(value) && value.every(isRecord)) return value;
	throw item.problem(`"${label}" must be a list of objects`, 'Write it as [{"name": "value"}].');
}

/** What a request wants of a line's dimensions is not what answers show: codes instead of records. */
function checkOrderDimensions(item: ItemContext, line: IDataObject, number: number): void {
	const { dimensions } = line;
	if (dimensions === undefined || dimensions === null) return;
	if (!isRecord(dimensions)) {
		throw item.problem(
			`"Lines": the dimensions of line ${number} must be an object`,
			'Write it as {"DEPARTMENT": "DEPT-001"}.',
		);
	}
	const entries = Object.entries(dimensions);
	if (entries.length === 0) {
		throw item.problem(
			`"Lines": the dimensions of line ${number} are empty, which Ottimate refuses`,
			'Leave "dimensions" out to keep those of the line.',
		);
	}
	const wrong = entries.find(([, code]) => typeof code !== 'string');
	if (wrong) {
		throw item.problem(
			`"Lines": dimension ${wrong[0]} of line ${number} must be an ERP code as text`,
			'Ottimate returns dimensions as objects but accepts only their codes, such as {"DEPARTMENT": "DEPT-001"}.',
		);
	}
}

/** Lines of a purchase order. */
export function checkedOrderLines(item: ItemContext, values: IDataObject): IDataObject {
	if (values.items === undefined) return values;
	listOf(item, values.items, 'Lines (JSON)').forEach((line, at) =>
		checkOrderDimensions(item, line, at + 1),
	);
	return values;
}

/** Lines of a receipt or an invoice. */
export function checkedLines(item: ItemContext, values: IDataObject): IDataObject {
	if (values.items !== undefined) listOf(item, values.items, 'Lines (JSON)');
	return values;
}

/** What the calls that mark invoices take of each of them. */
const EXPORTED = ['invoice_id', 'marked_reason', 'export_transaction_id'];
const UNEXPORTED = ['invoice_id', 'marked_reason'];

/** Of an input item, such as an invoice of "Get Ready for Export", only what the call takes; its "id" stands in for "invoice_id". */
function markOf(item: ItemContext, record: IDataObject, taken: readonly string[]): IDataObject {
	if (item.parameter('recordsFrom') !== 'items') return record;
	const named = { ...record, invoice_id: record.invoice_id ?? record.id };
	return Object.fromEntries(
		Object.entries(named).filter(([name, value]) => taken.includes(name) && value !== undefined),
	);
}

/** Digits as the number that the reference wants, a UUID as it is. */
function marked(item: ItemContext, given: IDataObject, taken: readonly string[]): IDataObject {
	const record = markOf(item, given, taken);
	const { invoice_id: id } = record;
	const text = typeof id === 'string' ? id.trim() : id;
	if (text === undefined || text === null || text === '') {
		throw item.problem(
			'An invoice to mark has no "invoice_id"',
			'Add "invoice_id" to each record, or set "Records From" to "Fields Below" and enter it in "Invoice ID".',
		);
	}
	const digits = typeof text === 'string' && /^\d{1,15}$/.test(text);
	return { ...record, invoice_id: digits ? Number(text) : text };
}

export const exportedInvoice: Shape = (item, record) => marked(item, record, EXPORTED);

export const unexportedInvoice: Shape = (item, record) => marked(item, record, UNEXPORTED);

/** A body of which only the size is known. */
export function catalogBody(item: ItemContext, values: IDataObject): IDataObject {
	const { body } = values;
	if (!Array.isArray(body) && !isRecord(body)) {
		throw item.problem(
			'"Body (JSON)" must be a list or an object',
			'It is sent unchanged. Write it as [{"name": "value"}] or {"name": "value"}.',
		);
	}
	const lists = Array.isArray(body) ? [body] : Object.values(body).filter(Array.isArray);
	const longest = Math.max(0, ...lists.map(({ length }) => length));
	if (longest > CATALOG_RECORDS_PER_CALL) {
		throw item.problem(
			`"Body (JSON)" has ${counted(longest)} records, but Ottimate accepts ${counted(CATALOG_RECORDS_PER_CALL)} per request`,
			'Split them with a Loop Over Items node.',
		);
	}
	return values;
}

/** The API reference asks for a number where all other endpoints have a text such as `cte_1`; digits are taken for that number. */
export function allowanceEntry(_item: ItemContext, values: IDataObject): IDataObject {
	const { catalog_entry_id: id } = values;
	return typeof id === 'string' && /^\d{1,15}$/.test(id)
		? { ...values, catalog_entry_id: Number(id) }
		: values;
}

/** IDs among the records sent that are not the numbers that the API reference asks for. */
function textsAt(sent: readonly unknown[], name: string): unknown[] {
	return sent.flatMap((record) =>
		isRecord(record) && typeof record[name] === 'string' ? [record[name]] : [],
	);
}

export function markAdvice(sent: readonly unknown[]): string | undefined {
	const [id] = textsAt(sent, 'invoice_id');
	if (id === undefined) return undefined;
	return `Ottimate's reference asks for a whole number as "Invoice ID" here, but ${String(id)} is not one. Invoice lists return UUIDs only; the number at the end of an invoice's "url" may be the one it wants. Test it with one invoice, or ask your Ottimate partner manager.`;
}

export function allowanceAdvice(sent: readonly unknown[]): string | undefined {
	const [id] = textsAt(sent, 'catalog_entry_id');
	if (id === undefined) return undefined;
	return `Ottimate's reference asks for a whole number as "Catalog Entry" here, but ${String(id)} is not one, and entry lists return no such number. Ask your Ottimate partner manager for it, or add the allowance with "Create or Update" of the resource Catalog Entry.`;
}
