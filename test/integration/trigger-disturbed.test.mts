import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { sandboxCredential } from '../n8n/credentials.mts';
import { sandboxForTests } from './support/node-bench.mts';
import type { Registrar } from './support/registrations.mts';
import type { Registered } from './support/registered.mts';
import { registered } from './support/registered.mts';
import { quickRemovals, removed } from './support/removals.mts';
import { TriggerHost } from './support/triggers.mts';

/** A poll at most a second after the one before: lists are not shared longer than half of that. */
const EACH_SECOND = { item: [{ mode: 'custom', cronExpression: '* * * * * *' }] };

/** The next request is asked for again a second later. */
const BUSY = { status: 429, headers: { 'retry-after': '1' }, times: 1 };

const sandbox = sandboxForTests();
quickRemovals();
let host: TriggerHost;
let registrar: Registrar;

async function begin({
	service,
	credential,
	parameters,
	registrar: at,
}: Registered): Promise<void> {
	const typed = await sandboxCredential(sandbox(), credential);
	registrar = await at(sandbox());
	host = await TriggerHost.start(sandbox(), {
		type: `${service}Trigger`,
		service,
		credential,
		typed: { ...typed, requestsPerSecond: 5000, requestsPerDay: 0 },
		parameters: { ...parameters, pollTimes: EACH_SECOND },
	});
	await host.activate();
}

async function ids(): Promise<unknown[]> {
	return (await registrar.list()).map(({ id }) => id);
}

async function removeAll(): Promise<void> {
	for (const id of await ids()) await registrar.remove(String(id));
}

afterEach(async () => {
	await sandbox().steer('DELETE', 'faults');
	await host.stop();
});

describe.each(registered)('the registrations at $service', (given) => {
	const { service, event } = given;
	const fault = async (what: object) =>
		await sandbox().steer('POST', 'faults', { service, times: 1000, ...what });
	const taken = async () =>
		expect(await host.emit(event)).toMatchObject([
			{ delivered: true, attempts: [{ status: 200 }] },
		]);

	beforeEach(async () => {
		await begin(given);
	});

	it('that are still being made when the workflow is switched off go as well', async () => {
		await removeAll();
		await fault({ method: 'POST', path: '/?webhooks?$', ...BUSY });
		const looked = host.poll();
		await pause(300);
		await host.deactivate();
		await looked;
		await removed();
		expect(await ids()).toEqual([]);
	});

	it('that are being removed when the workflow is switched on again are made again', async () => {
		await fault({ method: 'DELETE', ...BUSY });
		await host.deactivate();
		await pause(600);
		await host.activate();
		await pause(1_500);
		await taken();
	});

	it('that never stay as they are made are made once an hour in the end, which is told', async () => {
		const requests = await host.requests(async () => {
			for (let count = 0; count < 6; count += 1) {
				for (const id of await ids()) await registrar.remove(String(id));
				await host.poll();
			}
		});
		expect(requests.filter((method) => method === 'POST')).toHaveLength(3);
		expect(host.told.at(-1)).toMatch(/Repair 3 in succession/);
		expect(host.told).toHaveLength(3);
		await host.deactivate();
		await host.activate();
		await taken();
	});

	it('are looked after although the credential could not be read at the start', async () => {
		const stored = (await sandbox().steer('GET', `secrets?service=${service}`)) as Record<
			string,
			string
		>;
		host.retype({ [given.secret]: '' });
		host = host.restarted();
		expect(await host.activate('webhook', 'init')).toBe(false);
		await removeAll();
		host.retype({ [given.secret]: stored[given.secret] ?? '' });
		await host.poll();
		await taken();
	});

	it('are made at a new address although the old ones cannot be removed, which happens later', async () => {
		const old = host.address();
		await host.move();
		host = host.restarted();
		await fault({ method: 'DELETE', status: 403 });
		await host.activate('webhook', 'init');
		expect(JSON.stringify(await registrar.list())).toContain(host.address());
		expect(host.told.join()).toMatch(/could not be removed yet/);
		await sandbox().steer('DELETE', 'faults');
		await host.poll();
		expect(JSON.stringify(await registrar.list())).not.toContain(old);
		await taken();
	});
});
