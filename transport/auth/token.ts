import type { CredentialData, Grant, TokenSession } from '../contracts/credential';
import { digest } from '../core/digest';

/** A token and what is known about it. */
export interface Token {
	accessToken: string;
	/** Milliseconds since the epoch. */
	validUntil: number;
	/** When the exchange was asked for, in milliseconds since the epoch. Orders the tokens of a grant. */
	obtainedAt: number;
	refreshToken?: string;
	/** Hash of the typed values that it was obtained with. */
	inputs: string;
}

/** Hashes of what a person typed: `grant` identifies the grant, `inputs` all values that the token was obtained with. */
export interface Fingerprint {
	grant: string;
	inputs: string;
}

/**
 * The hidden fields that hold a token. `tokenGate` always stays empty: n8n calls the renewal hook before a request only while the
 * expirable field is empty, and never because time has passed.
 */
export type TokenFields = {
	tokenGate: '';
	accessToken: string;
	validUntil: number;
	obtainedAt: number;
	sessionRefreshToken: string;
	tokenInputs: string;
};

function hash(parts: string[]): string {
	return digest(JSON.stringify(parts), 32);
}

export function fingerprintOf(
	type: string,
	grant: Grant,
	credentials: CredentialData,
): Fingerprint {
	const identity = [type, grant.url(credentials), ...grant.identity(credentials)];
	return {
		grant: hash(identity),
		inputs: hash([...identity, ...(grant.inputs?.(credentials) ?? [])]),
	};
}

/** The token in a credential, as far as it belongs to the grant that is typed there now. */
export function tokenOf(credentials: CredentialData, fingerprint: Fingerprint): Token | undefined {
	const { accessToken, sessionRefreshToken, tokenInputs } = credentials;
	if (typeof accessToken !== 'string' || accessToken === '') return undefined;
	const [grant, inputs] = typeof tokenInputs === 'string' ? tokenInputs.split('.') : [];
	if (grant !== fingerprint.grant || !inputs) return undefined;
	const validUntil = Number(credentials.validUntil);
	const obtainedAt = Number(credentials.obtainedAt);
	if (!Number.isFinite(validUntil) || !Number.isFinite(obtainedAt)) return undefined;
	return {
		accessToken,
		validUntil,
		obtainedAt,
		inputs,
		...(typeof sessionRefreshToken === 'string' && sessionRefreshToken !== ''
			? { refreshToken: sessionRefreshToken }
			: {}),
	};
}

export function fieldsOf(token: Token, fingerprint: Fingerprint): TokenFields {
	return {
		tokenGate: '',
		accessToken: token.accessToken,
		validUntil: token.validUntil,
		obtainedAt: token.obtainedAt,
		sessionRefreshToken: token.refreshToken ?? '',
		tokenInputs: `${fingerprint.grant}.${token.inputs}`,
	};
}

export function sessionOf(token: Token | undefined): TokenSession {
	return token?.refreshToken
		? { refreshToken: token.refreshToken, exchanged: true }
		: { exchanged: token !== undefined };
}

export function newer(a: Token | undefined, b: Token | undefined): Token | undefined {
	if (!a || !b) return a ?? b;
	return b.obtainedAt > a.obtainedAt ? b : a;
}

/** Renewal starts this share of a token's lifetime before its end, at most five minutes before, with a jitter for each process. */
const MARGIN_SHARE = 0.1;

const LONGEST_MARGIN_MS = 300_000;

const jitter = 1 + Math.random() / 2;

export function isFresh(token: Token, now: number): boolean {
	const life = Math.max(0, token.validUntil - token.obtainedAt);
	return now < token.validUntil - Math.min(life * MARGIN_SHARE, LONGEST_MARGIN_MS) * jitter;
}

export function isValid({ validUntil }: Token): boolean {
	return Date.now() < validUntil;
}

const LONGEST_LIFE_SECONDS = 400 * 86_400;

/** A token's lifetime in seconds: the service's number if it is credible, else the default. */
export function lifetimeSeconds(value: unknown, fallback: number): number {
	const seconds = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof seconds === 'number' && seconds > 0 && seconds <= LONGEST_LIFE_SECONDS
		? seconds
		: fallback;
}
