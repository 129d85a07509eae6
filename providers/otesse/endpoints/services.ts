import type { EndpointDefinition } from '../../../transport/contracts/endpoint';
import { productsIn } from '../products';
import { apiPage, industrySlug } from './shared';

const servicesApi = apiPage('services-api');

const industryPart = { slug: 'Type of service' };

export const services: readonly EndpointDefinition[] = [
	{
		resource: 'industry',
		operation: 'getMany',
		method: 'GET',
		path: '/services/industries',
		summary: 'List active industries (types of services)',
		itemsPath: 'data',
		paging: false,
		...servicesApi,
	},
	{
		resource: 'product',
		operation: 'getMany',
		method: 'GET',
		path: '/services/industries/{slug}/products',
		summary: 'List the products of an industry with their category and base price in cents',
		parts: industryPart,
		itemsPath: 'categories',
		rows: productsIn,
		paging: false,
		...servicesApi,
	},
	{
		resource: 'extra',
		operation: 'getMany',
		method: 'GET',
		path: '/services/industries/{slug}/extras',
		summary: 'List the extras available in an industry. Prices are in cents.',
		parts: industryPart,
		itemsPath: 'data',
		paging: false,
		...servicesApi,
	},
	{
		resource: 'availability',
		operation: 'getMany',
		method: 'GET',
		path: '/services/availability',
		summary: 'List the free time slots for a ZIP code and an industry',
		query: [
			{
				name: 'zip',
				type: 'string',
				required: true,
				description: 'ZIP code of the job’s location',
				example: '97401',
			},
			{ ...industrySlug, required: true },
		],
		itemsPath: 'data',
		paging: false,
		...servicesApi,
	},
];
