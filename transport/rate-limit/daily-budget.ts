import { UserError } from 'n8n-workflow';

import type { Limits } from '../contracts/credential';

const DAY_MS = 86_400_000;

/** Requests of one account and UTC day, by the wall clock. */
export class DailyBudget {
	private day = 0;

	private used = 0;

	/**
	 * Counts one request.
	 *
	 * @returns takes it back, where it was not sent after all
	 * @throws UserError when the budget is used up
	 */
	spend({ requestsPerDay, shared }: Limits): () => void {
		if (requestsPerDay <= 0) return () => {};
		const today = Math.floor(Date.now() / DAY_MS);
		if (today !== this.day) {
			this.day = today;
			this.used = 0;
		}
		if (this.used >= requestsPerDay) {
			const resets = new Date((today + 1) * DAY_MS).toISOString();
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
			if (today === this.day) this.used--;
		};
	}
}
