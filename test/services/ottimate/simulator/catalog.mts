import { isRecord } from '../../../sandbox/core/body.mts';
import type { JsonObject } from '../../../sandbox/core/wire.mts';
import { isArray, isoSecond } from '../../../sandbox/core/wire.mts';
import type { Call } from './call.mts';
import { invalid } from './call.mts';
import { moment } from './dates.mts';
import type { Allowance, CatalogEntry, CatalogPrice, Scope } from './records.mts';
import { scopes } from './records.mts';
import { state } from './state.mts';

/** Amounts of the catalog are decimal texts in answers. */
export const decimal = (amount: number | null): string | null =>
	amount === null ? null : amount.toFixed(2);

const targetNumbers: Record<Scope, number> = { company: 10, location_group: 15, location: 20 };
const priceTypes: Record<Scope, number> = { company: 1, location_group: 2, location: 3 };

export const scopeOf = (value: unknown): Scope =>
	scopes.find((scope) => scope === value) ?? 'company';

export function basicView(entry: CatalogEntry): JsonObject {
	return {
		id: entry.id,
		ottimate_company_id: entry.ottimate_company_id,
		reference_id: entry.reference_id,
		item_name: entry.item_name,
		description: entry.description,
		sku: entry.sku,
		upc: entry.upc,
		buying_format: entry.buying_format,
		pack_size: entry.pack_size,
		uom: entry.uom,
		price: decimal(entry.price),
		unit_price: decimal(entry.unit_price),
		last_purchased_price: decimal(entry.last_purchased_price),
		erp_vendor_id: entry.erp_vendor_id,
		erp_vendor_name: entry.erp_vendor_name,
		ottimate_vendor_name: entry.erp_vendor_name,
		is_split_case: entry.is_split_case,
		...moment('last_purchased_date', entry.lastPurchased),
		...moment('created_date', entry.created),
		...moment('last_modified_date', entry.modified),
	};
}

/** A price as its own endpoint shows it: `start_date` without a twin. */
export function priceView(price: CatalogPrice): JsonObject {
	return {
		id: String(price.id),
		price: decimal(price.price),
		unit_price: decimal(price.unit_price),
		price_type: priceTypes[price.scope],
		price_type_display: price.scope,
		ottimate_location_id: price.ottimate_location_id,
		ottimate_group_id: price.ottimate_group_id,
		start_date: isoSecond(price.start),
		end_date: price.end === null ? null : isoSecond(price.end),
		reference_id: price.reference_id,
		...moment('created_date', price.created),
		...moment('last_modified_date', price.modified),
	};
}

export function allowanceView(allowance: Allowance): JsonObject {
	return {
		id: String(allowance.id),
		allowance_type: allowance.allowance_type,
		amount: decimal(allowance.amount),
		unit_allowance: decimal(allowance.unit_allowance),
		target: targetNumbers[allowance.target],
		target_type: allowance.target,
		ottimate_location_id: allowance.ottimate_location_id,
		...moment('start_date', allowance.start),
		...moment('end_date', allowance.end),
		reference_id: allowance.reference_id,
		...moment('created_date', allowance.created),
		...moment('last_modified_date', allowance.modified),
	};
}

export function fullView(entry: CatalogEntry, warnings: string[] = []): JsonObject {
	const prices = state.prices.filter((row) => row.entry === entry.id);
	const allowances = state.allowances.filter((row) => row.entry === entry.id);
	return {
		...basicView(entry),
		dimensions: entry.dimensions,
		display_name: `${entry.item_name} (${entry.pack_size ?? 'no size'})`,
		prices: prices.map((row) => ({
			...priceView(row),
			...moment('start_date', row.start),
			...moment('end_date', row.end),
		})),
		allowances: allowances.map((row) => ({
			...allowanceView(row),
			ottimate_group_id: row.ottimate_group_id,
		})),
		warnings: warnings.map((message) => ({ message })),
	};
}

/** The start of a day, or a moment; bodies are checked before. */
export const timeOf = (value: unknown): number | null =>
	typeof value === 'string' ? Date.parse(value) : null;

/** Whether a price or an allowance holds on the day that the filter names. */
export function isEffective(row: { start: number; end: number | null }, day: string): boolean {
	const time = Date.parse(day);
	return row.start <= time && (row.end === null || row.end >= time);
}

/** The rows of a bulk body, whose form nobody has written down: an array, or the list in an object. */
export function bulkRows(call: Call): JsonObject[] {
	const body = call.json();
	const list = isArray(body)
		? body
		: isRecord(body)
			? Object.values(body).find((value) => isArray(value))
			: undefined;
	if (!isArray(list) || list.length === 0) throw invalid('A list of items is required.');
	if (list.length > 1000) throw invalid('At most 1000 items.');
	const company = isRecord(body) ? body.ottimate_company_id : undefined;
	return list.map((row) => {
		if (!isRecord(row)) throw invalid('Every item must be an object.');
		return company === undefined ? row : { ottimate_company_id: company, ...row };
	});
}
