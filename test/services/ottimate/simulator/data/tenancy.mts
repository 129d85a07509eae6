import { seedStart } from '../../../../sandbox/core/seed-date.mts';
import { cycle } from '../../../../sandbox/core/wire.mts';
import type { Account, Company, Dimension, Location, User, Vendor } from '../records.mts';
import { dimensionTypes, paymentMethods } from '../records.mts';

export const start = seedStart(Date.UTC(2026, 0, 1, 8), 274);
export const hour = 3_600_000;
export const day = 24 * hour;

export const accounts: Account[] = [
	{ id: 'racc_9083', name: 'Acme Restaurants', created: Date.UTC(2025, 2, 3, 9, 15) },
	{ id: 'racc_9084', name: 'Harbor Hotels', created: Date.UTC(2025, 8, 18, 14, 40) },
];

export const companies: Company[] = [
	{ id: 123, account: 'racc_9083', name: 'Acme Inc.', plan: 'Basic' },
	{ id: 124, account: 'racc_9083', name: 'Acme Inc. - Downtown', plan: 'Basic' },
	{ id: 131, account: 'racc_9084', name: 'Harbor Hotels North', plan: 'Premium' },
	{ id: 132, account: 'racc_9084', name: 'Harbor Hotels South', plan: 'Premium' },
];

export const locations: Location[] = [
	['Downtown', 123],
	['Riverside', 123],
	['Airport Kiosk', 123],
	['Market Hall', 124],
	['Old Mill', 124],
	['Pier Hotel', 131],
	['Lighthouse Inn', 131],
	['Bay Resort', 132],
].map(([name, company], at) => ({
	id: 456 + at,
	account: Number(company) < 130 ? 'racc_9083' : 'racc_9084',
	company: Number(company),
	name: String(name),
	group: at % 2 === 0 ? 'City' : 'Coast',
}));

/** Ids that exist, but not for this API user. */
export const foreign = {
	accounts: ['racc_9900'],
	companies: [900],
	locations: [990],
	vendors: [9001],
	invoices: ['99000000-0000-4000-8000-000000000001'],
};

/** The user that API calls count as. */
export const apiUser: User = {
	id: 7,
	email: 'ap@example.com',
	first_name: 'Ada',
	last_name: 'Pohl',
};

export const users: User[] = [
	apiUser,
	{ id: 8, email: 'chef@example.com', first_name: 'Bruno', last_name: 'Chef' },
	{ id: 9, email: 'controller@example.com', first_name: 'Cleo', last_name: 'Marsh' },
];

const vendorStarts = ['Fresh', 'Paper', 'Gas', 'Ocean', 'Green', 'Summit', 'Royal', 'Golden'];
const vendorEnds = [
	'Foods',
	'Co',
	'Ltd',
	'Supply',
	'Farms',
	'Linen',
	'Beverages',
	'Dairy',
	'Bakery',
];

export function seedVendors(random: () => number): Vendor[] {
	const counts = [120, 80, 60, 40];
	return companies.flatMap((company, at) => {
		const before = counts.slice(0, at).reduce((sum, count) => sum + count, 0);
		return Array.from({ length: cycle(counts, at) }, (_, index) => {
			const serial = before + index;
			const name = `${cycle(vendorStarts, serial)} ${cycle(vendorEnds, serial)}`;
			const full = index % 3 !== 0;
			return {
				id: 11 + serial,
				ottimate_company_id: company.id,
				erp_vendor_id: `V-${index + 1}`,
				erp_vendor_name: serial < 72 ? name : `${name} ${Math.floor(serial / 72) + 1}`,
				details: {
					email: full ? `billing${serial}@example.com` : null,
					phone: full ? `+1555010${String(serial).padStart(4, '0')}` : null,
					net_terms: cycle(['30', '15', '60', null], serial),
					payment_method: cycle(paymentMethods, serial),
					address_line_1: full ? `${10 + serial} Example Street` : null,
					address_line_2: index % 5 === 1 ? `Suite ${100 + serial}` : null,
					city: full ? cycle(['Springfield', 'Riverton', 'Lakeside'], serial) : null,
					state: full ? cycle(['CA', 'NY', 'WA'], serial) : null,
					zipcode: full ? String(10_000 + serial * 37) : null,
				},
				modified: start + Math.floor(random() * 270 * 24) * hour + serial * 1000,
			};
		});
	});
}

export function seedDimensions(): Dimension[] {
	const names = ['Food', 'Beverage', 'Kitchen', 'Banquet', 'Office', 'Repairs', 'Marketing', 'Spa'];
	return Array.from({ length: 120 }, (_, at) => {
		const type = at % 3 === 0 ? 'account' : cycle(dimensionTypes, at);
		const code = `${type.slice(0, 4).toUpperCase()}-${String(at + 1).padStart(3, '0')}`;
		return {
			id: `dim_${at + 1}`,
			ottimate_company_id: cycle(companies, at).id,
			erp_type: type === 'account' ? 'GL_ACCOUNT' : type.toUpperCase(),
			ottimate_type: type,
			name: `${cycle(names, at)} ${1000 + at}`,
			code,
			reference_id: `ref-${at + 1}`,
			erp_dimension_id: `erp-dim-${at + 1}`,
		};
	});
}
