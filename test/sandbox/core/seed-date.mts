const DAY_MS = 86_400_000;

/**
 * Where the dates of seeded records begin, in milliseconds since the epoch. Tests see the same dates for ever; with
 * SANDBOX_DATES=recent they lie whole weeks later, so that the newest ones are of the last days.
 *
 * @param fixed the beginning that tests see
 * @param days from the beginning to the newest record
 */
export function seedStart(fixed: number, days: number): number {
	if (process.env.SANDBOX_DATES !== 'recent') return fixed;
	const weeks = Math.floor((Date.now() - fixed - days * DAY_MS) / (7 * DAY_MS));
	return fixed + Math.max(weeks, 0) * 7 * DAY_MS;
}
