import { LruMap } from '../core/lru-map';
import type { RegistrationKeys } from './registration-plan';
import type { NodeSecrets } from './secrets';

/** A node that takes deliveries, since n8n has registered it in this process. */
export interface ActiveReceiver {
	/** Its address for the service, without a query. */
	address: string;
	/** Whose registrations they are; undefined until that is known. */
	account?: string;
	/** IDs of its registrations; undefined until they are known. */
	ids?: ReadonlySet<string>;
}

interface Known {
	secrets: NodeSecrets;
	previous: ReadonlyArray<{ secrets: NodeSecrets; until: number }>;
}

type Remembered = RegistrationKeys & { until: number };

const MOST_RECEIVERS = 5_000;
const MOST_PREVIOUS = 3;
const MOST_KEYS = 12;

/**
 * How long secrets from before a change are accepted, in ms. The service signs with them until the registration is next checked, and
 * Otesse repeats deliveries for 44.5 hours.
 */
export const GRACE_MS = 48 * 3_600_000;

/** Nodes by the name of their receiver. */
export const active = new LruMap<ActiveReceiver>(MOST_RECEIVERS);

/** Notes the registrations of a node that is active. */
export function noteIds(receiver: string, ids: ReadonlySet<string>): void {
	const now = active.get(receiver);
	if (now) active.set(receiver, { ...now, ids });
}

/**
 * Receivers whose registrations have to be made again: a delivery with the right address had a signature that does not match the
 * registration's secret.
 */
export const misfits = new LruMap<true>(MOST_RECEIVERS);

/** Repairs in succession, none of which held until the next check. */
export interface Repairs {
	count: number;
	/** When the next may be made, in ms since the epoch. */
	next: number;
}

/** By receiver, until a check finds nothing to do. */
export const repairs = new LruMap<Repairs>(MOST_RECEIVERS);

/** Addresses that were registered for a test: n8n does not say so when it removes them. */
export const testAddresses = new LruMap<true>(MOST_RECEIVERS);

const known = new LruMap<Known>(MOST_RECEIVERS);

/** Keys that cannot be derived, the newest first. */
const remembered = new LruMap<readonly Remembered[]>(MOST_RECEIVERS);

const CHECK = 'same account';

/**
 * The secrets that may prove deliveries: those of the credential as it is now, and those that this process derived before it was
 * changed.
 */
export function goodSecrets(receiver: string, secrets: NodeSecrets): NodeSecrets[] {
	const now = Date.now();
	const before = known.get(receiver);
	if (!before) known.set(receiver, { secrets, previous: [] });
	else if (before.secrets.of(CHECK) !== secrets.of(CHECK)) {
		const previous = [{ secrets: before.secrets, until: now + GRACE_MS }, ...before.previous];
		known.set(receiver, { secrets, previous: previous.slice(0, MOST_PREVIOUS) });
	}
	const earlier = known.get(receiver)?.previous ?? [];
	return [secrets, ...earlier.filter(({ until }) => now < until).map((each) => each.secrets)];
}

/**
 * Keeps keys that are the service's own, or of an earlier registration.
 *
 * @param until in ms since the epoch
 */
export function rememberKeys(receiver: string, keys: RegistrationKeys, until = Infinity): void {
	const all = [{ ...keys, until }, ...(remembered.get(receiver) ?? [])];
	remembered.set(receiver, all.slice(0, MOST_KEYS));
}

export function rememberedKeys(receiver: string): RegistrationKeys[] {
	const now = Date.now();
	return (remembered.get(receiver) ?? []).filter(({ until }) => now < until);
}

const working = new Map<string, Promise<unknown>>();

/** One after the other for each receiver: two concurrent checks would both register. */
export async function oneAfterTheOther<T>(receiver: string, work: () => Promise<T>): Promise<T> {
	const before = working.get(receiver) ?? Promise.resolve();
	const own = before.then(work, work);
	const settled = own.catch(() => undefined);
	working.set(receiver, settled);
	try {
		return await own;
	} finally {
		if (working.get(receiver) === settled) working.delete(receiver);
	}
}
