import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { CredentialTypeName } from '../n8n/credentials.mts';
import { sandboxCredential } from '../n8n/credentials.mts';
import { CURRENT, PREVIOUS } from '../n8n/versions.mts';
import type { ServiceId } from '../sandbox/core/types.mts';
import { traffic } from './support/bench.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { quickRemovals } from './support/removals.mts';
import type { ServiceClient } from './support/service-client.mts';
import { otesseClient } from '../services/otesse/client.mts';
import { otoClient } from '../services/oto/client.mts';
import { TriggerHost } from './support/triggers.mts';

const sandbox = sandboxForTests();
quickRemovals();
let host: TriggerHost;

async function start(
	service: ServiceId,
	credential: CredentialTypeName,
	parameters: INodeParameters,
	version = CURRENT as string,
): Promise<void> {
	const typed = await sandboxCredential(sandbox(), credential);
	host = await TriggerHost.start(sandbox(), {
		type: `${service}Trigger`,
		service,
		credential,
		typed: { ...typed, requestsPerSecond: 5000, requestsPerDay: 0 },
		parameters,
		version,
	});
}

const items = () => host.items.map(({ json }) => json);
const keys = () => items().map(({ eventKey }) => String(eventKey));

/** What a work adds to the items. */
async function added(work: () => Promise<unknown>): Promise<IDataObject[]> {
	const before = host.items.length;
	await work();
	return items().slice(before);
}

async function restart(): Promise<void> {
	await host.n8n.restart();
	await host.poll();
}

const since = (moment: string) => ({ options: { since: moment } });
const rowsOf = ({ data }: IDataObject) => data as IDataObject[];

afterEach(async () => {
	await host.stop();
});

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
			await host.emit('newOrders', { order: { incrementId: orderId, status: 'new' } });

		beforeEach(async () => {
			oto = await otoClient(sandbox());
			day = new Date().toISOString().slice(0, 10);
			await start(
				'oto',
				'otoApi',
				{ events: ['newOrders', 'orderStatus'], ...since(day) },
				version,
			);
			await order('missed-1');
			await order('missed-2');
		});

		it('are the orders since that day, in the form of an event, once', async () => {
			await host.activate();
			const { orders } = await oto.call('GET', `/orders?perPage=100&page=1&minDate=${day}`);
			const ids = (orders as IDataObject[]).map(({ orderId }) => String(orderId));
			expect(ids).toEqual(expect.arrayContaining(['missed-1', 'missed-2']));
			expect(keys().sort()).toEqual(ids.map((id) => `newOrders:${id}`).sort());
			expect(keys().slice(-2)).toEqual(['newOrders:missed-1', 'newOrders:missed-2']);
			expect(items().at(-1)).toMatchObject({
				event: 'newOrders',
				eventType: 'newOrders',
				orderId: 'missed-2',
				status: 'new',
				order: { incrementId: 'missed-2', status: 'new', customerName: 'A' },
			});
			expect(await added(async () => await host.poll())).toEqual([]);
			// Another node is edited: n8n 1.123 begins all triggers of the workflow again.
			expect(await added(async () => await host.activate('webhook', 'update'))).toEqual([]);
			expect(await added(restart)).toEqual([]);
			expect(await added(async () => await host.activate('webhook', 'update'))).toEqual([]);
		});

		it('are not returned again when they are delivered, and those delivered are not fetched', async () => {
			host.node.parameters = { events: ['newOrders'] };
			await host.activate();
			expect(await added(async () => await live('missed-1'))).toHaveLength(1);
			host.node.parameters = { events: ['newOrders'], ...since(day) };
			await host.activate();
			expect(keys()).toContain('newOrders:missed-2');
			expect(keys()).not.toContain('newOrders:missed-1');
			const again = await added(async () => {
				expect(await live('missed-2')).toMatchObject([{ delivered: true }]);
			});
			expect(again).toEqual([]);
			expect(await added(async () => await live('new-1'))).toHaveLength(1);
		});

		it('are not fetched again where static data was lost, but for another day', async () => {
			await host.activate();
			expect(keys()).toContain('newOrders:missed-1');
			expect(await added(restart)).toEqual([]);
			host.staticData = {};
			expect(await added(restart)).toEqual([]);
			host.node.name = 'Renamed';
			expect(await added(async () => await host.activate())).toEqual([]);
			const earlier = new Date(Date.now() - 86_400_000).toISOString();
			host.node.parameters = { events: ['newOrders'], ...since(earlier) };
			await host.activate();
			expect(keys().filter((key) => key === 'newOrders:missed-1')).toHaveLength(2);
		});

		it('go through the filters', async () => {
			host.node.parameters = {
				events: ['newOrders'],
				filters: { statuses: ['delivered'] },
				...since(day),
			};
			await host.activate();
			expect(items().every(({ status }) => status === 'delivered')).toBe(true);
		});

		it('are fetched later where OTO is away', async () => {
			await sandbox().steer('POST', 'faults', {
				service: 'oto',
				path: '/orders',
				status: 500,
				times: 1,
			});
			await host.activate();
			expect(items()).toEqual([]);
			expect(host.told).toEqual([
				expect.stringMatching(/^Trigger: missed events could not be fetched: .+ next check\.$/),
			]);
			await host.poll();
			expect(keys()).toContain('newOrders:missed-2');
		});

		it('are not fetched in a test, nor without New Order', async () => {
			await host.activate('webhook-test');
			await host.deactivate('webhook-test');
			expect(items()).toEqual([]);
			host.node.parameters = { events: ['orderStatus'], ...since(day) };
			await host.activate();
			expect(items()).toEqual([]);
		});
	});

	describe('of Otesse', () => {
		const SINCE = '2026-06-01T00:00:00Z';

		it('are records created and invoices paid since that moment, once', async () => {
			const events = ['booking.*', 'customer.created', 'invoice.paid'];
			const parameters = { authentication: 'otesseApi', events, ...since(SINCE) };
			await start('otesse', 'otesseApi', parameters, version);
			await host.activate();
			const otesse = otesseClient(sandbox());
			const all = async (list: string) => {
				const rows: IDataObject[] = [];
				for (let page = 1; page === 1 || rows.length === (page - 1) * 100; page++) {
					rows.push(...rowsOf(await otesse.call('GET', `/${list}?per_page=100&page=${page}`)));
				}
				return rows;
			};
			const expected = [
				['booking.created', 'bookings', 'created_at'],
				['customer.created', 'customers', 'created_at'],
				['invoice.paid', 'invoices', 'paid_at'],
			] as const;
			for (const [type, list, at] of expected) {
				const wanted = (await all(list)).filter((row) => String(row[at] ?? '') >= SINCE);
				const found = items().filter(({ event }) => event === type);
				expect(wanted.length).toBeGreaterThan(5);
				expect(found.map(({ eventKey }) => eventKey).sort()).toEqual(
					wanted.map(({ id }) => `${type}:${String(id)}`).sort(),
				);
				const times = found.map(({ occurredAt }) => Date.parse(String(occurredAt)));
				expect(times).toEqual([...times].sort((one, other) => one - other));
			}
			expect(items()[0]).toMatchObject({ data: { id: expect.any(String) }, previous_data: null });
			expect(await added(async () => await host.poll())).toEqual([]);
			const [{ data } = {}] = items().filter(({ event }) => event === 'customer.created');
			const known = { record_id: (data as IDataObject).id as string };
			expect(await added(async () => await host.emit('customer.created', known))).toEqual([]);
			// The test events that Otesse sends are about no record.
			const test = { ...known, test: true };
			expect(await added(async () => await host.emit('customer.created', test))).toHaveLength(1);
			expect(await added(restart)).toEqual([]);
		});
	});

	describe('of doo', () => {
		const parameters = {
			teamId: '111',
			types: ['event_created', 'event_removed', 'event_updated'],
		};
		const initialized = async () =>
			(await traffic(sandbox(), 'doo')).entries.filter(({ path }) => path.includes('/init/'));

		it('are sent by doo to the node, once', async () => {
			await start('doo', 'dooApi', { ...parameters, ...since('2026-06-01T12:00:00Z') }, version);
			await host.activate();
			const [row, ...more] = await initialized();
			expect(more).toEqual([]);
			expect(row?.path).toMatch(/\/webhooks\/init\/events$/);
			expect(JSON.parse(row?.rawBody ?? '')).toEqual({
				organization_id: '111',
				webhook_type: ['event_created', 'event_removed'],
				last_updated_after: '2026-06-01T13:00:00',
				webhook_configuration_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
			});
			for (let left = 100; host.items.length < 3 && left > 0; left--) {
				await new Promise((resolve) => setTimeout(resolve, 20));
			}
			expect(items().length).toBeGreaterThan(2);
			expect(items()[0]).toMatchObject({
				event: 'event_created',
				eventKey: expect.stringMatching(/^event_created:/),
			});
			await host.poll();
			await host.n8n.restart();
			await host.poll();
			expect(await initialized()).toHaveLength(1);
		});

		it('are orders and attendees of one event only', async () => {
			await start(
				'doo',
				'dooApi',
				{ teamId: '111', types: ['order_created'], ...since('2026-06-01') },
				version,
			);
			await expect(host.activate()).rejects.toThrow(
				'doo can send orders and attendees again for a single event only',
			);
			host.node.parameters = { ...host.node.parameters, scope: 'event_id', eventId: '4711' };
			await host.activate();
			expect(JSON.parse((await initialized())[0]?.rawBody ?? '')).toMatchObject({
				event_id: '4711',
				webhook_type: ['order_created'],
			});
		});
	});

	it.each([
		['soon', '"Fetch Events Since" is not a date'],
		['2150-01-01', '"Fetch Events Since" lies in the future'],
	])('since %s are refused before anything is registered', async (moment, message) => {
		await start('oto', 'otoApi', { events: ['newOrders'], ...since(moment) }, version);
		await expect(host.activate()).rejects.toThrow(message);
		expect(items()).toEqual([]);
	});
});
