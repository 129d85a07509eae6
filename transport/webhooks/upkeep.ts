import type { IPollFunctions, TriggerTime } from 'n8n-workflow';

import { isRecord } from '../core/json';
import { LruMap } from '../core/lru-map';
import { pollsPerDay } from '../polling/schedule';
import { active, noteIds, oneAfterTheOther, repairs } from './receivers';
import type { Look, RegistrationSetup } from './reconcile';
import { reasonOf, Registrations } from './reconcile';
import { isFulfilled } from './registration-plan';
import type { Receiver } from './secrets';
import { receiverName } from './secrets';

/** Triggers that are checked at the same time share one list: n8n polls all of them within a minute. */
const SHARED_LIST_MS = 60_000;

const DAY_MS = 24 * 60 * 60_000;

/** How old a list may be, in ms: at most the time between two checks. */
function listAgeMs(context: IPollFunctions): number {
	const times: unknown = context.getNodeParameter('pollTimes', {});
	const items = isRecord(times) && Array.isArray(times.item) ? times.item : [];
	const polls = pollsPerDay(items.filter(isRecord) as unknown as TriggerTime[]);
	return Math.min(SHARED_LIST_MS, DAY_MS / Math.max(1, polls) / 2);
}

const FAILURES_EVERY_MS = 60 * 60_000;

/** After this many repairs in succession that did not hold, one is made per hour. */
const PROMPT_REPAIRS = 3;

const REPAIRS_EVERY_MS = 60 * 60_000;

/** Notes a repair; returns the addition to the log message, if there is one. */
function noteRepair(receiver: string): string {
	const count = (repairs.get(receiver)?.count ?? 0) + 1;
	const isPrompt = count < PROMPT_REPAIRS;
	repairs.set(receiver, { count, next: isPrompt ? 0 : Date.now() + REPAIRS_EVERY_MS });
	return isPrompt
		? ''
		: ` Repair ${count} in succession: another n8n or workflow may be changing them too, or the service lists them differently from how they were created. They are checked again in an hour, or when the workflow is switched off and on.`;
}

/** When a failure was last logged, by receiver, in ms since the epoch. */
const failuresTold = new LruMap<number>(1_000);

function mended({ plan, orphans }: Look, areRemoved: boolean): string {
	const removals = [
		[plan.removeFirst.length + plan.removeLast.length, 'removed as no longer needed'],
		[orphans.length, 'removed from a former address of this n8n'],
	] as const;
	const parts = [
		[plan.create.length, 'registered again'] as const,
		[plan.update.length, 'corrected'] as const,
		...(areRemoved ? removals : []),
	];
	return parts
		.filter(([count]) => count > 0)
		.map(([count, what]) => `${count} ${what}`)
		.join(', ');
}

/**
 * Checks the registrations of a node that n8n has activated in this process, repairs what is missing, disabled or changed at the
 * service, and logs it. It never throws: an error in a poll would start error workflows, and one at an activation would remove the
 * node's route.
 *
 * @param setupOf what the node registers, at this address
 */
export async function lookAfter(
	context: IPollFunctions,
	receiver: Receiver,
	setupOf: (address: string) => Promise<RegistrationSetup> | RegistrationSetup,
): Promise<void> {
	const name = receiverName(receiver);
	const now = active.get(name);
	// While the registrations are unknown an activation is running; n8n 2.x polls at the same time.
	if (context.getMode() === 'manual' || !now) return;
	const { logger } = context;
	let failure: string | undefined;
	try {
		const setup = await setupOf(now.address);
		const registrations = await Registrations.open(context, setup);
		const { service } = setup.registry;
		await oneAfterTheOther(name, async () => {
			const before = active.get(name);
			if (before?.address !== now.address) return;
			if (Date.now() < (repairs.get(name)?.next ?? 0)) return;
			const isDone = ({ plan, orphans }: Look) => isFulfilled(plan) && orphans.length === 0;
			let look = await registrations.look(listAgeMs(context));
			if (!isDone(look)) look = await registrations.look(0);
			if (isDone(look)) {
				repairs.delete(name);
				noteIds(name, new Set(look.plan.keep.map(({ id }) => id)));
				return;
			}
			const { ids, unremoved } = await registrations.carryOut(look);
			// The workflow may have been switched off meanwhile: then the pending removal also removes what was made.
			if (active.get(name)?.address === now.address) {
				active.set(name, { address: now.address, account: registrations.account, ids });
			}
			const done = mended(look, unremoved === undefined);
			if (done !== '') {
				logger.warn(
					`${context.getNode().name}: its webhooks at ${service} did not match this node and were repaired: ${done}.${noteRepair(name)}`,
				);
			}
			failure = unremoved;
		});
		if (failure === undefined) failuresTold.delete(name);
		else tellFailure(context, name, `former webhooks could not be removed yet: ${failure}`);
	} catch (error) {
		tellFailure(context, name, `its webhooks could not be checked: ${reasonOf(error)}`);
	}
}

/** Logs at most one failure per receiver and hour. */
function tellFailure(context: IPollFunctions, receiver: string, what: string): void {
	const at = Date.now();
	if (at - (failuresTold.get(receiver) ?? -Infinity) < FAILURES_EVERY_MS) return;
	failuresTold.set(receiver, at);
	context.logger.warn(`${context.getNode().name}: ${what}. This is tried again at the next check.`);
}
