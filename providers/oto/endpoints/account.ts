import type { EndpointRow, Field, Paging } from '../../../transport/types';
import {
	amount,
	country,
	city,
	daySpan,
	district,
	email,
	flag,
	orderId,
	required,
	row,
	sample,
	secret,
	text,
} from './shared';

const phone: Field = {
	name: 'phone',
	type: 'string',
	description: 'Phone number in E.164 form, with plus sign and country code',
	example: '+966500000000',
};

export const account: readonly EndpointRow[] = [
	row({
		resource: 'token',
		operation: 'create',
		method: 'POST',
		path: '/refreshToken',
		summary: 'Exchange the refresh token for an access token',
		body: [required(text('refresh_token'))],
		token: true,
		secretKeys: ['access_token', 'refresh_token'],
	}),
	row({
		resource: 'token',
		operation: 'test',
		method: 'GET',
		path: '/test',
		summary:
			'Check that OTO takes the access token. Exists in the sandbox (staging) environment only.',
		source: 'help.tryoto.com, Authorization',
	}),
	row({
		resource: 'service',
		operation: 'checkHealth',
		method: 'GET',
		path: '/healthCheck',
		summary: 'Check whether OTO can be reached. Says nothing about the credential.',
	}),
	row({
		resource: 'account',
		operation: 'get',
		method: 'GET',
		path: '/accountInfo',
		summary: 'Get name, plan and remaining credit of the account',
	}),
	row({
		resource: 'account',
		operation: 'buyCredit',
		method: 'POST',
		path: '/buyCredit',
		summary: 'Start a wallet top-up. A person must open the link in the answer and pay.',
		body: [required(amount('amount', 'Amount to pay into the wallet'))],
	}),
	row({
		resource: 'account',
		operation: 'requestMobileVerification',
		method: 'POST',
		path: '/requestMobileVerification',
		summary: 'Send a code to a mobile phone. The token in the answer is needed to verify it.',
		body: [required(phone)],
	}),
	row({
		resource: 'account',
		operation: 'verifyMobileNumber',
		method: 'POST',
		path: '/verifyMobileNumber',
		summary: 'Verify a mobile number by the code that it received',
		body: [
			required(phone),
			required(text('code', 'Code that the phone received')),
			required(secret('token', 'Token that "Request Mobile Verification" returned')),
		],
	}),
];

const paging: Paging = { in: 'query', page: 'page', size: 'perPage', maxSize: 100 };

export const transactions: readonly EndpointRow[] = [
	row({
		resource: 'creditTransaction',
		operation: 'getMany',
		method: 'GET',
		path: '/creditTransactions',
		summary:
			'List wallet transactions, by dates or by order. The documentation names the list orders in its text and transactions in its sample.',
		query: [...daySpan('Day of the transaction; needed without an order'), orderId],
		records: 'transactions',
		paging,
		certainty: 'contradictory',
	}),
	row({
		resource: 'shipmentTransaction',
		operation: 'getMany',
		method: 'GET',
		path: '/shipmentTransactions',
		summary: 'List the charges of shipments, by dates, order or shipment',
		query: [
			...daySpan('Day of the shipment; needed without an order or shipment number'),
			orderId,
			sample(
				'shipmentNumber',
				'Number of the shipment, as the list of orders shows it',
				'DCA87E10',
			),
		],
		records: 'shipments',
		paging,
		hidesFailures: 'An unknown order gives a 200 with success false',
	}),
	row({
		resource: 'shippingPriceTransaction',
		operation: 'getMany',
		method: 'POST',
		path: '/getShippingPriceTransactionsList',
		summary:
			'List the shipping charges of one order or shipment. The parameter table requires both IDs, its text and samples send one.',
		body: [
			{ ...orderId, description: 'Your own ID of the order; this or the shipment is needed' },
			sample('shipmentId', 'ID of the shipment, in place of the order', 'DCA87E10'),
		],
		records: 'shippingTransactions',
		repeat: 'safe',
		certainty: 'contradictory',
		plan: 'Starter',
	}),
];

export const marketplace: readonly EndpointRow[] = [
	row({
		resource: 'client',
		operation: 'register',
		method: 'POST',
		path: '/register',
		summary:
			'Register a vendor of a marketplace. Needs a marketplace token. The answer holds the refresh token of the vendor.',
		body: [
			required(country),
			required(city),
			required(email),
			required(text('mobileNumber', 'Mobile phone of the vendor')),
			required(text('firstName', 'First name of the contact person')),
			required(text('lastName', 'Last name of the contact person')),
			required(flag('isVatRegistered', 'Whether the vendor is registered for VAT')),
			required(text('billingAddress', 'Address for invoices')),
			text('companyName', 'Name of the company. Required with VAT registration.'),
			text('vatNumber', 'VAT number. Required with VAT registration.'),
			text('CRNumber', 'Commercial registration number. Required in SA with VAT registration.'),
			{ ...district, description: 'District of the address. Required with VAT registration.' },
			text('zipCode', 'Postal code. Required with VAT registration, except in TR.'),
			text('buildingNo', 'Building number. Required with VAT registration, except in TR.'),
			text('streetName', 'Street. Required with VAT registration.'),
			text('shortCode', 'Short address code of the vendor'),
			text('secondaryNumber', 'Secondary number of the address'),
			text('nationalID', 'National ID of the vendor. Required in TR.'),
			text('taxOffice', 'Tax office. Required in TR with VAT registration.'),
			{
				name: 'dateOfBirth',
				type: 'date',
				format: 'yyyy-MM-dd',
				description: 'Date of birth of the vendor. Required in TR.',
			},
			text(
				'invoiceCompanyName',
				'Company name for invoices. Required in TR with VAT registration.',
			),
		],
	}),
	row({
		resource: 'client',
		operation: 'getByEmail',
		method: 'POST',
		path: '/clientInfo',
		summary:
			'Get a registered vendor by email. Needs a marketplace token. The answer holds the refresh token of the vendor.',
		body: [required(email)],
		repeat: 'safe',
	}),
	row({
		resource: 'client',
		operation: 'get',
		method: 'GET',
		path: '/clientInfo',
		summary:
			'Get the client that the token belongs to. Needs a marketplace token. The answer holds its refresh token.',
	}),
];
