import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { momentOf, sameSecret } from '../../transport/webhooks/signature';

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
