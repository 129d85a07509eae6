import type { FastifyReply } from 'fastify';
import type { Route } from '../../../sandbox/core/router.mts';
import type { Handler, SandboxContext, SandboxRequest } from '../../../sandbox/core/types.mts';
import type { Answer } from '../../../sandbox/core/wire.mts';
import { send } from '../../../sandbox/core/wire.mts';
import { authorized, plays } from './auth.mts';
import { Call } from './call.mts';
import { coded, gateway, Refusal } from './refusals.mts';

/** The plan that an operation needs at least; absent means all plans. */
export type Plan = 'starter' | 'scale' | 'pro' | 'enterprise';

export interface Operation {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	path: string;
	work: (call: Call) => Answer | Promise<Answer>;
	plan?: Plan;
	auth?: false;
	kind?: 'token';
}

const plans = ['free', 'starter', 'scale', 'pro', 'enterprise'];

/** An answer with `success: true` in it. */
export const done = (body: object = {}): Answer => ({
	status: 200,
	body: { success: true, ...body },
});

/** An answer without a `success` key. */
export const plain = (body: object): Answer => ({ status: 200, body });

function checkPlan(context: SandboxContext, plan: Plan | undefined): void {
	const own = plans.findIndex((name) => plays(context, name));
	if (plan !== undefined && own >= 0 && own < plans.indexOf(plan)) throw coded('OTO1150', 403);
}

function checkQuota(context: SandboxContext, subject: string): void {
	if (context.quota('oto', subject, { perMinute: 120 }) !== undefined) throw coded('OTO1143');
}

function refused(reply: FastifyReply, error: unknown): FastifyReply {
	if (error instanceof Refusal) return send(reply, error.answer);
	throw error;
}

export function toRoute(context: SandboxContext, operation: Operation): Route {
	const { method, path, work, plan, auth, kind } = operation;
	return {
		method,
		path,
		auth,
		kind,
		handler: async (request, reply) => {
			try {
				if (auth !== false) checkPlan(context, plan);
				return send(reply, await work(new Call(request, context, `${method} ${path}`)));
			} catch (error) {
				return refused(reply, error);
			}
		},
	};
}

export const guard =
	(context: SandboxContext) =>
	(request: SandboxRequest, reply: FastifyReply): boolean => {
		try {
			checkQuota(context, authorized(context, request).subject);
			return true;
		} catch (error) {
			refused(reply, error);
			return false;
		}
	};

export const unknownPath: Handler = (_request, reply) => {
	const words = 'The current request is not defined by this API.';
	return send(reply, gateway(404, words).answer);
};
