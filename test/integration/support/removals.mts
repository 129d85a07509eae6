import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach } from '@jest/globals';

/** How long a webhook trigger waits before it removes its registrations, in ms, and how long it does here. */
const DELAY_MS = 10_000;
const HERE_MS = 150;

/** Registrations are removed soon after the workflow was switched off, instead of some seconds after it. */
export function quickRemovals(): void {
	const real = globalThis.setTimeout;
	beforeEach(() => {
		const quick = (run: () => void, ms?: number, ...rest: []) =>
			real(run, ms === DELAY_MS ? HERE_MS : ms, ...rest);
		globalThis.setTimeout = Object.assign(quick, real);
	});
	afterEach(() => {
		globalThis.setTimeout = real;
	});
}

/** Until what waited is removed. */
export async function removed(): Promise<void> {
	await pause(HERE_MS + 1_000);
}
