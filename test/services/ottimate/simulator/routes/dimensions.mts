import type { JsonObject } from '../../../../sandbox/core/wire.mts';
import type { Call } from '../call.mts';
import { invalid, notFound } from '../call.mts';
import type { Shape } from '../fields.mts';
import { check, faultsOf, objectsOf, textOr } from '../fields.mts';
import { paged } from '../paging.mts';
import type { Dimension } from '../records.mts';
import { dimensionTypes } from '../records.mts';
import type { Operation } from '../serve.mts';
import { version } from '../serve.mts';
import { nextNumber, state } from '../state.mts';
import { companyFilter, ownCompany } from '../tenant.mts';

const needed: Shape = {
	erp_type: 'text',
	ottimate_type: dimensionTypes,
	name: 'text',
	code: 'text',
	reference_id: 'text',
	erp_dimension_id: 'text',
};

function fieldsOf(body: JsonObject) {
	return {
		erp_type: textOr(body.erp_type, ''),
		ottimate_type: textOr(body.ottimate_type, ''),
		name: textOr(body.name, ''),
		code: textOr(body.code, ''),
		reference_id: textOr(body.reference_id, ''),
		erp_dimension_id: textOr(body.erp_dimension_id, ''),
	};
}

function add(company: number, body: JsonObject): Dimension {
	const seeds = state.dimensions.map((row) => Number(row.id.slice(4)));
	const dimension: Dimension = {
		id: `dim_${nextNumber('dimension', seeds)}`,
		ottimate_company_id: company,
		...fieldsOf(body),
	};
	state.dimensions.push(dimension);
	return dimension;
}

const known = (company: number, body: JsonObject): Dimension | undefined =>
	state.dimensions.find(
		(row) =>
			row.ottimate_company_id === company &&
			row.erp_type === body.erp_type &&
			row.erp_dimension_id === body.erp_dimension_id,
	);

function list(call: Call) {
	const company = companyFilter(call);
	const type = call.text('erp_type');
	call.oneOf('detail', ['basic']);
	const own = state.dimensions.filter(
		(row) =>
			(company === undefined || row.ottimate_company_id === company) &&
			(type === undefined || row.erp_type === type),
	);
	const { count, page, limit, rows } = paged(call, own, { size: 20 });
	return { status: 200, body: { version: version(call), count, page, limit, dimensions: rows } };
}

function create(call: Call) {
	const body = call.object();
	check(body, { ottimate_company_id: 'integer', ...needed });
	const company = ownCompany(body.ottimate_company_id).id;
	if (known(company, body)) throw invalid({ erp_dimension_id: ['This dimension exists.'] });
	return { status: 201, body: { version: version(call), ...add(company, body) } };
}

function bulk(call: Call) {
	const body = call.object();
	check(body, { ottimate_company_id: 'integer', dimensions: 'list' });
	const company = ownCompany(body.ottimate_company_id).id;
	const rows = objectsOf(body.dimensions, 'dimensions');
	if (rows.length > 100) throw invalid({ dimensions: ['At most 100 dimensions.'] });
	const created: JsonObject[] = [];
	const updated: JsonObject[] = [];
	const errors: JsonObject[] = [];
	for (const row of rows) {
		const before = known(company, row);
		if (Object.keys(faultsOf(row, needed)).length > 0) {
			errors.push({ id: before?.id ?? null, name: row.name ?? null });
		} else if (before) {
			Object.assign(before, fieldsOf(row));
			updated.push({ id: before.id, name: before.name });
		} else {
			const { id, name } = add(company, row);
			created.push({ id, name });
		}
	}
	return {
		status: 201,
		body: {
			version: version(call),
			success_count: created.length + updated.length,
			created_count: created.length,
			updated_count: updated.length,
			error_count: errors.length,
			created,
			updated,
			errors,
		},
	};
}

function one(call: Call) {
	const dimension = state.dimensions.find((row) => row.id === call.id());
	if (!dimension) throw notFound('Dimension');
	return { status: 200, body: { version: version(call), dimension } };
}

export const dimensionOperations: Operation[] = [
	{ method: 'GET', path: '/dimensions', work: list },
	{ method: 'POST', path: '/dimensions', work: create, idempotent: true },
	{ method: 'GET', path: '/dimensions/{id}', work: one },
	{ method: 'POST', path: '/dimensions/bulk', work: bulk, idempotent: true },
];
