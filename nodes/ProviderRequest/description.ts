import type { INodeProperties } from 'n8n-workflow';

import { providers } from '../../providers';
import { authenticationAmong, chosenCredentials } from '../shared/form/authentication';
import { requestNodeProperties } from '../shared/form/api-request/properties';

/** All services in words: "A, B or C". */
export const inWords = providers
	.map(({ name }) => name)
	.join(', ')
	.replace(/, ([^,]*)$/, ' or $1');

const service: INodeProperties = {
	displayName: 'Service',
	name: 'service',
	type: 'options',
	noDataExpression: true,
	options: providers
		.map(({ id, name, description }) => ({ name, value: id, description }))
		.sort((a, b) => a.name.localeCompare(b.name)),
	default: 'doo',
	description: 'Service to call',
};

export const properties: INodeProperties[] = [
	service,
	...providers.map(({ id, credentials }) => ({
		...authenticationAmong(credentials),
		displayOptions: { show: { service: [id] } },
	})),
	...requestNodeProperties(),
];

export const credentials = providers.flatMap((provider) => chosenCredentials(provider.credentials));
