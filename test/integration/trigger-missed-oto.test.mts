import { beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { CURRENT, PREVIOUS } from '../n8n/versions.mts';
import { otoClient } from '../services/oto/client.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { missedEvents } from './support/missed-events.mts';
import type { ServiceClient } from './support/service-client.mts';

const sandbox = sandboxForTests();

const bench = missedEvents(sandbox);

const since = (moment: string) => ({ options: { since: moment } });

describe.each([CURRENT, PREVIOUS])('events that were missed, in n8n %s', (version) => {
	describe('of OTO', () => {
		let oto: ServiceClient;

		let day: string;

		const order = async (orderId: string) =>
			await oto.call('POST', '/createOrder', {
				orderId,
				payment_method: 'paid',
				amount: 100,
				amount_due: 0,
				currency: 'SAR',
				customer: { name: 'A', mobile: '500000001', address: 'B', city: 'Riyadh', country: 'SA' },
				items: [{ name: 'C', quantity: 1, price: 100 }],
			});

		const live = async (orderId: string) =>
			await bench.host.emit('newOrders', { order: { incrementId: orderId, status: 'new' } });

		beforeEach(async () => {
			oto = await otoClient(sandbox());
			day = new Date().toISOString().slice(0, 10);
			await bench.start(
				'oto',
				'otoApi',
				{ events: ['newOrders', 'orderStatus'], ...since(day) },
				version,
			);
			await order('missed-1');
			await order('missed-2');
		});

		it('are the orders since that day, in the form of an event, once', async () => {
			await bench.host.activate();
			const { orders } = await oto.call('GET', `/orders?perPage=100&page=1&minDate=${day}`);
			const ids = (orders as IDataObject[]).map(({ orderId }) => String(orderId));
			expect(ids).toEqual(expect.arrayContaining(['missed-1', 'missed-2']));
			expect(bench.keys().sort()).toEqual(ids.map((id) => `newOrders:${id}`).sort());
			expect(bench.keys().slice(-2)).toEqual(['newOrders:missed-1', 'newOrders:missed-2']);
			expect(bench.items().at(-1)).toMatchObject({
				event: 'newOrders',
				eventType: 'newOrders',
				orderId: 'missed-2',
				status: 'new',
				order: { incrementId: 'missed-2', status: 'new', customerName: 'A' },
			});
			expect(await bench.added(async () => await bench.host.poll())).toEqual([]);
			// Another node is edited: n8n 1.123 begins all triggers of the workflow again.
			expect(await bench.added(async () => await bench.host.activate('webhook', 'update'))).toEqual(
				[],
			);
			expect(await bench.added(bench.restart)).toEqual([]);
			expect(await bench.added(async () => await bench.host.activate('webhook', 'update'))).toEqual(
				[],
			);
		});

		it('are not returned again when they are delivered, and those delivered are not fetched', async () => {
			bench.host.node.parameters = { events: ['newOrders'] };
			await bench.host.activate();
			expect(await bench.added(async () => await live('missed-1'))).toHaveLength(1);
			bench.host.node.parameters = { events: ['newOrders'], ...since(day) };
			await bench.host.activate();
			expect(bench.keys()).toContain('newOrders:missed-2');
			expect(bench.keys()).not.toContain('newOrders:missed-1');
			const again = await bench.added(async () => {
				expect(await live('missed-2')).toMatchObject([{ delivered: true }]);
			});
			expect(again).toEqual([]);
			expect(await bench.added(async () => await live('new-1'))).toHaveLength(1);
		});

		it('are not fetched again where static data was lost, but for another day', async () => {
			await bench.host.activate();
			expect(bench.keys()).toContain('newOrders:missed-1');
			expect(await bench.added(bench.restart)).toEqual([]);
			bench.host.staticData = {};
			expect(await bench.added(bench.restart)).toEqual([]);
			bench.host.node.name = 'Renamed';
			expect(await bench.added(async () => await bench.host.activate())).toEqual([]);
			const earlier = new Date(Date.now() - 86_400_000).toISOString();
			bench.host.node.parameters = { events: ['newOrders'], ...since(earlier) };
			await bench.host.activate();
			expect(bench.keys().filter((key) => key === 'newOrders:missed-1')).toHaveLength(2);
		});

		it('go through the filters', async () => {
			bench.host.node.parameters = {
				events: ['newOrders'],
				filters: { statuses: ['delivered'] },
				...since(day),
			};
			await bench.host.activate();
			expect(bench.items().every(({ status }) => status === 'delivered')).toBe(true);
		});

		it('are fetched later where OTO is away', async () => {
			await sandbox().steer('POST', 'faults', {
				service: 'oto',
				path: '/orders',
				status: 500,
				times: 1,
			});
			await bench.host.activate();
			expect(bench.items()).toEqual([]);
			expect(bench.host.told).toEqual([
				expect.stringMatching(/^Trigger: missed events could not be fetched: .+ next check\.$/),
			]);
			await bench.host.poll();
			expect(bench.keys()).toContain('newOrders:missed-2');
		});

		it('are not fetched in a test, nor without New Order', async () => {
			await bench.host.activate('webhook-test');
			await bench.host.deactivate('webhook-test');
			expect(bench.items()).toEqual([]);
			bench.host.node.parameters = { events: ['orderStatus'], ...since(day) };
			await bench.host.activate();
			expect(bench.items()).toEqual([]);
		});
	});

	it.each([
		['soon', '"Fetch Events Since" is not a date'],
		['2150-01-01', '"Fetch Events Since" lies in the future'],
	])('since %s are refused before anything is registered', async (moment, message) => {
		await bench.start('oto', 'otoApi', { events: ['newOrders'], ...since(moment) }, version);
		await expect(bench.host.activate()).rejects.toThrow(message);
		expect(bench.items()).toEqual([]);
	});
});
