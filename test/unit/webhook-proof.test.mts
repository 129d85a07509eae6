import { createHmac } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { isTokenGood, issueToken, mayHaveToken } from '../../providers/doo/receiver-token';
import { verifyDelivery as verifyDoo } from '../../providers/doo/webhooks';
import {
	derivedKeys as otesseKeys,
	verifyDelivery as otesseProof,
	wantedRegistrations as wantedAtOtesse,
} from '../../providers/otesse/webhooks';
import { receivedMembers } from '../../providers/oto/members';
import { verifyDelivery as otoProof } from '../../providers/oto/webhooks';
import type { Delivery, RefusedDelivery, ServiceEvent } from '../../transport/webhooks/deliveries';
import type { RegistrationKeys } from '../../transport/webhooks/registration-plan';
import { NodeSecrets } from '../../transport/webhooks/secrets';
import { momentOf, sameSecret } from '../../transport/webhooks/signature';

type Verdict = (Partial<ServiceEvent> & Partial<RefusedDelivery>) | undefined;

const verifyOto = (...given: Parameters<typeof otoProof>): Verdict => otoProof(...given);
const verifyOtesse = (...given: Parameters<typeof otesseProof>): Verdict => otesseProof(...given);

function delivery(
	text: string,
	headers: Record<string, string> = {},
	query: Record<string, unknown> = {},
): Delivery {
	const read = (most = Infinity) =>
		text.length > most ? undefined : { text, body: JSON.parse(text) };
	return { raw: Buffer.from(text), headers, query, read };
}

const known = (slot: string, keys: Record<string, string>): RegistrationKeys => ({ slot, keys });

describe('a comparison of secrets', () => {
	it('takes equal texts and nothing else, whatever their lengths', () => {
		fc.assert(
			fc.property(fc.string(), fc.string(), (a, b) => {
				expect(sameSecret(a, a)).toBe(true);
				expect(sameSecret(a, b)).toBe(a === b);
			}),
		);
	});
});

describe('a moment', () => {
	const noon = Date.UTC(2026, 2, 1, 12);

	it.each<[unknown, number | undefined]>([
		[noon, noon],
		[String(noon), noon],
		[noon / 1000, noon],
		[String(noon / 1000), noon],
		[noon / 1000 + 0.5, noon + 500],
		['2026-03-01T12:00:00Z', noon],
		['2026-03-01T12:00:00.000Z', noon],
		['2026-03-01T12:00:00', noon],
		['2026-03-01 12:00:00', noon],
		['2026-03-01 12:00', noon],
		['2026-03-01T15:00:00+03:00', noon],
		['2026-03-01 15:00:00 +0300', noon],
		['2026-03-01T09:00:00-03', noon],
		['2026-03-01', noon - 12 * 3_600_000],
		['2026-13-41T12:00:00Z', undefined],
		['soon', undefined],
		['', undefined],
		[undefined, undefined],
		[null, undefined],
		[{}, undefined],
	])('%j is %p', (written, moment) => {
		expect(momentOf(written)).toBe(moment);
	});
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

describe('OTO', () => {
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
		verifyOto(delivery(JSON.stringify(body), headers), registered(slot));

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
		expect(verifyOto(delivery(text), registered('orderStatus'))?.type).toBe('orderStatus');
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
			verifyOto(delivery(JSON.stringify({ ...forged, signature: sign(text, key) })), all)?.type;
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
			verifyOto(delivery(JSON.stringify(value), { authorization: '' }), none);
		expect([asked(body), asked(order)]).toEqual([undefined, undefined]);
	});
});

describe('Otesse', () => {
	const secret = 'whsec_test_secret';
	const registered = [known('events', { secret })];
	/** Samples 11 and 12 of the fact sheet. */
	const setA =
		'{"id":"evt_01HQ3K5M7N8P9R","type":"booking.created","created_at":"2026-02-26T14:00:00Z","data":{"id":"bk_01HQ3K5M7N8P9R","status":"confirmed","customer_id":"cust_01HQ3K5M7N","industry":"cleaning","scheduled_at":"2026-03-01T10:00:00Z","address":{"street":"123 Main St","city":"Eugene","state":"OR","zip":"97401"},"pricing":{"subtotal":15000,"tax":1275,"total":16275}},"previous_data":null}';
	const ofA = '481331ae1f0424edecb27044339f28149d9d56467588153b22a11896c39e1daa';
	const setB =
		'{"id":"delivery-uuid","type":"webhook.test","timestamp":"2026-03-01T12:00:00.000Z","data":{"subscriptionId":"sub-uuid","timestamp":"2026-03-01T12:00:00.000Z"},"test":true}';
	const ofB = '2c3c6569aae8f6b8f187b43ce508d350543b2eae1b3740cae0b3243987882fbb';
	const sign = (text: string, key = secret) => createHmac('sha256', key).update(text).digest('hex');

	it('takes the signature of the API reference', () => {
		const event = verifyOtesse(delivery(setA, { 'x-otesse-signature': ofA }), registered);
		expect(event).toMatchObject({
			type: 'booking.created',
			id: 'evt_01HQ3K5M7N8P9R',
			sentAt: Date.parse('2026-02-26T14:00:00Z'),
		});
	});

	it('takes the signature of the admin manual', () => {
		const event = verifyOtesse(
			delivery(setB, { 'x-webhook-signature': `sha256=${ofB}` }),
			registered,
		);
		expect(event).toMatchObject({
			type: 'webhook.test',
			id: 'delivery-uuid',
			sentAt: Date.parse('2026-03-01T12:00:00Z'),
		});
	});

	const signedEvent = (body: object, spaces = 0) => {
		const text = JSON.stringify(body, null, spaces);
		return verifyOtesse(delivery(text, { 'x-otesse-signature': sign(text) }), registered);
	};

	it('knows an event without an ID by its content, however it is written, and one with a number by that', () => {
		const body = { type: 'invoice.paid', data: { a: 1, b: [2] } };
		const again = { data: { b: [2], a: 1 }, type: 'invoice.paid' };
		const ids = [signedEvent(body), signedEvent(body, 2), signedEvent(again)].map(
			(event) => event?.id,
		);
		expect(new Set(ids).size).toBe(1);
		expect(signedEvent({ ...body, data: { a: 2 } })?.id).not.toBe(ids[0]);
		expect(signedEvent({ ...body, id: 4711 })?.id).toBe('4711');
	});

	it.each([
		[{ created_at: 1772366400 }],
		[{ created_at: null, timestamp: '2026-03-01 12:00:00' }],
		[{ created_at: '', timestamp: 1772366400000 }],
		[{ created_at: '2026-03-01T12:00:00' }],
	])('reads the time of %j', (times) => {
		expect(signedEvent({ type: 'invoice.paid', ...times })?.sentAt).toBe(1772366400000);
	});

	it('takes a signature over the compact form of a body with spaces', () => {
		const spaced = JSON.stringify(JSON.parse(setA), null, 2);
		for (const signature of [ofA, sign(spaced)]) {
			const event = verifyOtesse(delivery(spaced, { 'x-otesse-signature': signature }), registered);
			expect(event?.id).toBe('evt_01HQ3K5M7N8P9R');
		}
	});

	it.each<[string, string, Record<string, string>]>([
		['no signature', setA, {}],
		['an empty signature', setA, { 'x-otesse-signature': '' }],
		['another key', setA, { 'x-otesse-signature': sign(setA, 'whsec_other') }],
		['an empty key', setA, { 'x-otesse-signature': sign(setA, '') }],
		['the key without its start', setA, { 'x-otesse-signature': sign(setA, 'test_secret') }],
		['an altered body', setA.replace('15000', '1'), { 'x-otesse-signature': ofA }],
		['base64', setA, { 'x-otesse-signature': Buffer.from(ofA, 'hex').toString('base64') }],
		['half of it', setA, { 'x-otesse-signature': ofA.slice(0, 32) }],
		['more of it', setA, { 'x-otesse-signature': `${ofA}0` }],
		['another prefix', setB, { 'x-webhook-signature': `sha1=${ofB}` }],
		['a header of another name', setA, { 'x-signature': ofA }],
		[
			'a type that is no text',
			'{"id":"e","type":1}',
			{ 'x-otesse-signature': sign('{"id":"e","type":1}') },
		],
		[
			'its type in the prototype',
			'{"__proto__":{"type":"x"}}',
			{ 'x-otesse-signature': sign('{"__proto__":{"type":"x"}}') },
		],
	])('refuses %s', (_what, text, headers) => {
		expect(verifyOtesse(delivery(text, headers), registered)).toBeUndefined();
	});

	it.each<[string, Record<string, string>]>([
		['capitals', { 'x-otesse-signature': ofA.toUpperCase() }],
		['the prefix of the admin manual', { 'x-otesse-signature': `sha256=${ofA}` }],
		['the other header, bare', { 'x-webhook-signature': ofA }],
		['the other header, with a prefix in capitals', { 'x-webhook-signature': `SHA256=${ofA}` }],
		['an old one and a new one', { 'x-otesse-signature': `${'a'.repeat(64)}, sha256=${ofA}` }],
		['two headers, one of them right', { 'x-otesse-signature': '0', 'x-webhook-signature': ofA }],
	])('takes a signature in %s', (_what, headers) => {
		expect(verifyOtesse(delivery(setA, headers), registered)).toMatchObject({
			type: 'booking.created',
		});
	});

	it('reads no more than some signatures', () => {
		const many = `${'0'.repeat(64)},`.repeat(20) + ofA;
		const headers = { 'x-otesse-signature': many };
		expect(verifyOtesse(delivery(setA, headers), registered)).toBeUndefined();
	});

	describe('by its address', () => {
		const secrets = new NodeSecrets(['otesse', 'k'], {
			workflowId: 'w',
			nodeId: 'n',
			isTest: false,
		});
		const derived = otesseKeys(secrets);
		const queryFor = (with_ = secrets) => {
			const [want] = wantedAtOtesse('https://n8n.example.com/x', ['*'], '', with_);
			return Object.fromEntries(new URL(String(want?.body().url)).searchParams);
		};
		const verify = (
			query: Record<string, string>,
			known_: RegistrationKeys[],
			headers: Record<string, string> = { 'x-otesse-signature': 'b'.repeat(64) },
		) => verifyOtesse(delivery(setA, headers, query), known_);

		it('is taken where the secret of its registration is not known', () => {
			const query = queryFor();
			const other = known('events', { secret, name: 'other' });
			expect(verify(query, derived)).toMatchObject({ type: 'booking.created' });
			expect(verify(query, [...derived, other])).toMatchObject({ type: 'booking.created' });
		});

		it('is not taken where the secret is known and the signature does not fit', () => {
			const query = queryFor();
			const own = known('events', { secret, name: query.id ?? '' });
			expect(verify(query, [...derived, own])).toEqual({ refused: 'signature' });
			expect(verify(query, [...derived, own], {})).toBeUndefined();
			expect(verify(query, [...derived, own], { 'x-otesse-signature': ofA })).toMatchObject({
				type: 'booking.created',
			});
		});

		it.each<[string, (query: Record<string, string>) => Record<string, string>]>([
			['another name', (query) => ({ ...query, id: 'other' })],
			['another key', (query) => ({ ...query, key: 'other' })],
			['no key', ({ id = '' }) => ({ id })],
			['no name', ({ key = '' }) => ({ key })],
			['nothing', () => ({})],
		])('is not taken with %s', (_what, change) => {
			expect(verify(change(queryFor()), derived)).toBeUndefined();
		});

		it('is not taken with an address of another node or credential', () => {
			const receiver = { workflowId: 'w', nodeId: 'n', isTest: false };
			for (const other of [
				new NodeSecrets(['otesse', 'other'], receiver),
				new NodeSecrets(['otesse', 'k'], { ...receiver, nodeId: 'm' }),
			]) {
				expect(verify(queryFor(other), derived)).toBeUndefined();
			}
		});
	});

	it('never takes an empty secret', () => {
		const headers = { 'x-otesse-signature': sign(setA, '') };
		expect(
			verifyOtesse(delivery(setA, headers), [known('events', { secret: '' })]),
		).toBeUndefined();
		expect(verifyOtesse(delivery(setA, headers), [known('events', {})])).toBeUndefined();
	});

	it('names an event without an ID by its content', () => {
		const text = '{"type":"booking.created"}';
		const event = verifyOtesse(delivery(text, { 'x-otesse-signature': sign(text) }), registered);
		expect(event?.id).toMatch(/^[0-9a-f]{32}$/);
	});
});

describe('doo', () => {
	const urlKey = 'url-key';
	const clientSecret = 'client-secret';
	const text = '{"data":{"event":{"id":"4711","title":"Summit"}}}';
	const query = { type: 'event_created', key: urlKey };
	const open = [known('hooks', { urlKey })];
	const closed = [known('hooks', { urlKey, clientSecret })];
	const token = () => issueToken(clientSecret, Date.now()).access_token;

	it('takes the key in the URL, and tells type, content and record apart', () => {
		expect(verifyDoo(delivery(text, {}, query), open)).toEqual({
			type: 'event_created',
			id: expect.stringMatching(/^event_created:[0-9a-f]{32}$/),
			subject: 'event_created event 4711',
			body: JSON.parse(text),
		});
	});

	it.each<[string, Record<string, unknown>]>([
		['no key', { type: 'event_created' }],
		['another key', { ...query, key: 'url-kez' }],
		['a shorter key', { ...query, key: 'url-ke' }],
		['two keys', { ...query, key: [urlKey, urlKey] }],
		['an empty key', { ...query, key: '' }],
		['no type', { key: urlKey }],
		['two types', { ...query, type: ['a', 'b'] }],
	])('refuses %s', (_what, wrong) => {
		expect(verifyDoo(delivery(text, {}, wrong), open)).toBeUndefined();
		expect(verifyDoo(delivery(text, {}, wrong), [known('hooks', { urlKey: '' })])).toBeUndefined();
	});

	it('wants its token as well where the registration has one', () => {
		const asked = (authorization: string) =>
			verifyDoo(delivery(text, { authorization }, query), closed)?.type;
		expect(asked(`Bearer ${token()}`)).toBe('event_created');
		const other = issueToken('other', Date.now()).access_token;
		const old = issueToken(clientSecret, Date.now() - 300_001).access_token;
		const [until = '', ...rest] = token().split('.');
		const longer = [String(Number(until) + 1), ...rest].join('.');
		for (const wrong of [
			'',
			'Bearer',
			other,
			old,
			longer,
			`${token()}x`,
			token().slice(1),
			'..',
			clientSecret,
		]) {
			expect(asked(`Bearer ${wrong}`)).toBeUndefined();
		}
		const foreign = delivery(text, { authorization: `Bearer ${token()}` }, { ...query, key: 'x' });
		expect(verifyDoo(foreign, closed)).toBeUndefined();
	});

	it('issues tokens that hold for five minutes, each a different one', () => {
		const now = Date.now();
		const { access_token: first, ...rest } = issueToken(clientSecret, now);
		expect(rest).toEqual({ message: 'ok', description: '', token_type: 'Bearer', expires_in: 300 });
		expect(issueToken(clientSecret, now).access_token).not.toBe(first);
		const at = (ms: number) => isTokenGood(clientSecret, first, now + ms);
		expect([at(0), at(299_999), at(300_000)]).toEqual([true, true, false]);
	});

	it.each([
		['client_id=doo&client_secret=client-secret&grant_type=client_credentials', true],
		['client_id=doo&client_secret=client-secret', false],
		['client_id=doo&client_secret=client-secret&grant_type=password', false],
		['client_id=dou&client_secret=client-secret&grant_type=client_credentials', false],
		['client_id=doo&client_secret=wrong&grant_type=client_credentials', false],
		['client_id=doo&client_secret=&grant_type=client_credentials', false],
		['client_id=doo&grant_type=client_credentials', false],
		[
			'{"client_id":"doo","client_secret":"client-secret","grant_type":"client_credentials"}',
			false,
		],
		['', false],
	])('lets the form %s have a token: %s', (form, may) => {
		expect(mayHaveToken(clientSecret, form)).toBe(may);
	});

	it('names no record where the payload shows none', () => {
		for (const body of ['{"data":null}', '{"errors":[]}', '{"data":{"event":null}}']) {
			expect(verifyDoo(delivery(body, {}, query), open)).not.toHaveProperty('subject');
		}
	});
});
