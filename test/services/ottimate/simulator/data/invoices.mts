import type { Dimension, Invoice, InvoiceLine, Vendor } from '../records.mts';
import { invoiceStatuses, paymentStatuses } from '../records.mts';
import { day, hour, locations, start, users } from './tenancy.mts';
import { cycle, isoDay } from '../../../../sandbox/core/wire.mts';

const goods: Array<[string, string, number]> = [
	['Milk', 'MLK-1', 3.5],
	['Olive oil', 'OIL-2', 18.75],
	['Flour', 'FLR-5', 12.2],
	['Napkins', 'NAP-9', 6.4],
	['Salmon', 'SAL-3', 42.9],
	['Lemons', 'LEM-4', 0.85],
	['Coffee', 'COF-7', 27.3],
];

export const cents = (amount: number): number => Math.round(amount * 100) / 100;

export function uuid(random: () => number): string {
	const digits = (count: number) =>
		Array.from({ length: count }, () => Math.floor(random() * 16).toString(16)).join('');
	return `${digits(8)}-${digits(4)}-4${digits(3)}-a${digits(3)}-${digits(12)}`;
}

export const invoiceLink = (serial: number): string => `https://sandbox.ottimate.com/i/${serial}`;

function lines(serial: number, random: () => number): InvoiceLine[] {
	return Array.from({ length: 1 + (serial % 4) }, (_, at) => {
		const [name, sku, price] = cycle(goods, serial + at);
		return {
			id: serial * 10 + at,
			item: at === 0 ? 5000 + (serial % 60) : null,
			name,
			sku,
			quantity: 1 + Math.floor(random() * 20),
			price,
			is_taxed: at % 2 === 0,
			dimensions: {},
			custom_fields: {},
		};
	});
}

/** The newest invoice comes first; there is one about every five hours and a half. */
export function seedInvoices(
	random: () => number,
	vendors: Vendor[],
	dimensions: Dimension[],
): Invoice[] {
	const rows = Array.from({ length: 1200 }, (_, at): Invoice => {
		const serial = 101 + at;
		const location = cycle(locations, at);
		const own = vendors.filter((vendor) => vendor.ottimate_company_id === location.company);
		const vendor = cycle(own, at * 7);
		const status = cycle(invoiceStatuses, at * 5 + Math.floor(at / 8));
		const created = start + Math.floor(at * 5.45 * hour) + (at % 50) * 1000;
		const items = lines(serial, random);
		const net = items.reduce((sum, item) => sum + item.quantity * item.price, 0);
		const total = cents(net * 1.0875);
		const done = status === 'exported' || status === 'ready-for-export' || status === 'approved';
		const payment = status === 'exported' ? cycle(paymentStatuses, at) : 'unpaid';
		const account = dimensions.find(
			(row) => row.ottimate_company_id === location.company && row.ottimate_type === 'account',
		);
		const modified = created + Math.floor(random() * 9 * day);
		const user = cycle(users, at);
		return {
			id: uuid(random),
			serial,
			number: `INV-${1000 + at}`,
			vendor: status === 'processing' ? null : vendor.id,
			ottimate_vendor_name: status === 'processing' ? null : vendor.erp_vendor_name,
			ottimate_location_id: location.id,
			ottimate_company_id: location.company,
			invoice_date: isoDay(created - 2 * day),
			due_date: at % 11 === 0 ? null : isoDay(created + 28 * day),
			posting_date: done ? isoDay(created + day) : null,
			total_amount: total,
			total_tax: cents(total - net),
			discount_amount: 0,
			currency: location.company < 130 ? 'USD' : 'CAD',
			type: at % 13 === 0 ? 'credit_memo' : at % 97 === 0 ? 'other' : 'invoice',
			status,
			payment_status: payment,
			purchase_order: at % 3 === 0 ? `PO-${1 + (at % 400)}` : null,
			notes: at % 6 === 0 ? 'Delivered at the back door' : null,
			created,
			modified,
			approved: done ? created + Math.floor((modified - created) / 2) : null,
			exported: status === 'exported' ? modified : null,
			modifiedBy: user,
			error: status === 'needs-attention' ? 'Vendor could not be matched' : null,
			has_price_variance: at % 9 === 0,
			has_unmatched_items: at % 7 === 0,
			held: at % 40 === 5 ? 'Price in dispute' : '',
			images: [{ id: serial, url: `https://cdn.example.com/invoices/${serial}.png` }],
			dimensions:
				account && at % 4 === 0
					? {
							[account.erp_type]: {
								id: account.id,
								erp_dimension_id: account.erp_dimension_id,
								name: account.name,
								code: account.code,
							},
						}
					: {},
			custom_fields:
				location.company < 130 ? { cost_center: `CC-${at % 5}`, project_code: `P-${at % 12}` } : {},
			payment_reference: payment === 'unpaid' ? null : `PAY-${serial}`,
			items,
			glSplits:
				at % 2 === 0
					? [
							{
								memo: 'Cost of goods',
								amount: cents(total * 0.75).toFixed(2),
								custom_fields: {},
								dimensions: {},
							},
							{
								memo: 'Supplies',
								amount: cents(total - cents(total * 0.75)).toFixed(2),
								custom_fields: {},
								dimensions: {},
							},
						]
					: null,
			history: [
				{ id: serial * 100, date: created, reason: 'created', message: 'Invoice created', user },
				{
					id: serial * 100 + 1,
					date: modified,
					reason: 'updated',
					message: 'Header updated',
					user,
				},
			],
		};
	});
	return rows.reverse();
}
