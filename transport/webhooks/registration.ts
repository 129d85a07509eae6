import type { IDataObject, IHookFunctions } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { ApiClient } from '../client/api-client';
import type { CredentialProfile } from '../contracts/credential';
import { isRecord } from '../core/json';
import type {
	ListedRegistration,
	DesiredRegistration,
	StoredRegistration,
	Registry,
} from './registration-plan';
import { ownOf, sharedOf, markOf, planRegistrations } from './registration-plan';

/** What a trigger node registers, and with which credential. */
export interface RegistrationSetup {
	profile: CredentialProfile;
	registry: Registry;
	/** The node's own address, without a query. Registrations that lead there are this node's. */
	address: string;
	wanted: readonly DesiredRegistration[];
}

function tellShared(
	context: IHookFunctions,
	{ registry, address }: Omit<RegistrationSetup, 'wanted'>,
	listed: readonly ListedRegistration[],
): void {
	for (const { id } of sharedOf(listed, address)) {
		context.logger.warn(
			`${context.getNode().name}: the webhook ${id} at ${registry.service} leads to this node and to other addresses. It is left alone: remove the hook for this node there by hand.`,
		);
	}
}

function isKnown(value: unknown): value is StoredRegistration & IDataObject {
	return (
		isRecord(value) &&
		['slot', 'id', 'mark'].every((name) => typeof value[name] === 'string') &&
		isRecord(value.keys) &&
		Object.values(value.keys).every((key) => typeof key === 'string')
	);
}

/** What the node remembers. n8n files it under the node's name: a renamed node remembers nothing. */
export function storedRegistrations(
	context: Pick<IHookFunctions, 'getWorkflowStaticData'>,
): StoredRegistration[] {
	const { registrations } = context.getWorkflowStaticData('node');
	return Array.isArray(registrations) ? registrations.filter(isKnown) : [];
}

/** Only a change of the first level is noticed and stored by n8n. */
function remember(context: IHookFunctions, registrations: readonly StoredRegistration[]): void {
	context.getWorkflowStaticData('node').registrations = registrations.map((known) => ({
		...known,
		keys: { ...known.keys },
	}));
}

/** Whether everything that is wanted is registered, and nothing else leads to the node. Changes nothing. */
export async function isRegistered(
	context: IHookFunctions,
	setup: RegistrationSetup,
): Promise<boolean> {
	const remembered = storedRegistrations(context);
	if (remembered.length === 0 || setup.wanted.length === 0) return false;
	const client = await ApiClient.open(context, setup.profile);
	const own = ownOf(await setup.registry.list(client), setup.address);
	const plan = planRegistrations(own, setup.wanted, remembered, setup.registry);
	return plan.keep.length === setup.wanted.length && plan.removeFirst.length === 0;
}

/**
 * Makes, changes and removes registrations until exactly the wanted ones lead to the node.
 *
 * @throws NodeApiError, NodeOperationError; what was made until then is remembered, and removed by `unregister`
 */
export async function register(
	context: IHookFunctions,
	setup: RegistrationSetup,
): Promise<boolean> {
	const { registry } = setup;
	if (setup.wanted.length === 0) {
		throw new NodeOperationError(context.getNode(), 'No event is selected', {
			description: 'Select at least one event that starts the workflow.',
		});
	}
	const client = await ApiClient.open(context, setup.profile);
	const listed = await registry.list(client);
	const own = ownOf(listed, setup.address);
	tellShared(context, setup, listed);
	checkRoom(context, setup, listed.length - own.length);
	const plan = planRegistrations(own, setup.wanted, storedRegistrations(context), registry);
	const made: StoredRegistration[] = [...plan.keep];
	await removeAll(context, client, registry, plan.removeFirst);
	for (const { known, body, mark } of plan.update) {
		await registry.update?.(client, known.id, body, Object.values(known.keys));
		made.push({ ...known, mark });
		remember(context, made);
	}
	for (const want of plan.create) {
		const chosen = want.makeKeys();
		const body = want.body(chosen);
		const { id, keys } = await registry.create(client, body, Object.values(chosen));
		made.push({ slot: want.slot, id, keys: { ...chosen, ...keys }, mark: markOf(body) });
		remember(context, made);
	}
	remember(context, made);
	await removeAll(context, client, registry, plan.removeLast);
	return true;
}

async function removeOwn(
	context: IHookFunctions,
	setup: Omit<RegistrationSetup, 'wanted'>,
): Promise<void> {
	const client = await ApiClient.open(context, setup.profile);
	const listed = await setup.registry.list(client);
	const own = ownOf(listed, setup.address);
	tellShared(context, setup, listed);
	const ids = own.map(({ id }) => id);
	await removeAll(context, client, setup.registry, ids);
	delete context.getWorkflowStaticData('node').registrations;
}

/**
 * Removes every registration that leads to the node; one that is gone already is no failure. A failure is logged by n8n, and
 * thrown to nobody: n8n shows it nowhere else, and where it is thrown at the end of a test, n8n 2.41 can listen for no test of any
 * workflow until it is restarted (n8n's test-webhooks.js, deactivateWebhooks).
 *
 * @returns whether they are gone
 */
export async function unregister(
	context: IHookFunctions,
	setupOf: () => Omit<RegistrationSetup, 'wanted'> | Promise<Omit<RegistrationSetup, 'wanted'>>,
): Promise<boolean> {
	try {
		await removeOwn(context, await setupOf());
		return true;
	} catch (error) {
		const reason = error instanceof Error ? error.message.replace(/\.$/, '') : 'an unknown fault';
		context.logger.error(
			`${context.getNode().name}: its webhooks could not be removed: ${reason}. Until they are removed there by hand, the service goes on calling an address that nobody answers.`,
		);
		return false;
	}
}

function checkRoom(
	context: IHookFunctions,
	{ registry, wanted }: RegistrationSetup,
	others: number,
): void {
	const { most, service } = registry;
	if (most === undefined || others + wanted.length <= most) return;
	throw new NodeOperationError(
		context.getNode(),
		`${service} allows ${most} webhooks per account: ${others} belong to others, this node needs ${wanted.length}`,
		{
			description: `Remove webhooks that nobody uses in ${service}, or select fewer events.`,
		},
	);
}

/**
 * Services word "there is no such registration" in ways of their own, and some confirm nothing: the list shows it in the same way
 * for all.
 */
async function removeAll(
	context: IHookFunctions,
	client: ApiClient,
	registry: Registry,
	ids: readonly string[],
): Promise<void> {
	const failures = new Map<string, unknown>();
	for (const id of ids) {
		await registry.remove(client, id).catch((error: unknown) => failures.set(id, error));
	}
	if (ids.length === 0 || (failures.size === 0 && !registry.removesSilently)) return;
	const listed = new Set((await registry.list(client)).map(({ id }) => id));
	const left = ids.find((id) => listed.has(id));
	if (left === undefined) return;
	const failure = failures.get(left);
	if (failure instanceof NodeApiError || failure instanceof NodeOperationError) throw failure;
	throw new NodeOperationError(
		context.getNode(),
		`${registry.service} did not remove the webhook ${left}`,
		{ description: 'Remove it there by hand, then try again.' },
	);
}
