import type { FastifyInstance, FastifyReply } from 'fastify';
import { isRecord, parseJson } from './body.mts';
import { changedConfig } from './config.mts';
import { parseFault } from './faults.mts';
import { sandboxPage } from '../page/page.mts';
import { queryText } from './request.mts';
import { table } from './router.mts';
import type { Route } from './router.mts';
import type { SandboxState } from './state.mts';
import type { IssuedToken, SandboxRequest, ServiceId, ServiceModule } from './types.mts';

type Body = Record<string, unknown>;

/** What makes a steering call a 400. */
class Refusal extends Error {}

const KINDS: ReadonlyArray<IssuedToken['kind']> = ['access', 'refresh', 'code'];

/** Registers the steering interface below `/__sandbox`. */
export function registerSteering(app: FastifyInstance, state: SandboxState): void {
	const routes = [
		...stateRoutes(state),
		...tokenRoutes(state),
		...faultRoutes(state),
		...eventRoutes(state),
	];
	table(app, '/__sandbox', routes.map(withRefusals));
	const page: Route = {
		method: 'GET',
		path: '/__sandbox',
		handler: (_request, reply) => reply.type('text/html; charset=utf-8').send(sandboxPage(state)),
	};
	table(app, '', [page, { ...page, path: '/__sandbox/' }]);
}

function stateRoutes(state: SandboxState): Route[] {
	return [
		{
			method: 'POST',
			path: '/reset',
			handler: () => {
				state.reset();
				return { ok: true };
			},
		},
		{
			method: 'GET',
			path: '/log',
			handler: (request) => {
				const kind = queryText(request, 'kind');
				if (kind !== undefined && kind !== 'token' && kind !== 'call') {
					throw new Refusal('The kind is token or call.');
				}
				const since = queryText(request, 'since');
				if (since !== undefined && !/^\d+$/.test(since)) {
					throw new Refusal('The value of since is the running number of an entry.');
				}
				const last = queryText(request, 'last');
				if (last !== undefined && !/^[1-9]\d*$/.test(last)) {
					throw new Refusal('The value of last is how many of the newest entries are wanted.');
				}
				const entries = state.log.list({
					service: optionalService(state, queryText(request, 'service')),
					kind,
					since: since === undefined ? undefined : Number(since),
				});
				return { entries: last === undefined ? entries : entries.slice(-Number(last)) };
			},
		},
		{
			method: 'DELETE',
			path: '/log',
			handler: () => {
				state.log.clear();
				return { ok: true };
			},
		},
		{
			method: 'GET',
			path: '/stats',
			handler: () => perService(state, (id) => state.log.statsOf(id)),
		},
		{
			method: 'GET',
			path: '/config',
			handler: (request) => {
				const service = optionalService(state, queryText(request, 'service'));
				return service ? state.config(service) : perService(state, (id) => state.config(id));
			},
		},
		{
			method: 'POST',
			path: '/config',
			handler: (request) => {
				const { service: name, ...changes } = bodyOf(request);
				const { id } = serviceNamed(state, name);
				const config = changedConfig(state.config(id), changes);
				if (typeof config === 'string') throw new Refusal(config);
				state.setConfig(id, config);
				return config;
			},
		},
		{
			method: 'GET',
			path: '/secrets',
			handler: (request) => {
				const service = optionalService(state, queryText(request, 'service'));
				return service ? state.secrets(service) : perService(state, (id) => state.secrets(id));
			},
		},
		{
			method: 'POST',
			path: '/secrets',
			handler: (request) => {
				const { service: name, ...changes } = bodyOf(request);
				const { id } = serviceNamed(state, name);
				const known = state.secrets(id);
				const texts: Record<string, string> = {};
				for (const [key, value] of Object.entries(changes)) {
					if (!(key in known)) throw new Refusal(`${id} has no secret "${key}".`);
					if (typeof value !== 'string') throw new Refusal('A secret is a text.');
					texts[key] = value;
				}
				state.setSecrets(id, texts);
				return state.secrets(id);
			},
		},
		{
			method: 'POST',
			path: '/settings',
			handler: (request) => {
				const { timeCompression, advanceSeconds, ...rest } = bodyOf(request);
				const [unknown] = Object.keys(rest);
				if (unknown !== undefined) throw new Refusal(`There is no setting "${unknown}".`);
				if (timeCompression !== undefined) {
					if (typeof timeCompression !== 'number' || !(timeCompression > 0)) {
						throw new Refusal('The time compression is a number above 0.');
					}
					state.deliveries.timeCompression = timeCompression;
				}
				if (advanceSeconds !== undefined) {
					if (typeof advanceSeconds !== 'number' || !(advanceSeconds >= 0)) {
						throw new Refusal('The clock only advances by a number of seconds from 0.');
					}
					state.advance(advanceSeconds * 1000);
				}
				return { timeCompression: state.deliveries.timeCompression, now: state.now() };
			},
		},
	];
}

function tokenRoutes(state: SandboxState): Route[] {
	return [
		{
			method: 'GET',
			path: '/tokens',
			handler: (request) => {
				const service = serviceNamed(state, queryText(request, 'service'));
				return { tokens: state.tokens.list(service.id) };
			},
		},
		{
			method: 'POST',
			path: '/tokens/expire',
			handler: (request) => {
				const { service, kinds } = bodyOf(request);
				state.tokens.expireAll(serviceNamed(state, service).id, kindsNamed(kinds));
				return { ok: true };
			},
		},
		{
			method: 'POST',
			path: '/tokens/revoke',
			handler: (request) => {
				const { service, kinds } = bodyOf(request);
				state.tokens.revokeAll(serviceNamed(state, service).id, kindsNamed(kinds));
				return { ok: true };
			},
		},
	];
}

function faultRoutes(state: SandboxState): Route[] {
	return [
		{ method: 'GET', path: '/faults', handler: () => ({ faults: state.faults.list() }) },
		{
			method: 'POST',
			path: '/faults',
			handler: (request) => {
				const body = bodyOf(request);
				const wanted: unknown[] = Array.isArray(body.faults) ? body.faults : [body];
				const ids = state.services.map(({ id }) => id);
				const faults = wanted.map((value) => {
					const fault = parseFault(value, ids);
					if (typeof fault === 'string') throw new Refusal(fault);
					return fault;
				});
				for (const fault of faults) state.faults.add(fault);
				return { faults: state.faults.list() };
			},
		},
		{
			method: 'DELETE',
			path: '/faults',
			handler: () => {
				state.faults.clear();
				return { ok: true };
			},
		},
	];
}

function eventRoutes(state: SandboxState): Route[] {
	return [
		{
			method: 'GET',
			path: '/deliveries',
			handler: () => ({ deliveries: state.deliveries.list() }),
		},
		{
			method: 'POST',
			path: '/actions',
			handler: (request) => {
				const { service: name, action: wanted } = bodyOf(request);
				const { id, actions = [] } = serviceNamed(state, name);
				const action = actions.find((known) => known.id === wanted);
				if (action) return { done: action.run(state) };
				const ids = actions.map((known) => known.id).join(', ') || 'none';
				throw new Refusal(`Unknown action; those of ${id}: ${ids}.`);
			},
		},
		{
			method: 'POST',
			path: '/events',
			handler: async (request) => {
				const { service: name, type, payload, wait } = bodyOf(request);
				const service = serviceNamed(state, name);
				if (!service.emit) throw new Refusal(`${service.name} sends no webhooks.`);
				if (typeof type !== 'string' || type === '') throw new Refusal('An event needs a type.');
				if (payload !== undefined && !isRecord(payload)) {
					throw new Refusal('The payload of an event is a JSON object.');
				}
				const sent = service.emit(state, { type, payload }).catch((error: unknown) => {
					throw new Refusal(error instanceof Error ? error.message : String(error));
				});
				if (wait !== false) return { results: await sent };
				sent.catch(() => {});
				return { waiting: false };
			},
		},
	];
}

function withRefusals(route: Route): Route {
	const handler = async (request: SandboxRequest, reply: FastifyReply): Promise<unknown> => {
		try {
			return await route.handler(request, reply);
		} catch (error) {
			if (error instanceof Refusal) return reply.code(400).send({ error: error.message });
			throw error;
		}
	};
	return { ...route, handler };
}

function bodyOf(request: SandboxRequest): Body {
	const body = parseJson(request.raw_body.toString('utf8'));
	if (!body.ok || !isRecord(body.value)) throw new Refusal('The body must be a JSON object.');
	return body.value;
}

function serviceNamed(state: SandboxState, name: unknown): ServiceModule {
	const service = state.services.find(({ id }) => id === name);
	if (service) return service;
	const ids = state.services.map(({ id }) => id).join(', ');
	throw new Refusal(`Unknown service; one of ${ids} is needed.`);
}

function optionalService(state: SandboxState, name: string | undefined): ServiceId | undefined {
	return name === undefined ? undefined : serviceNamed(state, name).id;
}

function kindsNamed(kinds: unknown): Array<IssuedToken['kind']> | undefined {
	if (kinds === undefined) return undefined;
	if (!Array.isArray(kinds)) throw new Refusal('The kinds are a list.');
	return kinds.map((kind: unknown) => {
		const known = KINDS.find((name) => name === kind);
		if (!known) throw new Refusal(`A token is of the kind ${KINDS.join(', ')}.`);
		return known;
	});
}

function perService<Value>(
	state: SandboxState,
	of: (id: ServiceId) => Value,
): Record<string, Value> {
	return Object.fromEntries(state.services.map(({ id }) => [id, of(id)]));
}
