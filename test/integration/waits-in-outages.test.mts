import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { WorkflowExecute } from 'n8n-core';
import type { INodeParameters } from 'n8n-workflow';

import type { Fault } from '../sandbox/core/types.mts';
import { traffic } from './support/bench.mts';
import { sandboxForTests } from './support/node-bench.mts';
import type { Set } from './support/service-node.mts';
import { ServiceNode } from './support/service-node.mts';

const sandbox = sandboxForTests();

const oto = async () => await ServiceNode.start(sandbox(), 'oto');

const byId = (value: string) => ({ __rl: true, mode: 'id', value }) as INodeParameters;

afterEach(() => {
	jest.restoreAllMocks();
});

const track = (
	{ statuses = ['new'], orderId = 'OID-1001' }: { statuses?: string[]; orderId?: string },
	options: INodeParameters = {},
): Set => ({
	resource: 'shipment',
	operation: 'trackUntil',
	with: {
		orderId: byId(orderId),
		statuses,
		options: { checkEvery: 1, giveUpAfter: 0.5, ...options },
	},
});

/** More tries than one request has. */
const SOME = 5;

const OUTAGE = 1000;

const unavailable = { status: 503, body: { message: 'Service Unavailable' } };

/** How a service is away, and more often than one request is tried. */
const outages: Array<[string, Omit<Fault, 'service'>]> = [
	['503', unavailable],
	['500', { status: 500, body: { message: 'Internal Server Error' }, times: 2 }],
	['408', { status: 408, body: { message: 'Request Timeout' } }],
	['a lost connection', { reset: 'before' }],
	[
		'a page instead of JSON',
		{ status: 200, body: '<html>Maintenance</html>', contentType: 'text/html' },
	],
];

describe('Track Until goes on', () => {
	it.each(outages)('through %s', async (_what, fault) => {
		const node = await oto();
		await node.fault({ times: SOME, ...fault, path: '^/orderStatus$' });
		const { items, error } = await node.run(track({}));
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ orderId: 'OID-1001', status: 'new', reached: true });
		expect(items[0]?.json).not.toHaveProperty('lastError');
	});

	it('while no token can be renewed', async () => {
		const node = await oto();
		await node.fault({ ...unavailable, kind: 'token', times: SOME });
		const { items, error } = await node.run(track({}));
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ status: 'new', reached: true });
	});

	it('until its time is over, and tells the last state and the outage since', async () => {
		const node = await oto();
		await node.fault({ ...unavailable, path: '^/orderStatus$', skip: 1, times: OUTAGE });
		const options = { giveUpAfter: 0.05, whenOver: 'return' };
		const { items, error } = await node.run(track({ statuses: ['delivered'] }, options));
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual([
			expect.objectContaining({
				orderId: 'OID-1001',
				status: 'new',
				reached: false,
				lastSeenAt: expect.stringMatching(/^\d{4}-.*Z$/),
				lastError: 'OTO: Service Unavailable',
			}),
		]);
		const failed = await node.run(track({ statuses: ['delivered'] }, { giveUpAfter: 0.02 }));
		expect(failed.error?.message).toMatch(
			/^OTO did not report the status of the order "OID-1001" in \d seconds? \(/,
		);
	});

	it('and its error says what was seen, when, and what to do', async () => {
		const node = await oto();
		await node.fault({ ...unavailable, path: '^/orderStatus$', skip: 1, times: OUTAGE });
		const { error } = await node.run(track({ statuses: ['delivered'] }, { giveUpAfter: 0.03 }));
		expect(error?.message).toMatch(
			/^The order "OID-1001" was "new" at \d{4}-\S+Z; OTO has not answered since \(OTO: Service Unavailable\)/,
		);
		expect(error?.description).toContain('"Get Status" of the resource Order');
	});

	it.each([401, 403, 404])('but not after an answer that cannot change (%i)', async (status) => {
		const node = await oto();
		const fault = { path: '^/orderStatus$', skip: 1, times: OUTAGE, status };
		await node.fault({ ...fault, body: { message: 'No' } });
		const { error, calls } = await node.run(track({ statuses: ['delivered'] }));
		expect(error?.message).toMatch(/^OTO(: No| issues tokens but rejects each of them)/);
		expect(calls.length).toBeGreaterThan(1);
	});

	it('but not where a credential is refused', async () => {
		const node = await oto();
		await node.fault({ kind: 'token', status: 401, body: { message: 'Bad token' }, times: 9 });
		const { error } = await node.run(track({}));
		expect(error?.message).toContain('refused the credential');
	});

	it('within its time, however long the service asks to wait', async () => {
		const node = await oto();
		const fault = { ...unavailable, headers: { 'retry-after': '60' } };
		await node.fault({ ...fault, path: '^/orderStatus$', times: OUTAGE });
		const began = performance.now();
		const { error } = await node.run(track({}, { giveUpAfter: 0.03 }));
		expect(error?.message).toContain('OTO did not report the status of the order');
		expect(performance.now() - began).toBeLessThan(8_000);
	});

	it('within its time, however slowly the service answers', async () => {
		const node = await oto();
		await node.fault({ path: '^/orderStatus$', times: OUTAGE, delayMs: 20_000 });
		const began = performance.now();
		const { error } = await node.run(track({}, { giveUpAfter: 0.03 }));
		expect(error?.message).toContain('OTO did not answer in time');
		expect(performance.now() - began).toBeLessThan(12_000);
	});

	it('within its time, for all items, however long a refusal for the pace asks to wait', async () => {
		const node = await oto();
		const limited = { status: 429, headers: { 'retry-after': '60' } };
		await node.fault({ ...limited, path: '^/orderStatus$', times: OUTAGE });
		const began = performance.now();
		const orders = Array.from({ length: 40 }, () => ({}));
		const { error } = await node.run(
			{ ...track({}, { giveUpAfter: 0.03 }), onError: 'continueRegularOutput' },
			orders,
		);
		expect(error).toBeUndefined();
		expect(performance.now() - began).toBeLessThan(20_000);
	});

	it('with many orders in turn', async () => {
		const node = await oto();
		await node.fault({ ...unavailable, path: '^/orderStatus$', times: 20 });
		const orders = Array.from({ length: 40 }, () => ({}));
		const { items, error } = await node.run(track({}), orders);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.reached)).toEqual(orders.map(() => true));
	});

	it.each([
		['between two looks', { statuses: ['delivered'] }, undefined],
		['in an outage', {}, unavailable],
	])('but ends at once where the execution is stopped %s', async (_when, given, fault) => {
		const node = await oto();
		if (fault) await node.fault({ ...fault, path: '^/orderStatus$', times: OUTAGE });
		const run = jest.spyOn(WorkflowExecute.prototype, 'run');
		const ended = node.run(track(given, { checkEvery: 60 }));
		const seen = async () => (await traffic(sandbox(), 'oto')).entries.length;
		while ((await seen()) < 2) await sleep(20);
		await sleep(200);
		const [execution] = run.mock.results;
		if (execution?.type !== 'return') throw new Error('There is no execution to stop');
		const at = performance.now();
		execution.value.cancel();
		const { error } = await ended;
		expect(performance.now() - at).toBeLessThan(1_000);
		expect(error?.message).toMatch(/cancelled|stopped/i);
	});

	it('and ends as a tool with what it has seen, whatever may be asked for', async () => {
		const node = await oto();
		await node.fault({ ...unavailable, path: '^/orderStatus$', skip: 1, times: OUTAGE });
		const { items, error } = await node.run({
			...track({ statuses: ['delivered'] }, { giveUpAfter: 0.03 }),
			as: 'tool',
		});
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({
			status: 'new',
			reached: false,
			lastError: 'OTO: Service Unavailable',
			note: expect.stringContaining('"Get Status" of the resource Order'),
		});
	});
});
