import type {
	Allowance,
	CatalogEntry,
	CatalogPrice,
	Invoice,
	VarianceBatch,
	VarianceLine,
	Vendor,
} from '../records.mts';
import { scopes } from '../records.mts';
import { cents } from './invoices.mts';
import { companies, day, hour, locations, start } from './tenancy.mts';
import { cycle, isoDay } from '../../../../sandbox/core/wire.mts';

export const entryKey = (parts: Array<string | null>): string =>
	parts.map((part) => part ?? '').join('|');

const names = ['Whole milk', 'Basmati rice', 'Paper towels', 'Espresso', 'Dish soap', 'Cheddar'];

export function seedEntries(random: () => number, vendors: Vendor[]): CatalogEntry[] {
	return Array.from({ length: 150 }, (_, at) => {
		const company = cycle(companies, at);
		const own = vendors.filter((vendor) => vendor.ottimate_company_id === company.id);
		const vendor = cycle(own, at);
		const created = start + at * 31 * hour;
		const price = cents(2 + random() * 80);
		const name = `${cycle(names, at)} ${at + 1}`;
		const size = cycle(['4/1 GAL', '10 KG', '12 CT', '6/500 ML'], at);
		return {
			id: `cte_${at + 1}`,
			ottimate_company_id: company.id,
			key: entryKey([vendor.erp_vendor_id, `CSKU-${at + 1}`, size, name]),
			reference_id: `cat-ref-${at + 1}`,
			item_name: name,
			description: name,
			original_description: name.toUpperCase(),
			sku: `CSKU-${at + 1}`,
			upc: at % 3 === 0 ? null : `0${String(49_000_000_000 + at * 131)}`,
			buying_format: at % 5 === 0 ? null : cycle(['case', 'each'], at),
			pack_size: size,
			uom: cycle(['CS', 'EA', 'KG'], at),
			price,
			unit_price: cents(price / 6),
			last_purchased_price: at % 5 === 2 ? null : cents(price * 1.03),
			erp_vendor_id: vendor.erp_vendor_id,
			erp_vendor_name: vendor.erp_vendor_name,
			is_split_case: at % 10 === 0,
			authorized_vendor: true,
			dimensions: at % 6 === 0 ? { DEPARTMENT: { name: 'Dairy', code: '120' } } : null,
			properties: {},
			lastPurchased: at % 5 === 2 ? null : created + 40 * day,
			created,
			modified: created + Math.floor(random() * 20 * day),
		};
	});
}

export function seedPrices(entries: CatalogEntry[]): CatalogPrice[] {
	return entries.flatMap((entry, at) =>
		Array.from({ length: 1 + (at % 3) }, (_, step): CatalogPrice => {
			const location = locations.find((row) => row.company === entry.ottimate_company_id);
			const from = start + step * 90 * day;
			return {
				id: 20_000 + at * 3 + step,
				entry: entry.id,
				ottimate_company_id: entry.ottimate_company_id,
				price: cents((entry.price ?? 0) * (1 + step / 20)),
				unit_price: entry.unit_price,
				scope: cycle(scopes, step),
				ottimate_location_id: step === 2 ? (location?.id ?? null) : null,
				ottimate_group_id: step === 1 ? 31 : null,
				start: from,
				end: step === 0 ? null : from + 89 * day,
				reference_id: `price-ref-${at + 1}-${step + 1}`,
				created: entry.created,
				modified: entry.modified,
			};
		}),
	);
}

export function seedAllowances(entries: CatalogEntry[]): Allowance[] {
	return entries.flatMap((entry, at) =>
		at % 2 === 1
			? []
			: [
					{
						id: 30_000 + at,
						entry: entry.id,
						ottimate_company_id: entry.ottimate_company_id,
						allowance_type: cycle(['allowance', 'discount', 'rebate'], at),
						amount: cents((entry.price ?? 0) / 10),
						unit_allowance: at % 6 === 0 ? null : cents((entry.unit_price ?? 0) / 10),
						target: cycle(scopes, at / 2),
						ottimate_location_id:
							(at / 2) % 3 === 2
								? (locations.find((row) => row.company === entry.ottimate_company_id)?.id ?? null)
								: null,
						ottimate_group_id: (at / 2) % 3 === 1 ? 31 : null,
						start: start + (at % 6) * 30 * day,
						end: at % 10 === 0 ? null : start + (at % 6) * 30 * day + 60 * day,
						reference_id: `allow-ref-${at + 1}`,
						created: entry.created,
						modified: entry.modified,
					},
				],
	);
}

export function seedVarianceLines(entries: CatalogEntry[], invoices: Invoice[]): VarianceLine[] {
	return entries.flatMap((entry, at) => {
		const own = invoices.filter((row) => row.ottimate_company_id === entry.ottimate_company_id);
		return Array.from({ length: (at + Math.floor(at / 4)) % 4 }, (_, step): VarianceLine => {
			const invoice = cycle(own, at * 5 + step * 17);
			const effective = entry.price ?? 0;
			const variance = at % 3 === 0 ? 0 : cents((at % 2 === 0 ? 1 : -1) * (0.15 + step / 10));
			return {
				id: 40_000 + at * 4 + step,
				entry: entry.id,
				invoice_id: invoice.serial,
				item_name: entry.item_name,
				price: cents(effective + variance),
				quantity: 2 + step,
				invoice_date: invoice.invoice_date,
				price_variance: variance,
				effective_price: effective,
				location: invoice.ottimate_location_id,
			};
		});
	});
}

export function seedVarianceBatches(entries: CatalogEntry[]): VarianceBatch[] {
	return Array.from({ length: 32 }, (_, at) => {
		const company = cycle(companies, at);
		const exported = at % 4 === 3 && at > 16 ? null : start + at * 8 * day;
		const begin = start + at * 8 * day;
		return {
			id: `ctb_${at + 1}`,
			ottimate_company_id: company.id,
			batch_number: 2026_001 + at,
			exported: at % 8 === 6 ? null : exported,
			payload: {
				description: `Cost changes ${isoDay(begin)}`,
				zone: `Z${at % 3}`,
				import_def_id: 7 + (at % 2),
				external_batch_number: `EB-${at + 1}`,
				start_datetime: new Date(begin).toISOString(),
				catalog_items: entries
					.filter((entry) => entry.ottimate_company_id === company.id)
					.slice(0, 2)
					.map((entry) => ({ id: entry.id, price: entry.price })),
			},
		};
	});
}
