import type { EndpointRow, Field } from '../../../transport/types';
import { dimensionOutcomes, vendorOutcomes } from '../outcomes/bulk';
import {
	RECORDS_PER_CALL,
	REFUSED_TOGETHER,
	basicDetail,
	companyId,
	erpVendorId,
	erpVendorName,
	idText,
	partialBulk,
	required,
	row,
	text,
	utcFilter,
} from './shared';

const vendorFields: readonly Field[] = [
	text('email', 'Email address of the vendor', 'name@email.com'),
	text('phone', 'Phone number of the vendor'),
	text('net_terms', 'Terms of payment', '30'),
	{
		name: 'payment_method',
		type: 'options',
		options: ['credit_card', 'ach', 'check', 'wire_transfer', 'unknown'],
		description: 'How the vendor is paid',
	},
	text('address_line_1', 'First line of the address'),
	text('address_line_2', 'Second line of the address'),
	text('city', 'City of the address'),
	text('state', 'State of the address'),
	text('zipcode', 'Postal code of the address'),
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
			...utcFilter('last_modified_date_from', 'Modified at this time or later; needs the company'),
			...utcFilter('last_modified_date_to', 'Modified at this time or earlier; needs the company'),
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
		record: 'vendor',
		idempotencyKey: true,
	}),
	row({
		resource: 'vendor',
		operation: 'get',
		method: 'GET',
		path: '/vendors/{id}',
		summary: 'Get a vendor',
		parts: { id: 'The vendor; its ID in Ottimate is a number' },
		record: 'vendor',
	}),
	row({
		resource: 'vendor',
		operation: 'upsertMany',
		method: 'POST',
		path: '/vendors/bulk',
		summary: `Create or update up to ${RECORDS_PER_CALL} vendors, matched by their ERP ID`,
		body: [
			required(companyId),
			{
				name: 'vendors',
				type: 'json',
				required: true,
				description: 'Vendors; each needs an erp_vendor_id, new ones a name too',
				example:
					'[{"erp_vendor_id":"V-1","erp_vendor_name":"Fresh Foods","email":"ar@example.com","net_terms":"30","payment_method":"ach"}]',
			},
		],
		batch: {
			key: 'vendors',
			max: RECORDS_PER_CALL,
			refusedTogether: REFUSED_TOGETHER,
			fields: [
				required(erpVendorId),
				{ ...erpVendorName, description: 'What the ERP calls the vendor, required in new ones' },
				...vendorFields,
			],
		},
		idempotencyKey: true,
		hidesFailures: partialBulk,
		outcomes: vendorOutcomes,
	}),
];

const erpType = text('erp_type', 'Name of the dimension type in the ERP', 'Department');

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
		description: 'What the dimension is in Ottimate; account is a GL account',
	},
	text('name', 'Name of the dimension', 'Kitchen'),
	text('code', 'Code of the dimension', '100'),
	idText('reference_id', 'Key of the dimension in the sending system', 'D-100'),
	idText('erp_dimension_id', 'ID by which the ERP knows the dimension', 'DEPT-100'),
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
		parts: { id: 'The dimension, by its ID in Ottimate' },
		record: 'dimension',
	}),
	row({
		resource: 'dimension',
		operation: 'upsertMany',
		method: 'POST',
		path: '/dimensions/bulk',
		summary: `Create or update up to ${RECORDS_PER_CALL} dimensions`,
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
		batch: {
			key: 'dimensions',
			max: RECORDS_PER_CALL,
			refusedTogether: REFUSED_TOGETHER,
			fields: dimensionFields.map(required),
		},
		idempotencyKey: true,
		hidesFailures: partialBulk,
		outcomes: dimensionOutcomes,
	}),
];
