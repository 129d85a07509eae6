import type { OrderLine, PurchaseOrder, Receipt, Vendor } from '../records.mts';
import { cents, uuid } from './invoices.mts';
import { day, hour, locations, start } from './tenancy.mts';
import { cycle, isoDay } from '../../../../sandbox/core/wire.mts';

export const orderStatuses = [
	'pending',
	'open',
	'received',
	'closed',
	'flagged',
	'archived',
	'deleted',
] as const;

const receiptStatuses = ['open', 'pending', 'flagged', 'closed', 'archived', 'deleted'];
const goods = ['Tomatoes', 'Rice', 'Towels', 'Butter', 'Cleaner', 'Cups'];
const units = ['case', 'kg', 'each', 'l'];

function orderLines(order: number, created: number, random: () => number): OrderLine[] {
	return Array.from({ length: 1 + (order % 5) }, (_, at) => ({
		id: uuid(random),
		external_id: `POL-${order}-${at + 1}`,
		name: cycle(goods, order + at),
		sku: at % 3 === 2 ? null : `SKU-${(order * 3 + at) % 80}`,
		quantity: 1 + Math.floor(random() * 40),
		price: cents(1 + random() * 60),
		uom: cycle(units, order + at),
		dimensions: {},
		created,
		modified: created,
	}));
}

export function seedOrders(random: () => number, vendors: Vendor[]): PurchaseOrder[] {
	return Array.from({ length: 400 }, (_, at) => {
		const location = cycle(locations, at * 3);
		const own = vendors.filter((vendor) => vendor.ottimate_company_id === location.company);
		const vendor = cycle(own, at * 11);
		const created = start + at * 16 * hour;
		const items = orderLines(at + 1, created, random);
		return {
			id: uuid(random),
			external_id: at % 5 === 4 ? null : `EXT-PO-${at + 1}`,
			po_number: `PO-${at + 1}`,
			status: cycle(orderStatuses, at * 4 + Math.floor(at / 7)),
			ottimate_location_id: location.id,
			ottimate_company_id: location.company,
			date: isoDay(created),
			erp_vendor_id: vendor.erp_vendor_id,
			erp_vendor_name: vendor.erp_vendor_name,
			total_amount: cents(items.reduce((sum, item) => sum + item.quantity * item.price, 0)),
			tax: at % 2 === 0 ? cents(random() * 50) : null,
			freight: at % 4 === 0 ? 25 : null,
			miscellaneous_charges: null,
			invoice_number_ref: at % 6 === 0 ? `INV-${1000 + at}` : null,
			is_2_way: at % 3 === 0,
			custom_fields: at % 8 === 0 ? { buyer: `Buyer ${at % 5}` } : {},
			items,
			created,
			modified: created + Math.floor(random() * 6 * day),
		};
	});
}

export function seedReceipts(random: () => number, orders: PurchaseOrder[]): Receipt[] {
	return Array.from({ length: 200 }, (_, at) => {
		const order = cycle(orders, at * 2);
		const created = order.created + 2 * day;
		return {
			id: uuid(random),
			external_id: at % 4 === 3 ? null : `EXT-RC-${at + 1}`,
			receipt_number: `RC-${at + 1}`,
			status: cycle(receiptStatuses, at * 5 + Math.floor(at / 6)),
			ottimate_po_id: order.id,
			ottimate_location_id: order.ottimate_location_id,
			ottimate_company_id: order.ottimate_company_id,
			date: isoDay(created),
			total_amount: order.total_amount,
			invoice_number_ref: order.invoice_number_ref,
			note: at % 5 === 0 ? 'One box damaged' : null,
			items: order.items.map((item, line) => ({
				id: uuid(random),
				external_id: `RCL-${at + 1}-${line + 1}`,
				ottimate_po_item_id: item.id,
				name: item.name,
				sku: item.sku,
				quantity: item.quantity,
				price: item.price,
				uom: item.uom,
				created,
				modified: created,
			})),
			created,
			modified: created + hour,
		};
	});
}
