import { cycle } from '../../../../sandbox/core/wire.mts';
import type { JsonObject } from '../../../../sandbox/core/wire.mts';
import type { Call } from '../call.mts';
import { between, moment } from '../dates.mts';
import { check, objectsOf, textOr } from '../fields.mts';
import type { Shape } from '../fields.mts';
import { note } from '../invoices.mts';
import { neighbours, paged } from '../paging.mts';
import type { Invoice } from '../records.mts';
import type { Operation } from '../serve.mts';
import { state } from '../state.mts';
import { locationFilter, neededCompany } from '../tenant.mts';

interface Failure {
	id: unknown;
	error: string;
}

/** The invoices of a body by their integers; a body that has others is refused as a whole. */
function marked(
	body: JsonObject,
	common: Shape,
	own: Shape,
): Array<{ row: JsonObject; invoice: Invoice | undefined }> {
	check(body, { invoices: 'list' }, common);
	return objectsOf(body.invoices, 'invoices').map((row) => {
		check(row, { invoice_id: 'integer' }, own);
		return { row, invoice: state.invoices.find((known) => known.serial === row.invoice_id) };
	});
}

const exportFields: Shape = { marked_reason: 'text', export_transaction_id: 'text' };

const exportable = ['approved', 'ready-for-export'];

function markExported(call: Call) {
	const body = call.object();
	const updated: number[] = [];
	const failed: Failure[] = [];
	for (const { row, invoice } of marked(body, exportFields, exportFields)) {
		if (!invoice) failed.push({ id: row.invoice_id, error: 'Invoice not found' });
		else if (invoice.status === 'exported') {
			failed.push({ id: invoice.serial, error: 'Invoice is already exported' });
		} else if (!exportable.includes(invoice.status)) {
			failed.push({ id: invoice.serial, error: 'Invoice is not ready for export' });
		} else {
			const reason = textOr(row.marked_reason, textOr(body.marked_reason, 'Exported'));
			invoice.status = 'exported';
			invoice.exported = call.now;
			note(call, invoice, 'exported', reason);
			updated.push(invoice.serial);
		}
	}
	return { status: 200, body: { updated, failed } };
}

function markUnexported(call: Call) {
	const body = call.object();
	const updated: number[] = [];
	const flagged: number[] = [];
	const failed: Failure[] = [];
	const skipped: Failure[] = [];
	const common: Shape = { marked_reason: 'text', flag_invoice: 'flag' };
	for (const { row, invoice } of marked(body, common, { marked_reason: 'text' })) {
		if (!invoice) failed.push({ id: row.invoice_id, error: 'Invoice not found' });
		else if (invoice.status !== 'exported') {
			skipped.push({ id: invoice.serial, error: 'Invoice is not exported' });
		} else {
			const flag = body.flag_invoice === true;
			invoice.status = flag ? 'incomplete' : 'ready-for-export';
			invoice.exported = null;
			note(
				call,
				invoice,
				'unexported',
				textOr(row.marked_reason, textOr(body.marked_reason, 'Export undone')),
			);
			updated.push(invoice.serial);
			if (flag) flagged.push(invoice.serial);
		}
	}
	return { status: 200, body: { updated, flagged, failed, skipped } };
}

function receiverLines(invoice: Invoice): JsonObject[] {
	return invoice.items
		.filter((line) => line.item !== null)
		.map((line) => {
			const own = state.entries.filter(
				(entry) => entry.ottimate_company_id === invoice.ottimate_company_id,
			);
			const entry = cycle(own, line.id);
			return {
				catalog_unique_key: entry.key,
				upc: entry.upc,
				description: line.name,
				uom: entry.uom,
				case_pack: 6,
				quantity_received: line.quantity,
				unit_price: line.price,
				extended_price: Math.round(line.price * line.quantity * 100) / 100,
				pack_size: entry.pack_size,
				vendor_id: entry.erp_vendor_id,
				ottimate_catalog_id: entry.id,
			};
		});
}

function receiverExport(call: Call) {
	const company = neededCompany(call);
	call.need('ottimate_location_id');
	const location = locationFilter(call);
	const vendor = call.text('vendor_id');
	const own = state.invoices.filter(
		(row) =>
			row.ottimate_company_id === company &&
			row.ottimate_location_id === location &&
			row.exported !== null &&
			(vendor === undefined || String(row.vendor) === vendor),
	);
	const names = { from: 'exported_after', to: 'exported_before' };
	const page = paged(
		call,
		between(call, own, names, (row) => row.exported),
		{ size: 50, max: 200 },
	);
	const results = page.rows.map((invoice) => ({
		ottimate_invoice_id: invoice.id,
		ottimate_company_id: invoice.ottimate_company_id,
		ottimate_location_id: invoice.ottimate_location_id,
		invoice_number: invoice.number,
		vendor_name: invoice.ottimate_vendor_name,
		invoice_date: invoice.invoice_date,
		...moment('exported_at', invoice.exported),
		receiver_status: invoice.has_unmatched_items ? 'partial' : 'complete',
		receiver_lines: receiverLines(invoice),
	}));
	return {
		status: 200,
		body: {
			count: page.count,
			...neighbours(call, page),
			page: page.page,
			per_page: page.limit,
			results,
		},
	};
}

export const exportOperations: Operation[] = [
	{ method: 'POST', path: '/invoices/mark-exported', work: markExported },
	{ method: 'POST', path: '/invoices/mark-unexported', work: markUnexported },
	{ method: 'GET', path: '/invoices/receiver-export', work: receiverExport },
];
