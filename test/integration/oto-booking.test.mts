import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { LogEntry } from '../sandbox/core/types.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { ServiceNode } from './support/service-node.mts';

const sandbox = sandboxForTests();
const start = async () => await ServiceNode.start(sandbox(), 'oto');
const byId = (value: string) => ({ __rl: true, mode: 'id', value }) as INodeParameters;
const NEW = 'OID-1001';

const book = (given: INodeParameters = {}, options: INodeParameters = {}) => ({
	resource: 'shipment',
	operation: 'book',
	with: {
		orderId: byId(NEW),
		...given,
		options: { checkEvery: 1, giveUpAfter: 1, ...options },
	} as INodeParameters,
});

const BOOKING = '/createShipment';
const pathsOf = (calls: readonly LogEntry[]) => calls.map(({ path }) => path);
const bookingsIn = (calls: readonly LogEntry[]) =>
	calls
		.filter(({ path }) => path === BOOKING)
		.map(({ rawBody }) => JSON.parse(rawBody) as IDataObject);

/** Orders of the sandbox that can be booked. */
async function bookable(node: ServiceNode, limit: number): Promise<string[]> {
	const filters = { status: ['new'] };
	const set = { resource: 'order', operation: 'getMany', with: { limit, filters } };
	return (await node.run(set)).items.map(({ json }) => String(json.orderId));
}

describe('Book', () => {
	it('takes the cheapest offer, waits, and returns the label with price, carrier and number', async () => {
		const node = await start();
		const { items, error, calls } = await node.run(book());
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		const { json, binary } = items[0] ?? { json: {} };
		expect(json).toMatchObject({
			orderId: NEW,
			alreadyBooked: false,
			deliveryOptionId: 56_470,
			deliveryOptionName: 'Pudo',
			deliveryCompany: 'pudo',
			price: 18,
			currency: 'SAR',
			status: 'shipmentCreated',
			shipmentId: expect.any(String),
			trackingNumber: expect.stringMatching(/^SBX/),
			trackingUrl: expect.stringContaining('https://'),
			fileName: `label-${NEW}.pdf`,
		});
		expect(Buffer.from(binary?.data?.data ?? '', 'base64').toString('latin1')).toMatch(/^%PDF-/);
		expect(bookingsIn(calls)).toEqual([{ orderId: NEW, deliveryOptionId: '56470' }]);
		const paths = pathsOf(calls).filter((path, at, all) => path !== all[at - 1]);
		expect(paths).toEqual([
			'/orderDetails',
			'/getDeliveryFee',
			BOOKING,
			'/orderStatus',
			`/print/${NEW}`,
			'/print/awb',
		]);
	});

	it.each([
		[{ choose: 'fastest' }, {}, 'smsa', 26],
		[{ choose: 'carrier', carrier: byId('SMSA') }, {}, 'smsa', 26],
		[{ choose: 'carrier', carrier: byId('Same Day') }, {}, 'sameDay', 29],
		[{ deliveredTo: 'door' }, {}, 'smsa', 26],
		[{ deliveredTo: 'pickupPoint' }, {}, 'pudo', 18],
		[{}, { allowedCarriers: 'bullet, sameDay' }, 'sameDay', 29],
		[{ deliveredTo: 'door' }, { allowedCarriers: 'bullet,pudo', highestPrice: 32 }, 'bullet', 32],
	] as Array<[INodeParameters, INodeParameters, string, number]>)(
		'chooses by %j and %j',
		async (given, options, carrier, price) => {
			const node = await start();
			const { items, error } = await node.run(book({ ...given, label: 'link' }, options));
			expect(error).toBeUndefined();
			expect(items[0]?.json).toMatchObject({ deliveryCompany: carrier, price });
			expect(items[0]?.json.printAWBURL).toMatch(/print\/awb/);
			expect(items[0]?.binary).toBeUndefined();
		},
	);

	it('sends who pays and how the parcel is picked up, by value or label', async () => {
		const node = await start();
		const { calls } = await node.run(
			book({}, { pickingType: 'BRANCH_DROP_OFF', whoPays: 'Seller Pays Delivery Fee' }),
		);
		expect(bookingsIn(calls)[0]).toMatchObject({
			pickingType: 'BRANCH_DROP_OFF',
			whoPays: 'sellerPaysDeliveryFee',
		});
	});

	it('does not book twice when it runs again', async () => {
		const node = await start();
		const first = await node.run(book());
		const second = await node.run(book());
		expect(second.error).toBeUndefined();
		expect(bookingsIn(second.calls)).toEqual([]);
		expect(pathsOf(second.calls)).not.toContain('/getDeliveryFee');
		const { json = {} } = second.items[0] ?? {};
		expect(json).toMatchObject({ orderId: NEW, alreadyBooked: true, status: 'shipmentCreated' });
		expect(json.trackingNumber).toBe(first.items[0]?.json.trackingNumber);
		expect(json).not.toHaveProperty('price');
		expect(second.items[0]?.binary?.data?.fileName).toBe(`label-${NEW}.pdf`);
	});

	it('does not book twice while OTO is still at the first request, nor for two items', async () => {
		const node = await start();
		const again = { orderId: NEW, deliveryOptionId: byId('2828') };
		await node.run({
			resource: 'shipment',
			operation: 'create',
			with: { ...again, orderId: byId(NEW) },
		});
		const { items, error } = await node.run(book());
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ alreadyBooked: true, deliveryCompany: 'smsa' });
		const [other = ''] = await bookable(node, 1);
		const twice = await node.run(book({ orderId: byId(other) }), [{}, {}]);
		expect(twice.error).toBeUndefined();
		expect(twice.items.map(({ json }) => json.alreadyBooked)).toEqual([false, true]);
		const accepted = twice.calls.filter(({ path, status }) => path === BOOKING && status === 200);
		expect(accepted).toHaveLength(1);
	});

	it('books many orders in their order, and waits for all of them side by side', async () => {
		const node = await start();
		const orders = await bookable(node, 6);
		expect(orders).toHaveLength(6);
		const began = Date.now();
		const { items, error, calls } = await node.run(
			book({ orderId: byId('={{ $json.id }}') }),
			orders.map((id) => ({ id })),
		);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.orderId)).toEqual(orders);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			orders.map((_id, item) => ({ item })),
		);
		expect(items.every(({ binary }) => binary?.data?.mimeType === 'application/pdf')).toBe(true);
		expect(bookingsIn(calls).map(({ orderId }) => orderId)).toEqual(orders);
		const [last] = calls.filter(({ path }) => path === BOOKING).slice(-1);
		const [label] = calls.filter(({ path }) => path.startsWith('/print/O'));
		expect(label?.seq).toBeGreaterThan(last?.seq ?? Infinity);
		expect(Date.now() - began).toBeLessThan(5_000);
	});

	it('books an order anew whose shipment was canceled', async () => {
		const node = await start();
		const { items } = await node.run({ ...book(), with: { ...book().with, label: 'link' } });
		await node.run({
			resource: 'shipment',
			operation: 'cancel',
			with: { orderId: byId(NEW), shipmentId: String(items[0]?.json.shipmentId) },
		});
		const listed = await node.run({
			resource: 'order',
			operation: 'getMany',
			with: { limit: 1, filters: { status: ['shipmentCanceled'] } },
		});
		const orderId = String(listed.items[0]?.json.orderId);
		const again = await node.run(book({ orderId: byId(orderId) }));
		expect(again.error).toBeUndefined();
		expect(again.items[0]?.json).toMatchObject({ orderId, alreadyBooked: false });
	});
});

describe('a failure of Book says the step and what stands', () => {
	it('before the booking: nothing is booked', async () => {
		const node = await start();
		const unknown = await node.run(book({ orderId: byId('nobody') }));
		expect(unknown.error?.message).toBe(
			'Read Order for order "nobody": OTO: Order is not exist [OTO1002]',
		);
		expect(unknown.error?.description).toMatch(/^Nothing is booked\. /);
		await node.fault({
			path: '^/getDeliveryFee$',
			status: 409,
			body: { success: false, otoErrorCode: 'OTO1004', otoErrorMessage: 'No option' },
		});
		const none = await node.run(book());
		expect(none.error?.message).toBe(`Get Offers for order "${NEW}": OTO: No option [OTO1004]`);
		const limited = await node.run(book({ deliveredTo: 'door' }, { highestPrice: 20 }));
		expect(limited.error?.message).toBe(
			`No offer for the order "${NEW}" fits: 1 without this kind of delivery, 4 above 20 [item 0]`,
		);
		expect(limited.error?.description).toMatch(/^Nothing is booked\. OTO has 5 offers\. /);
		const unnamed = await node.run(book({ choose: 'carrier', carrier: byId('aramex') }));
		expect(unnamed.error?.message).toContain('fits: 5 by other carriers');
		for (const { calls } of [unknown, none, limited, unnamed])
			expect(bookingsIn(calls)).toEqual([]);
	});

	it('a price that cannot be compared is not chosen', async () => {
		const node = await start();
		const row = { deliveryOptionId: 1, deliveryCompanyName: 'a', price: 5, currency: 'SAR' };
		const deliveryCompany = [row, { ...row, currency: 'AED' }];
		const body = { success: true, deliveryCompany };
		await node.answer(body, { path: '^/getDeliveryFee$' });
		const { error, calls } = await node.run(book());
		expect(error?.message).toBe(
			`The offers for the order "${NEW}" are in different currencies: SAR, AED [item 0]`,
		);
		expect(bookingsIn(calls)).toEqual([]);
		await node.fault({ path: '^/checkOTODeliveryFee$', status: 200, body: { success: true } });
		await sandbox().steer('DELETE', 'faults');
		await node.answer({ success: true, deliveryCompany: [row] }, { path: '^/getDeliveryFee$' });
		const untimed = await node.run(book({ choose: 'fastest' }));
		expect(untimed.error?.message).toContain('OTO states no delivery time');
		const dear = await node.run(book({}, { highestPrice: 1 }));
		expect(dear.error?.description).toContain('OTO has 1 offer. Change');
	});

	it('a refused booking: nothing is booked', async () => {
		const node = await start();
		await node.fault({
			path: `^${BOOKING}$`,
			status: 400,
			body: { success: false, otoErrorCode: 'OTO1006', otoErrorMessage: 'Credit is not enough' },
		});
		const { error, calls } = await node.run(book());
		expect(error?.message).toBe(`Book for order "${NEW}": OTO: Credit is not enough [OTO1006]`);
		expect(error?.description).toMatch(/^Nothing is booked\. .*Top up the OTO wallet/);
		expect(pathsOf(calls)).not.toContain('/orderStatus');
	});

	it('a request without an answer is looked for, not repeated', async () => {
		const node = await start();
		await node.fault({ path: `^${BOOKING}$`, reset: 'after' });
		const arrived = await node.run(book());
		expect(arrived.error).toBeUndefined();
		expect(bookingsIn(arrived.calls)).toHaveLength(1);
		expect(arrived.items[0]?.json).toMatchObject({ alreadyBooked: false, price: 18 });
		const [other = ''] = await bookable(node, 1);
		await node.fault({ path: `^${BOOKING}$`, status: 504, body: 'late' });
		const lost = await node.run(book({ orderId: byId(other) }, { giveUpAfter: 0 }));
		expect(bookingsIn(lost.calls)).toHaveLength(1);
		expect(lost.error?.message).toContain(`Book for order "${other}": OTO`);
		expect(lost.error?.description).toMatch(/^It is not known whether the request reached OTO/);
	});

	it('a booking that is not confirmed in time was accepted', async () => {
		const node = await start();
		await node.answer({ success: true, status: 'new', shipmentId: '' }, { path: '^/orderStatus$' });
		const { error } = await node.run(book({}, { giveUpAfter: 0 }));
		expect(error?.message).toBe(
			`Wait for order "${NEW}": no shipment after 0 seconds, its status is "new" [item 0]`,
		);
		expect(error?.description).toMatch(/^OTO has accepted the booking: run again/);
		expect(error?.description).toContain('shipmentError');
	});

	it('an order that is canceled meanwhile ends the wait', async () => {
		const node = await start();
		await node.answer({ success: true, status: 'canceled' }, { path: '^/orderStatus$' });
		const { error, calls } = await node.run(book());
		expect(error?.message).toBe(`Wait for order "${NEW}": the order became "canceled" [item 0]`);
		expect(calls.filter(({ path }) => path === '/orderStatus')).toHaveLength(1);
		await sandbox().steer('DELETE', 'faults');
		await node.answer({ success: true, status: 'canceled' }, { path: '^/orderDetails$' });
		const before = await node.run(book());
		expect(before.error?.message).toContain('is "canceled" and cannot be booked');
	});

	it('a label that is not there yet is waited for, one that is no label is booked all the same', async () => {
		const node = await start();
		const body = { success: false, otoErrorCode: 'OTO1141', otoErrorMessage: 'PDF not found' };
		await node.fault({ path: '^/print/O', status: 400, body });
		const waited = await node.run(book());
		expect(waited.error).toBeUndefined();
		expect(waited.calls.filter(({ path }) => path === `/print/${NEW}`)).toHaveLength(2);
		await node.fault({
			path: '^/print/awb$',
			status: 200,
			body: '<html>',
			contentType: 'text/html',
		});
		const page = await node.run(book());
		expect(page.error?.message).toMatch(/^Label for order "OID-1001": .* leads to a web page/);
		expect(page.error?.description).toMatch(/^The shipment [0-9A-F]+ by pudo is booked: run again/);
		await node.answer(body, { path: '^/print/O', status: 400 });
		const never = await node.run(book({}, { giveUpAfter: 0 }));
		expect(never.error?.message).toBe(`Label for order "${NEW}": OTO has none yet [item 0]`);
	});

	it('and of the other orders which may be booked', async () => {
		const node = await start();
		const orders = await bookable(node, 3);
		const ids = [orders[0], 'nobody', orders[1]].map((id) => ({ id }));
		const { error, calls } = await node.run(
			book({ orderId: byId('={{ $json.id }}') }),
			ids as IDataObject[],
		);
		expect(error?.message).toContain('Read Order for order "nobody"');
		expect(error?.description).toContain('whether these were carried out as well: 0');
		expect(bookingsIn(calls)).toHaveLength(1);
		const all = await node.run(
			{ ...book({ orderId: byId('={{ $json.id }}') }), onError: 'continueErrorOutput' },
			ids as IDataObject[],
		);
		expect(all.items.map(({ json }) => [json.orderId, json.alreadyBooked])).toEqual([
			[orders[0], true],
			[orders[1], false],
		]);
		expect(String(all.failed[0]?.json.message)).toContain('Nothing is booked.');
	});

	it('what cannot be meant is refused before anything is sent', async () => {
		const node = await start();
		for (const [given, options, message] of [
			[{ orderId: byId('={{ "" }}') }, {}, '"Order" is empty [item 0]'],
			[{ choose: 'carrier', carrier: byId('={{ "" }}') }, {}, '"Carrier" is empty [item 0]'],
			[{}, { highestPrice: '={{ $json.none }}' }, '"Highest Price" is empty [item 0]'],
			[{}, { highestPrice: '={{ "" }}' }, '"Highest Price" is empty [item 0]'],
			[{}, { allowedCarriers: '={{ [] }}' }, '"Allowed Carriers" is empty [item 0]'],
			[{}, { allowedCarriers: '={{ $json.none }}' }, '"Allowed Carriers" is empty [item 0]'],
			[{}, { highestPrice: '={{ "1,250" }}' }, '"Highest Price"'],
			[{}, { checkEvery: 0.1 }, '"Check Every (Seconds)" must be 1 or more [item 0]'],
			[{ deliveredTo: '={{ "moon" }}' }, {}, '"Delivered To" has an unknown choice [item 0]'],
			[{}, { whoPays: '={{ "nobody" }}' }, '"Who Pays" has an unknown choice [item 0]'],
		] as Array<[INodeParameters, INodeParameters, string]>) {
			const { error, calls } = await node.run(book(given, options));
			expect(error?.message).toContain(message);
			expect(calls).toEqual([]);
		}
	});
});

describe('Get Cheapest', () => {
	const cheapest = (given: INodeParameters, options: INodeParameters = {}) => ({
		resource: 'deliveryFee',
		operation: 'getCheapest',
		with: { ...given, options },
	});

	it('prices an order and books nothing', async () => {
		const node = await start();
		const { items, error, calls } = await node.run(
			cheapest({ quoteFor: 'order', orderId: byId(NEW) }),
		);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(items[0]?.json).toMatchObject({ orderId: NEW, deliveryCompanyName: 'pudo', price: 18 });
		expect(pathsOf(calls)).toEqual(['/getDeliveryFee']);
	});

	it('prices an order to the door, by the quotes for its route', async () => {
		const node = await start();
		const { items, calls } = await node.run(
			cheapest({ orderId: byId(NEW), deliveredTo: 'door', simplify: false }),
		);
		expect(items[0]?.json).toMatchObject({
			orderId: NEW,
			deliveryCompanyName: 'smsa',
			deliveryType: 'toCustomerDoorstep',
			estimatedDeliveryDate: expect.any(String),
		});
		expect(pathsOf(calls)).toEqual(['/orderDetails', '/getDeliveryFee', '/checkOTODeliveryFee']);
	});

	it('prices a parcel between two cities', async () => {
		const node = await start();
		const route = {
			quoteFor: 'route',
			originCity: byId('Riyadh'),
			destinationCity: byId('Jeddah'),
			weight: 2,
		};
		const { items } = await node.run(cheapest(route, { allowedCarriers: 'smsa,bullet' }));
		expect(items[0]?.json).toMatchObject({ deliveryCompanyName: 'smsa', price: 26 });
		const none = await node.run(cheapest(route, { highestPrice: 2 }));
		expect(none.error?.message).toBe(
			'No offer for a parcel from Riyadh to Jeddah fits: 5 above 2 [item 0]',
		);
		const unweighed = await node.run(cheapest({ ...route, weight: 0 }));
		expect(unweighed.error?.message).toContain('"Weight (kg)"');
		expect(unweighed.calls).toEqual([]);
	});
});
