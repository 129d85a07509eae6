import type { IDataObject, NodeParameterValueType } from 'n8n-workflow';

/** What differs for one row because the form has code of its own for it. */
export interface Special {
	/** Values by wire name in place of the samples that the code refuses, and how they go out. */
	values?: Readonly<Record<string, { entered: NodeParameterValueType; wire: unknown }>>;
	/** The code takes one field of each of these lists: the first, and in a further run each other one in its place. */
	oneOf?: ReadonlyArray<readonly string[]>;
	/** What every record has to have, for a call that takes many. */
	record?: IDataObject;
	/** Required fields alone are refused, in these words, before anything is sent. */
	refusal?: string;
	/** The answer that suits every row says nothing that code of this row or form can use: each item fails in these words. */
	fails?: RegExp;
}

const customer = { name: 'é', mobile: '5', address: 'a', city: 'Riyadh', country: 'SA' };
const wholeCustomer = { customer: { entered: JSON.stringify(customer), wire: customer } };
const address = { country: 'SA', city: 'Riyadh', address: 'a' };
const wholeAddress = { customer: { entered: JSON.stringify(address), wire: address } };
const sender = {
	senderFullName: 'é',
	senderMobile: '5',
	senderCountry: 'SA',
	senderCity: 'Riyadh',
	senderAddressLine: 'a',
};
const wholeSender = { senderInformation: { entered: JSON.stringify(sender), wire: sender } };
const byOrder = [['orderId', 'otoId']];
const noOrder = 'Fill in "Order" or "OTO ID"';
const unsaid = /^OTO does not say that it (assigned|changed) this order/;
const unmentioned = /^Ottimate's answer does not mention this (dimension|invoice|vendor)$/;
const sides = [
	['pickupLocationCode', 'senderInformation'],
	['customer', 'destinationLocationCode'],
];

/** By `service resource.operation`; each entry says why. */
export const SPECIAL: Readonly<Record<string, Special>> = {
	// The types have to fit the resource of the path.
	'doo webhook.initialize': {
		values: { webhook_type: { entered: ['invitee_created'], wire: ['invitee_created'] } },
		refusal: '"Event ID" is empty',
	},
	'doo graphql.query': { fails: /^The answer is not a GraphQL answer: it has no data/ },
	// 0 stands in the form from the start, and means that nobody filled it in.
	'ooti invoiceItem.create': { refusal: '"Amount" is 0' },
	'ooti payment.create': { refusal: '"Amount" is 0' },
	'ooti workLog.create': { refusal: '"Hours" is 0' },
	'ooti workLog.createInTeam': { refusal: '"Hours" is 0' },
	// Neither of two flags would do nothing.
	'ooti expenseGroup.validateMany': { refusal: 'Select what to do with the expense groups' },
	// One of several ways to name the record, never two.
	'oto deliveryOption.getMany': { oneOf: [['orderId', 'city', 'id']] },
	'oto driver.assign': {
		oneOf: [['driverID', 'driverEmail']],
		refusal: 'Fill in "Driver ID" or "Driver Email"',
		fails: unsaid,
	},
	'oto order.cancel': { oneOf: byOrder, refusal: noOrder },
	'oto order.checkAvailability': {
		oneOf: [['orderId', 'order']],
		values: wholeAddress,
		refusal: 'Fill in "Order" or "Planned Order (JSON)"',
	},
	'oto order.get': {
		oneOf: [['orderId', 'otoId', 'ref1', 'id']],
		refusal: 'Fill in "Order" or "OTO ID" or "Reference 1" or "ID"',
	},
	'oto order.getStatus': { oneOf: byOrder, refusal: noOrder },
	'oto shipment.cancel': { oneOf: byOrder, refusal: noOrder },
	'oto shipment.create': { oneOf: byOrder, refusal: noOrder },
	// 0 stands in the form from the start, and means that nobody filled it in.
	'oto deliveryFee.getForOtoContracts': { refusal: 'Fill in "Weight (kg)" or "Boxes"' },
	// Lists of charges are narrowed by days or by a record.
	'oto creditTransaction.getMany': {
		refusal: 'Fill in "From Date" and "To Date", or "Order"',
	},
	'oto shipmentTransaction.getMany': {
		refusal: 'Fill in "From Date" and "To Date", or "Order" or "Shipment Number"',
	},
	'oto shippingPriceTransaction.getMany': { refusal: 'Fill in "Order" or "Shipment ID"' },
	// One sender, who has to be complete. The form asks for a recipient or for a destination of one's own.
	'oto order.create': {
		oneOf: sides.slice(0, 1),
		values: {
			...wholeCustomer,
			...wholeSender,
			payment_method: { entered: 'cod', wire: 'cod' },
		},
		refusal: 'Parameter "Recipient Name" is required',
	},
	'oto order.update': { oneOf: sides },
	'oto return.create': { values: wholeCustomer },
	// The answer has to name each order.
	'oto order.updateStatus': { fails: unsaid },
	// A record without an invoice is refused; the answer has to name each record.
	'ottimate invoice.markExported': { record: { invoice_id: 101 }, fails: unmentioned },
	'ottimate invoice.markUnexported': { record: { invoice_id: 101 }, fails: unmentioned },
	'ottimate dimension.upsertMany': { fails: unmentioned },
	'ottimate vendor.upsertMany': { fails: unmentioned },
};

/** Fields of a row that the form does not ask for, by `service resource.operation`. */
export const DROPPED: Readonly<Record<string, readonly string[]>> = {
	// A time in UTC is asked for in place of the same time in the company's zone.
	'ottimate batch.getMany': ['date_from', 'date_to'],
	'ottimate invoice.getMany': [
		'date_from',
		'date_to',
		'last_modified_date_from',
		'last_modified_date_to',
	],
	'ottimate receiverExport.getMany': ['exported_after', 'exported_before'],
	'ottimate varianceBatch.getMany': ['exported_after', 'exported_before'],
	'ottimate vendor.getMany': ['last_modified_date_from', 'last_modified_date_to'],
	// The list is made of the records.
	'ottimate dimension.upsertMany': ['dimensions'],
	'ottimate invoice.markExported': ['invoices'],
	'ottimate invoice.markUnexported': ['invoices'],
	'ottimate purchaseOrder.upsertMany': ['purchase_orders'],
	'ottimate receipt.upsertMany': ['receipts'],
	'ottimate vendor.upsertMany': ['vendors'],
};

/** Without an entry a row is filled in with samples, and takes all of its fields at once. */
export function specialOf(service: string, name: string): Special {
	return SPECIAL[`${service} ${name}`] ?? {};
}
