import type { Calls, Literals } from '../calls.mts';
import { byId } from '../calls.mts';

const company = byId('123');
const location = byId('456');
const window = { expand: 'items', dateFrom: '2026-01-01', dateTo: '2026-01-31' };
const windowSent = { expand: 'items', date_from: '2026-01-01', date_to: '2026-01-31' };
const line = { name: 'Milk', quantity: 1, price: 3, dimensions: { GL_ACCOUNT: 'erp-1' } };
const items = JSON.stringify([line]);
const body = '{"entries": [{"sku": "a"}]}';
const bodySent = { entries: [{ sku: 'a' }] };

const literals: Literals = {
	'purchaseOrder.getMany': {
		with: { limit: 5, filters: window },
		call: 'GET /purchase-orders',
		query: { ...windowSent, page: '1', limit: '5' },
	},
	'purchaseOrder.create': {
		with: {
			ottimateLocationId: location,
			poNumber: 'P-1',
			erpVendorId: 'V-1',
			date: '2026-01-10',
			totalAmount: 3,
			additionalFields: { items },
		},
		call: 'POST /purchase-orders',
		body: {
			ottimate_location_id: 456,
			po_number: 'P-1',
			erp_vendor_id: 'V-1',
			date: '2026-01-10',
			total_amount: 3,
			items: [line],
		},
	},
	'purchaseOrder.update': {
		with: { purchaseOrderId: byId('po_1'), updateFields: { items } },
		call: 'PATCH /purchase-orders/po_1',
		body: { items: [line] },
	},
	'purchaseOrder.upsertMany': {
		with: { recordsFrom: 'items', ottimateCompanyId: company, ottimateLocationId: location },
		items: [{ po_number: 'P-1', items: [line] }],
		call: 'POST /purchase-orders/bulk',
		body: {
			ottimate_company_id: 123,
			ottimate_location_id: 456,
			purchase_orders: [{ po_number: 'P-1', items: [line] }],
		},
	},
	'vendor.getMany': {
		with: {
			limit: 5,
			filters: { ottimateCompanyId: company, lastModifiedDateFromUtc: '2026-01-01T00:00:00Z' },
		},
		call: 'GET /vendors',
		query: {
			ottimate_company_id: '123',
			last_modified_date_from_utc: '2026-01-01T00:00:00Z',
			page: '1',
			limit: '5',
		},
	},
	'receipt.getMany': {
		with: { limit: 5, filters: window },
		call: 'GET /receipts',
		query: { ...windowSent, page: '1', limit: '5' },
	},
	'receipt.create': {
		with: {
			receiptNumber: 'R-1',
			date: '2026-01-10',
			totalAmount: 3,
			ottimatePoId: byId('po_1'),
			additionalFields: { items },
		},
		call: 'POST /receipts',
		body: {
			receipt_number: 'R-1',
			date: '2026-01-10',
			total_amount: 3,
			items: [line],
			ottimate_po_id: 'po_1',
		},
	},
	'receipt.update': {
		with: { receiptId: byId('rc_1'), updateFields: { items } },
		call: 'PATCH /receipts/rc_1',
		body: { items: [line] },
	},
	'receipt.upsertMany': {
		with: { recordsFrom: 'items', ottimateCompanyId: company },
		items: [{ receipt_number: 'R-1', items: [line] }],
		call: 'POST /receipts/bulk',
		body: {
			ottimate_company_id: 123,
			receipts: [{ receipt_number: 'R-1', items: [line] }],
		},
	},
	'invoice.getMany': {
		with: {
			limit: 5,
			filters: {
				expand: 'items',
				lastModifiedDateFromUtc: '2026-01-01T00:00:00Z',
				lastModifiedDateToUtc: '2026-01-31T00:00:00Z',
			},
		},
		call: 'GET /invoices',
		query: {
			expand: 'items',
			last_modified_date_from_utc: '2026-01-01T00:00:00Z',
			last_modified_date_to_utc: '2026-01-31T00:00:00Z',
			page: '1',
			limit: '5',
		},
	},
	'invoice.update': {
		with: { invoiceId: byId('inv_1'), updateFields: { notes: 'x', items } },
		call: 'PATCH /invoices/inv_1',
		body: { notes: 'x', items: [line] },
	},
	'invoice.import': {
		with: { recordsFrom: 'items' },
		items: [{ upload_id: 'u-1', items: [line] }],
		call: 'POST /invoices/import',
		body: [{ upload_id: 'u-1', items: [line] }],
	},
	'invoice.markExported': {
		with: { recordsFrom: 'items' },
		items: [{ invoice_id: ' 101 ' }, { invoice_id: 'abc-1' }],
		call: 'POST /invoices/mark-exported',
		body: { invoices: [{ invoice_id: 101 }, { invoice_id: 'abc-1' }] },
	},
	'invoice.markUnexported': {
		with: { recordsFrom: 'fields', invoiceId: '101', additionalFields: { flagInvoice: true } },
		call: 'POST /invoices/mark-unexported',
		body: { flag_invoice: true, invoices: [{ invoice_id: 101 }] },
	},
	'catalogEntry.upsertMany': {
		with: { body },
		call: 'POST /catalog/entries/bulk',
		body: bodySent,
	},
	'catalogAllowance.create': {
		with: {
			ottimateCompanyId: company,
			catalogEntryId: byId('17'),
			amount: 1.5,
			startDate: '2026-01-01T00:00:00Z',
		},
		call: 'POST /catalog/allowances',
		body: {
			ottimate_company_id: 123,
			catalog_entry_id: 17,
			amount: 1.5,
			start_date: '2026-01-01T00:00:00Z',
		},
	},
	'catalogAllowance.upsertMany': {
		with: { body },
		call: 'POST /catalog/allowances/bulk',
		body: bodySent,
	},
	'catalogPrice.createMany': {
		with: { body },
		call: 'POST /catalog/prices/bulk',
		body: bodySent,
	},
};

const unmentioned = /^Ottimate's answer does not mention this (dimension|invoice|vendor)$/;

export const calls: Calls = {
	literals,
	special: {
		// A record without an invoice is refused; the answer has to name each record.
		'invoice.markExported': { record: { invoice_id: 101 }, fails: unmentioned },
		'invoice.markUnexported': { record: { invoice_id: 101 }, fails: unmentioned },
		'dimension.upsertMany': { fails: unmentioned },
		'vendor.upsertMany': { fails: unmentioned },
	},
	dropped: {
		// A time in UTC is asked for in place of the same time in the company's zone.
		'batch.getMany': ['date_from', 'date_to'],
		'invoice.getMany': ['date_from', 'date_to', 'last_modified_date_from', 'last_modified_date_to'],
		'receiverExport.getMany': ['exported_after', 'exported_before'],
		'varianceBatch.getMany': ['exported_after', 'exported_before'],
		'vendor.getMany': ['last_modified_date_from', 'last_modified_date_to'],
		// The list is made of the records.
		'dimension.upsertMany': ['dimensions'],
		'invoice.markExported': ['invoices'],
		'invoice.markUnexported': ['invoices'],
		'purchaseOrder.upsertMany': ['purchase_orders'],
		'receipt.upsertMany': ['receipts'],
		'vendor.upsertMany': ['vendors'],
	},
};
