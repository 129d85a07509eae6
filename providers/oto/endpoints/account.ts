import type { EndpointDefinition, Field, Paging } from '../../../transport/contracts/endpoint';
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
	description: 'Phone number with plus sign and country code',
	example: '+966500000000',
};

export const account: readonly EndpointDefinition[] = [
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
		summary: 'Check that OTO accepts the access token. Works in the sandbox only.',
		source: 'help.tryoto.com, Authorization',
	}),
	row({
		resource: 'service',
		operation: 'checkHealth',
		method: 'GET',
		path: '/healthCheck',
		summary: 'Check whether OTO can be reached. Does not check the credential.',
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
		summary: 'Start a wallet top-up. Returns a payment link that someone has to open.',
		body: [required(amount('amount', 'Amount to add to the wallet'))],
	}),
	row({
		resource: 'account',
		operation: 'requestMobileVerification',
		method: 'POST',
		path: '/requestMobileVerification',
		sensitive: ['token'],
		summary: 'Send a code to a mobile phone. Returns the token to verify it with.',
		body: [required(phone)],
	}),
	row({
		resource: 'account',
		operation: 'verifyMobileNumber',
		method: 'POST',
		path: '/verifyMobileNumber',
		summary: 'Verify a mobile number with the code it received',
		body: [
			required(phone),
			required(text('code', 'Code sent to the phone')),
			required(secret('token', 'Token from "Request Mobile Verification"')),
		],
	}),
];

const paging: Paging = { in: 'query', page: 'page', size: 'perPage', maxSize: 100 };

export const transactions: readonly EndpointDefinition[] = [
	row({
		resource: 'creditTransaction',
		operation: 'getMany',
		method: 'GET',
		path: '/creditTransactions',
		summary: 'List wallet transactions, by date or by order',
		source:
			'OTO API V2 Postman collection: the list is called orders in its text, transactions in its sample',
		query: [...daySpan('date of the transaction. Not needed with an order.'), orderId],
		itemsPath: 'transactions',
		paging,
		certainty: 'contradictory',
	}),
	row({
		resource: 'shipmentTransaction',
		operation: 'getMany',
		method: 'GET',
		path: '/shipmentTransactions',
		summary: 'List the charges of shipments, by date, order or shipment',
		query: [
			...daySpan('date of the shipment. Not needed with an order or shipment number.'),
			orderId,
			sample(
				'shipmentNumber',
				'Shipment number, as returned by "Get Many" of the order',
				'DCA87E10',
			),
		],
		itemsPath: 'shipments',
		paging,
		hidesFailures: 'An unknown order gives a 200 with success false',
	}),
	row({
		resource: 'shippingPriceTransaction',
		operation: 'getMany',
		method: 'POST',
		path: '/getShippingPriceTransactionsList',
		summary: 'List the shipping charges of an order or a shipment',
		source:
			'OTO API V2 Postman collection: its table requires both IDs, its text and samples send one',
		body: [
			{ ...orderId, description: 'Your own order ID. Enter this or the shipment ID.' },
			sample('shipmentId', 'Shipment ID, instead of the order', 'DCA87E10'),
		],
		itemsPath: 'shippingTransactions',
		repeat: 'safe',
		certainty: 'contradictory',
		plan: 'Starter',
	}),
];

export const marketplace: readonly EndpointDefinition[] = [
	row({
		resource: 'client',
		operation: 'register',
		method: 'POST',
		path: '/register',
		sensitive: ['refreshToken'],
		summary:
			'Register a vendor of a marketplace. Requires a marketplace token. The answer contains the vendor’s refresh token.',
		body: [
			required(country),
			required(city),
			required(email),
			required(text('mobileNumber', 'Mobile phone of the vendor')),
			required(text('firstName', 'First name of the contact person')),
			required(text('lastName', 'Last name of the contact person')),
			required(flag('isVatRegistered', 'Whether the vendor is registered for VAT')),
			required(text('billingAddress', 'Address for invoices')),
			text('companyName', 'Company name. Required with VAT registration.'),
			text('vatNumber', 'VAT number. Required with VAT registration.'),
			text('CRNumber', 'Commercial registration number. Required in SA with VAT registration.'),
			{ ...district, description: 'District of the address. Required with VAT registration.' },
			text('zipCode', 'Postal code. Required with VAT registration, except in TR.'),
			text('buildingNo', 'Building number. Required with VAT registration, except in TR.'),
			text('streetName', 'Street name. Required with VAT registration.'),
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
		sensitive: ['refreshToken'],
		summary:
			'Get a registered vendor by email. Requires a marketplace token. The answer contains the vendor’s refresh token.',
		body: [required(email)],
		repeat: 'safe',
	}),
	row({
		resource: 'client',
		operation: 'get',
		method: 'GET',
		path: '/clientInfo',
		sensitive: ['refreshToken'],
		summary:
			'Get the client that the token belongs to. Requires a marketplace token. The answer contains its refresh token.',
	}),
];
