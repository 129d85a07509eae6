import type { IDataObject } from 'n8n-workflow';

import { isRecord, valueAt, wordsAt } from '../../transport/reply';
import type { Outcome } from '../../transport/types';
import { codeWritten, hintOf } from './hints';

const WORDS = ['errorMsg', 'otoErrorMessage', 'message'];

/** OTO's words for a record that it refused, and what to do, without a full stop: more can follow. */
function failureOf(entry: IDataObject): string {
	const printed = wordsAt(entry, ['otoErrorCode']);
	const words = wordsAt(entry, WORDS) ?? 'OTO refused this order';
	if (!printed) return words;
	const code = codeWritten(printed);
	const hint = hintOf(code);
	return hint === undefined ? `${words} [${code}]` : `${words} [${code}]. ${hint.slice(0, -1)}`;
}

function recordsIn(value: unknown): IDataObject[] {
	return Array.isArray(value) ? value.filter(isRecord) : [];
}

function idsOf(entry: IDataObject): string[] {
	return Array.isArray(entry.orderIds) ? entry.orderIds.map(String) : [];
}

/**
 * `{ result: [{}, { success, orderIds: [..] }] }`: entries name the orders that they speak of. An order that none of them names
 * is not known to have changed; the words of a refusal that names no order are taken for it.
 */
export function statusOutcomes(body: unknown, sent: readonly unknown[]): Outcome[] {
	const entries = recordsIn(valueAt(body, 'result'));
	const nameless = entries.find((entry) => entry.success === false && idsOf(entry).length === 0);
	return sent.map((id, record) => {
		const orderId = String(id);
		const entry = entries.find((one) => idsOf(one).includes(orderId)) ?? nameless;
		const json = { orderId };
		if (!entry) return { json, record, failure: 'OTO does not say that it changed this order' };
		if (entry.success === true) return { json: { orderId, success: true }, record };
		return { json, record, failure: failureOf(entry) };
	});
}

/** `{ "<OTO ID>": { success, otoId } }`. */
export function driverOutcomes(body: unknown, sent: readonly unknown[]): Outcome[] {
	return sent.map((id, record) => {
		const orderId = String(id);
		const entry = isRecord(body) ? body[orderId] : undefined;
		const json = { orderId };
		if (!isRecord(entry)) {
			return { json, record, failure: 'OTO does not say that it assigned this order' };
		}
		if (entry.success === true) return { json: { orderId, ...entry }, record };
		return { json, record, failure: failureOf(entry) };
	});
}

/** A split order comes back as several: one item for each of them, all with the warnings. */
export function orderOutcomes(body: unknown): Outcome[] {
	if (!isRecord(body)) return [];
	const { otoIds, ...rest } = body;
	if (!Array.isArray(otoIds) || otoIds.length === 0) return [{ json: body }];
	return otoIds.map((otoId) => ({ json: { otoId, ...rest } }));
}

/** Warehouses and branches come in two lists; each location says which of the two it is. */
export function locationRows(body: unknown): IDataObject[] {
	const lists = { warehouse: 'warehouses', branch: 'branches' };
	return Object.entries(lists).flatMap(([type, key]) =>
		recordsIn(valueAt(body, key)).map((location) => ({ type, ...location })),
	);
}

/** `{ stock: { "<sku>": [..] } }`: one row per SKU and location; a SKU without stock is a row with nothing but its name. */
export function stockRows(body: unknown): IDataObject[] {
	const stock = valueAt(body, 'stock');
	if (!isRecord(stock)) return [];
	return Object.entries(stock).flatMap(([sku, rows]) => {
		const found = recordsIn(rows);
		return found.length > 0 ? found.map((row) => ({ sku, ...row })) : [{ sku, found: false }];
	});
}

/** Cities as plain texts. */
export function cityRows(body: unknown): IDataObject[] {
	const cities = valueAt(body, 'cities');
	return Array.isArray(cities) ? cities.map((name) => ({ name: String(name) })) : [];
}
