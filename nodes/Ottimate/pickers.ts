import type { Picker } from '../shared/form/pickers/picker';

/** Where the action node, its filters, and the trigger name a company. */
const company = ['ottimateCompanyId', 'filters.ottimateCompanyId', 'company'];
const location = ['ottimateLocationId', 'filters.ottimateLocationId'];
const account = { id: ['accountId'] };
/** The lines of the order that a receipt is for. */
const orderLines = {
	noun: 'purchase order line',
	list: 'purchaseOrder.get',
	records: 'items',
	needs: { id: ['ottimatePoId', 'recordFields.ottimatePoId'] },
};

export const pickers = {
	account: {
		noun: 'account',
		list: 'account.getMany',
		value: ['id'],
		label: ['name', 'id'],
		search: 'search',
		example: 'racc_9083',
	},
	company: {
		noun: 'company',
		list: 'company.getMany',
		value: ['id'],
		label: ['name', 'id'],
		search: 'search',
		needs: account,
		each: { id: 'account' },
		example: '123',
	},
	location: {
		noun: 'location',
		list: 'location.getMany',
		value: ['id'],
		label: ['name', 'company', 'id'],
		search: 'search',
		needs: account,
		each: { id: 'account' },
		beside: { company },
		// A location names its company by words only, so the chosen company has to be looked up.
		async narrow(rows, chosen, list) {
			if (chosen.company === undefined) return rows;
			const companies = await list('company.getMany', { id: chosen.id });
			const found = companies.find(({ id }) => String(id) === String(chosen.company));
			if (!found) return [];
			const own = rows.filter(({ company: words }) =>
				[found.name, found.id].map(String).includes(String(words)),
			);
			return own.length > 0 ? own : rows;
		},
		example: '456',
	},
	vendor: {
		noun: 'vendor',
		list: 'vendor.getMany',
		value: ['id'],
		label: ['erp_vendor_name', 'erp_vendor_id', 'company_name'],
		needs: { ottimate_company_id: company },
		optional: ['ottimate_company_id'],
		example: '11',
	},
	erpVendor: {
		noun: 'vendor',
		list: 'vendor.getMany',
		value: ['erp_vendor_id'],
		label: ['erp_vendor_name', 'erp_vendor_id', 'company_name'],
		needs: { ottimate_company_id: company },
		optional: ['ottimate_company_id'],
		example: 'V-1',
	},
	invoice: {
		noun: 'invoice',
		list: 'invoice.getMany',
		value: ['id'],
		label: ['invoice_number', 'ottimate_vendor_name', 'invoice_date'],
		search: 'search',
		example: '550e8400-e29b-41d4-a716-446655440000',
	},
	purchaseOrder: {
		noun: 'purchase order',
		list: 'purchaseOrder.getMany',
		value: ['id'],
		label: ['po_number', 'erp_vendor_name', 'date'],
		needs: { ottimate_company_id: company, ottimate_location_id: location },
		optional: ['ottimate_company_id', 'ottimate_location_id'],
		example: '550e8400-e29b-41d4-a716-446655440000',
	},
	receipt: {
		noun: 'receipt',
		list: 'receipt.getMany',
		value: ['id'],
		label: ['receipt_number', 'date'],
		example: '550e8400-e29b-41d4-a716-446655440000',
	},
	dimension: {
		noun: 'dimension',
		list: 'dimension.getMany',
		value: ['id'],
		label: ['name', 'erp_type', 'code'],
		needs: { ottimate_company_id: company },
		optional: ['ottimate_company_id'],
		example: 'dim_1',
	},
	/** By its ID in the ERP, which invoices and lines name, beside its type. */
	erpDimension: {
		noun: 'dimension',
		list: 'dimension.getMany',
		value: ['erp_dimension_id'],
		label: ['name', 'erp_type', 'code'],
		needs: { ottimate_company_id: company, erp_type: ['&type'] },
		optional: ['ottimate_company_id', 'erp_type'],
		example: 'DEPT-001',
	},
	dimensionType: {
		noun: 'dimension type',
		by: 'name',
		list: 'dimension.getMany',
		value: ['erp_type'],
		label: ['erp_type'],
		needs: { ottimate_company_id: company },
		optional: ['ottimate_company_id'],
		async narrow(rows) {
			return [...new Map(rows.map((row) => [row.erp_type, row])).values()];
		},
		example: 'DEPARTMENT',
	},
	orderLine: {
		...orderLines,
		value: ['id'],
		label: ['name', 'sku', 'external_id'],
		example: '550e8400-e29b-41d4-a716-446655440000',
	},
	externalOrderLine: {
		...orderLines,
		value: ['external_id'],
		label: ['name', 'sku', 'external_id'],
		example: 'L-1',
	},
	catalogEntry: {
		noun: 'catalog entry',
		list: 'catalogEntry.getMany',
		value: ['id'],
		label: ['item_name', 'sku', 'id'],
		search: 'search',
		needs: { ottimate_company_id: company },
		each: { ottimate_company_id: 'company' },
		example: 'cte_1',
	},
	batch: {
		noun: 'batch',
		list: 'batch.getMany',
		value: ['batch_id'],
		label: ['batch_id', 'status', 'modified_at'],
		example: 'b-1',
	},
} satisfies Readonly<Record<string, Picker>>;

/** The fields and path parts that name one record of a list. */
export const fieldPickers: Readonly<Record<string, string>> = {
	ottimate_company_id: 'company',
	ottimate_location_id: 'location',
	ottimate_location_ids: 'location',
	'company.id': 'account',
	'location.id': 'account',
	'vendor.id': 'vendor',
	ottimate_vendor_id: 'vendor',
	'receiverExport.vendor_id': 'vendor',
	'purchaseOrder.erp_vendor_id': 'erpVendor',
	'receipt.erp_vendor_id': 'erpVendor',
	'invoice.erp_vendor_id': 'erpVendor',
	'catalogEntry.erp_vendor_id': 'erpVendor',
	'invoice.id': 'invoice',
	'invoiceApprover.id': 'invoice',
	'purchaseOrder.id': 'purchaseOrder',
	ottimate_po_id: 'purchaseOrder',
	'receipt.id': 'receipt',
	'dimension.id': 'dimension',
	'catalogEntry.id': 'catalogEntry',
	'priceVariance.id': 'catalogEntry',
	catalog_entry_id: 'catalogEntry',
	'batch.id': 'batch',
};
