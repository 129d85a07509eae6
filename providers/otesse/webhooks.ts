import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { contentDigest } from '../../transport/core/digest';
import { isRecord } from '../../transport/core/json';
import { wholeList } from '../../transport/pagination/lists';
import { endpointOf, requestTo } from '../../transport/pagination/rows';
import { textAt } from '../../transport/polling/change-detector';
import { MOST_UNPROVEN_BYTES } from '../../transport/webhooks/deliveries';
import type { Delivery, RefusedDelivery, ServiceEvent } from '../../transport/webhooks/deliveries';
import type {
	DesiredRegistration,
	ListedRegistration,
	RegistrationKeys,
	Registry,
} from '../../transport/webhooks/registration-plan';
import type { NodeSecrets } from '../../transport/webhooks/secrets';
import { hmac, momentOf, newSecret, sameSecret } from '../../transport/webhooks/signature';
import { otesse } from './index';
import { endpoints } from './endpoints';

const EVENT_OPTIONS =
	endpointOf(endpoints, 'webhook', 'create').body?.find(({ name }) => name === 'events')?.options ??
	[];

function titled(text: string): string {
	return text.replaceAll('_', ' ').replace(/\b\w/g, (letter) => letter.toUpperCase());
}

function nameOf(event: string): string {
	if (event === '*') return 'Any Event';
	const [group = '', what = ''] = event.split('.');
	return what === '*' ? `Any ${titled(group)} Event` : `${titled(group)} ${titled(what)}`;
}

/** Every documented event by name, and the wildcards. */
export const eventChoices = EVENT_OPTIONS.map((value) => ({ name: nameOf(value), value }));

/** The events of a registration: chosen ones and typed ones, each once. */
export function eventNames(chosen: readonly string[], typed: string): string[] {
	const more = typed.split(',').map((name) => name.trim());
	return [...new Set([...chosen, ...more])].filter((name) => name !== '').sort();
}

/** Whether a registration for these names covers an event. Test calls of Otesse count only where they are named. */
export function covers(names: readonly string[], type: string): boolean {
	if (names.includes(type)) return true;
	if (type === 'webhook.test') return false;
	return names.includes('*') || names.includes(`${type.split('.')[0]}.*`);
}

/** Events that a record shows: its list tells when they happened. */
export const LISTED_EVENTS = ['booking.created', 'customer.created', 'invoice.paid'] as const;

export type ListedEvent = (typeof LISTED_EVENTS)[number];

/** What the event of a record is called in the list of such records. */
export function listedAs(type: ListedEvent, recordId: string): string {
	return `${type} ${recordId}`;
}

/** The most signatures that a call may carry: one with more does not come from Otesse. */
const MOST_SIGNATURES = 8;

/**
 * The signatures of a call: 64 hex digits. `X-Otesse-Signature` has one without a prefix, the admin manual's `X-Webhook-Signature` one
 * after `sha256=`; either form is read in either header, in capitals too, and several with commas between, as senders write them
 * while a secret is replaced. Source: docs.otesse.com/api-reference/payload-format and /integrations/webhook-configuration.
 */
function signaturesOf({ headers }: Delivery): string[] {
	return ['x-otesse-signature', 'x-webhook-signature']
		.flatMap((name) => headers[name] ?? [])
		.flatMap((value) => value.split(',', MOST_SIGNATURES))
		.slice(0, MOST_SIGNATURES)
		.map((part) =>
			part
				.trim()
				.toLowerCase()
				.replace(/^sha256=/, ''),
		)
		.filter((part) => /^[0-9a-f]{64}$/.test(part));
}

/** The HMAC is of the body: of its bytes in one sample, of the parsed body written again as compact JSON in the other. */
function isSigned(delivery: Delivery, secrets: readonly string[]): boolean {
	const signatures = signaturesOf(delivery);
	if (signatures.length === 0) return false;
	const isOf = (content: string | Buffer) =>
		secrets.some((secret) => {
			const expected = hmac(secret, content, 'hex');
			return signatures.some((signature) => sameSecret(signature, expected));
		});
	if (isOf(delivery.raw)) return true;
	const text = delivery.read(MOST_UNPROVEN_BYTES)?.text;
	return text !== undefined && isOf(JSON.stringify(JSON.parse(text)));
}

/** One part of the address names the registration, the other is derived from it: it cannot be guessed, and each registration has its own. */
function addressKey(addressSecret: string, name: string): string {
	return hmac(addressSecret, name, 'base64url');
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

/** The name of the registration that a call's address proves; undefined where it proves none. */
function provenName(
	query: Readonly<Record<string, unknown>>,
	known: readonly RegistrationKeys[],
): string | undefined {
	const name = textOf(query.id);
	const isProven = known.some(
		({ keys: { addressSecret } }) =>
			addressSecret && sameSecret(textOf(query.key), addressKey(addressSecret, name)),
	);
	return isProven && name !== '' ? name : undefined;
}

/**
 * The signature proves a call wherever the secret of its registration is known. Otesse shows that secret once: where it has been lost
 * the unguessable part of the address proves the sender.
 */
function isProven(
	delivery: Delivery,
	known: readonly RegistrationKeys[],
): RefusedDelivery | boolean {
	const name = provenName(delivery.query, known);
	const isOwn = ({ keys }: RegistrationKeys) => keys.secret && keys.name === name;
	if (name !== undefined && !known.some(isOwn)) return true;
	const secrets = known.flatMap(({ keys }) => keys.secret || []);
	if (secrets.length > 0 && isSigned(delivery, secrets)) return true;
	// Only the newest is to be made again: deliveries of the one before still come.
	const newest = known.find(({ keys }) => keys.secret && keys.name)?.keys.name;
	const isMisfit = name !== undefined && name === newest && signaturesOf(delivery).length > 0;
	return isMisfit ? { refused: 'signature' } : false;
}

export function verifyDelivery(
	delivery: Delivery,
	known: readonly RegistrationKeys[],
): ServiceEvent | RefusedDelivery | undefined {
	const proof = isProven(delivery, known);
	if (typeof proof === 'object') return proof;
	const body = proof ? delivery.read()?.body : undefined;
	if (!body || typeof body.type !== 'string') return undefined;
	const { type, created_at: createdAt, timestamp } = body;
	const sentAt = momentOf(createdAt) ?? momentOf(timestamp);
	const listed = LISTED_EVENTS.find((name) => name === type);
	const recordId =
		isRecord(body.data) && body.test !== true ? textAt(body.data, ['id']) : undefined;
	return {
		type,
		id: textAt(body, ['id']) ?? contentDigest(body),
		...(listed && recordId !== undefined ? { listedAs: listedAs(listed, recordId) } : {}),
		...(sentAt === undefined ? {} : { sentAt }),
		body,
	};
}

function addressSecretOf(secrets: NodeSecrets): string {
	return secrets.of('address');
}

export function derivedKeys(secrets: NodeSecrets): RegistrationKeys[] {
	return [{ slot: 'events', keys: { addressSecret: addressSecretOf(secrets) } }];
}

function queryOf(url: string): Record<string, string> {
	return URL.canParse(url) ? Object.fromEntries(new URL(url).searchParams) : {};
}

/** One registration for all events. Otesse generates its secret and returns it once. */
export function wantedRegistrations(
	address: string,
	events: readonly string[],
	description: string,
	secrets: NodeSecrets,
): DesiredRegistration[] {
	if (events.length === 0) return [];
	const known = derivedKeys(secrets);
	const isOurs = ({ urls }: ListedRegistration) =>
		urls.every((url) => provenName(queryOf(url), known) !== undefined);
	const newUrl = () => {
		const url = new URL(address);
		const name = newSecret().slice(0, NAME_LENGTH);
		url.searchParams.set('id', name);
		url.searchParams.set('key', addressKey(addressSecretOf(secrets), name));
		return url.href;
	};
	return [
		{
			slot: 'events',
			secrets: [],
			isOurs,
			body: (listed) => ({
				url: listed && isOurs(listed) ? listed.urls[0] : newUrl(),
				events: [...events],
				description,
			}),
		},
	];
}

/** Enough that no two registrations of a node have one name. */
const NAME_LENGTH = 12;

function sorted(value: unknown): string {
	return Array.isArray(value) ? value.map(String).sort().join(' ') : '';
}

const at = (operation: string) => requestTo(endpoints, 'webhook', operation);
const list = endpointOf(endpoints, 'webhook', 'getMany');

export const registry: Registry = {
	service: 'Otesse',
	async list(client) {
		return (await wholeList(client, otesse, { row: list })).map((row) => ({
			id: String(row.id),
			urls: [String(row.url)],
			row,
		}));
	},
	async create(client, body, secrets) {
		const sent = { body, secrets: [...secrets, ...addressKeysIn(body)] };
		const response = await client.request({ ...at('create'), ...sent });
		const { id, secret } = answered(response.body);
		if (typeof secret !== 'string' || secret === '') {
			throw new UserError('Otesse registered the webhook but returned no secret');
		}
		return { id: String(id), keys: { secret, name: queryOf(String(body.url)).id ?? '' } };
	},
	async update(client, id, body, secrets) {
		await client.request({
			...at('update'),
			pathValues: { id },
			body,
			secrets: [...secrets, ...addressKeysIn(body)],
			repeat: 'idempotent',
		});
	},
	async remove(client, id) {
		await client.request({
			...at('delete'),
			pathValues: { id },
			repeat: 'idempotent',
		});
	},
	slotOf: () => 'events',
	/**
	 * Otesse disables an endpoint after a hundred failures, and documents no call that enables it again, nor one that changes its
	 * address.
	 */
	state({ row, urls: [url] }, body) {
		if (String(row.status ?? 'active').toLowerCase() !== 'active') return 'broken';
		if (url !== body.url) return 'broken';
		return sorted(row.events) === sorted(body.events) ? 'same' : 'changed';
	},
};

/** Where the signing secret is not known, this key alone proves a delivery. */
function addressKeysIn({ url }: IDataObject): string[] {
	const { key } = queryOf(String(url));
	return key ? [key] : [];
}

/** The record itself, or under `data` as in lists. */
function answered(body: unknown): IDataObject {
	if (!isRecord(body)) return {};
	return isRecord(body.data) ? body.data : body;
}
