import type { IDataObject } from 'n8n-workflow';

import { digestOf } from '../../transport/core/digest';
import { valueAt } from '../../transport/core/json';
import { wholeList } from '../../transport/pagination/lists';
import { endpointOf, requestTo } from '../../transport/pagination/rows';
import { MOST_UNPROVEN_BYTES } from '../../transport/webhooks/deliveries';
import type { Delivery, RefusedDelivery, ServiceEvent } from '../../transport/webhooks/deliveries';
import type {
	DesiredRegistration,
	RegistrationKeys,
	Registry,
} from '../../transport/webhooks/registration-plan';
import type { NodeSecrets } from '../../transport/webhooks/secrets';
import { bearerOrRaw, hmac, momentOf, sameSecret } from '../../transport/webhooks/signature';
import { oto } from './index';
import { endpoints } from './endpoints';
import { WEBHOOKS_PER_ACCOUNT, webhookTypes } from './endpoints/setup';
import { receivedMembers } from './members';

/** What each type tells. Source of everything here: OTO API V2 Postman collection, "Webhooks". */
const TOLD: Readonly<Record<(typeof webhookTypes)[number], { name: string; description: string }>> =
	{
		newOrders: { name: 'New Order', description: 'An order was created in OTO' },
		orderStatus: { name: 'Order Status', description: 'The status of an order changed' },
		shipmentError: { name: 'Shipment Error', description: 'A carrier refused a shipment' },
		walletTransaction: {
			name: 'Wallet Transaction',
			description: 'The wallet was charged or refunded',
		},
	};

/** The types that the endpoint takes, for a person. */
export const typeChoices = webhookTypes
	.map((value) => ({ value, ...TOLD[value] }))
	.sort((a, b) => a.name.localeCompare(b.name));

type Members = ReadonlyMap<string, string>;

/** A text that may be signed: its parts have colons between them. */
type Signed = readonly [id: string, status: string, timestamp: string] | undefined;

/** Texts that may be signed, by type. Without one of its fields a text does not exist. */
const SIGNED: Readonly<Record<string, (members: Members, body: IDataObject) => Signed[]>> = {
	orderStatus: (members) => [signed(members.get('orderId'), members.get('status'), members)],
	walletTransaction: (members) => [
		signed(members.get('orderId'), members.get('transactionStatus'), members),
	],
	// The collection signs a status that this payload lacks, the help centre signs the error code; others saw it left empty.
	shipmentError: (members) => [
		signed(members.get('orderId'), members.get('errorCode'), members),
		signed(members.get('orderId'), members.get('status'), members),
		signed(members.get('orderId'), '', members),
	],
	newOrders: (members, body) => [
		signed(members.get('orderId'), members.get('status'), members),
		signed(textAt(body, 'order.orderId'), textAt(body, 'order.status'), members),
		signed(textAt(body, 'order.incrementId'), textAt(body, 'order.status'), members),
	],
};

function signed(id?: string, status?: string, members?: Members): Signed {
	const timestamp = members?.get('timestamp');
	if (!id || status === undefined || !timestamp) return undefined;
	return [id, status, timestamp];
}

function textAt(body: IDataObject, path: string): string | undefined {
	const value = valueAt(body, path);
	return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** Order `A` with status `b:c` is signed like order `A:b` with status `c`. */
function isAmbiguous([id, status]: readonly string[]): boolean {
	return `${id}${status}`.includes(':');
}

/** What the signature covers, where it fits; an empty list where the authorization key alone proves the sender. */
function proven(
	{ headers }: Delivery,
	body: IDataObject,
	{ slot, keys }: RegistrationKeys,
	members: Members,
): readonly string[] | undefined {
	const { secretKey, authorizationKey } = keys;
	const { signature } = body;
	if (typeof signature === 'string' && signature !== '') {
		const texts = SIGNED[slot]?.(members, body) ?? [];
		return texts.find(
			(parts) =>
				parts && secretKey && sameSecret(signature, hmac(secretKey, parts.join(':'), 'base64')),
		);
	}
	// Only the sample of a new order has no signature.
	if (slot !== 'newOrders' || (signature ?? '') !== '' || !authorizationKey) return undefined;
	const given = bearerOrRaw(headers.authorization);
	return sameSecret(given, authorizationKey) ? [] : undefined;
}

/** Finds the registration whose keys fit: each type has its own, so that no type can be passed off as another. */
export function verifyDelivery(
	delivery: Delivery,
	known: readonly RegistrationKeys[],
): ServiceEvent | RefusedDelivery | undefined {
	const content = delivery.read(MOST_UNPROVEN_BYTES);
	if (!content) return undefined;
	const { text: json, body } = content;
	const members = receivedMembers(json);
	for (const registration of known) {
		const parts = proven(delivery, body, registration, members);
		if (parts === undefined) continue;
		if (isAmbiguous(parts)) return { refused: 'ambiguous' };
		const sentAt = momentOf(members.get('timestamp'));
		const orderId = registration.slot === 'newOrders' ? newOrderIn(body) : undefined;
		return {
			type: registration.slot,
			id: idOf(registration.slot, parts.join(':'), members, delivery),
			...(orderId === undefined ? {} : { listedAs: listedAs(orderId) }),
			...(sentAt === undefined ? {} : { sentAt }),
			body,
		};
	}
	return undefined;
}

function newOrderIn(body: IDataObject): string | undefined {
	return ['orderId', 'order.orderId', 'order.incrementId']
		.map((path) => textAt(body, path))
		.find((id) => id !== undefined && id !== '');
}

/** What the event of a new order is called in the list of orders. */
export function listedAs(orderId: string): string {
	return `newOrders ${orderId}`;
}

/** OTO numbers no events. One order passes through many statuses: the order's ID alone would hide the later ones. */
function idOf(type: string, text: string, members: Members, delivery: Delivery): string {
	if (text === '') return `${type}:${digestOf(delivery.raw)}`;
	const transaction = type === 'walletTransaction' ? members.get('id') : undefined;
	return [type, ...(transaction === undefined ? [] : [transaction]), text].join(':');
}

/** The keys of a type's registration: OTO signs with the one, and sends the other in a header. */
function keysOf(type: string, secrets: NodeSecrets) {
	return {
		secretKey: secrets.of(`${type} secret key`),
		authorizationKey: secrets.of(`${type} authorization key`),
	};
}

/** The keys of all types. */
export function derivedKeys(secrets: NodeSecrets): RegistrationKeys[] {
	return webhookTypes.map((slot) => ({ slot, keys: keysOf(slot, secrets) }));
}

/** One registration per type. A URL can be registered once, so each type has a query of its own; n8n routes by the path. */
export function wantedRegistrations(
	address: string,
	types: readonly string[],
	secrets: NodeSecrets,
): DesiredRegistration[] {
	return [...new Set(types)].map((type) => {
		const keys = keysOf(type, secrets);
		return {
			slot: type,
			secrets: Object.values(keys),
			body: () => ({ method: 'post', url: `${address}?type=${type}`, webhookType: type, ...keys }),
			isOurs: ({ row }) => sameSecret(String(row.secretKey), keys.secretKey),
		};
	});
}

function textsAt(body: IDataObject, paths: readonly string[]): string[] {
	return paths.flatMap((path) => textAt(body, path) ?? []);
}

/** The values of an event that a trigger can filter by. Shipment errors have none. */
export function narrowedBy({
	body,
}: ServiceEvent): Record<'status' | 'brand' | 'location', string[]> {
	return {
		status: textsAt(body, ['status', 'order.status', 'shipmentStatus']),
		brand: textsAt(body, ['brandId', 'brandName', 'order.brand']),
		location: textsAt(body, ['pickupLocationCode', 'order.warehouseId']),
	};
}

const at = (operation: string) => requestTo(endpoints, 'webhook', operation);
const list = endpointOf(endpoints, 'webhook', 'getMany');

export const registry: Registry = {
	service: 'OTO',
	most: WEBHOOKS_PER_ACCOUNT,
	async list(client) {
		return (await wholeList(client, oto, { row: list })).map((row) => ({
			id: String(row.id),
			urls: [String(row.url)],
			row,
		}));
	},
	async create(client, body, secrets) {
		const response = await client.request({ ...at('create'), body, secrets });
		return { id: String(valueAt(response.body, 'id')) };
	},
	async update(client, id, body, secrets) {
		await client.request({
			...at('update'),
			body: { id, ...body },
			secrets,
			repeat: 'idempotent',
		});
	},
	async remove(client, id) {
		await client.request({ ...at('delete'), query: { id }, repeat: 'idempotent' });
	},
	slotOf: ({ urls }) => queryOf(urls[0]).get('type') ?? '',
	keysOf({ row }) {
		const { secretKey, authorizationKey } = row;
		return { secretKey: String(secretKey ?? ''), authorizationKey: String(authorizationKey ?? '') };
	},
	/** The list shows everything but the type, which is part of the URL. */
	state({ row }, body) {
		const isSame =
			['secretKey', 'authorizationKey'].every((name) => row[name] === body[name]) &&
			String(row.method).toLowerCase() === body.method &&
			sameUrl(row.url, body.url);
		return isSame ? 'same' : 'changed';
	},
};

function queryOf(url = ''): URLSearchParams {
	return URL.canParse(url) ? new URL(url).searchParams : new URLSearchParams();
}

function sameUrl(one: unknown, other: unknown): boolean {
	const plain = (url: string) => (URL.canParse(url) ? new URL(url).href : url);
	return plain(String(one)) === plain(String(other));
}
