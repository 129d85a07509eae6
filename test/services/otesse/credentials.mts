import type { IDataObject } from 'n8n-workflow';

import { OtesseApi } from '../../../credentials/OtesseApi.credentials';
import { OtesseAppApi } from '../../../credentials/OtesseAppApi.credentials';
import { OtesseOAuth2Api } from '../../../credentials/OtesseOAuth2Api.credentials';
import type { Sandbox } from '../../sandbox/server.mts';
import type { TestedCredential } from '../types.mts';

const token = { accessToken: 'at_1' };
const limits = {
	requestsPerSecond: 20,
	requestsPerMinute: 100,
	concurrency: 5,
	requestsPerDay: 0,
};

/** A fresh authorization code, as if a person had allowed the app in a browser. */
export async function authorizationCode(sandbox: Sandbox): Promise<string> {
	const answer = await sandbox.steer('POST', 'otesse/code', {});
	if (typeof answer !== 'object' || answer === null || !('code' in answer)) {
		throw new Error('The sandbox gave no authorization code');
	}
	return String(answer.code);
}

export const credentials: readonly TestedCredential[] = [
	{
		type: 'otesseApi',
		credential: new OtesseApi(),
		environments: ['production', 'custom'],
		fields: ['apiKey'],
		addresses: { baseUrl: 'otesse' },
		masked: ['apiKey'],
		api: 'https://api.otesse.com/v1',
		filled: { apiKey: 'key_1' },
		limits,
		signIn: 'key',
		account: null,
		headers: { Authorization: 'Bearer key_1' },
		test: { method: 'GET', url: 'https://api.otesse.com/v1/services/industries' },
		secrets: ['apiKey'],
		secret: 'apiKey',
		refused:
			/^Otesse rejected the API key\. Check that it is complete, or create a new one under Settings > Integrations > API Keys\.$/,
		refusals: [
			{
				// As docs.otesse.com has it; the simulator's limited key has this scope.
				status: 403,
				body: {
					error: {
						type: 'authorization_error',
						code: 'insufficient_scope',
						message: 'This key lacks services:read',
					},
				},
				report: { problem: 'permission', call: { status: 403 } },
				advises: /lacks the scope services:read/,
			},
		],
		call: { key: 'GET /services/industries', path: '/services/industries', base: 'otesse' },
	},
	{
		type: 'otesseAppApi',
		credential: new OtesseAppApi(),
		environments: ['production', 'custom'],
		fields: ['clientId', 'clientSecret', 'redirectUri', 'scope', 'authorizationCode'],
		addresses: { baseUrl: 'otesse', authBaseUrl: 'otesse-auth' },
		masked: ['clientSecret'],
		api: 'https://api.otesse.com/v1',
		filled: { clientId: 'cid_1', clientSecret: 'cs_1', authorizationCode: 'code_1', ...token },
		limits,
		signIn: 'token from an authorization code',
		account: null,
		headers: { Authorization: 'Bearer at_1' },
		test: { method: 'GET', url: 'https://api.otesse.com/v1/services/industries' },
		secrets: ['clientId', 'clientSecret', 'redirectUri'],
		more: async (sandbox) => ({ authorizationCode: await authorizationCode(sandbox) }),
		secret: 'clientSecret',
		refused:
			/^Otesse refused the credential: .*\. Check "Client ID" and "Client Secret"\. If they are right, connect again: open http/,
		call: { key: 'GET /services/industries', path: '/services/industries', base: 'otesse' },
		token: {
			grant: ['clientId', 'authorizationCode', 'authBaseUrl'],
			inputs: ['clientSecret', 'scope', 'redirectUri'],
			missing: '/customers/cust_none',
			refusals: [
				{
					status: 400,
					body: { error: { type: 'authentication_error', code: 'invalid_api_key', message: 'x' } },
				},
			],
			refresh: {
				kindOf: ({ rawBody }) => String((JSON.parse(rawBody) as IDataObject).grant_type),
				kept: ['authorization_code', 'refresh_token', 'refresh_token', 'refresh_token'],
			},
			singleUse: true,
		},
	},
	{
		type: 'otesseOAuth2Api',
		credential: new OtesseOAuth2Api(),
		environments: ['production', 'custom'],
		fields: ['scopes'],
		addresses: { baseUrl: 'otesse', authBaseUrl: 'otesse-auth' },
		masked: [],
		api: 'https://api.otesse.com/v1',
		filled: { clientId: 'cid_1', clientSecret: 'cs_1' },
		limits,
		signIn: 'OAuth2 by n8n',
		account: null,
		secrets: ['clientId', 'clientSecret'],
		secret: 'clientSecret',
		refused: /is not connected/,
		call: { key: 'GET /services/industries', path: '/services/industries', base: 'otesse' },
	},
];
