import type { IDataObject } from 'n8n-workflow';

import type { ApiClient } from '../client/api-client';
import { isRecord } from '../core/json';

/** Secrets of one registration, by name. */
export type Keys = Readonly<Record<string, string>>;

/** The keys that prove deliveries of one registration. */
export interface RegistrationKeys {
	/** Identifies one of a node's registrations. */
	slot: string;
	keys: Keys;
}

/** A registration as the service lists it. */
export interface ListedRegistration {
	id: string;
	/** Every address that it leads to. */
	urls: readonly string[];
	row: IDataObject;
}

/** A registration that the node wants. */
export interface DesiredRegistration {
	slot: string;
	/** What the service is asked for; `listed` is the registration that it has already. */
	body(listed?: ListedRegistration): IDataObject;
	/** Secrets in the body, which no error may show. */
	secrets: readonly string[];
	/** Whether a listed registration, at whatever address, carries this node's derived secret. */
	isOurs(listed: ListedRegistration): boolean;
}

/** How a service keeps registrations. */
export interface Registry {
	service: string;
	/** Which list of the account this is, where it has several. */
	scope?: string;
	list(client: ApiClient): Promise<ListedRegistration[]>;
	/** Returns the id, and the keys that the service generated. `secrets` are those in the body. */
	create(
		client: ApiClient,
		body: IDataObject,
		secrets: readonly string[],
	): Promise<{ id: string; keys?: Keys }>;
	/** Absent where the service cannot change a registration: a new one is created before the old one is removed. */
	update?(
		client: ApiClient,
		id: string,
		body: IDataObject,
		secrets: readonly string[],
	): Promise<void>;
	remove(client: ApiClient, id: string): Promise<void>;
	/** Which of the node's registrations a listed one is. */
	slotOf(listed: ListedRegistration): string;
	/** Keys of a listed registration that deliveries may still be signed with once it is changed, where lists show them. */
	keysOf?(listed: ListedRegistration): Keys;
	/** Whether a listed registration is what was requested; `broken` ones have to be created again. */
	state(listed: ListedRegistration, body: IDataObject): 'same' | 'changed' | 'broken';
	/** Most registrations of an account. */
	most?: number;
	/** The service does not confirm removals: the list shows whether they happened. */
	removesSilently?: true;
}

export interface RegistrationPlan {
	keep: ListedRegistration[];
	update: Array<{ listed: ListedRegistration; want: DesiredRegistration; body: IDataObject }>;
	/** Removed before anything is created, as the account's number of registrations is limited. */
	removeFirst: ListedRegistration[];
	create: DesiredRegistration[];
	/** Removed once the new ones exist. */
	removeLast: ListedRegistration[];
}

export function isRegistrationKeys(value: Record<string, unknown>): value is {
	slot: string;
	keys: Record<string, string>;
} {
	return (
		typeof value.slot === 'string' &&
		isRecord(value.keys) &&
		Object.values(value.keys).every((key) => typeof key === 'string')
	);
}

/** Services may rewrite addresses: upper case in the host and a standard port do not count. */
export function plainAddress(url: string): string {
	if (!URL.canParse(url)) return url;
	const { origin, pathname } = new URL(url);
	return `${origin}${pathname}`;
}

/** The registrations that lead to this address and nowhere else. */
export function ownOf(
	listed: readonly ListedRegistration[],
	address: string,
): ListedRegistration[] {
	const own = plainAddress(address);
	return listed.filter(
		({ urls }) => urls.length > 0 && urls.every((url) => plainAddress(url) === own),
	);
}

/** The registrations that lead to this node and to other addresses too: they are not changed. */
export function sharedOf(
	listed: readonly ListedRegistration[],
	address: string,
): ListedRegistration[] {
	const own = plainAddress(address);
	const isOwn = (url: string) => plainAddress(url) === own;
	return listed.filter(({ urls }) => urls.some(isOwn) && !urls.every(isOwn));
}

/** What has to be done so that exactly the wanted registrations lead to the node. */
export function planRegistrations(
	own: readonly ListedRegistration[],
	wanted: readonly DesiredRegistration[],
	registry: Pick<Registry, 'state' | 'update' | 'slotOf' | 'most'>,
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
		const judged = own
			.filter((listed) => registry.slotOf(listed) === want.slot)
			.map((listed) => {
				const body = want.body(listed);
				return { listed, want, body, state: registry.state(listed, body) };
			});
		const same = judged.find(({ state }) => state === 'same');
		const changed = judged.find(({ state }) => state === 'changed');
		if (same) plan.keep.push(same.listed);
		else if (changed && registry.update) {
			const { listed, body } = changed;
			plan.update.push({ listed, want, body });
		} else plan.create.push(want);
		const found = same ?? (registry.update ? changed : undefined);
		if (found) used.add(found.listed.id);
	}
	const surplus = own.filter(({ id }) => !used.has(id));
	(registry.most === undefined ? plan.removeLast : plan.removeFirst).push(...surplus);
	return plan;
}

/** Whether nothing has to be done. */
export function isFulfilled({
	update,
	removeFirst,
	create,
	removeLast,
}: RegistrationPlan): boolean {
	return [update, removeFirst, create, removeLast].every(({ length }) => length === 0);
}
