import type { Answers } from '../../../transport/contracts/answer';

const entry = `
		id reference_id item_name description sku upc buying_format pack_size uom price unit_price last_purchased_price
		erp_vendor_id ottimate_vendor_name erp_vendor_name display_name last_purchased_date: string
		ottimate_company_id: integer
		is_split_case: boolean
		last_purchased_date_utc created_date created_date_utc last_modified_date last_modified_date_utc: date-time
		dimensions: object
		prices: {
			id price unit_price price_type_display reference_id: string
			price_type ottimate_location_id ottimate_group_id: integer
			start_date start_date_utc end_date end_date_utc created_date created_date_utc last_modified_date
			last_modified_date_utc: date-time
		}[]
		allowances: {
			id allowance_type amount unit_allowance target_type reference_id: string
			target ottimate_location_id ottimate_group_id: integer
			start_date start_date_utc end_date end_date_utc created_date created_date_utc last_modified_date
			last_modified_date_utc: date-time
		}[]
		warnings: {
			message: string
		}[]
	`;

const accepted = `
		version status batch_id batch_url results_url: string
		summary: {
			count: integer
		}
	`;

const allowance = `
		id catalog_entry_id allowance_type amount unit_allowance target_type reference_id: string
		ottimate_company_id ottimate_location_id target: integer
		start_date start_date_utc end_date end_date_utc created_date created_date_utc last_modified_date
		last_modified_date_utc: date-time
	`;

export const catalog: Answers = {
	'catalogEntry.getMany': `
		count page per_page: integer
		results: {
			id reference_id item_name description sku upc buying_format pack_size uom price unit_price last_purchased_price
			erp_vendor_id ottimate_vendor_name erp_vendor_name last_purchased_date: string
			ottimate_company_id: integer
			is_split_case: boolean
			last_purchased_date_utc created_date created_date_utc last_modified_date last_modified_date_utc: date-time
		}[]
	`,
	'catalogEntry.upsert': entry,
	'catalogEntry.get': entry,
	'catalogEntry.update': entry,
	'catalogEntry.upsertMany': accepted,
	'catalogAllowance.getMany': `
		count: integer
		results: {
			id catalog_entry_id allowance_type amount unit_allowance target_type start_date end_date reference_id: string
			ottimate_company_id ottimate_location_id target: integer
			start_date_utc end_date_utc created_date created_date_utc last_modified_date last_modified_date_utc: date-time
		}[]
	`,
	'catalogAllowance.create': allowance,
	'catalogAllowance.update': allowance,
	'catalogAllowance.upsertMany': accepted,
	'catalogPrice.getMany': `
		count page per_page: integer
		results: {
			id catalog_entry_id price unit_price price_type_display reference_id: string
			ottimate_company_id price_type ottimate_location_id ottimate_group_id: integer
			start_date end_date created_date created_date_utc last_modified_date last_modified_date_utc: date-time
		}[]
	`,
	'catalogPrice.create': `
		id catalog_entry_id price unit_price price_type_display reference_id: string
		ottimate_company_id price_type ottimate_location_id ottimate_group_id: integer
		start_date end_date created_date created_date_utc last_modified_date last_modified_date_utc: date-time
	`,
	'catalogPrice.createMany': accepted,
	'priceVariance.getMany': `
		count: integer
		results: {
			id item_name sku upc pack_size erp_vendor_id: string
			last_invoice_item: {
				id: integer
				price price_variance effective_price: number
				invoice_date: date
			}
		}[]
	`,
	'priceVariance.getInvoiceItems': `
		version: string
		count page limit: integer
		results: {
			id invoice_id: integer
			item_name: string
			price quantity price_variance effective_price: number
			invoice_date: date
		}[]
	`,
	'varianceBatch.getMany': `
		count: integer
		next previous: string
		results: {
			id export_status: string
			ottimate_company_id batch_number: integer
			exported_at exported_at_utc: date-time
			costbatch_payload: {
				description zone external_batch_number: string
				import_def_id: integer
				start_datetime: date-time
				catalog_items: object[]
			}
		}[]
	`,
	'varianceBatch.export': `
		id export_status: string
		ottimate_company_id batch_number: integer
		exported_at exported_at_utc: date-time
		costbatch_payload: {
			description zone external_batch_number: string
			import_def_id: integer
			start_datetime: date-time
			catalog_items: object[]
		}
	`,
};
