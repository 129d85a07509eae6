import type { Provider } from '../../transport/contracts/provider';
import { otoApi } from './auth';
import { endpoints } from './endpoints';

export const oto: Provider<'oto', 'otoApi'> = {
	id: 'oto',
	name: 'OTO',
	description: 'Shipping gateway: orders, shipments, labels, tracking, returns and stock',
	documentationUrl: 'https://apis.tryoto.com',
	otherNames: ['tryoto'],
	keywords: ['shipping', 'labels'],
	example: 'oto-quote-cheapest-carrier',
	credentials: [otoApi],
	recordKeys: [
		'orders',
		'transactions',
		'shipments',
		'shippingTransactions',
		'items',
		'products',
		'warehouses',
		'deliveryCompany',
		'options',
		'data',
		'result',
	],
	endpoints,
	downloadHosts: ['app.tryoto.com'],
};
