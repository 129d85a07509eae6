import type { EndpointRow, Field } from '../../../transport/types';
import {
	basicDetail,
	companyId,
	erpVendorId,
	erpVendorName,
	partialBulk,
	required,
	row,
	text,
	utcFilter,
} from './shared';

const vendorFields: readonly Field[] = [
	text('email'),
	text('phone'),
	text('net_terms', 'Terms of payment, such as 30'),
	{
		name: 'payment_method',
		type: 'options',
		options: ['credit_card', 'ach', 'check', 'wire_transfer', 'unknown'],
	},
	text('address_line_1'),
	text('address_line_2'),
	text('city'),
	text('state'),
	text('zipcode'),
];

export const vendors: readonly EndpointRow[] = [
	row({
		resource: 'vendor',
		operation: 'getMany',
		method: 'GET',
		path: '/vendors',
		summary: 'List vendors',
		query: [
			companyId,
			basicDetail,
			...utcFilter('last_modified_date_from', 'Modified since; needs the company ID'),
			...utcFilter('last_modified_date_to', 'Modified until; needs the company ID'),
		],
		records: 'vendors',
	}),
	row({
		resource: 'vendor',
		operation: 'create',
		method: 'POST',
		path: '/vendors',
		summary: 'Create a vendor',
		body: [required(companyId), required(erpVendorId), required(erpVendorName), ...vendorFields],
		idempotencyKey: true,
	}),
	row({
		resource: 'vendor',
		operation: 'get',
		method: 'GET',
		path: '/vendors/{id}',
		summary: 'Get a vendor',
		parts: { id: 'ID of the vendor in Ottimate, a number' },
	}),
	row({
		resource: 'vendor',
		operation: 'upsertMany',
		method: 'POST',
		path: '/vendors/bulk',
		summary: 'Create or update up to 100 vendors, matched by their ERP ID',
		body: [
			required(companyId),
			{
				name: 'vendors',
				type: 'json',
				required: true,
				description: 'Vendors; erp_vendor_id is required in each',
				example:
					'[{"erp_vendor_id":"V-1","erp_vendor_name":"Fresh Foods","email":"ar@example.com","net_terms":"30","payment_method":"ach"}]',
			},
		],
		idempotencyKey: true,
		hidesFailures: partialBulk,
	}),
];

const erpType = text('erp_type', 'Name of the dimension type in the ERP');

const dimensionFields: readonly Field[] = [
	erpType,
	{
		name: 'ottimate_type',
		type: 'options',
		options: [
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
		],
	},
	text('name'),
	text('code'),
	text('reference_id'),
	text('erp_dimension_id', 'ID of the dimension in the ERP'),
];

export const dimensions: readonly EndpointRow[] = [
	row({
		resource: 'dimension',
		operation: 'getMany',
		method: 'GET',
		path: '/dimensions',
		summary: 'List dimensions: GL accounts, departments, classes and the like',
		query: [companyId, erpType, basicDetail],
		records: 'dimensions',
	}),
	row({
		resource: 'dimension',
		operation: 'create',
		method: 'POST',
		path: '/dimensions',
		summary: 'Create a dimension',
		body: [required(companyId), ...dimensionFields.map(required)],
		idempotencyKey: true,
	}),
	row({
		resource: 'dimension',
		operation: 'get',
		method: 'GET',
		path: '/dimensions/{id}',
		summary: 'Get a dimension',
		parts: { id: 'ID of the dimension in Ottimate' },
	}),
	row({
		resource: 'dimension',
		operation: 'upsertMany',
		method: 'POST',
		path: '/dimensions/bulk',
		summary: 'Create or update up to 100 dimensions',
		body: [
			required(companyId),
			{
				name: 'dimensions',
				type: 'json',
				required: true,
				description: 'Dimensions; all six keys of the example are required in each',
				example:
					'[{"erp_type":"Department","ottimate_type":"department","name":"Kitchen","code":"100","reference_id":"D-100","erp_dimension_id":"DEPT-100"}]',
			},
		],
		idempotencyKey: true,
		hidesFailures: partialBulk,
	}),
];
