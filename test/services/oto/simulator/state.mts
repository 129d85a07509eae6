import { seeded } from '../../../sandbox/core/random.mts';
import { seedOrders } from './data/orders.mts';
import { seedBoxes, seedBrands, seedLocations, seedProducts, seedStock } from './data/places.mts';
import type { Hook } from './records.mts';

export interface Vendor {
	email: string;
	name: string;
	phone: string;
	refreshToken: string;
}

function seed() {
	const locations = seedLocations();
	const products = seedProducts();
	const hooks: Hook[] = [];
	const vendors: Vendor[] = [];
	let orders: ReturnType<typeof seedOrders> | undefined;
	return {
		/** Made when first asked for: most tests of other services never do. */
		get orders() {
			orders ??= seedOrders(seeded(21));
			return orders;
		},
		locations,
		brands: seedBrands(locations),
		products,
		boxes: seedBoxes(),
		stock: seedStock(products),
		hooks,
		vendors,
		credit: 1578.46,
		exchanges: 0,
		/** Phone verifications under way, by their token. */
		verifications: new Map<string, string>(),
		channels: new Set<string>(),
		serials: new Map<string, number>(),
		random: seeded(22),
	};
}

export let state = seed();

export function resetState(): void {
	state = seed();
}

/** The next number of a series, after the start that is given for the first. */
export function nextNumber(series: string, start: number): number {
	const next = (state.serials.get(series) ?? start) + 1;
	state.serials.set(series, next);
	return next;
}
