import { OttimateApi } from '../../../credentials/OttimateApi.credentials';
import type { TestedCredential } from '../types.mts';

const token = { accessToken: 'at_1' };

export const credentials: readonly TestedCredential[] = [
	{
		type: 'ottimateApi',
		credential: new OttimateApi(),
		environments: ['production', 'sandbox', 'custom'],
		fields: ['apiKey', 'clientId', 'clientSecret', 'tokenUrl'],
		addresses: { baseUrl: 'ottimate' },
		masked: ['apiKey', 'clientSecret'],
		api: 'https://api.ottimate.com/v1',
		filled: { apiKey: 'key_1', clientId: 'cid_1', clientSecret: 'cs_1', ...token },
		limits: { requestsPerSecond: 1000, concurrency: 50, requestsPerDay: 10_000 },
		signIn: 'token from the secrets',
		account: { id: /^racc_/, name: /./ },
		headers: { 'X-API-Key': 'key_1', Authorization: 'Bearer at_1' },
		test: { method: 'GET', url: 'https://api.ottimate.com/v1/accounts?limit=1' },
		secrets: ['apiKey', 'clientId', 'clientSecret'],
		secret: 'clientSecret',
		refused:
			/^Ottimate refused the credential: .*\. Check "API Key", "Client ID", "Client Secret" and "Environment"/,
		refusals: [
			{
				status: 401,
				body: { code: 'Unauthorized', message: 'Invalid API key' },
				report: { problem: 'signIn' },
				advises: /Check that the key and client belong together/,
			},
		],
		call: { key: 'GET /accounts', path: '/accounts', base: 'ottimate' },
		token: {
			grant: ['apiKey', 'clientId', 'clientSecret', 'baseUrl', 'tokenUrl'],
			missing: '/vendors/999999',
		},
	},
];
