import { OtoApi } from '../../../credentials/OtoApi.credentials';
import type { TestedCredential } from '../types.mts';

const token = { accessToken: 'at_1' };

export const credentials: readonly TestedCredential[] = [
	{
		type: 'otoApi',
		credential: new OtoApi(),
		environments: ['production', 'sandbox', 'custom'],
		fields: ['refreshToken'],
		addresses: { baseUrl: 'oto' },
		masked: ['refreshToken'],
		api: 'https://api.tryoto.com/rest/v2',
		filled: { refreshToken: 'rt_1', ...token },
		limits: { requestsPerSecond: 0, concurrency: 20, requestsPerDay: 0 },
		signIn: 'token from the secrets',
		account: { name: /^sandboxUser$/, plan: /./, credit: /^\d+(\.\d+)?$/ },
		headers: { Authorization: 'Bearer at_1' },
		test: { method: 'GET', url: 'https://api.tryoto.com/rest/v2/accountInfo' },
		secrets: ['refreshToken'],
		secret: 'refreshToken',
		refused: /^OTO refused the credential: .*\. Check "Refresh Token" and "Environment"/,
		call: { key: 'GET /accountInfo', path: '/accountInfo', base: 'oto' },
		token: {
			grant: ['refreshToken', 'baseUrl'],
			missing: '/nowhere',
			refusals: [{ status: 200, body: { message: 'Jwt is expired', code: 401 } }],
		},
	},
];
