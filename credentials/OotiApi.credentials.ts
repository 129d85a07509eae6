import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

import { ootiApi } from '../providers/ooti/auth';
import { proofRequest } from '../transport/auth/credential-hooks';
import { signer } from '../transport/auth/signer';
import { customUrl, environment, limits, secret } from './fields';

export class OotiApi implements ICredentialType {
	name = 'ootiApi';

	displayName = 'OOTI API';

	icon = {
		light: 'file:../nodes/Ooti/ooti.svg',
		dark: 'file:../nodes/Ooti/ooti.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/business-apis/n8n-nodes-business-apis/blob/main/docs/ooti.md';

	properties: INodeProperties[] = [
		environment('production'),
		customUrl('baseUrl', 'Base URL', 'https://api.ooti.co/api/v1'),
		secret(
			'apiToken',
			'API Token',
			'Create one in OOTI under Settings > Integrations > API Tokens (super admins only)',
		),
		...limits(ootiApi),
	];

	authenticate = signer(ootiApi);

	test: ICredentialTestRequest = proofRequest(
		ootiApi,
		'https://api.ooti.co/api/v1',
		'/organizations/membership/',
	);
}
