import { isRecord, parseJson } from '../../../sandbox/core/body.mts';
import { hasVariant } from '../../../sandbox/core/variant.mts';
import type { ServiceConfig } from '../../../sandbox/core/types.mts';
import { REST } from './envelope.mts';
import { listedType } from './store.mts';
import type { Authentication, Configuration, Hook } from './store.mts';
import { resourceOf } from './types.mts';

/** What a create call may say about a configuration. */
export type ConfigurationInput = Omit<Configuration, 'uuid' | 'listId'>;

/** Reads the body of a create call; a text says what is wrong with it. */
export function readConfiguration(
	body: Record<string, unknown>,
	config: ServiceConfig,
): ConfigurationInput | string {
	if (!isText(body.name)) return 'name is missing';
	if (body.description !== undefined && typeof body.description !== 'string') {
		return 'description must be a text';
	}
	const badId = ['event_id', 'event_guide_id'].find(
		(name) => body[name] !== undefined && !isId(body[name]),
	);
	if (badId) return `${badId} must be an id`;
	if (!Array.isArray(body.hooks) || body.hooks.length === 0) return 'hooks is missing';
	const hooks: Hook[] = [];
	for (const candidate of body.hooks) {
		const hook = readHook(candidate, hasVariant(config, 'origin-required'));
		if (typeof hook === 'string') return hook;
		hooks.push(hook);
	}
	const authentication = readAuthentication(body.authentication);
	if (typeof authentication === 'string') return authentication;
	return {
		name: body.name,
		hooks,
		...(body.description === undefined ? {} : { description: body.description }),
		...(isId(body.event_id) ? { eventId: String(body.event_id) } : {}),
		...(isId(body.event_guide_id) ? { eventGuideId: String(body.event_guide_id) } : {}),
		...(authentication ? { authentication } : {}),
	};
}

/** A configuration as lists show it. */
export function listed(configuration: Configuration, config: ServiceConfig): object {
	const { uuid, listId, name, description, hooks, authentication } = configuration;
	return {
		id: hasVariant(config, 'uuid-ids') ? uuid : listId,
		name,
		...(description === undefined ? {} : { description }),
		hooks: hooks.map((hook) => ({ ...hook, type: listedType(hook) })),
		...(authentication ? { authentication } : {}),
		_links: { self: { href: `${REST}/webhooks/${uuid}` } },
	};
}

function readHook(value: unknown, isOriginRequired: boolean): Hook | string {
	if (!isRecord(value)) return 'A hook must be an object';
	const { type, method = 'POST', endpoint, origin } = value;
	if (!isText(type)) return 'hooks.type is missing';
	if (!resourceOf(type)) return `hooks.type ${type} does not exist`;
	if (method !== 'POST') return 'hooks.method must be POST';
	if (!isUrl(endpoint)) return 'hooks.endpoint must be a URL';
	if (origin === undefined) {
		return isOriginRequired ? 'hooks.origin is missing' : { type, method, endpoint };
	}
	if (!isRecord(origin) || !isText(origin.endpoint) || !isText(origin.body)) {
		return 'hooks.origin needs endpoint and body';
	}
	if ((origin.method ?? 'POST') !== 'POST') return 'hooks.origin.method must be POST';
	const query = parseJson(origin.body);
	if (!query.ok || !isRecord(query.value)) return 'hooks.origin.body must be a JSON text';
	return {
		type,
		method,
		endpoint,
		origin: { method: 'POST', endpoint: origin.endpoint, body: origin.body },
	};
}

function readAuthentication(value: unknown): Authentication | undefined | string {
	if (value === undefined || value === null) return undefined;
	if (!isRecord(value)) return 'authentication must be an object';
	const { grant_type: grant = 'client_credentials', endpoint, credentials } = value;
	if (grant !== 'client_credentials') return 'authentication.grant_type must be client_credentials';
	if (!isUrl(endpoint)) return 'authentication.endpoint must be a URL';
	if (!isRecord(credentials) || !isText(credentials.client_secret)) {
		return 'authentication.credentials.client_secret is missing';
	}
	const { header_format: name, header_value_format: format } = value;
	return {
		grant_type: grant,
		endpoint,
		credentials: {
			client_id: isText(credentials.client_id) ? credentials.client_id : 'doo',
			client_secret: credentials.client_secret,
		},
		header_format: isText(name) ? name : 'Authorization',
		header_value_format: isText(format) ? format : 'Bearer %ACCESS_TOKEN%',
	};
}

function isText(value: unknown): value is string {
	return typeof value === 'string' && value !== '';
}

function isId(value: unknown): value is string | number {
	return isText(value) || typeof value === 'number';
}

function isUrl(value: unknown): value is string {
	return isText(value) && URL.canParse(value) && /^https?:/.test(value);
}
