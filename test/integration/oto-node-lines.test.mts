import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Answered } from './support/node-bench.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { ServiceNode } from './support/service-node.mts';

const sandbox = sandboxForTests();

const oto = async () => await ServiceNode.start(sandbox(), 'oto');

const byId = (value: unknown) => ({ __rl: true, mode: 'id', value }) as INodeParameters;

const bodies = ({ calls }: Answered) =>
	calls.map(({ rawBody }) => JSON.parse(rawBody) as IDataObject);

const ORDER = {
	resource: 'order',
	operation: 'create',
	with: {
		orderId: '={{ $json.id ?? "order1" }}',
		amount: 100,
		currency: 'SAR',
		paymentMethod: 'paid',
		customerName: 'Test',
		customerMobile: '546607389',
		customerCountry: 'SA',
		customerCity: byId('Madinah'),
		customerAddress: '8089, Salam Ibn Salim',
	},
};

const order = (more: object) => ({ ...ORDER, with: { ...ORDER.with, ...more } });

const BOOK = { name: '', sku: '', quantity: 1, price: 0, further: {} };
const SENDER = {
	senderFullName: 'John Doe',
	senderMobile: '905055055555',
	senderCountry: 'SA',
	senderCity: 'Riyadh',
	senderAddressLine: '3474, Abi Almahd',
};

describe('the items of an order', () => {
	it('are the lines of the form, without what was left as it is, and those of the JSON', async () => {
		const node = await oto();
		const answered = await node.run(
			order({
				lines: {
					line: [
						{ ...BOOK, name: '=Book of {{ $json.id }}', price: '={{ $json.price }}' },
						{
							...BOOK,
							sku: 'B-2',
							quantity: '3',
							further: { hsCode: '4901.99', taxAmount: 0, metadata: '{"colorCode":"red"}' },
						},
					],
				},
				additionalFields: { items: '[{"sku":"B-3","quantity":1,"anything":true}]' },
			}),
			[
				{ id: 'a', price: 12.5 },
				{ id: 'b', price: '7' },
			],
		);
		expect(answered.error).toBeUndefined();
		const sent = bodies(answered).map(({ orderId, items }) => [orderId, items]);
		expect(sent.sort()).toEqual(
			[
				['a', 12.5],
				['b', 7],
			].map(([id, price]) => [
				id,
				[
					{ name: `Book of ${id}`, quantity: 1, price },
					{
						sku: 'B-2',
						quantity: 3,
						hsCode: '4901.99',
						taxAmount: 0,
						metadata: { colorCode: 'red' },
					},
					{ sku: 'B-3', quantity: 1, anything: true },
				],
			]),
		);
	});

	const onlyForB = (value: string, otherwise: string) =>
		`={{ $json.id === 'b' ? '${value}' : ${otherwise} }}`;

	it.each([
		[{ quantity: onlyForB('', '1') }, '"Quantity of item 2" is empty [item 1]'],
		[{ quantity: onlyForB('two', '1') }, '"Quantity of item 2" must be a number [item 1]'],
		[
			{ further: { discountAmount: onlyForB('x', '1') } },
			'"Discount of item 2" must be a number [item 1]',
		],
		[
			{ further: { metadata: onlyForB('{', "'{}'") } },
			'"Metadata (JSON) of item 2" is not valid JSON [item 1]',
		],
	])('with %j in a line are refused before anything is sent', async (bad, message) => {
		const node = await oto();
		const { error, calls } = await node.run(
			order({ lines: { line: [BOOK, { ...BOOK, ...bad }] } }),
			[{ id: 'a' }, { id: 'b' }],
		);
		expect(error?.message).toBe(message);
		expect(calls).toEqual([]);
	});

	it('as JSON are a list', async () => {
		const node = await oto();
		const { error, calls } = await node.run(
			order({ additionalFields: { items: '{"sku":"a","quantity":1}' } }),
		);
		expect(error?.message).toBe('"Items (JSON)" must be a list of objects [item 0]');
		expect(calls).toEqual([]);
	});

	it('of a change are those that were filled in; without any they stay', async () => {
		const node = await oto();
		const update = (more: object) => ({
			resource: 'order',
			operation: 'update',
			with: { orderId: byId('OID-1001'), updateFields: { ref1: 'x' }, ...more },
			onError: 'continueRegularOutput' as const,
		});
		const [none] = bodies(await node.run(update({ lines: {} })));
		expect(none).not.toHaveProperty('items');
		const [some] = bodies(await node.run(update({ lines: { line: [{ ...BOOK, sku: 'a' }] } })));
		expect(some?.items).toEqual([{ sku: 'a', quantity: 1 }]);
	});
});

describe('the sender of an order', () => {
	const lines = { line: [{ ...BOOK, name: 'Book' }] };

	it('is put together from its fields and its JSON; the JSON wins', async () => {
		const node = await oto();
		const answered = await node.run(
			order({
				lines,
				senderFields: SENDER,
				additionalFields: {
					senderInformation: '{"senderCity":"Jeddah","senderStreet":"King Road"}',
				},
			}),
		);
		expect(answered.error).toBeUndefined();
		expect(bodies(answered)[0]?.senderInformation).toEqual({
			...SENDER,
			senderCity: 'Jeddah',
			senderStreet: 'King Road',
		});
	});

	it('is whole, or there is none', async () => {
		const node = await oto();
		const { senderCity: _city, senderMobile: _mobile, ...rest } = SENDER;
		const part = await node.run(order({ lines, senderFields: rest }));
		expect(part.error?.message).toBe('"Sender Mobile" and "Sender City" are missing [item 0]');
		const both = await node.run(
			order({ lines, senderFields: SENDER, pickupLocationCode: byId('WH-RUH') }),
		);
		expect(both.error?.message).toBe('Fill in only one of "Pickup Location" or "Sender" [item 0]');
		expect([...part.calls, ...both.calls]).toEqual([]);
	});
});

describe('other lists of OTO', () => {
	it('a SKU alone stands for an item of a return', async () => {
		const node = await oto();
		const answered = await node.run({
			resource: 'return',
			operation: 'create',
			with: { orderId: byId('OID-1001'), additionalFields: { items: '["a", {"sku": "b"}]' } },
			onError: 'continueRegularOutput',
		});
		expect(bodies(answered)[0]?.items).toEqual([{ sku: 'a' }, { sku: 'b' }]);
	});

	it('the items of a return have their quantities as texts', async () => {
		const node = await oto();
		const answered = await node.run({
			resource: 'return',
			operation: 'create',
			with: { orderId: byId('OID-1001'), lines: { line: [{ sku: 'a', quantity: 2 }] } },
			onError: 'continueRegularOutput',
		});
		expect(bodies(answered)[0]?.items).toEqual([{ sku: 'a', quantity: '2' }]);
	});

	it('items in stock have to be there', async () => {
		const node = await oto();
		const stores = (more: object) => ({
			resource: 'store',
			operation: 'getForPickup',
			with: { selectedCity: 'Riyadh', ...more },
			onError: 'continueRegularOutput' as const,
		});
		const none = await node.run(stores({}));
		expect(none.items.map(({ json }) => json.error)).toEqual(['Fill in "Items" [item 0]']);
		expect(none.calls).toEqual([]);
		const some = await node.run(stores({ lines: { line: [{ sku: 'SKU-1', qty: 2 }] } }));
		expect(bodies(some)[0]?.items).toEqual([{ sku: 'SKU-1', qty: 2 }]);
	});

	it('boxes take the place of a weight', async () => {
		const node = await oto();
		const box = { boxName: '', width: 10, length: 20, height: 30, weight: 1.5 };
		const answered = await node.run({
			resource: 'deliveryFee',
			operation: 'getForOtoContracts',
			with: {
				originCity: byId('Riyadh'),
				destinationCity: byId('Jeddah'),
				weight: 1,
				lines: { line: [box] },
			},
		});
		expect(answered.error).toBeUndefined();
		const { boxName: _name, ...sent } = box;
		expect(bodies(answered)[0]).toEqual({
			originCity: 'Riyadh',
			destinationCity: 'Jeddah',
			boxes: [sent],
		});
	});
});
