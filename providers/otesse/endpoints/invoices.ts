import type { EndpointDefinition, Field } from '../../../transport/contracts/endpoint';
import { apiPage, customerId, dateSpan } from './shared';

const invoicesApi = apiPage('invoices-api');

/** The keys of a line. */
export const LINE = {
	description: 'description',
	quantity: 'quantity',
	price: 'unit_price',
} as const;

/** The members of a line, for a form. */
export const lineParts: readonly Field[] = [
	{
		name: LINE.description,
		type: 'string',
		required: true,
		description: 'Description of the service',
		example: 'Deep cleaning',
	},
	{
		name: LINE.quantity,
		type: 'number',
		required: true,
		default: 1,
		description: 'Number of units',
	},
	{
		name: LINE.price,
		type: 'number',
		cents: true,
		required: true,
		description: 'Price per unit in cents: 15000 is 150.00',
	},
];

const invoicePart = { id: 'ID of the invoice' };

export const invoices: readonly EndpointDefinition[] = [
	{
		resource: 'invoice',
		operation: 'getMany',
		method: 'GET',
		path: '/invoices',
		summary: 'List invoices with their line items, totals and payments. Amounts are in cents.',
		query: [
			{
				name: 'status',
				type: 'options',
				options: ['draft', 'pending', 'paid', 'overdue', 'void'],
				description: 'Return only invoices with this status',
			},
			{ ...customerId, description: 'Return only invoices of this customer' },
			...dateSpan('invoices'),
			{
				name: 'min_amount',
				type: 'number',
				cents: true,
				description: 'Return only invoices of this amount or more, in cents: 15000 is 150.00',
			},
			{
				name: 'max_amount',
				type: 'number',
				cents: true,
				description: 'Return only invoices of this amount or less, in cents: 15000 is 150.00',
			},
		],
		itemsPath: 'data',
		...invoicesApi,
	},
	{
		resource: 'invoice',
		operation: 'get',
		method: 'GET',
		path: '/invoices/{id}',
		summary: 'Get an invoice with its line items, totals and payments. Amounts are in cents.',
		parts: invoicePart,
		itemPath: 'data',
		...invoicesApi,
	},
	{
		resource: 'invoice',
		operation: 'create',
		method: 'POST',
		path: '/invoices',
		summary:
			'Create an invoice for a customer and return it. Prices are in cents. Each run creates a new invoice.',
		body: [
			{ ...customerId, description: 'The customer to bill' },
			{
				name: 'line_items',
				type: 'json',
				description: 'Lines of the invoice. "unit_price" is in cents.',
				example: '[{"description":"Deep cleaning","quantity":1,"unit_price":15000}]',
			},
			{
				name: 'tax_rate',
				type: 'number',
				description: 'Tax rate in percent, such as 8.5',
				example: '8.5',
			},
			{
				name: 'due_date',
				type: 'date',
				format: 'yyyy-MM-dd',
				description: 'Date by which the customer must pay',
			},
			{
				name: 'send_email',
				type: 'boolean',
				description: 'Whether to email the invoice to the customer',
			},
			{
				name: 'auto_charge',
				type: 'boolean',
				description: 'Whether to charge the customer’s card',
			},
		],
		itemPath: 'data',
		...invoicesApi,
	},
	{
		resource: 'invoice',
		operation: 'void',
		method: 'POST',
		path: '/invoices/{id}/void',
		summary:
			'Void an unpaid invoice, release its pending payment and return the invoice. A paid invoice needs a refund, which the API does not offer.',
		parts: invoicePart,
		body: [{ name: 'reason', type: 'string', description: 'Reason for voiding the invoice' }],
		itemPath: 'data',
		...invoicesApi,
	},
];
