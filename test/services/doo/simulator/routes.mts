import type { FastifyReply } from 'fastify';
import { readObject } from '../../../sandbox/core/body.mts';
import { pageCount, slice, wholeNumber } from '../../../sandbox/core/page.mts';
import { param, queryText } from '../../../sandbox/core/request.mts';
import type { Route } from '../../../sandbox/core/router.mts';
import type { SandboxRequest } from '../../../sandbox/core/types.mts';
import { authorizeIfSigned, tokenRoute } from './auth.mts';
import { listed, readConfiguration } from './configurations.mts';
import { failure, REST, success } from './envelope.mts';
import { initialise } from './init.mts';
import { store } from './store.mts';

const PAGE_SIZE = 25;

/** The REST interface. */
export const restRoutes: Route[] = [
	tokenRoute,
	{
		method: 'GET',
		path: '/team/{team_id}/webhooks',
		handler: (request, reply) =>
			isOwnTeam(request) ? listConfigurations(request, reply) : noTeam(reply),
	},
	{
		method: 'POST',
		path: '/team/{team_id}/webhooks',
		handler: (request, reply) =>
			isOwnTeam(request) ? createConfiguration(request, reply) : noTeam(reply),
	},
	{
		method: 'DELETE',
		path: '/webhooks/{webhook_group_id}',
		auth: false,
		handler: (request, reply) => {
			if (!authorizeIfSigned(request, reply)) return reply;
			const id = param(request, 'webhook_group_id');
			store.configurations = store.configurations.filter(({ uuid }) => uuid !== id);
			return reply.code(204).send();
		},
	},
	{ method: 'POST', path: '/webhooks/init/{resource_name}', handler: initialise },
];

export function notFound(_request: SandboxRequest, reply: FastifyReply): FastifyReply {
	return failure(reply, 404, 'Resource not found');
}

function listConfigurations(request: SandboxRequest, reply: FastifyReply): object {
	const text = queryText(request, 'page');
	const page = wholeNumber(text, 1);
	if (page === undefined || text === '') return failure(reply, 400, 'page must be a number from 1');
	const path = `${REST}/team/${param(request, 'team_id')}/webhooks`;
	const total = store.configurations.length;
	const pages = pageCount(total, PAGE_SIZE);
	const self = { href: `${path}?page=${page}` };
	const firstPageLinks = {
		self,
		first: { href: path },
		last: { href: `${path}?page=${pages}` },
	};
	const config = request.server.sandbox.config('doo');
	return {
		...(total === 0 ? {} : { _links: page === 1 ? firstPageLinks : { self } }),
		_embedded: {
			webhooks: slice(store.configurations, page, PAGE_SIZE).map((row) => listed(row, config)),
		},
		page_count: pages,
		page_size: PAGE_SIZE,
		total_items: total,
		page,
	};
}

function createConfiguration(request: SandboxRequest, reply: FastifyReply): object {
	const body = readObject(request);
	if (!body.ok) return failure(reply, 400, 'The request body must be a JSON object');
	const input = readConfiguration(body.value, request.server.sandbox.config('doo'));
	if (typeof input === 'string') return failure(reply, 400, input);
	const ids = store.nextIds();
	store.configurations.push({ ...ids, ...input });
	return success(`/team/${param(request, 'team_id')}/webhooks`, { data: ids.uuid });
}

function isOwnTeam(request: SandboxRequest): boolean {
	return param(request, 'team_id') === request.server.sandbox.secrets('doo').teamId;
}

function noTeam(reply: FastifyReply): FastifyReply {
	return failure(reply, 404, 'Team not found');
}
