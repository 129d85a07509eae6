import { sleep } from 'n8n-workflow';

/**
 * How long registrations outlive their removal by n8n, in ms. A changed node is removed before it is registered again, within a second
 * or so: until then the registrations have to stay.
 */
export const REMOVAL_DELAY_MS = 10_000;

/** Pending removals: one for each address and account. */
const waiting = new Map<string, object>();

/**
 * Removes later, unless `keep` is called meanwhile. The hook does not wait for it: n8n has no route to the node while the hook runs.
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

/** The node is registered again: what leads to it stays. */
export function keep(name: string): void {
	waiting.delete(name);
}
