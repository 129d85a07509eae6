import type { IPollFunctions, TriggerTime } from 'n8n-workflow';

import { isRecord } from '../core/json';
import { LruMap } from '../core/lru-map';
import { pollsPerDay } from '../polling/schedule';
import { active, oneAfterTheOther } from './receivers';
import type { Look, RegistrationSetup } from './reconcile';
import { Registrations } from './reconcile';
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

/** When a failure was told last, by receiver, in ms since the epoch. */
const failuresTold = new LruMap<number>(1_000);

function mended({ plan, orphans }: Look): string {
	const parts = [
		[plan.create.length, 'registered anew'],
		[plan.update.length, 'set right'],
		[plan.removeFirst.length + plan.removeLast.length, 'removed as superfluous'],
		[orphans.length, 'removed from an address that this n8n no longer has'],
	] as const;
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
	try {
		const setup = await setupOf(now.address);
		const registrations = await Registrations.open(context, setup);
		const { service } = setup.registry;
		await oneAfterTheOther(name, async () => {
			const before = active.get(name);
			if (before?.address !== now.address) return;
			const remake = before.misfit === true;
			const { plan, orphans } = await registrations.look(remake ? 0 : listAgeMs(context), remake);
			if (isFulfilled(plan) && orphans.length === 0) return;
			const look = await registrations.look(0, remake);
			if (isFulfilled(look.plan) && look.orphans.length === 0) return;
			const ids = await registrations.carryOut(look);
			// The workflow may have been switched off meanwhile: then what was made goes with the removal that waits.
			if (active.get(name)?.address === now.address) {
				active.set(name, { address: now.address, account: registrations.account, ids });
			}
			logger.warn(
				`${context.getNode().name}: its webhooks at ${service} did not fit any more and were mended: ${mended(look)}.`,
			);
		});
		failuresTold.delete(name);
	} catch (error) {
		const at = Date.now();
		if (at - (failuresTold.get(name) ?? -Infinity) < FAILURES_EVERY_MS) return;
		failuresTold.set(name, at);
		const reason = error instanceof Error ? error.message.replace(/\.$/, '') : 'an unknown fault';
		logger.warn(
			`${context.getNode().name}: its webhooks could not be looked at: ${reason}. They are looked at again at the next turn.`,
		);
	}
}
