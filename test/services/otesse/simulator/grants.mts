import type { FastifyReply } from 'fastify';
import { readForm, readObject } from '../../../sandbox/core/body.mts';
import type { IssuedToken, SandboxContext, SandboxRequest } from '../../../sandbox/core/types.mts';
import { hasVariant } from '../../../sandbox/core/variant.mts';
import { refuseCredential } from './errors.mts';

const REFRESH_LIFETIME_SECONDS = 30 * 86_400;

/** How long a replaced refresh token still works with rotation `grace`. */
const GRACE_MS = 60_000;

type Fields = Record<string, unknown>;

/** The token endpoint: an authorization code or a refresh token for an access token. */
export function exchange(request: SandboxRequest, reply: FastifyReply): FastifyReply {
	const { sandbox } = request.server;
	const fields = fieldsOf(request);
	if (!fields) return fail(reply, 400, 'invalid_request', 'The body must be JSON.');
	const { clientId, clientSecret } = sandbox.secrets('otesse');
	if (fields.client_id !== clientId || fields.client_secret !== clientSecret) {
		return fail(reply, 401, 'invalid_client', 'Client authentication failed');
	}
	switch (fields.grant_type) {
		case 'authorization_code':
			return exchangeCode(sandbox, reply, fields);
		case 'refresh_token':
			return refresh(sandbox, reply, fields);
		case undefined:
			return fail(reply, 400, 'invalid_request', 'grant_type is missing');
		default:
			return fail(reply, 400, 'unsupported_grant_type', 'The grant type is not supported');
	}
}

function exchangeCode(sandbox: SandboxContext, reply: FastifyReply, fields: Fields): FastifyReply {
	const { code, redirect_uri: redirectUri } = fields;
	if (typeof code !== 'string' || typeof redirectUri !== 'string') {
		return fail(reply, 400, 'invalid_request', 'code and redirect_uri are required');
	}
	const state = sandbox.tokens.state('otesse', 'code', code);
	const issued = sandbox.tokens.find(code);
	if (state !== 'valid' || !issued) {
		return fail(reply, 400, 'invalid_grant', `Authorization code ${codeWords[state]}`);
	}
	if (issued.data.redirectUri !== redirectUri) {
		return fail(reply, 400, 'invalid_grant', 'redirect_uri does not match');
	}
	sandbox.tokens.revoke(code);
	const grant = `grant ${code.slice(-8)}`;
	const scope = String(issued.data.scope);
	return answer(sandbox, reply, grant, scope, issueRefresh(sandbox, grant, scope));
}

const codeWords = {
	expired: 'expired',
	revoked: 'was used before',
	unknown: 'is unknown',
	valid: 'is unknown',
} as const;

function refresh(sandbox: SandboxContext, reply: FastifyReply, fields: Fields): FastifyReply {
	const { refresh_token: value } = fields;
	if (typeof value !== 'string') {
		return fail(reply, 400, 'invalid_request', 'refresh_token is required');
	}
	const state = sandbox.tokens.state('otesse', 'refresh', value);
	const issued = sandbox.tokens.find(value);
	if (state !== 'valid' || !issued) {
		const word = state === 'expired' ? 'expired' : 'is invalid';
		return fail(reply, 400, 'invalid_grant', `Refresh token ${word}`);
	}
	const scope = String(issued.data.scope);
	const { rotation } = sandbox.config('otesse');
	if (rotation === 'none') return answer(sandbox, reply, issued.subject, scope);
	sandbox.tokens.revoke(value, rotation === 'grace' ? GRACE_MS : 0);
	return answer(
		sandbox,
		reply,
		issued.subject,
		scope,
		issueRefresh(sandbox, issued.subject, scope),
	);
}

function issueRefresh(sandbox: SandboxContext, subject: string, scope: string): IssuedToken {
	return sandbox.tokens.issue({
		service: 'otesse',
		subject,
		kind: 'refresh',
		lifetimeSeconds: REFRESH_LIFETIME_SECONDS,
		prefix: 'otesse_rt_',
		data: { scope },
	});
}

function answer(
	sandbox: SandboxContext,
	reply: FastifyReply,
	subject: string,
	scope: string,
	refreshToken?: IssuedToken,
): FastifyReply {
	const access = sandbox.tokens.issue({
		service: 'otesse',
		subject,
		kind: 'access',
		prefix: 'otesse_at_',
		data: { scope },
	});
	const { expiresIn, tokenLifetimeSeconds } = sandbox.config('otesse');
	return reply.send({
		access_token: access.value,
		...(refreshToken ? { refresh_token: refreshToken.value } : {}),
		token_type: 'Bearer',
		...(expiresIn === 'omit'
			? {}
			: { expires_in: expiresIn === undefined ? tokenLifetimeSeconds : expiresIn }),
		scope,
	});
}

/** The fields of the body: JSON as documented, and form encoding unless the variant forbids it. */
function fieldsOf(request: SandboxRequest): Fields | undefined {
	const json = readObject(request);
	if (json.ok) return json.value;
	if (hasVariant(request.server.sandbox.config('otesse'), 'json-only')) return undefined;
	const form = readForm(request);
	return form && Object.fromEntries(form);
}

/** An OAuth error; variant `api-errors` answers every refusal in the form of the API instead. */
function fail(
	reply: FastifyReply,
	status: number,
	error: string,
	description: string,
): FastifyReply {
	if (hasVariant(reply.server.sandbox.config('otesse'), 'api-errors')) {
		return refuseCredential(reply, description);
	}
	return reply.code(status).send({ error, error_description: description });
}
