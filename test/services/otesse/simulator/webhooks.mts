import { randomBytes } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { isLoopback } from '../../../sandbox/core/deliver.mts';
import { param } from '../../../sandbox/core/request.mts';
import type { Handler, SandboxContext, SandboxRequest } from '../../../sandbox/core/types.mts';
import { hasVariant } from '../../../sandbox/core/variant.mts';
import type { ScopedRoute } from './access.mts';
import { utc } from './data.mts';
import { greet } from './emit.mts';
import { refuseMissing, refuseParameter, refuseUnknown } from './errors.mts';
import { isKnownEvent } from './events.mts';
import { bodyOf, isText, refuseKinds } from './lists.mts';
import type { Answer } from './lists.mts';
import { store } from './store.mts';
import type { WebhookRegistration } from './types.mts';

export const webhookRoutes: ScopedRoute[] = [
	{ method: 'POST', path: '/webhooks', scope: 'webhooks:manage', handler: register },
	{
		method: 'GET',
		path: '/webhooks',
		scope: 'webhooks:manage',
		handler: () => ({ data: store.webhooks.map(listed) }),
	},
	{
		method: 'PATCH',
		path: '/webhooks/{id}',
		scope: 'webhooks:manage',
		handler: withWebhook(update),
	},
	{
		method: 'DELETE',
		path: '/webhooks/{id}',
		scope: 'webhooks:manage',
		handler: withWebhook((_request, reply, webhook) => {
			store.webhooks = store.webhooks.filter(({ id }) => id !== webhook.id);
			return reply.code(204).send();
		}),
	},
	{
		method: 'GET',
		path: '/webhooks/{id}/deliveries',
		scope: 'webhooks:manage',
		handler: withWebhook((_request, _reply, { deliveries }) => ({
			data: [...deliveries].reverse(),
		})),
	},
];

function register(request: SandboxRequest, reply: FastifyReply): Answer {
	const body = bodyOf(request, reply);
	if (!body) return reply;
	const { sandbox } = request.server;
	const { url, events, description } = body;
	const refused = refuseKinds(reply, body, { url: 'text', description: 'text' });
	if (refused) return refused;
	if (!isText(url)) return refuseMissing(reply, 'url');
	if (!isReceiver(url, sandbox)) return refuseUrl(reply);
	if (events === undefined) return refuseMissing(reply, 'events');
	const names = eventNames(events);
	if (!names) return refuseEvents(reply);
	const webhook: WebhookRegistration = {
		id: store.id('wh'),
		url,
		events: names,
		description: typeof description === 'string' ? description : null,
		secret: `whsec_${randomBytes(16).toString('hex')}`,
		status: 'active',
		created_at: utc(sandbox.now()),
		failures: 0,
		deliveries: [],
	};
	store.webhooks.push(webhook);
	greet(sandbox, webhook);
	const { id, secret, status, created_at: createdAt } = webhook;
	return reply.code(201).send({ id, url, events: names, secret, status, created_at: createdAt });
}

function update(
	request: SandboxRequest,
	reply: FastifyReply,
	webhook: WebhookRegistration,
): Answer {
	const body = bodyOf(request, reply);
	if (!body) return reply;
	const { url, events, description, status } = body;
	const refused = refuseKinds(reply, body, { url: 'text', description: 'text' });
	if (refused) return refused;
	if (url !== undefined && !(isText(url) && isReceiver(url, request.server.sandbox))) {
		return refuseUrl(reply);
	}
	const names = events === undefined ? webhook.events : eventNames(events);
	if (!names) return refuseEvents(reply);
	if (status !== undefined && status !== 'active' && status !== 'disabled') {
		return refuseParameter(reply, 'status', "The 'status' field must be active or disabled.");
	}
	webhook.events = names;
	if (isText(url)) webhook.url = url;
	if (typeof description === 'string') webhook.description = description;
	if (status === 'active') webhook.failures = 0;
	if (status !== undefined) webhook.status = status;
	return listed(webhook);
}

/** Without the secret, which only the registration shows. */
function listed({
	id,
	url,
	events,
	description,
	status,
	created_at: createdAt,
}: WebhookRegistration): object {
	return { id, url, events, description, status, created_at: createdAt };
}

function withWebhook(
	handler: (request: SandboxRequest, reply: FastifyReply, webhook: WebhookRegistration) => Answer,
): Handler {
	return (request, reply) => {
		const webhook = store.webhooks.find(({ id }) => id === param(request, 'id'));
		return webhook ? handler(request, reply, webhook) : refuseUnknown(reply, 'webhook');
	};
}

/** Public https as documented, and in its place an address on this machine. */
function isReceiver(url: string, sandbox: SandboxContext): boolean {
	if (!URL.canParse(url)) return false;
	if (isLoopback(url)) return !hasVariant(sandbox.config('otesse'), 'https-only');
	return url.startsWith('https://');
}

function eventNames(value: unknown): string[] | undefined {
	if (!Array.isArray(value) || value.length === 0) return undefined;
	const names: string[] = [];
	for (const name of value) {
		if (typeof name !== 'string' || !isKnownEvent(name)) return undefined;
		names.push(name);
	}
	return names;
}

function refuseUrl(reply: FastifyReply): FastifyReply {
	return refuseParameter(reply, 'url', "The 'url' field must be a public https address.");
}

function refuseEvents(reply: FastifyReply): FastifyReply {
	return refuseParameter(reply, 'events', "The 'events' field must name known events.");
}
