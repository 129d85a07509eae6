import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import { sandboxCredential } from '../n8n/credentials.mts';
import type { CredentialTypeName } from '../n8n/credentials.mts';
import { sandboxForTests } from './support/node-bench.mts';
import type { Registrar } from './support/registrations.mts';
import { atOtesse } from '../services/otesse/registrar.mts';
import { quickRemovals, removed } from './support/removals.mts';
import { TriggerHost } from './support/triggers.mts';

const sandbox = sandboxForTests();
quickRemovals();
let host: TriggerHost;
let otesse: Registrar;

async function start(
	parameters: INodeParameters,
	credential: CredentialTypeName = 'otesseApi',
): Promise<TriggerHost> {
	const typed = await sandboxCredential(sandbox(), credential);
	return await TriggerHost.start(sandbox(), {
		type: 'otesseTrigger',
		service: 'otesse',
		credential,
		typed: { ...typed, requestsPerSecond: 5000, requestsPerDay: 0 },
		parameters: { authentication: credential, ...parameters },
	});
}

/** The node's address, with a part that nobody can guess. */
const own = (mode: 'webhook' | 'webhook-test' = 'webhook') =>
	expect.stringMatching(
		new RegExp(`^${host.address('webhook', mode)}\\?id=[\\w-]{12}&key=[\\w-]{43}$`),
	);

beforeEach(async () => {
	otesse = await atOtesse(sandbox());
	host = await start({ events: ['booking.*', 'payment.failed'] });
});
afterEach(async () => {
	await host.stop();
});

describe('the registration at Otesse', () => {
	it('is made once, and kept as long as it fits', async () => {
		expect(await host.requests(async () => await host.activate())).toEqual(['GET', 'POST']);
		expect(await otesse.list()).toMatchObject([
			{
				url: own(),
				events: ['booking.*', 'payment.failed'],
				description: 'n8n workflow w1',
			},
		]);
		// One look of the poll, one of the hook.
		expect(await host.requests(async () => await host.activate())).toEqual(['GET', 'GET']);
		host = host.restarted();
		expect(await host.exists()).toBe(true);
	});

	it('follows the node where its events change, and keeps its secret', async () => {
		await host.activate();
		const [before] = await otesse.list();
		host.node.parameters = { ...host.node.parameters, events: ['invoice.paid'] };
		expect(await host.requests(async () => await host.activate())).toEqual(['GET', 'PATCH']);
		expect(await otesse.list()).toEqual([{ ...before, events: ['invoice.paid'] }]);
		expect(await host.emit('invoice.paid')).toMatchObject([{ delivered: true }]);
		expect(host.items).toHaveLength(1);
	});

	it('follows names that somebody typed, each once', async () => {
		host.node.parameters = { ...host.node.parameters, otherEvents: ' webhook.test,booking.* ,, ' };
		await host.activate();
		expect((await otesse.list())[0]?.events).toEqual([
			'booking.*',
			'payment.failed',
			'webhook.test',
		]);
	});

	it('stays as it is where the node was renamed, or its static data is lost', async () => {
		await host.activate();
		const before = await otesse.list();
		host.node.name = 'Renamed';
		host = host.restarted();
		expect(await host.requests(async () => await host.activate())).toEqual(['GET']);
		expect(await otesse.list()).toEqual(before);
		expect(await host.emit('booking.created')).toMatchObject([{ delivered: true }]);
	});

	it('is made again where somebody has removed it, or Otesse has disabled it', async () => {
		await host.activate();
		const [first] = await otesse.list();
		await otesse.remove(String(first?.id));
		await host.activate();
		const [second] = await otesse.list();
		await sandbox().steer('POST', 'settings', { timeCompression: 1e9 });
		host.take = () => ({ status: 500 });
		for (let count = 0; count < 13; count += 1) await host.emit('booking.created');
		expect((await otesse.list())[0]?.status).toBe('disabled');
		await host.activate();
		const third = await otesse.list();
		expect(third).toMatchObject([{ status: 'active' }]);
		expect(third[0]?.id).not.toBe(second?.id);
	});

	it('takes strays with it, and leaves those of others alone', async () => {
		await otesse.add({ url: host.address(), events: ['*'] });
		await otesse.add({ url: `${host.address()}?old=1`, events: ['*'] });
		const others = [
			`${host.address()}2`,
			host.address('webhook', 'webhook-test'),
			'https://example.com/x',
		];
		for (const url of others) await otesse.add({ url, events: ['*'] });
		await host.activate();
		const urls = async () => (await otesse.list()).map(({ url }) => url);
		expect(await urls()).toEqual([...others, own()]);
		await otesse.add({ url: host.address(), events: ['*'] });
		expect(await host.exists()).toBe(false);
		await host.activate();
		expect(await urls()).toEqual([...others, own()]);
		await host.deactivate();
		await removed();
		expect(await urls()).toEqual(others);
	});

	it('goes with the workflow, also twice and when it is gone already', async () => {
		await host.activate();
		expect(JSON.stringify(host.staticData)).not.toContain('whsec_');
		await host.deactivate();
		await removed();
		expect(await otesse.list()).toEqual([]);
		await host.deactivate();
		await removed();
		await host.activate();
		const since = await host.requests(async () => {
			await Promise.all([host.deactivate(), host.deactivate()]);
			await removed();
		});
		expect(since).toEqual(['GET', 'DELETE']);
		expect(await otesse.list()).toEqual([]);
	});

	it('that cannot be removed is told', async () => {
		await host.activate();
		await sandbox().steer('POST', 'faults', {
			faults: [
				{
					service: 'otesse',
					method: 'DELETE',
					status: 404,
					times: 9,
					body: { error: { message: 'not here' } },
				},
			],
		});
		await host.deactivate();
		await removed();
		expect(host.told).toEqual([expect.stringContaining(': Otesse: not here.')]);
		expect(await otesse.list()).toHaveLength(1);
	});

	it('that cannot be made is told, with the service’s words and what to do', async () => {
		await sandbox().steer('POST', 'config', { service: 'otesse', variant: 'https-only' });
		await expect(host.activate()).rejects.toThrow(/public https address/);
		await sandbox().steer('POST', 'config', { service: 'otesse', variant: null });
		host.node.parameters = { authentication: 'otesseApi', events: [] };
		await expect(host.activate()).rejects.toThrow('No event is selected');
		host.node.parameters = { authentication: 'otesseApi', events: ['booking.eaten'] };
		await expect(host.activate()).rejects.toThrow(/must name known events/);
		expect(await otesse.list()).toEqual([]);
	});

	it('for a test is a second one, and goes without the first', async () => {
		await host.activate();
		await host.activate('webhook-test');
		const urls = async () => (await otesse.list()).map(({ url }) => url);
		expect(await urls()).toEqual([own(), own('webhook-test')]);
		await host.deactivate('webhook-test');
		expect(await urls()).toEqual([own()]);
	});

	it.each<CredentialTypeName>(['otesseApi', 'otesseAppApi'])('is made with %s', async (type) => {
		await host.stop();
		host = await start({ events: ['*'] }, type);
		await host.activate();
		expect(await otesse.list()).toHaveLength(1);
	});
});

describe('an answer without the list of registrations', () => {
	it('changes nothing: what is there is neither forgotten nor made twice', async () => {
		await host.activate();
		const before = host.staticData;
		const damaged = async () =>
			await sandbox().steer('POST', 'faults', {
				faults: [
					{
						service: 'otesse',
						method: 'GET',
						path: '/webhooks$',
						status: 200,
						times: 1000,
						body: { detail: 'maintenance' },
					},
				],
			});
		const words = /answered without a list/;
		await damaged();
		await expect(host.activate()).rejects.toThrow(words);
		expect(host.staticData).toEqual(before);
		await host.deactivate();
		await removed();
		expect(host.told).not.toEqual([]);
		for (const line of host.told) expect(line).toMatch(words);
		await sandbox().steer('DELETE', 'faults');
		expect(host.staticData).toEqual(before);
		const registered = (await otesse.list()).length;
		expect(registered).toBeGreaterThan(0);
		await host.activate();
		expect(await otesse.list()).toHaveLength(registered);
	});
});

describe('deliveries of Otesse', () => {
	it('start the workflow with body, ID and type', async () => {
		await host.activate();
		expect(await host.emit('booking.created', { id: 'evt_1' })).toMatchObject([
			{ delivered: true, attempts: [{ status: 200 }] },
		]);
		expect(host.items).toMatchObject([
			{
				json: {
					id: 'evt_1',
					type: 'booking.created',
					data: { customer_id: expect.stringMatching(/^cust_/) },
					previous_data: null,
					eventKey: 'evt_1',
					eventType: 'booking.created',
				},
			},
		]);
	});

	it('come in the form of the admin manual, whose test call starts nothing', async () => {
		await sandbox().steer('POST', 'config', { service: 'otesse', variant: 'set-b-webhooks' });
		await sandbox().steer('POST', 'settings', { timeCompression: 1000 });
		host.node.parameters = { ...host.node.parameters, events: ['*'] };
		await host.activate();
		expect(await host.emit('booking.created')).toMatchObject([{ delivered: true }]);
		expect(host.items.map(({ json }) => json.type)).toEqual(['booking.created']);
	});

	it('twice are dropped, under way are asked for again, refused by n8n come again', async () => {
		await host.activate();
		await host.emit('booking.created', { id: 'evt_1' });
		expect(await host.emit('booking.created', { id: 'evt_1' })).toMatchObject([
			{ delivered: true },
		]);
		expect(host.items).toHaveLength(1);

		host.take = () => ({ status: 200, holdMs: 100 });
		const same = [1, 2].map(async () => await host.emit('booking.created', { id: 'evt_2' }));
		const statuses = (await Promise.all(same)).map(([result]) =>
			result?.attempts.map(({ status }) => status),
		);
		expect(statuses).toContainEqual([200]);
		expect(statuses).toContainEqual(expect.arrayContaining([503, 200]));
		expect(host.items).toHaveLength(2);

		const answers = [500, 200];
		host.take = () => ({ status: answers.shift() ?? 200 });
		const [third] = await host.emit('booking.created', { id: 'evt_3' });
		expect(third?.attempts.map(({ status }) => status)).toEqual([500, 200]);
		expect(host.items).toHaveLength(3);
	});

	it('pass twice across a restart, with the same ID', async () => {
		await host.activate();
		await host.emit('booking.created', { id: 'evt_1' });
		host = host.restarted();
		await host.emit('booking.created', { id: 'evt_1' });
		const same = { json: { eventKey: 'evt_1' } };
		expect(host.items).toMatchObject([same, same]);
	});

	it('that are forged, old or not wanted start nothing', async () => {
		await host.activate();
		await sandbox().steer('POST', 'settings', { timeCompression: 1e9 });
		const body = JSON.stringify({ id: 'evt_9', type: 'booking.created', data: {} });
		const refused = { status: 401, json: { message: 'refused', description: '' } };
		expect(await host.call(host.address(), body)).toEqual(refused);
		expect(
			await host.call(host.address(), body, { 'x-otesse-signature': 'ab'.repeat(32) }),
		).toEqual(refused);
		const old = new Date(Date.now() - 73 * 3_600_000).toISOString();
		const [stale] = await host.emit('booking.created', { created_at: old });
		expect(stale).toMatchObject({
			delivered: false,
			attempts: expect.arrayContaining([
				{ at: expect.any(Number), status: 401, body: JSON.stringify(refused.json) },
			]),
		});
		host.node.parameters = { ...host.node.parameters, options: { maximumAge: 0 } };
		await host.activate();
		expect(await host.emit('booking.created', { created_at: old })).toMatchObject([
			{ delivered: true },
		]);
		expect(host.items).toHaveLength(1);
		host.node.parameters = { ...host.node.parameters, events: ['payment.failed'] };
		host.publishedBefore();
		expect(await host.emit('booking.created')).toMatchObject([{ delivered: true }]);
		expect(host.items).toHaveLength(1);
	});

	it('to the test address start the test', async () => {
		await host.activate('webhook-test');
		expect(await host.emit('booking.created')).toMatchObject([{ delivered: true }]);
		expect(host.items).toHaveLength(1);
	});
});

describe('a registration whose secret was changed at Otesse', () => {
	/** Lists are not shared longer than half of that. */
	const EACH_SECOND = { item: [{ mode: 'custom', cronExpression: '* * * * * *' }] };

	/** A delivery that only the address proves. */
	const misfit = async (url: unknown) => {
		const body = JSON.stringify({ id: 'e', type: 'booking.created', data: {} });
		const answer = await host.call(String(url), body, { 'x-otesse-signature': 'ab'.repeat(32) });
		expect(answer.status).toBe(401);
	};

	beforeEach(async () => {
		host = await start({ events: ['booking.created'], pollTimes: EACH_SECOND });
		await host.activate();
	});

	it('is made again when the workflow is switched off and on', async () => {
		const [before] = await otesse.list();
		await misfit(before?.url);
		await host.deactivate();
		await host.activate();
		const [after, ...rest] = await otesse.list();
		expect(rest).toEqual([]);
		expect(after?.id).not.toBe(before?.id);
		await host.emit('booking.created');
		expect(host.items).toHaveLength(1);
	});

	it('is made again once, although deliveries of the old one still come', async () => {
		const [before] = await otesse.list();
		await misfit(before?.url);
		await host.poll();
		const [after] = await otesse.list();
		expect(after?.id).not.toBe(before?.id);
		await misfit(before?.url);
		await host.poll();
		expect(await otesse.list()).toEqual([after]);
	});
});

describe('registrations of version 0.1.0', () => {
	it('of Otesse are good until they are replaced at the next start', async () => {
		host = await start({ events: ['booking.created'] });
		const made = (await otesse.add({ url: host.address(), events: ['booking.created'] })) as {
			id: string;
			secret: string;
		};
		const keys = { secret: made.secret };
		host.staticData = {
			'node:Trigger': { registrations: [{ slot: 'events', id: made.id, keys, mark: 'm' }] },
		};
		const next = host.restarted();
		next.publishedBefore();
		expect(await next.emit('booking.created')).toMatchObject([{ delivered: true }]);
		await next.activate('webhook', 'init');
		expect(JSON.stringify(next.staticData)).not.toContain(made.secret);
		const [row, ...rest] = await otesse.list();
		expect([rest, row?.id === made.id]).toEqual([[], false]);
		expect(await next.emit('booking.created')).toMatchObject([{ delivered: true }]);
		await next.stop();
	});
});
