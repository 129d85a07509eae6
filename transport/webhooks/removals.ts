import { sleep } from 'n8n-workflow';

/**
 * How long registrations are kept after n8n has removed the node, in ms. A changed node is removed before it is registered again, within
 * about a second: until then the registrations have to stay.
 */
export const REMOVAL_DELAY_MS = 10_000;

/** Pending removals: one for each address and account. */
const waiting = new Map<string, object>();

/**
 * Removes later, unless `keep` is called meanwhile. The hook does not wait for this: n8n has no route to the node while the hook runs.
 *
 * @param remove must not throw
 */
export function removeLater(name: string, remove: () => Promise<void>): void {
	const own = {};
	waiting.set(name, own);
	void (async () => {
		await sleep(REMOVAL_DELAY_MS);
		if (waiting.get(name) !== own) return;
		waiting.delete(name);
		await remove();
	})();
}

/** Cancels a removal: the node is registered again. */
export function keep(name: string): void {
	waiting.delete(name);
}
