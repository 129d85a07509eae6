import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { differencesOfCall } from '../services/oto/answers/index.mts';
import { actAt, at, call, listAt, receiver } from './http.mts';
import type { Answer, Receiver } from './http.mts';
import { expectForm } from './sample.mts';
import { otoClient } from '../services/oto/client.mts';
import { startSandbox } from './server.mts';
import type { Sandbox } from './server.mts';
import { oto } from '../services/oto/simulator/index.mts';
import { sign } from '../services/oto/simulator/webhooks.mts';

let sandbox: Sandbox;
let base: string;
let token: string;

const TEXT = 'text/plain;charset=iso-8859-1';
const HTML = 'text/html;charset=utf-8';
const REFRESH = 'sandbox-oto-refresh-token';
const ORDER = {
	orderId: 'order1',
	payment_method: 'paid',
	amount: 100,
	amount_due: 0,
	currency: 'SAR',
	packageCount: 2,
	packageWeight: 1,
	boxWidth: 10,
	boxLength: 10,
	boxHeight: 10,
	senderInformation: {
		senderFullName: 'Sender',
		senderMobile: '905055055555',
		senderCountry: 'SA',
		senderCity: 'Riyadh',
		senderAddressLine: '1 Example Street',
	},
	customer: {
		name: 'Test',
		mobile: '546607389',
		address: '2 Example Street',
		city: 'Madinah',
		country: 'SA',
	},
	items: [{ productId: 112, name: 'product', price: 100, quantity: 1, sku: 'test-product' }],
};
const { senderInformation: _sender, ...UNSENT } = ORDER;

beforeAll(async () => {
	sandbox = await startSandbox({ port: 0 });
	base = sandbox.baseUrls.oto ?? '';
});

beforeEach(async () => {
	await sandbox.steer('POST', 'reset');
	token = await accessToken(REFRESH);
});

afterAll(async () => {
	await sandbox.close();
});

const exchange = async (json: unknown): Promise<Answer> =>
	await call(`${base}/refreshToken`, { json });

async function accessToken(refresh_token: string): Promise<string> {
	return String(at((await exchange({ refresh_token })).json, 'access_token'));
}

const config = async (change: object): Promise<unknown> =>
	await sandbox.steer('POST', 'config', { service: 'oto', ...change });

async function api(path: string, json?: unknown, method?: string): Promise<Answer> {
	const headers = { authorization: `Bearer ${token}` };
	const answer = await call(base + path, { headers, json, method });
	if (answer.status === 200 && at(answer.json, 'success') !== false) {
		const verb = method ?? (json === undefined ? 'GET' : 'POST');
		expect(differencesOfCall(verb, path, answer.json)).toEqual([]);
	}
	return answer;
}

/** Status and both codes of a refusal. */
async function refusal(path: string, json?: unknown, method?: string): Promise<unknown[]> {
	const answer = await api(path, json, method);
	return [answer.status, at(answer.json, 'otoErrorCode')];
}

describe('the token', () => {
	it('comes as JSON under a text content type', async () => {
		const answer = await exchange({ refresh_token: REFRESH });
		expect(answer.status).toBe(200);
		expect(answer.headers.get('content-type')).toBe(TEXT);
		expect(answer.json).toEqual({
			access_token: expect.stringMatching(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/),
			refresh_token: REFRESH,
			success: true,
			token_type: 'Bearer',
			expires_in: '3600',
		});
	});

	it('is refused in the form of the variant', async () => {
		const missing = await exchange({});
		expect([missing.status, at(missing.json, 'otoErrorCode')]).toEqual([400, 'OTO1083']);
		const form = await call(`${base}/refreshToken`, { form: { refresh_token: REFRESH } });
		expect(form.status).toBe(400);
		const wrong = async () => await exchange({ refresh_token: 'wrong' });
		const usual = await wrong();
		expect(usual.status).toBe(400);
		expect(usual.json).toEqual({
			otoErrorCode: 'OTO1084',
			otoErrorMessage: expect.any(String),
		});
		await config({ variant: 'quiet' });
		const quiet = await wrong();
		expect([quiet.status, quiet.json]).toEqual([200, { success: false }]);
	});

	it('is refused by the gateway when it is expired, unknown or missing', async () => {
		await sandbox.steer('POST', 'tokens/expire', { service: 'oto' });
		const answer = await api('/checkCoverage', { lat: '24.28', lon: '46.44', city: 'Riyadh' });
		expect(answer.status).toBe(401);
		expect(answer.json).toEqual({ message: 'Jwt is expired', code: 401 });
		expect(answer.headers.get('www-authenticate')).toBe(
			'Bearer realm="https://rest-api-gate-1.gateway.dev/rest/v2/checkCoverage", error="invalid_token"',
		);
		token = 'a.b.c';
		const unknown = await api('/accountInfo');
		expect(unknown.status).toBe(401);
		expect(at(unknown.json, 'message')).not.toBe('Jwt is expired');
		expect((await call(`${base}/accountInfo`)).status).toBe(401);
		expect((await call(`${base}/healthCheck`)).json).toEqual({ status: 'ok' });
	});

	it('stops when the refresh token is revoked', async () => {
		await sandbox.steer('POST', 'tokens/revoke', { service: 'oto', kinds: ['refresh'] });
		expect((await exchange({ refresh_token: REFRESH })).status).toBe(400);
	});
});

describe('lists', () => {
	it('accountInfo is flat and without success', async () => {
		const answer = await api('/accountInfo');
		expectForm(answer.json, {
			remainingCredit: 1578.46,
			remainingFreeShipments: '0',
			mobileNumber: '966456484522',
			accountType: 'personal',
			CRDocStatus: 'NOT_UPLOADED',
			name: 'testUser',
			packageName: 'EnterprisePackage',
			email: 'test@example.com',
			freelanceDocStatus: 'INDIVIDUAL',
		});
		expect(at(answer.json, 'success')).toBeUndefined();
	});

	it('orders have totals and loose types', async () => {
		const query = 'minDate=2026-01-01&maxDate=2026-12-31&status=pickedUp,delivered,branchAssigned';
		const first = await api(`/orders?perPage=5&page=1&${query}`);
		expectForm(first.json, {
			perPage: 5,
			totalPage: 8,
			success: true,
			currentPage: 1,
			totalCount: 40,
			orders: [
				{
					skus: '2, 7',
					orderId: 'OID-1',
					trackingURL: 'https://app.tryoto.com/t?enc=1',
					reverseShipment: 'false',
					totalDue: 375,
					quantities: '2, 2',
					subTotal: 0,
					customerPhone: '4563731231',
					id: '30823059',
					isReturnShipment: 'no',
					weight: 0.0001,
					modifiedDate: '2024-07-25 08:08:46',
					packageCount: 1,
					items: [{ quantity: 2, productId: 591475, price: 100, name: 'Item', sku: '2' }],
					customer: { country: 'SA', city: 'Jeddah', name: 'Test', mobile: '45637', id: 1 },
				},
			],
		});
		const total = Number(at(first.json, 'totalCount'));
		const pages = Number(at(first.json, 'totalPage'));
		expect(pages).toBe(Math.ceil(total / 5));
		const last = await api(`/orders?perPage=5&page=${pages}&${query}`);
		expect(listAt(last.json, 'orders')).toHaveLength(total - (pages - 1) * 5);
		const beyond = await api(`/orders?perPage=5&page=${pages + 1}&${query}`);
		expect(listAt(beyond.json, 'orders')).toEqual([]);
	});

	it('orders can be read to the end', async () => {
		const ids = new Set<unknown>();
		for (let page = 1; page <= 15; page += 1) {
			const answer = await api(`/orders?perPage=100&page=${page}`);
			for (const row of listAt(answer.json, 'orders')) ids.add(at(row, 'id'));
		}
		expect(ids.size).toBe(1500);
	});

	it('orders are filtered by phone and dates, and wrong dates are refused', async () => {
		const mine = await api('/orders?customerPhone=500000007&perPage=100');
		expect(at(mine.json, 'totalCount')).toBe(4);
		const day = await api('/orders?minDate=2026-03-01&maxDate=2026-03-01&perPage=100');
		const dates = listAt(day.json, 'orders').map((row) => String(at(row, 'orderDate')));
		expect(dates.length).toBeGreaterThan(0);
		expect(dates.every((date) => date.startsWith('2026-03-01 '))).toBe(true);
		expect(await refusal('/orders?minDate=2026/03/01')).toEqual([400, 'OTO1107']);
		expect(await refusal('/orders?modifiedDate=yesterday')).toEqual([400, 'OTO1191']);
	});

	it('transactions need pages and dates', async () => {
		const path = '/creditTransactions?perPage=50&page=1';
		const old = await api(`${path}&minDate=2020-01-01&maxDate=2020-06-10`);
		expect(old.json).toEqual({ success: true, transactions: [] });
		expect(await refusal(`${path}&minDate=asc&maxDate=2024-06-10`)).toEqual([400, '1107']);
		expect(await refusal('/creditTransactions?minDate=2026-01-01')).toEqual([400, 'OTO1142']);
		const unknown = '/shipmentTransactions?perPage=10&page=1&orderId=123&shipmentNumber=12AS';
		expect(await refusal(unknown)).toEqual([200, 'OTO1002']);
	});

	it('cities hide under their own keys', async () => {
		const cities = await api('/getCities', { country: 'SA', perPage: 400, page: 1 });
		expect(cities.json).toMatchObject({ getCities: { totalCount: 704, perPage: 400 } });
		expect(listAt(cities.json, 'getCities.Cities')).toHaveLength(400);
		const refused = await api('/getCities', { perPage: 1000, page: 1 });
		expect(refused.status).toBe(409);
		expect(refused.json).toEqual({ success: false, errorMsg: 'country is null' });
		const served = await api('/availableCities', { page: 3, limit: 100 });
		expect(listAt(served.json, 'orders')).toHaveLength(60);
		const names = await api('/availableCities', { page: 1, limit: 50 });
		expect(listAt(names.json, 'orders')).toContainEqual({
			city: 'Madinah',
			city_ar: 'المدينة المنورة',
		});
		for (const city of listAt(names.json, 'orders')) {
			expect(at(city, 'city_ar')).toMatch(/^[\u0621-\u064a ]+$/);
		}
		expect(listAt((await api('/dcList', {})).json, 'data')).toHaveLength(325);
	});
});

describe('orders', () => {
	it('are made once', async () => {
		const answer = await api('/createOrder', ORDER);
		expect(answer.status).toBe(200);
		expectForm(answer.json, { success: true, otoId: 540789 });
		expect(await refusal('/createOrder', ORDER)).toEqual([400, 'OTO1063']);
		const nameless = { ...ORDER, orderId: 'order2', customer: { ...ORDER.customer, name: '' } };
		const refused = await api('/createOrder', nameless);
		expect(refused.status).toBe(400);
		expectForm(refused.json, { success: false, otoErrorCode: 'OTO1029', otoErrorMessage: 'text' });
	});

	it('are split by the places of their items', async () => {
		const place = (pickupLocationCode: string, quantity: number) => ({
			pickupLocationCode,
			quantity,
			box: { boxName: 'Small' },
		});
		const split = (places: object[]) => ({
			...UNSENT,
			orderId: 'split',
			items: [{ ...ORDER.items[0], quantity: 2, pickupLocation: places }],
		});
		const bad = await api('/createOrder', split([place('nowhere', 2)]));
		expect(bad.status).toBe(400);
		expectForm(bad.json, {
			success: false,
			warnings: ['text'],
			otoErrorCode: 'OTO1071',
			otoErrorMessage: 'text',
		});
		const made = await api('/createOrder', split([place('WH-RUH', 1), place('WH-JED', 1)]));
		expectForm(made.json, { success: true, warnings: ['text'], otoIds: [1, 2] });
		expect(listAt(made.json, 'otoIds')).toHaveLength(2);
	});

	it('are booked in the background', async () => {
		await api('/createOrder', ORDER);
		const booked = await api('/createShipment', { orderId: 'order1', deliveryOptionId: '2828' });
		expectForm(booked.json, { success: true, message: 'text' });
		expect(await refusal('/createShipment', { orderId: 'order1' })).toEqual([400, 'OTO1011']);
		await sleep(150);
		const status = await api('/orderStatus', { orderId: 'order1' });
		expect(status.headers.get('content-type')).toBe(HTML);
		expectForm(status.json, {
			date: '2026-04-27 12:42:07',
			customerAddress: 'Street',
			totalValue: 10,
			orderId: 'OID-1',
			trackingUrl: 'https://app.tryoto.com/t?enc=1',
			dcTrackingNumber: '',
			deliveryCompany: 'otoDriverApp',
			printAWBURL: 'https://app.tryoto.com/print/awb?enc=1',
			customerName: 'Test',
			shipmentId: 'DCA87E10',
			success: true,
			otoId: '30514281',
			status: 'returnShipmentProcessing',
		});
		expect(at(status.json, 'status')).toBe('shipmentCreated');
		expectForm((await api('/print/order1')).json, {
			dcTrackingNumber: '',
			success: true,
			printAWBURL: 'https://app.tryoto.com/print/awb?enc=1',
			deliveryCompany: 'saudiPostV2',
			trackingNumber: 'GNTUPD0042953826',
		});
		const shipmentId = at(status.json, 'shipmentId');
		expect(
			at((await api('/cancelShipment', { orderId: 'order1', shipmentId })).json, 'success'),
		).toBe(true);
	});

	it('are refused a shipment without money or without being there', async () => {
		expect(await refusal('/createShipment', { orderId: '1232464' })).toEqual([404, 'OTO1002']);
		for (let count = 0; count < 21; count += 1) {
			const orderId = `heavy-${count}`;
			await api('/createOrder', { ...ORDER, orderId });
			await api('/createShipment', { orderId, deliveryOptionId: 56471 });
		}
		await sleep(150);
		await api('/createOrder', ORDER);
		const poor = { orderId: 'order1', deliveryOptionId: 56471 };
		expect(await refusal('/createShipment', poor)).toEqual([400, 'OTO1006']);
	});

	it('report partial success by id', async () => {
		const rows = await api('/orders?perPage=1');
		const id = Number(at(rows.json, 'orders.0.id'));
		const status = { orderIds: [id], status: 'delivered', date: '2026-08-06T21:00:00.000Z' };
		expect((await api('/updateOrderStatus', status)).json).toEqual({
			result: [{}, { success: true, orderIds: [String(id)] }],
		});
		const mixed = await api('/updateOrderStatus', { ...status, orderIds: [id, 1] });
		expect(at(mixed.json, 'result.0.success')).toBe(false);
		expect((await api('/assignDriver', { orderIDs: [id], driverID: 55367 })).json).toEqual({
			[id]: { success: true, otoId: id },
		});
	});

	it('come back in numbered returns', async () => {
		const delivered = await api('/orders?status=delivered&perPage=1');
		const orderId = String(at(delivered.json, 'orders.0.orderId'));
		const first = await api('/createReturnShipment', { orderId });
		expect(at(first.json, 'returnOrderId')).toBe(`${orderId}-R1`);
		expect(await refusal('/createReturnShipment', { orderId })).toEqual([400, 'OTO1187']);
		expect(at((await api('/getReturnDetails', { orderId })).json, 'success')).toBeUndefined();
	});
});

describe('values', () => {
	const order = (change: object): [string, object] => ['/createOrder', { ...ORDER, ...change }];
	const customer = (change: object): [string, object] =>
		order({ customer: { ...ORDER.customer, ...change } });
	const route = { originCity: 'Riyadh', destinationCity: 'Jeddah', weight: 1 };
	const address = { city: 'Riyadh', country: 'SA' };
	const estimation = {
		calculationData: { originAddress: address, destinationAddress: address },
	};
	const brand = { storeName: 'New' };
	const product = { sku: 'new', productName: 'New' };
	const contract = { code: 'aramex', deliveryOptionName: 'Mine', settings: {} };
	const box = { name: 'Cube', length: 1, width: 1 };

	it.each<[string, [string, object]]>([
		['brandId must be a number', order({ brandId: '301' })],
		['amount must be a number', order({ amount: '100' })],
		['packageWeight must be a number', order({ packageWeight: '1' })],
		['orderId must be a text', order({ orderId: 7 })],
		['customer.mobile must be a text', customer({ mobile: 546607389 })],
		['items.quantity must be a number', order({ items: [{ name: 'a', quantity: '1' }] })],
		['items must be a list', order({ items: {} })],
		['items must hold objects', order({ items: ['a'] })],
		['customer must be an object', order({ customer: [] })],
		[
			'defaultWarehouseID must be a number',
			['/createBrand', { ...brand, defaultWarehouseID: '1' }],
		],
		['brandID must be a number', ['/dcActivation', { ...contract, brandID: '1' }]],
		['originLat must be a number', ['/checkOTODeliveryFee', { ...route, originLat: '24.7' }]],
		['originLat must be a text', ['/checkDeliveryFee', { ...route, originLat: 24.7 }]],
		[
			'destinationLon must be a number',
			['/aiEstimatedDeliveryDates', { ...route, destinationLon: '46.6' }],
		],
		[
			'deliveryCompanySettingsId must be a number',
			['/getDeliveryEstimation', { ...estimation, deliveryCompanySettingsId: '2828' }],
		],
		['price must be a text', ['/createProduct', { ...product, price: 1.5 }]],
		[
			'items.quantity must be a text',
			['/createReturnShipment', { orderId: 'OID-1011', items: [{ sku: 'a', quantity: 1 }] }],
		],
		['height must be a number', ['/addBox', { ...box, height: '1' }]],
		['orderIDs must be a list of numbers', ['/assignDriver', { orderIDs: ['30800000'] }]],
		['orderIds must be a list of texts', ['/orderHistory', { orderIds: [1001] }]],
		['page must be a whole number', ['/getCities', { country: 'SA', page: '1' }]],
		['lat must be a text', ['/checkCoverage', { city: 'Riyadh', lat: 24.28, lon: '46.44' }]],
		['statusHistory must be true or false', ['/trackShipment', { statusHistory: 'true' }]],
	])('are not converted: %s', async (errorMsg, [path, json]) => {
		const answer = await api(path, json);
		expect([answer.status, answer.json]).toEqual([
			400,
			{ success: false, otoErrorCode: 'OTO1075', otoErrorMessage: expect.any(String), errorMsg },
		]);
	});

	it('are taken as a text or a number where the documentation disagrees with itself', async () => {
		for (const deliveryOptionId of ['2828', 2828]) {
			const orderId = `option-${typeof deliveryOptionId}`;
			await api('/createOrder', { ...ORDER, orderId });
			const booked = await api('/createShipment', { orderId, deliveryOptionId });
			expect(booked.status).toBe(200);
		}
		for (const otoId of ['30800000', 30_800_000]) {
			expect(at((await api('/orderStatus', { otoId })).json, 'orderId')).toBe('OID-1001');
		}
		for (const createShipment of [true, 'true']) {
			const orderId = `switch-${typeof createShipment}`;
			expect((await api('/createOrder', { ...ORDER, orderId, createShipment })).status).toBe(200);
		}
		expect(await refusal(...order({ createShipment: 'yes' }))).toEqual([400, 'OTO1075']);
	});

	it('are not trimmed: blanks and letter case are part of them', async () => {
		expect(await refusal('/orderStatus', { orderId: 'OID-1001 ' })).toEqual([404, 'OTO1002']);
		const found = await api('/orders?status=delivered,%20returned&perPage=1');
		const only = await api('/orders?status=delivered&perPage=1');
		expect(at(found.json, 'totalCount')).toBe(at(only.json, 'totalCount'));
		const cities = await api('/getCities', { country: 'sa' });
		expect(at(cities.json, 'getCities.totalCount')).toBe(0);
		const stock = await api('/checkInventoryStock?sku=SKU-1,%20SKU-2');
		expect(Object.keys(at(stock.json, 'stock') as object)).toEqual(['SKU-1', ' SKU-2']);
		expect(listAt(stock.json, 'stock. SKU-2')).toEqual([]);
	});
});

describe('an address', () => {
	const short = 'RRRD2929';
	const { address: _address, city: _city, ...placeless } = ORDER.customer;
	const { senderCity: _from, senderAddressLine: _line, ...nowhere } = ORDER.senderInformation;
	const order = (change: object) => ({ ...ORDER, ...change });
	const customer = { ...placeless, shortAddressCode: short };
	const sender = { ...nowhere, senderShortAddressCode: short };

	it('within Saudi Arabia can be left out where sender and recipient have a short one', async () => {
		const both = order({ customer, senderInformation: sender });
		expect((await api('/createOrder', both)).status).toBe(200);
		const { senderInformation: _own, ...rest } = order({ customer, orderId: 'b' });
		const located = { ...rest, pickupLocationCode: 'WH-RUH' };
		expect((await api('/createOrder', located)).status).toBe(200);
	});

	it.each<[string, string, object]>([
		['OTO1021', 'the sender has none', { customer, senderInformation: ORDER.senderInformation }],
		['OTO1021', 'the recipient has none', { customer: placeless, senderInformation: sender }],
		[
			'OTO1021',
			'the recipient is elsewhere',
			{ customer: { ...customer, country: 'AE' }, senderInformation: sender },
		],
		[
			'OTO1021',
			'the sender is elsewhere',
			{ customer, senderInformation: { ...sender, senderCountry: 'AE' } },
		],
		['OTO1016', 'only the sender has one', { senderInformation: sender }],
		[
			'OTO1021',
			'the pickup location has none',
			{ customer, senderInformation: undefined, pickupLocationCode: 'WH-JED' },
		],
		['OTO1022', 'only the city is missing', { customer: { ...ORDER.customer, city: '' } }],
	])('is needed (%s) where %s', async (code, _what, change) => {
		expect(await refusal('/createOrder', order(change))).toEqual([400, code]);
	});

	it('is needed whole for a return, short address or not', async () => {
		const rows = await api('/orders?status=delivered&perPage=1');
		const orderId = at(rows.json, 'orders.0.orderId');
		expect(await refusal('/createReturnShipment', { orderId, customer })).toEqual([400, 'OTO1021']);
		const whole = { orderId, customer: ORDER.customer };
		expect((await api('/createReturnShipment', whole)).status).toBe(200);
	});

	it('in another country needs postal code, customs numbers and, in three, the ID card', async () => {
		const abroad = { ...ORDER.customer, country: 'KW', city: 'Kuwait City' };
		expect(await refusal('/createOrder', order({ customer: abroad }))).toEqual([400, 'OTO1193']);
		const posted = { ...abroad, postcode: '12345' };
		expect(await refusal('/createOrder', order({ customer: posted }))).toEqual([400, 'OTO1074']);
		const items = [{ ...ORDER.items[0], hsCode: '8517.12' }];
		const declared = order({ customer: posted, items });
		expect(await refusal('/createOrder', declared)).toEqual([400, 'OTO1010']);
		const front = 'https://example.com/front.png';
		const identified = {
			...posted,
			consigneeId: '1234567890',
			frontSideIDCard: front,
			backSideIDCard: front,
		};
		const made = await api('/createOrder', order({ customer: identified, items }));
		expect(made.status).toBe(200);
	});

	it('is not given together with a location that receives the order', async () => {
		const transfer = order({ destinationLocationCode: 'WH-JED' });
		expect(await refusal('/createOrder', transfer)).toEqual([400, 'OTO1104']);
		const made = await api('/createOrder', { ...transfer, customer: undefined });
		expect(made.status).toBe(200);
	});
});

describe('delivery options', () => {
	it('are listed for an order, for a city or for neither, but not for both', async () => {
		const count = async (query: string) =>
			listAt((await api(`/getDeliveryOptions${query}`)).json, 'options').length;
		expect([
			await count(''),
			await count('?city=Riyadh'),
			await count('?orderId=OID-1001'),
		]).toEqual([3, 5, 5]);
		const both = '/getDeliveryOptions?city=Riyadh&orderId=OID-1001';
		expect(await refusal(both)).toEqual([400, 'OTO1097']);
	});
});

describe('one refusal of each envelope', () => {
	it('of cancelOrder has both codes', async () => {
		const rows = await api('/orders?status=needConfirmation&perPage=1');
		const orderId = at(rows.json, 'orders.0.orderId');
		const answer = await api('/cancelOrder', { orderId });
		expect(answer.status).toBe(400);
		expect(answer.json).toMatchObject({
			otoErrorCode: 'OTO1103',
			success: false,
			errorCode: 5,
			errorMsg: 'Order Status needConfirmation not allowed for cancel',
		});
	});

	it('of updatePickupLocation has the older code only', async () => {
		const json = { type: 'branch', name: 'Location-02', city: 'Dammam', country: 'SA' };
		const answer = await api('/updatePickupLocation', json);
		expect(answer.status).toBe(400);
		expect(answer.json).toEqual({ success: false, errorCode: 5, errorMsg: expect.any(String) });
	});

	it('of checkOrderAvailability has none', async () => {
		const answer = await api('/checkOrderAvailability', { orderId: 'extra-test-10' });
		expect(answer.status).toBe(404);
		expect(answer.json).toEqual({ success: false, orderAvailability: 'No' });
	});

	it('of createPickupLocation comes with status 200', async () => {
		const json = { type: 'warehouse', code: 'WH-RUH', name: 'Name', mobile: '555888777' };
		const answer = await api('/createPickupLocation', json);
		expect(answer.status).toBe(200);
		expectForm(answer.json, {
			otoErrorCode: 'OTO1070',
			success: false,
			errorCode: 10,
			otoErrorMessage: 'text',
			errorMsg: 'text',
		});
	});

	it('of holdOrder has a code with a digit less', async () => {
		expect(await refusal('/holdOrder', { orderId: 'OID-1001' })).toEqual([400, 'OTO110']);
	});

	it('of a smaller plan is 403, of the wrong token kind too', async () => {
		await config({ variant: 'free' });
		expect(await refusal('/getBrandList')).toEqual([403, 'OTO1150']);
		expect(await refusal('/clientInfo')).toEqual([403, 'OTO1088']);
		token = await accessToken('sandbox-oto-marketplace-token');
		expect((await api('/clientInfo')).status).toBe(200);
	});

	it('of an unknown path is the gateway’s', async () => {
		expect((await api('/getAllOrders')).json).toMatchObject({ code: 404 });
	});
});

describe('webhooks', () => {
	let target: Receiver;

	beforeEach(async () => {
		target = await receiver();
	});

	afterEach(async () => {
		await target.close();
	});

	const register = async (webhookType: string, more: object = {}): Promise<Answer> =>
		await api('/webhook', {
			method: 'post',
			url: `${target.url}/${webhookType}`,
			secretKey: 'key1234',
			authorizationKey: 'authorizationkey123',
			webhookType,
			...more,
		});

	const emit = async (type: string, payload: object): Promise<unknown> => {
		await sandbox.steer('POST', 'events', { service: 'oto', type, payload });
		const body = target.received.at(-1)?.body ?? '';
		const value: unknown = JSON.parse(body);
		return value;
	};

	it('are registered, listed, changed and deleted', async () => {
		const made = await register('orderStatus');
		expect(made.json).toEqual({ success: true, id: '59', message: expect.any(String) });
		expect((await api('/webhook?id=59')).json).toEqual({
			webhooks: [
				{
					id: 59,
					method: 'post',
					url: `${target.url}/orderStatus`,
					secretKey: 'key1234',
					authorizationKey: 'authorizationkey123',
					timestampFormat: '',
					orderPrefix: '',
				},
			],
			success: true,
		});
		expect(at((await register('orderStatus')).json, 'otoErrorCode')).toBe('OTO1122');
		const change = { id: 59, method: 'put', url: `${target.url}/b` };
		expect(at((await api('/webhook', change, 'PUT')).json, 'success')).toBe(true);
		expect((await api('/webhook?id=59', undefined, 'DELETE')).json).toEqual({
			success: true,
			message: expect.any(String),
		});
		expect(await refusal('/webhook?id=59', undefined, 'DELETE')).toEqual([400, 'OTO1125']);
	});

	it('are ten at most', async () => {
		for (let count = 0; count < 10; count += 1) {
			await register('orderStatus', { url: `${target.url}/${count}` });
		}
		const more = await register('orderStatus', { url: `${target.url}/11` });
		expect(at(more.json, 'otoErrorCode')).toBe('OTO1120');
	});

	it.each([
		[
			'orderStatus',
			{ orderId: '1234', status: 'delivered', timestamp: '1595941360328' },
			'WzRX4VySGrlFmZMgRQx54Dz0mf3Nns6Tzmq/kUC5x7g=',
		],
		[
			'shipmentError',
			{ orderId: '7523', errorCode: 'deliveryCompanyError', timestamp: '1653642441399' },
			'3qbC1ebjTDnvM8Dx0kD7gd3QdK5nUdQkDvQEjpecAek=',
		],
		[
			'walletTransaction',
			{
				orderId: 'OID-22863-12091111144662',
				transactionStatus: 'completed',
				timestamp: 1767011253000,
			},
			'JpYWqPFHdbqJBPuVbOx2Jg7VpBn3ULJRc7CgiSDCPvA=',
		],
	])('of the type %s carry the documented signature', async (type, payload, signature) => {
		await register(type);
		expect(await emit(type, payload)).toMatchObject({ ...payload, signature });
		expect(target.received.at(-1)?.headers.authorization).toBe('authorizationkey123');
	});

	it('of new orders have no signature', async () => {
		await register('newOrders');
		const body = await emit('newOrders', {});
		expect(at(body, 'signature')).toBeUndefined();
		expectForm(body, { order: { incrementId: 'OID-1', otoId: 1, status: 'new' }, timestamp: 1 });
	});

	it('sign an empty status and send a bearer word in the other variants', async () => {
		await config({ variant: 'empty-status bearer-key' });
		await register('shipmentError');
		const payload = {
			orderId: '7523',
			errorCode: 'deliveryCompanyError',
			timestamp: '1653642441399',
		};
		expect(at(await emit('shipmentError', payload), 'signature')).toBe(
			'hKXrSzviUZsP2bpWkJqR71TpZOZh1AwkYGOBiXpNdIU=',
		);
		expect(target.received.at(-1)?.headers.authorization).toBe('Bearer authorizationkey123');
	});

	it('tell of a booking by themselves', async () => {
		await register('orderStatus');
		await register('shipmentError');
		await api('/createOrder', ORDER);
		await api('/createShipment', { orderId: 'order1', deliveryOptionId: '12345' });
		await sleep(200);
		const body: unknown = JSON.parse(target.received.at(-1)?.body ?? '{}');
		expect(body).toMatchObject({ orderId: 'order1', errorCode: 'deliveryCompanyError' });
		const text = `order1:deliveryCompanyError:${at(body, 'timestamp')}`;
		expect(at(body, 'signature')).toBe(sign('key1234', text));
	});
});

describe('the path table', () => {
	it('holds 74 pairs and the test call', () => {
		const pairs = oto.routes().map(({ method, path }) => `${method} ${path}`);
		expect(new Set(pairs).size).toBe(75);
		expect(pairs).toContain('GET /test');
	});
});

describe('the actions', () => {
	it('deliver an order, and a new one can be read', async () => {
		const client = await otoClient(sandbox);
		const statusOf = async (sentence: string) => {
			const [, orderId = ''] = /[Oo]rder (\S+)/.exec(sentence) ?? [];
			return (await client.call('POST', '/orderStatus', { orderId })).status;
		};
		expect(await statusOf(await actAt(sandbox, 'oto', 'deliver'))).toBe('delivered');
		expect(await statusOf(await actAt(sandbox, 'oto', 'newOrder'))).toBe('new');
	});
});
