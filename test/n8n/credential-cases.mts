import type { CredentialTypeName } from './credentials.mts';

/** A credential type as a person tests it. */
export interface CredentialCase {
	type: CredentialTypeName;
	/** A typed secret, and what the test says when it is wrong. */
	secret: string;
	words: RegExp;
	/** A harmless call. */
	endpoint: string;
	/** Typed secrets and what a token looks like: never readable in the browser. */
	hidden: RegExp;
}

/** All but the OAuth2 type, which n8n does not test. */
export const CASES: readonly CredentialCase[] = [
	{
		type: 'ootiApi',
		secret: 'apiToken',
		words: /API token.*Copy it again/,
		endpoint: 'GET /organizations/membership/',
		hidden: /sandbox-ooti-api-token/,
	},
	{
		type: 'ootiJwtApi',
		secret: 'password',
		words: /OOTI refused the credential.*"Username" and "Password"/,
		endpoint: 'GET /organizations/membership/',
		hidden: /sandbox-ooti-password/,
	},
	{
		type: 'ottimateApi',
		secret: 'clientSecret',
		words: /Ottimate refused the credential.*"Client Secret"/,
		endpoint: 'GET /accounts',
		hidden: /sandbox-ottimate-(api-key|client-secret)/,
	},
	{
		type: 'dooApi',
		secret: 'clientSecret',
		words: /doo refused the credential.*"Client Secret"/,
		endpoint: 'POST graphql:/',
		hidden: /sandbox-doo-(api-key|client-secret)/,
	},
	{
		type: 'otoApi',
		secret: 'refreshToken',
		words: /OTO refused the credential.*"Refresh Token"/,
		endpoint: 'GET /accountInfo',
		hidden: /sandbox-oto-refresh-token/,
	},
	{
		type: 'otesseApi',
		secret: 'apiKey',
		words: /Otesse refused the API key.*Copy it again/,
		endpoint: 'GET /services/industries',
		hidden: /sandbox-otesse-full-key/,
	},
	{
		type: 'otesseAppApi',
		secret: 'clientSecret',
		words: /Otesse refused the credential.*"Client Secret"/,
		endpoint: 'GET /services/industries',
		hidden: /sandbox-otesse-client-secret/,
	},
];
