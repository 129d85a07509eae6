import type { IDataObject } from 'n8n-workflow';

import type { RecordResult } from '../../transport/contracts/endpoint';
import { isRecord, valueAt, wordsAt } from '../../transport/core/json';
import { codeWritten, hintOf } from './hints';

const WORDS = ['errorMsg', 'otoErrorMessage', 'message'];

/** OTO's words for an order that it refused, without a full stop as more can follow, and what to do. */
function failureOf(entry: IDataObject, orderId: string): Pick<RecordResult, 'failure' | 'details'> {
	const printed = wordsAt(entry, ['otoErrorCode']);
	const words = wordsAt(entry, WORDS) ?? 'OTO refused this order';
	const code = printed === undefined ? undefined : codeWritten(printed);
	const hint = hintOf(code);
	const failure = [
		code === undefined ? words : `${words} [${code}]`,
		...(hint === undefined ? [] : [hint.slice(0, -1)]),
	].join('. ');
	return { failure, details: detailsOf(orderId, hint) };
}

function detailsOf(orderId: string, advice = 'Look the order up in OTO.'): string {
	return `Order ${orderId}: ${advice}`;
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
export function statusOutcomes(body: unknown, sent: readonly unknown[]): RecordResult[] {
	const entries = recordsIn(valueAt(body, 'result'));
	const nameless = entries.find((entry) => entry.success === false && idsOf(entry).length === 0);
	return sent.map((id, record) => {
		const orderId = String(id);
		const entry = entries.find((one) => idsOf(one).includes(orderId)) ?? nameless;
		const json = { orderId };
		if (!entry) {
			const failure = 'OTO does not say that it changed this order';
			return { json, record, failure, details: detailsOf(orderId) };
		}
		if (entry.success === true) return { json: { orderId, success: true }, record };
		return { json, record, ...failureOf(entry, orderId) };
	});
}

/** `{ "<OTO ID>": { success, otoId } }`. */
export function driverOutcomes(body: unknown, sent: readonly unknown[]): RecordResult[] {
	return sent.map((id, record) => {
		const orderId = String(id);
		const entry = isRecord(body) ? body[orderId] : undefined;
		const json = { orderId };
		if (!isRecord(entry)) {
			const failure = 'OTO does not say that it assigned this order';
			return { json, record, failure, details: detailsOf(orderId) };
		}
		if (entry.success === true) return { json: { orderId, ...entry }, record };
		return { json, record, ...failureOf(entry, orderId) };
	});
}

/** A split order comes back as several: one item for each of them, all with the warnings. */
export function orderOutcomes(body: unknown): RecordResult[] {
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
