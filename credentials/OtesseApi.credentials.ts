import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

import { otesseApi } from '../providers/otesse/auth';
import { proofRequest } from '../transport/auth/credential-hooks';
import { signer } from '../transport/auth/signer';
import { customUrl, environment, limits, secret } from './fields';

export class OtesseApi implements ICredentialType {
	name = 'otesseApi';

	displayName = 'Otesse API';

	icon = {
		light: 'file:../nodes/Otesse/otesse.svg',
		dark: 'file:../nodes/Otesse/otesse.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/business-apis/n8n-nodes-business-apis/blob/main/docs/otesse.md';

	properties: INodeProperties[] = [
		environment('production'),
		customUrl('baseUrl', 'Base URL', 'https://api.otesse.com/v1'),
		secret(
			'apiKey',
			'API Key',
			'From Otesse: Settings > Integrations > API Keys. Test keys use test data.',
		),
		...limits(otesseApi),
	];

	authenticate = signer(otesseApi);

	test: ICredentialTestRequest = proofRequest(
		otesseApi,
		'https://api.otesse.com/v1',
		'/services/industries',
	);
}
