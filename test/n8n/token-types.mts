import type { CredentialTypeName } from './credentials.mts';

/** A credential type that exchanges secrets for tokens by our own code. */
export interface TokenType {
	type: CredentialTypeName;
	/** Of a harmless GET. */
	path: string;
	/** Of a GET that is answered 404. */
	missing: string;
	/** The typed field, and secret of the sandbox, that proves who asks for a token. */
	secret: string;
}

export const TOKEN_TYPES: readonly TokenType[] = [
	{
		type: 'ootiJwtApi',
		path: '/organizations/membership/',
		missing: '/contacts/999999/',
		secret: 'password',
	},
	{ type: 'ottimateApi', path: '/accounts', missing: '/vendors/999999', secret: 'clientSecret' },
	{ type: 'dooApi', path: '/team/111/webhooks', missing: '/nowhere', secret: 'clientSecret' },
	{ type: 'otoApi', path: '/accountInfo', missing: '/nowhere', secret: 'refreshToken' },
	{
		type: 'otesseAppApi',
		path: '/services/industries',
		missing: '/customers/none',
		secret: 'clientSecret',
	},
];
