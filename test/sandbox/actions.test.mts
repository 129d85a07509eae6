import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { simulators } from '../services/simulators.mts';
import { seedStart } from './core/seed-date.mts';
import { actAt, call, listAt } from './http.mts';
import type { Sandbox } from './server.mts';
import { startSandbox } from './server.mts';

const DAY_MS = 86_400_000;

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ port: 0 });
});

beforeEach(async () => {
	await sandbox.steer('POST', 'reset');
});

afterAll(async () => {
	await sandbox.close();
});

const act = async (service: string, action: string) => await actAt(sandbox, service, action);

describe('the actions of', () => {
	const all = simulators.flatMap(({ id, actions = [] }) =>
		actions.map((action) => [id, action.id]),
	);

	it.each(all)(
		'%s: %s can be done again and again, each time to another record',
		async (id, action) => {
			const sentences = [await act(id, action), await act(id, action), await act(id, action)];
			expect(new Set(sentences).size).toBe(action === 'shipmentError' ? 1 : 3);
		},
	);

	it('a service are named where one is unknown', async () => {
		for (const { id, actions = [] } of simulators) {
			const known = actions.map((action) => action.id).join(', ');
			await expect(act(id, 'dance')).rejects.toThrow(`those of ${id}: ${known}`);
		}
	});
});

describe('a fault with seconds', () => {
	it('hits every request of that time, and none after it', async () => {
		const headers = { authorization: 'Token sandbox-ooti-api-token' };
		const status = async () =>
			(await call(`${sandbox.baseUrls.ooti}/organizations/membership/`, { headers })).status;
		const usual = await status();
		await sandbox.steer('POST', 'faults', { service: 'ooti', status: 503, seconds: 60 });
		expect([await status(), await status(), await status()]).toEqual([503, 503, 503]);
		await sandbox.steer('POST', 'settings', { advanceSeconds: 61 });
		expect(await status()).toBe(usual);
	});
});

describe('the log', () => {
	it('can be limited to its newest entries', async () => {
		for (const path of ['/a', '/b', '/c']) await call(`${sandbox.baseUrls.ooti}${path}`);
		const entries = listAt(await sandbox.steer('GET', 'log?last=2'), 'entries');
		expect(entries).toMatchObject([{ path: '/b' }, { path: '/c' }]);
		await expect(sandbox.steer('GET', 'log?last=0')).rejects.toThrow('The value of last');
	});
});

describe('the dates of seeds', () => {
	afterEach(() => {
		delete process.env.SANDBOX_DATES;
	});

	it('are fixed, or end in the last week on the same weekday', () => {
		const fixed = Date.UTC(2026, 0, 1, 8);
		expect(seedStart(fixed, 30)).toBe(fixed);
		process.env.SANDBOX_DATES = 'recent';
		const moved = seedStart(fixed, 30);
		const age = Date.now() - (moved + 30 * DAY_MS);
		expect(age).toBeGreaterThanOrEqual(0);
		expect(age).toBeLessThan(7 * DAY_MS);
		expect((moved - fixed) % (7 * DAY_MS)).toBe(0);
	});
});
