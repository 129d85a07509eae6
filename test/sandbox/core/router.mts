import type { FastifyInstance, FastifyReply, HTTPMethods } from 'fastify';
import type { Handler, SandboxContext, SandboxRequest } from './types.mts';

declare module 'fastify' {
	interface FastifyRequest {
		raw_body: Buffer;
		sandboxKind?: 'token' | 'call';
	}
	interface FastifyInstance {
		/** For handlers: `request.server.sandbox`. */
		sandbox: SandboxContext;
	}
	interface FastifyContextConfig {
		sandboxKind?: 'token' | 'call';
	}
}

export interface Route {
	method: HTTPMethods;
	/** Below the mount, with `{name}` parameters; a trailing slash counts. */
	path: string;
	handler: Handler;
	/** `false`: `authorize` is not asked. */
	auth?: false;
	/** A token endpoint: logged as such, and hit by faults of kind `token`. */
	kind?: 'token';
}

export interface TableOptions {
	/** Asked before a route; answers the refusal itself and then says false. */
	authorize?(request: SandboxRequest, reply: FastifyReply): Promise<boolean> | boolean;
	/** The service's own answer to an unknown path or method below the mount. */
	notFound?: Handler;
}

/** Registers the routes below a mount. */
export function table(
	app: FastifyInstance,
	mount: string,
	routes: readonly Route[],
	options: TableOptions = {},
): void {
	for (const route of routes) {
		app.route({
			method: route.method,
			url: mount + route.path.replace(/\{(\w+)\}/g, ':$1'),
			exposeHeadRoute: false,
			config: { sandboxKind: route.kind ?? 'call' },
			handler: async (request, reply) => {
				if (options.notFound && hasEmptyParameter(request.params)) {
					return options.notFound(request, reply);
				}
				if (options.authorize && route.auth !== false) {
					if (!(await options.authorize(request, reply))) return reply;
				}
				return route.handler(request, reply);
			},
		});
	}
	const { notFound } = options;
	if (notFound) app.all(`${mount}/*`, async (request, reply) => notFound(request, reply));
}

/** What `ServiceModule.routes` answers. */
export function listed(routes: readonly Route[]): Array<{ method: string; path: string }> {
	return routes.map(({ method, path }) => ({ method: String(method), path }));
}

function hasEmptyParameter(params: unknown): boolean {
	return typeof params === 'object' && params !== null && Object.values(params).includes('');
}
