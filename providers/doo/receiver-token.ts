import { hmac, newSecret, sameSecret } from '../../transport/webhooks/signature';

/** doo asks for a token right before each delivery. */
const LIFETIME_MS = 5 * 60_000;

/** What the receiver's token URL answers. Source: doo API wiki, page 3021340689. */
export interface TokenAnswer {
	message: string;
	description: string;
	access_token: string;
	token_type: 'Bearer';
	/** Seconds. */
	expires_in: number;
}

function seal(secret: string, claim: string): string {
	return hmac(secret, `access token ${claim}`, 'base64url');
}

/** A token that proves itself: nothing has to be stored, and every process of n8n can check it. */
export function issueToken(secret: string, now: number): TokenAnswer {
	const claim = `${now + LIFETIME_MS}.${newSecret()}`;
	return {
		message: 'ok',
		description: '',
		access_token: `${claim}.${seal(secret, claim)}`,
		token_type: 'Bearer',
		expires_in: LIFETIME_MS / 1000,
	};
}

/** Whether the token was issued with this secret, and still holds. */
export function isTokenGood(secret: string, token: string, now: number): boolean {
	const [, claim = '', until = '', seal_ = ''] =
		/^((\d{1,15})\.[\w-]{1,64})\.([\w-]+)$/.exec(token) ?? [];
	return sameSecret(seal_, seal(secret, claim)) && now < Number(until);
}

/** Whether a token request carries what doo was given: form encoded, grant `client_credentials`. */
export function mayHaveToken(secret: string, form: string): boolean {
	const fields = new URLSearchParams(form);
	return (
		fields.get('grant_type') === 'client_credentials' &&
		fields.get('client_id') === 'doo' &&
		sameSecret(fields.get('client_secret') ?? '', secret)
	);
}
