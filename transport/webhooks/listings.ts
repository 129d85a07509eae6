import { LruMap } from '../core/lru-map';
import type { ListedRegistration } from './registration-plan';

interface Listing {
	/** In ms since the epoch. */
	at: number;
	rows: Promise<ListedRegistration[]>;
}

/** Lists of registrations by account: triggers that are checked at the same time share one. */
export class Listings {
	private readonly listings: LruMap<Listing>;

	constructor(most = 200) {
		this.listings = new LruMap(most);
	}

	/** @param maxAgeMs how old the list may be; with 0 it is always requested */
	async get(
		account: string,
		maxAgeMs: number,
		ask: () => Promise<ListedRegistration[]>,
	): Promise<ListedRegistration[]> {
		const known = this.listings.get(account);
		if (known && Date.now() - known.at < maxAgeMs) return await known.rows;
		const listing = { at: Date.now(), rows: ask() };
		this.listings.set(account, listing);
		listing.rows.catch(() => {
			if (this.listings.get(account) === listing) this.listings.delete(account);
		});
		return await listing.rows;
	}

	/** After a change. */
	forget(account: string): void {
		this.listings.delete(account);
	}
}
