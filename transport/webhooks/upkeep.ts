import type { IPollFunctions, TriggerTime } from 'n8n-workflow';

import { isRecord } from '../core/json';
import { LruMap } from '../core/lru-map';
import { pollsPerDay } from '../polling/schedule';
import { active, oneAfterTheOther, repairs } from './receivers';
import type { Look, RegistrationSetup } from './reconcile';
import { reasonOf, Registrations } from './reconcile';
import { isFulfilled } from './registration-plan';
import type { Receiver } from './secrets';
import { receiverName } from './secrets';

/** Triggers that look at the same time share one list: n8n polls all of them within a minute. */
const SHARED_LIST_MS = 60_000;

const DAY_MS = 24 * 60 * 60_000;

/** How old a list may be, in ms: never older than from one look to the next. */
function listAgeMs(context: IPollFunctions): number {
	const times: unknown = context.getNodeParameter('pollTimes', {});
	const items = isRecord(times) && Array.isArray(times.item) ? times.item : [];
	const polls = pollsPerDay(items.filter(isRecord) as unknown as TriggerTime[]);
	return Math.min(SHARED_LIST_MS, DAY_MS / Math.max(1, polls) / 2);
}

const FAILURES_EVERY_MS = 60 * 60_000;

/** So many repairs that do not hold are made one look after the other, and from then on one in an hour. */
const PROMPT_REPAIRS = 3;

const REPAIRS_EVERY_MS = 60 * 60_000;

/** Notes a repair; gives what there is to tell of it, beside what was done. */
function noteRepair(receiver: string): string {
	const count = (repairs.get(receiver)?.count ?? 0) + 1;
	const isPrompt = count < PROMPT_REPAIRS;
	repairs.set(receiver, { count, next: isPrompt ? 0 : Date.now() + REPAIRS_EVERY_MS });
	return isPrompt
		? ''
		: ` Repair ${count} in succession: another n8n or workflow changes them too, or the service lists them in another way than they were made. They are looked at again in an hour, or when the workflow is switched off and on.`;
}

/** When a failure was told last, by receiver, in ms since the epoch. */
const failuresTold = new LruMap<number>(1_000);

function mended({ plan, orphans }: Look, areRemoved: boolean): string {
	const removals = [
		[plan.removeFirst.length + plan.removeLast.length, 'removed as superfluous'],
		[orphans.length, 'removed from an address that this n8n no longer has'],
	] as const;
	const parts = [
		[plan.create.length, 'registered anew'] as const,
		[plan.update.length, 'set right'] as const,
		...(areRemoved ? removals : []),
	];
	return parts
		.filter(([count]) => count > 0)
		.map(([count, what]) => `${count} ${what}`)
		.join(', ');
}

/**
 * Looks after the registrations of a node that n8n has activated in this process: what is missing at the service, disabled or changed
 * there is mended, and told in the log. It never throws: an error of a poll would start error workflows, and at an activation take
 * the node's route away.
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
	// Until the registrations are known an activation is at work, beside which n8n 2.x polls.
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
				return;
			}
			const { ids, unremoved } = await registrations.carryOut(look);
			// The workflow may have been switched off meanwhile: then what was made goes with the removal that waits.
			if (active.get(name)?.address === now.address) {
				active.set(name, { address: now.address, account: registrations.account, ids });
			}
			const done = mended(look, unremoved === undefined);
			if (done !== '') {
				logger.warn(
					`${context.getNode().name}: its webhooks at ${service} did not fit any more and were mended: ${done}.${noteRepair(name)}`,
				);
			}
			failure = unremoved;
		});
		if (failure === undefined) failuresTold.delete(name);
		else tellFailure(context, name, `former webhooks could not be removed yet: ${failure}`);
	} catch (error) {
		tellFailure(context, name, `its webhooks could not be looked at: ${reasonOf(error)}`);
	}
}

/** Logs the first failure of a receiver in an hour. */
function tellFailure(context: IPollFunctions, receiver: string, what: string): void {
	const at = Date.now();
	if (at - (failuresTold.get(receiver) ?? -Infinity) < FAILURES_EVERY_MS) return;
	failuresTold.set(receiver, at);
	context.logger.warn(
		`${context.getNode().name}: ${what}. They are looked at again at the next turn.`,
	);
}
