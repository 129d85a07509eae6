import type { JsonObject } from '../../../../sandbox/core/wire.mts';
import { isNumber } from '../../../../sandbox/core/wire.mts';
import type { Call } from '../call.mts';
import { invalid, notFound } from '../call.mts';
import { allowanceView, isEffective, priceView, scopeOf, timeOf } from '../catalog.mts';
import { dayBound } from '../dates.mts';
import type { Shape } from '../fields.mts';
import { check, faultsOf, numberOr, textOr } from '../fields.mts';
import { paged } from '../paging.mts';
import type { Allowance, CatalogEntry, CatalogPrice } from '../records.mts';
import { scopes } from '../records.mts';
import type { Operation } from '../serve.mts';
import { state } from '../state.mts';
import { locationFilter, neededCompany, ownCompany } from '../tenant.mts';
import { addAllowance, addPrice, bulkAnswer } from './entries.mts';

const allowanceTypes = ['allowance', 'discount', 'rebate'];
const where: Shape = {
	ottimate_location_id: 'integer',
	ottimate_group_id: 'integer',
	start_date: 'moment',
	end_date: 'moment',
	reference_id: 'text',
};
const allowanceFields: Shape = {
	allowance_type: allowanceTypes,
	amount: 'number',
	unit_allowance: 'number',
	target: scopes,
	...where,
};
const priceFields: Shape = { unit_price: 'number', price_type: scopes, ...where };
const priceNeeds: Shape = {
	ottimate_company_id: 'integer',
	catalog_entry_id: 'text',
	price: 'number',
	start_date: 'moment',
};
const allowanceNeeds: Shape = {
	ottimate_company_id: 'integer',
	catalog_entry_id: 'integer',
	amount: 'number',
	start_date: 'moment',
};

const owned = (row: { entry: string; ottimate_company_id: number }) => ({
	catalog_entry_id: row.entry,
	ottimate_company_id: row.ottimate_company_id,
});

const fullPrice = (price: CatalogPrice) => ({ ...priceView(price), ...owned(price) });
const fullAllowance = (row: Allowance) => ({ ...allowanceView(row), ...owned(row) });

function chosen<Row extends CatalogPrice | Allowance>(call: Call, rows: Row[]): Row[] {
	const company = neededCompany(call);
	const entry = call.text('catalog_entry_id');
	const location = locationFilter(call);
	const day = dayBound(call, 'effective_date');
	return rows.filter(
		(row) =>
			row.ottimate_company_id === company &&
			(entry === undefined || row.entry === entry) &&
			(location === undefined || row.ottimate_location_id === location) &&
			(day === undefined || isEffective(row, day)),
	);
}

/** The entry that a body names: a price by its ID, an allowance by its number. */
function entryOf(body: JsonObject): CatalogEntry {
	const company = ownCompany(body.ottimate_company_id).id;
	const given = body.catalog_entry_id;
	const id = isNumber(given) ? `cte_${given}` : given;
	const entry = state.entries.find((row) => row.id === id && row.ottimate_company_id === company);
	if (!entry) throw invalid({ catalog_entry_id: ['Unknown catalog entry.'] });
	return entry;
}

function listPrices(call: Call) {
	const scope = call.oneOf('price_type', scopes);
	const own = chosen(call, state.prices).filter(
		(row) => scope === undefined || row.scope === scope,
	);
	const { count, page, limit, rows } = paged(call, own, { size: 20 });
	return { status: 200, body: { count, page, per_page: limit, results: rows.map(fullPrice) } };
}

function createPrice(call: Call) {
	const body = call.object();
	check(body, priceNeeds, priceFields);
	return { status: 201, body: fullPrice(addPrice(call, entryOf(body), body)) };
}

function bulkPrice(call: Call, row: JsonObject) {
	const [fault] = Object.keys(faultsOf(row, priceNeeds, priceFields));
	if (fault !== undefined) return { result: null, message: `${fault} is invalid or missing` };
	const entry = entryOf(row);
	const start = timeOf(row.start_date);
	const known = state.prices.find(
		(price) =>
			price.entry === entry.id &&
			price.scope === scopeOf(row.price_type) &&
			price.start === start &&
			price.ottimate_location_id === numberOr(row.ottimate_location_id, null),
	);
	const price = known ?? addPrice(call, entry, row);
	return { result: String(price.id), message: null };
}

function listAllowances(call: Call) {
	const { count, rows } = paged(call, chosen(call, state.allowances), { size: 20 });
	return { status: 200, body: { count, results: rows.map(fullAllowance) } };
}

function createAllowance(call: Call) {
	const body = call.object();
	check(body, allowanceNeeds, allowanceFields);
	return { status: 201, body: fullAllowance(addAllowance(call, entryOf(body), body)) };
}

function bulkAllowance(call: Call, row: JsonObject) {
	const [fault] = Object.keys(faultsOf(row, allowanceNeeds, allowanceFields));
	if (fault !== undefined) return { result: null, message: `${fault} is invalid or missing` };
	return { result: String(addAllowance(call, entryOf(row), row).id), message: null };
}

function changeAllowance(call: Call) {
	const allowance = state.allowances.find((row) => String(row.id) === call.id());
	if (!allowance) throw notFound('Allowance');
	const body = call.object();
	check(body, {}, allowanceFields);
	allowance.allowance_type = textOr(body.allowance_type, allowance.allowance_type);
	allowance.amount = numberOr(body.amount, allowance.amount);
	allowance.unit_allowance = numberOr(body.unit_allowance, allowance.unit_allowance);
	if (body.target !== undefined) allowance.target = scopeOf(body.target);
	const place = numberOr(body.ottimate_location_id, allowance.ottimate_location_id);
	allowance.ottimate_location_id = place;
	allowance.ottimate_group_id = numberOr(body.ottimate_group_id, allowance.ottimate_group_id);
	allowance.start = timeOf(body.start_date) ?? allowance.start;
	allowance.end = timeOf(body.end_date) ?? allowance.end;
	allowance.modified = call.now;
	return { status: 200, body: fullAllowance(allowance) };
}

export const catalogPartOperations: Operation[] = [
	{ method: 'GET', path: '/catalog/allowances', work: listAllowances },
	{ method: 'POST', path: '/catalog/allowances', work: createAllowance, idempotent: true },
	{ method: 'PATCH', path: '/catalog/allowances/{id}', work: changeAllowance },
	{
		method: 'POST',
		path: '/catalog/allowances/bulk',
		work: (call) => bulkAnswer(call, (row) => bulkAllowance(call, row)),
		idempotent: true,
	},
	{ method: 'GET', path: '/catalog/prices', work: listPrices },
	{ method: 'POST', path: '/catalog/prices', work: createPrice, idempotent: true },
	{
		method: 'POST',
		path: '/catalog/prices/bulk',
		work: (call) => bulkAnswer(call, (row) => bulkPrice(call, row)),
		idempotent: true,
	},
];
