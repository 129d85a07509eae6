import { keysOf } from '../../../../sandbox/core/wire.mts';
import type { JsonObject } from '../../../../sandbox/core/wire.mts';
import { startBatch } from '../batches.mts';
import type { Call } from '../call.mts';
import { invalid, notFound } from '../call.mts';
import { dayBound, itemsExpanded, moment } from '../dates.mts';
import { check, faultsOf, objectsOf } from '../fields.mts';
import type { Shape } from '../fields.mts';
import { paged } from '../paging.mts';
import {
	changeHeader,
	changeLine,
	headerShape,
	lineShape,
	newLine,
	newOrder,
	orderLineView,
} from '../purchasing.mts';
import type { PurchaseOrder } from '../records.mts';
import type { Operation } from '../serve.mts';
import { version } from '../serve.mts';
import { state } from '../state.mts';
import { companyFilter, locationFilter, ownCompany, ownLocation } from '../tenant.mts';

const recordKeys = [
	'id',
	'external_id',
	'po_number',
	'status',
	'ottimate_location_id',
	'ottimate_company_id',
	'date',
	'erp_vendor_id',
	'erp_vendor_name',
	'total_amount',
];
const headerKeys = Object.keys(headerShape).filter((key) => key !== 'external_id');
const newLineNeeds: Shape = { name: 'text', quantity: 'number', price: 'number' };
const orderNeeds: Shape = {
	po_number: 'text',
	erp_vendor_id: 'text',
	date: 'day',
	total_amount: 'number',
	items: 'list',
};

/** The words of the list filter are not those of the records. */
const filtered: Record<string, string[]> = {
	pending_review: ['pending'],
	approved: ['open', 'received'],
	rejected: ['flagged'],
	closed: ['closed'],
};

const view = (order: PurchaseOrder): JsonObject => keysOf(order, recordKeys);

function named(call: Call): PurchaseOrder {
	const order = state.orders.find((row) => row.id === call.id());
	if (!order) throw notFound('Purchase order');
	return order;
}

function list(call: Call) {
	const company = companyFilter(call);
	const location = locationFilter(call);
	const vendor = call.text('erp_vendor_id');
	const external = call.text('external_id');
	const status = call.oneOf('status', Object.keys(filtered));
	const from = dayBound(call, 'date_from');
	const to = dayBound(call, 'date_to');
	const expanded = itemsExpanded(call, {
		from: from === undefined ? undefined : Date.parse(from),
		to: to === undefined ? undefined : Date.parse(to),
	});
	const own = state.orders.filter(
		(row) =>
			(company === undefined || row.ottimate_company_id === company) &&
			(location === undefined || row.ottimate_location_id === location) &&
			(vendor === undefined || row.erp_vendor_id === vendor) &&
			(external === undefined || row.external_id === external) &&
			(status === undefined || (filtered[status] ?? []).includes(row.status)) &&
			row.date >= (from ?? '') &&
			row.date <= (to ?? '9999'),
	);
	const { count, page, limit, rows } = paged(call, own, { size: 20 });
	const purchase_orders = rows.map((row) => ({
		...view(row),
		...moment('created_date', row.created),
		...moment('last_modified_date', row.modified),
		custom_fields: row.custom_fields,
		...(expanded ? { items: row.items.map((line) => orderLineView(line, true)) } : {}),
	}));
	return { status: 200, body: { version: version(call), count, page, limit, purchase_orders } };
}

function checkLines(lines: JsonObject[]): void {
	if (lines.length === 0) throw invalid({ items: ['May not be empty.'] });
	for (const line of lines) check(line, newLineNeeds, lineShape);
}

function create(call: Call) {
	const body = call.object();
	check(body, { ottimate_location_id: 'integer', ...orderNeeds }, headerShape);
	const location = ownLocation(body.ottimate_location_id);
	const lines = objectsOf(body.items, 'items');
	checkLines(lines);
	const order = newOrder(call, { company: location.company, location: location.id }, body, lines);
	return {
		status: 201,
		body: {
			...view(order),
			items_count: order.items.length,
			items: order.items.map((line) => orderLineView(line, false)),
			created_date: moment('created_date', order.created).created_date,
			custom_fields: order.custom_fields,
		},
	};
}

function one(call: Call) {
	const order = named(call);
	const purchase_order = {
		...view(order),
		...keysOf(order, headerKeys),
		items: order.items.map((line) => orderLineView(line, true)),
		...moment('created_date', order.created),
		...moment('last_modified_date', order.modified),
	};
	return { status: 200, body: { version: version(call), purchase_order } };
}

function change(call: Call) {
	const order = named(call);
	const body = call.object();
	check(body, {}, { date: 'day', total_amount: 'number', items: 'list', ...headerShape });
	const company = order.ottimate_company_id;
	const lines = body.items === undefined ? [] : objectsOf(body.items, 'items');
	for (const line of lines) {
		check(line, line.id === undefined ? newLineNeeds : {}, lineShape);
		if (line.id !== undefined && !order.items.some((item) => item.id === line.id)) {
			throw invalid({ items: [`Unknown line ${String(line.id)}.`] });
		}
	}
	for (const line of lines) {
		const known = order.items.find((item) => item.id === line.id);
		if (known) changeLine(call, company, known, line);
		else order.items.push(newLine(call, company, line));
	}
	changeHeader(order, body);
	order.modified = call.now;
	return {
		status: 200,
		body: {
			version: version(call),
			...view(order),
			items_count: order.items.length,
			last_modified_date: moment('last_modified_date', order.modified).last_modified_date,
		},
	};
}

function upsert(call: Call, company: number, location: number, body: JsonObject) {
	const faults = faultsOf(body, orderNeeds, headerShape);
	const [fault] = Object.keys(faults);
	if (fault !== undefined) return { result: null, message: `${fault} is invalid or missing` };
	const lines = objectsOf(body.items, 'items');
	if (lines.some((line) => Object.keys(faultsOf(line, {}, lineShape)).length > 0)) {
		return { result: null, message: 'items are invalid' };
	}
	const known = state.orders.find(
		(row) =>
			row.ottimate_location_id === location &&
			row.erp_vendor_id === body.erp_vendor_id &&
			row.po_number === body.po_number,
	);
	if (known) {
		changeHeader(known, body);
		known.items = lines.map((line) => newLine(call, company, line));
		known.modified = call.now;
	}
	const order = known ?? newOrder(call, { company, location }, body, lines);
	return { result: order.id, message: null };
}

function bulk(call: Call) {
	const body = call.object();
	const needs: Shape = {
		ottimate_company_id: 'integer',
		ottimate_location_id: 'integer',
		purchase_orders: 'list',
	};
	check(body, needs);
	const company = ownCompany(body.ottimate_company_id).id;
	const location = ownLocation(body.ottimate_location_id).id;
	const rows = objectsOf(body.purchase_orders, 'purchase_orders');
	const lineCount = rows.reduce(
		(sum, row) => sum + (Array.isArray(row.items) ? row.items.length : 0),
		0,
	);
	if (rows.length === 0 || rows.length > 100) {
		throw invalid({ purchase_orders: ['Between 1 and 100 purchase orders.'] });
	}
	if (lineCount > 1000) throw invalid({ purchase_orders: ['At most 1000 lines.'] });
	const batch = startBatch(
		call,
		rows.map((row) => () => upsert(call, company, location, row)),
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

export const orderOperations: Operation[] = [
	{ method: 'GET', path: '/purchase-orders', work: list },
	{ method: 'POST', path: '/purchase-orders', work: create, idempotent: true },
	{ method: 'GET', path: '/purchase-orders/{id}', work: one },
	{ method: 'PATCH', path: '/purchase-orders/{id}', work: change },
	{ method: 'POST', path: '/purchase-orders/bulk', work: bulk, idempotent: true },
];
