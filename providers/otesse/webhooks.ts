import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { contentDigest } from '../../transport/core/digest';
import { isRecord } from '../../transport/core/json';
import { wholeList } from '../../transport/pagination/lists';
import { endpointOf, requestTo } from '../../transport/pagination/rows';
import { textAt } from '../../transport/polling/change-detector';
import { MOST_UNPROVEN_BYTES } from '../../transport/webhooks/deliveries';
import type { Delivery, ServiceEvent } from '../../transport/webhooks/deliveries';
import type {
	StoredRegistration,
	Registry,
	DesiredRegistration,
} from '../../transport/webhooks/registration-plan';
import { hmac, momentOf, sameSecret } from '../../transport/webhooks/signature';
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

function oneOf(header: string | string[] | undefined): string {
	return typeof header === 'string' ? header : '';
}

/**
 * `X-Otesse-Signature` is the hex HMAC of the body: of its bytes in one sample of the documentation, of the parsed body written
 * again as compact JSON in the other. The admin manual has `X-Webhook-Signature: sha256=<hex>`.
 * Source: docs.otesse.com/api-reference/payload-format and /integrations/webhook-configuration.
 */
function isSigned(delivery: Delivery, secrets: readonly string[]): boolean {
	const { raw, headers } = delivery;
	const own = oneOf(headers['x-otesse-signature']);
	const manual = /^sha256=(.+)/.exec(oneOf(headers['x-webhook-signature']))?.[1] ?? '';
	const signature = own === '' ? manual : own;
	if (!/^[0-9a-f]{64}$/.test(signature)) return false;
	const isOf = (content: string | Buffer) =>
		secrets.some((secret) => sameSecret(signature, hmac(secret, content, 'hex')));
	if (isOf(raw)) return true;
	const text = own === '' ? undefined : delivery.read(MOST_UNPROVEN_BYTES)?.text;
	return text !== undefined && isOf(JSON.stringify(JSON.parse(text)));
}

export function verifyDelivery(
	delivery: Delivery,
	known: readonly StoredRegistration[],
): ServiceEvent | undefined {
	const secrets = known.flatMap(({ keys }) => keys.secret || []);
	const body = isSigned(delivery, secrets) ? delivery.read()?.body : undefined;
	if (!body || typeof body.type !== 'string') return undefined;
	const { type, created_at: createdAt, timestamp } = body;
	const sentAt = momentOf(createdAt) ?? momentOf(timestamp);
	return {
		type,
		id: textAt(body, ['id']) ?? contentDigest(body),
		...(sentAt === undefined ? {} : { sentAt }),
		body,
	};
}

/** One registration for all events. Otesse generates its secret and returns it once. */
export function wantedRegistrations(
	address: string,
	events: readonly string[],
	description: string,
): DesiredRegistration[] {
	if (events.length === 0) return [];
	return [
		{
			slot: 'events',
			makeKeys: () => ({}),
			body: () => ({ url: address, events: [...events], description }),
		},
	];
}

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
		const response = await client.request({ ...at('create'), body, secrets });
		const { id, secret } = answered(response.body);
		if (typeof secret !== 'string' || secret === '') {
			throw new UserError('Otesse registered the webhook but returned no secret');
		}
		return { id: String(id), keys: { secret } };
	},
	async update(client, id, body, secrets) {
		await client.request({
			...at('update'),
			pathValues: { id },
			body,
			secrets,
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
	/** Otesse disables an endpoint after a hundred failures, and documents no call that enables it again. */
	state({ row }, body) {
		if (row.status !== undefined && row.status !== 'active') return 'spoilt';
		return sorted(row.events) === sorted(body.events) ? 'same' : 'changed';
	},
};

/** The record itself, or under `data` as in lists. */
function answered(body: unknown): IDataObject {
	if (!isRecord(body)) return {};
	return isRecord(body.data) ? body.data : body;
}
