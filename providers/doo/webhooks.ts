import type { IDataObject } from 'n8n-workflow';

import { contentDigest, digestOf } from '../../transport/core/digest';
import { isRecord, valueAt } from '../../transport/core/json';
import { wholeList } from '../../transport/pagination/lists';
import { endpointOf, requestTo } from '../../transport/pagination/rows';
import type { Delivery, ServiceEvent } from '../../transport/webhooks/deliveries';
import type {
	DesiredRegistration,
	Keys,
	ListedRegistration,
	RegistrationKeys,
	Registry,
} from '../../transport/webhooks/registration-plan';
import type { NodeSecrets } from '../../transport/webhooks/secrets';
import { bearerOrRaw, sameSecret } from '../../transport/webhooks/signature';
import { doo } from './index';
import { endpoints } from './endpoints';
import { isTokenGood } from './receiver-token';

/** Source: doo API wiki, samples of webhook lists (3014230065, 3014819860). */
export const hookTypes = [
	{ name: 'Attendee Cancelled', value: 'attendee_cancelled' },
	{ name: 'Attendee Checked In', value: 'attendee_checkin' },
	{ name: 'Attendee Pending', value: 'attendee_pending' },
	{ name: 'Attendee Validated', value: 'attendee_validated' },
	{ name: 'Event Created', value: 'event_created' },
	{ name: 'Event Removed', value: 'event_removed' },
	{ name: 'Event Updated', value: 'event_updated' },
	{ name: 'Order Cancelled', value: 'order_cancelled' },
	{ name: 'Order Created', value: 'order_created' },
	{ name: 'Order Removed', value: 'order_removed' },
	{ name: 'Order Updated', value: 'order_updated' },
] as const;

/** The only fields of an event, and the only placeholder, that doo's public samples show. */
export const EVENT_QUERY = `query ($id: ID!) {
  event(id: $id) {
    id
    title
    startDate
    endDate
  }
}`;

export const VARIABLES = '{ "id": "%EVENT_ID%" }';

/** Chosen and typed types, each once, in the spelling of the configuration: tables write `on_event_created` for `event_created`. */
export function typeNames(chosen: readonly string[], typed: string): string[] {
	const all = [...chosen, ...typed.split(',')].map((name) => name.trim().replace(/^on_/, ''));
	return [...new Set(all)].filter((name) => name !== '').sort();
}

/** What a configuration is about; the whole organization where neither ID is there. */
export interface Scope {
	event_id?: string;
	event_guide_id?: string;
}

export interface Feed {
	name: string;
	description: string;
	scope: Scope;
	types: readonly string[];
	/** The GraphQL query of a type; without one doo sends its own payload. */
	queryOf(type: string): string;
	variables: IDataObject;
	graphqlUrl: string;
	/** Where doo gets a token before each delivery; absent: no token. */
	tokenUrl?: string;
}

function hookOf(feed: Feed, address: string, type: string, keys: Keys): IDataObject {
	const query = feed.queryOf(type).trim();
	const url = new URL(address);
	url.searchParams.set('type', type);
	url.searchParams.set('key', keys.urlKey ?? '');
	// Lists do not show the scope: a configuration with another scope must count as a different one.
	url.searchParams.set('for', contentDigest(feed.scope).slice(0, 8));
	return {
		type,
		method: 'POST',
		endpoint: url.href,
		...(query === ''
			? {}
			: {
					origin: {
						method: 'POST',
						endpoint: feed.graphqlUrl,
						body: JSON.stringify({ operationName: null, variables: feed.variables, query }),
					},
				}),
	};
}

/** Source: doo API wiki, "Webhook configuration" (22841099). */
function authenticationOf(tokenUrl: string, keys: Keys): IDataObject {
	return {
		grant_type: 'client_credentials',
		endpoint: tokenUrl,
		credentials: { client_id: 'doo', client_secret: keys.clientSecret ?? '' },
		header_format: 'Authorization',
		header_value_format: 'Bearer %ACCESS_TOKEN%',
	};
}

/** IDs are numbers in doo's samples; others are sent as they are typed. */
function asId(id: string): string | number {
	return /^[1-9]\d{0,14}$/.test(id) ? Number(id) : id;
}

/** Where deliveries need a token the address has another key, so that the key alone is not enough. */
function keysOf(needsToken: boolean, secrets: NodeSecrets): Keys {
	if (!needsToken) return { urlKey: secrets.of('address') };
	return {
		urlKey: secrets.of('address beside a token'),
		clientSecret: secrets.of('client secret'),
	};
}

/** The keys of the node's configuration. */
export function derivedKeys(needsToken: boolean, secrets: NodeSecrets): RegistrationKeys[] {
	return [{ slot: 'hooks', keys: keysOf(needsToken, secrets) }];
}

/** One configuration with a hook for each type. Payloads do not tell their type, so each hook has a query of its own in its URL. */
export function wantedRegistrations(
	address: string,
	feed: Feed,
	secrets: NodeSecrets,
): DesiredRegistration[] {
	const { tokenUrl, types } = feed;
	if (types.length === 0) return [];
	const scope = Object.entries(feed.scope).map(([name, id]) => [name, asId(String(id))]);
	const keys = keysOf(tokenUrl !== undefined, secrets);
	return [
		{
			slot: 'hooks',
			secrets: Object.values(keys),
			isOurs: ({ urls }) => urls.every((url) => isKeyed(url, secrets)),
			body: () => ({
				name: feed.name,
				description: feed.description,
				...Object.fromEntries(scope),
				hooks: types.map((type) => hookOf(feed, address, type, keys)),
				...(tokenUrl === undefined ? {} : { authentication: authenticationOf(tokenUrl, keys) }),
			}),
		},
	];
}

function keyIn(url: string): string {
	return URL.canParse(url) ? (new URL(url).searchParams.get('key') ?? '') : '';
}

function isKeyed(url: string, secrets: NodeSecrets): boolean {
	const keys = [false, true].map((needsToken) => keysOf(needsToken, secrets).urlKey ?? '');
	return keys.some((key) => sameSecret(keyIn(url), key));
}

function oneOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

/** doo signs nothing: the key in the hook's URL is the proof, and the token where the registration has one. */
export function verifyDelivery(
	delivery: Delivery,
	known: readonly RegistrationKeys[],
): ServiceEvent | undefined {
	const { query, headers, raw } = delivery;
	const type = oneOf(query.type);
	const token = bearerOrRaw(headers.authorization);
	const isProven = known.some(({ keys: { urlKey, clientSecret } }) => {
		if (!urlKey || !sameSecret(oneOf(query.key), urlKey)) return false;
		return clientSecret === undefined || isTokenGood(clientSecret, token, Date.now());
	});
	if (!isProven || type === '') return undefined;
	const body = delivery.read()?.body;
	if (!body) return undefined;
	const record = recordIn(body);
	return {
		type,
		id: `${type}:${digestOf(raw)}`,
		...(record === undefined ? {} : { subject: `${type} ${record}` }),
		body,
	};
}

/** Which record a payload is about, if its query selects the ID. */
function recordIn(body: IDataObject): string | undefined {
	if (!isRecord(body.data)) return undefined;
	for (const [name, record] of Object.entries(body.data)) {
		const id = valueAt(record, 'id');
		if (typeof id === 'string' || typeof id === 'number') return `${name} ${id}`;
	}
	return undefined;
}

const at = (operation: string) => requestTo(endpoints, 'webhook', operation);
const list = endpointOf(endpoints, 'webhook', 'getMany');

/** The ID that removes a configuration: the end of its self link. `id` may be a plain number that does not. */
function uuidOf(row: IDataObject): string {
	const link = oneOf(valueAt(row, '_links.self.href'));
	return link.split('/').filter(Boolean).at(-1) ?? String(row.id);
}

function listedOf(row: IDataObject): ListedRegistration {
	const hooks = Array.isArray(row.hooks) ? row.hooks.filter(isRecord) : [];
	return { id: uuidOf(row), urls: hooks.map(({ endpoint }) => oneOf(endpoint)), row };
}

/** Lists may put a hash behind the type. */
function isSameType(listed: unknown, asked: unknown): boolean {
	return (
		oneOf(listed)
			.replace(/^on_/, '')
			.replace(/_[0-9a-f]{32}$/, '') === asked
	);
}

function isSameHook(listed: IDataObject, asked: IDataObject): boolean {
	return (
		isSameType(listed.type, asked.type) &&
		listed.endpoint === asked.endpoint &&
		originOf(listed) === originOf(asked)
	);
}

/** The query of a hook, however its JSON is written. */
function originOf(hook: IDataObject): string {
	const text = oneOf(valueAt(hook, 'origin.body'));
	try {
		const query: unknown = JSON.parse(text);
		return isRecord(query) ? contentDigest(query) : text;
	} catch {
		return text;
	}
}

function isSameConfiguration(row: IDataObject, asked: IDataObject): boolean {
	const listed = Array.isArray(row.hooks) ? row.hooks.filter(isRecord) : [];
	const wanted = Array.isArray(asked.hooks) ? asked.hooks.filter(isRecord) : [];
	const secret = 'authentication.credentials.client_secret';
	return (
		listed.length === wanted.length &&
		wanted.every((hook) => listed.some((other) => isSameHook(other, hook))) &&
		valueAt(row, 'authentication.endpoint') === valueAt(asked, 'authentication.endpoint') &&
		valueAt(row, secret) === valueAt(asked, secret)
	);
}

export function registryOf(teamId: string): Registry {
	const pathValues = { team_id: teamId };
	return {
		service: 'doo',
		scope: teamId,
		removesSilently: true,
		async list(client) {
			return (await wholeList(client, doo, { row: list, pathValues })).map(listedOf);
		},
		async create(client, body, secrets) {
			const response = await client.request({ ...at('create'), pathValues, body, secrets });
			return { id: String(valueAt(response.body, 'data')) };
		},
		async remove(client, id) {
			await client.request({
				...at('delete'),
				pathValues: { webhook_group_id: id },
				repeat: 'idempotent',
			});
		},
		slotOf: () => 'hooks',
		keysOf({ urls: [url = ''], row }): Keys {
			if (!isRecord(row.authentication)) return { urlKey: keyIn(url) };
			const clientSecret = oneOf(valueAt(row, 'authentication.credentials.client_secret'));
			// Without its secret the key alone must not prove what needs a token.
			return clientSecret === '' ? {} : { urlKey: keyIn(url), clientSecret };
		},
		state: ({ row }, body) => (isSameConfiguration(row, body) ? 'same' : 'changed'),
	};
}
