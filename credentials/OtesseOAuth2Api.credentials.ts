import type { ICredentialType, INodeProperties } from 'n8n-workflow';

import { otesseOAuth2Api } from '../providers/otesse/auth';
import { customUrl, environment, limits } from './fields';

const AUTH_BASE =
	'{{ $self["environment"] === "custom" ? $self["authBaseUrl"] : "https://auth.otesse.com" }}';

/** Host names without scheme, port and path, as n8n compares them. */
const OWN_HOSTS =
	'{{ ($self["environment"] === "custom" ? $self["baseUrl"] + "," + $self["authBaseUrl"] : "api.otesse.com,auth.otesse.com")' +
	'.replace(/https?:\\/\\//gi, "").replace(/(:\\d+)?(\\/[^,]*)?(?=,|$)/g, "") }}';

export class OtesseOAuth2Api implements ICredentialType {
	name = 'otesseOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Otesse OAuth2 API';

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
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'authorizationCode' },
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: `=${AUTH_BASE}/oauth/authorize`,
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: `=${AUTH_BASE}/oauth/token`,
		},
		{
			displayName: 'Scopes',
			name: 'scopes',
			type: 'string',
			default: 'bookings:read customers:read invoices:read services:read',
			description: 'Space-separated permissions that the app requests',
		},
		// n8n 1.x drops a stored "scope" when it connects: the typed scopes are in another field.
		{ displayName: 'Scope', name: 'scope', type: 'hidden', default: '={{ $self["scopes"] }}' },
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
		// n8n signs OAuth2 requests itself, without `signer`: these fields, which n8n would otherwise add, limit HTTP Request to Otesse's hosts.
		{
			displayName: 'Allowed HTTP Request Domains',
			name: 'allowedHttpRequestDomains',
			type: 'hidden',
			default: 'domains',
		},
		{
			displayName: 'Allowed Domains',
			name: 'allowedDomains',
			type: 'hidden',
			default: `=${OWN_HOSTS}`,
		},
		...limits(otesseOAuth2Api),
	];
}
