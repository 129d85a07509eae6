import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import type { TestFile } from './support/node-bench.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { ServiceNode } from './support/service-node.mts';

const sandbox = sandboxForTests();
const start = async () => await ServiceNode.start(sandbox(), 'ottimate');
const times = { timeLimit: 20, checkEvery: 0.05 };
const patience = { waitForCompletion: true, options: times };
const location = { __rl: true, mode: 'id', value: '456' };
const sources = (items: Array<{ pairedItem?: unknown }>) =>
	items.map(({ pairedItem }) => (pairedItem as { item: number }).item);

const imported = (more = {}) => ({
	resource: 'invoice',
	operation: 'import',
	with: {
		recordsFrom: 'fields',
		uploadId: '={{ $json.id }}',
		ottimateLocationId: location,
		invoiceNumber: '=N-{{ $json.id }}',
		additionalFields: { items: '[{"name":"Milk","quantity":2,"price":3.5}]' },
		...more,
	},
});

describe('invoices from structured data', () => {
	it('are an accepted batch where nobody waits', async () => {
		const node = await start();
		const { items, calls } = await node.run(imported(), [{ id: 'a' }, { id: 'b' }]);
		expect(calls.map(({ path }) => path)).toEqual(['/invoices/import']);
		expect(JSON.parse(calls[0]?.rawBody ?? '')).toEqual(
			['a', 'b'].map((id) => ({
				upload_id: id,
				ottimate_location_id: 456,
				invoice_number: `N-${id}`,
				items: [{ name: 'Milk', quantity: 2, price: 3.5 }],
			})),
		);
		expect(items.map(({ json }) => json.status)).toEqual(['processing']);
	});

	it('are an item each where the node waits, the refused one an error', async () => {
		const node = await start();
		const { items, failed, calls } = await node.run(
			{ ...imported(patience), onError: 'continueErrorOutput' },
			[{ id: 'a' }, { id: 'u-used' }, { id: 'c' }],
		);
		expect(calls.filter(({ path }) => path.endsWith('/progress'))).toHaveLength(3);
		expect(items.map(({ json }) => [json.task, typeof json.result])).toEqual([
			[1, 'string'],
			[3, 'string'],
		]);
		expect(items[0]?.json.batch_id).toMatch(/^b-/);
		expect(sources(items)).toEqual([0, 2]);
		expect(failed.map(({ json }) => json.error)).toEqual(['upload_id already used']);
		expect(sources(failed)).toEqual([1]);
	});

	it('name the batch when the time is up, and say not to send again', async () => {
		const node = await start();
		await node.answer(
			{ status: 'processing', progress: 0.25, tasks_failed: 0 },
			{ path: '/progress$' },
		);
		const { error, calls } = await node.run(
			imported({ ...patience, options: { timeLimit: 0.2, checkEvery: 0.05 } }),
			[{ id: 'a' }],
		);
		expect(error?.message).toMatch(/^Batch b-\S+: not completed after 0\.2 seconds \(25 %\)/);
		expect(error?.description).toContain('do not send them again');
		expect(calls.filter(({ method }) => method === 'POST')).toHaveLength(1);
	});

	it('name the batch when its state cannot be read', async () => {
		const node = await start();
		await node.answer({ code: 'Gone', message: null }, { path: '/progress$', status: 404 });
		const { error } = await node.run(imported(patience), [{ id: 'a' }]);
		expect(error?.message).toMatch(/^Batch b-\S+: its state could not be read \(.*Gone/);
	});

	it('fail where the service counts failures that its results do not name', async () => {
		const node = await start();
		await node.answer(
			{ status: 'completed', progress: 1, tasks_count: 1, tasks_failed: 1, error: 'Broken' },
			{ path: '/progress$' },
		);
		await node.answer(
			{ results: [{ task: 1, result: 'x', message: null }] },
			{ path: '/results$' },
		);
		const { error } = await node.run(imported(patience), [{ id: 'a' }]);
		expect(error?.message).toContain(
			'Broken (Ottimate counts 1 failed tasks, but its results show 0)',
		);
	});

	it('take a message for a failure where the count says so', async () => {
		const node = await start();
		await node.answer(
			{ status: 'completed', progress: 1, tasks_count: 2, tasks_failed: 1, error: null },
			{ path: '/progress$' },
		);
		const results = [
			{ task: 2, result: { id: 'x' }, message: 'No such vendor' },
			{ task: 1, result: 'y', message: null },
		];
		await node.answer({ results }, { path: '/results$' });
		const { items, failed } = await node.run(
			{ ...imported(patience), onError: 'continueErrorOutput' },
			[{ id: 'a' }, { id: 'b' }],
		);
		expect(sources(items)).toEqual([0]);
		expect(failed.map(({ json }) => json.error)).toEqual(['No such vendor']);
		expect(sources(failed)).toEqual([1]);
	});

	it('fail where the service names no batch to wait for', async () => {
		const node = await start();
		const accepted = { version: '1.1.0', status: 'processing' };
		await node.answer(accepted, { path: '^/invoices/import$' });
		const { items, error, calls } = await node.run(imported(patience), [{ id: 'a' }]);
		expect(items).toEqual([]);
		expect(error?.message).toContain('Ottimate accepted the records, but returned no batch ID');
		expect(error?.description).toContain('do not send them again');
		expect(calls).toHaveLength(1);
	});

	it('want a time limit above 0, before anything is sent', async () => {
		const node = await start();
		const { error, calls } = await node.run(imported({ ...patience, options: { timeLimit: 0 } }), [
			{ id: 'a' },
		]);
		expect(error?.message).toContain('"Time Limit (Seconds)" must be above 0');
		expect(calls).toEqual([]);
	});
});

describe('a catalog in bulk', () => {
	const bulk = (body: unknown, more = {}) => ({
		resource: 'catalogEntry',
		operation: 'upsertMany',
		with: { body: typeof body === 'string' ? body : JSON.stringify(body), ...more },
	});
	const entry = { erp_vendor_id: 'V-1', item_name: 'Oats' };

	it('goes out as it was written: a list or an object', async () => {
		const node = await start();
		const object = { ottimate_company_id: 123, entries: [entry] };
		const list = [{ ottimate_company_id: 123, ...entry }];
		const first = await node.run(bulk(object, patience));
		const second = await node.run(bulk(list));
		expect(JSON.parse(first.calls[0]?.rawBody ?? '')).toEqual(object);
		expect(first.items.map(({ json }) => json.result)).toEqual([expect.stringMatching(/^cte_/)]);
		expect(JSON.parse(second.calls[0]?.rawBody ?? '')).toEqual(list);
		expect(second.items.map(({ json }) => json.status)).toEqual(['processing']);
	});

	it('may have 1,000 records, and must be JSON', async () => {
		const node = await start();
		const many = Array.from({ length: 1001 }, () => entry);
		const tooMany = await node.run(bulk({ ottimate_company_id: 123, entries: many }));
		expect(tooMany.error?.message).toBe(
			'"Body (JSON)" has 1,001 records, but Ottimate accepts 1,000 per request [item 0]',
		);
		const word = await node.run(bulk('"entries"'));
		expect(word.error?.message).toContain('"Body (JSON)" must be a list or an object');
		expect([...tooMany.calls, ...word.calls]).toEqual([]);
	});
});

describe('a batch', () => {
	const named = (operation: string, batchId: string, more = {}) => ({
		resource: 'batch',
		operation,
		with: { batchId: { __rl: true, mode: 'id', value: batchId }, ...more },
	});

	it('that failed in part is an error when its progress or its results are read', async () => {
		const node = await start();
		const progress = await node.run(named('getProgress', 'b-seed-04'));
		expect(progress.error?.message).toMatch(/^1 of \d tasks failed/);
		const set = { ...named('getResults', 'b-seed-04'), onError: 'continueErrorOutput' as const };
		const results = await node.run(set);
		expect(results.failed.map(({ json }) => json.error)).toEqual(['upload_id already used']);
		expect(results.items.length).toBeGreaterThan(0);
	});

	it('is waited for by its ID', async () => {
		const node = await start();
		const accepted = await node.run(imported(), [{ id: 'w1' }, { id: 'w2' }]);
		const id = String(accepted.items[0]?.json.batch_id);
		const { items, calls } = await node.run(named('wait', id, { options: times }));
		expect(items.map(({ json }) => [json.batch_id, json.task])).toEqual([
			[id, 1],
			[id, 2],
		]);
		expect(calls.filter(({ path }) => path.endsWith('/progress'))).toHaveLength(3);
	});
});

describe('a batch that is waited for', () => {
	it('has a time limit and an interval above 0, for all items before one is asked', async () => {
		const node = await start();
		const { error, calls } = await node.run(
			{
				resource: 'batch',
				operation: 'wait',
				with: {
					batchId: { __rl: true, mode: 'id', value: 'b-seed-04' },
					options: { timeLimit: 20, checkEvery: '={{ $json.every }}' },
				},
			},
			[{ every: 1 }, { every: 0 }],
		);
		expect(error?.message).toBe('"Check Every (Seconds)" must be above 0 [item 1]');
		expect(calls).toEqual([]);
	});
});

describe('an upload that is waited for', () => {
	const upload = (more = {}) => ({
		resource: 'invoice',
		operation: 'uploadAndWait',
		with: { ottimateLocationId: location, options: times, ...more },
	});
	const files = [{ name: 'Files', type: 'files' }];
	const row = (id: string, status = 'queued') => ({ id, filename: `${id}.pdf`, status });
	const invoice = (id: string) => ({ id, invoice_number: `N-${id}` });

	/** Answers to the lists in their order; the last one stays. */
	async function script(
		node: ServiceNode,
		uploads: IDataObject[][],
		invoices: IDataObject[][],
	): Promise<void> {
		const steps = (path: string, lists: IDataObject[][]) =>
			lists.map((results, at) => ({
				path,
				method: 'GET',
				status: 200,
				times: at === lists.length - 1 ? 1000 : 1,
				body: { version: '1.1.0', count: results.length, results },
			}));
		await node.fault(...steps('^/invoices/uploads$', uploads), ...steps('^/invoices$', invoices));
		await node.fault({
			path: '^/invoices/upload$',
			status: 200,
			body: { version: '1.1.0', reference_id: 'ref-ours' },
		});
	}

	it('gives the invoice that came of it', async () => {
		const node = await start();
		const { items, error, calls } = await node.run(upload(), [{}], files);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(items[0]?.json).toMatchObject({
			status: 'needs-attention',
			ottimate_location_name: 'Downtown',
			upload_filename: 'Bill 7.pdf',
			reference_id: expect.stringMatching(/^ref-/),
		});
		const posts = calls.filter(({ method }) => method === 'POST');
		expect(posts).toHaveLength(1);
		expect(posts[0]?.rawBody).toContain('name="ottimate_location_id"\r\n\r\n456');
		expect(posts[0]?.rawBody).toContain('filename="Bill 7.pdf"');
	});

	it('keeps three files for one location apart', async () => {
		const node = await start();
		const wanted = ['a.pdf', 'b.pdf', 'a.pdf'].map((name) => ({ files: [{ name }] }));
		const { items, error } = await node.run(upload(), wanted as unknown as IDataObject[], files);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.upload_filename)).toEqual(['a.pdf', 'b.pdf', 'a.pdf']);
		expect(new Set(items.map(({ json }) => json.id)).size).toBe(3);
		for (const { json } of items) {
			expect(JSON.stringify(json.images)).toContain(String(json.reference_id));
		}
	});

	it('is found without any trace of its reference', async () => {
		const node = await start();
		await script(
			node,
			[[], [row('ref-ours')], [row('ref-ours', 'processing')], []],
			[[invoice('old')], [invoice('old')], [invoice('old')], [invoice('new'), invoice('old')]],
		);
		const { items, error } = await node.run(upload(), [{}], files);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.id)).toEqual(['new']);
	});

	it('does not take an invoice that came while it was still being read', async () => {
		const node = await start();
		await script(
			node,
			[[row('other')], [row('other'), row('ref-ours')], [row('ref-ours')], []],
			[[], [], [invoice('theirs')], [invoice('ours'), invoice('theirs')]],
		);
		const { items } = await node.run(upload(), [{}], files);
		expect(items.map(({ json }) => json.id)).toEqual(['ours']);
	});

	it('says that it cannot tell where two invoices come at once', async () => {
		const node = await start();
		await script(
			node,
			[[], [row('other'), row('ref-ours')], []],
			[[], [], [invoice('x'), invoice('y')]],
		);
		const { error, calls } = await node.run(upload(), [{}], files);
		expect(error?.message).toMatch(/^The invoice of the upload ref-ours cannot be identified/);
		expect(error?.message).toContain('1 other upload was read at the same time');
		expect(error?.description).toContain('N-x (x), N-y (y)');
		expect(error?.description).toContain('do not upload it again');
		expect(calls.filter(({ method }) => method === 'POST')).toHaveLength(1);
	});

	it('says so where the extraction failed', async () => {
		const node = await start();
		await script(node, [[], [row('ref-ours', 'extraction_failed')]], [[]]);
		const { error } = await node.run(upload(), [{}], files);
		expect(error?.message).toContain(
			'Ottimate could not read the upload ref-ours (status "extraction_failed")',
		);
	});

	it.each([
		['is still being read', [[], [row('ref-ours')]]],
		['was read, but no new invoice appeared', [[], [row('ref-ours')], []]],
	])('ends after its time limit where it %s', async (words, uploads) => {
		const node = await start();
		await script(node, uploads, [[invoice('old')]]);
		const { error } = await node.run(
			upload({ options: { timeLimit: 0.3, checkEvery: 0.05 } }),
			[{}],
			files,
		);
		expect(error?.message).toContain(`The upload ref-ours ${words} after 0.3 seconds`);
		expect(error?.description).toContain('do not upload it again');
	});

	it('names the upload after a refusal, and says not to send it again', async () => {
		const node = await start();
		const refusal = { path: '^/invoices/uploads$', status: 403, body: { message: 'Denied' } };
		await node.fault({ ...refusal, method: 'GET', skip: 1, times: 1000 });
		await script(node, [[], [row('ref-ours')]], [[]]);
		const { error, calls } = await node.run(upload(), [{}], files);
		expect(error?.message).toMatch(/^The state of the upload ref-ours could not be read \(.+\)/);
		expect(error?.description).toContain('Ottimate has the file: do not upload it again');
		expect(calls.filter(({ method }) => method === 'POST')).toHaveLength(1);
	});

	it('checks the limits of all items before a file is sent', async () => {
		const node = await start();
		const set = upload({ options: { ...times, timeLimit: '={{ $json.seconds }}' } });
		const { error, calls } = await node.run(set, [{ seconds: 20 }, { seconds: 0 }], files);
		expect(error?.message).toBe('"Time Limit (Seconds)" must be above 0 [item 1]');
		expect(calls).toEqual([]);
	});

	it('refuses a file of the wrong kind or size before it is sent', async () => {
		const node = await start();
		const wanted = (file: TestFile) => [{ files: [file] }] as unknown as IDataObject[];
		const kind = await node.run(
			upload(),
			wanted({ name: 'bill.docx', type: 'application/msword' }),
			files,
		);
		expect(kind.error?.description).toContain('The file in "data" is a .docx');
		expect(kind.calls).toEqual([]);
		const bytes = 25 * 1024 * 1024 + 1;
		const size = await node.run(upload(), wanted({ name: 'bill.pdf', bytes }), files);
		expect(size.error?.description).toBe(
			`The file in "data" has ${bytes} bytes; the service accepts 25 MB at most.`,
		);
		expect(size.calls.filter(({ method }) => method === 'POST')).toEqual([]);
	});
});
