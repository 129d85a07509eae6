import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { providers } from '../../providers';
import type {
	CredentialData,
	CredentialProfile,
	Limits,
} from '../../transport/contracts/credential';
import { limitsOf } from '../../transport/rate-limit/limits';

const profiles = providers.flatMap(({ credentials }) => credentials);

function profileOf(name: string): CredentialProfile {
	const found = profiles.find((profile) => profile.name === name);
	if (!found) throw new Error(`There is no ${name}`);
	return found;
}

describe('the limits of a credential', () => {
	it.each(profiles)('are those of the service where nobody has typed others ($name)', (profile) => {
		expect(limitsOf(profile, {})).toEqual(profile.limits);
		const { requestsPerSecond, requestsPerDay } = profile.limits;
		expect(limitsOf(profile, { requestsPerSecond, requestsPerDay, processes: 1 })).toEqual(
			profile.limits,
		);
	});

	it.each([
		[{ requestsPerSecond: 4 }, { requestsPerSecond: 4, burst: 4 }],
		[{ requestsPerSecond: 0.2 }, { requestsPerSecond: 0.2, burst: 1 }],
		[{ requestsPerSecond: 0 }, {}],
		[{ requestsPerSecond: -1 }, {}],
		[{ requestsPerSecond: 'many' }, {}],
		[{ requestsPerDay: 7 }, { requestsPerDay: 7 }],
		[{ requestsPerDay: 0 }, { requestsPerDay: 0 }],
		[{ requestsPerDay: -7 }, {}],
		[{ requestsPerDay: '' }, { requestsPerDay: 0 }],
	])('with %j', (typed: CredentialData, changed: Partial<Limits>) => {
		const doo = profileOf('dooApi');
		expect(limitsOf(doo, typed)).toEqual({ ...doo.limits, ...changed });
	});
});

describe('the share of one of several processes', () => {
	it.each([
		[
			'dooApi',
			{ processes: 3 },
			{
				requestsPerSecond: 1 / 3,
				burst: 1,
				concurrency: 1,
				requestsPerDay: 333,
				shared: { processes: 3, inTurns: true },
			},
		],
		[
			'ottimateApi',
			{ processes: 4 },
			{
				requestsPerSecond: 250,
				burst: 500,
				concurrency: 7,
				requestsPerDay: 2500,
				shared: { processes: 4, inTurns: false },
			},
		],
		[
			'otesseApi',
			{ processes: 2, requestsPerSecond: 3, requestsPerDay: 1 },
			{
				requestsPerSecond: 1.5,
				burst: 1,
				concurrency: 2,
				requestsPerDay: 1,
				shared: { processes: 2, inTurns: false },
			},
		],
	])('%s with %j', (name: string, typed: CredentialData, share: Limits) => {
		expect(limitsOf(profileOf(name), typed)).toEqual(share);
	});

	it.each([undefined, '', null, 0, -2, 0.5, Number.NaN, Infinity, 'three', {}])(
		'is the whole for %j processes',
		(processes) => {
			const doo = profileOf('dooApi');
			expect(limitsOf(doo, { processes } as CredentialData)).toEqual(doo.limits);
		},
	);

	it('takes a number that an expression gives as text, without its fraction', () => {
		expect(limitsOf(profileOf('dooApi'), { processes: '2' }).shared?.processes).toBe(2);
		expect(limitsOf(profileOf('dooApi'), { processes: 2.9 }).shared?.processes).toBe(2);
	});

	it('adds up to no more than the whole, unless one each is more, and is never nothing', () => {
		const some = fc.integer({ min: 1, max: 10_000 });
		fc.assert(
			fc.property(some, some, some, some, fc.integer({ min: 2, max: 200 }), (a, b, c, d, n) => {
				const limits = { requestsPerSecond: a, burst: b, concurrency: c, requestsPerDay: d };
				const share = limitsOf({ ...profileOf('dooApi'), limits }, { processes: n });
				expect(share.requestsPerSecond * n).toBeCloseTo(a, 6);
				for (const name of ['burst', 'concurrency', 'requestsPerDay'] as const) {
					expect(share[name]).toBeGreaterThanOrEqual(1);
					expect(share[name] * n).toBeLessThanOrEqual(Math.max(limits[name], n));
				}
				expect(share.shared?.inTurns).toBe(b < n);
			}),
		);
	});

	it('of no daily budget is none', () => {
		expect(limitsOf(profileOf('otoApi'), { processes: 5 }).requestsPerDay).toBe(0);
	});
});
