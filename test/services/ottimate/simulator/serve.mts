import type { FastifyReply } from 'fastify';
import type { Answer } from '../../../sandbox/core/wire.mts';
import { isoSecond, send } from '../../../sandbox/core/wire.mts';
import type { Route } from '../../../sandbox/core/router.mts';
import type { Handler, SandboxContext, SandboxRequest } from '../../../sandbox/core/types.mts';
import { authorized, checkVersion, countCall } from './auth.mts';
import { Call, Refusal } from './call.mts';
import { once } from './idempotency.mts';
import { state } from './state.mts';

export type Work = (call: Call) => Answer | Promise<Answer>;

export interface Operation {
	method: 'GET' | 'POST' | 'PATCH';
	path: string;
	work: Work;
	/** Declares the `Idempotency-Key` header. */
	idempotent?: true;
	auth?: false;
	kind?: 'token';
}

export const version = (call: Call): string => call.header('x-api-version') ?? '1.1.0';

function envelope(context: SandboxContext, refusal: Refusal): Answer {
	state.requests += 1;
	return {
		status: refusal.status,
		body: {
			code: refusal.code,
			message: refusal.detail,
			request_id: `req-${String(state.requests).padStart(4, '0')}`,
			timestamp: isoSecond(context.now()),
		},
	};
}

function refused(context: SandboxContext, error: unknown): Answer {
	if (error instanceof Refusal) return envelope(context, error);
	throw error;
}

export function toRoute(context: SandboxContext, operation: Operation): Route {
	const { method, path, work, idempotent, auth, kind } = operation;
	return {
		method,
		path,
		auth,
		kind,
		handler: async (request, reply) => {
			try {
				const call = new Call(request, context);
				return send(reply, await (idempotent ? once(call, work) : work(call)));
			} catch (error) {
				return send(reply, refused(context, error));
			}
		},
	};
}

export const guard =
	(context: SandboxContext) =>
	(request: SandboxRequest, reply: FastifyReply): boolean => {
		try {
			countCall(context, authorized(context, request));
			checkVersion(request);
			return true;
		} catch (error) {
			send(reply, refused(context, error));
			return false;
		}
	};

export const unknownPath =
	(context: SandboxContext): Handler =>
	(_request, reply) =>
		send(reply, envelope(context, new Refusal(404, 'Not found', 'No such resource')));
