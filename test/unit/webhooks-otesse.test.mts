import { createHmac } from 'node:crypto';

import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import {
	derivedKeys,
	registry,
	verifyDelivery,
	wantedRegistrations,
} from '../../providers/otesse/webhooks';
import type { RegistrationKeys } from '../../transport/webhooks/registration-plan';
import { NodeSecrets } from '../../transport/webhooks/secrets';
import type { Verdict } from './support/delivery.mts';
import { BOUND, delivery, known, large, padded, take } from './support/delivery.mts';

const proof = (...given: Parameters<typeof verifyDelivery>): Verdict => verifyDelivery(...given);
const address = 'https://n8n.example.com/webhook/a/webhook';

afterEach(() => {
	jest.restoreAllMocks();
});

describe('a delivery', () => {
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
		const event = proof(delivery(setA, { 'x-otesse-signature': ofA }), registered);
		expect(event).toMatchObject({
			type: 'booking.created',
			id: 'evt_01HQ3K5M7N8P9R',
			sentAt: Date.parse('2026-02-26T14:00:00Z'),
		});
	});

	it('takes the signature of the admin manual', () => {
		const event = proof(delivery(setB, { 'x-webhook-signature': `sha256=${ofB}` }), registered);
		expect(event).toMatchObject({
			type: 'webhook.test',
			id: 'delivery-uuid',
			sentAt: Date.parse('2026-03-01T12:00:00Z'),
		});
	});

	const signedEvent = (body: object, spaces = 0) => {
		const text = JSON.stringify(body, null, spaces);
		return proof(delivery(text, { 'x-otesse-signature': sign(text) }), registered);
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
			const event = proof(delivery(spaced, { 'x-otesse-signature': signature }), registered);
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
		expect(proof(delivery(text, headers), registered)).toBeUndefined();
	});

	it.each<[string, Record<string, string>]>([
		['capitals', { 'x-otesse-signature': ofA.toUpperCase() }],
		['the prefix of the admin manual', { 'x-otesse-signature': `sha256=${ofA}` }],
		['the other header, bare', { 'x-webhook-signature': ofA }],
		['the other header, with a prefix in capitals', { 'x-webhook-signature': `SHA256=${ofA}` }],
		['an old one and a new one', { 'x-otesse-signature': `${'a'.repeat(64)}, sha256=${ofA}` }],
		['two headers, one of them right', { 'x-otesse-signature': '0', 'x-webhook-signature': ofA }],
	])('takes a signature in %s', (_what, headers) => {
		expect(proof(delivery(setA, headers), registered)).toMatchObject({
			type: 'booking.created',
		});
	});

	it('reads no more than some signatures', () => {
		const many = `${'0'.repeat(64)},`.repeat(20) + ofA;
		const headers = { 'x-otesse-signature': many };
		expect(proof(delivery(setA, headers), registered)).toBeUndefined();
	});

	describe('by its address', () => {
		const secrets = new NodeSecrets(['otesse', 'k'], {
			workflowId: 'w',
			nodeId: 'n',
			isTest: false,
		});
		const derived = derivedKeys(secrets);
		const queryFor = (with_ = secrets) => {
			const [want] = wantedRegistrations('https://n8n.example.com/x', ['*'], '', with_);
			return Object.fromEntries(new URL(String(want?.body().url)).searchParams);
		};
		const verify = (
			query: Record<string, string>,
			known_: RegistrationKeys[],
			headers: Record<string, string> = { 'x-otesse-signature': 'b'.repeat(64) },
		) => proof(delivery(setA, headers, query), known_);

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
		expect(proof(delivery(setA, headers), [known('events', { secret: '' })])).toBeUndefined();
		expect(proof(delivery(setA, headers), [known('events', {})])).toBeUndefined();
	});

	it('names an event without an ID by its content', () => {
		const text = '{"type":"booking.created"}';
		const event = proof(delivery(text, { 'x-otesse-signature': sign(text) }), registered);
		expect(event?.id).toMatch(/^[0-9a-f]{32}$/);
	});
});

describe('a call that proves nothing', () => {
	it.each([
		['no signature', {}, large, 401],
		['what cannot be a signature', { 'x-otesse-signature': 'x' }, large, 401],
		[
			'a signature of the manual',
			{ 'x-webhook-signature': `sha256=${'a'.repeat(64)}` },
			large,
			413,
		],
		['a large body', { 'x-otesse-signature': 'a'.repeat(64) }, large, 413],
		['just too large a body', { 'x-otesse-signature': 'a'.repeat(64) }, padded(BOUND + 1), 413],
	])('is not parsed: %s', async (_what, headers, body, status) => {
		const keys = { secret: 's' };
		expect(await take(verifyDelivery, 'events', keys, { body, headers })).toEqual({
			status,
			parsed: 0,
		});
	});
});

describe('a large call with its proof', () => {
	it('is taken by its bytes, and up to a bound by its compact form', async () => {
		const keys = { secret: 's' };
		const signed = (body: string, signedText: string) => ({
			body,
			headers: {
				'x-otesse-signature': createHmac('sha256', 's').update(signedText).digest('hex'),
			},
		});
		expect((await take(verifyDelivery, 'events', keys, signed(large, large))).status).toBe(200);
		const compact = padded(BOUND - 1, '"type":"y"');
		const spaced = compact.replace(',', ', ');
		expect((await take(verifyDelivery, 'events', keys, signed(spaced, compact))).status).toBe(200);
		const longer = spaced.replace(',', ', ');
		expect((await take(verifyDelivery, 'events', keys, signed(longer, compact))).status).toBe(413);
	});
});

describe('a registration', () => {
	const events = ['booking.created'];
	const state = (row: IDataObject) =>
		registry.state({ id: '1', urls: [address], row: { events, ...row } }, { url: address, events });

	it.each([
		[{}, 'same'],
		[{ status: null }, 'same'],
		[{ status: 'active' }, 'same'],
		[{ status: 'Active', added_field: 1 }, 'same'],
		[{ status: 'disabled' }, 'broken'],
		[{ status: 'ACTIVE', events: ['*'] }, 'changed'],
	])('listed as %j is %s', (row, expected) => {
		expect(state(row)).toBe(expected);
	});
});
