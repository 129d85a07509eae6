import { optional } from './fields';
import { call, crud, fromArticle, namedOnly, subject } from './rows';

const invoice = subject('invoice', 'an invoice', 'invoices', 'invoices');
const invoiceItem = subject('invoiceItem', 'an invoice item', 'items', 'invoices');
const payment = subject('payment', 'a payment', 'payments', 'payments');
const currency = subject('currency', 'a currency', 'currencies', 'currencies');
const bank = subject('bank', 'a bank account', 'bank accounts', 'banks');

const paymentType = { type: { description: 'How it was paid, as a code such as C' } };

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
				description: '1 for production, 4 for other (needs no project), 9 for a credit note',
			},
			is_valid: { description: 'Whether it is approved; an approved one keeps its items' },
		},
		remarks: {
			update: 'approve with is_valid, mark as sent with is_sent, cancel with is_closed',
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
			description: { description: 'Title of the item' },
			subtitle: { description: 'Text below the title' },
			tax_rate: { description: 'Tax rate, where the invoice has multi_tax_enabled' },
			tax: { description: 'Tax amount, where the invoice has multi_tax_enabled' },
		},
		remarks: { create: 'only while the invoice is not approved' },
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
			create: 'the invoice must be approved',
			update: 'its share of an invoice is changed apart',
		},
	}),
	call(payment, 'delete', 'DELETE', '/payments/{pk}/', 'Delete a payment', namedOnly),
	call(payment, 'get', 'GET', '/payments/{pk}', 'Get a payment with its shares of invoices'),
	call(
		payment,
		'updateInvoiceAmount',
		'PATCH',
		'/payments/invoice/{pk}/',
		'Change what a payment pays of an invoice; update the payment itself first',
		{
			body: optional('amount'),
			parts: { pk: 'ID of the share in invoice_payments of the payment' },
		},
	),

	...crud(currency, '/currencies/list/', '/currencies/{pk}/', {
		both: 'name longname symbol decimal_points',
		details: {
			name: { description: 'Short name, unique', example: 'EUR' },
			longname: { description: 'Name of the currency in full', example: 'Euro' },
		},
	}),

	...crud(bank, '/banks/list/{org_pk}/', '/banks/{pk}/', {
		both: 'name currency country iban bic rib teams projects',
	}),
];
