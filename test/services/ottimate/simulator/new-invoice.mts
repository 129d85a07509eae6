import { isRecord } from '../../../sandbox/core/body.mts';
import type { JsonObject } from '../../../sandbox/core/wire.mts';
import { isoDay } from '../../../sandbox/core/wire.mts';
import type { Call } from './call.mts';
import { uuid } from './data/invoices.mts';
import { apiUser } from './data/tenancy.mts';
import { objectsOf, flagOr, numberOr, textOr } from './fields.mts';
import { dimensionsOf } from './invoices.mts';
import { setHeader } from './patch.mts';
import type { Invoice, InvoiceLine, Location } from './records.mts';
import { nextNumber, state } from './state.mts';

function lineOf(invoice: Invoice, body: JsonObject, at: number): InvoiceLine {
	return {
		id: invoice.serial * 10 + at,
		item: null,
		name: textOr(body.name, ''),
		sku: textOr(body.sku, null),
		quantity: numberOr(body.quantity, 0),
		price: numberOr(body.price, 0),
		is_taxed: flagOr(body.is_taxed, false),
		dimensions: isRecord(body.dimensions)
			? dimensionsOf(invoice.ottimate_company_id, body.dimensions)
			: {},
		custom_fields: isRecord(body.custom_fields) ? body.custom_fields : {},
	};
}

/** Adds an invoice, as an import or the extraction of an upload does. */
export function newInvoice(
	call: Pick<Call, 'now'>,
	location: Location,
	status: string,
	body: JsonObject = {},
): Invoice {
	const serial = nextNumber(
		'invoice',
		state.invoices.map((row) => row.serial),
	);
	const invoice: Invoice = {
		id: uuid(state.random),
		serial,
		number: `INV-${1000 + serial}`,
		vendor: null,
		ottimate_vendor_name: null,
		ottimate_location_id: location.id,
		ottimate_company_id: location.company,
		invoice_date: isoDay(call.now),
		due_date: null,
		posting_date: null,
		total_amount: 0,
		total_tax: 0,
		discount_amount: 0,
		currency: location.company < 130 ? 'USD' : 'CAD',
		type: 'invoice',
		status,
		payment_status: 'unpaid',
		purchase_order: null,
		notes: null,
		created: call.now,
		modified: call.now,
		approved: null,
		exported: null,
		modifiedBy: apiUser,
		error: null,
		has_price_variance: false,
		has_unmatched_items: false,
		held: '',
		images: [],
		dimensions: {},
		custom_fields: {},
		payment_reference: null,
		items: [],
		glSplits: null,
		history: [
			{
				id: serial * 100,
				date: call.now,
				reason: 'created',
				message: 'Invoice created',
				user: apiUser,
			},
		],
	};
	setHeader(invoice, body);
	if (body.items !== undefined) {
		invoice.items = objectsOf(body.items, 'items').map((line, at) => lineOf(invoice, line, at));
	}
	if (body.total_amount === undefined) {
		const sum = invoice.items.reduce((total, line) => total + line.quantity * line.price, 0);
		invoice.total_amount = Math.round(sum * 100) / 100;
	}
	state.invoices.unshift(invoice);
	return invoice;
}
