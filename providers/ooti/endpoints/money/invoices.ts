import { optional } from '../fields';
import { call, crud, fromArticle, namedOnly, subject } from '../rows';

const invoice = subject('invoice', 'an invoice', 'invoices', 'invoices');
const invoiceItem = subject('invoiceItem', 'an invoice item', 'items', 'invoices');
const payment = subject('payment', 'a payment', 'payments', 'payments');
const currency = subject('currency', 'a currency', 'currencies', 'currencies');
const bank = subject('bank', 'a bank account', 'bank accounts', 'banks');

const paymentType = { type: { description: 'Payment method as an OOTI code, such as C' } };

export const invoices = [
	...crud(invoice, '/invoices/list/{org_pk}/', '/invoices/{pk}/', {
		only: ['create', 'get', 'getMany', 'update'],
		filters: 'team q is_sent is_valid type',
		createQuery: 'team',
		both: 'invoice_date due_date references',
		create: 'project type client client_name client_address team',
		update: `billing_option bank purchase_order is_valid is_sent is_closed multi_tax_enabled`,
		details: {
			type: {
				type: 'options',
				options: ['1', '4', '9'],
				description: 'Kind of invoice. "Other" needs no project.',
			},
			is_valid: {
				description:
					'Whether the invoice is approved. The items of an approved invoice can no longer change.',
			},
		},
		remarks: {
			update:
				'Set "is_valid" to approve it, "is_sent" to mark it as sent, "is_closed" to cancel it',
		},
		rest: { create: fromArticle },
	}),
	call(invoice, 'delete', 'DELETE', '/invoices/{pk}/', 'Delete an invoice', namedOnly),

	...crud(invoiceItem, '/invoices/items/{pk}/', '/invoices/item/{pk}/', {
		only: ['create', 'delete', 'getMany', 'update'],
		container: 'an invoice',
		both: 'description subtitle amount',
		create: 'tax_rate tax',
		details: {
			description: { description: 'Heading of the item' },
			subtitle: { description: 'Text below the title' },
			tax_rate: { description: 'Tax rate of the item, for invoices with "Multi-Tax Enabled"' },
			tax: { description: 'Tax amount of the item, for invoices with "Multi-Tax Enabled"' },
		},
		remarks: { create: 'Only possible until the invoice is approved' },
	}),

	call(invoiceItem, 'get', 'GET', '/invoices/item/{pk}/', 'Get an invoice item', namedOnly),

	...crud(payment, '/payments/list/{org_pk}/', '/payments/{pk}/', {
		only: ['create', 'getMany', 'update'],
		createQuery: 'team',
		filters: 'team',
		both: 'date amount currency type invoice team project',
		update: 'currency_rate',
		details: paymentType,
		remarks: {
			create: 'The invoice must be approved',
			update: 'Amounts per invoice are changed separately',
		},
	}),
	call(payment, 'delete', 'DELETE', '/payments/{pk}/', 'Delete a payment', namedOnly),
	call(payment, 'get', 'GET', '/payments/{pk}', 'Get a payment with its amounts per invoice'),
	call(
		payment,
		'updateInvoiceAmount',
		'PATCH',
		'/payments/invoice/{pk}/',
		'Change the amount that a payment covers of an invoice. Update the payment first.',
		{
			body: optional('amount'),
			parts: { pk: 'ID of the entry in the payment’s "invoice_payments"' },
		},
	),

	...crud(currency, '/currencies/list/', '/currencies/{pk}/', {
		both: 'name longname symbol decimal_points',
		details: {
			name: { description: 'Unique short name', example: 'EUR' },
			longname: { description: 'Written-out currency name', example: 'Euro' },
		},
	}),

	...crud(bank, '/banks/list/{org_pk}/', '/banks/{pk}/', {
		both: 'name currency country iban bic rib teams projects',
	}),
];
