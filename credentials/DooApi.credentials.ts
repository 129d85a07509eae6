import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

import { dooApi } from '../providers/doo/auth';
import { proofRequest, renewer } from '../transport/auth/credential-hooks';
import { signer } from '../transport/auth/signer';
import { customUrl, environment, limits, secret, tokenFields } from './fields';

export class DooApi implements ICredentialType {
	name = 'dooApi';

	displayName = 'Doo API';

	icon = { light: 'file:../nodes/Doo/doo.svg', dark: 'file:../nodes/Doo/doo.dark.svg' } as const;

	documentationUrl =
		'https://github.com/business-apis/n8n-nodes-business-apis/blob/main/docs/doo.md';

	properties: INodeProperties[] = [
		environment('production'),
		customUrl('baseUrl', 'Base URL', 'https://rest.doo.net/v1'),
		customUrl('graphqlUrl', 'GraphQL URL', 'https://gql.doo.net'),
		secret('apiKey', 'API Key', 'From doo support'),
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			required: true,
			default: '',
			description: 'From doo Manager: Organization Settings > Users > Client credentials',
		},
		secret(
			'clientSecret',
			'Client Secret',
			'From doo Manager: Organization Settings > Users > Client credentials',
		),
		...limits(dooApi),
		...tokenFields,
	];

	preAuthentication = renewer(dooApi);

	authenticate = signer(dooApi);

	test: ICredentialTestRequest = proofRequest(dooApi, 'https://gql.doo.net', '/');
}
