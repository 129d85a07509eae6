import { cycle } from '../../../../sandbox/core/wire.mts';
import type { Box, Brand, PickupLocation, Product, Stock } from '../records.mts';
import { day, pickupCodes, start } from './orders.mts';
import { cityNames } from './cities.mts';

export function seedLocations(): PickupLocation[] {
	return Array.from({ length: 11 }, (_, at): PickupLocation => {
		const type = at < 7 ? 'warehouse' : 'branch';
		const code = pickupCodes[at < 3 ? at : at > 8 ? at - 6 : -1] ?? `${type}-${at + 1}`;
		return {
			id: 5100 + at,
			type,
			code,
			name: `${type === 'branch' ? 'Branch' : 'Warehouse'} ${at + 1}`,
			status: at % 5 === 4 ? 'inactive' : 'active',
			created: start + at * 25 * day,
			fields: {
				address: `${300 + at} Example Road`,
				city: cycle(cityNames, at),
				country: 'SA',
				street: `Street ${at}`,
				district: `District ${at % 4}`,
				buildingNo: String(2000 + at),
				secondaryAddressNumber: '',
				shortAddressCode: code === 'WH-RUH' || code === 'BR-OLAYA' ? `RRRD29${10 + at}` : '',
				postcode: String(12_000 + at),
				contactPerson: `Keeper ${at + 1}`,
				contactPhone: `5550000${String(at).padStart(2, '0')}`,
				contactEmail: `warehouse${at + 1}@example.com`,
				lat: (24.1 + at / 10).toFixed(2),
				lon: (46.2 + at / 10).toFixed(2),
			},
		};
	});
}

export function seedBrands(locations: PickupLocation[]): Brand[] {
	return ['Oasis Shop', 'Palm Store', 'Dune Outlet'].map((name, at) => ({
		id: 301 + at,
		name,
		logo: `https://cdn.example.com/brands/${301 + at}.png`,
		warehouse: cycle(locations, at).name,
		warehouseId: cycle(locations, at).id,
	}));
}

export function seedProducts(): Product[] {
	return Array.from({ length: 230 }, (_, at) => ({
		id: 591_000 + at,
		sku: `SKU-${at + 1}`,
		name: `Product ${at + 1}`,
		barcode: String(6_280_000_000_000 + at * 17),
		image: at % 3 === 0 ? '' : `https://cdn.example.com/products/${at + 1}.png`,
		price: (10 + (at % 90)).toFixed(2),
	}));
}

export function seedBoxes(): Box[] {
	return ['Small', 'Medium', 'Large', 'Flat', 'Tube'].map((name, at) => ({
		id: 81 + at,
		name,
		length: 10 + at * 10,
		width: 8 + at * 7,
		height: 5 + at * 4,
	}));
}

export function seedStock(products: Product[]): Stock[] {
	return products.slice(0, 80).flatMap((product, at) =>
		pickupCodes.slice(0, 1 + (at % 3)).map((location, place) => ({
			sku: product.sku,
			location,
			onHand: (at * 7 + place * 3) % 50,
			forecasted: (at * 7 + place * 3 + 5) % 60,
		})),
	);
}
