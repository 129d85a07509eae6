import { seeded } from '../../../sandbox/core/random.mts';
import { seedAllowances, seedEntries, seedPrices } from './data/catalog.mts';
import { seedVarianceBatches, seedVarianceLines } from './data/catalog.mts';
import { seedInvoices } from './data/invoices.mts';
import { seedOrders, seedReceipts } from './data/purchasing.mts';
import { day, hour, seedDimensions, seedVendors, start } from './data/tenancy.mts';
import type {
	Allowance,
	Batch,
	CatalogEntry,
	CatalogPrice,
	Dimension,
	Invoice,
	PurchaseOrder,
	Receipt,
	Upload,
	VarianceBatch,
	VarianceLine,
	Vendor,
} from './records.mts';

export interface StoredAnswer {
	/** SHA-256 of the body; undefined for a body that is no JSON. */
	digest: string | undefined;
	at: number;
	running: boolean;
	status: number;
	text: string;
}

function seedBatches(): Batch[] {
	return Array.from({ length: 12 }, (_, at): Batch => {
		const failed = at % 5 === 3;
		const done = start + (at * 20 + 5) * day;
		const count = 1 + (at % 4);
		return {
			batch_id: `b-seed-${String(at + 1).padStart(2, '0')}`,
			polls: 3,
			status: 'completed',
			tasks: Array.from({ length: count }, () => () => ({ result: null, message: null })),
			results: Array.from({ length: count }, (__, task) => ({
				task: task + 1,
				result: failed && task === 0 ? null : `seed-${at}-${task}`,
				message: failed && task === 0 ? 'upload_id already used' : null,
			})),
			modified: done,
			completed: done,
		};
	});
}

function seedUploads(): Upload[] {
	return [0, 1, 2].map((at) => ({
		id: `ref-seed-${at + 1}`,
		filename: `scan-${at + 1}.pdf`,
		created: start + 280 * day + at * hour,
		pages: at + 1,
		ottimate_location_id: 456 + at,
		listed: 0,
	}));
}

/** A value that is made when it is first asked for. */
function lazy<Value>(make: () => Value): () => Value {
	let made: { value: Value } | undefined;
	return () => (made ??= { value: make() }).value;
}

/** Seeded anew at each call, so that what is derived from one does not depend on later changes. */
const fresh = {
	vendors: (): Vendor[] => seedVendors(seeded(11)),
	invoices: (): Invoice[] => seedInvoices(seeded(12), fresh.vendors(), seedDimensions()),
	orders: (): PurchaseOrder[] => seedOrders(seeded(13), fresh.vendors()),
	entries: (): CatalogEntry[] => seedEntries(seeded(14), fresh.vendors()),
};

/** The data; each collection is seeded when it is first asked for. */
class State {
	private readonly seeds = {
		vendors: lazy(fresh.vendors),
		dimensions: lazy(seedDimensions),
		invoices: lazy(fresh.invoices),
		orders: lazy(fresh.orders),
		receipts: lazy(() => seedReceipts(seeded(15), fresh.orders())),
		entries: lazy(fresh.entries),
		prices: lazy(() => seedPrices(fresh.entries())),
		allowances: lazy(() => seedAllowances(fresh.entries())),
		varianceLines: lazy(() => seedVarianceLines(fresh.entries(), fresh.invoices())),
		varianceBatches: lazy(() => seedVarianceBatches(fresh.entries())),
	};

	readonly batches = seedBatches();

	readonly uploads = seedUploads();

	/** `upload_id` values that an import has used. */
	readonly uploadIds = new Set<string>(['u-used']);

	/** Invoices that a PATCH holds at the moment. */
	readonly locked = new Set<string>();

	/** Answers to keep, by idempotency scope. */
	readonly stored = new Map<string, StoredAnswer>();

	/** Invoice details as the five-minute cache of the variant `stale-detail` holds them. */
	readonly details = new Map<string, { at: number; body: Record<string, unknown> }>();

	readonly serials = new Map<string, number>();

	readonly random = seeded(16);

	requests = 0;

	get vendors(): Vendor[] {
		return this.seeds.vendors();
	}

	get dimensions(): Dimension[] {
		return this.seeds.dimensions();
	}

	get invoices(): Invoice[] {
		return this.seeds.invoices();
	}

	get orders(): PurchaseOrder[] {
		return this.seeds.orders();
	}

	get receipts(): Receipt[] {
		return this.seeds.receipts();
	}

	get entries(): CatalogEntry[] {
		return this.seeds.entries();
	}

	get prices(): CatalogPrice[] {
		return this.seeds.prices();
	}

	get allowances(): Allowance[] {
		return this.seeds.allowances();
	}

	get varianceLines(): VarianceLine[] {
		return this.seeds.varianceLines();
	}

	get varianceBatches(): VarianceBatch[] {
		return this.seeds.varianceBatches();
	}
}

export let state = new State();

export function resetState(): void {
	state = new State();
}

/** The next number of a series, after the highest that the seed has. */
export function nextNumber(series: string, seeds: Iterable<number>): number {
	const last = state.serials.get(series) ?? Math.max(0, ...seeds);
	state.serials.set(series, last + 1);
	return last + 1;
}
