import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../transport/core/json';
import type { ItemContext } from '../shared/input/item-context';

function inOrder(item: ItemContext, { date_from: from, date_to: to }: IDataObject): void {
	if (typeof from !== 'string' || typeof to !== 'string' || from <= to) return;
	throw item.problem('"Date From" is after "Date To"', `Got ${from} and ${to}. Swap them.`);
}

function object(item: ItemContext, label: string, value: unknown): IDataObject {
	if (isRecord(value)) return value;
	throw item.problem(`"${label}" must be a JSON object`, 'Write it as {"name": "value"}.');
}

export function bookingList(item: ItemContext, values: IDataObject): IDataObject {
	inOrder(item, values);
	return values;
}

export function invoiceList(item: ItemContext, values: IDataObject): IDataObject {
	inOrder(item, values);
	return values;
}

export function bookingShape(item: ItemContext, values: IDataObject): IDataObject {
	const { configuration } = values;
	if (configuration !== undefined) object(item, 'Configuration', configuration);
	return values;
}

/** The email without the blanks that come with a copied one. */
export function trimmedEmail(_item: ItemContext, values: IDataObject): IDataObject {
	const { email } = values;
	return typeof email === 'string' ? { ...values, email: email.trim() } : values;
}
