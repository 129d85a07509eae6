import type { EndpointDefinition, Field } from '../../../transport/contracts/endpoint';
import { apiPage, zoneId } from './shared';

const customersApi = apiPage('customers-api');

const customerFields: readonly Field[] = [
	{
		name: 'first_name',
		type: 'string',
		description: 'Given name of the customer',
		example: 'Jane',
	},
	{ name: 'last_name', type: 'string', description: 'Family name of the customer', example: 'Doe' },
	{ name: 'email', type: 'string', description: 'Email address', example: 'name@email.com' },
	{
		name: 'phone',
		type: 'string',
		description: 'Phone number with country code',
		example: '+15559876543',
	},
];

/** The members of an address, for a form. */
export const addressParts: readonly Field[] = [
	{ name: 'city', type: 'string', description: 'City or town', example: 'Springfield' },
	{ name: 'label', type: 'string', description: 'Name of the address', example: 'Home' },
	{ name: 'state', type: 'string', description: 'Two-letter state code', example: 'OR' },
	{
		name: 'street',
		type: 'string',
		description: 'Street and house number',
		example: '456 Oak Ave',
	},
	{ name: 'zip', type: 'string', description: 'ZIP code', example: '97477' },
];

/** The members of the preferences, for a form. */
export const preferenceParts: readonly Field[] = [
	{
		name: 'marketing_opt_in',
		type: 'boolean',
		description: 'Whether the customer agrees to receive marketing',
	},
	{
		name: 'preferred_contact',
		type: 'string',
		description: 'How the customer prefers to be contacted',
		example: 'email',
	},
];

const customerPart = { id: 'ID of the customer' };

export const customers: readonly EndpointDefinition[] = [
	{
		resource: 'customer',
		operation: 'getMany',
		method: 'GET',
		path: '/customers',
		summary: 'List customers with their addresses and statistics. Amounts are in cents.',
		query: [
			{
				name: 'search',
				type: 'string',
				description: 'Text to find in names, email addresses and phone numbers',
				example: 'jane',
			},
			{
				name: 'status',
				type: 'options',
				options: ['active', 'inactive', 'deactivated'],
				description: 'Return only customers with this status',
			},
			{
				name: 'created_after',
				type: 'dateTime',
				description:
					"Return only customers created after this time. Times without a zone use the workflow's time zone.",
			},
			{
				name: 'has_subscription',
				type: 'boolean',
				description: 'Whether to return only customers with a subscription, or only those without',
			},
			zoneId,
		],
		itemsPath: 'data',
		...customersApi,
	},
	{
		resource: 'customer',
		operation: 'create',
		method: 'POST',
		path: '/customers',
		summary:
			'Create a customer and return it. Otesse immediately sends the customer an invitation email.',
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
		itemPath: 'data',
		...customersApi,
	},
	{
		resource: 'customer',
		operation: 'get',
		method: 'GET',
		path: '/customers/{id}',
		summary: 'Get a customer with addresses and statistics',
		parts: customerPart,
		itemPath: 'data',
		...customersApi,
	},
	{
		resource: 'customer',
		operation: 'update',
		method: 'PATCH',
		path: '/customers/{id}',
		summary: 'Update a customer, such as the phone number or contact preferences',
		parts: customerPart,
		body: [
			...customerFields,
			{
				name: 'preferences',
				type: 'json',
				description: 'Contact preferences of the customer',
				example: '{"preferred_contact":"email","marketing_opt_in":false}',
			},
		],
		itemPath: 'data',
		...customersApi,
	},
];
