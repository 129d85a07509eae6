import { isRecord } from '../../../sandbox/core/body.mts';
import type { JsonObject } from '../../../sandbox/core/wire.mts';
import { moment } from './dates.mts';
import type { Call } from './call.mts';
import { invalid, Refusal } from './call.mts';
import { cents, uuid } from './data/invoices.mts';
import { flagOr, numberOr, textOr } from './fields.mts';
import type { Shape } from './fields.mts';
import type { DimensionValues, OrderLine, PurchaseOrder } from './records.mts';
import { state } from './state.mts';
import { dimensionValue } from './tenant.mts';
import { vendorBy } from './routes/vendors.mts';

export const lineShape: Shape = {
	external_id: 'text',
	name: 'text',
	sku: 'text',
	quantity: 'number',
	price: 'number',
	uom: 'text',
	dimensions: 'object',
};

export const headerShape: Shape = {
	external_id: 'text',
	erp_vendor_name: 'text',
	tax: 'number',
	freight: 'number',
	miscellaneous_charges: 'number',
	invoice_number_ref: 'text',
	is_2_way: 'flag',
	custom_fields: 'object',
};

/** The dimensions of an order line; they replace all, absence and null keep them. */
export function lineDimensions(
	company: number,
	value: unknown,
	before: DimensionValues,
): DimensionValues {
	if (value === undefined || value === null) return before;
	if (!isRecord(value)) throw invalid({ dimensions: ['Expected an object.'] });
	if (Object.keys(value).length === 0) throw invalid({ dimensions: ['May not be empty.'] });
	const next: DimensionValues = {};
	for (const [type, code] of Object.entries(value)) {
		if (typeof code !== 'string') {
			throw new Refusal(400, 'PO4000', `Dimension ${type} must be an ERP code`);
		}
		const known = dimensionValue(company, code);
		if (!known) throw invalid({ dimensions: [`Unknown code ${code}.`] });
		next[type] = known;
	}
	return next;
}

export function newLine(call: Call, company: number, body: JsonObject): OrderLine {
	return {
		id: uuid(state.random),
		external_id: textOr(body.external_id, null),
		name: textOr(body.name, ''),
		sku: textOr(body.sku, null),
		quantity: numberOr(body.quantity, 0),
		price: numberOr(body.price, 0),
		uom: textOr(body.uom, null),
		dimensions: lineDimensions(company, body.dimensions, {}),
		created: call.now,
		modified: call.now,
	};
}

export function changeLine(call: Call, company: number, line: OrderLine, body: JsonObject): void {
	line.external_id = textOr(body.external_id, line.external_id);
	line.name = textOr(body.name, line.name);
	line.sku = textOr(body.sku, line.sku);
	line.quantity = numberOr(body.quantity, line.quantity);
	line.price = numberOr(body.price, line.price);
	line.uom = textOr(body.uom, line.uom);
	line.dimensions = lineDimensions(company, body.dimensions, line.dimensions);
	line.modified = call.now;
}

export function changeHeader(order: PurchaseOrder, body: JsonObject): void {
	order.date = textOr(body.date, order.date);
	order.total_amount = cents(numberOr(body.total_amount, order.total_amount));
	order.erp_vendor_name = textOr(body.erp_vendor_name, order.erp_vendor_name);
	order.tax = numberOr(body.tax, order.tax);
	order.freight = numberOr(body.freight, order.freight);
	order.miscellaneous_charges = numberOr(body.miscellaneous_charges, order.miscellaneous_charges);
	order.invoice_number_ref = textOr(body.invoice_number_ref, order.invoice_number_ref);
	order.is_2_way = flagOr(body.is_2_way, order.is_2_way);
	if (isRecord(body.custom_fields)) order.custom_fields = body.custom_fields;
}

export function newOrder(
	call: Call,
	place: { company: number; location: number },
	body: JsonObject,
	lines: JsonObject[],
): PurchaseOrder {
	const vendor = vendorBy(place.company, body.erp_vendor_id);
	const order: PurchaseOrder = {
		id: uuid(state.random),
		external_id: textOr(body.external_id, null),
		po_number: textOr(body.po_number, ''),
		status: 'open',
		ottimate_location_id: place.location,
		ottimate_company_id: place.company,
		date: '',
		erp_vendor_id: textOr(body.erp_vendor_id, ''),
		erp_vendor_name: vendor?.erp_vendor_name ?? '',
		total_amount: 0,
		tax: null,
		freight: null,
		miscellaneous_charges: null,
		invoice_number_ref: null,
		is_2_way: false,
		custom_fields: {},
		items: lines.map((line) => newLine(call, place.company, line)),
		created: call.now,
		modified: call.now,
	};
	changeHeader(order, body);
	state.orders.push(order);
	return order;
}

export function orderLineView(line: OrderLine, twins: boolean) {
	const { created, modified, ...fields } = line;
	const times = { ...moment('created_date', created), ...moment('last_modified_date', modified) };
	if (twins) return { ...fields, ...times };
	return {
		...fields,
		created_date: times.created_date,
		last_modified_date: times.last_modified_date,
	};
}
