import { createHmac } from 'node:crypto';

import { afterEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';

import { receivedMembers } from '../../providers/oto/members';
import { verifyDelivery } from '../../providers/oto/webhooks';
import type { Verdict } from './support/delivery.mts';
import { BOUND, delivery, known, large, padded, take } from './support/delivery.mts';

const proof = (...given: Parameters<typeof verifyDelivery>): Verdict => verifyDelivery(...given);

afterEach(() => {
	jest.restoreAllMocks();
});

describe('the members of a JSON object as received', () => {
	it('are the texts and numbers at its top', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
				const scalars = Object.entries(object)
					.filter(([, value]) => typeof value === 'string' || typeof value === 'number')
					.map(([name, value]) => [
						name,
						typeof value === 'string' ? value : JSON.stringify(value),
					]);
				const compact = receivedMembers(JSON.stringify(object));
				const spaced = receivedMembers(JSON.stringify(object, null, 2));
				expect(Object.fromEntries(compact)).toEqual(Object.fromEntries(scalars));
				expect(spaced).toEqual(compact);
			}),
		);
	});

	it('keep numbers that JSON.parse would change, and take the last of two', () => {
		const members = receivedMembers(
			'{"id":12345678901234567890,"n":1.50,"a":"x","a":{"b":1},"n":2.0}',
		);
		expect([...members]).toEqual([
			['id', '12345678901234567890'],
			['n', '2.0'],
		]);
	});

	it('are found in long texts', () => {
		const long = '\\"'.repeat(1_000_000);
		expect(receivedMembers(`{"a":"${long}","b":"c"}`).get('b')).toBe('c');
	});
});

describe('a delivery', () => {
	const secretKey = 'key1234';
	const registered = (slot: string) => [known(slot, { secretKey, authorizationKey: 'auth-key' })];
	const sign = (text: string, key = secretKey) =>
		createHmac('sha256', key).update(text).digest('base64');

	/** Samples of the fact sheet with the signatures that were computed for them. */
	const status = {
		orderId: '1234',
		otoId: '17234521',
		status: 'delivered',
		timestamp: '1595941360328',
		signature: 'WzRX4VySGrlFmZMgRQx54Dz0mf3Nns6Tzmq/kUC5x7g=',
	};
	const failure = {
		orderId: '7523',
		errorCode: 'deliveryCompanyError',
		timestamp: '1653642441399',
		signature: '3qbC1ebjTDnvM8Dx0kD7gd3QdK5nUdQkDvQEjpecAek=',
	};
	const charge = {
		amount: -29,
		orderId: 'OID-22863-12091111144662',
		transactionStatus: 'completed',
		id: 1150824,
		timestamp: 1767011253000,
		signature: 'JpYWqPFHdbqJBPuVbOx2Jg7VpBn3ULJRc7CgiSDCPvA=',
	};
	const order = { order: { otoId: 5, incrementId: 'A1', status: 'new' }, timestamp: 1767011253000 };

	const verify = (slot: string, body: object, headers = {}) =>
		proof(delivery(JSON.stringify(body), headers), registered(slot));

	it.each([
		['orderStatus', status, 'orderStatus:1234:delivered:1595941360328', 1595941360328],
		[
			'shipmentError',
			failure,
			'shipmentError:7523:deliveryCompanyError:1653642441399',
			1653642441399,
		],
		[
			'shipmentError',
			{ ...failure, signature: 'hKXrSzviUZsP2bpWkJqR71TpZOZh1AwkYGOBiXpNdIU=' },
			'shipmentError:7523::1653642441399',
			1653642441399,
		],
		[
			'walletTransaction',
			charge,
			'walletTransaction:1150824:OID-22863-12091111144662:completed:1767011253000',
			1767011253000,
		],
	])('%s: the documented signature of %j holds', (type, body, id, sentAt) => {
		expect(verify(type, body)).toEqual({ type, id, sentAt, body });
	});

	it('signs an error with a status as well, where there is one', () => {
		const body = { ...failure, status: 'new', signature: sign('7523:new:1653642441399') };
		expect(verify('shipmentError', body)?.id).toBe('shipmentError:7523:new:1653642441399');
	});

	it('takes values as they were received', () => {
		const signature = sign('12345678901234567890:new:1.50');
		const text = `{"orderId":12345678901234567890,"status":"new","timestamp":1.50,"signature":"${signature}"}`;
		expect(proof(delivery(text), registered('orderStatus'))?.type).toBe('orderStatus');
	});

	it.each([
		['another key', { ...status, signature: sign('1234:delivered:1595941360328', 'other') }],
		['another order', { ...status, orderId: '1235' }],
		['another status', { ...status, status: 'returned' }],
		['another moment', { ...status, timestamp: '1595941360329' }],
		['no order', { ...status, orderId: undefined }],
		['an order that is null', { ...status, orderId: null }],
		[
			'no status',
			{ ...status, status: undefined, signature: sign('1234:undefined:1595941360328') },
		],
		['no moment', { ...status, timestamp: undefined, signature: sign('1234:delivered:undefined') }],
		['no signature', { ...status, signature: undefined }],
		['an empty signature', { ...status, signature: '' }],
		['a signature that is null', { ...status, signature: null }],
		['a list of signatures', { ...status, signature: [status.signature] }],
		[
			'a signature in hex',
			{ ...status, signature: Buffer.from(status.signature, 'base64').toString('hex') },
		],
		['a signature without padding', { ...status, signature: status.signature.replace('=', '') }],
		['a signature for URLs', { ...status, signature: status.signature.replaceAll('/', '_') }],
		['half a signature', { ...status, signature: status.signature.slice(0, 20) }],
		['a longer signature', { ...status, signature: `${status.signature}=` }],
		['a signature of nothing', { signature: sign('::') }],
		['members of the prototype', JSON.parse(`{"__proto__":${JSON.stringify(status)}}`)],
		['members one level down', { order: status, signature: status.signature }],
		['an empty object', {}],
	])('refuses a status with %s', (_what, body) => {
		expect(verify('orderStatus', body)).toBeUndefined();
		expect(verify('orderStatus', body, { authorization: 'auth-key' })).toBeUndefined();
	});

	it('takes the authorization key for a new order only, raw or as bearer', () => {
		for (const authorization of ['auth-key', 'Bearer auth-key', 'bearer auth-key']) {
			expect(verify('newOrders', order, { authorization })?.type).toBe('newOrders');
			for (const type of ['orderStatus', 'shipmentError', 'walletTransaction']) {
				expect(verify(type, order, { authorization })).toBeUndefined();
			}
		}
	});

	it.each(['', 'auth-ke', 'auth-key2', 'Basic auth-key', 'Bearer', 'AUTH-KEY', 'undefined'])(
		'refuses an unsigned new order with the authorization "%s"',
		(authorization) => {
			expect(verify('newOrders', order, { authorization })).toBeUndefined();
			expect(verify('newOrders', order)).toBeUndefined();
		},
	);

	it('refuses a new order with a wrong signature although the authorization key fits', () => {
		for (const signature of [sign('A1:new:1767011253000', 'other'), ['x'], 0, {}]) {
			const body = { ...order, signature };
			expect(verify('newOrders', body, { authorization: 'auth-key' })).toBeUndefined();
		}
	});

	it.each([
		[{ ...order, orderId: 'A1', status: 'new' }, 'A1:new:1767011253000'],
		[order, 'A1:new:1767011253000'],
		[{ ...order, order: { orderId: 'B2', status: 'new' } }, 'B2:new:1767011253000'],
	])('takes a signed new order %j', (body, text) => {
		expect(verify('newOrders', { ...body, signature: sign(text) })?.type).toBe('newOrders');
	});

	it('gives two unsigned orders two IDs, and one order the same twice', () => {
		const headers = { authorization: 'auth-key' };
		const ids = [order, { ...order, timestamp: 1 }, order].map(
			(body) => verify('newOrders', body, headers)?.id,
		);
		expect(new Set(ids).size).toBe(2);
	});

	it('finds the type by the key: what was signed for one type is nothing to another', () => {
		const all = [
			known('orderStatus', { secretKey: 'one' }),
			known('walletTransaction', { secretKey: 'two' }),
		];
		const text = '1:delivered:1';
		const forged = { orderId: '1', transactionStatus: 'delivered', amount: 1e6, timestamp: 1 };
		const asked = (key: string) =>
			proof(delivery(JSON.stringify({ ...forged, signature: sign(text, key) })), all)?.type;
		expect([asked('one'), asked('two')]).toEqual([undefined, 'walletTransaction']);
	});

	it.each([
		['orderStatus', { orderId: 'C1:new', status: 'x' }],
		['orderStatus', { orderId: 'C1', status: 'new:x' }],
		['walletTransaction', { orderId: 'C1', transactionStatus: 'a:b' }],
		['shipmentError', { orderId: 'C1:a', errorCode: 'b' }],
	])('refuses what can be read in two ways: %s %j', (slot, values) => {
		const timestamp = '1767011253000';
		const signature = sign([...Object.values(values), timestamp].join(':'));
		expect(verify(slot, { ...values, timestamp, signature })).toEqual({ refused: 'ambiguous' });
	});

	it('takes a time with colons', () => {
		const timestamp = '2026-03-01 12:00:00';
		const body = {
			orderId: 'C1',
			status: 'new',
			timestamp,
			signature: sign(`C1:new:${timestamp}`),
		};
		expect(verify('orderStatus', body)).toMatchObject({ sentAt: Date.UTC(2026, 2, 1, 12) });
	});

	it('never takes an empty key', () => {
		const body = { ...order, signature: sign('A1:new:1767011253000', '') };
		const none = [
			known('newOrders', { secretKey: '', authorizationKey: '' }),
			known('newOrders', {}),
		];
		const asked = (value: object) =>
			proof(delivery(JSON.stringify(value), { authorization: '' }), none);
		expect([asked(body), asked(order)]).toEqual([undefined, undefined]);
	});
});

describe('a call that proves nothing', () => {
	it.each([
		[large, 413, 0],
		[padded(BOUND + 1), 413, 0],
		[padded(BOUND), 401, BOUND],
	])('is parsed up to a bound only', async (body, status, parsed) => {
		const keys = { secretKey: 's', authorizationKey: 'a' };
		expect(await take(verifyDelivery, 'orderStatus', keys, { body })).toEqual({ status, parsed });
	});
});
