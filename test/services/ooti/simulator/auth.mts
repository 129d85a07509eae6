import { Buffer } from 'node:buffer';
import { header } from '../../../sandbox/core/request.mts';
import type { SandboxContext, SandboxRequest } from '../../../sandbox/core/types.mts';
import type { Answer } from '../../../sandbox/core/wire.mts';
import { isFilled } from '../../../sandbox/core/wire.mts';
import { objectBody } from './body.mts';
import { badJwt, denied, detail, fieldFaults, Refusal } from './refusals.mts';

export const secrets = {
	apiToken: 'sandbox-ooti-api-token',
	readOnlyToken: 'sandbox-ooti-read-only-token',
	username: 'me@example.com',
	password: 'sandbox-ooti-password',
};

/** Who sends a call: an API token or the session of a user. */
export type Caller = 'token' | 'session';

const graceMs = 60_000;
const refreshSeconds = 86_400;
const needed = ['This field is required.'];

/** Lets a call through, or refuses it. */
export function admit(context: SandboxContext, request: SandboxRequest): Caller {
	const status = context.config('ooti').refusedStatus ?? 401;
	const [scheme, value] = (header(request, 'authorization') ?? '').split(' ');
	if (scheme === 'Token' && isFilled(value)) {
		const { apiToken, readOnlyToken } = context.secrets('ooti');
		if (value === apiToken) return 'token';
		if (value !== readOnlyToken) throw detail(status, 'Invalid token.');
		if (request.method !== 'GET') throw denied();
		return 'token';
	}
	if (scheme === 'JWT' && isFilled(value)) {
		if (context.tokens.state('ooti', 'access', value) !== 'valid') throw badJwt(status);
		return 'session';
	}
	throw detail(401, 'Authentication credentials were not provided.', {
		'WWW-Authenticate': 'JWT realm="api"',
	});
}

let sessions = 0;

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function jwt(kind: string, now: number, seconds: number): string {
	sessions += 1;
	const issued = Math.floor(now / 1000);
	const claims = {
		token_type: kind,
		exp: issued + seconds,
		iat: issued,
		jti: `${now}-${sessions}`,
	};
	return [{ typ: 'JWT', alg: 'sandbox' }, claims, { sandbox: claims.jti }].map(part).join('.');
}

function issue(context: SandboxContext, kind: 'access' | 'refresh'): string {
	const { tokenLifetimeSeconds } = context.config('ooti');
	const seconds = kind === 'access' ? tokenLifetimeSeconds : refreshSeconds;
	const value = jwt(kind, context.now(), seconds);
	const { username } = context.secrets('ooti');
	context.tokens.issue({
		service: 'ooti',
		subject: username ?? '',
		kind,
		lifetimeSeconds: seconds,
		value,
	});
	return value;
}

export function logIn(context: SandboxContext, request: SandboxRequest): Answer {
	const { username, password } = objectBody(request);
	const faults = {
		...(isFilled(username) ? {} : { username: needed }),
		...(isFilled(password) ? {} : { password: needed }),
	};
	if (Object.keys(faults).length > 0) throw fieldFaults(faults);
	const known = context.secrets('ooti');
	if (username !== known.username || password !== known.password) {
		if (context.config('ooti').variant === 'login-400') {
			throw fieldFaults({ non_field_errors: ['Unable to log in with provided credentials.'] });
		}
		throw detail(401, 'No active account found with the given credentials');
	}
	const access = issue(context, 'access');
	return { status: 200, body: { access, refresh: issue(context, 'refresh'), token: access } };
}

export function renew(context: SandboxContext, request: SandboxRequest): Answer {
	const { refresh } = objectBody(request);
	if (!isFilled(refresh)) throw fieldFaults({ refresh: needed });
	if (context.tokens.state('ooti', 'refresh', refresh) !== 'valid') {
		const body = { detail: 'Token is invalid or expired', code: 'token_not_valid' };
		throw new Refusal({ status: 401, body });
	}
	const access = issue(context, 'access');
	const { rotation } = context.config('ooti');
	if (rotation === 'none') return { status: 200, body: { access } };
	context.tokens.revoke(refresh, rotation === 'grace' ? graceMs : 0);
	return { status: 200, body: { access, refresh: issue(context, 'refresh') } };
}

export function verify(context: SandboxContext, request: SandboxRequest): Answer {
	const { token } = objectBody(request);
	if (!isFilled(token)) throw fieldFaults({ token: needed });
	const kinds = ['access', 'refresh'] as const;
	const valid = kinds.some((kind) => context.tokens.state('ooti', kind, token) === 'valid');
	if (!valid) throw badJwt();
	return { status: 200, body: { token } };
}
