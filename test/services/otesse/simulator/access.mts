import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { bearerOf, header } from '../../../sandbox/core/request.mts';
import type { Route } from '../../../sandbox/core/router.mts';
import type { SandboxRequest } from '../../../sandbox/core/types.mts';
import { hasVariant } from '../../../sandbox/core/variant.mts';
import { refuseCredential, refuseScope } from './errors.mts';
import { store } from './store.mts';

export const SCOPES = [
	'bookings:read',
	'bookings:write',
	'customers:read',
	'customers:write',
	'invoices:read',
	'invoices:write',
	'services:read',
	'webhooks:manage',
] as const;

export type Scope = (typeof SCOPES)[number];

/** What the second API key may do. */
export const LIMITED_SCOPES: readonly Scope[] = [
	'bookings:read',
	'customers:read',
	'services:read',
];

const PER_MINUTE = 100;
const PER_SECOND = 20;

/** A route of the API, behind the rate limit and the scope that it needs. */
export interface ScopedRoute extends Route {
	scope: Scope;
}

/** Adds rate limit, credential and scope checks to a route. */
export function guarded({ scope, handler, ...route }: ScopedRoute): Route {
	return {
		...route,
		handler: (request, reply) => {
			const credential = bearerOf(request) ?? header(request, 'x-api-key');
			if (!passesLimit(request, reply, credential ?? '')) return reply;
			if (credential === undefined) return refuseCredential(reply, 'No API key was provided.');
			const scopes = scopesOf(request, credential);
			if (!scopes) return refuseCredential(reply);
			return scopes.includes(scope) ? handler(request, reply) : refuseScope(reply, scope);
		},
	};
}

/** Counts the request and writes the rate-limit headers; with quotas on it refuses what is too much. */
export function passesLimit(
	request: SandboxRequest,
	reply: FastifyReply,
	credential: string,
): boolean {
	const { sandbox } = request.server;
	const now = sandbox.now();
	const key = createHash('sha256').update(credential).digest('hex');
	const wait = sandbox.config('otesse').quotas
		? Math.max(
				store.perMinute.wait(key, PER_MINUTE, now),
				store.perSecond.wait(key, PER_SECOND, now),
			)
		: 0;
	if (wait === 0) {
		store.perMinute.add(key, now);
		store.perSecond.add(key, now);
	}
	const reset = (store.perMinute.oldest(key, now) ?? now) + 60_000;
	void reply.headers({
		'x-ratelimit-limit': PER_MINUTE,
		'x-ratelimit-remaining': Math.max(0, PER_MINUTE - store.perMinute.used(key, now)),
		'x-ratelimit-reset': Math.ceil(reset / 1000),
	});
	if (wait === 0) return true;
	void refuseLimit(request, reply, Math.ceil(wait / 1000));
	return false;
}

function refuseLimit(request: SandboxRequest, reply: FastifyReply, seconds: number): FastifyReply {
	void reply.code(429).header('retry-after', seconds);
	if (hasVariant(request.server.sandbox.config('otesse'), 'set-b-limits')) {
		return reply.send({
			error: 'rate_limited',
			message: `Rate limit exceeded. Try again in ${seconds} seconds.`,
			retryAfter: seconds,
		});
	}
	return reply.send({
		error: {
			type: 'rate_limit_exceeded',
			message: `Rate limit exceeded. Please retry after ${seconds} seconds.`,
			retry_after: seconds,
		},
	});
}

/** What a credential may do; undefined where it is not valid. */
function scopesOf(request: SandboxRequest, credential: string): readonly string[] | undefined {
	const { sandbox } = request.server;
	const { apiKey, limitedApiKey } = sandbox.secrets('otesse');
	if (credential === apiKey) return SCOPES;
	if (credential === limitedApiKey) return LIMITED_SCOPES;
	if (bearerOf(request) === undefined) return undefined;
	if (sandbox.tokens.state('otesse', 'access', credential) !== 'valid') return undefined;
	return String(sandbox.tokens.find(credential)?.data.scope ?? '').split(' ');
}
