/** What the company sells. Prices in cents. */

export interface Industry {
	id: string;
	name: string;
	slug: string;
	description: string;
	icon: string;
	configuration_type: 'room_based' | 'item_based' | 'section_based';
	is_active: boolean;
}

export interface Product {
	id: string;
	name: string;
	base_price: number;
	description: string;
	in_catalog: boolean;
}

export interface Category {
	id: string;
	name: string;
	slug: string;
	products: Product[];
}

export interface Extra {
	id: string;
	name: string;
	description: string;
	price: number;
	price_type: 'per_unit' | 'flat';
	unit_label: string | null;
}

export const INDUSTRIES: readonly Industry[] = [
	industry('01', 'Residential Cleaning', 'cleaning', 'sparkles', 'room_based'),
	industry('02', 'Junk Removal', 'junk-removal', 'truck', 'item_based'),
	industry('03', 'Carpet Cleaning', 'carpet-cleaning', 'layers', 'section_based'),
	{
		...industry('04', 'Window Washing', 'window-washing', 'square', 'section_based'),
		is_active: false,
	},
];

export const CATEGORIES: Readonly<Record<string, readonly Category[]>> = {
	cleaning: [
		category('01', 'Standard', 'standard', [
			product('01', 'Standard Cleaning', 12_000, true),
			product('02', 'Move-out Cleaning', 24_000, true),
		]),
		category('02', 'Deep', 'deep', [
			product('03', 'Deep Cleaning', 21_500, true),
			product('04', 'Post-construction Cleaning', 39_900, false),
		]),
	],
	'junk-removal': [
		category('03', 'Furniture', 'furniture', [
			product('05', 'Sofa', 8_900, true),
			product('06', 'Mattress', 6_500, true),
			product('07', 'Wardrobe', 9_900, true),
		]),
		category('04', 'Appliances', 'appliances', [product('08', 'Refrigerator', 11_000, true)]),
	],
	'carpet-cleaning': [
		category('05', 'Areas', 'areas', [
			product('09', 'Living Room', 7_500, true),
			product('10', 'Stairs', 5_500, true),
		]),
	],
};

export const EXTRAS: Readonly<Record<string, readonly Extra[]>> = {
	cleaning: [
		extra('01', 'Inside Oven', 3_500, 'oven'),
		extra('02', 'Inside Fridge', 3_000, 'fridge'),
		extra('03', 'Laundry', 2_000, 'load'),
	],
	'junk-removal': [extra('04', 'Stairs Carry', 1_500, 'floor')],
	'carpet-cleaning': [extra('05', 'Stain Protection', 2_500, 'room')],
};

/** Coupons and the share of the subtotal that they take off. */
export const COUPONS: Readonly<Record<string, number>> = { WELCOME10: 0.1, SPRING25: 0.25 };

export const ZONES: ReadonlyArray<{ id: string; city: string; zip: string }> = [
	{ id: 'zone_01HQEUGENE', city: 'Eugene', zip: '97401' },
	{ id: 'zone_01HQSPRING', city: 'Springfield', zip: '97477' },
	{ id: 'zone_01HQSALEM0', city: 'Salem', zip: '97301' },
	{ id: 'zone_01HQBEND00', city: 'Bend', zip: '97701' },
];

/** Sales tax. */
export const TAX_RATE = 0.085;

export function activeIndustry(slug: unknown): Industry | undefined {
	return INDUSTRIES.find((candidate) => candidate.slug === slug && candidate.is_active);
}

function industry(
	number: string,
	name: string,
	slug: string,
	icon: string,
	type: Industry['configuration_type'],
): Industry {
	return {
		id: `ind_01HQ${number}`,
		name,
		slug,
		description: `${name} at home`,
		icon,
		configuration_type: type,
		is_active: true,
	};
}

function category(number: string, name: string, slug: string, products: Product[]): Category {
	return { id: `cat_01HQ${number}`, name, slug, products };
}

function product(number: string, name: string, price: number, isListed: boolean): Product {
	return {
		id: `prod_01HQ${number}`,
		name,
		base_price: price,
		description: `${name}, done by a crew of two`,
		in_catalog: isListed,
	};
}

function extra(number: string, name: string, price: number, unit: string): Extra {
	return {
		id: `ext_01HQ${number}`,
		name,
		description: `${name} on top of the booking`,
		price,
		price_type: 'per_unit',
		unit_label: unit,
	};
}
