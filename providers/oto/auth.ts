import { environmentUrl, trimmed } from '../../transport/auth/environment';
import type { CredentialProfile } from '../../transport/contracts/credential';
import { accountIn } from './account';
import { classify, refusal } from './failures';

const BASE_URLS = {
	production: 'https://api.tryoto.com/rest/v2',
	sandbox: 'https://staging-api.tryoto.com/rest/v2',
};

/** Source: help.tryoto.com "Authorization", OTO API V2 Postman collection. */
export const otoApi: CredentialProfile<'otoApi'> = {
	name: 'otoApi',
	label: 'OTO API',
	summary: 'Exchanges the permanent refresh token for one-hour access tokens.',
	service: 'OTO',
	hosts: (credentials) => ({ api: environmentUrl(credentials, BASE_URLS) }),
	account: (credentials) => ['oto', trimmed(credentials, 'refreshToken')],
	headers: (credentials) => ({ Authorization: `Bearer ${trimmed(credentials, 'accessToken')}` }),
	grant: {
		url: (credentials) => `${environmentUrl(credentials, BASE_URLS)}/refreshToken`,
		identity: (credentials) => [trimmed(credentials, 'refreshToken')],
		steps: [
			{
				request: (credentials) => ({
					url: `${environmentUrl(credentials, BASE_URLS)}/refreshToken`,
					json: { refresh_token: trimmed(credentials, 'refreshToken') },
				}),
				provesSecrets: true,
				fields: '"Refresh Token" and "Environment"',
			},
		],
		// The answer echoes a refresh token. The typed one is permanent and stays the only one in use.
		read: (body) => ({ accessToken: body.access_token, expiresIn: body.expires_in }),
		words: ['otoErrorMessage', 'errorMsg'],
		refusal,
		defaultLifetimeSeconds: 3600,
	},
	// healthCheck answers without a token and proves nothing; accountInfo is open on every plan.
	probe: {
		method: 'GET',
		path: '/accountInfo',
		account: accountIn,
		refusals: {
			401: 'OTO exchanged the refresh token, but rejects the access token that it issued. Check "Environment", or create a new refresh token in OTO under Settings > API Integrations.',
			403: 'OTO exchanged the refresh token, but the account may not use the API. Ask OTO to enable it for your plan.',
		},
	},
	// OTO documents no limit. The number side by side is ours.
	limits: { requestsPerSecond: 0, concurrency: 20, requestsPerDay: 0 },
	classify,
};
