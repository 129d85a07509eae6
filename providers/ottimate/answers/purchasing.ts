import type { Answers } from '../../../transport/contracts/answer';

const accepted = `
		version status batch_id batch_url results_url: string
		summary: {
			count total_items: integer
		}
	`;

export const purchasing: Answers = {
	'purchaseOrder.getMany': `
		version: string
		count page limit: integer
		purchase_orders: {
			id: uuid
			external_id po_number status erp_vendor_id erp_vendor_name: string
			ottimate_location_id ottimate_company_id: integer
			date: date
			total_amount: number
			created_date created_date_utc last_modified_date last_modified_date_utc: date-time
			custom_fields: object
		}[]
	`,
	'purchaseOrder.create': `
		id: uuid
		external_id po_number status erp_vendor_id erp_vendor_name: string
		ottimate_location_id ottimate_company_id items_count: integer
		date: date
		total_amount: number
		created_date: date-time
		items: {
			id: uuid
			external_id name sku uom: string
			quantity price: number
			created_date last_modified_date: date-time
			dimensions: object
		}[]
		custom_fields: object
	`,
	'purchaseOrder.get': `
		version: string
		purchase_order: {
			id: uuid
			external_id po_number status erp_vendor_id erp_vendor_name invoice_number_ref: string
			ottimate_location_id ottimate_company_id: integer
			date: date
			total_amount tax freight miscellaneous_charges: number
			is_2_way: boolean
			created_date created_date_utc last_modified_date last_modified_date_utc: date-time
			items: {
				id: uuid
				external_id name sku uom: string
				quantity price: number
				created_date created_date_utc last_modified_date last_modified_date_utc: date-time
				dimensions: object
			}[]
			custom_fields: object
		}
	`,
	'purchaseOrder.update': `
		version external_id po_number status erp_vendor_id erp_vendor_name: string
		id: uuid
		ottimate_location_id ottimate_company_id items_count: integer
		date: date
		total_amount: number
		last_modified_date: date-time
	`,
	'purchaseOrder.upsertMany': accepted,
	'receipt.getMany': `
		version: string
		count page limit: integer
		receipts: {
			id external_id receipt_number status ottimate_po_id: string
			date: date
			total_amount: number
			created_date created_date_utc: date-time
		}[]
	`,
	'receipt.create': `
		id external_id receipt_number status ottimate_po_id: string
		date: date
		total_amount: number
		items_count: integer
		created_date: date-time
	`,
	'receipt.get': `
		version: string
		receipt: {
			id external_id receipt_number status ottimate_po_id invoice_number_ref note: string
			date: date
			total_amount: number
			created_date created_date_utc last_modified_date last_modified_date_utc: date-time
			items: {
				id external_id ottimate_po_item_id name sku uom: string
				quantity price: number
				created_date created_date_utc last_modified_date last_modified_date_utc: date-time
			}[]
		}
	`,
	'receipt.update': `
		version id external_id receipt_number status ottimate_po_id: string
		date: date
		total_amount: number
		items_count: integer
		last_modified_date: date-time
	`,
	'receipt.upsertMany': accepted,
	'batch.getMany': `
		count: integer
		results: {
			batch_id status modified_at completed_at: string
			progress: number
			tasks_count tasks_completed tasks_failed: integer
		}[]
	`,
	'batch.getProgress': `
		version batch_id status results_url error: string
		progress: number
		tasks_count tasks_completed tasks_failed: integer
	`,
	'batch.getResults': `
		version batch_id: string
		results: {
			task: integer
			result: any
			message: string
		}[]
	`,
};
