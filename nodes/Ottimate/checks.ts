import type { IDataObject } from 'n8n-workflow';

import {
	CATALOG_RECORDS_PER_CALL,
	LINES_WINDOW_DAYS,
} from '../../providers/ottimate/endpoints/shared';
import { isRecord } from '../../transport/reply';
import type { ItemContext } from '../shared/form';

const DAY_MS = 86_400_000;
const WINDOW = `Ottimate gives lines for at most ${LINES_WINDOW_DAYS} days at a time. Ask for several windows, or leave "Expand" out.`;

function timeOf(value: unknown): number | undefined {
	const time = typeof value === 'string' ? Date.parse(value) : NaN;
	return Number.isNaN(time) ? undefined : time;
}

function checkWindow(item: ItemContext, from: number, to: number): void {
	if (to - from <= LINES_WINDOW_DAYS * DAY_MS) return;
	const days = Math.ceil((to - from) / DAY_MS);
	throw item.problem(
		`"Expand" with items allows a window of ${LINES_WINDOW_DAYS} days, this one has ${days}`,
		WINDOW,
	);
}

/** Invoices with their lines need a from-date at most so many days before the to-date, which is now where it is empty. */
export function invoiceLinesWindow(item: ItemContext, values: IDataObject): IDataObject {
	if (values.expand !== 'items') return values;
	const windows = [
		{ from: timeOf(values.date_from_utc), to: timeOf(values.date_to_utc) },
		{
			from: timeOf(values.last_modified_date_from_utc),
			to: timeOf(values.last_modified_date_to_utc),
		},
	];
	const [first] = windows.filter(({ from }) => from !== undefined);
	if (first?.from === undefined) {
		throw item.problem('"Expand" with items needs "Created Since" or "Modified Since"', WINDOW);
	}
	checkWindow(item, first.from, first.to ?? Date.now());
	return values;
}

/** Orders and receipts with their lines need both dates, at most so many days apart. */
export function documentLinesWindow(item: ItemContext, values: IDataObject): IDataObject {
	if (values.expand !== 'items') return values;
	const [from, to] = [timeOf(values.date_from), timeOf(values.date_to)];
	if (from === undefined || to === undefined) {
		throw item.problem('"Expand" with items needs both "Date From" and "Date To"', WINDOW);
	}
	checkWindow(item, from, to);
	return values;
}

/** Ottimate filters vendors by their last change within one company only. */
export function changedVendors(item: ItemContext, values: IDataObject): IDataObject {
	const changed = Object.keys(values).some((name) => name.startsWith('last_modified_date_'));
	if (!changed || values.ottimate_company_id !== undefined) return values;
	throw item.problem(
		'"Modified Since" and "Modified Until" need a "Company"',
		'Add the filter "Company": Ottimate lists changed vendors of one company only.',
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
			'Leave dimensions out to keep those of the line.',
		);
	}
	const wrong = entries.find(([, code]) => typeof code !== 'string');
	if (wrong) {
		throw item.problem(
			`"Lines": dimension ${wrong[0]} of line ${number} must be an ERP code as text`,
			'Answers of Ottimate show a dimension as an object; send its code alone, such as {"DEPARTMENT": "DEPT-001"}.',
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

/** Digits as the number that the reference wants, a UUID as it is. */
export function markedInvoice(item: ItemContext, record: IDataObject): IDataObject {
	const { invoice_id: id } = record;
	const text = typeof id === 'string' ? id.trim() : id;
	if (text === undefined || text === null || text === '') {
		throw item.problem(
			'An invoice to mark has no "invoice_id"',
			'Each record needs an invoice_id; set "Records From" to "Fields Below" to take it from an expression.',
		);
	}
	const digits = typeof text === 'string' && /^\d{1,15}$/.test(text);
	return { ...record, invoice_id: digits ? Number(text) : text };
}

/** A body of which only the size is known. */
export function catalogBody(item: ItemContext, values: IDataObject): IDataObject {
	const { body } = values;
	if (!Array.isArray(body) && !isRecord(body)) {
		throw item.problem('"Body (JSON)" must be a list or an object', 'It is sent as it is.');
	}
	const lists = Array.isArray(body) ? [body] : Object.values(body).filter(Array.isArray);
	const longest = Math.max(0, ...lists.map(({ length }) => length));
	if (longest > CATALOG_RECORDS_PER_CALL) {
		throw item.problem(
			`"Body (JSON)" has ${longest} records, Ottimate takes ${CATALOG_RECORDS_PER_CALL} in one request`,
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
