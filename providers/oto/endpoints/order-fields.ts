import type { Field } from '../../../transport/types';
import {
	amount,
	boxSizes,
	choice,
	count,
	customerExample,
	deliveryOptionId,
	packageCount,
	packageSize,
	packageWeight,
	pickingType,
	pickupLocationCode,
	sample,
	text,
} from './shared';

export const orderAmount = amount('amount', 'Amount of the order');
export const amountDue = amount('amount_due', 'Amount to collect (0 for a paid order)');

/** What creation and update share, apart from the fields that only the creation requires. */
export const orderFields: readonly Field[] = [
	choice(
		'payment_method',
		['paid', 'cod'],
		'Whether the order is paid or the carrier collects the amount due. Optional by the current documentation, required by older ones.',
	),
	{
		name: 'customer',
		type: 'json',
		description:
			'Whole recipient as an object: name, mobile, address, city and country are required, postcode too for international orders. Within Saudi Arabia address and city can be left out if sender and recipient have a short address code. Wins over the fields of "Customer".',
		example: customerExample,
	},
	{
		name: 'items',
		type: 'json',
		description:
			'Items; quantity is required, hsCode too for international orders. A pickupLocation list in an item (pickupLocationCode, quantity, box) splits the order.',
		example:
			'[{"productId":112,"name":"Test product","sku":"test-product","price":100,"currency":"SAR","quantity":1,"discountAmount":0,"taxAmount":15,"rowTotal":115,"serialNumber":"S-1","hsCode":"8517.12","itemOrigin":"SA","image":"https://example.com/a.png","metadata":{"colorCode":"red"}}]',
	},
	{
		...pickupLocationCode,
		description:
			'Location where the order is picked up, by its code; not together with sender information',
	},
	{
		name: 'senderInformation',
		type: 'json',
		description:
			'Sender of an order without pickup location; name, mobile, country, city and address line are required. Within Saudi Arabia city and address line can be left out if sender and recipient have a short address code.',
		example:
			'{"senderFullName":"John Doe","senderMobile":"905055055555","senderCountry":"SA","senderCity":"Riyadh","senderAddressLine":"3474, Abi Almahd","senderEmail":"sender@example.com","senderDistrict":"Olaya","senderPostcode":"12211","lat":"24.71","lon":"46.67"}',
	},
	text(
		'destinationLocationCode',
		'Own branch or warehouse that receives the order instead of a customer, by its code',
	),
	deliveryOptionId,
	packageCount,
	packageWeight,
	packageSize,
	...boxSizes,
	{
		name: 'orderDate',
		type: 'dateTime',
		format: 'dd/MM/yyyy HH:mm',
		zone: 'workflow',
		description:
			'When the order was placed. Sent in the time zone of the workflow; which one OTO expects is not documented.',
	},
	{
		name: 'deliverySlotDate',
		type: 'date',
		format: 'dd/MM/yyyy',
		description: 'Wanted day of delivery',
	},
	sample('deliverySlotFrom', 'Start of the wanted time of delivery', '2:30pm'),
	sample('deliverySlotTo', 'End of the wanted time of delivery', '5:30pm'),
	text('ref1', 'Your own reference; orders can be found by it'),
	text('ref2', 'Your own second reference'),
	text('ref3', 'Your own third reference'),
	{
		name: 'metadata',
		type: 'json',
		description: 'Your own values by key',
		example: '{"paymentRef":"A-1"}',
	},
	text('parentOrderId', 'ID of the order that this one belongs to'),
	text('entityId', 'Your own ID of the company unit'),
	count('brandId', 'Brand of the order'),
	text('sourceId', 'Your own ID of the place that the order comes from'),
	text('storeName', 'Name of the shop that the order comes from'),
	sample('serviceType', 'Kind of service', 'pickupFromStore'),
	text('shippingMethod', 'Shipping method that the customer chose in the shop'),
	pickingType,
	amount('subtotal', 'Sum before discount and shipping'),
	amount('discountAmount', 'Discount on the order'),
	text('couponCode', 'Code of the coupon that was used'),
	amount('shippingAmount', 'Shipping charge'),
	amount('shippingDiscount', 'Discount on shipping'),
	text('shippingNotes', 'Notes for the carrier'),
	sample('customsCurrency', 'Currency code of the customs value', 'USD'),
	amount('customsValue', 'Value for customs, in the customs currency'),
	text('commercialInvoice', 'Commercial invoice of an international order'),
	text('orderPriority', 'Priority of the order; OTO lists no values'),
	choice('language', ['en', 'ar', 'tr'], 'Language for messages to the customer'),
];
