import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import type { ServiceId } from '../../sandbox/core/types.mts';
import type { Sandbox } from '../../sandbox/server.mts';

/** A token credential type as a test uses it. */
export interface TokenType {
	type: string;
	service: ServiceId;
	provider: string;
	/** What a person types, for the sandbox. */
	typed(sandbox: Sandbox): Promise<ICredentialDataDecryptedObject>;
	/** The typed field that a test makes wrong or edits. */
	secretField: string;
	/** Its name in the sandbox's secrets. */
	secretName: string;
	/** A harmless call: key in the catalogue and path with base. */
	call: { key: string; path: string; base: string; body?: IDataObject };
	/** A path that answers 404 with a good token. */
	missing: string;
	/** What a person reads when the secret is wrong. */
	words: RegExp;
}

const fast = { environment: 'custom', requestsPerSecond: 5000, requestsPerDay: 0 };

function base(sandbox: Sandbox, name: string): string {
	const url = sandbox.baseUrls[name];
	if (!url) throw new Error(`The sandbox has no base URL ${name}`);
	return url;
}

export async function authorizationCode(sandbox: Sandbox): Promise<string> {
	const answer = await sandbox.steer('POST', 'otesse/code', {});
	if (typeof answer !== 'object' || answer === null || !('code' in answer)) {
		throw new Error('The sandbox gave no authorization code');
	}
	return String(answer.code);
}

export const tokenTypes: TokenType[] = [
	{
		type: 'ootiJwtApi',
		service: 'ooti',
		provider: 'ooti',
		typed: async (sandbox) => ({
			...fast,
			baseUrl: base(sandbox, 'ooti'),
			username: 'me@example.com',
			password: 'sandbox-ooti-password',
		}),
		secretField: 'password',
		secretName: 'password',
		call: { key: 'GET /profiles/profile/', path: '/profiles/profile/', base: 'ooti' },
		missing: '/contacts/999999/',
		words: /OOTI refused the credential.*"Username" and "Password"/,
	},
	{
		type: 'ottimateApi',
		service: 'ottimate',
		provider: 'ottimate',
		typed: async (sandbox) => ({
			...fast,
			baseUrl: base(sandbox, 'ottimate'),
			apiKey: 'sandbox-ottimate-api-key',
			clientId: 'sandbox-ottimate-client-id',
			clientSecret: 'sandbox-ottimate-client-secret',
			tokenUrl: '',
		}),
		secretField: 'clientSecret',
		secretName: 'clientSecret',
		call: { key: 'GET /accounts', path: '/accounts', base: 'ottimate' },
		missing: '/vendors/999999',
		words: /Ottimate refused the credential.*"Client Secret"/,
	},
	{
		type: 'dooApi',
		service: 'doo',
		provider: 'doo',
		typed: async (sandbox) => ({
			...fast,
			baseUrl: base(sandbox, 'doo'),
			graphqlUrl: base(sandbox, 'doo-gql'),
			apiKey: 'sandbox-doo-api-key',
			clientId: 'sandbox-doo-client-id',
			clientSecret: 'sandbox-doo-client-secret',
		}),
		secretField: 'clientSecret',
		secretName: 'clientSecret',
		call: { key: 'GET /team/{team_id}/webhooks', path: '/team/111/webhooks', base: 'doo' },
		missing: '/nowhere',
		words: /doo refused the credential.*"Client Secret"/,
	},
	{
		type: 'otoApi',
		service: 'oto',
		provider: 'oto',
		typed: async (sandbox) => ({
			...fast,
			baseUrl: base(sandbox, 'oto'),
			refreshToken: 'sandbox-oto-refresh-token',
		}),
		secretField: 'refreshToken',
		secretName: 'refreshToken',
		call: { key: 'GET /accountInfo', path: '/accountInfo', base: 'oto' },
		missing: '/nowhere',
		words: /OTO refused the credential.*"Refresh Token"/,
	},
	{
		type: 'otesseAppApi',
		service: 'otesse',
		provider: 'otesse',
		typed: async (sandbox) => ({
			...fast,
			baseUrl: base(sandbox, 'otesse'),
			authBaseUrl: base(sandbox, 'otesse-auth'),
			clientId: 'sandbox-otesse-client-id',
			clientSecret: 'sandbox-otesse-client-secret',
			redirectUri: 'https://example.com/callback',
			scope: 'bookings:read customers:read invoices:read services:read',
			authorizationCode: await authorizationCode(sandbox),
		}),
		secretField: 'clientSecret',
		secretName: 'clientSecret',
		call: { key: 'GET /services/industries', path: '/services/industries', base: 'otesse' },
		missing: '/customers/cust_none',
		words: /Otesse refused the credential.*"Client Secret"/,
	},
];
