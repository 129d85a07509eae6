import type { Provider } from '../../transport/contracts/provider';
import { ottimateApi } from './auth';
import { endpoints } from './endpoints';

export const ottimate: Provider<'ottimate', 'ottimateApi'> = {
	id: 'ottimate',
	name: 'Ottimate',
	description: 'Accounts payable: invoices, vendors, purchase orders, receipts and catalog',
	documentationUrl: 'https://docs.ottimate.com',
	otherNames: ['Plate IQ'],
	keywords: ['accounts payable', 'invoices'],
	example: 'ottimate-ready-for-export',
	credentials: [ottimateApi],
	paging: { in: 'query', page: 'page', size: 'limit', maxSize: 100, total: 'count' },
	recordKeys: ['results', 'vendors', 'dimensions', 'purchase_orders', 'receipts'],
	endpoints,
};
