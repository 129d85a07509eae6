import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { ootiClient } from '../services/ooti/client.mts';
import { otesseClient } from '../services/otesse/client.mts';
import { otoClient } from '../services/oto/client.mts';
import { ottimateClient } from '../services/ottimate/client.mts';
import { simulators } from '../services/simulators.mts';
import { seedStart } from './core/seed-date.mts';
import { call, listAt } from './http.mts';
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

async function act(service: string, action: string): Promise<string> {
	const answer = await sandbox.steer('POST', 'actions', { service, action });
	return (answer as { done: string }).done;
}

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

	it('OTO deliver an order, and a new one can be read', async () => {
		const oto = await otoClient(sandbox);
		const statusOf = async (sentence: string) => {
			const [, orderId = ''] = /[Oo]rder (\S+)/.exec(sentence) ?? [];
			return (await oto.call('POST', '/orderStatus', { orderId })).status;
		};
		expect(await statusOf(await act('oto', 'deliver'))).toBe('delivered');
		expect(await statusOf(await act('oto', 'newOrder'))).toBe('new');
	});

	it('Ottimate put an invoice at the head of the list, and approve one', async () => {
		const ottimate = await ottimateClient(sandbox);
		const ready = async () => {
			const query = '/invoices?ottimate_location_ids=456,457,458,459,460,461,462,463';
			const list = await ottimate.call('GET', `${query}&status=ready-for-export`);
			return JSON.stringify(list).match(/"total_count":(\d+)/)?.[1];
		};
		const before = Number(await ready());
		expect(await act('ottimate', 'newInvoice')).toMatch(/ over 42 (USD|CAD) waits for approval/);
		expect(await act('ottimate', 'approve')).toContain('ready for export');
		expect(Number(await ready())).toBe(before + 1);
	});

	it('OOTI log hours of today', async () => {
		const ooti = ootiClient(sandbox);
		const [, id = ''] = /work log (\d+)/.exec(await act('ooti', 'logHours')) ?? [];
		const log = await ooti.call('GET', `/timelogs/worklogs/${id}/`);
		const today = new Date().toISOString().slice(0, 10).split('-').reverse().join('-');
		expect(log).toMatchObject({ hours: 3.5, date: today });
	});

	it('Otesse complete the newest confirmed booking', async () => {
		const otesse = otesseClient(sandbox);
		const [, id = ''] = /\((bk_\w+)\)/.exec(await act('otesse', 'book')) ?? [];
		expect(await act('otesse', 'complete')).toContain(id);
		expect(
			JSON.stringify(await otesse.call('GET', '/bookings?limit=100&status=completed')),
		).toContain(id);
	});

	it('a service are named where one is unknown', async () => {
		await expect(act('doo', 'dance')).rejects.toThrow('those of doo: order, checkIn');
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
		for (const path of ['/a', '/b', '/c']) await call(`${sandbox.baseUrls.oto}${path}`);
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
