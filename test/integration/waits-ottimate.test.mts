import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import { sandboxForTests } from './support/node-bench.mts';
import type { Set } from './support/service-node.mts';
import { ServiceNode } from './support/service-node.mts';

const sandbox = sandboxForTests();

const ottimate = async () => await ServiceNode.start(sandbox(), 'ottimate');

const byId = (value: string) => ({ __rl: true, mode: 'id', value }) as INodeParameters;

const waitFor = (batchId: string, options: INodeParameters): Set => ({
	resource: 'batch',
	operation: 'wait',
	with: { batchId: byId(batchId), options },
});

const imported = (options: INodeParameters): Set => ({
	resource: 'invoice',
	operation: 'import',
	with: {
		recordsFrom: 'fields',
		uploadId: 'a',
		ottimateLocationId: byId('456'),
		invoiceNumber: 'N-1',
		additionalFields: { items: '[{"name":"Milk","quantity":2,"price":3.5}]' },
		waitForCompletion: true,
		options,
	},
});

/** More tries than one request has. */
const SOME = 5;

const OUTAGE = 1000;

const unavailable = { status: 503, body: { message: 'Service Unavailable' } };

afterEach(() => {
	jest.restoreAllMocks();
});

describe('Wait for Completion goes on', () => {
	const times = { timeLimit: 30, checkEvery: 0.2 };

	it('through an outage', async () => {
		const node = await ottimate();
		await node.fault({ ...unavailable, path: '/progress$', times: SOME });
		await node.fault({ ...unavailable, path: '/results$', times: SOME });
		const { items, error } = await node.run(imported(times));
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.task)).toEqual([1]);
	});

	it('until its time is over: what was accepted is not to be sent again', async () => {
		const node = await ottimate();
		await node.fault({ ...unavailable, path: '/progress$', times: OUTAGE });
		const { error, calls } = await node.run(imported({ timeLimit: 1, checkEvery: 0.2 }));
		expect(error?.message).toMatch(
			/^Batch b-\S+: Ottimate did not report its state in 1 second \(Ottimate: Service Unavailable\)/,
		);
		expect(error?.description).toContain('do not send them again');
		expect(calls.filter(({ method }) => method === 'POST')).toHaveLength(1);
	});

	it('until its time is over, and claims nothing of a batch that it has not seen', async () => {
		const node = await ottimate();
		await node.fault({ ...unavailable, path: '/progress$', times: OUTAGE });
		const { error } = await node.run(waitFor('b-seed-04', { timeLimit: 1, checkEvery: 0.2 }));
		expect(error?.message).toMatch(/^Batch b-seed-04: Ottimate did not report its state/);
		expect(`${error?.message} ${error?.description}`).not.toMatch(/accepted|again/);
		expect(error?.description).toContain('"Get Progress"');
	});

	it('until its time is over, and tells the state and the outage since', async () => {
		const node = await ottimate();
		await node.answer({ status: 'processing', progress: 0.25 }, { path: '/progress$', times: 1 });
		await node.fault({ ...unavailable, path: '/progress$', times: OUTAGE });
		const asked = waitFor('b-1', { timeLimit: 1, checkEvery: 0.2 });
		const { error } = await node.run(asked);
		expect(error?.message).toMatch(
			/^Batch b-1: not completed after 1 second; it was at 25 % at \d{4}-\S+Z, and Ottimate has not answered since/,
		);
		await sandbox().steer('POST', 'reset');
		await node.answer({ status: 'processing', progress: 0.25 }, { path: '/progress$', times: 1 });
		await node.fault({ ...unavailable, path: '/progress$', times: OUTAGE });
		const { items } = await node.run({ ...asked, as: 'tool' });
		expect(items[0]?.json).toMatchObject({
			batch_id: 'b-1',
			progress: 0.25,
			reached: false,
			lastSeenAt: expect.any(String),
			lastError: 'Ottimate: Service Unavailable',
		});
	});
});

describe('Upload and Wait goes on', () => {
	const files = [{ name: 'Files', type: 'files' }];

	const upload = (options: INodeParameters): Set => ({
		resource: 'invoice',
		operation: 'uploadAndWait',
		with: { ottimateLocationId: byId('456'), options },
	});

	it('through an outage', async () => {
		const node = await ottimate();
		await node.fault({
			...unavailable,
			method: 'GET',
			path: '^/invoices/uploads$',
			skip: 1,
			times: SOME,
		});
		await node.fault({
			reset: 'before',
			method: 'GET',
			path: '^/invoices$',
			skip: 2,
			times: SOME,
		});
		const { items, error, calls } = await node.run(
			upload({ timeLimit: 40, checkEvery: 0.2 }),
			[{}],
			files,
		);
		expect(error).toBeUndefined();
		expect(items[0]?.json.upload_filename).toBe('Bill 7.pdf');
		expect(calls.filter(({ method }) => method === 'POST')).toHaveLength(1);
	});

	it('as a tool no longer than its caller, with what comes before the wait', async () => {
		const node = await ottimate();
		await node.fault({ path: '^/invoices', delayMs: 12_000, times: OUTAGE });
		const began = performance.now();
		const { items, error } = await node.run(
			{ ...upload({ timeLimit: 600, checkEvery: 5 }), as: 'tool' },
			[{}],
			files,
		);
		expect(performance.now() - began).toBeLessThan(57_000);
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ upload_filename: 'Bill 7.pdf', reached: false });
	}, 120_000);

	it('until its time is over', async () => {
		const node = await ottimate();
		await node.fault({
			...unavailable,
			method: 'GET',
			path: '^/invoices/uploads$',
			skip: 1,
			times: OUTAGE,
		});
		const { error } = await node.run(upload({ timeLimit: 1, checkEvery: 0.2 }), [{}], files);
		expect(error?.message).toMatch(
			/^Ottimate did not say in 1 second what became of the upload ref-\S+ \(Ottimate: Service Unavailable\)/,
		);
		expect(error?.description).toContain('do not upload it again');
		expect(error?.description).toContain('"Get Many"');
	});
});
