import { isRecord } from '../../../../sandbox/core/body.mts';
import type { JsonObject } from '../../../../sandbox/core/wire.mts';
import { isArray } from '../../../../sandbox/core/wire.mts';
import { startBatch } from '../batches.mts';
import type { Call } from '../call.mts';
import { invalid, notFound } from '../call.mts';
import { basicView, bulkRows, fullView, scopeOf, timeOf } from '../catalog.mts';
import { entryKey } from '../data/catalog.mts';
import type { Shape } from '../fields.mts';
import { check, faultsOf, flagOr, numberOr, objectsOf, textOr } from '../fields.mts';
import { paged } from '../paging.mts';
import type { CatalogEntry } from '../records.mts';
import { scopes } from '../records.mts';
import type { Operation } from '../serve.mts';
import { version } from '../serve.mts';
import { nextNumber, state } from '../state.mts';
import { neededCompany, ownCompany } from '../tenant.mts';
import { vendorBy } from './vendors.mts';

const writable: Shape = {
	erp_vendor_name: 'text',
	description: 'text',
	original_description: 'text',
	sku: 'text',
	upc: 'text',
	buying_format: 'text',
	size: 'text',
	uom: 'text',
	price: 'number',
	unit_price: 'number',
	last_purchased_price: 'number',
	is_split_case: 'flag',
	authorized_vendor: 'flag',
	dimensions: 'list',
	properties: 'object',
	reference_id: 'text',
	catalog_unique_key: 'text',
};
const needs: Shape = {
	ottimate_company_id: 'integer',
	erp_vendor_id: 'text',
	item_name: 'text',
	prices: 'nullable-list',
	allowances: 'nullable-list',
};
const where: Shape = {
	ottimate_location_id: 'integer',
	ottimate_group_id: 'integer',
	start_date: 'moment',
	end_date: 'moment',
	reference_id: 'text',
	data: 'object',
};
const priceFields: Shape = { unit_price: 'number', price_type: scopes, ...where };
const allowanceFields: Shape = {
	allowance_type: 'text',
	unit_allowance: 'number',
	target: scopes,
	...where,
};

function named(call: Call): CatalogEntry {
	const entry = state.entries.find((row) => row.id === call.id());
	if (!entry) throw notFound('Catalog entry');
	return entry;
}

function sizeFilters(call: Call): Array<(entry: CatalogEntry) => boolean> {
	const texts: Array<[string, (entry: CatalogEntry) => string | null]> = [
		['erp_vendor_id', (entry) => entry.erp_vendor_id],
		['sku', (entry) => entry.sku],
		['upc', (entry) => entry.upc],
		['size', (entry) => entry.pack_size],
		['uom', (entry) => entry.uom],
	];
	const price = call.decimal('price');
	const unitPrice = call.decimal('unit_price');
	const format = call.text('buying_format');
	const search = call.text('search')?.toLowerCase();
	return [
		...texts.map(([name, value]) => {
			const wanted = call.text(name);
			return (entry: CatalogEntry) => wanted === undefined || value(entry) === wanted;
		}),
		(entry) => price === undefined || entry.price === price,
		(entry) => unitPrice === undefined || entry.unit_price === unitPrice,
		(entry) => format === undefined || entry.buying_format === (format === 'null' ? null : format),
		(entry) => search === undefined || entry.item_name.toLowerCase().includes(search),
	];
}

function list(call: Call) {
	const company = neededCompany(call);
	const parts = call.list('expand') ?? [];
	const unknown = parts.find((part) => part !== 'prices' && part !== 'allowances');
	if (unknown !== undefined) throw invalid({ expand: [`"${unknown}" is not a valid choice.`] });
	const tests = sizeFilters(call);
	const own = state.entries.filter(
		(entry) => entry.ottimate_company_id === company && tests.every((test) => test(entry)),
	);
	const { count, page, limit, rows } = paged(call, own, { size: 50, max: 100 });
	const results = rows.map((entry) => (parts.length > 0 ? fullView(entry) : basicView(entry)));
	return { status: 200, body: { count, page, per_page: limit, results } };
}

/** Written as a list of objects, each with a type and its name, and a code if there is one; read as an object by type. */
function dimensionsOf(list: unknown[]): JsonObject | null {
	const named = objectsOf(list, 'dimensions').map(({ code, ...types }) => {
		const [entry, ...more] = Object.entries(types);
		if (!entry || more.length > 0 || typeof entry[1] !== 'string') {
			throw invalid({ dimensions: ['One type with its name is needed in each.'] });
		}
		return [entry[0], { name: entry[1], code: textOr(code, null) }] as const;
	});
	return named.length === 0 ? null : Object.fromEntries(named);
}

function setFields(entry: CatalogEntry, body: JsonObject): void {
	entry.item_name = textOr(body.item_name, entry.item_name);
	entry.erp_vendor_id = textOr(body.erp_vendor_id, entry.erp_vendor_id);
	entry.erp_vendor_name =
		vendorBy(entry.ottimate_company_id, entry.erp_vendor_id)?.erp_vendor_name ??
		textOr(body.erp_vendor_name, entry.erp_vendor_name);
	entry.description = textOr(body.description, entry.description);
	entry.original_description = textOr(body.original_description, entry.original_description);
	entry.sku = textOr(body.sku, entry.sku);
	entry.upc = textOr(body.upc, entry.upc);
	entry.buying_format = textOr(body.buying_format, entry.buying_format);
	entry.pack_size = textOr(body.size, entry.pack_size);
	entry.uom = textOr(body.uom, entry.uom);
	entry.price = numberOr(body.price, entry.price);
	entry.unit_price = numberOr(body.unit_price, entry.unit_price);
	entry.last_purchased_price = numberOr(body.last_purchased_price, entry.last_purchased_price);
	entry.is_split_case = flagOr(body.is_split_case, entry.is_split_case);
	entry.authorized_vendor = flagOr(body.authorized_vendor, entry.authorized_vendor);
	entry.reference_id = textOr(body.reference_id, entry.reference_id);
	if (isArray(body.dimensions)) entry.dimensions = dimensionsOf(body.dimensions);
	if (isRecord(body.properties)) entry.properties = body.properties;
}

function addParts(call: Call, entry: CatalogEntry, body: JsonObject): void {
	const prices = body.prices === null ? [] : objectsOf(body.prices, 'prices');
	const allowances = body.allowances === null ? [] : objectsOf(body.allowances, 'allowances');
	for (const row of prices) check(row, { price: 'number' }, priceFields);
	for (const row of allowances) {
		check(row, { allowance: 'number', start_date: 'moment' }, allowanceFields);
	}
	for (const row of prices) addPrice(call, entry, row);
	for (const row of allowances) addAllowance(call, entry, { ...row, amount: row.allowance });
}

function partOf(call: Call, entry: CatalogEntry, body: JsonObject) {
	return {
		entry: entry.id,
		ottimate_company_id: entry.ottimate_company_id,
		ottimate_location_id: numberOr(body.ottimate_location_id, null),
		ottimate_group_id: numberOr(body.ottimate_group_id, null),
		start: timeOf(body.start_date) ?? call.now,
		end: timeOf(body.end_date),
		reference_id: textOr(body.reference_id, null),
		created: call.now,
		modified: call.now,
	};
}

export function addPrice(call: Call, entry: CatalogEntry, body: JsonObject) {
	const price = {
		id: nextNumber(
			'price',
			state.prices.map((row) => row.id),
		),
		...partOf(call, entry, body),
		price: numberOr(body.price, 0),
		unit_price: numberOr(body.unit_price, null),
		scope: scopeOf(body.price_type),
	};
	state.prices.push(price);
	return price;
}

export function addAllowance(call: Call, entry: CatalogEntry, body: JsonObject) {
	const allowance = {
		id: nextNumber(
			'allowance',
			state.allowances.map((row) => row.id),
		),
		...partOf(call, entry, body),
		allowance_type: textOr(body.allowance_type, 'allowance'),
		amount: numberOr(body.amount, 0),
		unit_allowance: numberOr(body.unit_allowance, null),
		target: scopeOf(body.target),
	};
	state.allowances.push(allowance);
	return allowance;
}

/** Makes an entry, or changes the one with the same key. */
function save(call: Call, body: JsonObject): { entry: CatalogEntry; warnings: string[] } {
	const company = ownCompany(body.ottimate_company_id).id;
	const parts = [body.erp_vendor_id, body.sku, body.size, body.item_name];
	const made = entryKey(parts.map((part) => textOr(part, null)));
	const key = textOr(body.catalog_unique_key, made);
	const known = state.entries.find((row) => row.ottimate_company_id === company && row.key === key);
	const numbers = state.entries.map((row) => Number(row.id.slice(4)));
	const entry: CatalogEntry = known ?? {
		id: `cte_${nextNumber('entry', numbers)}`,
		ottimate_company_id: company,
		key,
		reference_id: null,
		item_name: '',
		description: null,
		original_description: null,
		sku: null,
		upc: null,
		buying_format: null,
		pack_size: null,
		uom: null,
		price: null,
		unit_price: null,
		last_purchased_price: null,
		erp_vendor_id: '',
		erp_vendor_name: null,
		is_split_case: false,
		authorized_vendor: false,
		dimensions: null,
		properties: {},
		lastPurchased: null,
		created: call.now,
		modified: call.now,
	};
	setFields(entry, body);
	entry.modified = call.now;
	addParts(call, entry, body);
	if (!known) state.entries.push(entry);
	const warnings = body.description === undefined ? [] : ['description is deprecated'];
	return { entry, warnings };
}

function create(call: Call) {
	const body = call.object();
	check(body, needs, writable);
	const { entry, warnings } = save(call, body);
	return { status: 201, body: fullView(entry, warnings) };
}

function change(call: Call) {
	const entry = named(call);
	const body = call.object();
	check(body, {}, { erp_vendor_id: 'text', item_name: 'text', ...writable });
	setFields(entry, body);
	entry.modified = call.now;
	return { status: 200, body: fullView(entry) };
}

function saveOne(call: Call, row: JsonObject) {
	const body = { prices: null, allowances: null, ...row };
	const [fault] = Object.keys(faultsOf(body, needs, writable));
	if (fault !== undefined) return { result: null, message: `${fault} is invalid or missing` };
	return { result: save(call, body).entry.id, message: null };
}

export function bulkAnswer(
	call: Call,
	save: (row: JsonObject) => { result: unknown; message: string | null },
) {
	const rows = bulkRows(call);
	const batch = startBatch(
		call,
		rows.map((row) => () => save(row)),
	);
	return {
		status: 202,
		body: {
			version: version(call),
			status: 'processing',
			...batch,
			summary: { count: rows.length },
		},
	};
}

export const entryOperations: Operation[] = [
	{ method: 'GET', path: '/catalog/entries', work: list },
	{ method: 'POST', path: '/catalog/entries', work: create, idempotent: true },
	{
		method: 'GET',
		path: '/catalog/entries/{id}',
		work: (call) => ({ status: 200, body: fullView(named(call)) }),
	},
	{ method: 'PATCH', path: '/catalog/entries/{id}', work: change },
	{
		method: 'POST',
		path: '/catalog/entries/bulk',
		work: (call) => bulkAnswer(call, (row) => saveOne(call, row)),
		idempotent: true,
	},
];
