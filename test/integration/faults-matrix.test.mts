import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { valueAt } from '../../transport/core/json';
import type { Sandbox } from '../sandbox/server.mts';
import { startSandbox } from '../sandbox/server.mts';
import { always, forEver, LOST, once, says } from './support/fault-rows.mts';
import { kinds, ThreeKinds } from './support/three-kinds.mts';

let sandbox: Sandbox;
let service: ThreeKinds;

beforeAll(async () => {
	sandbox = await startSandbox({ port: 0 });
	service = await ThreeKinds.start(sandbox);
	await Promise.all(kinds.map(async (kind) => await service.meet(kind)));
});
afterAll(async () => {
	await sandbox.close();
});
afterEach(async () => {
	await sandbox.steer('DELETE', 'faults');
});

describe('a fault that comes once', () => {
	it.each(once)('%s', async (_fault, faults, expected, options = {}) => {
		const met = await Promise.all(
			kinds.map(async (kind) => ({ kind, ...(await service.meet(kind, faults, options)) })),
		);
		expect(Object.fromEntries(met.map(({ kind, outcome }) => [kind, outcome]))).toEqual(expected);
		for (const { kind, calls } of met) {
			const keys = new Set(calls.map(({ headers }) => headers['idempotency-key']));
			expect([kind, keys.size, keys.has(undefined)]).toEqual([kind, 1, kind !== 'keyed']);
			expect(new Set(calls.map(({ rawBody }) => rawBody)).size).toBe(1);
		}
	});

	it('429 with a date is waited for', async () => {
		const met = await Promise.all(
			kinds.map(async (kind) => {
				const date = new Date(Date.now() + 2_000).toUTCString();
				const faults = [{ status: 429, headers: { 'retry-after': date } }];
				return { date: Date.parse(date), ...(await service.meet(kind, faults)) };
			}),
		);
		for (const { outcome, calls, date } of met) {
			expect(outcome).toBe('2x done');
			expect(calls[1]?.at).toBeGreaterThanOrEqual(date);
		}
	});
});

describe('a fault that does not pass', () => {
	it.each(always)('%s', async (_fault, faults, expected, options = {}) => {
		const outcomes = await Promise.all(
			kinds.map(async (kind) => [kind, (await service.meet(kind, faults, options)).outcome]),
		);
		expect(Object.fromEntries(outcomes)).toEqual(expected);
	});

	it('401: one renewal, a question whether the new token is good, and an end', async () => {
		const met = await Promise.all(
			kinds.map(async (kind) => {
				const own = await ThreeKinds.start(sandbox);
				const { outcome, calls } = await own.meet(kind, [{ status: 401, body: says, ...forEver }]);
				return { kind, outcome, sent: calls.map(({ headers }) => headers.authorization) };
			}),
		);
		for (const { kind, outcome, sent } of met) {
			expect([kind, outcome]).toEqual([kind, expect.stringMatching(/^2x Ottimate/)]);
			expect(new Set(sent).size).toBe(sent.length);
		}
	});

	it('a wait that is too long fails at once, and says for how long', async () => {
		const own = await ThreeKinds.start(sandbox);
		for (const kind of kinds) {
			const faults = [{ status: 429, headers: { 'retry-after': '3600' } }];
			const { outcome, error } = await (
				kind === 'read' ? own : await ThreeKinds.start(sandbox)
			).meet(kind, faults);
			expect(outcome).toBe('1x Ottimate: HTTP status 429');
			expect(error?.description).toContain('The service asks to wait 3600 seconds.');
		}
	});
});

describe('a keyed write', () => {
	it('that was carried out although its answer was lost is not carried out twice', async () => {
		const made = [];
		for (const faults of [[], [{ reset: 'after' as const }], []]) {
			const { items, outcome } = await service.meet('keyed', faults);
			expect(outcome).toMatch(/done$/);
			made.push(Number(valueAt(items[0]?.json, 'vendor.id')));
		}
		const [first = 0] = made;
		expect(made).toEqual([first, first + 1, first + 2]);
	});

	it('that is still running when it is repeated is waited for', async () => {
		await sandbox.steer('POST', 'config', { service: 'ottimate', latencyMs: 0 });
		const running = { status: 409, body: { code: 'Conflict', message: 'Still running' }, times: 2 };
		const { outcome } = await service.meet('keyed', [{ reset: 'after' }, running]);
		expect(outcome).toBe('4x done');
	});

	it('is repeated by n8n with the same key', async () => {
		const faults = [{ status: 500, body: says }];
		const rules = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
		const { outcome, calls } = await service.meet('keyed', faults, {}, rules);
		expect(outcome).toBe('2x done');
		expect(new Set(calls.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
	});

	it('in doubt tells how it can be repeated', async () => {
		const { error } = await service.meet('keyed', [{ status: 504, times: 1000 }]);
		expect(error?.description).toMatch(
			/tried 4 times.*check there.*"Retry On Fail".*same idempotency/,
		);
	});
});

describe('a service that cannot be reached', () => {
	it('is tried again by all, without doubt', async () => {
		const { ottimate = '' } = sandbox.baseUrls;
		const tokenUrl = `${ottimate}/oauth/token`;
		const gone = await ThreeKinds.start(sandbox, { baseUrl: 'http://127.0.0.1:9/v1', tokenUrl });
		const met = await Promise.all(kinds.map(async (kind) => await gone.meet(kind)));
		expect(met.map(({ outcome }) => outcome)).toEqual([`0x ${LOST}`, `0x ${LOST}`, `0x ${LOST}`]);
		expect(met.every(({ error }) => /econnrefused/.test(error?.description ?? ''))).toBe(true);
	});
});
