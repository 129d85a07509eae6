import { setTimeout as wait } from 'node:timers/promises';
import { isRecord } from '../../../sandbox/core/body.mts';
import type { JsonObject } from '../../../sandbox/core/wire.mts';
import { isArray } from '../../../sandbox/core/wire.mts';
import type { Call } from './call.mts';
import { invalid, Refusal } from './call.mts';
import { cents } from './data/invoices.mts';
import type { Shape } from './fields.mts';
import { check, faultsOf, flagOr, numberOr, textOr } from './fields.mts';
import { customFieldsOf, dimensionsOf, note } from './invoices.mts';
import type { Invoice, InvoiceLine } from './records.mts';
import { state } from './state.mts';
import { ownLocation } from './tenant.mts';
import { vendorBy } from './routes/vendors.mts';

export const headerShape: Shape = {
	erp_vendor_id: 'text',
	invoice_number: 'text',
	invoice_date: 'day',
	due_date: 'day',
	posting_date: 'day',
	total_amount: 'number',
	total_tax: 'number',
	purchase_order: 'text',
	notes: 'text',
	currency: 'text',
	type: ['invoice', 'credit_memo'],
	dimensions: 'object',
	custom_fields: 'object',
	image_urls: 'list',
};

const lineShape: Shape = {
	id: 'integer',
	item: 'integer',
	name: 'text',
	sku: 'text',
	quantity: 'number',
	price: 'number',
	is_taxed: 'flag',
	dimensions: 'object',
	custom_fields: 'object',
};

/** How long a change holds the invoice; a second one in that time is answered 412. */
const holdMs = 40;

export interface Processed {
	success: Record<string, number>;
	failure: Record<string, string>;
	status: 'success' | 'partial_success' | 'failure';
}

export function setHeader(invoice: Invoice, body: JsonObject): void {
	if (typeof body.erp_vendor_id === 'string') {
		const vendor = vendorBy(invoice.ottimate_company_id, body.erp_vendor_id);
		if (!vendor && typeof body.erp_vendor_name !== 'string') {
			throw invalid({ erp_vendor_name: ['Needed for a new vendor.'] });
		}
		invoice.vendor = vendor?.id ?? null;
		invoice.ottimate_vendor_name = vendor?.erp_vendor_name ?? textOr(body.erp_vendor_name, null);
	}
	if (isRecord(body.custom_fields)) {
		invoice.custom_fields = customFieldsOf(invoice, body.custom_fields);
	}
	if (isRecord(body.dimensions)) {
		invoice.dimensions = dimensionsOf(invoice.ottimate_company_id, body.dimensions);
	}
	if (isArray(body.image_urls)) invoice.images = imagesOf(invoice, body.image_urls);
	invoice.number = textOr(body.invoice_number, invoice.number);
	invoice.invoice_date = textOr(body.invoice_date, invoice.invoice_date);
	invoice.due_date = textOr(body.due_date, invoice.due_date);
	invoice.posting_date = textOr(body.posting_date, invoice.posting_date);
	invoice.total_amount = cents(numberOr(body.total_amount, invoice.total_amount));
	invoice.total_tax = cents(numberOr(body.total_tax, invoice.total_tax));
	invoice.discount_amount = cents(numberOr(body.discount_amount, invoice.discount_amount));
	invoice.purchase_order = textOr(body.purchase_order, invoice.purchase_order);
	invoice.notes = textOr(body.notes, invoice.notes);
	invoice.currency = textOr(body.currency, invoice.currency);
	invoice.type = textOr(body.type, invoice.type);
}

function imagesOf(invoice: Invoice, urls: unknown[]): Invoice['images'] {
	return urls.map((url, at) => {
		if (typeof url !== 'string' || !/^https?:\/\/.*\.(pdf|jpe?g|png)(\?.*)?$/i.test(url)) {
			throw invalid({ image_urls: ['PDF, JPG, JPEG or PNG links only.'] });
		}
		return { id: invoice.serial * 10 + at, url };
	});
}

function addRawImages(invoice: Invoice, value: unknown): void {
	if (!isArray(value)) return;
	for (const image of value) {
		if (!isRecord(image) || typeof image.filename !== 'string' || typeof image.data !== 'string') {
			throw invalid({ raw_images: ['filename and data are required.'] });
		}
		const id = invoice.serial * 10 + invoice.images.length;
		const url = `https://cdn.example.com/invoices/${id}-${encodeURIComponent(image.filename)}`;
		invoice.images.push({ id, url });
	}
}

function mergeDimensions(invoice: Invoice, line: InvoiceLine, value: JsonObject): void {
	const next = { ...line.dimensions };
	for (const [type, code] of Object.entries(value)) {
		if (code === null) delete next[type];
		else Object.assign(next, dimensionsOf(invoice.ottimate_company_id, { [type]: code }));
	}
	line.dimensions = next;
}

/** A line without an id is new; the answer is its id, or what is wrong with it. */
function setLine(invoice: Invoice, body: unknown): number | string {
	if (!isRecord(body)) return 'Expected an object';
	const known = invoice.items.find((line) => line.id === body.id);
	if (body.id !== undefined && !known) return `Item ${String(body.id)} not found`;
	const needs: Shape = known ? {} : { name: 'text', quantity: 'number', price: 'number' };
	const [fault] = Object.keys(faultsOf(body, needs, lineShape));
	if (fault !== undefined) return `${fault} is invalid or missing`;
	const line: InvoiceLine = known ?? {
		id: Math.max(invoice.serial * 10, ...invoice.items.map((item) => item.id)) + 1,
		item: null,
		name: '',
		sku: null,
		quantity: 0,
		price: 0,
		is_taxed: false,
		dimensions: {},
		custom_fields: {},
	};
	try {
		if (isRecord(body.dimensions)) mergeDimensions(invoice, line, body.dimensions);
	} catch (error) {
		if (error instanceof Refusal) return 'Unknown dimension';
		throw error;
	}
	line.item = numberOr(body.item, line.item);
	line.name = textOr(body.name, line.name);
	line.sku = textOr(body.sku, line.sku);
	line.quantity = numberOr(body.quantity, line.quantity);
	line.price = numberOr(body.price, line.price);
	line.is_taxed = flagOr(body.is_taxed, line.is_taxed);
	if (isRecord(body.custom_fields)) line.custom_fields = body.custom_fields;
	if (!known) invoice.items.push(line);
	return line.id;
}

function setLines(invoice: Invoice, bodies: unknown[]): Processed {
	const success: Processed['success'] = {};
	const failure: Processed['failure'] = {};
	bodies.forEach((body, at) => {
		const outcome = setLine(invoice, body);
		if (typeof outcome === 'number') success[String(at)] = outcome;
		else failure[String(at)] = outcome;
	});
	const failed = Object.keys(failure).length;
	const status =
		failed === 0 ? 'success' : failed === bodies.length ? 'failure' : 'partial_success';
	return { success, failure, status };
}

/** Changes the header and the lines; the answer says how the lines fared, where there were any. */
export async function changeInvoice(
	call: Call,
	invoice: Invoice,
	body: JsonObject,
): Promise<Processed | undefined> {
	check(
		body,
		{},
		{
			ottimate_location_id: 'integer',
			erp_vendor_name: 'text',
			discount_amount: 'number',
			raw_images: 'list',
			...headerShape,
		},
	);
	if (state.locked.has(invoice.id)) {
		throw new Refusal(412, 'Precondition failed', 'The invoice is being changed');
	}
	const { locked } = state;
	locked.add(invoice.id);
	try {
		await wait(holdMs);
		if (body.ottimate_location_id !== undefined) {
			const location = ownLocation(body.ottimate_location_id);
			invoice.ottimate_location_id = location.id;
			invoice.ottimate_company_id = location.company;
		}
		setHeader(invoice, body);
		addRawImages(invoice, body.raw_images);
		const processed = isArray(body.items) ? setLines(invoice, body.items) : undefined;
		note(call, invoice, 'updated', 'Changed over the API');
		return processed;
	} finally {
		locked.delete(invoice.id);
	}
}
