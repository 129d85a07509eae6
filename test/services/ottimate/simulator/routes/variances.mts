import type { Call } from '../call.mts';
import { notFound, Refusal } from '../call.mts';
import { between, dayBound, moment } from '../dates.mts';
import { neighbours, paged } from '../paging.mts';
import type { VarianceBatch, VarianceLine } from '../records.mts';
import type { Operation } from '../serve.mts';
import { version } from '../serve.mts';
import { state } from '../state.mts';
import { locationsFilter, neededCompany } from '../tenant.mts';

function lineView(line: VarianceLine) {
	const { entry: _entry, location: _location, ...shown } = line;
	return shown;
}

function lastView(line: VarianceLine) {
	const { id, price, invoice_date, price_variance, effective_price } = line;
	return { id, price, invoice_date, price_variance, effective_price };
}

const newestFirst = (left: VarianceLine, right: VarianceLine): number =>
	right.invoice_date.localeCompare(left.invoice_date);

function list(call: Call) {
	const company = neededCompany(call);
	const onlyVariances = call.flag('variance_only');
	const expanded = call.oneOf('expand', ['invoice_items']) !== undefined;
	const from = dayBound(call, 'invoice_start_date') ?? '';
	const to = dayBound(call, 'invoice_end_date') ?? '9999';
	const vendors = call.list('erp_vendor_ids');
	const places = locationsFilter(call);
	const kind = call.oneOf('exception_type', ['underbilling', 'overbilling']);
	const rows = state.entries
		.filter(
			(entry) =>
				entry.ottimate_company_id === company &&
				(vendors === undefined || vendors.includes(entry.erp_vendor_id)),
		)
		.map((entry) => ({
			entry,
			lines: state.varianceLines
				.filter(
					(line) =>
						line.entry === entry.id &&
						line.invoice_date >= from &&
						line.invoice_date <= to &&
						(places === undefined || places.includes(line.location)) &&
						(!onlyVariances || line.price_variance !== 0) &&
						(kind !== 'underbilling' || line.price_variance < 0) &&
						(kind !== 'overbilling' || line.price_variance > 0),
				)
				.sort(newestFirst),
		}))
		.filter(({ lines }) => lines.length > 0);
	const { count, rows: shown } = paged(call, rows, { size: 20 });
	const results = shown.map(({ entry, lines }) => ({
		id: entry.id,
		item_name: entry.item_name,
		sku: entry.sku,
		upc: entry.upc,
		pack_size: entry.pack_size,
		erp_vendor_id: entry.erp_vendor_id,
		last_invoice_item: lines.slice(0, 1).map(lastView)[0],
		...(expanded ? { invoice_items: lines.map(lineView) } : {}),
	}));
	return { status: 200, body: { count, results } };
}

function invoiceItems(call: Call) {
	if (!state.entries.some((entry) => entry.id === call.id())) throw notFound('Catalog entry');
	const own = state.varianceLines.filter((line) => line.entry === call.id()).sort(newestFirst);
	const { count, page, limit, rows } = paged(call, own, { size: 20 });
	const results = rows.map(lineView);
	return { status: 200, body: { version: version(call), count, page, limit, results } };
}

function batchView(batch: VarianceBatch) {
	return {
		id: batch.id,
		ottimate_company_id: batch.ottimate_company_id,
		batch_number: batch.batch_number,
		export_status: 'exported',
		...moment('exported_at', batch.exported),
		costbatch_payload: batch.payload,
	};
}

function batches(call: Call) {
	const company = neededCompany(call);
	const number = call.whole('batch_number');
	const own = state.varianceBatches.filter(
		(batch) =>
			batch.ottimate_company_id === company &&
			batch.exported !== null &&
			(number === undefined || batch.batch_number === number),
	);
	const names = { from: 'exported_after', to: 'exported_before' };
	const page = paged(
		call,
		between(call, own, names, (batch) => batch.exported),
		{ size: 20 },
	);
	const results = page.rows.map(batchView);
	return { status: 200, body: { count: page.count, ...neighbours(call, page), results } };
}

function exportBatch(call: Call) {
	const batch = state.varianceBatches.find((row) => row.id === call.id());
	if (!batch) throw notFound('Variance batch');
	if (batch.exported !== null) throw new Refusal(400, 'Bad request', 'Already exported');
	batch.exported = call.now;
	return { status: 200, body: batchView(batch) };
}

export const varianceOperations: Operation[] = [
	{ method: 'GET', path: '/catalog/variances', work: list },
	{ method: 'GET', path: '/catalog/variances/{id}/invoice-items', work: invoiceItems },
	{ method: 'GET', path: '/catalog/variance-batches', work: batches },
	{
		method: 'POST',
		path: '/catalog/variance-batches/{id}/export',
		work: exportBatch,
		idempotent: true,
	},
];
