import type { EndpointRow, Field } from '../../../transport/types';
import { apiPage, zoneId } from './shared';

const customersApi = apiPage('customers-api');

const customerFields: readonly Field[] = [
	{ name: 'first_name', type: 'string', description: 'Given name', example: 'Jane' },
	{ name: 'last_name', type: 'string', description: 'Family name', example: 'Doe' },
	{ name: 'email', type: 'string', description: 'Email address', example: 'name@email.com' },
	{
		name: 'phone',
		type: 'string',
		description: 'Phone number with its country code',
		example: '+15559876543',
	},
];

/** The members of an address, for a form. */
export const addressParts: readonly Field[] = [
	{ name: 'city', type: 'string', description: 'City or town', example: 'Springfield' },
	{ name: 'label', type: 'string', description: 'What the address is called', example: 'Home' },
	{ name: 'state', type: 'string', description: 'State, by its two letters', example: 'OR' },
	{ name: 'street', type: 'string', description: 'Street and number', example: '456 Oak Ave' },
	{ name: 'zip', type: 'string', description: 'ZIP code', example: '97477' },
];

/** The members of the preferences, for a form. */
export const preferenceParts: readonly Field[] = [
	{
		name: 'marketing_opt_in',
		type: 'boolean',
		description: 'Whether the customer agrees to advertising',
	},
	{
		name: 'preferred_contact',
		type: 'string',
		description: 'How the customer wants to be reached',
		example: 'email',
	},
];

const customerPart = { id: 'The customer, picked from the list or by ID' };

export const customers: readonly EndpointRow[] = [
	{
		resource: 'customer',
		operation: 'getMany',
		method: 'GET',
		path: '/customers',
		summary:
			'List customers with their addresses and statistics; search by a part of a name, email or phone number. Amounts are in cents.',
		query: [
			{
				name: 'search',
				type: 'string',
				description: 'Part of a name, email or phone number',
				example: 'jane',
			},
			{
				name: 'status',
				type: 'options',
				options: ['active', 'inactive', 'deactivated'],
				description: 'Only customers in this state',
			},
			{
				name: 'created_after',
				type: 'dateTime',
				description: 'Only customers added after this moment; sent in UTC',
			},
			{
				name: 'has_subscription',
				type: 'boolean',
				description: 'Whether to return only customers with a subscription, or only those without',
			},
			zoneId,
		],
		records: 'data',
		...customersApi,
	},
	{
		resource: 'customer',
		operation: 'create',
		method: 'POST',
		path: '/customers',
		summary:
			'Create a customer and return it. Otesse sends an invitation email to the address at once. Otesse does not say which fields it requires.',
		body: [
			...customerFields,
			{
				name: 'address',
				type: 'json',
				description: 'First address of the customer',
				example:
					'{"label":"Home","street":"456 Oak Ave","city":"Springfield","state":"OR","zip":"97477"}',
			},
		],
		record: 'data',
		...customersApi,
	},
	{
		resource: 'customer',
		operation: 'get',
		method: 'GET',
		path: '/customers/{id}',
		summary: 'Get one customer with addresses and statistics',
		parts: customerPart,
		record: 'data',
		...customersApi,
	},
	{
		resource: 'customer',
		operation: 'update',
		method: 'PATCH',
		path: '/customers/{id}',
		summary:
			'Change fields of a customer, such as phone number or contact preferences. Only phone and preferences are shown in the documentation of Otesse.',
		parts: customerPart,
		body: [
			...customerFields,
			{
				name: 'preferences',
				type: 'json',
				description: 'Contact preferences',
				example: '{"preferred_contact":"email","marketing_opt_in":false}',
			},
		],
		record: 'data',
		...customersApi,
	},
];
