import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { backoffMs, faultCode, isNeverSent, requestedWaitMs } from '../../transport/http/retry';

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
		['soon', undefined],
		['', undefined],
	])('Retry-After %j is %s ms', (after, wait) => {
		expect(requestedWaitMs({ 'retry-after': after }, NOW)).toBe(wait);
	});

	it.each([
		[String(NOW / 1000 + 40), 40_000],
		[String(NOW / 1000 - 40), 0],
		['15', 15_000],
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

	it('is never negative and always a number, whatever stands there', () => {
		fc.assert(
			fc.property(fc.string(), fc.string(), (after, reset) => {
				const wait = requestedWaitMs({ 'retry-after': after, 'x-ratelimit-reset': reset }, NOW);
				if (wait !== undefined) expect(wait).toBeGreaterThanOrEqual(0);
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

it.each([
	['ECONNREFUSED', true],
	['ENOTFOUND', true],
	['EAI_AGAIN', true],
	['ECONNRESET', false],
	['ETIMEDOUT', false],
	['ECONNABORTED', false],
	[undefined, false],
])('after %s the request was never sent: %s', (code, never) => {
	expect(isNeverSent(code)).toBe(never);
});
