import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

import { otoApi } from '../providers/oto/auth';
import { proofRequest, renewer } from '../transport/auth/credential-hooks';
import { signer } from '../transport/auth/signer';
import { customUrl, environment, limits, secret, tokenFields } from './fields';

export class OtoApi implements ICredentialType {
	name = 'otoApi';

	displayName = 'OTO API';

	icon = { light: 'file:../nodes/Oto/oto.svg', dark: 'file:../nodes/Oto/oto.dark.svg' } as const;

	documentationUrl =
		'https://github.com/business-apis/n8n-nodes-business-apis/blob/main/docs/oto.md';

	properties: INodeProperties[] = [
		environment('production', 'sandbox'),
		customUrl('baseUrl', 'Base URL', 'https://api.tryoto.com/rest/v2'),
		secret(
			'refreshToken',
			'Refresh Token',
			'From OTO: Settings > API Integrations > Connect. Sandbox accounts have tokens of their own.',
		),
		...limits(otoApi),
		...tokenFields,
	];

	preAuthentication = renewer(otoApi);

	authenticate = signer(otoApi);

	test: ICredentialTestRequest = proofRequest(
		otoApi,
		'https://api.tryoto.com/rest/v2',
		'/accountInfo',
	);
}
