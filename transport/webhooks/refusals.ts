import type { IWebhookFunctions } from 'n8n-workflow';

import { LruMap } from '../core/lru-map';

/** Why a delivery was refused. */
export type RefusalReason =
	| 'proof'
	| 'signature'
	| 'ambiguous'
	| 'age'
	| 'time'
	| 'content'
	| 'size'
	| 'credential';

/** Why, and what a person can do about it. */
const ADVICE: Readonly<Record<RefusalReason, string>> = {
	proof:
		'It does not carry the secret of this trigger. If the webhook was changed at the service, the trigger repairs it at its next check; to repair it at once, switch the workflow off and on. Otherwise someone else is calling the address.',
	signature:
		'Its address is right but its signature is not: the secret was changed at the service, or someone else knows the address. The trigger registers a new webhook at its next check; to do so at once, switch the workflow off and on.',
	ambiguous: 'A signed value contains a colon, so the signed text can be read in two ways.',
	age: 'It is older than "Maximum Age (Hours)" allows.',
	time: 'The time at which the event happened is missing, cannot be read, or lies more than a day ahead. Set "Maximum Age (Hours)" to 0 to accept such events.',
	content: 'Its content is not a JSON object.',
	size: 'It is larger than 4 MB, or too large to be read before its sender is verified.',
	credential:
		'The credential of the trigger could not be read. The service is asked to send the event again.',
};

const EVERY_MS = 10 * 60_000;

interface LastMessage {
	/** In ms since the epoch. */
	at: number;
	since: number;
}

const lastMessages = new LruMap<LastMessage>(5_000);

/** Logs why a delivery was refused: the first one, then one every ten minutes with the number since. */
export function logRefusal(
	context: Pick<IWebhookFunctions, 'getNode' | 'logger'>,
	receiver: string,
	reason: RefusalReason,
): void {
	const key = `${receiver} ${reason}`;
	const before = lastMessages.get(key);
	const now = Date.now();
	if (before && now - before.at < EVERY_MS) {
		lastMessages.set(key, { ...before, since: before.since + 1 });
		return;
	}
	const more = before?.since
		? ` ${before.since} more ${before.since === 1 ? 'was' : 'were'} refused for this reason since the last message.`
		: '';
	lastMessages.set(key, { at: now, since: 0 });
	context.logger.warn(
		`${context.getNode().name}: a delivery was refused. ${ADVICE[reason]}${more}`,
	);
}
