import { createHmac } from 'node:crypto';

import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { IWebhookFunctions } from 'n8n-workflow';

import { verifyDelivery as verifyDoo } from '../../providers/doo/webhooks';
import { verifyDelivery as verifyOtesse } from '../../providers/otesse/webhooks';
import { verifyDelivery as verifyOto } from '../../providers/oto/webhooks';
import type { DeliveryRules } from '../../transport/webhooks/deliveries';
import { receive } from '../../transport/webhooks/deliveries';

const BOUND = 128 * 1024;

interface Call {
	body: string;
	headers?: Record<string, string>;
	query?: Record<string, string>;
}

/** The status of an answer, and the size of the largest text that was parsed for it. */
async function take(verify: DeliveryRules['verify'], slot: string, keys: object, call: Call) {
	const parse = jest.spyOn(JSON, 'parse');
	let status = 200;
	const response = {
		status(code: number) {
			status = code;
			return response;
		},
		set: () => response,
		json: () => response,
		once: () => response,
	};
	const { body, headers = {}, query = {} } = call;
	const context = {
		getRequestObject: () => ({ rawBody: Buffer.from(body), headers, query }),
		getResponseObject: () => response,
		getWorkflow: () => ({ id: 'w' }),
		getNode: () => ({ id: 'n', name: 'Trigger' }),
		getMode: () => 'webhook',
		logger: { warn: () => undefined },
	} as unknown as IWebhookFunctions;
	await receive(context, {
		verify,
		known: async () => [{ slot, keys: { ...keys } }],
		wants: () => true,
		item: ({ body: content }) => content,
		oldestMs: 0,
	});
	const parsed = Math.max(0, ...parse.mock.calls.map(([text]) => text.length));
	return { status, parsed };
}

afterEach(() => {
	jest.restoreAllMocks();
});

/** A JSON object of so many bytes. */
const padded = (bytes: number, members = '"type":"x"') => {
	const start = `{${members},"pad":"`;
	return `${start}${'p'.repeat(bytes - start.length - 2)}"}`;
};
const large = padded(4 * 1024 * 1024);

describe('of a call that proves nothing', () => {
	it.each<Record<string, string>>([{ key: 'wrong', type: 'a' }, { type: 'a' }, {}])(
		'nothing is parsed at doo: %j',
		async (query) => {
			const call = { body: large, query };
			expect(await take(verifyDoo, 'hooks', { urlKey: 'right' }, call)).toEqual({
				status: 401,
				parsed: 0,
			});
		},
	);

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
	])('nothing is parsed at Otesse: %s', async (_what, headers, body, status) => {
		const keys = { secret: 's' };
		expect(await take(verifyOtesse, 'events', keys, { body, headers })).toEqual({
			status,
			parsed: 0,
		});
	});

	it.each([
		[large, 413, 0],
		[padded(BOUND + 1), 413, 0],
		[padded(BOUND), 401, BOUND],
	])('no more than a bound is parsed at OTO', async (body, status, parsed) => {
		const keys = { secretKey: 's', authorizationKey: 'a' };
		expect(await take(verifyOto, 'orderStatus', keys, { body })).toEqual({ status, parsed });
	});
});

describe('a large call with its proof', () => {
	it('is taken from doo', async () => {
		const call = { body: large, query: { key: 'right', type: 'a' } };
		expect((await take(verifyDoo, 'hooks', { urlKey: 'right' }, call)).status).toBe(200);
	});

	it('is taken from Otesse by its bytes, and up to a bound by its compact form', async () => {
		const keys = { secret: 's' };
		const signed = (body: string, signedText: string) => ({
			body,
			headers: {
				'x-otesse-signature': createHmac('sha256', 's').update(signedText).digest('hex'),
			},
		});
		expect((await take(verifyOtesse, 'events', keys, signed(large, large))).status).toBe(200);
		const compact = padded(BOUND - 1, '"type":"y"');
		const spaced = compact.replace(',', ', ');
		expect((await take(verifyOtesse, 'events', keys, signed(spaced, compact))).status).toBe(200);
		const longer = spaced.replace(',', ', ');
		expect((await take(verifyOtesse, 'events', keys, signed(longer, compact))).status).toBe(413);
	});
});
