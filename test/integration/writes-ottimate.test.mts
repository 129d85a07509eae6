import { describe, expect, it, afterEach, jest } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { LogEntry } from '../sandbox/core/types.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { ServiceNode } from './support/service-node.mts';
import { stopped } from './support/stopped.mts';

const sandbox = sandboxForTests();

const byId = (value: string) => ({ __rl: true, mode: 'id', value }) as INodeParameters;

const ottimate = async () => await ServiceNode.start(sandbox(), 'ottimate');

const bodyOf = ({ rawBody }: LogEntry) => JSON.parse(rawBody) as IDataObject;

const carriedOut = (calls: readonly LogEntry[]) => calls.filter(({ status }) => status < 300);

describe('one bad record in a call of a hundred', () => {
	const mark = {
		resource: 'invoice',
		operation: 'markExported',
		with: { recordsFrom: 'fields', invoiceId: '={{ $json.id }}' },
	};

	const invoices = () =>
		Array.from({ length: 100 }, (_entry, n) => ({ id: n === 37 ? 'not-a-number' : 900_000 + n }));

	it('fails alone; the others are sent without it', async () => {
		const node = await ottimate();
		const { failed, calls } = await node.run(
			{ ...mark, onError: 'continueErrorOutput' },
			invoices(),
		);
		const refused = failed.filter(({ json }) => json.error !== 'Invoice not found');
		expect(refused.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 37 }]);
		expect(refused[0]?.json.error).toContain('A valid integer is required');
		const sent = carriedOut(calls).flatMap((call) => bodyOf(call).invoices as IDataObject[]);
		expect(sent.map(({ invoice_id: id }) => id)).toEqual(
			invoices().flatMap(({ id }) => (typeof id === 'number' ? [id] : [])),
		);
		expect(calls.length).toBeLessThanOrEqual(15);
	});

	it('costs few calls where all are bad', async () => {
		const node = await ottimate();
		const bad = Array.from({ length: 100 }, (_entry, n) => ({ id: `uuid-${n}` }));
		const { failed, calls } = await node.run({ ...mark, onError: 'continueErrorOutput' }, bad);
		expect(failed).toHaveLength(100);
		expect(calls.length).toBeLessThanOrEqual(20);
	});

	it('ends a node that stops: the error says that all were refused together', async () => {
		const node = await ottimate();
		const { error, calls } = await node.run(mark, invoices());
		expect(calls).toHaveLength(1);
		expect(error?.description).toContain(
			'100 records were sent in one call and refused together, perhaps because of one of them. None of them was carried out.',
		);
	});

	it('has keys of its own for each part, the same in each try', async () => {
		const node = await ottimate();
		const vendors = {
			resource: 'vendor',
			operation: 'upsertMany',
			with: {
				recordsFrom: 'json',
				ottimateCompanyId: byId('123'),
				records: JSON.stringify([
					...Array.from({ length: 9 }, (_entry, n) => ({
						erp_vendor_id: `W-${n}`,
						erp_vendor_name: 'W',
					})),
					{ erp_vendor_id: 7, erp_vendor_name: 'Number in place of text' },
				]),
			},
			onError: 'continueErrorOutput' as const,
		};
		await node.fault({
			path: '^/vendors/bulk$',
			status: 400,
			body: { code: 'Bad request', message: {} },
		});
		const keys = async () => {
			const { calls } = await node.run(vendors);
			return calls.map(({ headers }) => headers['idempotency-key']);
		};
		const first = await keys();
		expect(first.length).toBeGreaterThan(1);
		expect(new Set(first).size).toBe(first.length);
	});

	it('stops the calls behind it where the node stops', async () => {
		const node = await ottimate();
		const items = Array.from({ length: 201 }, (_entry, n) => ({
			id: n === 150 ? 'bad' : 900_000 + n,
		}));
		const { error, calls } = await node.run(mark, items);
		// The first hundred is answered 200 with failures: they end the node.
		expect(calls).toHaveLength(1);
		expect(error?.message).toContain('100 of 100 records failed');
		expect(error?.description).toContain('No other call was carried out.');
	});
});

describe('a text that changes between tries', () => {
	it.each(['after', 'before'] as const)(
		'makes one purchase order where all answers of the first try are lost (reset %s)',
		async (reset) => {
			const node = await ottimate();
			await node.fault({ path: '^/purchase-orders$', method: 'POST', reset, times: 4 });
			const { calls, error } = await node.run({
				resource: 'purchaseOrder',
				operation: 'create',
				with: {
					ottimateLocationId: byId('456'),
					poNumber: '=PO-{{ $now.toMillis() }}',
					erpVendorId: 'V-1',
					date: '2026-01-10',
					totalAmount: 7,
					additionalFields: { items: JSON.stringify([{ name: 'Milk', quantity: 1, price: 7 }]) },
				},
				retryOnFail: true,
				maxTries: 2,
				waitBetweenTries: 10,
			});
			expect(calls).toHaveLength(5);
			expect(new Set(calls.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
			expect(bodyOf(calls[4] as LogEntry).po_number).not.toBe(
				bodyOf(calls[0] as LogEntry).po_number,
			);
			const listed = await node.run({
				resource: 'purchaseOrder',
				operation: 'getMany',
				with: { returnAll: true, simplify: false },
			});
			const made = listed.items.filter(({ json }) => /^PO-\d{13}$/.test(String(json.po_number)));
			expect(made).toHaveLength(1);
			expect(calls[4]?.status).toBe(reset === 'after' ? 422 : 201);
			const words = reset === 'after' ? 'went through with other content' : '';
			expect(error?.description ?? '').toContain(words);
			expect(error === undefined).toBe(reset === 'before');
		},
	);

	it('an upload whose answer is lost is not repeated, and may have been accepted', async () => {
		const node = await ottimate();
		await node.fault({ path: '^/invoices/upload', method: 'POST', reset: 'after', times: 9 });
		const upload = {
			resource: 'invoice',
			operation: 'upload',
			with: { ottimateLocationId: byId('456'), inputDataFieldName: 'data' },
		};
		const { calls, error } = await node.run(upload, [{}], [{ name: 'Files', type: 'files' }]);
		expect(calls).toHaveLength(1);
		expect(error?.description).toContain('The file may have been accepted');
	});
});

describe('long waits', () => {
	it('for a batch that Ottimate does not have end at once, and say so', async () => {
		const node = await ottimate();
		const { calls, error } = await node.run({
			resource: 'batch',
			operation: 'wait',
			with: { batchId: 'b-unknown' },
		});
		expect(calls).toHaveLength(1);
		expect(error?.message).toContain('Ottimate has no batch "b-unknown"');
		expect(error?.description).not.toContain('accepted');
	});
});

const locator = (value: number | string) => ({ __rl: true, mode: 'id', value });

const file = [{ name: 'Files', type: 'files' }];

const ACCEPTED = 'The service had accepted a write of this item before the stop: check there';

afterEach(() => {
	jest.restoreAllMocks();
});

describe('a stop while an item waits for what it has written', () => {
	it('tells it of a single item, too: of a file that was uploaded', async () => {
		const node = await ServiceNode.start(sandbox(), 'ottimate');
		const upload = {
			resource: 'invoice',
			operation: 'uploadAndWait',
			with: { ottimateLocationId: locator('456'), options: { checkEvery: 60 } },
		};
		const { error, calls } = await stopped(
			sandbox(),
			'ottimate',
			/^\/invoices\/uploads$/,
			2,
			async () => {
				return await node.run(upload, [{}], file);
			},
		);
		expect(calls.some(({ method }) => method === 'POST')).toBe(true);
		expect(error?.description).toContain(ACCEPTED);
	});

	it('tells it of records that were accepted as a batch', async () => {
		const node = await ServiceNode.start(sandbox(), 'ottimate');
		await node.answer({ status: 'processing', progress: 0 }, { path: '/progress$' });
		const imported = {
			resource: 'invoice',
			operation: 'import',
			with: {
				recordsFrom: 'fields',
				uploadId: 'a',
				ottimateLocationId: locator('456'),
				invoiceNumber: 'N-1',
				additionalFields: { items: '[{"name":"Milk","quantity":2,"price":3.5}]' },
				waitForCompletion: true,
				options: { checkEvery: 60 },
			},
		};
		const { error } = await stopped(sandbox(), 'ottimate', /progress$/, 1, async () => {
			return await node.run(imported);
		});
		expect(error?.message).toMatch(/stopped/);
		expect(error?.description).toContain(ACCEPTED);
	});
});
