import { DooApi } from '../../../credentials/DooApi.credentials';
import type { TestedCredential } from '../types.mts';

const token = { accessToken: 'at_1' };

export const credentials: readonly TestedCredential[] = [
	{
		type: 'dooApi',
		credential: new DooApi(),
		environments: ['production', 'custom'],
		fields: ['apiKey', 'clientId', 'clientSecret'],
		addresses: { baseUrl: 'doo', graphqlUrl: 'doo-gql' },
		masked: ['apiKey', 'clientSecret'],
		api: 'https://rest.doo.net/v1',
		filled: { apiKey: 'key_1', clientId: 'cid_1', clientSecret: 'cs_1', ...token },
		limits: { requestsPerSecond: 1, concurrency: 2, requestsPerDay: 1000 },
		signIn: 'token from the secrets',
		account: null,
		headers: { 'x-api-key': 'key_1', Authorization: 'Bearer at_1' },
		test: { method: 'POST', url: 'https://gql.doo.net/' },
		secrets: ['apiKey', 'clientId', 'clientSecret'],
		secret: 'clientSecret',
		refused:
			/^doo refused the credential: .*\. Check "API Key", "Client ID" and "Client Secret" in the credential/,
		call: { key: 'GET /team/{team_id}/webhooks', path: '/team/111/webhooks', base: 'doo' },
		token: {
			grant: ['apiKey', 'clientId', 'clientSecret', 'baseUrl'],
			missing: '/nowhere',
			lifetimeUnknown: true,
			refusals: [
				{ status: 403, body: { message: 'Forbidden' } },
				{
					status: 200,
					body: { response_status: 401, developer_message: 'token', data: null },
				},
			],
			forbidden: { status: 403, body: { message: 'You may not' }, says: 'doo: You may not' },
			answer: (token) => ({ response_status: 200, data: { access_token: token } }),
		},
	},
];
