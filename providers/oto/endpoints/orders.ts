import type { EndpointRow, Field } from '../../../transport/types';
import { orderOutcomes, statusOutcomes } from '../outcomes';
import {
	ORDERS_PER_CALL,
	addressExample,
	amount,
	boxSizes,
	choice,
	currency,
	customerExample,
	daySpan,
	deliveryOptionId,
	description,
	eitherOrderId,
	flag,
	orderId,
	packageCount,
	packageSize,
	packageWeight,
	pickingType,
	pickupLocationCode,
	required,
	row,
	sample,
	text,
	warnings,
	whoPays,
} from './shared';
import { orderStatuses } from './statuses';

const orderAmount = amount('amount', 'Amount of the order');
const amountDue = amount('amount_due', 'Amount to collect (0 for a paid order)');

/** What creation and update share, apart from the fields that only the creation requires. */
const orderFields: readonly Field[] = [
	choice(
		'payment_method',
		['paid', 'cod'],
		'Whether the order is paid or the carrier collects the amount due. Optional by the current documentation, required by older ones.',
	),
	{
		name: 'customer',
		type: 'json',
		description:
			'Whole recipient as an object: name, mobile, address, city and country are required, postcode too for international orders. Wins over the fields of "Customer".',
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
			'Sender of an order without pickup location; name, mobile, country, city and address line are required',
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
	text('brandId', 'Brand of the order'),
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

const notificationTypes = [
	'trackingLink',
	'feedbackLink',
	'undeliveredAttemptLink',
	'deliverySlotLink',
	'addressVerificationLink',
	'rescheduleLink',
	'orderConfirmationLink',
	'clickCollectOTP',
	'otoFlexDeliveryOTP',
	'returnLink',
];

export const orders: readonly EndpointRow[] = [
	row({
		resource: 'order',
		operation: 'getMany',
		method: 'GET',
		path: '/orders',
		summary: 'List orders',
		query: [
			...daySpan('Day when the order was created'),
			{
				name: 'status',
				type: 'multiOptions',
				options: orderStatuses,
				format: 'comma',
				description: 'Only orders in one of these statuses',
			},
			sample('customerPhone', 'Only orders of this recipient', '500000001'),
			text(
				'modifiedDate',
				'Day of the last change. OTO documents neither format nor meaning; a value that it cannot read is refused.',
			),
			{
				...pickupLocationCode,
				description:
					'Only orders of this location, by its code. In one example of the documentation only.',
			},
		],
		records: 'orders',
		paging: {
			in: 'query',
			page: 'page',
			size: 'perPage',
			maxSize: 100,
			totalPages: 'totalPage',
			total: 'totalCount',
		},
	}),
	row({
		resource: 'order',
		operation: 'create',
		method: 'POST',
		path: '/createOrder',
		summary: 'Create an order. A second order with the same orderId is refused.',
		body: [
			required(orderId),
			required(orderAmount),
			required(amountDue),
			required(currency),
			...orderFields,
			text('item_description', 'What is sent, in words; needed without items'),
			{
				name: 'boxes',
				type: 'json',
				description:
					'Up to 10 boxes with unique boxId, sizes in cm and weight in kg; number and weight must match packageCount and packageWeight',
				example:
					'[{"boxId":"1","boxName":"Small","weight":1,"dimensions":{"width":10,"length":10,"height":10}}]',
			},
			flag(
				'createShipment',
				'Whether to book the courier at once, which is charged to the wallet. A failure of the booking arrives later, as with the operation Create of Shipment.',
			),
			flag('forReverseShipment', 'Whether this is a return without a forward delivery'),
			whoPays,
			amount('codFee', 'Fee for cash on delivery'),
			amount('shippingAmountWithTax', 'Shipping charge with tax'),
			text('senderName', 'Name of the sender on the label'),
		],
		hidesFailures: warnings,
		outcomes: orderOutcomes,
	}),
	row({
		resource: 'order',
		operation: 'update',
		method: 'POST',
		path: '/updateOrder',
		summary: 'Change an order. If it has a shipment, cancel that first.',
		body: [required(orderId), orderAmount, amountDue, currency, ...orderFields],
	}),
	row({
		resource: 'order',
		operation: 'updateStatus',
		method: 'POST',
		path: '/updateOrderStatus',
		summary: 'Set the status of orders',
		body: [
			{
				name: 'orderIds',
				type: 'string',
				format: 'list',
				required: true,
				description: `Order, by the number that OTO gave it: the sample of the documentation sends those, not your own IDs. Several: separate them with commas, or give a list by an expression. Orders of all input items go out together, ${ORDERS_PER_CALL} in one call.`,
				example: '30846946',
			},
			required(
				choice('status', ['delivered', 'returned', 'pickedUp'], 'What the orders are marked as'),
			),
			description,
			{
				name: 'date',
				type: 'dateTime',
				format: "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'",
				description: 'When it happened, sent in UTC',
			},
		],
		// OTO tells no maximum.
		batch: { key: 'orderIds', max: ORDERS_PER_CALL, plain: true },
		hidesFailures: 'Each entry of result tells its own success',
		outcomes: statusOutcomes,
		plan: 'Scale',
	}),
	row({
		resource: 'order',
		operation: 'cancel',
		method: 'POST',
		path: '/cancelOrder',
		summary: 'Cancel an order. If it has a shipment, cancel that first.',
		body: eitherOrderId,
	}),
	row({
		resource: 'order',
		operation: 'hold',
		method: 'POST',
		path: '/holdOrder',
		summary: 'Put an order on hold',
		body: [
			required(orderId),
			required(text('onHoldReason', 'Why the order waits')),
			required(
				choice(
					'onHoldReasonLang',
					['en', 'eng', 'tr', 'ar'],
					'Language of the reason. For English the parameter table says eng, the samples en.',
				),
			),
			text('onHoldComment', 'Further words on the reason'),
		],
	}),
	row({
		resource: 'order',
		operation: 'release',
		method: 'POST',
		path: '/unHoldOrder',
		summary: 'Release an order that is on hold',
		body: [required(orderId)],
	}),
	row({
		resource: 'order',
		operation: 'get',
		method: 'GET',
		path: '/orderDetails',
		summary: 'Get an order with its items, status history and shipment. Needs one of the IDs.',
		query: [
			...eitherOrderId,
			text('ref1', 'Your own reference of the order, in place of its ID'),
			text('id', 'In one example of the documentation only; use the OTO ID'),
		],
	}),
	row({
		resource: 'order',
		operation: 'getStatus',
		method: 'POST',
		path: '/orderStatus',
		summary: 'Get status, tracking and label link of an order',
		body: [
			...eitherOrderId,
			choice('labelType', ['ZPL'], 'Set to ZPL to get the label for label printers too, as a file'),
		],
		repeat: 'safe',
	}),
	row({
		resource: 'order',
		operation: 'getHistory',
		method: 'POST',
		path: '/orderHistory',
		summary: 'Get the status histories of orders by one kind of ID',
		body: [
			{
				name: 'orderIds',
				type: 'string',
				format: 'list',
				description: 'Your own IDs of the orders; this, OTO IDs or shipment IDs',
				example: 'OID-1001,OID-1002',
			},
			{
				name: 'otoIds',
				type: 'string',
				format: 'list',
				description: 'Numbers that OTO gave the orders',
				example: '30514281',
			},
			{
				name: 'shipmentIds',
				type: 'string',
				format: 'list',
				description: 'IDs of the shipments',
				example: 'DCA87E10',
			},
		],
		records: 'items',
		repeat: 'safe',
	}),
	row({
		resource: 'order',
		operation: 'checkAvailability',
		method: 'POST',
		path: '/checkOrderAvailability',
		summary: 'Find the locations that can serve an order, existing or planned',
		body: [
			{
				...orderId,
				description: 'Existing order, by your own ID; for a planned one fill in order and customer',
			},
			{
				name: 'order',
				type: 'json',
				description: 'Planned order with its items',
				example:
					'{"storeName":"Main","packageWeight":1,"packageCount":1,"packageSize":"small","paymentMethod":"paid","amount":100,"amount_due":0,"brandId":"1","ref1":"R-1","ref2":"R-2","ref3":"R-3","orderItems":[{"sku":"A-1","quantity":1}]}',
			},
			{
				name: 'customer',
				type: 'json',
				description: 'Recipient of the planned order; address, city and country are required',
				example: addressExample,
			},
			{
				name: 'ruleIds',
				type: 'json',
				description: 'List of IDs of the rules to apply',
				example: '["b781d9e6"]',
			},
		],
		repeat: 'safe',
		plan: 'Pro',
	}),
	row({
		resource: 'order',
		operation: 'getNotifications',
		method: 'GET',
		path: '/orders/{orderId}/customer-notifications',
		summary: 'Get the links and codes that OTO sends to the customer of an order',
		parts: { orderId: 'Your own ID of the order' },
		query: [choice('actionType', notificationTypes, 'Only this kind of notification')],
		records: 'actions',
		plan: 'Scale',
	}),
];
