import { Buffer } from 'node:buffer';
import { readObject } from '../../../sandbox/core/body.mts';
import { header } from '../../../sandbox/core/request.mts';
import type { IssuedToken, SandboxContext, SandboxRequest } from '../../../sandbox/core/types.mts';
import { isFilled } from '../../../sandbox/core/wire.mts';
import type { Answer } from '../../../sandbox/core/wire.mts';
import type { Call } from './call.mts';
import { coded, gateway, Refusal } from './refusals.mts';
import { state } from './state.mts';

export const secrets = {
	refreshToken: 'sandbox-oto-refresh-token',
	marketplaceToken: 'sandbox-oto-marketplace-token',
};

const realmOf = (request: SandboxRequest): string => {
	const path = request.url.replace(/\?.*$/, '').replace(/^\/oto/, '');
	return `Bearer realm="https://rest-api-gate-1.gateway.dev${path}"`;
};

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Whether a word is in the variant, e.g. `quiet` in `quiet free`. */
export const plays = (context: SandboxContext, word: string): boolean =>
	(context.config('oto').variant ?? '').split(/[\s,]+/).includes(word);

export function authorized(context: SandboxContext, request: SandboxRequest): IssuedToken {
	const status = context.config('oto').refusedStatus ?? 401;
	const value = header(request, 'authorization');
	const token = /^Bearer\s+(\S+)$/i.exec(value ?? '')?.[1];
	if (token === undefined) {
		throw gateway(status, 'Jwt is missing', { 'WWW-Authenticate': realmOf(request) });
	}
	const known = context.tokens.state('oto', 'access', token);
	const issued = context.tokens.find(token);
	if (known === 'valid' && issued) return issued;
	const words =
		known === 'expired'
			? 'Jwt is expired'
			: token.split('.').length === 3
				? 'Jwt verification fails'
				: 'Jwt is not in the form of Header.Payload.Signature with two dots and 3 sections';
	throw gateway(status, words, {
		'WWW-Authenticate': `${realmOf(request)}, error="invalid_token"`,
	});
}

/** Whose refresh token it is; undefined for one that is not accepted. */
function ownerOf(context: SandboxContext, value: string): string | undefined {
	const { refreshToken, marketplaceToken } = context.secrets('oto');
	const vendor = state.vendors.find((row) => row.refreshToken === value);
	const owner =
		value === refreshToken ? 'account' : value === marketplaceToken ? 'marketplace' : vendor?.email;
	if (owner === undefined) return undefined;
	if (context.tokens.find(value) === undefined) {
		context.tokens.issue({
			service: 'oto',
			subject: owner,
			kind: 'refresh',
			value,
			lifetimeSeconds: 10 * 365 * 86_400,
		});
	}
	return context.tokens.state('oto', 'refresh', value) === 'valid' ? owner : undefined;
}

function wrongToken(context: SandboxContext): Refusal {
	if (plays(context, 'quiet')) return new Refusal({ status: 200, body: { success: false } });
	if (plays(context, 'required')) return coded('OTO1083');
	const body = { otoErrorCode: 'OTO1084', otoErrorMessage: 'Login is required' };
	return new Refusal({ status: 400, body });
}

/** Changes the refresh token into an access token; the JSON answer is declared as text. */
export function exchange({ request, context }: Call): Answer {
	const body = readObject(request);
	if (!body.ok || !isFilled(body.value.refresh_token)) throw coded('OTO1083');
	const refreshToken = body.value.refresh_token;
	const owner = ownerOf(context, refreshToken);
	if (owner === undefined) throw wrongToken(context);
	const { tokenLifetimeSeconds, expiresIn } = context.config('oto');
	state.exchanges += 1;
	const issuedAt = Math.floor(context.now() / 1000);
	const claims = {
		sub: owner,
		iat: issuedAt,
		exp: issuedAt + tokenLifetimeSeconds,
		jti: `${state.exchanges}-${Math.floor(context.now())}`,
	};
	const access = context.tokens.issue({
		service: 'oto',
		subject: owner,
		kind: 'access',
		value: `${part({ typ: 'JWT', alg: 'sandbox' })}.${part(claims)}.${part({ sandbox: claims.jti })}`,
	});
	const life = expiresIn === undefined ? String(tokenLifetimeSeconds) : expiresIn;
	return {
		status: 200,
		contentType: 'text/plain;charset=iso-8859-1',
		body: {
			access_token: access.value,
			refresh_token: refreshToken,
			success: true,
			token_type: 'Bearer',
			...(life === 'omit' ? {} : { expires_in: life }),
		},
	};
}
