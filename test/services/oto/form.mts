import { sender } from '../../../nodes/Oto/order/customer';
import { boxes, orderItems, returnItems, stockItems } from '../../../nodes/Oto/order/lines';
import { Oto } from '../../../nodes/Oto/Oto.node.ts';
import type { TestedForm } from '../form.mts';

const by = (value: string | number) => ({ __rl: true, mode: 'id', value });

export const form: TestedForm = {
	words: [
		'waybill',
		'aramex',
		'smsa',
		'parcel',
		'cod',
		'delivery fee',
		'shipping label',
		'courier',
	],
	subtitles: [
		{
			of: new Oto(),
			with: { resource: 'deliveryFee', operation: 'getForOrder' },
			reads: 'Get for order: delivery fee',
		},
	],
	shortRows: ['product'],
	parts: [{ of: 'order.create', object: sender }],
	lines: [
		{ of: 'order.create', list: orderItems },
		{ of: 'return.create', list: returnItems },
		{ of: 'inventoryOrder.create', list: stockItems },
		{ of: 'store.getForPickup', list: stockItems },
		{ of: 'deliveryFee.getForOtoContracts', list: boxes },
	],
	spelt: /\b50\b|\bten webhooks\b|'shipmentCanceled'|'walletTransaction'/,
	answersUnknown: ['token.test'],
	schemasMissing: ['token.test'],
	keys: {
		'order.get': [
			'orderId',
			'id',
			'status',
			'orderDate',
			'customer_name',
			'destinationCity',
			'amount',
			'currency',
			'shipmentId',
			'trackingURL',
		],
		'order.hold': ['orderId', 'success'],
	},
	wholeList: { endpoint: 'GET /orders', key: 'orderId', rows: 1500, pages: 15 },
	emptyUpdates: [{ resource: 'order', with: { orderId: by('OID-1001') } }],
	pickers: [
		{ method: 'searchOrder', parameters: {}, second: 100 },
		{ method: 'searchPickupLocation', parameters: {}, filter: 'olaya', found: /olaya/i },
		{
			method: 'searchDeliveryOption',
			parameters: { orderId: by('OID-1001') },
			filter: 'smsa',
			found: /smsa/,
			parent: /OID-1001/,
		},
		{ method: 'searchBrand', parameters: {}, filter: 'a', found: /a/i },
	],
};
