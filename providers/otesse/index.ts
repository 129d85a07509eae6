import type { Provider } from '../../transport/contracts/provider';
import { otesseApi, otesseAppApi, otesseOAuth2Api } from './auth';
import { endpoints } from './endpoints';

export const otesse: Provider<'otesse', 'otesseApi' | 'otesseAppApi' | 'otesseOAuth2Api'> = {
	id: 'otesse',
	name: 'Otesse',
	description: 'Home services: bookings, customers, invoices, services and webhooks',
	documentationUrl: 'https://docs.otesse.com',
	keywords: ['bookings', 'home services'],
	example: 'otesse-check-availability',
	credentials: [otesseApi, otesseAppApi, otesseOAuth2Api],
	paging: {
		in: 'query',
		page: 'page',
		size: 'per_page',
		maxSize: 100,
		total: 'pagination.total',
		totalPages: 'pagination.total_pages',
	},
	recordKeys: ['data', 'categories'],
	endpoints,
};
