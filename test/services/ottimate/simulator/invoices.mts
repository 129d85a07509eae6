import { isRecord } from '../../../sandbox/core/body.mts';
import type { JsonObject } from '../../../sandbox/core/wire.mts';
import { isoSecond } from '../../../sandbox/core/wire.mts';
import type { Call } from './call.mts';
import { forbidden, invalid, notFound } from './call.mts';
import { foreign } from './data/tenancy.mts';
import { invoiceLink } from './data/invoices.mts';
import { moment } from './dates.mts';
import type { DimensionValues, HistoryEntry, Invoice } from './records.mts';
import { state } from './state.mts';
import { dimensionValue, locationName } from './tenant.mts';

/** Keys that the accounts have configured. */
const customKeys: Record<string, string[]> = { USD: ['cost_center', 'project_code'] };

export function namedInvoice(call: Call): Invoice {
	const id = call.id();
	if (foreign.invoices.includes(id)) throw forbidden();
	const invoice = state.invoices.find((row) => row.id === id);
	if (!invoice) throw notFound('Invoice');
	return invoice;
}

/** What the list and the detail have in common. */
export function recordView(invoice: Invoice): JsonObject {
	const owed = { paid: 0, partial: 0.5, unpaid: 1 }[invoice.payment_status] ?? 1;
	return {
		id: invoice.id,
		ottimate_vendor_name: invoice.ottimate_vendor_name,
		ottimate_location_name: locationName(invoice.ottimate_location_id),
		invoice_date: invoice.invoice_date,
		due_date: invoice.due_date,
		total_amount: invoice.total_amount,
		total_tax: invoice.total_tax,
		currency: invoice.currency,
		outstanding_balance: Math.round(invoice.total_amount * owed * 100) / 100,
		type: invoice.type,
		status: invoice.status,
		payment_status: invoice.payment_status,
		purchase_order: invoice.purchase_order,
		...moment('created_at', invoice.created),
		...moment('exported_date', invoice.exported),
		...moment('last_modified_date', invoice.modified),
		last_modified_user: invoice.modifiedBy,
		error: invoice.error,
		url: invoiceLink(invoice.serial),
		images: invoice.images,
		dimensions: invoice.dimensions,
	};
}

export function listView(invoice: Invoice, expanded: boolean): JsonObject {
	return {
		...recordView(invoice),
		invoice_number: invoice.number,
		posting_date: invoice.posting_date,
		...moment('approved_date', invoice.approved),
		has_price_variance: invoice.has_price_variance,
		has_unmatched_items: invoice.has_unmatched_items,
		on_hold: { is_held: invoice.held !== '', reason: invoice.held },
		...(expanded ? { items: invoice.items } : {}),
	};
}

function historyView(entry: HistoryEntry): JsonObject {
	const { id, date, reason, message, user } = entry;
	return { id, date: isoSecond(date), date_utc: isoSecond(date), reason, message, user };
}

export function detailView(call: Call, invoice: Invoice, parts: string[]): JsonObject {
	const method = state.vendors.find((row) => row.id === invoice.vendor)?.details.payment_method;
	const paid = invoice.payment_status !== 'unpaid';
	return {
		version: call.header('x-api-version') ?? '1.1.0',
		...recordView(invoice),
		number: invoice.number,
		payment_info: paid
			? { payment_method: method ?? 'unknown', reference: invoice.payment_reference }
			: null,
		gl_splits: parts.includes('gl_splits') ? invoice.glSplits : null,
		items_processing_result: null,
		history: parts.includes('history') ? invoice.history.map(historyView) : [],
	};
}

/** Dimensions of a request: type to `erp_dimension_id`. */
export function dimensionsOf(company: number, value: JsonObject): DimensionValues {
	const next: DimensionValues = {};
	for (const [type, code] of Object.entries(value)) {
		const known = typeof code === 'string' ? dimensionValue(company, code) : undefined;
		if (!known) throw invalid({ dimensions: [`Unknown dimension ${String(code)}.`] });
		next[type] = known;
	}
	return next;
}

export function customFieldsOf(invoice: Invoice, value: unknown): JsonObject {
	if (!isRecord(value)) throw invalid({ custom_fields: ['Expected an object.'] });
	const known = customKeys[invoice.currency] ?? [];
	const unknown = Object.keys(value).filter((key) => !known.includes(key));
	if (unknown.length > 0 || known.length === 0) {
		throw invalid({ custom_fields: [`Not configured: ${unknown.join(', ')}`] });
	}
	return Object.fromEntries(known.map((key) => [key, value[key] ?? '']));
}

/** A change that the record's history shows. */
export function note(call: Call, invoice: Invoice, reason: string, message: string): void {
	invoice.modified = call.now;
	invoice.history.push({
		id: invoice.serial * 100 + invoice.history.length,
		date: call.now,
		reason,
		message,
		user: invoice.modifiedBy,
	});
}
