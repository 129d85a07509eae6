import type { EndpointRow, Field } from '../../../transport/types';
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
		description: 'What the line is for',
		example: 'Deep cleaning',
	},
	{ name: LINE.quantity, type: 'number', required: true, default: 1, description: 'How many' },
	{
		name: LINE.price,
		type: 'number',
		cents: true,
		required: true,
		description: 'Price of one, in whole cents: 15000 is 150.00',
	},
];

const invoicePart = { id: 'The invoice, picked from the list or by ID' };

export const invoices: readonly EndpointRow[] = [
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
				description: 'Only invoices in this state',
			},
			{ ...customerId, description: 'Only invoices of this customer' },
			...dateSpan('Date of the invoice'),
			{
				name: 'min_amount',
				type: 'number',
				cents: true,
				description: 'Smallest amount, in cents: 15000 is 150.00',
			},
			{
				name: 'max_amount',
				type: 'number',
				cents: true,
				description: 'Largest amount, in cents: 15000 is 150.00',
			},
		],
		records: 'data',
		...invoicesApi,
	},
	{
		resource: 'invoice',
		operation: 'get',
		method: 'GET',
		path: '/invoices/{id}',
		summary: 'Get one invoice with its line items, totals and payment. Amounts are in cents.',
		parts: invoicePart,
		record: 'data',
		...invoicesApi,
	},
	{
		resource: 'invoice',
		operation: 'create',
		method: 'POST',
		path: '/invoices',
		summary:
			'Bill a customer and return the invoice. Prices are in cents. Can email the invoice to the customer and charge the card. Sent twice it bills twice.',
		body: [
			{ ...customerId, description: 'Who is billed' },
			{
				name: 'line_items',
				type: 'json',
				description: 'Lines of the invoice as a list; unit_price is in whole cents',
				example: '[{"description":"Deep cleaning","quantity":1,"unit_price":15000}]',
			},
			{
				name: 'tax_rate',
				type: 'number',
				description: 'Tax in percent: 8.5 is 8.5%',
				example: '8.5',
			},
			{
				name: 'due_date',
				type: 'date',
				format: 'yyyy-MM-dd',
				description: 'Day by which the customer has to pay',
			},
			{
				name: 'send_email',
				type: 'boolean',
				description: 'Whether Otesse emails the invoice to the customer',
			},
			{
				name: 'auto_charge',
				type: 'boolean',
				description: 'Whether Otesse charges the card of the customer',
			},
		],
		record: 'data',
		...invoicesApi,
	},
	{
		resource: 'invoice',
		operation: 'void',
		method: 'POST',
		path: '/invoices/{id}/void',
		summary:
			'Void an invoice that is not paid, release its pending payment and return the invoice. A paid invoice needs a refund, which the API does not offer.',
		parts: invoicePart,
		body: [{ name: 'reason', type: 'string', description: 'Why the invoice is void' }],
		record: 'data',
		...invoicesApi,
	},
];
