import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { actAt, at, call, listAt } from './http.mts';
import type { Answer, CallOptions } from './http.mts';
import { expectForm } from './sample.mts';
import { ottimateClient } from '../services/ottimate/client.mts';
import { startSandbox } from './server.mts';
import type { Sandbox } from './server.mts';
import { ottimate } from '../services/ottimate/simulator/index.mts';

let sandbox: Sandbox;
let base: string;
let token: string;

const KEY = { 'x-api-key': 'sandbox-ottimate-api-key' };
const LOGIN = {
	grant_type: 'client_credentials',
	client_id: 'sandbox-ottimate-client-id',
	client_secret: 'sandbox-ottimate-client-secret',
	scope: 'accounts.can_access_dashboard',
};
const ERROR = {
	code: 'Unauthorized',
	message: null,
	request_id: 'req-0001',
	timestamp: '2026-02-01T10:00:00Z',
};

beforeAll(async () => {
	sandbox = await startSandbox({ port: 0 });
	base = sandbox.baseUrls.ottimate ?? '';
});

beforeEach(async () => {
	await sandbox.steer('POST', 'reset');
	token = String(at((await logIn()).json, 'access_token'));
});

afterAll(async () => {
	await sandbox.close();
});

const logIn = async (change: Record<string, string> = {}): Promise<Answer> =>
	await call(`${base}/oauth/token`, { headers: KEY, form: { ...LOGIN, ...change } });

async function api(path: string, options: CallOptions = {}): Promise<Answer> {
	const headers = { ...KEY, authorization: `Bearer ${token}`, ...options.headers };
	return await call(base + path, { ...options, headers });
}

async function send(path: string, form: FormData, headers = {}, method = 'POST'): Promise<Answer> {
	const own = { ...KEY, authorization: `Bearer ${token}`, ...headers };
	const answer = await fetch(base + path, { method, headers: own, body: form });
	const text = await answer.text();
	const json: unknown = JSON.parse(text);
	return { status: answer.status, type: '', headers: answer.headers, text, json };
}

function fileForm(name: string, bytes = 64): FormData {
	const form = new FormData();
	form.set('file', new File([new Uint8Array(bytes).fill(1)], name));
	form.set('ottimate_location_id', '456');
	return form;
}

describe('the token', () => {
	it('is issued for a form', async () => {
		const answer = await logIn();
		expect(answer.status).toBe(200);
		expect(answer.headers.get('content-type')).toBe('application/json');
		expect(answer.json).toEqual({
			access_token: expect.any(String),
			expires_in: 3600,
			token_type: 'Bearer',
			scope: 'accounts.can_access_dashboard',
		});
	});

	it('is refused for a wrong secret, a missing key and a JSON body', async () => {
		const wrong = await logIn({ client_secret: 'wrong' });
		expect(wrong.status).toBe(401);
		expectForm(wrong.json, ERROR);
		expect((await call(`${base}/oauth/token`, { form: LOGIN })).status).toBe(401);
		expect((await call(`${base}/oauth/token`, { headers: KEY, json: LOGIN })).status).toBe(400);
		expect((await logIn({ grant_type: 'password' })).status).toBe(400);
		expect((await logIn({ scope: 'other' })).status).toBe(400);
	});

	it('follows the configured expires_in', async () => {
		await sandbox.steer('POST', 'config', { service: 'ottimate', expiresIn: 'omit' });
		expect(at((await logIn()).json, 'expires_in')).toBeUndefined();
	});

	it('and the key are both needed for other calls', async () => {
		expect((await api('/accounts')).status).toBe(200);
		expect((await call(`${base}/accounts`, { headers: KEY })).status).toBe(401);
		const bearer = { authorization: `Bearer ${token}` };
		expect((await call(`${base}/accounts`, { headers: bearer })).status).toBe(401);
		await sandbox.steer('POST', 'tokens/expire', { service: 'ottimate' });
		const expired = await api('/vendors');
		expect(expired.status).toBe(401);
		expectForm(expired.json, ERROR);
	});
});

describe('lists', () => {
	it('of companies start at page 1 even when asked for page 0', async () => {
		const answer = await api('/accounts/racc_9083/companies?limit=50&page=0');
		expectForm(answer.json, {
			count: 10,
			page: 1,
			limit: 10,
			results: [{ id: 123, name: 'Acme Inc.', location_count: 1, plan: 'Basic' }],
		});
		expect(at(answer.json, 'page')).toBe(1);
	});

	it.each([
		['/accounts', 'results', ['count', 'limit', 'page', 'results']],
		['/accounts/racc_9083/locations', 'results', ['count', 'limit', 'page', 'results']],
		['/vendors', 'vendors', ['count', 'limit', 'page', 'vendors', 'version']],
		['/dimensions', 'dimensions', ['count', 'dimensions', 'limit', 'page', 'version']],
		[
			'/purchase-orders',
			'purchase_orders',
			['count', 'limit', 'page', 'purchase_orders', 'version'],
		],
		['/receipts', 'receipts', ['count', 'limit', 'page', 'receipts', 'version']],
		['/invoices', 'results', ['count', 'results', 'version']],
		['/invoices/uploads', 'results', ['count', 'results', 'version']],
		['/batch', 'results', ['count', 'results']],
		[
			'/catalog/entries?ottimate_company_id=123',
			'results',
			['count', 'page', 'per_page', 'results'],
		],
		[
			'/catalog/prices?ottimate_company_id=123',
			'results',
			['count', 'page', 'per_page', 'results'],
		],
		['/catalog/allowances?ottimate_company_id=123', 'results', ['count', 'results']],
		['/catalog/variances?ottimate_company_id=123', 'results', ['count', 'results']],
		[
			'/catalog/variance-batches?ottimate_company_id=123',
			'results',
			['count', 'next', 'previous', 'results'],
		],
		[
			'/invoices/receiver-export?ottimate_company_id=123&ottimate_location_id=456',
			'results',
			['count', 'next', 'page', 'per_page', 'previous', 'results'],
		],
		[
			'/catalog/variances/cte_4/invoice-items',
			'results',
			['count', 'limit', 'page', 'results', 'version'],
		],
	])('%s has its own envelope', async (path, key, keys) => {
		const answer = await api(path);
		expect(answer.status).toBe(200);
		expect(Object.keys(Object(answer.json)).sort()).toEqual(keys);
		expect(listAt(answer.json, key).length).toBeGreaterThan(0);
	});

	it('of vendors can be read to the end', async () => {
		const ids = new Set<unknown>();
		for (let page = 1; page <= 4; page += 1) {
			const path = `/vendors?ottimate_company_id=123&page=${page}&limit=40`;
			for (const row of listAt((await api(path)).json, 'vendors')) ids.add(at(row, 'id'));
		}
		expect(ids.size).toBe(120);
	});

	it('of invoices are newest first, filtered, and limited to 100', async () => {
		const query = 'status=ready-for-export&last_modified_date_from_utc=2026-01-01T00:00:00Z';
		const answer = await api(`/invoices?${query}&page=1&limit=100`);
		const rows = listAt(answer.json, 'results');
		expectForm(rows[0], {
			id: 'uuid',
			invoice_number: 'INV-7',
			ottimate_vendor_name: 'Fresh Foods',
			total_amount: 120.5,
			posting_date: '2026-01-11',
			created_at_utc: '2026-01-10T08:00:00Z',
			approved_date_utc: '2026-01-12T09:00:00Z',
			last_modified_user: { id: 7, email: 'ap@example.com', first_name: 'A', last_name: 'P' },
			has_price_variance: false,
			on_hold: { is_held: false, reason: '' },
			images: [{ id: 1, url: 'https://cdn.example.com/1.png' }],
			dimensions: {},
		});
		expect(new Set(rows.map((row) => at(row, 'status')))).toEqual(new Set(['ready-for-export']));
		const times = rows.map((row) => String(at(row, 'created_at_utc')));
		expect([...times].sort().reverse()).toEqual(times);
		expect((await api('/invoices?limit=101')).status).toBe(400);
		expect((await api('/invoices?status=needs_attention')).status).toBe(400);
	});

	it('let the _utc twin of a date filter win', async () => {
		const count = async (query: string) => at((await api(`/invoices?${query}`)).json, 'count');
		const all = await count('date_from=2026-06-01');
		expect(await count('date_from=2026-01-01&date_from_utc=2026-06-01T02:00:00%2B02:00')).toBe(all);
		expect(all).toBeLessThan(1200);
		expect((await api('/invoices?date_from=2026-06-01T00:00:00Z')).status).toBe(400);
		expect((await api('/vendors?last_modified_date_from=2026-01-01')).status).toBe(400);
	});

	it('with items need a window of 30 days', async () => {
		expect((await api('/invoices?expand=items')).status).toBe(400);
		const window = 'date_from=2026-03-01&date_to=2026-03-31';
		const answer = await api(`/invoices?expand=items&${window}`);
		expect(listAt(answer.json, 'results.0.items').length).toBeGreaterThan(0);
		expect((await api('/purchase-orders?expand=items&date_from=2026-03-01')).status).toBe(400);
		expect(
			(await api('/receipts?expand=items&date_from=2026-03-01&date_to=2026-04-02')).status,
		).toBe(400);
	});

	it('of locations know the versions', async () => {
		const path = '/accounts/racc_9083/locations?limit=1';
		expect(at((await api(path)).json, 'results.0.group')).toBe('City');
		const newer = await api(path, { headers: { 'x-api-version': '1.1.0' } });
		expect(at(newer.json, 'results.0.location_group')).toBe('City');
	});
});

describe('refusals', () => {
	it('tell out of scope from unknown', async () => {
		expect((await api('/vendors?ottimate_company_id=900')).status).toBe(403);
		const missing = await api('/vendors/999999');
		expect(missing.status).toBe(404);
		expectForm(missing.json, { ...ERROR, message: 'text' });
		expect((await api('/nothing')).status).toBe(404);
	});

	it('name fields in an object', async () => {
		const answer = await api('/dimensions', { json: { ottimate_company_id: 123 } });
		expect(answer.status).toBe(400);
		expect(at(answer.json, 'code')).toBe('Validation error');
		expect(at(answer.json, 'message.name')).toEqual(['This field is required.']);
	});

	it('come for a change while another one runs', async () => {
		const id = at((await api('/invoices?limit=1')).json, 'results.0.id');
		const change = async () =>
			await api(`/invoices/${id}`, { method: 'PATCH', json: { notes: 'x' } });
		const answers = await Promise.all([change(), change()]);
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
	});

	it('come when the quota is used up', async () => {
		await sandbox.steer('POST', 'config', { service: 'ottimate', quotas: true });
		const answers = await Promise.all(Array.from({ length: 5 }, () => api('/batch?limit=1')));
		expect(answers.every(({ status }) => status === 200)).toBe(true);
	});
});

describe('Idempotency-Key', () => {
	const vendor = { ottimate_company_id: 123, erp_vendor_id: 'V-900', erp_vendor_name: 'Ice Inc' };
	const keyed = { 'idempotency-key': '6f1c2d3e-0001' };

	it('replays the first answer and refuses another body', async () => {
		const first = await api('/vendors', { json: vendor, headers: keyed });
		expect(first.status).toBe(201);
		expectForm(first.json, {
			version: '1.1.0',
			vendor: { id: 14, ottimate_company_id: 123, erp_vendor_id: 'V-4', email: null },
		});
		const again = await api('/vendors', { json: vendor, headers: keyed });
		expect([again.status, again.text]).toEqual([201, first.text]);
		expect(again.headers.get('x-idempotent-replayed')).toBe('true');
		const other = { ...vendor, erp_vendor_name: 'Other' };
		expect((await api('/vendors', { json: other, headers: keyed })).status).toBe(422);
	});

	it('keeps no refusal', async () => {
		expect((await api('/vendors', { json: {}, headers: keyed })).status).toBe(400);
		expect((await api('/vendors', { json: vendor, headers: keyed })).status).toBe(201);
	});

	it('is refused while the first call runs, and when it is malformed', async () => {
		const create = async () => await api('/vendors', { json: vendor, headers: keyed });
		const answers = await Promise.all([create(), create()]);
		expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
		const bad = { 'idempotency-key': 'a b' };
		expect((await api('/vendors', { json: vendor, headers: bad })).status).toBe(400);
	});

	it('serves one upload only', async () => {
		expect((await send('/invoices/upload', fileForm('a.pdf'), keyed)).status).toBe(200);
		expect((await send('/invoices/upload', fileForm('a.pdf'), keyed)).status).toBe(422);
	});
});

describe('failures inside a success', () => {
	it('of bulk vendors', async () => {
		const answer = await api('/vendors/bulk', {
			json: {
				ottimate_company_id: 123,
				vendors: [
					{ erp_vendor_id: 'V-1', erp_vendor_name: 'Fresh Foods LLC' },
					{ erp_vendor_id: 'V-905' },
				],
			},
		});
		expect(answer.status).toBe(201);
		expect(answer.json).toMatchObject({
			success_count: 1,
			created_count: 0,
			updated_count: 1,
			error_count: 1,
			created: [],
			updated: [{ id: 11, erp_vendor_id: 'V-1', erp_vendor_name: 'Fresh Foods LLC' }],
			errors: [
				{
					index: 1,
					erp_vendor_id: 'V-905',
					error: 'erp_vendor_name is required',
					type: 'validation_error',
				},
			],
		});
	});

	it('of mark-exported', async () => {
		const ready = await api('/invoices?status=ready-for-export&limit=1');
		const serial = Number(String(at(ready.json, 'results.0.url')).split('/').at(-1));
		const json = {
			invoices: [{ invoice_id: serial, export_transaction_id: 'T-1' }, { invoice_id: 999_999 }],
			marked_reason: 'sent to ERP',
		};
		const answer = await api('/invoices/mark-exported', { json });
		expect(answer.status).toBe(200);
		expect(answer.json).toEqual({
			updated: [serial],
			failed: [{ id: 999_999, error: 'Invoice not found' }],
		});
		const uuids = { invoices: [{ invoice_id: at(ready.json, 'results.0.id') }] };
		expect((await api('/invoices/mark-exported', { json: uuids })).status).toBe(400);
	});

	it('of changed lines', async () => {
		const path = `/invoices/${at((await api('/invoices?limit=1')).json, 'results.0.id')}`;
		const items = [
			{ name: 'Ice', quantity: 1, price: 2 },
			{ id: 1, price: 3 },
		];
		const answer = await api(path, { method: 'PATCH', json: { items } });
		expect(answer.status).toBe(200);
		expect(at(answer.json, 'items_processing_result.status')).toBe('partial_success');
		expect(Object.keys(Object(at(answer.json, 'items_processing_result.success')))).toEqual(['0']);
		const unknown = { custom_fields: { unheard_of: 1 } };
		expect((await api(path, { method: 'PATCH', json: unknown })).status).toBe(400);
	});
});

describe('files and batches', () => {
	it('turn an upload into an invoice after it was listed twice', async () => {
		const { status, json } = await send('/invoices/upload', fileForm('inv.pdf'));
		expect(status).toBe(200);
		expectForm(json, { version: '1.1.0', reference_id: 'ref-1' });
		const listed = async () => listAt((await api('/invoices/uploads')).json, 'results');
		const has = (rows: unknown[]) => rows.some((row) => at(row, 'id') === at(json, 'reference_id'));
		const before = at((await api('/invoices?limit=1')).json, 'count');
		expect(has(await listed())).toBe(true);
		expect(has(await listed())).toBe(true);
		expect(has(await listed())).toBe(false);
		expect(at((await api('/invoices?limit=1')).json, 'count')).toBeGreaterThan(Number(before));
	});

	it('refuse large and unreadable files', async () => {
		const large = await send('/invoices/upload', fileForm('a.pdf', 26 * 1024 * 1024));
		expect(large.status).toBe(413);
		expectForm(large.json, { code: 'text', message: null });
		expect((await send('/invoices/upload', fileForm('a.exe'))).status).toBe(422);
	});

	it('replace the images of an invoice', async () => {
		const id = String(at((await api('/invoices?limit=1')).json, 'results.0.id'));
		const form = new FormData();
		form.append('images', new File(['a'], 'a.png'));
		form.append('images', new File(['b'], 'b.pdf'));
		const answer = await send(`/invoices/${id}/images`, form, {}, 'PATCH');
		expect(answer.json).toMatchObject({ images: [{}, {}], image_errors: [] });
	});

	it('import in the background', async () => {
		const row = {
			upload_id: 'u-used',
			ottimate_location_id: 456,
			invoice_number: 'INV-8',
			items: [{ name: 'Milk', quantity: 2, price: 3.5 }],
		};
		const started = await api('/invoices/import', { json: [row] });
		expect(started.status).toBe(202);
		expectForm(started.json, {
			status: 'processing',
			batch_id: 'b-1',
			batch_url: '/v1/batch/b-1/progress',
			results_url: '/v1/batch/b-1/results',
			summary: { invoice_count: 1 },
		});
		const path = `/batch/${at(started.json, 'batch_id')}`;
		const seen = [];
		for (let poll = 0; poll < 3; poll += 1) seen.push((await api(`${path}/progress`)).json);
		expect(seen.map((json) => at(json, 'status'))).toEqual([
			'processing',
			'processing',
			'completed',
		]);
		expect(seen[2]).toMatchObject({ progress: 1, tasks_failed: 1, error: 'All tasks failed' });
		expect((await api(`${path}/results`)).json).toMatchObject({
			results: [{ task: 1, result: null, message: 'upload_id already used' }],
		});
		const fresh = await api('/invoices/import', { json: [{ ...row, upload_id: 'u-1' }] });
		const freshPath = `/batch/${at(fresh.json, 'batch_id')}`;
		for (let poll = 0; poll < 3; poll += 1) await api(`${freshPath}/progress`);
		const id = at((await api(`${freshPath}/results`)).json, 'results.0.result');
		expect(at((await api(`/invoices/${id}`)).json, 'number')).toBe('INV-8');
	});
});

describe('purchase orders and the catalog', () => {
	it('take codes as dimensions and give objects back', async () => {
		const order = {
			ottimate_location_id: 456,
			po_number: 'PO-NEW',
			erp_vendor_id: 'V-1',
			date: '2026-03-01',
			total_amount: 10,
		};
		const line = { name: 'Milk', quantity: 1, price: 10 };
		const create = async (dimensions: object) =>
			await api('/purchase-orders', { json: { ...order, items: [{ ...line, dimensions }] } });
		const made = await create({ ACCOUNT: 'ACCO-001' });
		expect(made.status).toBe(201);
		expect(at(made.json, 'items.0.dimensions.ACCOUNT.id')).toBe('dim_1');
		expect(at(made.json, 'version')).toBeUndefined();
		const object = await create({ ACCOUNT: { code: 'ACCO-001' } });
		expect([object.status, at(object.json, 'code')]).toEqual([400, 'PO4000']);
		expect((await create({})).status).toBe(400);
	});

	it('write amounts as texts', async () => {
		const json = {
			ottimate_company_id: 123,
			erp_vendor_id: 'V-1',
			item_name: 'Brie',
			prices: [{ price: 4.5 }],
			allowances: null,
		};
		const made = await api('/catalog/entries', { json });
		expect(made.status).toBe(201);
		expect(at(made.json, 'prices.0.price')).toBe('4.50');
		const again = await api('/catalog/entries', { json });
		expect(at(again.json, 'id')).toBe(at(made.json, 'id'));
		const allowance = { ottimate_company_id: 123, amount: 1, start_date: '2026-01-01' };
		const added = await api('/catalog/allowances', { json: { ...allowance, catalog_entry_id: 1 } });
		expect(added.json).toMatchObject({ amount: '1.00', target: 10, target_type: 'company' });
	});

	it('belong together across collections', async () => {
		const receipt = at((await api('/receipts?limit=1')).json, 'receipts.0');
		const order = await api(`/purchase-orders/${at(receipt, 'ottimate_po_id')}`);
		expect(order.status).toBe(200);
		const id = at(receipt, 'id');
		const line = at((await api(`/receipts/${id}`)).json, 'receipt.items.0.ottimate_po_item_id');
		expect(at(order.json, 'purchase_order.items.0.id')).toBe(line);
	});

	it('export a variance batch once', async () => {
		const path = '/catalog/variance-batches/ctb_7/export';
		expect((await api(path, { method: 'POST' })).status).toBe(200);
		expect((await api(path, { method: 'POST' })).status).toBe(400);
	});
});

describe('values are taken as they are', () => {
	const order = {
		ottimate_location_id: 456,
		po_number: 'PO-NEW',
		erp_vendor_id: 'V-1',
		date: '2026-03-01',
		total_amount: 10,
		items: [{ name: 'Milk', quantity: 1, price: 10 }],
	};
	const allowance = {
		ottimate_company_id: 123,
		catalog_entry_id: 1,
		amount: 1,
		start_date: '2026-01-01T00:00:00Z',
	};
	const price = {
		ottimate_company_id: 123,
		catalog_entry_id: 'cte_1',
		price: 1,
		start_date: '2026-01-01T00:00:00Z',
	};
	const entry = {
		ottimate_company_id: 123,
		erp_vendor_id: 'V-1',
		item_name: 'Brie',
		prices: null,
		allowances: null,
	};
	const mark = { invoices: [{ invoice_id: 101 }] };

	it.each([
		['/purchase-orders', order, { total_amount: '10' }, 'total_amount'],
		['/purchase-orders', order, { ottimate_location_id: '456' }, 'ottimate_location_id'],
		['/purchase-orders', order, { ottimate_location_id: 456.5 }, 'ottimate_location_id'],
		['/purchase-orders', order, { date: '2026-02-30' }, 'date'],
		['/purchase-orders', order, { date: ' 2026-03-01' }, 'date'],
		['/purchase-orders', order, { po_number: 9 }, 'po_number'],
		['/purchase-orders', order, { is_2_way: 'true' }, 'is_2_way'],
		['/catalog/allowances', allowance, { catalog_entry_id: '1' }, 'catalog_entry_id'],
		['/catalog/allowances', allowance, { catalog_entry_id: 'cte_1' }, 'catalog_entry_id'],
		['/catalog/allowances', allowance, { amount: '1.00' }, 'amount'],
		['/catalog/allowances', allowance, { start_date: 'March 1, 2026' }, 'start_date'],
		['/catalog/allowances', allowance, { target: 'Location' }, 'target'],
		['/catalog/prices', price, { catalog_entry_id: 1 }, 'catalog_entry_id'],
		['/catalog/prices', price, { ottimate_group_id: '7' }, 'ottimate_group_id'],
		['/catalog/entries', entry, { prices: [{ price: '1' }] }, 'price'],
		['/catalog/entries', entry, { prices: [{ price: 1, unit_price: '1' }] }, 'unit_price'],
		['/catalog/entries', entry, { dimensions: { DEPARTMENT: 'Dairy' } }, 'dimensions'],
		['/invoices/mark-exported', mark, { marked_reason: 7 }, 'marked_reason'],
		['/invoices/mark-unexported', mark, { flag_invoice: 'true' }, 'flag_invoice'],
	])('%s refuses a value of another type: %j with %j', async (path, body, change, name) => {
		const refused = await api(path, { json: { ...body, ...change } });
		expect(refused.status).toBe(400);
		expect(at(refused.json, 'code')).toBe('Validation error');
		expect(Object.keys(Object(at(refused.json, 'message')))).toEqual([name]);
	});

	it.each([
		'/invoices?status=',
		'/invoices?status=Approved',
		'/invoices?status=%20approved',
		'/invoices?last_modified_user_id=%207',
		'/invoices?ottimate_location_ids=456,%20457',
		'/invoices?date_from=',
		'/invoices?date_from=2026-02-30',
		'/invoices?date_from_utc=March%201,%202026',
		'/vendors?ottimate_company_id=',
		'/purchase-orders?date_from=2026-02-30',
		'/catalog/entries?ottimate_company_id=123&price=%2012',
		'/catalog/entries?ottimate_company_id=123&price=',
		'/catalog/variances?ottimate_company_id=123&variance_only=True',
		'/catalog/variance-batches?ottimate_company_id=123&batch_number=VB-1',
	])('%s is refused', async (path) => {
		expect((await api(path)).status).toBe(400);
	});

	it('finds a text only as it is written', async () => {
		const first = at((await api('/invoices?limit=1')).json, 'results.0');
		const count = async (query: string) => at((await api(`/invoices?${query}`)).json, 'count');
		expect(await count(`invoice_ids=${String(at(first, 'id'))}`)).toBe(1);
		expect(await count(`invoice_ids=%20${String(at(first, 'id'))}`)).toBe(0);
		expect((await api('/vendors/11')).status).toBe(200);
		expect((await api('/vendors/%2011')).status).toBe(404);
		expect((await api('/vendors/11.0')).status).toBe(404);
	});

	it('keeps blanks and an empty text', async () => {
		const id = at((await api('/invoices?limit=1')).json, 'results.0.id');
		const changed = await api(`/invoices/${id}`, {
			method: 'PATCH',
			json: { purchase_order: ' PO 9 ', invoice_number: '' },
		});
		expect(changed.json).toMatchObject({ purchase_order: ' PO 9 ', number: '' });
	});

	it('marks nothing when one ID is no whole number', async () => {
		const ready = await api('/invoices?status=ready-for-export&limit=1');
		const url = String(at(ready.json, 'results.0.url'));
		const invoice_id = Number(url.split('/').at(-1));
		for (const wrong of [String(invoice_id), at(ready.json, 'results.0.id'), 1.5, null]) {
			const json = { invoices: [{ invoice_id }, { invoice_id: wrong }] };
			const refused = await api('/invoices/mark-exported', { json });
			expect(refused.status).toBe(400);
			expectForm(refused.json, { ...ERROR, message: { invoice_id: ['text'] } });
		}
		const after = await api(`/invoices/${at(ready.json, 'results.0.id')}`);
		expect(at(after.json, 'status')).toBe('ready-for-export');
		const json = { invoices: [{ invoice_id }, { invoice_id: 999_999 }] };
		expect((await api('/invoices/mark-exported', { json })).json).toEqual({
			updated: [invoice_id],
			failed: [{ id: 999_999, error: 'Invoice not found' }],
		});
	});

	it('knows a file by the ending of its name', async () => {
		const named = async (name: string) => (await send('/invoices/upload', fileForm(name))).status;
		expect(await named('INV.10023')).toBe(422);
		expect(await named('INV-10023')).toBe(422);
		expect(await named('INV.10023.pdf')).toBe(200);
		const renamed = fileForm('INV-10023');
		renamed.set('filename', 'INV-10023.PDF');
		expect((await send('/invoices/upload', renamed)).status).toBe(200);
		const elsewhere = fileForm('a.pdf');
		elsewhere.set('ottimate_location_id', ' 456');
		expect((await send('/invoices/upload', elsewhere)).status).toBe(422);
		expect((await send('/invoices/upload', fileForm('a.pdf', 0))).status).toBe(422);
	});

	it('gives lines for 30 days and not a moment more', async () => {
		const status = async (path: string) => (await api(path)).status;
		const from = 'expand=items&date_from_utc=2026-03-01T00:00:00Z';
		expect(await status(`/invoices?${from}&date_to_utc=2026-03-31T00:00:00Z`)).toBe(200);
		expect(await status(`/invoices?${from}&date_to_utc=2026-03-31T00:00:01Z`)).toBe(400);
		expect(await status('/invoices?expand=items&date_to=2026-03-31')).toBe(400);
		const modified = 'expand=items&last_modified_date_from_utc=2026-03-01T00:00:00Z';
		expect(await status(`/invoices?${modified}`)).toBe(400);
		expect(await status(`/invoices?${modified}&last_modified_date_to=2026-03-31`)).toBe(200);
		for (const list of ['purchase-orders', 'receipts']) {
			const days = `/${list}?expand=items&date_from=2026-03-01`;
			expect(await status(`${days}&date_to=2026-03-31`)).toBe(200);
			expect(await status(`${days}&date_to=2026-04-01`)).toBe(400);
			expect(await status(days)).toBe(400);
		}
	});
});

describe('the path table', () => {
	it('holds 53 operations', () => {
		const pairs = ottimate.routes().map(({ method, path }) => `${method} ${path}`);
		expect(new Set(pairs).size).toBe(53);
	});
});

describe('the actions', () => {
	it('put an invoice at the head of the list, and approve one', async () => {
		const client = await ottimateClient(sandbox);
		const ready = async () => {
			const query = '/invoices?ottimate_location_ids=456,457,458,459,460,461,462,463';
			const list = await client.call('GET', `${query}&status=ready-for-export`);
			return JSON.stringify(list).match(/"total_count":(\d+)/)?.[1];
		};
		const before = Number(await ready());
		expect(await actAt(sandbox, 'ottimate', 'newInvoice')).toMatch(
			/ over 42 (USD|CAD) waits for approval/,
		);
		expect(await actAt(sandbox, 'ottimate', 'approve')).toContain('ready for export');
		expect(Number(await ready())).toBe(before + 1);
	});
});
