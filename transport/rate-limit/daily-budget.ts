import { UserError } from 'n8n-workflow';

import type { Limits } from '../contracts/credential';

const DAY_MS = 86_400_000;

/** The UTC day, counted from the epoch. */
function today(): number {
	return Math.floor(Date.now() / DAY_MS);
}

/** Requests of one account and UTC day, by the wall clock. */
export class DailyBudget {
	private day = 0;

	private used = 0;

	/** Requests that were counted since midnight UTC. */
	get usedToday(): number {
		return this.day === today() ? this.used : 0;
	}

	/**
	 * Counts one request, also where there is no limit.
	 *
	 * @returns takes it back, where it was not sent after all
	 * @throws UserError when the budget is used up
	 */
	spend({ requestsPerDay, shared }: Limits): () => void {
		const day = today();
		if (day !== this.day) {
			this.day = day;
			this.used = 0;
		}
		if (requestsPerDay > 0 && this.used >= requestsPerDay) {
			const resets = new Date((day + 1) * DAY_MS).toISOString();
			const share = shared
				? ` This is the share of one of ${shared.processes} processes, as set in "Number of n8n Processes".`
				: '';
			throw new UserError(
				`The daily budget of ${requestsPerDay} requests is used up until ${resets}`,
				{
					description: `Raise "Requests per Day" in the credential if your plan allows more.${share}`,
				},
			);
		}
		this.used++;
		return () => {
			if (day === this.day) this.used--;
		};
	}
}
