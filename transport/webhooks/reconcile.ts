import type { IHookFunctions, IPollFunctions } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { ApiClient } from '../client/api-client';
import type { CredentialProfile } from '../contracts/credential';
import { digestOf } from '../core/digest';
import { Listings } from './listings';
import { goodSecrets, misfits, rememberKeys } from './receivers';
import type {
	DesiredRegistration,
	ListedRegistration,
	RegistrationKeys,
	RegistrationPlan,
	Registry,
} from './registration-plan';
import { ownOf, planRegistrations, sharedOf } from './registration-plan';
import type { NodeSecrets, Receiver } from './secrets';
import { receiverName, secretsOf } from './secrets';
import { store, storedAddress, storedRegistrations } from './static-data';

export type RegistrationContext = IHookFunctions | IPollFunctions;

/** What a trigger node registers, and with which credential. */
export interface RegistrationSetup {
	profile: CredentialProfile;
	registry: Registry;
	/** The node's own address, without a query. Registrations that lead there are this node's. */
	address: string;
	receiver: Receiver;
	/** What leads to an address of the node, with these secrets. */
	wanted(secrets: NodeSecrets, address: string): readonly DesiredRegistration[];
}

/** One check of a node's registrations: what exists, and what has to be done. */
export interface Look {
	plan: RegistrationPlan;
	/** IDs of this node's registrations at an address that it no longer has. */
	orphans: readonly string[];
	/** Registrations of others, which count against the account's limit. */
	others: number;
	wanted: readonly DesiredRegistration[];
}

/** What has been done. */
export interface Outcome {
	/** IDs of the node's registrations. */
	ids: ReadonlySet<string>;
	/** Why registrations that should be gone are still there. The wanted ones exist all the same. */
	unremoved?: string;
}

export function reasonOf(error: unknown): string {
	return error instanceof Error ? error.message.replace(/\.$/, '') : 'an unknown fault';
}

const listings = new Listings();

/** How long deliveries of a registration that was changed or removed may still come, in ms. */
const UNDER_WAY_MS = 60 * 60_000;

/** A node's registrations at the service, with one credential. */
export class Registrations {
	readonly receiver: string;

	private constructor(
		private readonly context: RegistrationContext,
		private readonly setup: RegistrationSetup,
		private readonly client: ApiClient,
		private readonly secrets: NodeSecrets,
		/** Whose registrations they are. */
		readonly account: string,
	) {
		this.receiver = receiverName(setup.receiver);
	}

	/** @throws NodeOperationError where the credential is incomplete */
	static async open(
		context: RegistrationContext,
		setup: RegistrationSetup,
	): Promise<Registrations> {
		const { profile, registry, receiver } = setup;
		const client = await ApiClient.open(context, profile);
		const account = profile.account(await context.getCredentials(profile.name));
		const secrets = secretsOf(account, receiver);
		if (!secrets) {
			throw new NodeOperationError(context.getNode(), 'The credential is incomplete', {
				description: 'Fill in all fields of the credential.',
			});
		}
		goodSecrets(receiverName(receiver), secrets);
		const { service, scope = '' } = registry;
		// Several credentials of one app have the same secrets, and may lead to different businesses.
		const { id } = context.getNode().credentials?.[profile.name] ?? {};
		const name = digestOf(service, client.address, scope, JSON.stringify(account), id ?? '');
		return new Registrations(context, setup, client, secrets, name);
	}

	/** @param maxAgeMs how old the service's list may be, which all triggers of an account share; 0 asks */
	async look(maxAgeMs: number): Promise<Look> {
		const { registry, address } = this.setup;
		const listed = await this.list(maxAgeMs);
		const own = ownOf(listed, address);
		const wanted = this.setup.wanted(this.secrets, address);
		const isMisfit = misfits.get(this.receiver) !== undefined;
		const judged = isMisfit ? { ...registry, state: () => 'spoilt' as const } : registry;
		const orphans = this.orphansIn(listed, wanted);
		return {
			plan: planRegistrations(own, wanted, judged),
			orphans,
			others: listed.length - own.length - orphans.length,
			wanted,
		};
	}

	/**
	 * Makes, changes and removes registrations until exactly the wanted ones lead to the node. A failed removal does not keep
	 * a wanted one from being made.
	 *
	 * @throws NodeApiError, NodeOperationError
	 */
	async carryOut(look: Look): Promise<Outcome> {
		const { plan, orphans, others, wanted } = look;
		const { registry, address } = this.setup;
		this.checkRoom(others, wanted.length);
		// Where the account has room, the old address goes last: there is always a registration for an event.
		const [early, late] = this.hasRoom(look) ? [[], orphans] : [orphans, []];
		const made: RegistrationKeys[] = [];
		const ids = new Set(plan.keep.map(({ id }) => id));
		let unremoved: string | undefined;
		const remove = async (old: readonly string[]) => {
			await this.remove(old).catch((error: unknown) => (unremoved = reasonOf(error)));
		};
		try {
			for (const listed of [...plan.removeFirst, ...plan.removeLast]) this.keepKeysOf(listed);
			await remove([...early, ...plan.removeFirst.map(({ id }) => id)]);
			for (const { listed, want, body } of plan.update) {
				this.keepKeysOf(listed);
				await registry.update?.(this.client, listed.id, body, want.secrets);
				ids.add(listed.id);
			}
			for (const want of plan.create) {
				const body = want.body();
				const { id, keys } = await registry.create(this.client, body, want.secrets);
				ids.add(id);
				if (keys) made.push({ slot: want.slot, keys });
			}
		} finally {
			listings.forget(this.account);
			if (made.length > 0) this.note(made, false);
		}
		misfits.delete(this.receiver);
		await remove([...late, ...plan.removeLast.map(({ id }) => id)]);
		this.note([], unremoved === undefined);
		this.tellShared(address);
		return { ids, ...(unremoved === undefined ? {} : { unremoved }) };
	}

	/** How many registrations carry this node's derived secret, at whatever address. */
	async countOurs(): Promise<number> {
		const listed = await this.list(0);
		const wanted = this.setup.wanted(this.secrets, this.setup.address);
		return listed.filter((row) => wanted.some((want) => want.isOurs(row))).length;
	}

	/** Notes in static data where the node is registered, if nothing is left where it was before. */
	note(made: readonly RegistrationKeys[], isTidy = true): void {
		const { address } = this.setup;
		store(this.context, this.receiver, this.secrets, { ...(isTidy ? { address } : {}), made });
	}

	/** Removes the registrations that lead to the node, but for these. */
	async removeOwn(but: ReadonlySet<string> = new Set()): Promise<void> {
		const own = ownOf(await this.list(0), this.setup.address);
		this.tellShared(this.setup.address);
		await this.remove(own.map(({ id }) => id).filter((id) => !but.has(id)));
	}

	private shared: readonly ListedRegistration[] = [];

	private async list(maxAgeMs: number): Promise<ListedRegistration[]> {
		const { registry, address } = this.setup;
		const ask = async () => await registry.list(this.client);
		const listed = await listings.get(this.account, maxAgeMs, ask);
		this.shared = sharedOf(listed, address);
		return listed;
	}

	/**
	 * Only what carries this node's derived secret, or the ID that version 0.1.0 has stored, and leads to the address that the node
	 * has noted: a copy of this n8n elsewhere has the same secrets.
	 */
	private orphansIn(
		listed: readonly ListedRegistration[],
		wanted: readonly DesiredRegistration[],
	): string[] {
		const { address } = this.setup;
		const stored = storedRegistrations(this.context).map(({ id }) => id);
		const before = storedAddress(this.context);
		const own = new Set(ownOf(listed, address).map(({ id }) => id));
		const former =
			before === undefined
				? listed.filter(({ id, urls }) => stored.includes(id) && urls.every(endsLike(address)))
				: ownOf(listed, before).filter((row) => wanted.some((want) => want.isOurs(row)));
		return former.map(({ id }) => id).filter((id) => !own.has(id));
	}

	/** Keeps the registration's keys for deliveries that are still under way. */
	private keepKeysOf(listed: ListedRegistration): void {
		const { registry } = this.setup;
		const keys = registry.keysOf?.(listed);
		const slot = registry.slotOf(listed);
		if (keys) rememberKeys(this.receiver, { slot, keys }, Date.now() + UNDER_WAY_MS);
	}

	private tellShared(address: string): void {
		const { service } = this.setup.registry;
		for (const { id } of this.shared) {
			this.context.logger.warn(
				`${this.context.getNode().name}: the webhook ${id} at ${service} leads to ${address} and to other addresses. It is left alone: remove the hook for this node there by hand.`,
			);
		}
	}

	/** Whether everything can be registered while the orphans are still there. */
	private hasRoom({ plan, orphans, others }: Look): boolean {
		const { most = Infinity } = this.setup.registry;
		const { keep, update, create, removeLast } = plan;
		const own = [keep, update, create, removeLast].reduce((sum, { length }) => sum + length, 0);
		return others + orphans.length + own <= most;
	}

	private checkRoom(others: number, needed: number): void {
		const { most, service } = this.setup.registry;
		if (most === undefined || others + needed <= most) return;
		throw new NodeOperationError(
			this.context.getNode(),
			`${service} allows ${most} webhooks per account: ${others} belong to others, this node needs ${needed}`,
			{ description: `Remove webhooks that nobody uses in ${service}, or select fewer events.` },
		);
	}

	/**
	 * Services word "there is no such registration" differently, and some confirm nothing: the list shows it for all of them in the
	 * same way.
	 */
	private async remove(ids: readonly string[]): Promise<void> {
		if (ids.length === 0) return;
		const { registry } = this.setup;
		const failures = new Map<string, unknown>();
		for (const id of ids) {
			await registry.remove(this.client, id).catch((error: unknown) => failures.set(id, error));
		}
		listings.forget(this.account);
		if (failures.size === 0 && !registry.removesSilently) return;
		const listed = new Set((await registry.list(this.client)).map(({ id }) => id));
		const left = ids.find((id) => listed.has(id));
		if (left === undefined) return;
		const failure = failures.get(left);
		if (failure instanceof NodeApiError || failure instanceof NodeOperationError) throw failure;
		throw new NodeOperationError(
			this.context.getNode(),
			`${registry.service} did not remove the webhook ${left}`,
			{ description: 'Remove it there by hand, then try again.' },
		);
	}
}

/** Whether an address is that of the same node on an n8n elsewhere: n8n ends it with the node's own ID and the name of the webhook. */
function endsLike(address: string): (url: string) => boolean {
	const end = (url: string) =>
		URL.canParse(url) ? new URL(url).pathname.split('/').slice(-3).join('/') : url;
	return (url) => end(url) === end(address);
}
