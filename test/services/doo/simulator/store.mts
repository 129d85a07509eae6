import { createHash } from 'node:crypto';
import { characters, seeded } from '../../../sandbox/core/random.mts';
import { seedData } from './data.mts';
import type { DooData } from './data.mts';

export interface Hook {
	type: string;
	method: string;
	endpoint: string;
	origin?: { method: string; endpoint: string; body: string };
}

export interface Authentication {
	grant_type: string;
	endpoint: string;
	credentials: { client_id: string; client_secret: string };
	header_format: string;
	header_value_format: string;
}

/** A webhook configuration, which the service also calls a webhook group. */
export interface Configuration {
	uuid: string;
	/** The short id that lists show. */
	listId: string;
	name: string;
	description?: string;
	eventId?: string;
	eventGuideId?: string;
	hooks: Hook[];
	authentication?: Authentication;
}

export interface DooStore {
	data: DooData;
	configurations: Configuration[];
	/** Makes the ids of a new configuration. */
	nextIds(): { uuid: string; listId: string };
}

/** What the service remembers; `resetStore` puts it back to the seed. */
export const store: DooStore = freshStore();

export function resetStore(): void {
	Object.assign(store, freshStore());
}

/** A hook type as lists show it: with a hash where the hook has a query of its own. */
export function listedType({ type, origin }: Hook): string {
	if (!origin) return type;
	return `${type}_${createHash('md5').update(origin.body).digest('hex')}`;
}

function freshStore(): DooStore {
	const random = seeded(111);
	let last = 11;
	const nextIds = (): { uuid: string; listId: string } => {
		last += 1;
		return { uuid: uuid(random), listId: String(last) };
	};
	return { data: seedData(), configurations: [foreignConfiguration(nextIds())], nextIds };
}

/** Belongs to another integration of the same team: bound to one event, received elsewhere. */
function foreignConfiguration(ids: { uuid: string; listId: string }): Configuration {
	const query = 'query EventShort($id: ID!) { event(id: $id) { title } }';
	return {
		...ids,
		name: 'CRM feed',
		description: 'Set up by the CRM integration',
		eventId: '4750',
		hooks: [
			{
				type: 'event_updated',
				method: 'POST',
				endpoint: 'https://crm.example.com/doo',
				origin: {
					method: 'POST',
					endpoint: 'https://gql.doo.net',
					body: JSON.stringify({
						operationName: 'EventShort',
						variables: { id: '%EVENT_ID%' },
						query,
					}),
				},
			},
		],
		authentication: {
			grant_type: 'client_credentials',
			endpoint: 'https://crm.example.com/authorize',
			credentials: { client_id: 'doo', client_secret: 'sandbox-receiver-secret' },
			header_format: 'Authorization',
			header_value_format: 'Bearer %ACCESS_TOKEN%',
		},
	};
}

function uuid(random: () => number): string {
	const digits = (length: number): string => characters(random, '0123456789abcdef', length);
	return `${digits(8)}-${digits(4)}-11e7-8${digits(3)}-${digits(12)}`;
}
