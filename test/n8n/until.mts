import { setTimeout as sleep } from 'node:timers/promises';

const WAIT_MS = 60_000;

/** Waits until something is so, asking again and again. */
export async function until(
	what: string,
	good: () => Promise<boolean>,
	limitMs = WAIT_MS,
): Promise<void> {
	const end = Date.now() + limitMs;
	while (!(await good())) {
		if (Date.now() > end) throw new Error(`Not in ${limitMs} ms: ${what}`);
		await sleep(100);
	}
}
