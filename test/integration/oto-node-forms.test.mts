import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { searchList } from './support/list-search.mts';
import type { Answered } from './support/node-bench.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { ServiceNode } from './support/service-node.mts';
import { tokenTypes } from './support/token-types.mts';

const sandbox = sandboxForTests();
const start = async () => await ServiceNode.start(sandbox(), 'oto');
const byId = (value: unknown) => ({ __rl: true, mode: 'id', value }) as INodeParameters;
const bodyOf = ({ calls }: Answered) => JSON.parse(calls[0]?.rawBody ?? '{}') as IDataObject;

const PERSON = { customerName: 'Test', customerMobile: '546607389', customerCountry: 'SA' };
const PLACE = { customerCity: byId('Madinah'), customerAddress: '8089, Salam Ibn Salim' };
const BOOK = { line: [{ name: 'Book', sku: 'b', quantity: 1, price: 100 }] };
const BASE = { orderId: 'A-1', amount: 100, currency: 'SAR', paymentMethod: 'paid' };
const FULL = { ...BASE, ...PERSON, ...PLACE, lines: BOOK };
const SENT = {
	name: 'Test',
	mobile: '546607389',
	country: 'SA',
	city: 'Madinah',
	address: '8089, Salam Ibn Salim',
};
const SHORT = { customerFields: { shortAddressCode: 'RRRD2929' } };
const SENDER = { senderFullName: 'S', senderMobile: '5', senderCountry: 'SA' };

const create = (given: INodeParameters) => ({
	resource: 'order',
	operation: 'create',
	with: given,
});

describe('an order with something odd about it', () => {
	it.each<[string, INodeParameters, string]>([
		[
			'has nothing filled in',
			Object.fromEntries(
				[...Object.keys(BASE), ...Object.keys(PERSON)].map((name) => [name, '={{ $json.none }}']),
			),
			'"Order ID", "Amount", "Currency", "Payment Method", "Recipient Name", "Recipient Mobile", "Recipient Country", "Recipient City", "Recipient Address" and "Items" are missing',
		],
		[
			'lacks name, mobile and items',
			{ ...FULL, customerName: '={{ "" }}', customerMobile: '={{ $json.mobile }}', lines: {} },
			'"Recipient Name", "Recipient Mobile" and "Items" are missing',
		],
		['lacks one thing', { ...FULL, currency: ' ' }, '"Currency" is empty'],
		['has an amount that nobody has touched', { ...FULL, amount: 0 }, '"Amount" is empty'],
		[
			'has a short address code at one end only',
			{
				...BASE,
				...PERSON,
				...SHORT,
				lines: BOOK,
				senderFields: { ...SENDER, senderCity: byId('Riyadh') },
			},
			'"Recipient City", "Recipient Address" and "Sender Address Line" are missing',
		],
		[
			'has short address codes outside Saudi Arabia',
			{ ...BASE, ...PERSON, ...SHORT, customerCountry: 'AE', lines: BOOK },
			'"Recipient City" and "Recipient Address" are missing',
		],
		['is COD without an amount', { ...FULL, paymentMethod: 'cod' }, '"Amount Due" is empty'],
		[
			'is COD with an amount left at 0',
			{ ...FULL, paymentMethod: 'cod', amountDue: 0 },
			'"Amount Due" is empty',
		],
		[
			'is COD with 0 due by expression',
			{ ...FULL, paymentMethod: 'cod', amountDue: '={{ 0 }}' },
			'"Amount Due" must be above 0 for cash on delivery',
		],
		[
			'is paid with something due',
			{ ...FULL, paymentMethod: '={{ "paid" }}', amountDue: '={{ 100 }}' },
			'"Amount Due" must be 0 for a paid order',
		],
		[
			'has a city that is an object',
			{ ...FULL, customerCity: byId('={{ { en: "Madinah" } }}') },
			'"Recipient City" must be a text',
		],
		[
			'has a country that is an object, in its JSON',
			{ ...BASE, deliverTo: 'json', customer: '{"country":{"code":"SA"}}', lines: BOOK },
			'"Country of Recipient" must be a text',
		],
		[
			'has a list for a recipient',
			{ ...BASE, deliverTo: 'json', customer: '[{"name":"Test"}]', lines: BOOK },
			'"Recipient (JSON)" must be a JSON object',
		],
		[
			'has an empty list for a recipient',
			{ ...BASE, deliverTo: 'json', customer: '={{ [] }}', lines: BOOK },
			'"Recipient (JSON)" must be a JSON object',
		],
		[
			'has a text for a sender',
			{ ...FULL, additionalFields: { senderInformation: '"John"' } },
			'"Sender (JSON)" must be a JSON object',
		],
		[
			'goes to a location of which nobody chose one',
			{
				...BASE,
				deliverTo: 'location',
				destinationLocationCode: byId('={{ $json.none }}'),
				lines: BOOK,
			},
			'"Destination Location" is empty',
		],
	])('%s: one error, and nothing is sent', async (_name, given, message) => {
		const node = await start();
		const { error, calls } = await node.run(create(given));
		expect(error?.message).toBe(`${message} [item 0]`);
		expect(calls).toEqual([]);
	});

	it.each<[string, INodeParameters, IDataObject]>([
		['is paid: nothing is due', FULL, { payment_method: 'paid', amount_due: 0, customer: SENT }],
		[
			'is COD',
			{ ...FULL, paymentMethod: 'cod', amountDue: 100 },
			{ payment_method: 'cod', amount_due: 100 },
		],
		[
			'is paid by expression, with 0 due',
			{ ...FULL, paymentMethod: '={{ "paid" }}', amountDue: '={{ 0 }}' },
			{ payment_method: 'paid', amount_due: 0 },
		],
		[
			'is worth nothing by expression',
			{ ...FULL, amount: '={{ 0 }}' },
			{ amount: 0, amount_due: 0 },
		],
		[
			'has short address codes at both ends, and a city that is not found',
			{
				...BASE,
				...PERSON,
				...SHORT,
				lines: BOOK,
				customerCity: byId('={{ $json.city }}'),
				customerAddress: '={{ $json.address }}',
				senderFields: { ...SENDER, senderShortAddressCode: 'RRRD2930' },
			},
			{
				customer: {
					name: 'Test',
					mobile: '546607389',
					country: 'SA',
					shortAddressCode: 'RRRD2929',
				},
				senderInformation: { ...SENDER, senderShortAddressCode: 'RRRD2930' },
			},
		],
		[
			'has a recipient as JSON over some fields',
			{
				...BASE,
				deliverTo: 'json',
				customer: JSON.stringify({ ...SENT, email: 'json@example.com' }),
				customerFields: { email: 'field@example.com', district: 'Quba' },
				lines: BOOK,
			},
			{ customer: { ...SENT, email: 'json@example.com', district: 'Quba' } },
		],
		[
			'has an Arabic city with blanks around it',
			{ ...FULL, customerCity: byId(' المدينة ') },
			{ customer: { ...SENT, city: 'المدينة' } },
		],
		[
			'goes to an own location',
			{
				...BASE,
				deliverTo: 'location',
				destinationLocationCode: byId('WH-JED'),
				pickupLocationCode: byId('WH-RUH'),
				lines: BOOK,
			},
			{ destinationLocationCode: 'WH-JED', pickupLocationCode: 'WH-RUH' },
		],
	])('%s: it goes out as it is meant', async (_name, given, body) => {
		const node = await start();
		const answered = await node.run(create(given));
		expect(answered.error).toBeUndefined();
		expect(bodyOf(answered)).toMatchObject(body);
		if ('destinationLocationCode' in body) expect(bodyOf(answered)).not.toHaveProperty('customer');
		expect(answered.items[0]?.json).toEqual({
			orderId: 'A-1',
			success: true,
			otoId: expect.any(Number),
		});
	});

	it.each<[INodeParameters, string]>([
		[{ paymentMethod: 'cod', amountDue: 0 }, 'must be above 0 for cash on delivery'],
		[{ paymentMethod: 'paid', amountDue: 5 }, 'must be 0 for a paid order'],
	])('is not changed to %j either', async (updateFields, message) => {
		const node = await start();
		const { error, calls } = await node.run({
			resource: 'order',
			operation: 'update',
			with: { orderId: byId('OID-1001'), updateFields },
		});
		expect(error?.message).toContain(message);
		expect(calls).toEqual([]);
	});
});

describe('other recipients', () => {
	it('of a change are merged, the JSON over the fields', async () => {
		const node = await start();
		const answered = await node.run({
			resource: 'order',
			operation: 'update',
			with: {
				orderId: byId('OID-1001'),
				customerFields: { mobile: '1', street: 'A' },
				updateFields: { customer: '{"mobile":"2"}' },
			},
		});
		expect(answered.error).toBeUndefined();
		expect(bodyOf(answered)).toEqual({
			orderId: 'OID-1001',
			customer: { mobile: '2', street: 'A' },
		});
	});

	it('of a return are whole, or left out', async () => {
		const node = await start();
		const { error, calls } = await node.run({
			resource: 'return',
			operation: 'create',
			with: {
				orderId: byId('OID-1001'),
				customerFields: { name: 'T', mobile: '5' },
				additionalFields: { customer: '{"country":"SA"}' },
			},
		});
		expect(error?.message).toBe('"Pickup Address" is missing "City", "Address" [item 0]');
		expect(calls).toEqual([]);
	});

	it('of a planned order are filled in part by part', async () => {
		const node = await start();
		const answered = await node.run({
			resource: 'order',
			operation: 'checkAvailability',
			with: {
				customerFields: { country: 'SA', city: byId('Riyadh'), address: 'A' },
				additionalFields: { order: '{"orderItems":[{"sku":"SKU-1","quantity":1}]}' },
			},
		});
		expect(answered.error).toBeUndefined();
		expect(bodyOf(answered).customer).toEqual({ country: 'SA', city: 'Riyadh', address: 'A' });
	});
});

describe('a pickup location', () => {
	it('is not changed into a branch that nobody chose', async () => {
		const node = await start();
		const { error, calls } = await node.run({
			resource: 'pickupLocation',
			operation: 'update',
			with: {
				code: byId('WH-RUH'),
				type: '={{ $json.type }}',
				name: 'N',
				mobile: '5',
				city: byId('Riyadh'),
				country: 'SA',
				address: 'A',
				contactName: 'C',
				contactEmail: 'c@example.com',
			},
		});
		expect(error?.message).toBe('"Type" is empty [item 0]');
		expect(calls).toEqual([]);
	});
});

describe('an item of the answer', () => {
	it('keeps the order ID that fees were asked for with, Simplify or not', async () => {
		const node = await start();
		for (const simplify of [true, false]) {
			const { items, error } = await node.run(
				{
					resource: 'deliveryFee',
					operation: 'getForOrder',
					with: { orderId: byId('={{ $json.id }}'), returnAll: true, simplify },
				},
				[{ id: 'OID-1001' }, { id: 'OID-1002' }],
			);
			expect(error).toBeUndefined();
			expect(items.length).toBeGreaterThan(2);
			expect(new Set(items.map(({ json }) => json.orderId))).toEqual(
				new Set(['OID-1001', 'OID-1002']),
			);
			for (const { json } of items) expect(json.deliveryOptionId).toBeDefined();
		}
	});

	it.each<[string, string, INodeParameters, IDataObject]>([
		['order', 'update', { updateFields: { ref1: 'x' } }, { orderId: 'OID-1001' }],
		['order', 'cancel', {}, { orderId: 'OID-1001' }],
		[
			'order',
			'hold',
			{ onHoldReason: 'r', onHoldReasonLang: 'en' },
			{ orderId: 'OID-1001', success: true },
		],
		['order', 'getNotifications', { returnAll: true }, { orderId: 'OID-1001' }],
		['shipment', 'create', {}, { orderId: 'OID-1001', message: expect.any(String) }],
		['deliveryOption', 'getMany', { returnAll: true }, { orderId: 'OID-1001' }],
		['return', 'getLink', {}, { orderId: 'OID-1001' }],
	])('keeps the order ID: %s %s', async (resource, operation, given, kept) => {
		const node = await start();
		const { items, error } = await node.run({
			resource,
			operation,
			with: { orderId: byId('OID-1001'), ...given },
		});
		expect(error).toBeUndefined();
		expect(items.length).toBeGreaterThan(0);
		for (const { json } of items) expect(json).toMatchObject(kept);
	});

	it('keeps the OTO ID and the shipment ID that a cancellation was asked with', async () => {
		const node = await start();
		await node.answer({ success: true }, { path: '^/cancelShipment$' });
		const { items } = await node.run({
			resource: 'shipment',
			operation: 'cancel',
			with: { additionalFields: { otoId: byId('30800000') }, shipmentId: 'DCA87E10' },
		});
		expect(items[0]?.json).toEqual({ otoId: '30800000', shipmentId: 'DCA87E10', success: true });
	});
});

describe('offers', () => {
	const fees = (given: INodeParameters) => ({
		resource: 'deliveryFee',
		operation: 'getForOtoContracts',
		with: {
			originCity: byId('Riyadh'),
			destinationCity: byId('Jeddah'),
			weight: 2,
			simplify: false,
			...given,
		},
	});
	const kinds = ({ items }: Answered) => items.map(({ json }) => json.deliveryType ?? 'none');
	const rows = ['pickupByCustomer', 'toCustomerDoorstep', undefined].map((deliveryType, at) => ({
		deliveryOptionId: at,
		price: at,
		deliveryType,
	}));
	const both = { deliveryOptionId: 9, deliveryType: 'toCustomerDoorstepOrPickupByCustomer' };

	it.each([
		['any', ['pickupByCustomer', 'toCustomerDoorstep', 'none', both.deliveryType]],
		['door', ['toCustomerDoorstep', both.deliveryType]],
		['pickupPoint', ['pickupByCustomer', both.deliveryType]],
	])('to %s are those of that kind', async (deliveredTo, expected) => {
		const node = await start();
		const body = { success: true, deliveryCompany: [...rows, both] };
		await node.answer(body, { path: '^/checkOTODeliveryFee$' });
		const answered = await node.run(fees({ returnAll: true, deliveredTo }));
		expect(kinds(answered)).toEqual(expected);
		expect(bodyOf(answered)).toEqual({
			originCity: 'Riyadh',
			destinationCity: 'Jeddah',
			weight: 2,
		});
	});

	it('of another kind do not count for the limit', async () => {
		const node = await start();
		const body = { success: true, deliveryCompany: rows };
		await node.answer(body, { path: '^/checkOTODeliveryFee$' });
		const answered = await node.run(fees({ limit: 1, deliveredTo: 'door' }));
		expect(kinds(answered)).toEqual(['toCustomerDoorstep']);
	});

	it('are not asked for without a weight', async () => {
		const node = await start();
		const { error, calls } = await node.run({
			...fees({ weight: 0 }),
			operation: 'getForOwnContracts',
		});
		expect(error?.message).toBe('"Weight (kg)" must be above 0 [item 0]');
		expect(calls).toEqual([]);
	});
});

describe('a label', () => {
	const download = (orderId: string) => ({
		resource: 'label',
		operation: 'download',
		with: { orderId: byId(orderId) },
	});

	it.each([
		['an empty file', '', 'application/pdf', 'leads to an empty file, not to a label'],
		[
			'a web page called PDF',
			'<!DOCTYPE html><p>Sign in</p>',
			'application/pdf',
			'leads to a web page, not to a label',
		],
		[
			'a picture',
			'\u0089PNG\r\n',
			'image/png',
			'leads to a file that is not a PDF, not to a label',
		],
	])('that is %s is none', async (_name, body, contentType, message) => {
		const node = await start();
		const filters = { status: ['shipmentCreated'] };
		const shipped = { resource: 'order', operation: 'getMany', with: { limit: 1, filters } };
		const orderId = String((await node.run(shipped)).items[0]?.json.orderId);
		await node.fault({ path: '^/print/awb$', status: 200, body, contentType });
		const { error, items } = await node.run(download(orderId));
		expect(error?.message).toBe(`OTO's link for the order "${orderId}" ${message} [item 0]`);
		expect(items).toEqual([]);
	});

	it.each([
		[
			'downloadProforma',
			'^/print/',
			{ internationalProforma: 'PGh0bWw+' },
			'no PDF as the proforma',
		],
		['downloadZpl', '^/orderStatus$', { zplDataArray: [''] }, 'no ZPL as the label'],
	])('that %s gets is checked too', async (operation, path, body, message) => {
		const node = await start();
		await node.answer({ success: true, ...body }, { path });
		const { error } = await node.run({ ...download('OID-1001'), operation });
		expect(error?.message).toContain(message);
	});
});

describe('the list of cities', () => {
	const search = async (parameters: INodeParameters, filter: string) => {
		const type = tokenTypes.find(({ service }) => service === 'oto');
		if (!type) throw new Error('There is no credential type for OTO');
		const { refreshToken } = await type.typed(sandbox());
		return await searchList(
			sandbox(),
			'oto',
			{ type: 'otoApi', data: { refreshToken: String(refreshToken) } },
			'searchCity',
			{ parameters, filter },
		);
	};

	it('finds an Arabic name, and gives OTO’s own', async () => {
		const { results } = await search({ customerCountry: 'SA' }, 'الرياض');
		expect(results).toEqual([{ name: 'Riyadh · الرياض', value: 'Riyadh' }]);
	});

	it('asks for Arabic names only then', async () => {
		const { names, calls } = await search({ customerCountry: 'SA' }, 'riyadh');
		expect(names).toContain('Riyadh');
		expect(calls.some(({ path }) => path === '/availableCities')).toBe(false);
	});
});
