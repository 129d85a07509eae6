import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import type { LogEntry } from '../sandbox/core/types.mts';
import type { Credential } from './client.mts';
import type { Execution } from './execution.mts';
import { errorOf, rowsOf } from './execution.mts';
import { Rig } from './support.mts';
import { root } from './versions.mts';
import type { WorkflowJson } from './workflows.mts';

const OTTIMATE = 'n8n-nodes-business-apis.ottimate';

let rig: Rig;
let credential: Credential;

beforeAll(async () => {
	rig = await Rig.start();
	credential = await rig.credential('ottimateApi');
});

afterAll(async () => {
	await rig?.stop();
});

beforeEach(async () => {
	await rig.clearLog();
});

/** Runs an example as a person does who has chosen the credential and nothing else. */
async function run(job: string): Promise<{ execution: Execution; calls: LogEntry[] }> {
	const file = path.join(root, 'docs', 'examples', `ottimate-${job}.json`);
	const workflow = JSON.parse(await readFile(file, 'utf8')) as WorkflowJson;
	const { id, name, type } = credential;
	const nodes = workflow.nodes.map((node) =>
		node.type === OTTIMATE ? { ...node, credentials: { [type]: { id, name } } } : node,
	);
	const execution = await rig.client.runOnce({ ...workflow, nodes });
	expect(errorOf(execution)).toBeUndefined();
	return { execution, calls: (await rig.traffic('ottimate')).calls };
}

const bodyOf = ({ rawBody }: LogEntry) => JSON.parse(rawBody) as IDataObject;
const sent = (calls: LogEntry[], call: string) =>
	calls.filter(({ method, path: at }) => `${method} ${at}` === call);

describe('the example workflow', () => {
	it('uploads an invoice and waits for it', async () => {
		const { execution, calls } = await run('upload-and-wait');
		const [upload, ...more] = sent(calls, 'POST /invoices/upload');
		expect(more).toEqual([]);
		expect(upload?.rawBody).toContain('filename="bill.pdf"');
		expect(upload?.rawBody).toContain('%PDF-1.4');
		expect(sent(calls, 'GET /invoices/uploads').length).toBeGreaterThanOrEqual(4);
		expect(rowsOf(execution, 'New Invoice')).toEqual([
			{
				invoice_id: expect.any(String),
				number: expect.stringMatching(/^INV-/),
				status: 'needs-attention',
				file: 'bill.pdf',
			},
		]);
		expect(rowsOf(execution, 'To Look At')).toEqual([]);
	});

	it('lists the invoices that are ready for export', async () => {
		const { execution, calls } = await run('ready-for-export');
		const pages = sent(calls, 'GET /invoices');
		expect(pages.map(({ query }) => [query.status, query.page])).toEqual([
			['ready-for-export', '1'],
			['ready-for-export', '2'],
		]);
		const all = rowsOf(execution, 'Ready for Export');
		const held = all.filter(({ on_hold: hold }) => (hold as IDataObject).is_held === true);
		expect(held.length).toBeGreaterThan(0);
		const rows = rowsOf(execution, 'Row for the ERP');
		expect(rows).toHaveLength(all.length - held.length);
		expect(rows[0]).toMatchObject({ amount: expect.any(Number), currency: expect.any(String) });
	});

	it('marks invoices as exported, those that failed on the lower output', async () => {
		const { execution, calls } = await run('mark-exported');
		const [call, ...more] = sent(calls, 'POST /invoices/mark-exported');
		expect(more).toEqual([]);
		expect(bodyOf(call as LogEntry)).toMatchObject({
			marked_reason: 'Booked in the ERP',
			invoices: expect.arrayContaining([{ invoice_id: 101, export_transaction_id: 'T-1001' }]),
		});
		const marked = rowsOf(execution, 'Marked');
		const failed = rowsOf(execution, 'Not Marked');
		expect(marked.length).toBeGreaterThan(0);
		expect(marked.length + failed.length).toBe(4);
		expect(failed).toContainEqual({ problem: 'Invoice not found', invoice: 999999 });
	});

	it('syncs 250 vendors in three requests', async () => {
		const { execution, calls } = await run('sync-vendors');
		const posts = sent(calls, 'POST /vendors/bulk');
		const sizes = posts.map(bodyOf).map(({ vendors }) => (vendors as unknown[]).length);
		expect(sizes.sort((a, b) => a - b)).toEqual([50, 100, 100]);
		expect(new Set(posts.map(({ headers }) => headers['idempotency-key'])).size).toBe(3);
		expect(rowsOf(execution, 'Create or Update')).toHaveLength(250);
		expect(rowsOf(execution, 'Count')).toEqual([{ outcome: 'created', count_id: 250 }]);
		expect(rowsOf(execution, 'Not Saved')).toEqual([]);
	});

	it('imports invoices, waits for the batch and reads what came of it', async () => {
		const { execution, calls } = await run('import-invoices');
		const posts = sent(calls, 'POST /invoices/import');
		expect(posts).toHaveLength(1);
		expect((JSON.parse(posts[0]?.rawBody ?? '[]') as IDataObject[])[0]).toEqual({
			upload_id: 'erp-4711',
			ottimate_location_id: 456,
			invoice_number: 'N-4711',
			invoice_date: '2026-01-10',
			total_amount: 7,
			items: [{ name: 'Milk', quantity: 2, price: 3.5 }],
		});
		expect(calls.filter(({ path: at }) => at.endsWith('/progress'))).toHaveLength(3);
		expect(rowsOf(execution, 'Read the Invoice').map(({ number }) => number)).toEqual([
			'N-4711',
			'N-4713',
		]);
		expect(rowsOf(execution, 'Not Imported')).toEqual([
			{ problem: 'items: price is required', key: 'erp-4712' },
		]);
	});
});
