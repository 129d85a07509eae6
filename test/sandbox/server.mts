import Fastify from 'fastify';
import { watchExchanges } from './core/exchange.mts';
import { SandboxState } from './core/state.mts';
import { registerSteering } from './core/steering.mts';
import type { ServiceModule } from './core/types.mts';
import { simulators as services } from '../services/simulators.mts';

const HOST = '127.0.0.1';

/** A running sandbox. */
export interface Sandbox {
	/** e.g. `http://127.0.0.1:4600` */
	origin: string;
	/** Base URL of each service by its id; further hosts by their first path part (`doo-gql`). */
	baseUrls: Record<string, string>;
	close(): Promise<void>;
	/** A steering call, e.g. `steer('POST', 'config', { service: 'doo', quotas: true })`; fails with the sandbox's sentence. */
	steer(method: string, path: string, body?: unknown): Promise<unknown>;
}

/**
 * Starts the sandbox on loopback; port 0 takes a free one. The services keep their data in the
 * process, so a second sandbox in the same process shares (and resets) it.
 */
export async function startSandbox(options: { port?: number } = {}): Promise<Sandbox> {
	const state = new SandboxState(services);
	const app = Fastify({
		routerOptions: { maxParamLength: 1000 },
		rewriteUrl: ({ url }) => decodable(url ?? '/'),
		keepAliveTimeout: 60_000,
		forceCloseConnections: true,
	});
	app.decorate('sandbox', { getter: () => state });
	watchExchanges(app, state);
	app.setErrorHandler((error, _request, reply) => {
		const message = error instanceof Error ? error.message : String(error);
		return reply.code(500).send({ sandbox_error: message });
	});
	app.setNotFoundHandler((_request, reply) =>
		reply.code(404).send({ sandbox_error: 'No simulated service has this path.' }),
	);
	for (const service of services) service.register(app, state);
	registerSteering(app, state);

	const origin = await app.listen({ port: options.port ?? 0, host: HOST });
	state.listensOn(origin);
	return {
		origin,
		baseUrls: baseUrls(origin, services),
		steer: async (method, path, body) => steer(origin, method, path, body),
		close: async () => {
			state.deliveries.clear();
			await app.close();
		},
	};
}

async function steer(
	origin: string,
	method: string,
	path: string,
	body: unknown,
): Promise<unknown> {
	const answer = await fetch(`${origin}/__sandbox/${path.replace(/^\/+/, '')}`, {
		method,
		headers: body === undefined ? {} : { 'content-type': 'application/json' },
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	const text = await answer.text();
	if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
	const value: unknown = JSON.parse(text);
	return value;
}

function baseUrls(origin: string, modules: readonly ServiceModule[]): Record<string, string> {
	const urls: Record<string, string> = {};
	for (const { id, mounts } of modules) {
		for (const [index, prefix] of Object.keys(mounts).entries()) {
			urls[index === 0 ? id : (prefix.split('/')[1] ?? prefix)] = origin + prefix;
		}
	}
	return urls;
}

/** A path that cannot be decoded reaches the services with its percent signs as text. */
function decodable(url: string): string {
	try {
		decodeURIComponent(url.split('?')[0] ?? '/');
		return url;
	} catch {
		return url.replaceAll('%', '%25');
	}
}
