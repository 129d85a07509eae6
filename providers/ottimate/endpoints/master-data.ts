import type { EndpointDefinition, Field } from '../../../transport/contracts/endpoint';
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
	text('net_terms', 'Payment terms', '30'),
	{
		name: 'payment_method',
		type: 'options',
		options: ['credit_card', 'ach', 'check', 'wire_transfer', 'unknown'],
		description: 'Payment method for the vendor',
	},
	text('address_line_1', 'Street address of the vendor'),
	text('address_line_2', 'Suite, floor or building'),
	text('city', 'City of the vendor'),
	text('state', 'State of the vendor'),
	text('zipcode', 'ZIP or postal code of the vendor'),
];

export const vendors: readonly EndpointDefinition[] = [
	row({
		resource: 'vendor',
		operation: 'getMany',
		method: 'GET',
		path: '/vendors',
		summary: 'List vendors',
		query: [
			companyId,
			basicDetail,
			...utcFilter(
				'last_modified_date_from',
				'Return only vendors modified at this time or later. Needs "Company"',
			),
			...utcFilter(
				'last_modified_date_to',
				'Return only vendors modified at this time or earlier. Needs "Company"',
			),
		],
		itemsPath: 'vendors',
	}),
	row({
		resource: 'vendor',
		operation: 'create',
		method: 'POST',
		path: '/vendors',
		summary: 'Create a vendor',
		body: [required(companyId), required(erpVendorId), required(erpVendorName), ...vendorFields],
		itemPath: 'vendor',
		idempotencyKey: true,
	}),
	row({
		resource: 'vendor',
		operation: 'get',
		method: 'GET',
		path: '/vendors/{id}',
		summary: 'Get a vendor',
		parts: { id: 'ID of the vendor' },
		itemPath: 'vendor',
	}),
	row({
		resource: 'vendor',
		operation: 'upsertMany',
		method: 'POST',
		path: '/vendors/bulk',
		summary: `Create or update up to ${RECORDS_PER_CALL} vendors by ERP ID`,
		body: [
			required(companyId),
			{
				name: 'vendors',
				type: 'json',
				required: true,
				description: 'Vendors with "erp_vendor_id"; new ones also need "erp_vendor_name"',
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
				{
					...erpVendorName,
					description: 'Name under which the ERP lists the vendor. Required for new vendors.',
				},
				...vendorFields,
			],
		},
		idempotencyKey: true,
		hidesFailures: partialBulk,
		recordResults: vendorOutcomes,
	}),
];

const erpType = text('erp_type', 'Dimension type in the ERP', 'Department');

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
		description: 'Dimension type in Ottimate. "Account" is a GL account.',
	},
	text('name', 'Name of the dimension', 'Kitchen'),
	text('code', 'Code of the dimension', '100'),
	idText('reference_id', 'Your own reference for the dimension', 'D-100'),
	idText('erp_dimension_id', 'ID under which the ERP lists the dimension', 'DEPT-100'),
];

export const dimensions: readonly EndpointDefinition[] = [
	row({
		resource: 'dimension',
		operation: 'getMany',
		method: 'GET',
		path: '/dimensions',
		summary: 'List dimensions, such as GL accounts, departments and classes',
		query: [companyId, erpType, basicDetail],
		itemsPath: 'dimensions',
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
		parts: { id: 'ID of the dimension' },
		itemPath: 'dimension',
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
				description: 'Dimensions with all six keys of the example',
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
		recordResults: dimensionOutcomes,
	}),
];
