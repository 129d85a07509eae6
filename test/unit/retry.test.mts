import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import {
	backoffMs,
	faultCode,
	isNeverSent,
	requestedWaitMs,
	retryAfterFault,
	tlsFaultOf,
} from '../../transport/http/retry';

const NOW = Date.parse('2026-03-01T12:00:00Z');

describe('the code of a connection fault', () => {
	it.each([
		[{ code: 'ECONNRESET' }, 'ECONNRESET'],
		[{ cause: { cause: { code: 'ETIMEDOUT' } } }, 'ETIMEDOUT'],
		[{ httpCode: 'ECONNREFUSED' }, 'ECONNREFUSED'],
		[{ httpCode: 'HPE_INVALID_CONSTANT' }, 'HPE_INVALID_CONSTANT'],
		[{ httpCode: '503' }, undefined],
		[{ httpCode: null, message: 'x' }, undefined],
		[new Error('x'), undefined],
		['ECONNRESET', undefined],
		[null, undefined],
	])('in %j is %s', (error, code) => {
		expect(faultCode(error)).toBe(code);
	});
});

describe('how long a service asks to wait', () => {
	it.each([
		['30', 30_000],
		[' 1 ', 1_000],
		['0', 0],
		['1.5', 1_500],
		['Sun, 01 Mar 2026 12:00:20 GMT', 20_000],
		['Sun, 01 Mar 2026 11:00:00 GMT', 0],
		['2026-03-01T12:01:00Z', 60_000],
		['2026-03-01T13:01:00+01:00', 60_000],
		['2026-03-01T12:01:00.500', 60_500],
		['2026-03-01 12:01:00', 60_000],
		['2026-03-02', 43_200_000],
		['Sunday, 01-Mar-26 12:00:20 GMT', 20_000],
		['Sun Mar  1 12:00:20 2026', 20_000],
		['30, 30', 30_000],
		['86400', 86_400_000],
		['90000', 90_000],
		[String(NOW / 1000 + 30), 30_000],
		[String(NOW + 30_000), 30_000],
		['1794224354696000', 86_400_000],
		['9'.repeat(400), 86_400_000],
		['Sun, 01 Mar 2099 12:00:20 GMT', 86_400_000],
		['-5', undefined],
		['1e3', undefined],
		['0x10', undefined],
		['5 minutes', undefined],
		['2026-13-41', undefined],
		['soon', undefined],
		['', undefined],
	])('Retry-After %j is %s ms', (after, wait) => {
		expect(requestedWaitMs({ 'retry-after': after }, NOW)).toBe(wait);
	});

	it.each([
		[String(NOW / 1000 + 40), 40_000],
		[String(NOW / 1000 - 40), 0],
		['15', 15_000],
		[String(NOW + 40_000), 40_000],
		[String(NOW - 40_000), 0],
		['2026-03-01T12:00:40Z', 40_000],
		['Sun, 01 Mar 2026 12:00:40 GMT', 40_000],
		['15.5', 15_500],
		['100000', 100_000],
		['1e400', undefined],
		['0', undefined],
		['-5', undefined],
		['', undefined],
		['never', undefined],
	])('X-RateLimit-Reset %j is %s ms', (reset, wait) => {
		expect(requestedWaitMs({ 'x-ratelimit-reset': reset }, NOW)).toBe(wait);
	});

	it('Retry-After goes before the reset header, unless it says nothing', () => {
		expect(requestedWaitMs({ 'retry-after': '2', 'x-ratelimit-reset': '9' }, NOW)).toBe(2_000);
		expect(requestedWaitMs({ 'retry-after': 'soon', 'x-ratelimit-reset': '9' }, NOW)).toBe(9_000);
		expect(requestedWaitMs({}, NOW)).toBeUndefined();
	});

	it('is never negative, never more than a day, and always a number, whatever stands there', () => {
		const text = fc.oneof(fc.string(), fc.integer().map(String), fc.double().map(String));
		fc.assert(
			fc.property(text, text, (after, reset) => {
				const wait = requestedWaitMs({ 'retry-after': after, 'x-ratelimit-reset': reset }, NOW);
				if (wait === undefined) return;
				expect(wait).toBeGreaterThanOrEqual(0);
				expect(wait).toBeLessThanOrEqual(86_400_000);
			}),
		);
	});
});

describe('back-off', () => {
	it.each([
		[1, 200, 400],
		[2, 400, 800],
		[4, 1_600, 3_200],
		[7, 10_000, 20_000],
		[100, 10_000, 20_000],
	])('attempt %i waits %i to %i ms', (attempt, least, most) => {
		expect(backoffMs(attempt, () => 0)).toBe(least);
		expect(backoffMs(attempt, () => 1)).toBe(most);
		const wait = backoffMs(attempt);
		expect(wait).toBeGreaterThanOrEqual(least);
		expect(wait).toBeLessThanOrEqual(most);
	});
});

/** As Node.js makes it, and as n8n 2 and n8n 1 hand it over. */
function handedOver(code: string, message: string): object[] {
	const error = Object.assign(new Error(message), { code });
	const words = { message: 'The connection was closed unexpectedly', messages: [message] };
	return [error, { cause: { code, message, cause: error } }, { httpCode: code, ...words }];
}

describe('a request was', () => {
	it.each([
		['ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:9'],
		['ENOTFOUND', 'getaddrinfo ENOTFOUND nowhere.example'],
		['EAI_AGAIN', 'getaddrinfo EAI_AGAIN nowhere.example'],
		['ETIMEDOUT', 'connect ETIMEDOUT 192.0.2.1:443'],
		['EACCES', 'connect EACCES 192.0.2.1:443'],
		[
			'ECONNRESET',
			'Client network socket disconnected before secure TLS connection was established',
		],
		['CERT_HAS_EXPIRED', 'certificate has expired'],
		['EPROTO', 'write EPROTO 40:error:0A00010B:SSL routines::wrong version number'],
	])('never sent after %s (%s)', (code, message) => {
		expect(handedOver(code, message).map(isNeverSent)).toEqual([true, true, true]);
	});

	it.each([
		['ECONNRESET', 'read ECONNRESET'],
		['ECONNRESET', 'socket hang up'],
		['EPIPE', 'write EPIPE'],
		['ETIMEDOUT', 'The answer came too slowly'],
		['ECONNABORTED', 'timeout of 100ms exceeded'],
		['EPROTO', 'write EPROTO 40:error:0A000119:SSL routines::decryption failed or bad record mac'],
		['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', 'decryption failed or bad record mac'],
		['Z_DATA_ERROR', 'incorrect header check'],
	])('perhaps sent after %s (%s)', (code, message) => {
		expect(handedOver(code, message).map(isNeverSent)).toEqual([false, false, false]);
	});

	it('perhaps sent where nothing is known', () => {
		expect([undefined, null, 'x', new Error('x'), {}].some(isNeverSent)).toBe(false);
	});
});

it.each([
	['DEPTH_ZERO_SELF_SIGNED_CERT', 'untrusted'],
	['SELF_SIGNED_CERT_IN_CHAIN', 'untrusted'],
	['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'untrusted'],
	['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'untrusted'],
	['CERT_HAS_EXPIRED', 'dated'],
	['CERT_NOT_YET_VALID', 'dated'],
	['ERR_TLS_CERT_ALTNAME_INVALID', 'name'],
	['HOSTNAME_MISMATCH', 'name'],
	['CERT_REVOKED', 'certificate'],
	['CERT_SIGNATURE_FAILURE', 'certificate'],
	['EPROTO', 'protocol'],
	['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'protocol'],
])('%s is a fault of the secure connection (%s), and not repeated', (code, kind) => {
	for (const error of handedOver(code, 'x')) {
		expect(tlsFaultOf(error)).toBe(kind);
		expect(retryAfterFault(error, 'safe', 1).waitMs).toBeUndefined();
	}
});
