import { environmentUrl, trimmed } from '../../transport/auth/environment';
import type {
	CredentialData,
	CredentialProfile,
	Limits,
} from '../../transport/contracts/credential';
import { accountIn } from './account';
import { classify } from './failures';

const BASE_URLS = { production: 'https://api.ooti.co/api/v1' };
/** OOTI documents no limit. The number side by side is ours. */
const LIMITS: Limits = { requestsPerSecond: 0, concurrency: 5, requestsPerDay: 0 };
const PROBE: CredentialProfile['probe'] = {
	method: 'GET',
	path: '/organizations/membership/',
	account: accountIn,
};
const ACCESS_TOKEN_SECONDS = 1800;

function hosts(credentials: CredentialData): Record<string, string> {
	return { api: environmentUrl(credentials, BASE_URLS) };
}

/** Source: help.ooti.co, "How to set up an API". */
export const ootiApi: CredentialProfile<'ootiApi'> = {
	name: 'ootiApi',
	label: 'OOTI API',
	summary: 'Sends the token with the word `Token`. There is nothing to renew.',
	service: 'OOTI',
	hosts,
	account: (credentials) => ['ooti', trimmed(credentials, 'apiToken')],
	headers: (credentials) => ({ Authorization: `Token ${trimmed(credentials, 'apiToken')}` }),
	labels: { Authorization: 'API Token' },
	probe: {
		...PROBE,
		refusals: {
			401: 'OOTI refused the API token. Copy it again from Settings > Integrations > API Tokens.',
			403: 'OOTI accepted the token, but the token may not read its own memberships. Check the scopes of the token.',
		},
	},
	limits: LIMITS,
	classify,
};

/** Source: help.ooti.co, "How to set up an API". The word in the header is JWT, not Bearer. */
export const ootiJwtApi: CredentialProfile<'ootiJwtApi'> = {
	name: 'ootiJwtApi',
	label: 'OOTI JWT API',
	summary: 'Signs in, refreshes the 30-minute token, signs in again when the refresh is refused.',
	service: 'OOTI',
	hosts,
	account: (credentials) => [
		'ooti user',
		trimmed(credentials, 'username'),
		String(credentials.password ?? ''),
	],
	headers: (credentials) => ({ Authorization: `JWT ${trimmed(credentials, 'accessToken')}` }),
	grant: {
		url: (credentials) => `${environmentUrl(credentials, BASE_URLS)}/token-auth/`,
		identity: (credentials) => [
			trimmed(credentials, 'username'),
			String(credentials.password ?? ''),
		],
		steps: [
			{
				request: (credentials, session) =>
					session.refreshToken === undefined
						? undefined
						: {
								url: `${environmentUrl(credentials, BASE_URLS)}/token-refresh/`,
								json: { refresh: session.refreshToken },
							},
				keepsRefreshToken: true,
				fields: '"Username" and "Password"',
			},
			{
				request: (credentials) => ({
					url: `${environmentUrl(credentials, BASE_URLS)}/token-auth/`,
					json: {
						username: trimmed(credentials, 'username'),
						password: String(credentials.password ?? ''),
					},
				}),
				provesSecrets: true,
				fields: '"Username" and "Password"',
			},
		],
		read: (body) => ({
			accessToken: body.access ?? body.token,
			refreshToken: body.refresh,
		}),
		words: ['non_field_errors'],
		defaultLifetimeSeconds: ACCESS_TOKEN_SECONDS,
	},
	probe: {
		...PROBE,
		refusals: {
			401: 'OOTI accepted the password, but refuses the token it issued. Check that the user is active.',
			403: 'OOTI accepted the password, but this user may not read its own memberships. Ask an OOTI admin for permission, or use another user.',
		},
	},
	limits: LIMITS,
	classify,
};
