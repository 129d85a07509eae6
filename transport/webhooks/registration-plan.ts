import type { IDataObject } from 'n8n-workflow';
import { ApiClient } from '../client/api-client';
import { digestOf } from '../core/digest';

/** Secrets of one registration, by name. */
export type Keys = Readonly<Record<string, string>>;

/** A registration as the service lists it. */
export interface ListedRegistration {
	id: string;
	/** Every address that it leads to. */
	urls: readonly string[];
	row: IDataObject;
}

/** A registration that the node wants. */
export interface DesiredRegistration {
	/** Names one of the registrations of a node. */
	slot: string;
	/** Secrets that the node chooses. */
	makeKeys(): Keys;
	/** What the service is asked for. */
	body(keys: Keys): IDataObject;
}

/** What the node remembers of a registration, in the workflow's static data. */
export interface StoredRegistration {
	slot: string;
	id: string;
	keys: Keys;
	/** Changes with what was asked for. */
	mark: string;
}

/** How a service keeps registrations. */
export interface Registry {
	service: string;
	list(client: ApiClient): Promise<ListedRegistration[]>;
	/** Gives the id, and secrets that the service chose. `secrets` are those in the body, which no error may show. */
	create(
		client: ApiClient,
		body: IDataObject,
		secrets: readonly string[],
	): Promise<{ id: string; keys?: Keys }>;
	/** Absent where the service cannot change a registration: a new one is made before the old one goes. */
	update?(
		client: ApiClient,
		id: string,
		body: IDataObject,
		secrets: readonly string[],
	): Promise<void>;
	remove(client: ApiClient, id: string): Promise<void>;
	/** Whether a listed registration is what was asked for; `spoilt` ones have to be made again. */
	state(listed: ListedRegistration, body: IDataObject): 'same' | 'changed' | 'spoilt';
	/** Registrations that an account can have. */
	most?: number;
	/** A removal is confirmed by nothing: look whether it happened. */
	removesSilently?: true;
}

export interface RegistrationPlan {
	keep: StoredRegistration[];
	update: Array<{ known: StoredRegistration; body: IDataObject; mark: string }>;
	/** IDs to remove before anything is made: strays, and registrations whose secret is unknown. */
	removeFirst: string[];
	create: DesiredRegistration[];
	/** IDs that go once their successors exist. */
	removeLast: string[];
}

/** Services write addresses again in their own way: capitals in the host and a standard port do not count. */
function addressOf(url: string): string {
	if (!URL.canParse(url)) return url;
	const { origin, pathname } = new URL(url);
	return `${origin}${pathname}`;
}

/** The registrations that lead to this node and nowhere else, those that it has forgotten included. */
export function ownOf(
	listed: readonly ListedRegistration[],
	address: string,
): ListedRegistration[] {
	const own = addressOf(address);
	return listed.filter(
		({ urls }) => urls.length > 0 && urls.every((url) => addressOf(url) === own),
	);
}

/** The registrations that lead to this node and to others too: they are left alone. */
export function sharedOf(
	listed: readonly ListedRegistration[],
	address: string,
): ListedRegistration[] {
	const own = addressOf(address);
	const isOwn = (url: string) => addressOf(url) === own;
	return listed.filter(({ urls }) => urls.some(isOwn) && !urls.every(isOwn));
}

export function markOf(body: IDataObject): string {
	return digestOf(JSON.stringify(body));
}

/** What has to be done so that exactly the wanted registrations lead to the node. */
export function planRegistrations(
	own: readonly ListedRegistration[],
	wanted: readonly DesiredRegistration[],
	remembered: readonly StoredRegistration[],
	registry: Pick<Registry, 'state' | 'update'>,
): RegistrationPlan {
	const plan: RegistrationPlan = {
		keep: [],
		update: [],
		removeFirst: [],
		create: [],
		removeLast: [],
	};
	const used = new Set<string>();
	for (const want of wanted) {
		const known = remembered.find(({ slot }) => slot === want.slot);
		const listed = known && own.find(({ id }) => id === known.id);
		if (!known || !listed) {
			plan.create.push(want);
			continue;
		}
		const body = want.body(known.keys);
		const mark = markOf(body);
		const state = registry.state(listed, body);
		if (state === 'spoilt') {
			plan.create.push(want);
			continue;
		}
		used.add(known.id);
		if (state === 'same' && mark === known.mark) plan.keep.push(known);
		else if (registry.update) plan.update.push({ known, body, mark });
		else {
			plan.create.push(want);
			plan.removeLast.push(known.id);
		}
	}
	plan.removeFirst.push(...own.map(({ id }) => id).filter((id) => !used.has(id)));
	return plan;
}
