import type { Answers } from '../../../transport/contracts/answer';

export const masterData: Answers = {
	'account.getMany': `
		count page limit: integer
		results: {
			id name created_date: string
			created_date_utc: date-time
			company_count location_count: integer
		}[]
	`,
	'company.getMany': `
		count page limit: integer
		results: {
			id location_count: integer
			name plan: string
		}[]
	`,
	'location.getMany': `
		count page limit: integer
		results: {
			id: integer
			name company location_group group: string
		}[]
	`,
	'vendor.getMany': `
		version: string
		count page limit: integer
		vendors: {
			id ottimate_company_id: integer
			company_name erp_vendor_id erp_vendor_name email phone net_terms payment_method address_line_1 address_line_2 city
			state zipcode: string
			last_modified_date last_modified_date_utc: date-time
		}[]
	`,
	'vendor.create': `
		version: string
		vendor: {
			id ottimate_company_id: integer
			erp_vendor_id erp_vendor_name email phone net_terms payment_method address_line_1 address_line_2 city state zipcode: string
		}
	`,
	'vendor.get': `
		version: string
		vendor: {
			id ottimate_company_id: integer
			company_name erp_vendor_id erp_vendor_name email phone net_terms payment_method address_line_1 address_line_2 city
			state zipcode: string
		}
	`,
	'vendor.upsertMany': `
		version: string
		success_count created_count updated_count error_count: integer
		created updated: {
			id ottimate_company_id: integer
			erp_vendor_id erp_vendor_name email phone net_terms payment_method address_line_1 address_line_2 city state zipcode: string
		}[]
		errors: {
			index: integer
			erp_vendor_id error type: string
		}[]
	`,
	'dimension.getMany': `
		version: string
		count page limit: integer
		dimensions: {
			id name erp_type code reference_id ottimate_type erp_dimension_id: string
			ottimate_company_id: integer
		}[]
	`,
	'dimension.create': `
		version id name erp_type code reference_id ottimate_type erp_dimension_id: string
		ottimate_company_id: integer
	`,
	'dimension.get': `
		version: string
		dimension: {
			id name erp_type code reference_id ottimate_type erp_dimension_id: string
			ottimate_company_id: integer
		}
	`,
	'dimension.upsertMany': `
		version: string
		success_count created_count updated_count error_count: integer
		created updated errors: {
			id name: string
		}[]
	`,
	'token.create': `
		access_token token_type scope: string
		expires_in: integer
	`,
};
