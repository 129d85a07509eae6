import type { Provider } from '../../transport/contracts/provider';
import { dooApi } from './auth';
import { endpoints } from './endpoints';

export const doo: Provider<'doo', 'dooApi'> = {
	id: 'doo',
	name: 'Doo',
	description: 'Event registration and ticketing: events, orders, attendees and webhooks',
	documentationUrl: 'https://viovendi.atlassian.net/wiki/spaces/API',
	keywords: ['events', 'tickets', 'registration'],
	example: 'doo-query-event',
	credentials: [dooApi],
	paging: {
		in: 'query',
		page: 'page',
		maxSize: 25,
		totalPages: 'page_count',
		total: 'total_items',
	},
	recordKeys: ['_embedded.webhooks', 'data'],
	endpoints,
};
