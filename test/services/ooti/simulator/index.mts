import type { FastifyReply } from 'fastify';
import type { Route } from '../../../sandbox/core/router.mts';
import { table } from '../../../sandbox/core/router.mts';
import type {
	Handler,
	SandboxContext,
	SandboxRequest,
	ServiceModule,
} from '../../../sandbox/core/types.mts';
import type { Answer } from '../../../sandbox/core/wire.mts';
import { send } from '../../../sandbox/core/wire.mts';
import { actions } from './actions.mts';
import { admit, logIn, renew, secrets, verify } from './auth.mts';
import { Call } from './call.mts';
import { list } from './lists.mts';
import { change, create, read, remove } from './records.mts';
import { detail, missing, Refusal } from './refusals.mts';
import { act, computed, resetSingles, single, special, spreadsheet } from './special.mts';
import { resetStore } from './store.mts';
import type { PathEntry } from './table.mts';
import { entries } from './table.mts';

const mount = '/ooti/api/v1';

const tokenCalls = { '/token-auth/': logIn, '/token-refresh/': renew, '/token-verify/': verify };

function work(call: Call): Answer {
	const { method, path, form } = call.entry;
	const own = special[`${method} ${path}`];
	if (own) return own(call);
	switch (form) {
		case 'single':
			return single(call);
		case 'object':
			return computed(call);
		case 'action':
			return act(call);
		case 'record':
			if (method === 'PATCH') return change(call);
			if (method === 'DELETE') return remove(call);
			return method === 'POST' ? create(call) : read(call);
		default:
			return method === 'POST' ? create(call) : list(call);
	}
}

function answered(reply: FastifyReply, make: () => Answer): FastifyReply {
	try {
		return send(reply, make());
	} catch (error) {
		if (error instanceof Refusal) return send(reply, error.answer);
		throw error;
	}
}

function countCall(context: SandboxContext, request: SandboxRequest): void {
	const key = request.headers.authorization ?? 'nobody';
	const wait = context.quota('ooti', key, { perMinute: 120 });
	if (wait === undefined) return;
	const seconds = Math.max(1, Math.ceil(wait / 1000));
	throw detail(429, `Request was throttled. Expected available in ${seconds} seconds.`, {
		'Retry-After': String(seconds),
	});
}

function entryRoute(context: SandboxContext, entry: PathEntry): Route {
	return {
		method: entry.method,
		path: entry.path,
		handler: (request, reply) =>
			answered(reply, () => {
				const caller = admit(context, request);
				countCall(context, request);
				const call = new Call(request, context, entry, caller);
				if (entry.form !== 'file') return work(call);
				return {
					status: 200,
					contentType: 'application/vnd.ms-excel',
					bytes: spreadsheet(call),
				};
			}),
	};
}

function routesOf(context: SandboxContext): Route[] {
	const tokens = Object.entries(tokenCalls).map(
		([path, make]): Route => ({
			method: 'POST',
			path,
			kind: 'token',
			handler: (request, reply) => answered(reply, () => make(context, request)),
		}),
	);
	return [...tokens, ...entries.map((entry) => entryRoute(context, entry))];
}

const patterns = new Map<string, RegExp>(
	entries.map(({ path }) => [path, new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`)]),
);

/** A known path with another method is 405, anything else 404. */
const unknown: Handler = (request, reply) => {
	const path = (request.url.split('?')[0] ?? '').slice(mount.length);
	const known = path in tokenCalls || [...patterns.values()].some((pattern) => pattern.test(path));
	const refusal = known ? detail(405, `Method "${request.method}" not allowed.`) : missing();
	return send(reply, refusal.answer);
};

export const ooti: ServiceModule = {
	id: 'ooti',
	name: 'OOTI',
	mounts: { [mount]: 'https://api.ooti.co/api/v1' },
	secrets,
	defaults: { tokenLifetimeSeconds: 1800 },
	register(app, context) {
		table(app, mount, routesOf(context), { notFound: unknown });
	},
	reset() {
		resetStore();
		resetSingles();
	},
	actions,
	notes: [
		'Organizations 210 (teams 1689 Paris, 1690 Lyon) and 211 (team 1701 Ghent); 240 projects from id 41, 500 contacts from 3100, 120 clients from 800, 300 invoices from 901, 120 payments from 12000, 260 tasks, 90 notes, 900 work logs, 240 phases, 80 milestones.',
		'readOnlyToken is an API token that may only read; writing with it is answered 403.',
		'Every list and record of the path table answers; resources that nothing special is known about have five seeded records from id 100.',
		'Page size is 20 where none is asked for. Lists that come whole page only when page or page_size is sent; bare arrays never page.',
		'Paths without a trailing slash: only those that the SDK has so (payments/{pk}, expenses/{pk}, expenses/category/{category_pk}, emails/{pk}, emails/smtp/{pk}, pipelines/stage ...), and each of them with the slash too.',
		'Variants: login-400 (wrong password is answered 400 with non_field_errors), unbound-token (API tokens get 403 from membership and profile), page-cap (page_size is cut to 100), unpaged (whole lists ignore page and page_size).',
		'Rotation: none answers a refresh with access alone; grace and strict also give a new refresh token.',
		'With quotas on: 120 calls a minute for an Authorization header, then 429 with Retry-After (no figure is documented).',
	],
	routes: () => [
		...Object.keys(tokenCalls).map((path) => ({ method: 'POST', path })),
		...entries.map(({ method, path }) => ({ method, path })),
	],
};
