import { OotiApi } from '../../../credentials/OotiApi.credentials';
import { OotiJwtApi } from '../../../credentials/OotiJwtApi.credentials';
import type { TestedCredential } from '../types.mts';

const token = { accessToken: 'at_1' };

export const credentials: readonly TestedCredential[] = [
	{
		type: 'ootiApi',
		credential: new OotiApi(),
		environments: ['production', 'custom'],
		fields: ['apiToken'],
		addresses: { baseUrl: 'ooti' },
		masked: ['apiToken'],
		api: 'https://api.ooti.co/api/v1',
		filled: { apiToken: ' tok_1 ' },
		limits: { requestsPerSecond: 0, concurrency: 5, requestsPerDay: 0 },
		signIn: 'key',
		account: { id: /^210$/, user: /^5042$/ },
		headers: { Authorization: 'Token tok_1' },
		test: { method: 'GET', url: 'https://api.ooti.co/api/v1/organizations/membership/' },
		secrets: ['apiToken'],
		secret: 'apiToken',
		refused:
			/^OOTI refused the API token\. Copy it again from Settings > Integrations > API Tokens\.$/,
		call: {
			key: 'GET /organizations/membership/',
			path: '/organizations/membership/',
			base: 'ooti',
		},
	},
	{
		type: 'ootiJwtApi',
		credential: new OotiJwtApi(),
		environments: ['production', 'custom'],
		fields: ['username', 'password'],
		addresses: { baseUrl: 'ooti' },
		masked: ['password'],
		api: 'https://api.ooti.co/api/v1',
		filled: { username: 'me@example.com', password: 'pw', ...token },
		limits: { requestsPerSecond: 0, concurrency: 5, requestsPerDay: 0 },
		signIn: 'token from the secrets',
		account: { id: /^210$/, user: /^5042$/ },
		headers: { Authorization: 'JWT at_1' },
		test: { method: 'GET', url: 'https://api.ooti.co/api/v1/organizations/membership/' },
		secrets: ['username', 'password'],
		secret: 'password',
		refused:
			/^OOTI refused the credential: No active account found .*\. Check "Username" and "Password"/,
		call: { key: 'GET /profiles/profile/', path: '/profiles/profile/', base: 'ooti' },
		token: {
			grant: ['username', 'password', 'baseUrl'],
			missing: '/contacts/999999/',
			lifetimeUnknown: true,
			refusals: [{ status: 403, body: { detail: 'no', code: 'token_not_valid' } }],
			refresh: {
				kindOf: ({ path }) => path,
				kept: ['/token-auth/', '/token-refresh/', '/token-refresh/', '/token-refresh/'],
				dead: ['/token-auth/', '/token-refresh/', '/token-auth/'],
			},
			answer: (token) => ({ access: token, refresh: 'r', token }),
		},
	},
];
