import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { sandboxCredential } from '../n8n/credentials.mts';
import { sandboxForTests } from './support/node-bench.mts';
import type { Registrar, Registration } from './support/registrations.mts';
import { registered } from './support/registered.mts';
import { quickRemovals, removed } from './support/removals.mts';
import { TriggerHost } from './support/triggers.mts';

const sandbox = sandboxForTests();
quickRemovals();

describe.each(registered)('the registrations at $service', (given) => {
	const { service, credential, parameters, event } = given;
	let host: TriggerHost;
	let registrar: Registrar;

	const list = async () => await registrar.list();
	const ids = async () => (await list()).map(({ id }) => id);
	const address = (row: Registration) => JSON.stringify(row);
	const taken = async () => {
		const before = host.items.length;
		expect(await host.emit(event)).toMatchObject([
			{ delivered: true, attempts: [{ status: 200 }] },
		]);
		expect(host.items).toHaveLength(before + 1);
	};
	const fault = async (status: number) =>
		await sandbox().steer('POST', 'faults', { service, status, times: 1000 });
	const mendedOnce = async () => {
		expect(await host.poll()).toBeNull();
		expect(host.told).toEqual([
			expect.stringMatching(/did not match this node and were repaired: /),
		]);
		expect(await host.poll()).toBeNull();
		expect(host.told).toHaveLength(1);
	};

	beforeEach(async () => {
		const typed = await sandboxCredential(sandbox(), credential);
		registrar = await given.registrar(sandbox());
		host = await TriggerHost.start(sandbox(), {
			type: `${service}Trigger`,
			service,
			credential,
			typed: { ...typed, requestsPerSecond: 5000, requestsPerDay: 0 },
			// A poll at most a second after the one before: lists are not shared longer than half of that.
			parameters: {
				...parameters,
				...given.several,
				pollTimes: { item: [{ mode: 'custom', cronExpression: '* * * * * *' }] },
			},
		});
		await host.activate();
	});
	afterEach(async () => {
		await sandbox().steer('DELETE', 'faults');
		await host.stop();
	});

	it('that fit cost one request at each look', async () => {
		expect(await host.requests(async () => await host.poll())).toHaveLength(1);
		expect(host.told).toEqual([]);
	});

	it('that are gone are made again, and told', async () => {
		for (const id of await ids()) await registrar.remove(String(id));
		await mendedOnce();
		await taken();
	});

	it('are the same with no static data at all, and prove deliveries', async () => {
		host.staticData = {};
		await taken();
		const before = await ids();
		host = host.restarted();
		host.staticData = {};
		await taken();
		expect(await host.activate('webhook', 'init')).toBe(false);
		expect(await ids()).toEqual(before);
	});

	it('outlive a start while the service is away, and are mended when it is back', async () => {
		const [first] = await ids();
		await registrar.remove(String(first));
		const left = await ids();
		await fault(503);
		host = host.restarted();
		expect(await host.activate('webhook', 'init')).toBe(false);
		expect(host.told).toEqual([expect.stringMatching(/They are assumed to be registered/)]);
		await host.poll();
		await sandbox().steer('DELETE', 'faults');
		expect(await ids()).toEqual(left);
		await host.poll();
		await taken();
	}, 60_000);

	it('go to the new address of n8n, and the old ones go', async () => {
		const old = host.address();
		await host.move();
		host = host.restarted();
		const requests = await host.requests(async () => await host.activate('webhook', 'init'));
		// Nothing is in between: an event always finds a registration.
		expect(requests.indexOf('DELETE')).toBeGreaterThan(requests.lastIndexOf('POST'));
		for (const row of await list()) {
			expect(address(row)).toContain(host.address());
			expect(address(row)).not.toContain(old);
		}
		await taken();
	});

	it('of a copy of this n8n elsewhere are left alone', async () => {
		const kept = host.staticData;
		const old = host.address();
		await host.move();
		host = host.restarted();
		host.staticData = {};
		await host.activate('webhook', 'init');
		expect((await list()).filter((row) => address(row).includes(old))).not.toEqual([]);
		expect(kept).toMatchObject({ 'node:Trigger': { address: old } });
	});

	it('stay where n8n removes the node and registers it again', async () => {
		const before = await ids();
		host.node.parameters = { ...host.node.parameters, ...given.other };
		const requests = await host.requests(async () => {
			await host.deactivate();
			await host.activate();
			await removed();
		});
		const after = await ids();
		if (given.replaced) expect(requests).toEqual(given.replaced);
		else expect(after[0]).toBe(before[0]);
		await taken();
		await host.deactivate();
		await removed();
		expect(await ids()).toEqual([]);
	});

	it('follow a changed credential; deliveries with the old secrets are taken until then', async () => {
		await taken();
		const before = JSON.stringify(await list());
		const value = 'another-secret-of-the-account';
		await sandbox().steer('POST', 'secrets', { service, [given.secret]: value });
		host.retype({ [given.secret]: value });
		await taken();
		registrar = await given.registrar(sandbox());
		await host.poll();
		expect(JSON.stringify(await list())).not.toBe(before);
		await taken();
	});

	it('that cannot be looked at are told once in an hour, and no poll fails', async () => {
		await fault(403);
		for (let count = 0; count < 3; count += 1) expect(await host.poll()).toBeNull();
		expect(host.told).toEqual([expect.stringMatching(/could not be checked: /)]);
	});

	it('are not looked after once the workflow is switched off', async () => {
		await host.deactivate();
		await removed();
		expect(await host.requests(async () => await host.poll())).toEqual([]);
		expect(await ids()).toEqual([]);
	});
});
