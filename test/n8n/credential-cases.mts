import type { CredentialTypeName } from './credentials.mts';

/** A credential type that signs by itself: what a person sees of it, and how it is tried out. */
export interface CredentialCase {
	type: CredentialTypeName;
	/** What a person searches for, and the name found. */
	service: string;
	displayName: string;
	/** A typed secret, and what the test says when it is wrong: what happened, then what to do. */
	secret: string;
	words: RegExp;
	/** A harmless call. */
	endpoint: string;
	/** Typed secrets and what a token looks like: never readable in the browser. */
	hidden: RegExp;
}

export const CREDENTIAL_CASES: CredentialCase[] = [
	{
		type: 'ootiApi',
		service: 'OOTI',
		displayName: 'OOTI API',
		secret: 'apiToken',
		words:
			/^OOTI refused the API token\. Copy it again from Settings > Integrations > API Tokens\.$/,
		endpoint: 'GET /organizations/membership/',
		hidden: /sandbox-ooti-api-token/,
	},
	{
		type: 'ootiJwtApi',
		service: 'OOTI',
		displayName: 'OOTI JWT API',
		secret: 'password',
		words:
			/^OOTI refused the credential: No active account found .*\. Check "Username" and "Password"/,
		endpoint: 'GET /organizations/membership/',
		hidden: /sandbox-ooti-password/,
	},
	{
		type: 'ottimateApi',
		service: 'Ottimate',
		displayName: 'Ottimate API',
		secret: 'clientSecret',
		words:
			/^Ottimate refused the credential: .*\. Check "API Key", "Client ID", "Client Secret" and "Environment"/,
		endpoint: 'GET /accounts',
		hidden: /sandbox-ottimate-(api-key|client-secret)/,
	},
	{
		type: 'dooApi',
		service: 'doo',
		displayName: 'Doo API',
		secret: 'clientSecret',
		words:
			/^doo refused the credential: .*\. Check "API Key", "Client ID" and "Client Secret" in the credential/,
		endpoint: 'POST graphql:/',
		hidden: /sandbox-doo-(api-key|client-secret)/,
	},
	{
		type: 'otoApi',
		service: 'OTO',
		displayName: 'OTO API',
		secret: 'refreshToken',
		words: /^OTO refused the credential: .*\. Check "Refresh Token" and "Environment"/,
		endpoint: 'GET /accountInfo',
		hidden: /sandbox-oto-refresh-token/,
	},
	{
		type: 'otesseApi',
		service: 'Otesse',
		displayName: 'Otesse API',
		secret: 'apiKey',
		words:
			/^Otesse rejected the API key\. Check that it is complete, or create a new one under Settings > Integrations > API Keys\.$/,
		endpoint: 'GET /services/industries',
		hidden: /sandbox-otesse-full-key/,
	},
	{
		type: 'otesseAppApi',
		service: 'Otesse',
		displayName: 'Otesse App API',
		secret: 'clientSecret',
		words:
			/^Otesse refused the credential: .*\. Check "Client ID" and "Client Secret"\. If they are right, connect again: open http/,
		endpoint: 'GET /services/industries',
		hidden: /sandbox-otesse-client-secret/,
	},
];
