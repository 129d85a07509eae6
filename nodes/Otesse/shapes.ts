import type { IDataObject } from 'n8n-workflow';

import { LINE, lineParts } from '../../providers/otesse/endpoints/invoices';
import { isRecord } from '../../transport/reply';
import type { ItemContext } from '../shared/form';
import { camel } from '../shared/names';

/** A whole number of cents, also from text. */
function cents(item: ItemContext, label: string, value: unknown): number {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof number === 'number' && Number.isInteger(number)) return number;
	throw item.problem(
		`"${label}" needs a whole number of cents`,
		`It is ${JSON.stringify(value)}. Write 150.00 as 15000.`,
	);
}

function inOrder(item: ItemContext, { date_from: from, date_to: to }: IDataObject): void {
	if (typeof from !== 'string' || typeof to !== 'string' || from <= to) return;
	throw item.problem('"Date From" is after "Date To"', `They are ${from} and ${to}.`);
}

function object(item: ItemContext, label: string, value: unknown): IDataObject {
	if (isRecord(value)) return value;
	throw item.problem(`"${label}" needs a JSON object`, 'Write it as {"name": "value"}.');
}

export function bookingList(item: ItemContext, values: IDataObject): IDataObject {
	inOrder(item, values);
	return values;
}

export function invoiceList(item: ItemContext, values: IDataObject): IDataObject {
	inOrder(item, values);
	const { min_amount: min, max_amount: max } = values;
	if (min !== undefined) cents(item, 'Minimum Amount (Cents)', min);
	if (max !== undefined) cents(item, 'Maximum Amount (Cents)', max);
	return values;
}

export function bookingShape(item: ItemContext, values: IDataObject): IDataObject {
	const { configuration } = values;
	if (configuration !== undefined) object(item, 'Configuration', configuration);
	return values;
}

/** An object that is given as JSON, part by part, or both; parts win. */
function merged(item: ItemContext, label: string, json: unknown, parts: unknown): IDataObject {
	const whole = json === undefined ? {} : object(item, label, json);
	const filled = Object.entries(isRecord(parts) ? parts : {}).filter(([, part]) => part !== '');
	return { ...whole, ...Object.fromEntries(filled) };
}

function withParts(
	item: ItemContext,
	values: IDataObject,
	name: 'address' | 'preferences',
	parameter: string,
): IDataObject {
	const { [name]: json, ...others } = values;
	const label = `${name === 'address' ? 'Address' : 'Preferences'} (JSON)`;
	const whole = merged(item, label, json, item.parameter(parameter));
	return json === undefined && Object.keys(whole).length === 0
		? others
		: { ...others, [name]: whole };
}

export function customerShape(item: ItemContext, given: IDataObject): IDataObject {
	const { email } = given;
	const values = typeof email === 'string' ? { ...given, email: email.trim() } : given;
	return 'id' in values
		? withParts(item, values, 'preferences', 'preferenceFields')
		: withParts(item, values, 'address', 'addressFields');
}

/** A line as it was filled in, by the wire names of its parts. */
function filledLine(line: unknown): IDataObject {
	const given = isRecord(line) ? line : {};
	return Object.fromEntries(lineParts.map(({ name }) => [name, given[camel(name)]]));
}

function lineOf(item: ItemContext, line: unknown): IDataObject {
	const filled = filledLine(line);
	const { [LINE.description]: description, [LINE.quantity]: quantity } = filled;
	if (typeof description !== 'string' || description.trim() === '') {
		throw item.problem('"Description" of a line item is empty', 'Say what the line is for.');
	}
	const count = Number(quantity);
	if (!Number.isFinite(count) || quantity === '') {
		throw item.problem('"Quantity" of a line item needs a number');
	}
	const price = cents(item, 'Unit Price (Cents)', filled[LINE.price]);
	return { ...filled, [LINE.quantity]: count, [LINE.price]: price };
}

function linesOf(item: ItemContext, json: unknown): IDataObject[] {
	const list = json === undefined ? [] : json;
	if (!Array.isArray(list) || !list.every(isRecord)) {
		throw item.problem(
			'"Line Items (JSON)" needs a list of objects',
			'Write it as [{"description": "Deep cleaning", "quantity": 1, "unit_price": 15000}].',
		);
	}
	for (const { [LINE.price]: price } of list) {
		if (price !== undefined) cents(item, 'Line Items (JSON)', price);
	}
	return list;
}

export function invoiceShape(item: ItemContext, values: IDataObject): IDataObject {
	const { line_items: json, ...others } = values;
	const given = item.parameter('lines');
	const entered = isRecord(given) && Array.isArray(given.line) ? given.line : [];
	const lines = [...entered.map((line) => lineOf(item, line)), ...linesOf(item, json)];
	return lines.length === 0 ? others : { ...others, line_items: lines };
}
