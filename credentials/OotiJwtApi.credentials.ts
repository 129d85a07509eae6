import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

import { ootiJwtApi } from '../providers/ooti/auth';
import { proofRequest, renewer } from '../transport/auth/credential-hooks';
import { signer } from '../transport/auth/signer';
import { customUrl, environment, limits, secret, tokenFields } from './fields';

export class OotiJwtApi implements ICredentialType {
	name = 'ootiJwtApi';

	displayName = 'OOTI JWT API';

	icon = {
		light: 'file:../nodes/Ooti/ooti.svg',
		dark: 'file:../nodes/Ooti/ooti.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/business-apis/n8n-nodes-business-apis/blob/main/docs/ooti.md';

	properties: INodeProperties[] = [
		environment('production'),
		customUrl('baseUrl', 'Base URL', 'https://api.ooti.co/api/v1'),
		{
			displayName: 'Username',
			name: 'username',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. name@email.com',
			description: 'Email address of the OOTI user',
		},
		secret('password', 'Password', 'Password of the OOTI user'),
		...limits(ootiJwtApi),
		...tokenFields,
	];

	preAuthentication = renewer(ootiJwtApi);

	authenticate = signer(ootiJwtApi);

	test: ICredentialTestRequest = proofRequest(
		ootiJwtApi,
		'https://api.ooti.co/api/v1',
		'/organizations/membership/',
	);
}
