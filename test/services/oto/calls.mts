import type { Calls, Literals } from '../calls.mts';
import { byId } from '../calls.mts';

const days = { minDate: '2026-01-01', maxDate: '2026-01-31' };
const customer = { name: 'A', mobile: '5', address: 'b', city: 'Riyadh', country: 'SA' };
const customerFields = { ...customer, city: byId('Riyadh') };
const recipient = {
	customerName: 'A',
	customerMobile: '5',
	customerCountry: 'SA',
	customerCity: byId('Riyadh'),
	customerAddress: 'b',
};

const literals: Literals = {
	'creditTransaction.getMany': {
		with: { ...days, limit: 5 },
		call: 'GET /creditTransactions',
		query: { minDate: '2026-01-01', maxDate: '2026-01-31', page: '1', perPage: '5' },
	},
	'shipmentTransaction.getMany': {
		with: { limit: 5, filters: { shipmentNumber: 'S-1' } },
		call: 'GET /shipmentTransactions',
		query: { shipmentNumber: 'S-1', page: '1', perPage: '5' },
	},
	'shippingPriceTransaction.getMany': {
		with: { limit: 5, additionalFields: { shipmentId: 'S-1' } },
		call: 'POST /getShippingPriceTransactionsList',
		body: { shipmentId: 'S-1' },
	},
	'order.create': {
		with: {
			orderId: 'A-1',
			amount: 100,
			currency: 'SAR',
			paymentMethod: 'paid',
			lines: {
				line: [{ name: 'Book', sku: '', quantity: '2', price: 0, further: { taxAmount: '1.5' } }],
			},
			...recipient,
			senderFields: { senderFullName: 'S', senderMobile: '5', senderCity: byId('Riyadh') },
			additionalFields: {
				items: '[]',
				itemDescription: 'Books',
				senderInformation: '{"senderCountry": "SA", "senderAddressLine": "a"}',
			},
		},
		call: 'POST /createOrder',
		body: {
			orderId: 'A-1',
			amount: 100,
			amount_due: 0,
			currency: 'SAR',
			payment_method: 'paid',
			items: [{ name: 'Book', quantity: 2, taxAmount: 1.5 }],
			item_description: 'Books',
			senderInformation: {
				senderFullName: 'S',
				senderMobile: '5',
				senderCountry: 'SA',
				senderCity: 'Riyadh',
				senderAddressLine: 'a',
			},
			customer,
		},
	},
	'order.update': {
		with: {
			orderId: byId('A-1'),
			customerFields: { mobile: '6' },
			updateFields: { amount: 90, pickupLocationCode: byId('WH-1') },
		},
		call: 'POST /updateOrder',
		body: { orderId: 'A-1', amount: 90, pickupLocationCode: 'WH-1', customer: { mobile: '6' } },
	},
	'order.updateStatus': {
		with: { orderIds: byId('30800000, A-1'), status: 'delivered' },
		call: 'POST /updateOrderStatus',
		body: { orderIds: [30_800_000, 'A-1'], status: 'delivered' },
	},
	'order.cancel': {
		with: { additionalFields: { otoId: byId('30800000') } },
		call: 'POST /cancelOrder',
		body: { otoId: '30800000' },
	},
	'order.get': {
		with: { filters: { ref1: 'R-1' } },
		call: 'GET /orderDetails',
		query: { ref1: 'R-1' },
	},
	'order.getStatus': {
		with: { orderId: byId('A-1') },
		call: 'POST /orderStatus',
		body: { orderId: 'A-1' },
	},
	'order.checkAvailability': {
		with: { additionalFields: { order: '{"items": [1]}', customer: '{}', ruleIds: '[4]' } },
		call: 'POST /checkOrderAvailability',
		body: { order: { items: [1] }, ruleIds: [4] },
	},
	'deliveryFee.getForOtoContracts': {
		with: {
			originCity: byId('Riyadh'),
			destinationCity: byId('Jeddah'),
			weight: 2,
			additionalFields: { originLat: '24.71', originLon: 46.67, destinationLat: '21.49' },
		},
		call: 'POST /checkOTODeliveryFee',
		body: {
			originCity: 'Riyadh',
			destinationCity: 'Jeddah',
			weight: 2,
			originLat: 24.71,
			originLon: 46.67,
			destinationLat: 21.49,
		},
	},
	'deliveryFee.getForOwnContracts': {
		with: { originCity: byId('Riyadh'), destinationCity: byId('Jeddah'), weight: 2 },
		call: 'POST /checkDeliveryFee',
		body: { originCity: 'Riyadh', destinationCity: 'Jeddah', weight: 2 },
	},
	'deliveryEstimate.predict': {
		with: { originCity: byId('Riyadh'), destinationCity: byId('Jeddah'), weight: 2 },
		call: 'POST /aiEstimatedDeliveryDates',
		body: { originCity: 'Riyadh', destinationCity: 'Jeddah', weight: 2 },
	},
	'deliveryOption.getMany': {
		with: { limit: 5, filters: { city: byId('Riyadh') } },
		call: 'GET /getDeliveryOptions',
		query: { city: 'Riyadh' },
	},
	'shipment.create': {
		with: { orderId: byId('A-1'), deliveryOptionId: byId('564') },
		call: 'POST /createShipment',
		body: { orderId: 'A-1', deliveryOptionId: '564' },
	},
	'shipment.cancel': {
		with: { shipmentId: 'S-1', additionalFields: { otoId: byId('30800000') } },
		call: 'POST /cancelShipment',
		body: { shipmentId: 'S-1', otoId: '30800000' },
	},
	'return.create': {
		with: {
			orderId: byId('A-1'),
			customerFields,
			additionalFields: { items: '[{"sku": "a", "quantity": 1}]' },
		},
		call: 'POST /createReturnShipment',
		body: { orderId: 'A-1', items: [{ sku: 'a', quantity: '1' }], customer },
	},
	'inventoryOrder.create': {
		with: {
			actionValue: 'inbound',
			locationCode: byId('WH-RUH'),
			lines: { line: [{ sku: 'a', qty: '2' }] },
		},
		call: 'POST /createInventoryOrder',
		body: { action: 'inbound', locationCode: 'WH-RUH', items: [{ sku: 'a', qty: 2 }] },
	},
	'store.getForPickup': {
		with: {
			selectedCity: byId('Riyadh'),
			lines: { line: [{ sku: 'a', qty: 1 }] },
			additionalFields: { items: '[{"sku": "b", "qty": 3}]' },
		},
		call: 'POST /availableStoresForPickup',
		body: {
			selectedCity: 'Riyadh',
			items: [
				{ sku: 'a', qty: 1 },
				{ sku: 'b', qty: 3 },
			],
		},
	},
	'driver.assign': {
		with: { orderIds: byId('30800000'), additionalFields: { driverEmail: 'd@example.com' } },
		call: 'POST /assignDriver',
		body: { orderIDs: [30_800_000], driverEmail: 'd@example.com' },
	},
};

const person = { name: 'é', mobile: '5', address: 'a', city: 'Riyadh', country: 'SA' };
const wholeCustomer = { customer: { entered: JSON.stringify(person), wire: person } };
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
const sides = [
	['pickupLocationCode', 'senderInformation'],
	['customer', 'destinationLocationCode'],
];

export const calls: Calls = {
	literals,
	leftOut: [
		// Boxes have weights of their own, which count.
		'deliveryFee.getForOtoContracts weight',
		// A booking asks for offers first, of which there are none.
		'shipment.book options.dryRun',
	],
	special: {
		// One of several ways to name the record, never two.
		'deliveryOption.getMany': { oneOf: [['orderId', 'city', 'id']] },
		'driver.assign': {
			oneOf: [['driverID', 'driverEmail']],
			refusal: 'Fill in "Driver ID" or "Driver Email"',
			fails: unsaid,
		},
		'order.cancel': { oneOf: byOrder, refusal: noOrder },
		'order.checkAvailability': {
			oneOf: [['orderId', 'order']],
			values: wholeAddress,
			refusal: 'Fill in "Order" or "Planned Order (JSON)"',
		},
		'order.get': {
			oneOf: [['orderId', 'otoId', 'ref1', 'id']],
			refusal: 'Fill in "Order" or "OTO ID" or "Reference 1" or "ID"',
		},
		'order.getStatus': { oneOf: byOrder, refusal: noOrder },
		'shipment.cancel': { oneOf: byOrder, refusal: noOrder },
		'shipment.create': { oneOf: byOrder, refusal: noOrder },
		// 0 stands in the form from the start, and means that nobody filled it in.
		'deliveryFee.getForOtoContracts': { refusal: 'Fill in "Weight (kg)" or "Boxes"' },
		// Lists of charges are narrowed by days or by a record.
		'creditTransaction.getMany': {
			refusal: 'Fill in "From Date" and "To Date", or "Order"',
		},
		'shipmentTransaction.getMany': {
			refusal: 'Fill in "From Date" and "To Date", or "Order" or "Shipment Number"',
		},
		'shippingPriceTransaction.getMany': { refusal: 'Fill in "Order" or "Shipment ID"' },
		// One sender, who has to be complete. The form asks for a recipient or for a destination of one's own.
		'order.create': {
			oneOf: sides.slice(0, 1),
			values: {
				...wholeCustomer,
				...wholeSender,
				payment_method: { entered: 'cod', wire: 'cod' },
			},
			refusal: 'Parameter "Recipient Name" is required',
		},
		'order.update': { oneOf: sides },
		'return.create': { values: wholeCustomer },
		// The answer has to name each order.
		'order.updateStatus': { fails: unsaid },
	},
	asTool: {
		'order.create': {
			customerName: 'Aziz',
			customerMobile: '5',
			customerCountry: 'SA',
			customerCity: byId('Riyadh'),
			customerAddress: 'a',
			amount: 10,
			currency: 'SAR',
			paymentMethod: 'paid',
			additionalFields: { itemDescription: 'Books' },
		},
	},
};
