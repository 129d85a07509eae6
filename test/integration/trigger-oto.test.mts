import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import { sandboxCredential } from '../n8n/credentials.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { atOto } from '../services/oto/registrar.mts';
import { quickRemovals, removed } from './support/removals.mts';
import { TriggerHost } from './support/triggers.mts';

const TYPES = ['newOrders', 'orderStatus', 'shipmentError', 'walletTransaction'];

const sandbox = sandboxForTests();
quickRemovals();
let host: TriggerHost;
let oto: Awaited<ReturnType<typeof atOto>>;

async function start(parameters: INodeParameters): Promise<TriggerHost> {
	const typed = await sandboxCredential(sandbox(), 'otoApi');
	return await TriggerHost.start(sandbox(), {
		type: 'otoTrigger',
		service: 'oto',
		credential: 'otoApi',
		typed: { ...typed, requestsPerSecond: 5000, requestsPerDay: 0 },
		parameters,
	});
}

const urls = async () => (await oto.list()).map(({ url }) => url);
const own = (...types: string[]) => types.map((type) => `${host.address()}?type=${type}`);

beforeEach(async () => {
	oto = await atOto(sandbox());
	host = await start({ events: TYPES });
});
afterEach(async () => {
	await host.stop();
});

describe('the registrations at OTO', () => {
	it('are one for each type, with a URL and keys of its own, and are kept', async () => {
		await host.activate();
		const rows = await oto.list();
		expect(rows).toMatchObject(own(...TYPES).map((url) => ({ url, method: 'post' })));
		const keys = rows.flatMap(({ secretKey, authorizationKey }) => [secretKey, authorizationKey]);
		expect(new Set(keys).size).toBe(8);
		for (const key of keys) expect(key).toMatch(/^[\w-]{43}$/);
		// One look of the poll, one of the hook.
		expect(await host.requests(async () => await host.activate())).toEqual(['GET', 'GET']);
	});

	it('follow the node: types come and go, the others stay', async () => {
		await host.activate();
		const before = await oto.list();
		host.node.parameters = { events: ['walletTransaction', 'orderStatus'] };
		await host.activate();
		expect(await oto.list()).toEqual([before[1], before[3]]);
		host.node.parameters = { events: ['orderStatus', 'newOrders'] };
		await host.activate();
		expect(await urls()).toEqual(own('orderStatus', 'newOrders'));
		expect((await oto.list())[0]).toEqual(before[1]);
	});

	it.each(['secretKey', 'authorizationKey'])(
		'are given their %s back where somebody has changed it',
		async (name) => {
			await host.activate();
			const [row] = await oto.list();
			await oto.change({ ...row, [name]: 'other', webhookType: 'newOrders' });
			expect(await host.emit('newOrders')).toMatchObject([{ delivered: name === 'secretKey' }]);
			const requests = await host.requests(async () => await host.activate());
			expect(requests.filter((method) => method !== 'GET')).toEqual(['PUT']);
			expect((await oto.list())[0]).toEqual(row);
			expect(await host.emit('newOrders')).toMatchObject([{ delivered: true }]);
		},
	);

	it('that somebody made in their place are removed', async () => {
		await host.activate();
		const [, row] = await oto.list();
		await oto.remove(String(row?.id));
		await oto.add({ ...row, webhookType: 'orderStatus' });
		await host.activate();
		expect((await urls()).sort()).toEqual(own(...TYPES));
		expect(await host.emit('orderStatus')).toMatchObject([{ delivered: true }]);
	});

	it('stay as they are where the node was renamed, or its static data is lost', async () => {
		await host.activate();
		const before = await oto.list();
		host.node.name = 'Renamed';
		host.staticData = {};
		expect(await host.requests(async () => await host.activate())).toEqual(['GET']);
		expect(await oto.list()).toEqual(before);
		host.staticData = {};
		for (const type of TYPES) {
			expect(await host.emit(type)).toMatchObject([{ delivered: true }]);
		}
	});

	it('have keys that are in no static data', async () => {
		await host.activate();
		const keys = (await oto.list()).flatMap((row) => [row.secretKey, row.authorizationKey]);
		for (const key of keys) expect(JSON.stringify(host.staticData)).not.toContain(key);
	});

	it('go with the workflow, also when somebody else removes them at that moment', async () => {
		await oto.add({ method: 'post', url: 'https://shop.example.com/oto' });
		await host.activate();
		await Promise.all([host.deactivate(), host.deactivate()]);
		await removed();
		expect(await urls()).toEqual(['https://shop.example.com/oto']);
		await host.deactivate();
	});

	it('are refused before anything is made where the account has no room', async () => {
		for (let count = 0; count < 7; count += 1) {
			await oto.add({ method: 'post', url: `https://shop.example.com/${count}` });
		}
		await expect(host.activate()).rejects.toMatchObject({
			message: 'OTO allows 10 webhooks per account: 7 belong to others, this node needs 4',
			description: expect.stringContaining('select fewer events'),
		});
		expect(await oto.list()).toHaveLength(7);
		host.node.parameters = { events: TYPES.slice(1) };
		await host.activate();
		expect(await oto.list()).toHaveLength(10);
	});

	it('that were made until a failure are cleaned up', async () => {
		await sandbox().steer('POST', 'faults', {
			faults: [
				{
					service: 'oto',
					method: 'POST',
					path: '/webhook',
					status: 200,
					skip: 2,
					times: 1000,
					body: { success: false, otoErrorCode: 'OTO1120', otoErrorMessage: 'Too many' },
				},
			],
		});
		await expect(host.activate()).rejects.toThrow(/Too many \[OTO1120\]/);
		host.staticData = {};
		await host.deactivate();
		await removed();
		expect(await oto.list()).toEqual([]);
	});

	it('for a test are four more, and go without the first', async () => {
		await host.activate();
		await host.activate('webhook-test');
		expect(await oto.list()).toHaveLength(8);
		await host.deactivate('webhook-test');
		expect(await urls()).toEqual(own(...TYPES));
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
						service: 'oto',
						method: 'GET',
						path: '/webhook$',
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
		const registered = (await oto.list()).length;
		expect(registered).toBeGreaterThan(0);
		await host.activate();
		expect(await oto.list()).toHaveLength(registered);
	});
});

describe('deliveries of OTO', () => {
	it.each([undefined, 'empty-status', 'bearer-key'])(
		'of all types start the workflow (variant %s)',
		async (variant) => {
			if (variant) await sandbox().steer('POST', 'config', { service: 'oto', variant });
			await host.activate();
			for (const type of TYPES) {
				expect(await host.emit(type)).toMatchObject([{ delivered: true }]);
			}
			expect(host.items.map(({ json }) => json.eventType)).toEqual(TYPES);
			const keys = host.items.map(({ json }) => String(json.eventKey));
			expect(new Set(keys).size).toBe(4);
			for (const [index, key] of keys.entries())
				expect(key.startsWith(`${TYPES[index]}:`)).toBe(true);
		},
	);

	it('begin with what happened and when, in the item', async () => {
		await host.activate();
		const timestamp = Date.now() - 60_000;
		await host.emit('orderStatus', { orderId: 'A-1', status: 'delivered', timestamp });
		const [item] = host.items;
		expect(Object.entries(item?.json ?? {}).slice(0, 3)).toEqual([
			['event', 'orderStatus'],
			['eventKey', `orderStatus:A-1:delivered:${timestamp}`],
			['occurredAt', new Date(timestamp).toISOString()],
		]);
		expect(item?.json).toMatchObject({ eventType: 'orderStatus', orderId: 'A-1' });
	});

	it.each<[INodeParameters, string[]]>([
		[{ statuses: ['delivered'] }, ['A', 'D', 'error']],
		[{ statuses: ['delivered', 'inTransit'] }, ['A', 'B', 'D', 'error']],
		[{ brands: ' villa nord , 7' }, ['A', 'D', 'error']],
		[{ locations: 'ruh-01' }, ['B', 'D', 'error']],
		[{ statuses: ['delivered'], locations: 'RUH-01' }, ['D', 'error']],
		[{}, ['A', 'B', 'D', 'error']],
	])('start the workflow only where they fit the filters %j', async (filters, taken) => {
		host.node.parameters = { events: TYPES, filters };
		await host.activate();
		const told = async (orderId: string, status: string, brandId: string, code: string) =>
			await host.emit('orderStatus', { orderId, status, brandId, pickupLocationCode: code });
		const results = [
			await told('A', 'delivered', '7', 'JED-01'),
			await told('B', 'inTransit', '8', 'RUH-01'),
			await told('D', 'delivered', '7', 'RUH-01'),
			await host.emit('shipmentError', { orderId: 'error' }),
		];
		for (const result of results) expect(result).toMatchObject([{ delivered: true }]);
		expect(host.items.map(({ json }) => json.orderId)).toEqual(taken);
	});

	it('of one order with two statuses are two, of one status one', async () => {
		await host.activate();
		const given = { orderId: 'A-1', timestamp: String(Date.now()) };
		for (const status of ['pickedUp', 'delivered', 'delivered']) {
			expect(await host.emit('orderStatus', { ...given, status })).toMatchObject([
				{ delivered: true },
			]);
		}
		expect(host.items.map(({ json }) => json.status)).toEqual(['pickedUp', 'delivered']);
	});

	it('that are forged, old or of another type start nothing', async () => {
		await host.activate();
		const now = String(Date.now());
		const old = String(Date.now() - 73 * 3_600_000);
		const signature = Buffer.alloc(32).toString('base64');
		const forged = [
			await host.emit('orderStatus', { signature }),
			await host.emit('orderStatus', { timestamp: old }),
			await host.emit('newOrders', { timestamp: Number(old) }),
			await host.emit('newOrders', { signature }),
		];
		for (const [result] of forged) {
			expect(result).toMatchObject({ delivered: false, attempts: [{ status: 401 }] });
		}
		const unsigned = JSON.stringify({ order: { otoId: 1 }, timestamp: now });
		for (const authorization of ['', 'Bearer x', 'undefined']) {
			const answer = await host.call(`${host.address()}?type=newOrders`, unsigned, {
				authorization,
			});
			expect(answer).toEqual({ status: 401, json: { message: 'refused', description: '' } });
		}
		expect(host.items).toEqual([]);
	});

	it.each(['brands', 'locations', 'statuses'])(
		'are not registered where an expression of the filter %s finds nothing',
		async (name) => {
			host.node.parameters = { events: TYPES, filters: { [name]: '={{ undefined }}' } };
			await expect(host.activate()).rejects.toThrow(/is empty/);
			expect(await urls()).toEqual([]);
		},
	);
});
