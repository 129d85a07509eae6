import { describe, expect, it } from '@jest/globals';

import { RenewalError } from '../../transport/core/renewal-error';
import { serviceError, thrownError } from '../../transport/http/errors';
import { isTransientAnswer, isTransient } from '../../transport/http/retry';
import { ResponseTooLargeError } from '../../transport/http/capped';
import { WaitTimeoutError } from '../../transport/rate-limit/wait-budget';
import { CancelledError } from '../../transport/core/cancellation';
import { contextOf } from './support/context.mts';

const place = {
	node: contextOf().getNode(),
	service: 'Acme',
	secrets: [],
	method: 'GET',
	path: '/orders',
	repeat: 'safe' as const,
};
const around = { label: 'Acme API', address: 'https://acme.example.com', cancelled: false };
const coded = (code: string, message = 'fault') => Object.assign(new Error(message), { code });

describe('an answer that may change by itself', () => {
	it.each([
		['limited', 429, true],
		['limited', 403, true],
		['busy', 409, true],
		['temporary', 408, true],
		['temporary', 503, true],
		['temporary', 200, true],
		['final', 500, true],
		['final', 599, true],
		['final', 501, false],
		['final', 505, false],
		['final', 404, false],
		['final', 200, false],
		['doubtful', 403, false],
		['expired', 401, false],
	] as const)('%s with status %i: %s', (kind, status, may) => {
		expect(isTransientAnswer(kind, status)).toBe(may);
		const response = { status, headers: {}, body: {}, raw: Buffer.from('{}') };
		expect(isTransient(serviceError(place, response, { kind, message: 'No' }))).toBe(may);
	});
});

describe('a fault that may pass', () => {
	const renewal = (kind: 'refused' | 'limited' | 'temporary' | 'misconfigured') =>
		new RenewalError({ kind, message: 'No token', description: '', until: 0 });

	it.each<[string, unknown, boolean]>([
		['no connection', coded('ECONNREFUSED'), true],
		['a broken connection', coded('ECONNRESET'), true],
		['no name', coded('EAI_AGAIN'), true],
		['no answer in time', coded('ETIMEDOUT'), true],
		['a wait for the pace', new WaitTimeoutError(5_000), true],
		['a token endpoint that is away', renewal('temporary'), true],
		['a token endpoint that limits', renewal('limited'), true],
		['a refused credential', renewal('refused'), false],
		['no token in the answer', renewal('misconfigured'), false],
		['a certificate that is not trusted', coded('DEPTH_ZERO_SELF_SIGNED_CERT'), false],
		['an answer that is too large', new ResponseTooLargeError(200, 1024), false],
		['a stopped execution', new CancelledError(), false],
		['a mistake in the code', new TypeError('x is not a function'), false],
	])('%s', (_what, thrown, may) => {
		expect(isTransient(thrownError(thrown, place, around))).toBe(may);
	});

	it('is not a fault of a stopped execution, nor what was never sent', () => {
		expect(
			isTransient(thrownError(coded('ECONNRESET'), place, { ...around, cancelled: true })),
		).toBe(false);
		expect(isTransient(new Error('plain'))).toBe(false);
		expect(isTransient('text')).toBe(false);
	});
});
