import type { IHookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { startsUp } from '../polling/schedule';
import { active, noteIds, oneAfterTheOther, repairs, testAddresses } from './receivers';
import type { Look, RegistrationSetup } from './reconcile';
import { reasonOf, Registrations } from './reconcile';
import { isFulfilled } from './registration-plan';
import { keep, removeLater } from './removals';
import type { Receiver } from './secrets';
import { receiverName } from './secrets';

/** How old a list may be, in ms, that triggers share which n8n activates one after the other at its start. */
const START_LIST_MS = 30_000;

/** n8n asks whether the node is registered right before registering it: a list of this age, in ms, is reused. */
const JUST_LISTED_MS = 5_000;

type SetupOf = () => RegistrationSetup | Promise<RegistrationSetup>;

/** Where the node is registered, even if nothing else is known of it. */
export interface Place {
	address: string;
	receiver: Receiver;
}

function removalName(address: string, { account }: Registrations): string {
	return `${address} ${account}`;
}

/** The node is active: what leads to it stays, and upkeep begins. */
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
 * n8n removes its route to the node if this throws, even after a mere restart. So at a start faults of the service are logged, and
 * the upkeep checks again.
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
			`${context.getNode().name}: its webhooks could not be checked: ${reasonOf(error)}. They are assumed to be registered, and checked again in some minutes.`,
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
		const { isTest } = setup.receiver;
		if (isTest) await tellPublished(context, setup);
		const name = receiverName(setup.receiver);
		return await oneAfterTheOther(name, async () => {
			const look = await registrations.look(
				startsUp(context) ? START_LIST_MS : isTest ? JUST_LISTED_MS : 0,
			);
			const complete = look.wanted.length > 0 && isComplete(look);
			if (complete) {
				noteIds(name, new Set(look.plan.keep.map(({ id }) => id)));
				registrations.note([]);
			}
			return complete;
		});
	});
}

/** Logs, at a test, whether the registrations of the published workflow are as they should be. */
async function tellPublished(context: IHookFunctions, setup: RegistrationSetup): Promise<void> {
	const receiver = { ...setup.receiver, isTest: false };
	const published = active.get(receiverName(receiver));
	const { address } = published ?? setup;
	const registrations = await Registrations.open(context, { ...setup, receiver, address });
	const { service } = setup.registry;
	const start = `${context.getNode().name}: this test has webhooks of its own at ${service}. Those of the published workflow`;
	if (!published) {
		const count = await registrations.countOurs();
		context.logger.info(
			`${start}: ${count}. They are checked by the n8n process that has published it, if any.`,
		);
		return;
	}
	if (isComplete(await registrations.look(0))) context.logger.info(`${start} match this node.`);
	else {
		context.logger.warn(
			`${start} do not match this node. They are repaired at the next check; if you have edited the node, publish the workflow.`,
		);
	}
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
			noteIds(receiverName(setup.receiver), ids);
			if (unremoved !== undefined) {
				context.logger.warn(
					`${context.getNode().name}: former webhooks could not be removed yet: ${unremoved}. This is tried again at the next check.`,
				);
			}
			return true;
		});
	});
}

/**
 * Removes every registration that leads to the node; one that is already gone is no failure. Those of a published workflow are
 * removed some seconds later, and stay if the node is registered again meanwhile. A failure is logged, not thrown: n8n would show it
 * nowhere, and an error at the end of a test keeps n8n 2.41 from listening for test events of any workflow until it is restarted
 * (n8n's test-webhooks.js, deactivateWebhooks).
 *
 * @returns whether they are gone, or will be
 */
export async function unregister(context: IHookFunctions, setupOf: SetupOf): Promise<boolean> {
	const tell = (error: unknown) =>
		context.logger.error(
			`${context.getNode().name}: its webhooks could not be removed: ${reasonOf(error)}. Remove them there by hand: until then the service keeps calling an address that no longer answers.`,
		);
	try {
		const setup = await setupOf();
		const { address } = setup;
		const isTest = testAddresses.get(address) !== undefined;
		const receiver = { ...setup.receiver, isTest };
		const name = receiverName(receiver);
		active.delete(name);
		const registrations = await Registrations.open(context, { ...setup, receiver });
		// After what is still being made, which has to be removed too.
		const remove = async () =>
			await oneAfterTheOther(name, async () => {
				const now = active.get(name);
				if (now?.address === address && now.account === registrations.account) return;
				// With another account the node may be there again: its registrations there stay.
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
