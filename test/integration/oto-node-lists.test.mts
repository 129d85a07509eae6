import { describe, expect, it } from '@jest/globals';

import { sandboxForTests } from './support/node-bench.mts';
import { Lists } from '../services/oto/lists.mts';

const sandbox = sandboxForTests();
const byId = (value: string) => ({ __rl: true, mode: 'id', value });

describe('the lists of the OTO node', () => {
	it('show orders by the person’s own ID, page after page', async () => {
		const lists = await Lists.start(sandbox());
		const shipment = { resource: 'shipment', operation: 'create' };
		const first = await lists.search('searchOrder', shipment);
		expect(first.results).toHaveLength(100);
		expect(first.results[0]?.value).toBe('OID-2500');
		expect(first.results[0]?.name).toMatch(/^OID-2500 · \w+ \w+ · \w+$/);
		expect(first.paginationToken).toBe('2');
		const last = await lists.search('searchOrder', shipment, undefined, '15');
		expect(last.results.at(-1)?.value).toBe('OID-1001');
		expect(last.paginationToken).toBeUndefined();
		expect(last.calls.map(({ query }) => query)).toEqual([{ page: '15', perPage: '100' }]);
	});

	it('find an order that is not on the first page', async () => {
		const lists = await Lists.start(sandbox());
		const found = await lists.search(
			'searchOrder',
			{ resource: 'label', operation: 'get' },
			'1001',
		);
		expect(found.results.map(({ value }) => value)).toEqual(['OID-1001']);
	});

	it('give OTO’s own number where a call wants that', async () => {
		const lists = await Lists.start(sandbox());
		const parameters = { resource: 'driver', operation: 'assign' };
		const { results } = await lists.search('searchOtoOrder', parameters, 'OID-1001');
		expect(results).toEqual([{ name: expect.stringMatching(/^OID-1001 · /), value: '30800000' }]);
	});

	it('show warehouses and branches in one', async () => {
		const lists = await Lists.start(sandbox());
		const parameters = { resource: 'order', operation: 'create' };
		const { results } = await lists.search('searchPickupLocation', parameters);
		const codes = results.map(({ value }) => value);
		expect(codes).toEqual(expect.arrayContaining(['WH-RUH', 'BR-OLAYA']));
		const { results: found } = await lists.search('searchPickupLocation', parameters, 'olaya');
		expect(found.map(({ value }) => value)).toEqual(['BR-OLAYA']);
	});

	it('show delivery options of the chosen order, and ask for one first', async () => {
		const lists = await Lists.start(sandbox());
		const parameters = { resource: 'shipment', operation: 'create' };
		await expect(lists.search('searchDeliveryOption', parameters)).rejects.toThrow(
			'Fill in "Order" first, then pick the delivery option',
		);
		const { results, calls } = await lists.search('searchDeliveryOption', {
			...parameters,
			orderId: byId('OID-1001'),
		});
		expect(results).toContainEqual({ name: 'SMSA Express · smsa', value: 2828 });
		expect(calls.map(({ query }) => query)).toEqual([{ orderId: 'OID-1001' }]);
	});

	it('show delivery options to the customer’s city for an order that is not there yet', async () => {
		const lists = await Lists.start(sandbox());
		const { results, calls } = await lists.search('searchDeliveryOptionToCity', {
			resource: 'order',
			operation: 'create',
			customerCountry: 'SA',
			customerCity: byId('Jeddah'),
		});
		expect(results).toHaveLength(5);
		expect(calls.map(({ query }) => query)).toEqual([{ city: 'Jeddah' }]);
	});

	it('show the cities of the country, wherever the operation has it', async () => {
		const lists = await Lists.start(sandbox());
		for (const parameters of [
			{ resource: 'pickupLocation', operation: 'create', country: 'SA' },
			{ resource: 'carrierBranch', operation: 'getMany', countryCode: 'SA' },
			{ resource: 'order', operation: 'create', customerCountry: 'SA' },
			{ resource: 'order', operation: 'update', customerFields: { country: 'SA' } },
		]) {
			const { results, paginationToken } = await lists.search('searchCity', parameters);
			expect(results).toHaveLength(100);
			expect(paginationToken).toBe('2');
		}
		await expect(
			lists.search('searchCity', { resource: 'pickupLocation', operation: 'create' }),
		).rejects.toThrow('Fill in "Country" first, then pick the city');
	});

	it.each([
		['searchBrand', 301],
		['searchCarrier', 'aramex'],
		['searchServedCity', 'Riyadh'],
		['searchPickupCity', 'Riyadh'],
		['searchProduct', 'SKU-1'],
		['searchSalesChannel', 'shopify'],
	])('%s has its records', async (method, value) => {
		const lists = await Lists.start(sandbox());
		const { results } = await lists.search(method, { resource: 'order', operation: 'create' });
		expect(results.map((entry) => entry.value)).toContain(value);
	});
});
