import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { LogEntry } from '../sandbox/core/types.mts';
import type { Credential } from './client.mts';
import { errorOf } from './execution.mts';
import { Rig } from './support.mts';
import { CURRENT, PREVIOUS } from './versions.mts';
import type { NodeDraft } from './workflows.mts';
import { chain, linked, manualTrigger, numbered } from './workflows.mts';

const ORDER = { __rl: true, mode: 'id', value: 'OID-1001' };

describe.each([CURRENT, PREVIOUS])('writes in n8n %s', (version) => {
	let rig: Rig;
	let credential: Credential;
	let made = 0;

	beforeAll(async () => {
		rig = await Rig.start({ version });
	});
	afterAll(async () => {
		await rig?.stop();
	});
	beforeEach(async () => {
		await rig.reset();
		await rig.clearLog();
		// A token of its own for each test: n8n goes on running, and remembers the one before.
		const refreshToken = `sandbox-writes-${++made}`;
		await rig.sandbox.steer('POST', 'secrets', { service: 'oto', refreshToken });
		credential = await rig.credential('otoApi', { refreshToken });
	});

	const oto = (operation: INodeParameters, rules: Partial<NodeDraft> = {}): NodeDraft => ({
		name: 'OTO',
		type: 'n8n-nodes-business-apis.oto',
		typeVersion: 1,
		credentials: linked(credential),
		parameters: { authentication: credential.type, ...operation },
		...rules,
	});
	const update = (options: INodeParameters = {}) =>
		oto({
			resource: 'order',
			operation: 'update',
			orderId: ORDER,
			updateFields: { amount: '={{ $json.n }}' },
			options,
		});
	const workflow = (node: NodeDraft, count: number) =>
		chain(`${count} writes`, manualTrigger(), ...numbered(count), node);
	const run = async (node: NodeDraft, count: number) => {
		const execution = await rig.client.runOnce(workflow(node, count));
		return { error: errorOf(execution), calls: (await rig.traffic('oto')).calls };
	};
	const amounts = (calls: readonly LogEntry[]) =>
		calls
			.filter(({ status }) => status === 200)
			.map(({ rawBody }) => (JSON.parse(rawBody) as IDataObject).amount);
	const fault = async (more: object) => {
		await rig.sandbox.steer('POST', 'faults', { service: 'oto', kind: 'call', ...more });
	};

	it('arrive in order on the first use of a token', async () => {
		const { error, calls } = await run(update(), 10);
		expect(error).toBeUndefined();
		expect(amounts(calls)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
	});

	it('arrive in order where the first is answered 429', async () => {
		await fault({ path: '^/updateOrder$', status: 429, headers: { 'retry-after': '1' } });
		const { error, calls } = await run(update(), 4);
		expect(error).toBeUndefined();
		expect(amounts(calls)).toEqual([0, 1, 2, 3]);
		expect(calls.map(({ status }) => status)).toEqual([429, 200, 200, 200, 200]);
	});

	it('arrive in order where the token has ended', async () => {
		await run(update(), 1);
		await rig.sandbox.steer('POST', 'tokens/expire', { service: 'oto' });
		await rig.clearLog();
		const { error, calls } = await run(update(), 4);
		expect(error).toBeUndefined();
		expect(amounts(calls)).toEqual([0, 1, 2, 3]);
		expect(calls[0]?.status).not.toBe(200);
	});

	it('end at the first failure: of 21 bookings one is sent', async () => {
		await fault({ path: '^/createShipment$', status: 400, body: { success: false } });
		const book = oto({
			resource: 'shipment',
			operation: 'create',
			orderId: ORDER,
			deliveryOptionId: { __rl: true, mode: 'id', value: '2828' },
		});
		const { error, calls } = await run(book, 21);
		expect(calls).toHaveLength(1);
		expect(error).toMatchObject({
			description: expect.stringContaining('No other item was carried out.'),
		});
	});

	it('say what was carried out before a failure', async () => {
		await fault({ path: '^/updateOrder$', status: 400, skip: 12, body: { success: false } });
		const { error, calls } = await run(update(), 20);
		expect(calls).toHaveLength(13);
		expect(error).toMatchObject({
			description: expect.stringContaining(
				'12 items before this one were carried out (0 to 11). Run again with items from 12 on',
			),
		});
	});

	it('are sent several at once where a person wants that', async () => {
		await run(update(), 1);
		await rig.clearLog();
		await fault({ path: '^/updateOrder$', delayMs: 6000 });
		const { error, calls } = await run(update({ concurrentItems: 10 }), 10);
		expect(error).toBeUndefined();
		// While the first waits for its answer the others arrive.
		const times = calls.map(({ at }) => at);
		expect(Math.max(...times) - Math.min(...times)).toBeLessThan(6000);
	});

	it('end with the execution', async () => {
		await rig.configure('oto', { latencyMs: 300 });
		const { id } = await rig.client.createWorkflow(workflow(update(), 100));
		const execution = await rig.client.startWorkflow(id);
		const sent = async () => (await rig.traffic('oto')).calls.length;
		const limit = Date.now() + 60_000;
		while ((await sent()) < 3) {
			if (Date.now() > limit) throw new Error('The workflow sends nothing');
			await sleep(20);
		}
		await rig.client.request('POST', `/rest/executions/${execution}/stop`, {});
		const { status } = await rig.client.waitForExecution(execution);
		expect(status).toBe('canceled');
		await sleep(1000);
		const before = await sent();
		await sleep(2000);
		expect((await sent()) - before).toBe(0);
		expect(before).toBeLessThan(20);
	});
});
