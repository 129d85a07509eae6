import { environmentUrl, trimmed } from '../../transport/auth/environment';
import type {
	CredentialData,
	CredentialProfile,
	Limits,
} from '../../transport/contracts/credential';
import { customBaseUrl } from '../../transport/http/url';
import { classify } from './failures';

const BASE_URLS = { production: 'https://api.otesse.com/v1' };
const AUTH_URL = 'https://auth.otesse.com';

/** The Standard plan's (docs.otesse.com/api-reference/rate-limiting). The number side by side is ours. */
const LIMITS: Limits = {
	requestsPerSecond: 20,
	requestsPerMinute: 100,
	concurrency: 5,
	requestsPerDay: 0,
	source: 'official standard plan',
};
const LACKS_SCOPE =
	'The app is connected but lacks the scope services:read, which this test needs. Calls within its scopes will work.';
const PROBE: CredentialProfile['probe'] = { method: 'GET', path: '/services/industries' };

function hosts(credentials: CredentialData): Record<string, string> {
	return { api: environmentUrl(credentials, BASE_URLS), auth: authUrl(credentials) };
}

/** A custom environment never falls back to Otesse's own address: it would send the secrets there. */
function authUrl(credentials: CredentialData): string {
	return credentials.environment === 'custom'
		? customBaseUrl(credentials.authBaseUrl, 'Auth Base URL')
		: AUTH_URL;
}

/** Where a person allows the app once more. */
function authorizeLink(credentials: CredentialData): string {
	const link = new URL(`${authUrl(credentials)}/oauth/authorize`);
	link.searchParams.set('client_id', trimmed(credentials, 'clientId'));
	link.searchParams.set('redirect_uri', trimmed(credentials, 'redirectUri'));
	link.searchParams.set('response_type', 'code');
	link.searchParams.set('scope', trimmed(credentials, 'scope'));
	return link.href;
}

/** Otesse documents no codes for a refusal; these are OAuth's own (RFC 6749, 5.2). */
const CAUSES: Readonly<Record<string, string>> = {
	invalid_client: 'Check "Client ID" and "Client Secret". If they are right,',
	invalid_grant:
		'A code works once, for a short time, and only with the redirect URI it was issued for. Please',
};

function connect(credentials: CredentialData, code = ''): string {
	const cause =
		CAUSES[code] ?? 'Check "Client ID", "Client Secret" and "Redirect URI". If they are right,';
	const start = trimmed(credentials, 'authorizationCode')
		? `${cause} connect again:`
		: 'To connect,';
	return [
		start,
		`open ${authorizeLink(credentials)} , allow the app,`,
		'and paste the "code" from the address you land on into "Authorization Code".',
	].join(' ');
}

/** The same for both types of an app's credential. */
function appAccount(credentials: CredentialData): readonly string[] {
	return ['otesse app', trimmed(credentials, 'clientId'), trimmed(credentials, 'clientSecret')];
}

/** Source: docs.otesse.com/api-reference/api-keys. */
export const otesseApi: CredentialProfile<'otesseApi'> = {
	name: 'otesseApi',
	label: 'Otesse API',
	service: 'Otesse',
	hosts: (credentials) => ({ api: environmentUrl(credentials, BASE_URLS) }),
	account: (credentials) => ['otesse', trimmed(credentials, 'apiKey')],
	headers: (credentials) => ({ Authorization: `Bearer ${trimmed(credentials, 'apiKey')}` }),
	labels: { Authorization: 'API Key' },
	probe: {
		...PROBE,
		refusals: {
			401: 'Otesse rejected the API key. Check that it is complete, or create a new one under Settings > Integrations > API Keys.',
			403: 'The API key works but lacks the scope services:read, which this test needs. Calls within its scopes will work.',
		},
	},
	limits: LIMITS,
	classify,
};

/** Source: docs.otesse.com/api-reference/oauth-flow. The code is good for one exchange, a refresh token for 30 days. */
export const otesseAppApi: CredentialProfile<'otesseAppApi'> = {
	name: 'otesseAppApi',
	label: 'Otesse App API',
	summary:
		'Uses the code once, then renews with the refresh token and keeps a new refresh token when Otesse gives one.',
	service: 'Otesse',
	hosts,
	account: appAccount,
	headers: (credentials) => ({ Authorization: `Bearer ${trimmed(credentials, 'accessToken')}` }),
	grant: {
		url: (credentials) => `${authUrl(credentials)}/oauth/token`,
		identity: (credentials) => [
			trimmed(credentials, 'clientId'),
			trimmed(credentials, 'authorizationCode'),
		],
		inputs: (credentials) => [
			trimmed(credentials, 'clientSecret'),
			trimmed(credentials, 'scope'),
			trimmed(credentials, 'redirectUri'),
		],
		steps: [
			{
				request: (credentials, session) =>
					session.refreshToken === undefined
						? undefined
						: {
								url: `${authUrl(credentials)}/oauth/token`,
								json: {
									grant_type: 'refresh_token',
									refresh_token: session.refreshToken,
									client_id: trimmed(credentials, 'clientId'),
									client_secret: trimmed(credentials, 'clientSecret'),
								},
							},
				keepsRefreshToken: true,
				fields: '"Client ID" and "Client Secret"',
				advice: connect,
			},
			{
				request: (credentials, session) =>
					session.exchanged || !trimmed(credentials, 'authorizationCode')
						? undefined
						: {
								url: `${authUrl(credentials)}/oauth/token`,
								json: {
									grant_type: 'authorization_code',
									code: trimmed(credentials, 'authorizationCode'),
									redirect_uri: trimmed(credentials, 'redirectUri'),
									client_id: trimmed(credentials, 'clientId'),
									client_secret: trimmed(credentials, 'clientSecret'),
								},
							},
				fields: '"Authorization Code", "Redirect URI", "Client ID" and "Client Secret"',
				advice: connect,
			},
		],
		read: (body) => ({
			accessToken: body.access_token,
			expiresIn: body.expires_in,
			refreshToken: body.refresh_token,
		}),
		defaultLifetimeSeconds: 3600,
	},
	probe: {
		...PROBE,
		refusals: {
			401: 'Otesse rejected the app’s token. Connect again with a new authorization code.',
			403: LACKS_SCOPE,
		},
	},
	limits: LIMITS,
	classify,
};

/** n8n's own OAuth2 does the exchange, form encoded, which Otesse does not document but may accept. */
export const otesseOAuth2Api: CredentialProfile<'otesseOAuth2Api'> = {
	name: 'otesseOAuth2Api',
	label: 'Otesse OAuth2 API',
	summary:
		"n8n's own OAuth2. Form-encoded token requests, which Otesse does not document; prefer one of the other two.",
	service: 'Otesse',
	hosts,
	account: appAccount,
	probe: {
		...PROBE,
		refusals: {
			401: 'Otesse rejected the app’s token. Open the credential and click "Connect" again.',
			403: LACKS_SCOPE,
		},
	},
	limits: LIMITS,
	classify,
};
