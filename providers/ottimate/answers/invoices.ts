import type { Answers } from '../../../transport/contracts/answer';

const invoice = `
		version id number ottimate_vendor_name ottimate_location_name currency type status payment_status purchase_order
		error url: string
		invoice_date due_date: date
		total_amount total_tax outstanding_balance: number
		created_at created_at_utc exported_date exported_date_utc last_modified_date last_modified_date_utc: date-time
		payment_info: {
			payment_method reference: string
		}
		images: {
			id: integer
			url: string
		}[]
		dimensions: object
		gl_splits: {
			memo amount: string
			custom_fields dimensions: object
		}[]
		items_processing_result: {
			status: string
			success failure: object
		}
		history: {
			id: integer
			date date_utc: date-time
			reason message: string
			user: {
				id: integer
				email first_name last_name: string
			}
		}[]
		last_modified_user: {
			id: integer
			email: email
			first_name last_name: string
		}
	`;

export const invoices: Answers = {
	'invoice.getMany': `
		version: string
		count: integer
		results: {
			id invoice_number ottimate_vendor_name ottimate_location_name currency type status payment_status purchase_order
			error url: string
			invoice_date due_date posting_date: date
			total_amount total_tax outstanding_balance: number
			created_at created_at_utc approved_date approved_date_utc exported_date exported_date_utc last_modified_date
			last_modified_date_utc: date-time
			has_price_variance has_unmatched_items: boolean
			last_modified_user: {
				id: integer
				email: email
				first_name last_name: string
			}
			on_hold: {
				is_held: boolean
				reason: string
			}
			images: {
				id: integer
				url: string
			}[]
			dimensions: object
		}[]
	`,
	'invoice.get': invoice,
	'invoice.update': invoice,
	'invoice.flag': `
		version message: string
		success: boolean
		invoice: {
			id invoice_number status: string
		}
	`,
	'invoice.replaceImages': `
		images: {
			id: integer
			url: string
		}[]
		image_errors: {
			source error: string
		}[]
	`,
	'invoice.upload': `
		version reference_id: string
	`,
	'invoice.import': `
		status batch_id batch_url results_url: string
		summary: {
			invoice_count: integer
		}
	`,
	'invoice.markExported': `
		updated: integer[]
		failed: {
			id: integer
			error: string
		}[]
	`,
	'invoice.markUnexported': `
		updated flagged: integer[]
		failed skipped: {
			id: integer
			error: string
		}[]
	`,
	'invoiceApprover.getMany': `
		version: string
		approvers: {
			id: string
			created_date: date-time
			approver: {
				id display_name: string
				email: email
			}
			policy: {
				id name: string
			}
		}[]
	`,
	'invoiceUpload.getMany': `
		version: string
		count: integer
		results: {
			id filename status ottimate_location_name preview_url: string
			date: date-time
			no_of_pages: integer
		}[]
	`,
	'receiverExport.getMany': `
		count page per_page: integer
		next previous: uri
		results: {
			ottimate_invoice_id invoice_number vendor_name receiver_status: string
			ottimate_company_id ottimate_location_id: integer
			invoice_date: date
			exported_at exported_at_utc: date-time
			receiver_lines: {
				catalog_unique_key upc description uom pack_size vendor_id ottimate_catalog_id: string
				case_pack quantity_received unit_price extended_price: number
			}[]
		}[]
	`,
};
