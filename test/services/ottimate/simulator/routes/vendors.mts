import type { JsonObject } from '../../../../sandbox/core/wire.mts';
import { foreign } from '../data/tenancy.mts';
import type { Call } from '../call.mts';
import { forbidden, invalid, notFound } from '../call.mts';
import { between, bound, moment } from '../dates.mts';
import type { Shape } from '../fields.mts';
import { check, faultsOf, objectsOf, textOr } from '../fields.mts';
import { paged } from '../paging.mts';
import type { Vendor } from '../records.mts';
import { paymentMethods, vendorFields } from '../records.mts';
import type { Operation } from '../serve.mts';
import { version } from '../serve.mts';
import { nextNumber, state } from '../state.mts';
import { companyFilter, companyName, ownCompany } from '../tenant.mts';

const optional: Shape = {
	...Object.fromEntries(vendorFields.map((name) => [name, 'text'])),
	payment_method: paymentMethods,
};

function view(vendor: Vendor) {
	const { id, ottimate_company_id, erp_vendor_id, erp_vendor_name, details } = vendor;
	return { id, ottimate_company_id, erp_vendor_id, erp_vendor_name, ...details };
}

const namedView = (vendor: Vendor) => ({
	...view(vendor),
	company_name: companyName(vendor.ottimate_company_id),
});

function detailsOf(body: JsonObject, before?: Vendor['details']): Vendor['details'] {
	const value = (name: (typeof vendorFields)[number]) =>
		name in body ? textOr(body[name], null) : (before?.[name] ?? null);
	return {
		email: value('email'),
		phone: value('phone'),
		net_terms: value('net_terms'),
		payment_method: value('payment_method'),
		address_line_1: value('address_line_1'),
		address_line_2: value('address_line_2'),
		city: value('city'),
		state: value('state'),
		zipcode: value('zipcode'),
	};
}

function add(call: Call, company: number, body: JsonObject): Vendor {
	const vendor: Vendor = {
		id: nextNumber(
			'vendor',
			state.vendors.map((row) => row.id),
		),
		ottimate_company_id: company,
		erp_vendor_id: textOr(body.erp_vendor_id, ''),
		erp_vendor_name: textOr(body.erp_vendor_name, ''),
		details: detailsOf(body),
		modified: call.now,
	};
	state.vendors.push(vendor);
	return vendor;
}

export const vendorBy = (company: number, erpId: unknown): Vendor | undefined =>
	state.vendors.find((row) => row.ottimate_company_id === company && row.erp_vendor_id === erpId);

function list(call: Call) {
	const company = companyFilter(call);
	call.oneOf('detail', ['basic']);
	const names = { from: 'last_modified_date_from', to: 'last_modified_date_to' };
	const dated = bound(call, names.from) !== undefined || bound(call, names.to) !== undefined;
	if (dated && company === undefined) {
		throw invalid({ ottimate_company_id: ['Needed with last_modified_date filters.'] });
	}
	const own = state.vendors.filter(
		(row) => company === undefined || row.ottimate_company_id === company,
	);
	const rows = between(call, own, names, (row) => row.modified);
	const { count, page, limit, rows: shown } = paged(call, rows, { size: 20 });
	const vendors = shown.map((row) => ({
		...namedView(row),
		...moment('last_modified_date', row.modified),
	}));
	return { status: 200, body: { version: version(call), count, page, limit, vendors } };
}

function create(call: Call) {
	const body = call.object();
	check(
		body,
		{ ottimate_company_id: 'integer', erp_vendor_name: 'text', erp_vendor_id: 'text' },
		optional,
	);
	const company = ownCompany(body.ottimate_company_id).id;
	if (vendorBy(company, body.erp_vendor_id)) {
		throw invalid({ erp_vendor_id: ['A vendor with this erp_vendor_id exists.'] });
	}
	const vendor = add(call, company, body);
	return { status: 201, body: { version: version(call), vendor: view(vendor) } };
}

function bulk(call: Call) {
	const body = call.object();
	check(body, { ottimate_company_id: 'integer', vendors: 'list' });
	const company = ownCompany(body.ottimate_company_id).id;
	const rows = objectsOf(body.vendors, 'vendors');
	if (rows.length > 100) throw invalid({ vendors: ['At most 100 vendors.'] });
	const created: Vendor[] = [];
	const updated: Vendor[] = [];
	const errors: JsonObject[] = [];
	rows.forEach((row, index) => {
		const known = vendorBy(company, row.erp_vendor_id);
		const needed: Shape = { erp_vendor_id: 'text', ...(known ? {} : { erp_vendor_name: 'text' }) };
		const [fault] = Object.entries(faultsOf(row, needed, optional));
		if (fault) {
			const missing = needed[fault[0]] !== undefined && !row[fault[0]];
			errors.push({
				index,
				erp_vendor_id: row.erp_vendor_id ?? null,
				error: missing ? `${fault[0]} is required` : `${fault[0]} is invalid`,
				type: 'validation_error',
			});
		} else if (known) {
			known.erp_vendor_name = textOr(row.erp_vendor_name, known.erp_vendor_name);
			known.details = detailsOf(row, known.details);
			known.modified = call.now;
			updated.push(known);
		} else created.push(add(call, company, row));
	});
	return {
		status: 201,
		body: {
			version: version(call),
			success_count: created.length + updated.length,
			created_count: created.length,
			updated_count: updated.length,
			error_count: errors.length,
			created: created.map(view),
			updated: updated.map(view),
			errors,
		},
	};
}

function one(call: Call) {
	const id = call.id();
	if (foreign.vendors.some((other) => String(other) === id)) throw forbidden();
	const vendor = state.vendors.find((row) => String(row.id) === id);
	if (!vendor) throw notFound('Vendor');
	return { status: 200, body: { version: version(call), vendor: namedView(vendor) } };
}

export const vendorOperations: Operation[] = [
	{ method: 'GET', path: '/vendors', work: list },
	{ method: 'POST', path: '/vendors', work: create, idempotent: true },
	{ method: 'GET', path: '/vendors/{id}', work: one },
	{ method: 'POST', path: '/vendors/bulk', work: bulk, idempotent: true },
];
