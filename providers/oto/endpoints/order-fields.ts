import type { Field } from '../../../transport/contracts/endpoint';
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
export const amountDue = amount('amount_due', 'Amount that the courier collects');

/** What creation and update share, apart from the fields that only the creation requires. */
export const orderFields: readonly Field[] = [
	choice(
		'payment_method',
		['paid', 'cod'],
		'Whether the order is paid, or the courier collects the amount due (COD)',
	),
	{
		name: 'customer',
		type: 'json',
		description:
			'Recipient as an object, with OTO’s names. Overrides the fields of the recipient; the rest of them is added.',
		example: customerExample,
	},
	{
		name: 'items',
		type: 'json',
		description:
			'List of items, added to those of the form. Each needs a quantity, and hsCode for international orders. A pickupLocation list in an item (pickupLocationCode, quantity, box) splits the order.',
		example:
			'[{"productId":112,"name":"Test product","sku":"test-product","price":100,"currency":"SAR","quantity":1,"discountAmount":0,"taxAmount":15,"rowTotal":115,"serialNumber":"S-1","hsCode":"8517.12","itemOrigin":"SA","image":"https://example.com/a.png","metadata":{"colorCode":"red"}}]',
	},
	{
		...pickupLocationCode,
		description:
			'Location where the order is picked up, by its code. Leave empty if you fill in a sender.',
	},
	{
		name: 'senderInformation',
		type: 'json',
		description:
			'Sender as an object, with OTO’s names. Overrides the fields of the sender; the rest of them is added.',
		example:
			'{"senderFullName":"John Doe","senderMobile":"905055055555","senderCountry":"SA","senderCity":"Riyadh","senderAddressLine":"3474, Abi Almahd","senderEmail":"sender@example.com","senderDistrict":"Olaya","senderPostcode":"12211","lat":"24.71","lon":"46.67"}',
	},
	text(
		'destinationLocationCode',
		'Your own branch or warehouse that receives the order instead of a customer, by its code',
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
		description: 'When the order was placed, sent in the workflow’s time zone',
	},
	{
		name: 'deliverySlotDate',
		type: 'date',
		format: 'dd/MM/yyyy',
		description: 'Preferred delivery date',
	},
	sample('deliverySlotFrom', 'Start of the preferred delivery time', '2:30pm'),
	sample('deliverySlotTo', 'End of the preferred delivery time', '5:30pm'),
	text('ref1', 'Your own reference. "Get" can find the order by it.'),
	text('ref2', 'Your second reference'),
	text('ref3', 'Your third reference'),
	{
		name: 'metadata',
		type: 'json',
		description: 'Your own values by key',
		example: '{"paymentRef":"A-1"}',
	},
	text('parentOrderId', 'Order that this one belongs to'),
	text('entityId', 'Your own ID of the company unit'),
	count('brandId', 'Brand of the order'),
	text('sourceId', 'Your own ID of the order’s source'),
	text('storeName', 'Name of the shop'),
	sample('serviceType', 'Kind of service', 'pickupFromStore'),
	text('shippingMethod', 'Shipping method chosen in the shop'),
	pickingType,
	amount('subtotal', 'Total before discount and shipping'),
	amount('discountAmount', 'Discount on the order'),
	text('couponCode', 'Coupon that the customer used'),
	amount('shippingAmount', 'Shipping charge'),
	amount('shippingDiscount', 'Discount on shipping'),
	text('shippingNotes', 'Notes for the carrier'),
	sample('customsCurrency', 'Currency code of the customs value', 'USD'),
	amount('customsValue', 'Customs value, in the customs currency'),
	text('commercialInvoice', 'Commercial invoice of an international order'),
	text('orderPriority', 'How urgent the order is'),
	choice('language', ['en', 'ar', 'tr'], 'Language of messages to the customer'),
];
