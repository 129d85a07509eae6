import type { FastifyReply } from 'fastify';
import { readObject } from '../../../sandbox/core/body.mts';
import { bearerOf, header } from '../../../sandbox/core/request.mts';
import type { Route } from '../../../sandbox/core/router.mts';
import type { SandboxRequest } from '../../../sandbox/core/types.mts';
import { hasVariant } from '../../../sandbox/core/variant.mts';
import { failure, success } from './envelope.mts';

const LIMITS = { perSecond: 1, perDay: 1000 };

/** API key and quota: what the gateway in front of the service looks at. Answers a refusal itself. */
export function passesGateway(request: SandboxRequest, reply: FastifyReply): boolean {
	const { sandbox } = request.server;
	const key = header(request, 'x-api-key');
	if (key === undefined || key !== sandbox.secrets('doo').apiKey) {
		void reply.code(403).send({ message: 'Forbidden' });
		return false;
	}
	if (sandbox.quota('doo', key, LIMITS) === undefined) return true;
	if (hasVariant(sandbox.config('doo'), 'limit-403')) {
		void reply.code(403).send({ message: 'Limit Exceeded' });
	} else {
		void reply.code(429).send({ message: 'Too Many Requests' });
	}
	return false;
}

/** Gateway and access token. */
export function authorize(request: SandboxRequest, reply: FastifyReply): boolean {
	if (!passesGateway(request, reply)) return false;
	const { sandbox } = request.server;
	const token = bearerOf(request);
	if (token !== undefined && sandbox.tokens.state('doo', 'access', token) === 'valid') return true;
	void failure(reply, sandbox.config('doo').refusedStatus ?? 401, 'Access token is invalid');
	return false;
}

/** As `authorize`, but a request without an authorization header passes. */
export function authorizeIfSigned(request: SandboxRequest, reply: FastifyReply): boolean {
	return header(request, 'authorization') === undefined
		? passesGateway(request, reply)
		: authorize(request, reply);
}

export const tokenRoute: Route = {
	method: 'POST',
	path: '/oauth',
	auth: false,
	kind: 'token',
	handler: (request, reply) => {
		if (!passesGateway(request, reply)) return reply;
		const body = readObject(request);
		if (!body.ok) return failure(reply, 400, 'The request body must be a JSON object');
		const missing = ['client_id', 'client_secret', 'grant_type'].find(
			(name) => typeof body.value[name] !== 'string' || body.value[name] === '',
		);
		if (missing) return failure(reply, 400, `${missing} is missing`);
		if (body.value.grant_type !== 'client_credentials') {
			return failure(reply, 400, 'Unsupported grant type');
		}
		const { sandbox } = request.server;
		const { clientId, clientSecret } = sandbox.secrets('doo');
		if (body.value.client_id !== clientId || body.value.client_secret !== clientSecret) {
			return failure(reply, 401, 'Invalid client credentials');
		}
		const token = sandbox.tokens.issue({ service: 'doo', subject: clientId ?? '', kind: 'access' });
		const { expiresIn } = sandbox.config('doo');
		const stated = expiresIn === undefined || expiresIn === 'omit' ? {} : { expires_in: expiresIn };
		return success('/oauth', {
			data: { access_token: token.value, refresh_token: null, ...stated },
		});
	},
};
