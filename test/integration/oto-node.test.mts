import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import { sandboxForTests } from './support/node-bench.mts';
import { ServiceNode } from './support/service-node.mts';

const sandbox = sandboxForTests();
const start = async () => await ServiceNode.start(sandbox(), 'oto');
const byId = (value: unknown) => ({ __rl: true, mode: 'id', value }) as INodeParameters;
const json = (text: string): unknown => JSON.parse(text);

const PERSON = { customerName: 'Test', customerMobile: '546607389', customerCountry: 'SA' };
const PLACE = { customerCity: byId('Madinah'), customerAddress: '8089, Salam Ibn Salim' };
const SENT = {
	name: 'Test',
	mobile: '546607389',
	country: 'SA',
	city: 'Madinah',
	address: '8089, Salam Ibn Salim',
};
const ORDER = {
	orderId: '={{ $json.id ?? "order1" }}',
	amount: 100,
	currency: 'SAR',
	paymentMethod: 'paid',
	lines: { line: [{ name: 'Test product', sku: 'test-product', quantity: 1, price: 100 }] },
	...PERSON,
	...PLACE,
};

describe('an order', () => {
	it('goes out in OTO’s own spelling, with the customer as one object', async () => {
		const node = await start();
		const { items, error, calls } = await node.run({
			resource: 'order',
			operation: 'create',
			with: {
				...ORDER,
				pickupLocationCode: byId('WH-RUH'),
				packageWeight: 1.5,
				additionalFields: {
					orderDate: '2026-01-31T10:00:00Z',
					deliverySlotDate: '2026-02-01',
					brandId: byId(301),
				},
			},
		});
		expect(error).toBeUndefined();
		expect(items[0]?.json).toEqual({
			orderId: 'order1',
			success: true,
			otoId: expect.any(Number),
		});
		expect(json(calls[0]?.rawBody ?? '')).toEqual({
			orderId: 'order1',
			amount: 100,
			amount_due: 0,
			currency: 'SAR',
			payment_method: 'paid',
			items: [{ name: 'Test product', sku: 'test-product', quantity: 1, price: 100 }],
			pickupLocationCode: 'WH-RUH',
			// New York, the time zone of a workflow that sets none.
			orderDate: '31/01/2026 05:00',
			deliverySlotDate: '01/02/2026',
			brandId: 301,
			packageWeight: 1.5,
			customer: SENT,
		});
	});

	it('goes to a person or to an own location, as an expression says for each item', async () => {
		const node = await start();
		const person = (value: string) => `={{ $json.to === 'recipient' ? '${value}' : '' }}`;
		const { calls, items, error } = await node.run(
			{
				resource: 'order',
				operation: 'create',
				with: {
					...ORDER,
					pickupLocationCode: byId('WH-RUH'),
					deliverTo: '={{ $json.to }}',
					destinationLocationCode: "={{ $json.to === 'location' ? 'WH-JED' : '' }}",
					customerName: person('Test'),
					customerMobile: person('546607389'),
					customerCountry: person('SA'),
					customerCity: byId(person('Madinah')),
					customerAddress: person('8089, Salam Ibn Salim'),
				},
				onError: 'continueErrorOutput',
			},
			[
				{ id: 'to-place', to: 'location' },
				{ id: 'to-person', to: 'recipient' },
			],
		);
		expect(error).toBeUndefined();
		expect(items.map(({ json: { orderId } }) => orderId)).toContain('to-person');
		const bodies = calls.map(({ rawBody }) => json(rawBody));
		expect(bodies).toEqual([
			expect.objectContaining({ orderId: 'to-place', destinationLocationCode: 'WH-JED' }),
			expect.objectContaining({ orderId: 'to-person', customer: SENT }),
		]);
		expect(bodies[0]).not.toHaveProperty('customer');
		expect(bodies[1]).not.toHaveProperty('destinationLocationCode');
	});

	it.each([
		[
			'a mobile that a spreadsheet shortened',
			'9.66E+11',
			'"Recipient Mobile" cannot be sent as it is',
		],
		['a mobile that is a switch', true, '"Recipient Mobile" cannot be sent as it is'],
		[
			'the error of a cell',
			'#REF!',
			'"Recipient Mobile" comes from a spreadsheet cell that could not be calculated',
		],
	])('with %s is not sent', async (_kind, mobile, message) => {
		const node = await start();
		const { error, calls } = await node.run(
			{
				resource: 'order',
				operation: 'create',
				with: { ...ORDER, customerMobile: '={{ $json.mobile }}' },
			},
			[{ id: 'a', mobile }],
		);
		expect(error?.message).toBe(`${message} [item 0]`);
		expect(calls).toEqual([]);
	});

	it.each([
		[
			'a required member of its items',
			{ additionalFields: { items: '[{ "sku": "s", "quantity": "[clear]" }]' } },
			'"Quantity of item 1 in the JSON" cannot be cleared',
		],
		[
			'a member that the form does not know',
			{ additionalFields: { items: '[{ "sku": "s", "quantity": 1, "shade": "[clear]" }]' } },
			'"items.1.shade" cannot be cleared',
		],
		[
			'further fields',
			{ options: { furtherFields: '{ "extra": ["[clear]"] }' } },
			'"extra.0" cannot be cleared',
		],
	])('with [clear] in %s is not sent', async (_where, more, message) => {
		const node = await start();
		const { error, calls } = await node.run({
			resource: 'order',
			operation: 'create',
			with: { ...ORDER, ...more },
		});
		expect(error?.message).toBe(`${message} [item 0]`);
		expect(calls).toEqual([]);
	});

	it('lacks parts of its customer: the error names them and the item, and nothing is sent', async () => {
		const node = await start();
		const { error, calls } = await node.run(
			{
				resource: 'order',
				operation: 'create',
				with: { ...ORDER, customerMobile: '={{ $json.mobile }}' },
			},
			[
				{ id: 'a', mobile: '1' },
				{ id: 'b', mobile: '' },
			],
		);
		expect(error?.message).toBe('"Recipient Mobile" is empty [item 1]');
		expect(calls).toEqual([]);
	});

	const create = (given: INodeParameters) => ({
		resource: 'order',
		operation: 'create',
		with: { ...ORDER, ...given },
	});

	it('within Saudi Arabia needs no place where the pickup location has a short address code', async () => {
		const node = await start();
		const customerFields = { shortAddressCode: 'RRRD2929' };
		const { error, calls } = await node.run(
			create({
				customerFields,
				customerCity: byId(''),
				customerAddress: '',
				pickupLocationCode: byId('WH-RUH'),
			}),
		);
		expect(error).toBeUndefined();
		const { city: _city, address: _address, ...person } = SENT;
		expect(json(calls[0]?.rawBody ?? '')).toMatchObject({
			customer: { ...person, ...customerFields },
		});
	});

	it('to Kuwait goes out with the ID card of the recipient', async () => {
		const node = await start();
		const customerFields = {
			postcode: '12345',
			consigneeId: '284010112345',
			frontSideIdCard: 'https://example.com/front.png',
			backSideIdCard: 'https://example.com/back.png',
			refId: 'C-1',
			w3WAddress: 'filled.count.soap',
		};
		const line = {
			name: 'Book',
			sku: 'b',
			quantity: 1,
			price: 10,
			further: { hsCode: '4901.99' },
		};
		const kuwait = { customerCountry: 'KW', customerCity: byId('Kuwait City'), customerFields };
		const { error, calls } = await node.run(create({ ...kuwait, lines: { line: [line] } }));
		expect(error).toBeUndefined();
		expect(json(calls[0]?.rawBody ?? '')).toMatchObject({
			customer: {
				...SENT,
				country: 'KW',
				city: 'Kuwait City',
				postcode: '12345',
				consigneeId: '284010112345',
				frontSideIDCard: 'https://example.com/front.png',
				backSideIDCard: 'https://example.com/back.png',
				refID: 'C-1',
				W3WAddress: 'filled.count.soap',
			},
		});
	});

	it('needs items or a description of them', async () => {
		const node = await start();
		const run = { resource: 'order', operation: 'create' };
		const none = await node.run({ ...run, with: { ...ORDER, lines: {} } });
		expect(none.error?.message).toBe('"Items" is empty [item 0]');
		const described = await node.run({
			...run,
			with: {
				...ORDER,
				lines: {},
				additionalFields: { items: '[]', itemDescription: 'Books' },
			},
		});
		expect(described.error).toBeUndefined();
		expect(json(described.calls[0]?.rawBody ?? '')).not.toHaveProperty('items');
	});

	it('that is split becomes one item for each part, and OTO’s warning is seen', async () => {
		const node = await start();
		const item = {
			name: 'Test',
			sku: 'a',
			quantity: 2,
			pickupLocation: ['WH-RUH', 'WH-JED'].map((pickupLocationCode) => ({
				pickupLocationCode,
				quantity: 1,
				box: { dimensions: { width: 1, length: 1, height: 1 }, weight: 1, boxName: 'x' },
			})),
		};
		const { items, error, run } = await node.run({
			resource: 'order',
			operation: 'create',
			with: { ...ORDER, lines: {}, additionalFields: { items: JSON.stringify([item]) } },
		});
		expect(error).toBeUndefined();
		expect(items).toHaveLength(2);
		const warning = 'pickupLocation field exists in the items array, split order process begins';
		for (const { json: part } of items) {
			expect(part).toEqual({
				orderId: 'order1',
				success: true,
				otoId: expect.any(Number),
				warnings: [warning],
			});
		}
		expect(run.data.resultData.runData.Service?.[0]?.hints).toEqual([
			expect.objectContaining({ message: `OTO warns for item 0: ${warning}`, type: 'warning' }),
		]);
	});

	it('exists already: the failed item says so in OTO’s words, the others go on', async () => {
		const node = await start();
		const { items, error } = await node.run(
			{ resource: 'order', operation: 'create', with: ORDER, onError: 'continueRegularOutput' },
			[{ id: 'n1' }, { id: 'OID-1001' }, { id: 'n2' }],
		);
		expect(error).toBeUndefined();
		expect(items.map(({ json: one }) => one.error ?? 'made')).toEqual([
			'made',
			'OTO: Order Id is already exist [OTO1063]',
			'made',
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
	});

	it('is shown in ten fields, or whole', async () => {
		const node = await start();
		const get = { resource: 'order', operation: 'getMany' };
		const short = await node.run({ ...get, with: { limit: 3, simplify: true } });
		expect(short.items).toHaveLength(3);
		expect(Object.keys(short.items[0]?.json ?? {})).toHaveLength(10);
		const whole = await node.run({ ...get, with: { limit: 1, simplify: false } });
		expect(Object.keys(whole.items[0]?.json ?? {}).length).toBeGreaterThan(30);
	});

	it('list goes over pages, with its statuses in one parameter and its days as OTO writes them', async () => {
		const node = await start();
		const { items, calls } = await node.run({
			resource: 'order',
			operation: 'getMany',
			with: {
				returnAll: true,
				filters: { status: ['delivered', 'returned'], minDate: '2026-01-01T00:00:00' },
			},
		});
		expect(items.length).toBeGreaterThan(200);
		expect(new Set(items.map(({ json: row }) => row.orderId)).size).toBe(items.length);
		expect(calls.map(({ query }) => query.page).sort()).toEqual(['1', '2', '3']);
		expect(calls[0]?.query).toEqual({
			status: 'delivered,returned',
			minDate: '2026-01-01',
			page: '1',
			perPage: '100',
		});
	});
});

describe('an operation that takes one of two IDs', () => {
	const cases: Array<[string, string, string, INodeParameters]> = [
		['order', 'cancel', '"Order" or "OTO ID"', {}],
		['order', 'getStatus', '"Order" or "OTO ID"', {}],
		['shipment', 'create', '"Order" or "OTO ID"', {}],
		['shipment', 'cancel', '"Order" or "OTO ID"', { shipmentId: 'X' }],
		['order', 'get', '"Order" or "OTO ID" or "Reference 1" or "ID"', {}],
		['order', 'checkAvailability', '"Order" or "Planned Order (JSON)"', {}],
		['shippingPriceTransaction', 'getMany', '"Order" or "Shipment ID"', {}],
		['driver', 'assign', '"Driver ID" or "Driver Email"', { orderIds: byId(30800000) }],
		[
			'creditTransaction',
			'getMany',
			'"From Date" and "To Date", or "Order"',
			{ minDate: '2026-01-01' },
		],
		[
			'shipmentTransaction',
			'getMany',
			'"From Date" and "To Date", or "Order" or "Shipment Number"',
			{},
		],
		[
			'deliveryFee',
			'getForOtoContracts',
			'"Weight (kg)" or "Boxes"',
			{ originCity: byId('Riyadh'), destinationCity: byId('Jeddah'), weight: 0 },
		],
	];

	it.each(cases)('%s %s asks for %s', async (resource, operation, fields, given) => {
		const node = await start();
		const { error, calls } = await node.run({ resource, operation, with: given }, [{}]);
		expect(error?.message).toBe(`Fill in ${fields} [item 0]`);
		expect(calls).toEqual([]);
	});

	it('takes neither for delivery options, but not both', async () => {
		const node = await start();
		const list = { resource: 'deliveryOption', operation: 'getMany' };
		const all = await node.run({ ...list, with: { returnAll: true } });
		expect(all.error).toBeUndefined();
		expect(all.items).toHaveLength(3);
		expect(all.calls[0]?.query).toEqual({});
		const orderId = byId('OID-1001');
		const one = await node.run({ ...list, with: { returnAll: true, orderId } });
		expect(one.calls[0]?.query).toEqual({ orderId: 'OID-1001' });
		const both = await node.run({
			...list,
			with: { orderId, filters: { city: byId('Riyadh') } },
		});
		expect(both.error?.message).toBe('Fill in only one of "Order" or "City" or "ID" [item 0]');
		expect(both.calls).toEqual([]);
	});

	it('takes the OTO ID alone, but not both', async () => {
		const node = await start();
		const get = { resource: 'order', operation: 'getStatus' };
		const otoId = byId('30800000');
		const one = await node.run({ ...get, with: { additionalFields: { otoId } } });
		expect(one.items[0]?.json).toMatchObject({ orderId: 'OID-1001', otoId: '30800000' });
		expect(json(one.calls[0]?.rawBody ?? '')).toEqual({ otoId: '30800000' });
		const both = await node.run({
			...get,
			with: { orderId: byId('OID-1002'), additionalFields: { otoId } },
		});
		expect(both.error?.message).toBe('Fill in only one of "Order" or "OTO ID" [item 0]');
	});
});

describe('a field that OTO documents', () => {
	const route = { originCity: byId('Riyadh'), destinationCity: byId('Jeddah'), weight: 2 };
	const addresses = JSON.stringify({
		originAddress: { city: 'Riyadh', country: 'SA' },
		destinationAddress: { city: 'Jeddah', country: 'SA' },
	});

	it.each<[string, string, INodeParameters, object]>([
		[
			'brand',
			'create',
			{ storeName: 'Oasis', additionalFields: { defaultWarehouseId: byId('5100') } },
			{ storeName: 'Oasis', defaultWarehouseID: 5100 },
		],
		[
			'carrier',
			'activate',
			{
				code: byId('aramex'),
				deliveryOptionName: 'Mine',
				settings: '{"productType": "CDS"}',
				additionalFields: { brandId: byId('301') },
			},
			{ brandID: 301 },
		],
		[
			'order',
			'update',
			{ orderId: byId('OID-1001'), updateFields: { brandId: byId('302') } },
			{ orderId: 'OID-1001', brandId: 302 },
		],
		[
			'deliveryFee',
			'getForOtoContracts',
			{ ...route, additionalFields: { originLat: '24.71', destinationLon: 39.19 } },
			{ originLat: 24.71, destinationLon: 39.19 },
		],
		[
			'deliveryFee',
			'getForOwnContracts',
			{ ...route, additionalFields: { originLat: '24.71', destinationLon: 39.19 } },
			{ originLat: '24.71', destinationLon: '39.19' },
		],
		[
			'deliveryEstimate',
			'predict',
			{ ...route, additionalFields: { originLon: '46.67', destinationLat: 21.49 } },
			{ originLon: 46.67, destinationLat: 21.49 },
		],
		[
			'deliveryEstimate',
			'get',
			{ calculationData: addresses, additionalFields: { deliveryCompanySettingsId: '2828' } },
			{ deliveryCompanySettingsId: 2828 },
		],
		[
			'coverage',
			'check',
			{ city: byId('Riyadh'), lat: 24.28, lon: '46.44' },
			{ city: 'Riyadh', lat: '24.28', lon: '46.44' },
		],
		['product', 'create', { sku: 'new', productName: 'New', price: 12.5 }, { price: '12.5' }],
	])('as a number or a text goes out as one: %s %s', async (resource, operation, given, body) => {
		const node = await start();
		const { error, calls } = await node.run({ resource, operation, with: given });
		expect(error).toBeUndefined();
		expect(json(calls[0]?.rawBody ?? '')).toMatchObject(body);
	});
});

describe('answers of other shapes', () => {
	const rows = async (resource: string, operation: string, given: INodeParameters) => {
		const node = await start();
		const { items, error } = await node.run({
			resource,
			operation,
			with: { returnAll: true, ...given },
		});
		expect(error).toBeUndefined();
		return items.map(({ json: row }) => row);
	};

	it('locations: both lists, each row with its type', async () => {
		const found = await rows('pickupLocation', 'getMany', {});
		expect(found.filter(({ type }) => type === 'warehouse').length).toBeGreaterThan(0);
		expect(found.filter(({ type }) => type === 'branch').length).toBeGreaterThan(0);
		expect(found).toHaveLength(11);
	});

	it('stock: one row per SKU and location; one without stock is not lost', async () => {
		const found = await rows('stock', 'getByLocation', { sku: 'SKU-1,nothing' });
		expect(found.filter(({ sku }) => sku === 'SKU-1').length).toBeGreaterThan(0);
		expect(found.at(-1)).toEqual({ sku: 'nothing', found: false });
	});

	it('cities: plain texts as rows, and pages that sit in getCities', async () => {
		expect((await rows('city', 'getForPickup', {}))[0]).toEqual({ name: expect.any(String) });
		expect(await rows('city', 'getMany', { country: 'SA' })).toHaveLength(704);
	});

	it('an address: the record without its wrapping', async () => {
		const [address] = await rows('nationalAddress', 'get', { shortAddressCode: 'RRRD2929' });
		expect(address).toMatchObject({ shortAddressCode: 'RRRD2929', cityName: 'Riyadh' });
	});

	it('a deletion says so', async () => {
		const node = await start();
		const made = await node.run({
			resource: 'webhook',
			operation: 'create',
			with: { method: 'post', url: 'https://hook.example.com/a' },
		});
		const { items, calls } = await node.run({
			resource: 'webhook',
			operation: 'delete',
			with: { id: byId(made.items[0]?.json.id) },
		});
		expect(items.map(({ json: row }) => row)).toEqual([{ deleted: true }]);
		expect(calls[0]).toMatchObject({ method: 'DELETE', query: { id: made.items[0]?.json.id } });
	});

	it('a 200 that refuses is a failure', async () => {
		const node = await start();
		const location = {
			name: 'Location',
			code: 'WH-RUH',
			mobile: '555888777',
			city: byId('Dammam'),
			country: 'SA',
			address: 'Test 3539',
			contactName: 'Test',
			contactEmail: 't@example.com',
			type: 'warehouse',
		};
		const { error } = await node.run({
			resource: 'pickupLocation',
			operation: 'create',
			with: location,
		});
		expect(error?.message).toMatch(/Pickup location code or name .* \[OTO1070\]/);
	});

	it('what OTO only warns of is in the item and above the output', async () => {
		const node = await start();
		const { items, run } = await node.run({
			resource: 'inventoryOrder',
			operation: 'create',
			with: {
				actionValue: 'inbound',
				locationCode: byId('WH-RUH'),
				lines: { line: [{ sku: 'SKU-1', qty: 5 }] },
				options: { furtherFields: '{"orderDate":"soon"}' },
			},
		});
		expect(items[0]?.json.warnings).toEqual(['orderDate is invalid']);
		expect(run.data.resultData.runData.Service?.[0]?.hints?.[0]?.message).toBe(
			'OTO warns for item 0: orderDate is invalid',
		);
	});

	it('a return takes quantities as texts', async () => {
		const node = await start();
		const delivered = await node.run({
			resource: 'order',
			operation: 'getMany',
			with: { limit: 1, simplify: false, filters: { status: ['delivered'] } },
		});
		const order = delivered.items[0]?.json ?? {};
		const [first] = order.items as Array<{ sku: string }>;
		const { items, calls, error } = await node.run({
			resource: 'return',
			operation: 'create',
			with: {
				orderId: byId(order.orderId),
				additionalFields: { items: JSON.stringify([{ sku: first?.sku, quantity: 1 }]) },
			},
		});
		expect(error).toBeUndefined();
		expect(items[0]?.json.returnOrderId).toBe(`${String(order.orderId)}-R1`);
		expect(json(calls[0]?.rawBody ?? '')).toMatchObject({
			items: [{ sku: first?.sku, quantity: '1' }],
		});
	});
});
