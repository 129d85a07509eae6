import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

import { ottimateApi } from '../providers/ottimate/auth';
import { proofRequest, renewer } from '../transport/auth/credential-hooks';
import { signer } from '../transport/auth/signer';
import { customUrl, environment, limits, secret, tokenFields } from './fields';

export class OttimateApi implements ICredentialType {
	name = 'ottimateApi';

	displayName = 'Ottimate API';

	icon = {
		light: 'file:../nodes/Ottimate/ottimate.svg',
		dark: 'file:../nodes/Ottimate/ottimate.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/business-apis/n8n-nodes-business-apis/blob/main/docs/ottimate.md';

	properties: INodeProperties[] = [
		environment('production', 'sandbox'),
		customUrl('baseUrl', 'Base URL', 'https://api.ottimate.com/v1'),
		secret(
			'apiKey',
			'API Key',
			'API key of the client account, from your Ottimate partner manager',
		),
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			required: true,
			default: '',
			description: 'From your Ottimate partner manager',
		},
		secret('clientSecret', 'Client Secret', 'From your Ottimate partner manager'),
		{
			displayName: 'Token URL',
			name: 'tokenUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://auth.ottimate.com/oauth/token',
			description: 'Only if Ottimate gave you a separate token URL',
		},
		...limits(ottimateApi),
		...tokenFields,
	];

	preAuthentication = renewer(ottimateApi);

	authenticate = signer(ottimateApi);

	test: ICredentialTestRequest = proofRequest(
		ottimateApi,
		'https://api.ottimate.com/v1',
		'/accounts',
	);
}
