import { keysOf } from '../../../../sandbox/core/wire.mts';
import type { JsonObject } from '../../../../sandbox/core/wire.mts';
import { startBatch } from '../batches.mts';
import type { Call } from '../call.mts';
import { invalid, notFound } from '../call.mts';
import { cents, uuid } from '../data/invoices.mts';
import { dayBound, itemsExpanded, moment } from '../dates.mts';
import type { Shape } from '../fields.mts';
import { check, faultsOf, numberOr, objectsOf, textOr } from '../fields.mts';
import { paged } from '../paging.mts';
import type { PurchaseOrder, Receipt, ReceiptLine } from '../records.mts';
import type { Operation } from '../serve.mts';
import { version } from '../serve.mts';
import { state } from '../state.mts';
import { companyFilter, locationFilter, ownCompany } from '../tenant.mts';

const recordKeys = [
	'id',
	'external_id',
	'receipt_number',
	'status',
	'ottimate_po_id',
	'date',
	'total_amount',
];
const needs: Shape = {
	receipt_number: 'text',
	date: 'day',
	total_amount: 'number',
	items: 'list',
};
const optional: Shape = {
	external_id: 'text',
	invoice_number_ref: 'text',
	note: 'text',
	ottimate_po_id: 'text',
	erp_vendor_id: 'text',
	ottimate_location_id: 'integer',
	po_number: 'text',
	po_external_id: 'text',
};
const itemKeys = ['ottimate_po_item_id', 'po_external_item_id', 'sku'];
const lineShape: Shape = {
	external_id: 'text',
	ottimate_po_item_id: 'text',
	po_external_item_id: 'text',
	sku: 'text',
	quantity: 'number',
	price: 'number',
	uom: 'text',
};

const view = (receipt: Receipt): JsonObject => keysOf(receipt, recordKeys);

function lineView({ created, modified, ...fields }: ReceiptLine) {
	return {
		...fields,
		...moment('created_date', created),
		...moment('last_modified_date', modified),
	};
}

function named(call: Call): Receipt {
	const receipt = state.receipts.find((row) => row.id === call.id());
	if (!receipt) throw notFound('Receipt');
	return receipt;
}

function orderOf(body: JsonObject): PurchaseOrder | undefined {
	if (body.ottimate_po_id !== undefined) {
		return state.orders.find((row) => row.id === body.ottimate_po_id);
	}
	return state.orders.find(
		(row) =>
			row.erp_vendor_id === body.erp_vendor_id &&
			row.ottimate_location_id === body.ottimate_location_id &&
			(row.po_number === body.po_number ||
				(row.external_id !== null && row.external_id === body.po_external_id)),
	);
}

function newLine(call: Call, order: PurchaseOrder, body: JsonObject): ReceiptLine {
	const item = order.items.find(
		(line) =>
			line.id === body.ottimate_po_item_id ||
			(line.external_id !== null && line.external_id === body.po_external_item_id) ||
			(line.sku !== null && line.sku === body.sku),
	);
	if (!item) throw invalid({ items: ['No line of the purchase order fits.'] });
	return {
		id: uuid(state.random),
		external_id: textOr(body.external_id, null),
		ottimate_po_item_id: item.id,
		name: item.name,
		sku: textOr(body.sku, item.sku),
		quantity: numberOr(body.quantity, 0),
		price: numberOr(body.price, item.price),
		uom: textOr(body.uom, item.uom),
		created: call.now,
		modified: call.now,
	};
}

function lineFault(line: JsonObject): JsonObject {
	const faults = faultsOf(line, { quantity: 'number' }, lineShape);
	const keyed = itemKeys.some((key) => line[key] !== undefined);
	return keyed ? faults : { ...faults, items: [`One of ${itemKeys.join(', ')} is needed.`] };
}

function made(call: Call, order: PurchaseOrder, body: JsonObject): Receipt {
	return {
		id: uuid(state.random),
		external_id: textOr(body.external_id, null),
		receipt_number: textOr(body.receipt_number, ''),
		status: 'open',
		ottimate_po_id: order.id,
		ottimate_location_id: order.ottimate_location_id,
		ottimate_company_id: order.ottimate_company_id,
		date: textOr(body.date, ''),
		total_amount: cents(numberOr(body.total_amount, 0)),
		invoice_number_ref: textOr(body.invoice_number_ref, null),
		note: textOr(body.note, null),
		items: objectsOf(body.items, 'items').map((line) => newLine(call, order, line)),
		created: call.now,
		modified: call.now,
	};
}

function list(call: Call) {
	const company = companyFilter(call);
	const location = locationFilter(call);
	const order = call.text('ottimate_po_id');
	const status = call.text('status');
	const external = call.text('external_id');
	const from = dayBound(call, 'date_from');
	const to = dayBound(call, 'date_to');
	const expanded = itemsExpanded(call, {
		from: from === undefined ? undefined : Date.parse(from),
		to: to === undefined ? undefined : Date.parse(to),
	});
	const own = state.receipts.filter(
		(row) =>
			(company === undefined || row.ottimate_company_id === company) &&
			(location === undefined || row.ottimate_location_id === location) &&
			(order === undefined || row.ottimate_po_id === order) &&
			(status === undefined || row.status === status) &&
			(external === undefined || row.external_id === external) &&
			row.date >= (from ?? '') &&
			row.date <= (to ?? '9999'),
	);
	const { count, page, limit, rows } = paged(call, own, { size: 20 });
	const receipts = rows.map((row) => ({
		...view(row),
		...moment('created_date', row.created),
		...(expanded ? { items: row.items.map(lineView) } : {}),
	}));
	return { status: 200, body: { version: version(call), count, page, limit, receipts } };
}

function create(call: Call) {
	const body = call.object();
	check(body, needs, optional);
	for (const line of objectsOf(body.items, 'items')) {
		const faults = lineFault(line);
		if (Object.keys(faults).length > 0) throw invalid(faults);
	}
	const order = orderOf(body);
	if (!order) throw invalid({ ottimate_po_id: ['No purchase order fits.'] });
	const receipt = made(call, order, body);
	state.receipts.push(receipt);
	return {
		status: 201,
		body: {
			...view(receipt),
			items_count: receipt.items.length,
			created_date: moment('created_date', receipt.created).created_date,
		},
	};
}

function one(call: Call) {
	const row = named(call);
	const receipt = {
		...view(row),
		...keysOf(row, ['invoice_number_ref', 'note']),
		items: row.items.map(lineView),
		...moment('created_date', row.created),
		...moment('last_modified_date', row.modified),
	};
	return { status: 200, body: { version: version(call), receipt } };
}

function change(call: Call) {
	const receipt = named(call);
	const body = call.object();
	check(body, {}, { ...needs, invoice_number_ref: 'text', note: 'text' });
	if (body.receipt_number !== undefined && body.receipt_number !== receipt.receipt_number) {
		throw invalid({ receipt_number: ['Cannot be changed.'] });
	}
	const order = state.orders.find((row) => row.id === receipt.ottimate_po_id);
	for (const line of body.items === undefined ? [] : objectsOf(body.items, 'items')) {
		const known = receipt.items.find((item) => item.id === line.id);
		if (known) {
			check(line, {}, lineShape);
			known.quantity = numberOr(line.quantity, known.quantity);
			known.price = numberOr(line.price, known.price);
			known.sku = textOr(line.sku, known.sku);
			known.uom = textOr(line.uom, known.uom);
			known.external_id = textOr(line.external_id, known.external_id);
			known.modified = call.now;
		} else if (line.id !== undefined || !order) {
			throw invalid({ items: [`Unknown line ${String(line.id)}.`] });
		} else {
			const faults = lineFault(line);
			if (Object.keys(faults).length > 0) throw invalid(faults);
			receipt.items.push(newLine(call, order, line));
		}
	}
	receipt.date = textOr(body.date, receipt.date);
	receipt.total_amount = cents(numberOr(body.total_amount, receipt.total_amount));
	receipt.invoice_number_ref = textOr(body.invoice_number_ref, receipt.invoice_number_ref);
	receipt.note = textOr(body.note, receipt.note);
	receipt.modified = call.now;
	return {
		status: 200,
		body: {
			version: version(call),
			...view(receipt),
			items_count: receipt.items.length,
			last_modified_date: moment('last_modified_date', receipt.modified).last_modified_date,
		},
	};
}

function upsert(call: Call, body: JsonObject) {
	const [fault] = Object.keys(faultsOf(body, needs, optional));
	if (fault !== undefined) return { result: null, message: `${fault} is invalid or missing` };
	const order = orderOf(body);
	if (!order) return { result: null, message: 'No purchase order fits' };
	const lines = objectsOf(body.items, 'items');
	if (lines.some((line) => Object.keys(lineFault(line)).length > 0)) {
		return { result: null, message: 'items are invalid' };
	}
	const known = state.receipts.find(
		(row) => row.ottimate_po_id === order.id && row.receipt_number === body.receipt_number,
	);
	const receipt = made(call, order, body);
	if (known) Object.assign(known, receipt, { id: known.id, created: known.created });
	else state.receipts.push(receipt);
	return { result: known?.id ?? receipt.id, message: null };
}

function bulk(call: Call) {
	const body = call.object();
	check(body, { ottimate_company_id: 'integer', receipts: 'list' });
	ownCompany(body.ottimate_company_id);
	const rows = objectsOf(body.receipts, 'receipts');
	const lineCount = rows.reduce(
		(sum, row) => sum + (Array.isArray(row.items) ? row.items.length : 0),
		0,
	);
	if (rows.length === 0 || rows.length > 100) {
		throw invalid({ receipts: ['Between 1 and 100 receipts.'] });
	}
	if (lineCount > 1000) throw invalid({ receipts: ['At most 1000 lines.'] });
	const batch = startBatch(
		call,
		rows.map((row) => () => upsert(call, row)),
	);
	return {
		status: 202,
		body: {
			version: version(call),
			status: 'processing',
			...batch,
			summary: { count: rows.length, total_items: lineCount },
		},
	};
}

export const receiptOperations: Operation[] = [
	{ method: 'GET', path: '/receipts', work: list },
	{ method: 'POST', path: '/receipts', work: create, idempotent: true },
	{ method: 'GET', path: '/receipts/{id}', work: one },
	{ method: 'PATCH', path: '/receipts/{id}', work: change },
	{ method: 'POST', path: '/receipts/bulk', work: bulk, idempotent: true },
];
