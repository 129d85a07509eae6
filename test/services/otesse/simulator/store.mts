import { SlidingWindow } from '../../../sandbox/core/quota.mts';
import { seeded } from '../../../sandbox/core/random.mts';
import { newId, seedData } from './data.mts';
import type { OtesseData } from './data.mts';
import type { WebhookRegistration } from './types.mts';

export interface OtesseStore extends OtesseData {
	webhooks: WebhookRegistration[];
	perSecond: SlidingWindow;
	perMinute: SlidingWindow;
	/** A new id, e.g. `id('bk')`. */
	id(prefix: string): string;
}

/** What the service remembers; `resetStore` puts it back to the seed. */
export const store: OtesseStore = freshStore();

export function resetStore(): void {
	Object.assign(store, freshStore());
}

function freshStore(): OtesseStore {
	const random = seeded(20_260_226);
	return {
		...seedData(),
		webhooks: [],
		perSecond: new SlidingWindow(1000),
		perMinute: new SlidingWindow(60_000),
		id: (prefix) => newId(random, prefix),
	};
}
