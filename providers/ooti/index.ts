import type { Provider } from '../../transport/contracts/provider';
import { ootiApi, ootiJwtApi } from './auth';
import { endpoints } from './endpoints';
import { ownOrganization } from './own-organization';
import { recordKeys } from './record-keys';

export const ooti: Provider<'ooti', 'ootiApi' | 'ootiJwtApi'> = {
	id: 'ooti',
	name: 'OOTI',
	description: 'Architecture agencies: projects, fees, time, invoices, contracts and teams',
	documentationUrl: 'https://help.ooti.co/en/articles/667881-how-to-set-up-an-api',
	keywords: ['architecture', 'projects', 'timesheet'],
	example: 'ooti-find-project',
	credentials: [ootiApi, ootiJwtApi],
	paging: {
		in: 'query',
		page: 'page',
		size: 'page_size',
		maxSize: 100,
		total: 'count',
		next: 'next',
		endStatus: 404,
	},
	recordKeys,
	endpoints,
	fallbacks: { org_pk: ownOrganization },
};
