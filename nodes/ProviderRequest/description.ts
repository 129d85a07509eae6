import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { providers } from '../../providers';
import type { Provider } from '../../transport/types';
import { requestProperties } from '../shared/request/properties';

const byName = (a: INodePropertyOptions, b: INodePropertyOptions) => a.name.localeCompare(b.name);

const service: INodeProperties = {
	displayName: 'Service',
	name: 'service',
	type: 'options',
	noDataExpression: true,
	options: providers
		.map(({ id, name, description }) => ({ name, value: id, description }))
		.sort(byName),
	default: 'doo',
	description: 'Which of the five services to call',
};

function authenticationOf({ id, credentials: profiles }: Provider): INodeProperties {
	const options = profiles.map(({ label, name }) => ({ name: label, value: name })).sort(byName);
	const preferred = profiles[0]?.name ?? '';
	return {
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		noDataExpression: true,
		options,
		default: preferred,
		description: 'How to sign in to the service',
		displayOptions: { show: { service: [id] } },
	};
}

export const properties: INodeProperties[] = [
	service,
	...providers.map(authenticationOf),
	...requestProperties,
];

/**
 * The slash names the same parameter as the bare name would. Without it the editor takes "authentication", and "service" which
 * that depends on, for part of the credential's form and hides both (seen in n8n 2.41.1 and 1.123.81).
 */
export const credentials = providers.flatMap((provider) =>
	provider.credentials.map(({ name }) => ({
		name,
		required: true,
		displayOptions: { show: { '/authentication': [name] } },
	})),
);
