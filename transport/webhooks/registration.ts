import type { IHookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { active, oneAfterTheOther, repairs, testAddresses } from './receivers';
import type { Look, RegistrationSetup } from './reconcile';
import { reasonOf, Registrations } from './reconcile';
import { isFulfilled } from './registration-plan';
import { keep, removeLater } from './removals';
import type { Receiver } from './secrets';
import { receiverName } from './secrets';

/** Triggers that n8n activates one after the other at its start share a list that is so old, in ms. */
const START_LIST_MS = 30_000;

/** n8n asks whether the node is registered right before it has it registered: that list will do, so old in ms. */
const JUST_LISTED_MS = 1_000;

type SetupOf = () => RegistrationSetup | Promise<RegistrationSetup>;

/** Where the node is, whatever else can be told of it. */
export interface Place {
	address: string;
	receiver: Receiver;
}

/** n8n was started, and the node was registered before: its registrations are not to be lost because the service is away. */
function startsUp(context: IHookFunctions): boolean {
	return ['init', 'leadershipChange'].includes(context.getActivationMode());
}

function removalName(address: string, { account }: Registrations): string {
	return `${address} ${account}`;
}

/** The node is there: what leads to it stays, and is looked after. */
function activate(setup: RegistrationSetup, registrations: Registrations): void {
	const { address, receiver } = setup;
	keep(removalName(address, registrations));
	if (receiver.isTest) testAddresses.set(address, true);
	const name = receiverName(receiver);
	repairs.delete(name);
	const { ids } = active.get(name) ?? {};
	const { account } = registrations;
	active.set(name, { address, account, ...(ids ? { ids } : {}) });
}

function isComplete({ plan, orphans }: Look): boolean {
	return isFulfilled(plan) && orphans.length === 0;
}

/**
 * n8n takes its own route to a node away where this throws, also when it has only been restarted: then the service's faults are
 * logged, and looked at again by the upkeep.
 */
async function unlessStarting(
	context: IHookFunctions,
	setupOf: SetupOf,
	place: Place,
	work: (setup: RegistrationSetup) => Promise<boolean>,
): Promise<boolean> {
	const done = async () => await work(await setupOf());
	if (!startsUp(context)) return await done();
	return await done().catch((error: unknown) => {
		const name = receiverName(place.receiver);
		if (!active.get(name)) active.set(name, { address: place.address });
		context.logger.warn(
			`${context.getNode().name}: its webhooks could not be looked at: ${reasonOf(error)}. They are taken to be there, and looked at again in some minutes.`,
		);
		return true;
	});
}

/** Whether exactly the wanted registrations lead to the node. */
export async function isRegistered(
	context: IHookFunctions,
	setupOf: SetupOf,
	place: Place,
): Promise<boolean> {
	return await unlessStarting(context, setupOf, place, async (setup) => {
		const registrations = await Registrations.open(context, setup);
		activate(setup, registrations);
		if (setup.receiver.isTest) await tellPublished(context, setup);
		const name = receiverName(setup.receiver);
		return await oneAfterTheOther(name, async () => {
			const look = await registrations.look(startsUp(context) ? START_LIST_MS : 0);
			const complete = look.wanted.length > 0 && isComplete(look);
			if (complete) {
				noteIds(setup, new Set(look.plan.keep.map(({ id }) => id)));
				registrations.note([]);
			}
			return complete;
		});
	});
}

/** Says at a test how the registrations of the published workflow stand, if this process looks after it. */
async function tellPublished(context: IHookFunctions, setup: RegistrationSetup): Promise<void> {
	const receiver = { ...setup.receiver, isTest: false };
	const published = active.get(receiverName(receiver));
	if (!published) return;
	const { address } = published;
	const registrations = await Registrations.open(context, { ...setup, receiver, address });
	const fits = isComplete(await registrations.look(JUST_LISTED_MS));
	const { service } = setup.registry;
	context.logger.info(
		`${context.getNode().name}: the webhooks of the published workflow at ${service} ${fits ? 'are as this node wants them' : 'differ from what this node wants: publish it, or wait for its next look at them'}.`,
	);
}

function noteIds({ receiver }: RegistrationSetup, ids: ReadonlySet<string>): void {
	const name = receiverName(receiver);
	const now = active.get(name);
	if (now) active.set(name, { ...now, ids });
}

/**
 * Makes, changes and removes registrations until exactly the wanted ones lead to the node.
 *
 * @throws NodeApiError, NodeOperationError; what was made until then is removed by `unregister`
 */
export async function register(
	context: IHookFunctions,
	setupOf: SetupOf,
	place: Place,
): Promise<boolean> {
	return await unlessStarting(context, setupOf, place, async (setup) => {
		const registrations = await Registrations.open(context, setup);
		activate(setup, registrations);
		return await oneAfterTheOther(receiverName(setup.receiver), async () => {
			const look = await registrations.look(JUST_LISTED_MS);
			if (look.wanted.length === 0) {
				throw new NodeOperationError(context.getNode(), 'No event is selected', {
					description: 'Select at least one event that starts the workflow.',
				});
			}
			const { ids, unremoved } = await registrations.carryOut(look);
			noteIds(setup, ids);
			if (unremoved !== undefined) {
				context.logger.warn(
					`${context.getNode().name}: former webhooks could not be removed yet: ${unremoved}. That is tried again at the next look.`,
				);
			}
			return true;
		});
	});
}

/**
 * Removes every registration that leads to the node; one that is gone already is no failure. Those of a published workflow go some
 * seconds later, and stay if the node is registered again meanwhile. A failure is logged by n8n, and thrown to nobody: n8n shows it
 * nowhere else, and where it is thrown at the end of a test, n8n 2.41 can listen for no test of any workflow until it is restarted
 * (n8n's test-webhooks.js, deactivateWebhooks).
 *
 * @returns whether they are gone, or will be
 */
export async function unregister(context: IHookFunctions, setupOf: SetupOf): Promise<boolean> {
	const tell = (error: unknown) =>
		context.logger.error(
			`${context.getNode().name}: its webhooks could not be removed: ${reasonOf(error)}. Until they are removed there by hand, the service goes on calling an address that nobody answers.`,
		);
	try {
		const setup = await setupOf();
		const { address } = setup;
		const isTest = testAddresses.get(address) !== undefined;
		const receiver = { ...setup.receiver, isTest };
		const name = receiverName(receiver);
		active.delete(name);
		const registrations = await Registrations.open(context, { ...setup, receiver });
		// Behind what is still being made: that has to go too.
		const remove = async () =>
			await oneAfterTheOther(name, async () => {
				const now = active.get(name);
				if (now?.address === address && now.account === registrations.account) return;
				// With another account the node may be there again: what it has there is not removed.
				await registrations.removeOwn(now?.ids);
			});
		if (isTest) {
			testAddresses.delete(address);
			await remove();
			return true;
		}
		removeLater(removalName(address, registrations), async () => await remove().catch(tell));
		return true;
	} catch (error) {
		tell(error);
		return false;
	}
}
