import type { JsonObject } from '../../../sandbox/core/wire.mts';

export interface Account {
	id: string;
	name: string;
	created: number;
}

export interface Company {
	id: number;
	account: string;
	name: string;
	plan: string;
}

export interface Location {
	id: number;
	account: string;
	company: number;
	name: string;
	group: string;
}

export const vendorFields = [
	'email',
	'phone',
	'net_terms',
	'payment_method',
	'address_line_1',
	'address_line_2',
	'city',
	'state',
	'zipcode',
] as const;

export const paymentMethods = ['credit_card', 'ach', 'check', 'wire_transfer', 'unknown'] as const;

export interface Vendor {
	id: number;
	ottimate_company_id: number;
	erp_vendor_id: string;
	erp_vendor_name: string;
	/** The nullable contact and address fields. */
	details: Record<(typeof vendorFields)[number], string | null>;
	modified: number;
}

export const dimensionTypes = [
	'account',
	'location',
	'department',
	'class',
	'project',
	'customer',
	'entity',
	'item',
	'warehouse',
	'task',
	'costtype',
	'employee',
	'taxcode',
	'property',
	'company',
	'subsidiary',
] as const;

export interface Dimension {
	id: string;
	ottimate_company_id: number;
	erp_type: string;
	ottimate_type: string;
	name: string;
	code: string;
	reference_id: string;
	erp_dimension_id: string;
}

/** A dimension as answers show it. */
export interface DimensionValue {
	id: string;
	erp_dimension_id: string;
	name: string;
	code: string;
}

export type DimensionValues = Record<string, DimensionValue>;

export interface OrderLine {
	id: string;
	external_id: string | null;
	name: string;
	sku: string | null;
	quantity: number;
	price: number;
	uom: string | null;
	dimensions: DimensionValues;
	created: number;
	modified: number;
}

export interface PurchaseOrder {
	id: string;
	external_id: string | null;
	po_number: string;
	status: string;
	ottimate_location_id: number;
	ottimate_company_id: number;
	date: string;
	erp_vendor_id: string;
	erp_vendor_name: string;
	total_amount: number;
	tax: number | null;
	freight: number | null;
	miscellaneous_charges: number | null;
	invoice_number_ref: string | null;
	is_2_way: boolean;
	custom_fields: JsonObject;
	items: OrderLine[];
	created: number;
	modified: number;
}

export interface ReceiptLine {
	id: string;
	external_id: string | null;
	ottimate_po_item_id: string | null;
	name: string;
	sku: string | null;
	quantity: number;
	price: number | null;
	uom: string | null;
	created: number;
	modified: number;
}

export interface Receipt {
	id: string;
	external_id: string | null;
	receipt_number: string;
	status: string;
	ottimate_po_id: string;
	ottimate_location_id: number;
	ottimate_company_id: number;
	date: string;
	total_amount: number;
	invoice_number_ref: string | null;
	note: string | null;
	items: ReceiptLine[];
	created: number;
	modified: number;
}

export const invoiceStatuses = [
	'approved',
	'incomplete',
	'archived',
	'processing',
	'needs-attention',
	'ready-for-export',
	'exported',
	'pending-approval',
] as const;

export const paymentStatuses = ['paid', 'partial', 'unpaid'] as const;

export interface User {
	id: number;
	email: string;
	first_name: string;
	last_name: string;
}

export interface InvoiceLine {
	id: number;
	item: number | null;
	name: string;
	sku: string | null;
	quantity: number;
	price: number;
	is_taxed: boolean;
	dimensions: DimensionValues;
	custom_fields: JsonObject;
}

export interface HistoryEntry {
	id: number;
	date: number;
	reason: string;
	message: string;
	user: User;
}

export interface GlSplit {
	memo: string;
	amount: string;
	custom_fields: JsonObject;
	dimensions: DimensionValues;
}

export interface Invoice {
	id: string;
	/** The integer that the export calls and the variances use. */
	serial: number;
	number: string;
	vendor: number | null;
	ottimate_vendor_name: string | null;
	ottimate_location_id: number;
	ottimate_company_id: number;
	invoice_date: string;
	due_date: string | null;
	posting_date: string | null;
	total_amount: number;
	total_tax: number;
	discount_amount: number;
	currency: string;
	type: string;
	status: string;
	payment_status: string;
	purchase_order: string | null;
	notes: string | null;
	created: number;
	modified: number;
	approved: number | null;
	exported: number | null;
	modifiedBy: User;
	error: string | null;
	has_price_variance: boolean;
	has_unmatched_items: boolean;
	held: string;
	images: Array<{ id: number; url: string }>;
	dimensions: DimensionValues;
	custom_fields: JsonObject;
	payment_reference: string | null;
	items: InvoiceLine[];
	glSplits: GlSplit[] | null;
	history: HistoryEntry[];
}

export interface Upload {
	id: string;
	filename: string;
	created: number;
	pages: number;
	ottimate_location_id: number;
	/** How often the list of uploads has shown it. */
	listed: number;
}

export interface Batch {
	batch_id: string;
	/** How often its progress was asked for. */
	polls: number;
	status: 'processing' | 'completed';
	tasks: Array<() => { result: unknown; message: string | null }>;
	results: Array<{ task: number; result: unknown; message: string | null }>;
	modified: number;
	completed: number | null;
}

export interface CatalogEntry {
	id: string;
	ottimate_company_id: number;
	/** Equal keys mean the same entry. */
	key: string;
	reference_id: string | null;
	item_name: string;
	description: string | null;
	original_description: string | null;
	sku: string | null;
	upc: string | null;
	buying_format: string | null;
	pack_size: string | null;
	uom: string | null;
	price: number | null;
	unit_price: number | null;
	last_purchased_price: number | null;
	erp_vendor_id: string;
	erp_vendor_name: string | null;
	is_split_case: boolean;
	authorized_vendor: boolean;
	/** By type, as answers show them; null where there are none. */
	dimensions: JsonObject | null;
	properties: JsonObject;
	lastPurchased: number | null;
	created: number;
	modified: number;
}

export const scopes = ['company', 'location_group', 'location'] as const;

export type Scope = (typeof scopes)[number];

export interface CatalogPrice {
	id: number;
	entry: string;
	ottimate_company_id: number;
	price: number;
	unit_price: number | null;
	scope: Scope;
	ottimate_location_id: number | null;
	ottimate_group_id: number | null;
	start: number;
	end: number | null;
	reference_id: string | null;
	created: number;
	modified: number;
}

export interface Allowance {
	id: number;
	entry: string;
	ottimate_company_id: number;
	allowance_type: string;
	amount: number;
	unit_allowance: number | null;
	target: Scope;
	ottimate_location_id: number | null;
	ottimate_group_id: number | null;
	start: number;
	end: number | null;
	reference_id: string | null;
	created: number;
	modified: number;
}

export interface VarianceLine {
	id: number;
	entry: string;
	invoice_id: number;
	item_name: string;
	price: number;
	quantity: number;
	invoice_date: string;
	price_variance: number;
	effective_price: number;
	location: number;
}

export interface VarianceBatch {
	id: string;
	ottimate_company_id: number;
	batch_number: number;
	exported: number | null;
	payload: JsonObject;
}
