import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import type { LogEntry } from '../sandbox/core/types.mts';
import type { Credential } from './client.mts';
import type { Execution } from './execution.mts';
import { errorOf, rowsOf } from './execution.mts';
import { Stage } from './example-stage.mts';
import { MailServer } from './mail-server.mts';
import { serviceExample } from './service-examples.mts';
import { Rig } from './support.mts';
import { until } from './until.mts';
import { root } from './versions.mts';
import type { WorkflowJson } from './workflows.mts';

const OTTIMATE = 'n8n-nodes-business-apis.ottimate';
const EMAIL = 'n8n-nodes-base.emailSend';

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

/** Runs an example as a person does who has chosen the credential, and one for mail where that is given, and nothing else. */
async function run(
	job: string,
	smtp?: Credential,
): Promise<{ execution: Execution; calls: LogEntry[] }> {
	const file = path.join(root, 'docs', 'examples', `ottimate-${job}.json`);
	const workflow = JSON.parse(await readFile(file, 'utf8')) as WorkflowJson;
	const { id, name, type } = credential;
	const nodes = workflow.nodes.map((node) => {
		if (node.type === OTTIMATE) return { ...node, credentials: { [type]: { id, name } } };
		return smtp !== undefined && node.type === EMAIL
			? { ...node, credentials: { smtp: { id: smtp.id, name: smtp.name } } }
			: node;
	});
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
		const rows = rowsOf(execution, 'Row for the ERP');
		expect(rows).toHaveLength(rowsOf(execution, 'Ready for Export').length);
		expect(rows.length).toBeGreaterThan(100);
		expect(rows[0]).toMatchObject({
			amount: expect.any(Number),
			currency: expect.any(String),
			vendor: expect.stringMatching(/^V-/),
			vendor_name: expect.any(String),
		});
	});

	it('marks invoices as exported, those that failed on the Error output', async () => {
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

	it('takes invoices to the ERP, marks them, and mails what failed', async () => {
		const mail = await MailServer.start();
		try {
			const smtp = await rig.client.createCredential('smtp', 'Mail of the test', {
				host: '127.0.0.1',
				port: mail.port,
				secure: false,
				disableStartTls: true,
			});
			const first = await run('payable-loop', smtp);
			const booked = rowsOf(first.execution, 'Book in the ERP');
			expect(booked.length).toBeGreaterThan(100);
			expect(booked).toHaveLength(rowsOf(first.execution, 'Ready for Export').length);
			expect(rowsOf(first.execution, 'Exported')).toHaveLength(booked.length);
			expect(mail.messages).toEqual([]);
			const posts = sent(first.calls, 'POST /invoices/mark-exported').map(bodyOf);
			const records = posts.flatMap(({ invoices }) => invoices as IDataObject[]);
			expect(posts).toHaveLength(Math.ceil(booked.length / 100));
			expect(records[0]).toEqual({
				invoice_id: Number(booked[0]?.number_to_mark),
				export_transaction_id: booked[0]?.transaction,
			});

			await rig.reset();
			const answer = { updated: [], failed: [{ id: records[0]?.invoice_id, error: 'Locked' }] };
			await rig.sandbox.steer('POST', 'faults', {
				faults: [
					{
						service: 'ottimate',
						kind: 'call',
						path: '^/invoices/mark-exported$',
						status: 200,
						times: 1,
						body: answer,
					},
				],
			});
			const second = await run('payable-loop', smtp);
			const failed = rowsOf(second.execution, 'Not Marked');
			expect(failed).toHaveLength(Math.min(100, booked.length));
			expect(failed[0]).toMatchObject({ number: booked[0]?.number, problem: 'Locked' });
			expect(mail.messages).toHaveLength(1);
			const [message = ''] = mail.messages;
			expect(message).toContain('To: ap@example.com');
			expect(message).toContain(`${String(booked[0]?.number)} (${String(booked[0]?.vendor)})`);
			expect(message).toContain('Locked');
		} finally {
			await mail.close();
		}
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
			{ problem: 'items: price is invalid or missing', key: 'erp-4712' },
		]);
	});
});

describe('the job', () => {
	let stage: Stage;

	beforeAll(async () => {
		await rig.reset();
		stage = await Stage.start(rig);
	});

	afterAll(async () => {
		await stage?.stop();
	});

	it('books and marks invoices after a yes by email', async () => {
		const workflow = await serviceExample('ottimate-approve-by-email.json', credential);
		stage.refuses = ({ service, body }) => service === 'erp' && body.number === refused;
		const listed = await stage.run(workflow, { approval: 'Decline' });
		const [{ number: refused } = {}] = rowsOf(listed, 'Line of the List');
		expect(rowsOf(listed, 'Not Approved')).toHaveLength(1);
		expect(stage.calls).toEqual([]);
		expect(sent((await rig.traffic('ottimate')).calls, 'POST /invoices/mark-exported')).toEqual([]);

		const execution = await stage.run(workflow, { approval: 'Approve' });
		expect(errorOf(execution)).toBeUndefined();
		expect(stage.calls).toHaveLength(10);
		expect(stage.calls[0]).toMatchObject({
			service: 'erp',
			path: '/bills',
			body: { number: refused, vendor: expect.stringMatching(/^V-/) },
		});
		expect(rowsOf(execution, 'Exported')).toHaveLength(9);
		expect(rowsOf(execution, 'Failed').map(({ number }) => number)).toEqual([refused]);
		const posts = sent((await rig.traffic('ottimate')).calls, 'POST /invoices/mark-exported');
		expect(posts.flatMap((post) => bodyOf(post).invoices as unknown[])).toHaveLength(9);
	});

	it('saves the vendors of a file only if a dry run refuses none', async () => {
		const bulk = async () => sent((await rig.traffic('ottimate')).calls, 'POST /vendors/bulk');
		const workflow = await serviceExample('ottimate-vendors-from-csv.json', credential);
		const rows = [
			{ number: 'V-3001', name: 'Blue Dairy' },
			{ number: '', name: 'No Number' },
		];
		const bad = { Vendors: { mode: 'raw', jsonOutput: JSON.stringify({ rows }) } };
		const refused = await stage.run(
			await serviceExample('ottimate-vendors-from-csv.json', credential, bad),
		);
		expect(errorOf(refused)).toBeUndefined();
		expect(await bulk()).toEqual([]);
		const [{ problems } = {}] = rowsOf(refused, 'What to Correct');
		expect(problems).toEqual([expect.stringContaining('"ERP Vendor ID" is empty')]);

		const execution = await stage.run(workflow);
		expect(errorOf(execution)).toBeUndefined();
		expect(await bulk()).toHaveLength(1);
		expect(rowsOf(execution, 'Saved')).toEqual(
			['V-3001', 'V-3002', 'V-3003'].map((vendor) => ({ vendor, outcome: 'created' })),
		);
	});

	it('opens a ticket for a failed run, with our advice', async () => {
		stage.calls.length = 0;
		const ticket = stage.around(await serviceExample('ottimate-error-to-ticket.json', credential));
		const { id: errorWorkflow } = await rig.client.createWorkflow(ticket);
		await rig.client.publish(errorWorkflow);
		const loop = await serviceExample('ottimate-payable-loop.json', credential);
		const nodes = loop.nodes.map((node) => {
			if (node.name === 'Every Morning') {
				const rule = { interval: [{ field: 'seconds', secondsInterval: 2 }] };
				return { ...node, parameters: { rule } };
			}
			return node.name === 'Mark as Exported'
				? { ...node, onError: undefined, parameters: { ...node.parameters, invoiceId: 'wrong' } }
				: node;
		});
		const settings = { ...loop.settings, errorWorkflow };
		const { id } = await rig.client.createWorkflow(stage.around({ ...loop, nodes, settings }));
		await rig.client.publish(id);
		await until('a ticket is open', async () => await Promise.resolve(stage.calls.length > 0));
		await rig.client.unpublish(id);
		expect(stage.calls[0]).toMatchObject({ service: 'tickets', path: '/tickets' });
		const { title, text } = stage.calls[0]?.body ?? {};
		expect(title).toContain('Ottimate: payable loop: ');
		expect(text).toContain('Node: Mark as Exported');
		expect(text).toContain('The connection to Ottimate works.');
	});
});
