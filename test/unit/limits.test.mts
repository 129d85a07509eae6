import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { providers } from '../../providers';
import type {
	CredentialData,
	CredentialProfile,
	Limits,
} from '../../transport/contracts/credential';
import { limitsOf } from '../../transport/rate-limit/limits';
import { known } from '../services/index.mts';
import { clientType } from './support/made-up-service.mts';

const profiles = providers.flatMap(({ credentials }) => credentials);

const exampleLimits: Limits = { requestsPerSecond: 1, concurrency: 2, requestsPerDay: 1000 };
const example: CredentialProfile = { ...clientType, limits: exampleLimits };

describe('the limits of a credential', () => {
	it.each(known)('are those of the sources ($type)', ({ type, limits }) => {
		const { source: _source, ...own } = profiles.find(({ name }) => name === type)?.limits ?? {};
		expect(own).toEqual(limits);
	});

	it.each(profiles)('are those of the service where nobody has typed others ($name)', (profile) => {
		expect(limitsOf(profile, {})).toEqual(profile.limits);
		const { requestsPerSecond, requestsPerDay } = profile.limits;
		expect(limitsOf(profile, { requestsPerSecond, requestsPerDay, processes: 1 })).toEqual(
			profile.limits,
		);
	});

	it.each([
		[{ requestsPerSecond: 4 }, { requestsPerSecond: 4 }],
		[{ requestsPerSecond: 0.2 }, { requestsPerSecond: 0.2 }],
		[{ requestsPerSecond: 0 }, { requestsPerSecond: 0 }],
		[{ requestsPerSecond: '' }, { requestsPerSecond: 0 }],
		[{ requestsPerSecond: null }, {}],
		[{ requestsPerSecond: Infinity }, {}],
		[{ requestsPerSecond: -1 }, {}],
		[{ requestsPerSecond: 'many' }, {}],
		[{ requestsPerDay: 7 }, { requestsPerDay: 7 }],
		[{ requestsPerDay: 0 }, { requestsPerDay: 0 }],
		[{ requestsPerDay: -7 }, {}],
		[{ requestsPerDay: '' }, { requestsPerDay: 0 }],
	])('with %j', (typed, changed: Partial<Limits>) => {
		expect(limitsOf(example, typed as CredentialData)).toEqual({ ...exampleLimits, ...changed });
	});
});

it('another number than that of the service is another plan: its limit per minute goes, too', () => {
	const limits = { ...exampleLimits, requestsPerSecond: 20, requestsPerMinute: 100 };
	const profile = { ...example, limits };
	expect(limitsOf(profile, {}).requestsPerMinute).toBe(100);
	expect(limitsOf(profile, { requestsPerSecond: 50 }).requestsPerMinute).toBeUndefined();
	expect(limitsOf(profile, { requestsPerSecond: 20 }).requestsPerMinute).toBe(100);
});

describe('the share of one of several processes', () => {
	it.each([
		[
			exampleLimits,
			{ processes: 3 },
			{
				requestsPerSecond: 1 / 3,
				concurrency: 1,
				requestsPerDay: 333,
				shared: { processes: 3, timeSlots: true },
			},
		],
		[
			{ requestsPerSecond: 1000, concurrency: 50, requestsPerDay: 10_000 },
			{ processes: 4 },
			{
				requestsPerSecond: 250,
				concurrency: 12,
				requestsPerDay: 2500,
				shared: { processes: 4, timeSlots: false },
			},
		],
		[
			{ requestsPerSecond: 20, requestsPerMinute: 100, concurrency: 5, requestsPerDay: 0 },
			{ processes: 2, requestsPerSecond: 3, requestsPerDay: 1 },
			{
				requestsPerSecond: 1,
				concurrency: 2,
				requestsPerDay: 1,
				shared: { processes: 2, timeSlots: false },
			},
		],
		[
			{ requestsPerSecond: 20, requestsPerMinute: 100, concurrency: 5, requestsPerDay: 0 },
			{ processes: 3 },
			{
				requestsPerSecond: 6,
				requestsPerMinute: 33,
				concurrency: 1,
				requestsPerDay: 0,
				shared: { processes: 3, timeSlots: false },
			},
		],
		[
			{ requestsPerSecond: 0, concurrency: 20, requestsPerDay: 0 },
			{ processes: 2 },
			{
				requestsPerSecond: 0,
				concurrency: 10,
				requestsPerDay: 0,
				shared: { processes: 2, timeSlots: false },
			},
		],
	])('of %j with %j', (limits: Limits, typed: CredentialData, share: Limits) => {
		expect(limitsOf({ ...example, limits }, typed)).toEqual(share);
	});

	it.each([undefined, '', null, 0, -2, 0.5, Number.NaN, Infinity, 'three', {}])(
		'is the whole for %j processes',
		(processes) => {
			expect(limitsOf(example, { processes } as CredentialData)).toEqual(exampleLimits);
		},
	);

	it('takes a number that an expression gives as text, without its fraction', () => {
		expect(limitsOf(example, { processes: '2' }).shared?.processes).toBe(2);
		expect(limitsOf(example, { processes: 2.9 }).shared?.processes).toBe(2);
	});

	it('adds up to no more than the whole, unless one each is more, and is never nothing', () => {
		const some = fc.integer({ min: 1, max: 10_000 });
		fc.assert(
			fc.property(some, some, some, some, fc.integer({ min: 2, max: 200 }), (a, b, c, d, n) => {
				const limits = {
					requestsPerSecond: a,
					requestsPerMinute: b,
					concurrency: c,
					requestsPerDay: d,
				};
				const share = limitsOf({ ...example, limits }, { processes: n });
				expect(share.requestsPerSecond * n).toBeLessThanOrEqual(a + 1e-6);
				expect(share.requestsPerSecond).toBeGreaterThan(a / n / 2);
				for (const name of ['requestsPerMinute', 'concurrency', 'requestsPerDay'] as const) {
					expect(share[name] ?? 0).toBeGreaterThanOrEqual(1);
					expect((share[name] ?? 0) * n).toBeLessThanOrEqual(Math.max(limits[name], n));
				}
				expect(share.shared?.timeSlots).toBe(a < n);
			}),
		);
	});

	it('of no daily budget is none', () => {
		expect(
			limitsOf({ ...example, limits: { ...exampleLimits, requestsPerDay: 0 } }, { processes: 5 })
				.requestsPerDay,
		).toBe(0);
	});
});
