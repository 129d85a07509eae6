import { environmentUrl, trimmed } from '../../transport/auth/environment';
import type { CredentialData, CredentialProfile } from '../../transport/contracts/credential';
import { customBaseUrl } from '../../transport/http/url';
import { accountIn } from './account';
import { classify } from './failures';

const BASE_URLS = {
	production: 'https://api.ottimate.com/v1',
	sandbox: 'https://sandbox-api.ottimate.com/v1',
};

function tokenUrl(credentials: CredentialData): string {
	if (trimmed(credentials, 'tokenUrl')) return customBaseUrl(credentials.tokenUrl, 'Token URL');
	return `${environmentUrl(credentials, BASE_URLS)}/oauth/token`;
}

/** Source: docs.ottimate.com/auth and docs.ottimate.com/api-limits. */
export const ottimateApi: CredentialProfile<'ottimateApi'> = {
	name: 'ottimateApi',
	label: 'Ottimate API',
	summary: 'Gets and renews the access token; sends key and token on every call.',
	service: 'Ottimate',
	hosts: (credentials) => ({ api: environmentUrl(credentials, BASE_URLS) }),
	account: (credentials) => ['ottimate', trimmed(credentials, 'apiKey')],
	headers: (credentials) => ({
		'X-API-Key': trimmed(credentials, 'apiKey'),
		Authorization: `Bearer ${trimmed(credentials, 'accessToken')}`,
	}),
	labels: { 'X-API-Key': 'API Key' },
	grant: {
		url: tokenUrl,
		identity: (credentials) => [
			trimmed(credentials, 'apiKey'),
			trimmed(credentials, 'clientId'),
			trimmed(credentials, 'clientSecret'),
		],
		steps: [
			{
				request: (credentials) => ({
					url: tokenUrl(credentials),
					headers: { 'X-API-Key': trimmed(credentials, 'apiKey') },
					form: {
						grant_type: 'client_credentials',
						client_id: trimmed(credentials, 'clientId'),
						client_secret: trimmed(credentials, 'clientSecret'),
						scope: 'accounts.can_access_dashboard',
					},
				}),
				provesSecrets: true,
				fields: '"API Key", "Client ID", "Client Secret" and "Environment"',
			},
		],
		read: (body) => ({ accessToken: body.access_token, expiresIn: body.expires_in }),
		words: ['message', 'code'],
		defaultLifetimeSeconds: 3600,
	},
	probe: {
		method: 'GET',
		path: '/accounts',
		query: { limit: '1' },
		account: accountIn,
		refusals: {
			401: 'Ottimate issued a token but rejected it with this API key. Check that the key and client belong together.',
			403: 'Ottimate issued a token, but its API user cannot list accounts. Ask your Ottimate partner manager for this permission.',
		},
	},
	limits: { requestsPerSecond: 1000, concurrency: 50, requestsPerDay: 10_000, source: 'official' },
	classify,
};
