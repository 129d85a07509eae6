import type { EndpointRow } from '../../../transport/types';
import { productsIn } from '../products';
import { apiPage, industrySlug } from './shared';

const servicesApi = apiPage('services-api');

const industryPart = { slug: 'The kind of service, by its slug' };

export const services: readonly EndpointRow[] = [
	{
		resource: 'industry',
		operation: 'getMany',
		method: 'GET',
		path: '/services/industries',
		summary:
			'List the active industries, the kinds of services offered. Other calls name an industry by its slug.',
		records: 'data',
		paging: false,
		...servicesApi,
	},
	{
		resource: 'product',
		operation: 'getMany',
		method: 'GET',
		path: '/services/industries/{slug}/products',
		summary: 'List the products of an industry, each with its category and its base price in cents',
		parts: industryPart,
		records: 'categories',
		rows: productsIn,
		paging: false,
		...servicesApi,
	},
	{
		resource: 'extra',
		operation: 'getMany',
		method: 'GET',
		path: '/services/industries/{slug}/extras',
		summary: 'List the extras that can be added in an industry. Prices are in cents.',
		parts: industryPart,
		records: 'data',
		paging: false,
		...servicesApi,
	},
	{
		resource: 'availability',
		operation: 'getMany',
		method: 'GET',
		path: '/services/availability',
		summary:
			'List the free time slots for a ZIP code and an industry. The documentation shows neither the answer nor the further parameters, such as dates.',
		query: [
			{
				name: 'zip',
				type: 'string',
				required: true,
				description: 'ZIP code of the place where the job is',
				example: '97401',
			},
			{ ...industrySlug, required: true },
		],
		records: 'data',
		paging: false,
		...servicesApi,
	},
];
