import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

import { otesseAppApi } from '../providers/otesse/auth';
import { proofRequest, renewer } from '../transport/auth/credential-hooks';
import { signer } from '../transport/auth/signer';
import { customUrl, environment, limits, secret, tokenFields } from './fields';

export class OtesseAppApi implements ICredentialType {
	name = 'otesseAppApi';

	displayName = 'Otesse App API';

	icon = {
		light: 'file:../nodes/Otesse/otesse.svg',
		dark: 'file:../nodes/Otesse/otesse.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/business-apis/n8n-nodes-business-apis/blob/main/docs/otesse.md';

	properties: INodeProperties[] = [
		environment('production'),
		customUrl('baseUrl', 'Base URL', 'https://api.otesse.com/v1'),
		customUrl('authBaseUrl', 'Auth Base URL', 'https://auth.otesse.com'),
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			required: true,
			default: '',
			description: 'From Otesse: Settings > Integrations > OAuth Apps',
		},
		secret('clientSecret', 'Client Secret', 'From Otesse: Settings > Integrations > OAuth Apps'),
		{
			displayName: 'Redirect URI',
			name: 'redirectUri',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://example.com/callback',
			description: 'One of the redirect URIs registered for the app',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'string',
			default: 'bookings:read customers:read invoices:read services:read',
			description: 'Space-separated permissions that the app requests',
		},
		{
			displayName: 'Authorization Code',
			name: 'authorizationCode',
			type: 'string',
			default: '',
			placeholder: 'e.g. AUTH_CODE',
			description:
				'The “code” in the address you land on after allowing the app. To get the link to open, save the credential without a code. A code works once; after that the token is renewed automatically.',
		},
		...limits(otesseAppApi),
		...tokenFields,
	];

	preAuthentication = renewer(otesseAppApi);

	authenticate = signer(otesseAppApi);

	test: ICredentialTestRequest = proofRequest(
		otesseAppApi,
		'https://api.otesse.com/v1',
		'/services/industries',
	);
}
