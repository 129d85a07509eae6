import { knownTokens } from '../services/index.mts';
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
	/** An expired token is found by its refusal only. */
	lifetimeUnknown: boolean;
}

export const TOKEN_TYPES: readonly TokenType[] = knownTokens.map(
	({ type, call: { path }, secret, token: { missing, lifetimeUnknown = false } }) => ({
		type,
		path,
		missing,
		secret,
		lifetimeUnknown,
	}),
);
