import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { compareAnswer, placesOf } from './answers/compare.mts';
import documented from '../services/ottimate/answers/shapes.json';
import { at, call, listAt } from './http.mts';
import type { Answer, CallOptions } from './http.mts';
import { startSandbox } from './server.mts';
import type { Sandbox } from './server.mts';
import { ottimate } from '../services/ottimate/simulator/index.mts';

/** Objects by key, lists with the shape of their members, and names of types. */
type AnswerShape = string | readonly AnswerShape[] | { readonly [key: string]: AnswerShape };

/** Keys and types of Ottimate's answers, from its OpenAPI file. */
const shapes: Readonly<Record<string, AnswerShape>> = documented;
const names = Object.keys(shapes).sort();

let sandbox: Sandbox;
let base: string;
let headers: Record<string, string>;

const KEY = { 'x-api-key': 'sandbox-ottimate-api-key' };
const LOGIN = {
	grant_type: 'client_credentials',
	client_id: 'sandbox-ottimate-client-id',
	client_secret: 'sandbox-ottimate-client-secret',
	scope: 'accounts.can_access_dashboard',
};

/** Which places of an operation's shape a value was compared at, and how many answers were. */
const seen = new Map(names.map((name) => [name, { places: new Set<string>(), answers: 0 }]));

const isObject = (shape: AnswerShape | undefined): shape is Record<string, AnswerShape> =>
	typeof shape === 'object' && !Array.isArray(shape);

function shapeOf(name: string): Record<string, AnswerShape> {
	const shape = shapes[name];
	if (!isObject(shape)) throw new Error(`No shape of ${name}`);
	return shape;
}

/** The shape of a list whose rows are not those of its description: `change` makes them out of the described ones. */
function withRows(
	name: string,
	key: string,
	change: (row: Record<string, AnswerShape>) => Record<string, AnswerShape>,
): AnswerShape {
	const shape = shapeOf(name);
	const rows = shape[key];
	const [row] = Array.isArray(rows) ? (rows as AnswerShape[]) : [];
	if (!isObject(row)) throw new Error(`No rows at ${key} of ${name}`);
	return { ...shape, [key]: [change(row)] };
}

const without = (row: Record<string, AnswerShape>, key: string): Record<string, AnswerShape> =>
	Object.fromEntries(Object.entries(row).filter(([name]) => name !== key));

function expectShape(name: string, answer: Answer, shape: AnswerShape = shapeOf(name)): void {
	expect([200, 201, 202]).toContain(answer.status);
	const noted = seen.get(name);
	if (!noted) throw new Error(`${name} is no operation`);
	noted.answers += 1;
	expect(compareAnswer(shape, answer.json, { nullable: 'any', seen: noted.places })).toEqual([]);
}

/** One call whose answer must have the documented shape. */
async function checked(name: string, path: string, options: CallOptions = {}): Promise<unknown> {
	const [method = 'GET'] = name.split(' ');
	const sent = { method, ...options, headers: { ...headers, ...options.headers } };
	const answer = await call(base + path, sent);
	expectShape(name, answer);
	return answer.json;
}

async function get(path: string): Promise<Answer> {
	return await call(base + path, { headers });
}

async function sendFiles(name: string, path: string, form: FormData): Promise<unknown> {
	const [method] = name.split(' ');
	const answer = await fetch(base + path, { method, headers, body: form });
	const text = await answer.text();
	const json: unknown = JSON.parse(text);
	expectShape(name, { status: answer.status, type: '', headers: answer.headers, text, json });
	return json;
}

async function finish(batch: unknown): Promise<void> {
	const path = `/batch/${String(at(batch, 'batch_id'))}`;
	for (let look = 0; look < 3; look += 1) {
		await checked('GET /batch/{id}/progress', `${path}/progress`);
		await checked('GET /batch/{id}/results', `${path}/results`);
	}
}

const ready = async (limit: number): Promise<unknown[]> =>
	listAt((await get(`/invoices?status=ready-for-export&limit=${limit}`)).json, 'results');

const serialOf = (invoice: unknown): number => Number(String(at(invoice, 'url')).split('/').at(-1));

beforeAll(async () => {
	sandbox = await startSandbox({ port: 0 });
	base = sandbox.baseUrls.ottimate ?? '';
});

beforeEach(async () => {
	await sandbox.steer('POST', 'reset');
	const answer = await call(`${base}/oauth/token`, { headers: KEY, form: LOGIN });
	expectShape('POST /oauth/token', answer);
	headers = { ...KEY, authorization: `Bearer ${String(at(answer.json, 'access_token'))}` };
});

afterAll(async () => {
	await sandbox.close();
});

describe('accounts, vendors and dimensions', () => {
	it('are listed as documented', async () => {
		await checked('GET /accounts', '/accounts');
		await checked('GET /accounts/{id}/companies', '/accounts/racc_9083/companies');
		await checked('GET /vendors', '/vendors?limit=100');
		await checked('GET /vendors', '/vendors?detail=basic');
		await checked('GET /dimensions', '/dimensions?limit=200');
	});

	it.each([
		['1.0.0', 'location_group'],
		['1.1.0', 'group'],
		[undefined, 'location_group'],
	])('show the group of a location under the key of version %s', async (version, absent) => {
		const name = 'GET /accounts/{id}/locations';
		const path = `${base}/accounts/racc_9083/locations`;
		const sent = { ...headers };
		if (version !== undefined) sent['x-api-version'] = version;
		const answer = await call(path, { headers: sent });
		expectShape(
			name,
			answer,
			withRows(name, 'results', (row) => without(row, absent)),
		);
	});

	it('are read and written as documented', async () => {
		const company = { ottimate_company_id: 123 };
		const full = {
			email: 'ar@example.com',
			phone: '+15550100',
			net_terms: '30',
			payment_method: 'ach',
			address_line_1: '1 Example Street',
			address_line_2: 'Floor 2',
			city: 'Springfield',
			state: 'OR',
			zipcode: '97477',
		};
		const vendor = { erp_vendor_id: 'V-900', erp_vendor_name: 'Ice Inc', ...full };
		await checked('POST /vendors', '/vendors', { json: { ...company, ...vendor } });
		const made = await checked('POST /vendors', '/vendors', {
			json: { ...company, erp_vendor_id: 'V-901', erp_vendor_name: 'Bare' },
		});
		await checked('GET /vendors/{id}', `/vendors/${String(at(made, 'vendor.id'))}`);
		const listed = await get('/vendors?ottimate_company_id=123&limit=200');
		const whole = listAt(listed.json, 'vendors').find(
			(row) => at(row, 'erp_vendor_id') === 'V-900',
		);
		await checked('GET /vendors/{id}', `/vendors/${String(at(whole, 'id'))}`);
		await checked('POST /vendors/bulk', '/vendors/bulk', {
			json: {
				...company,
				vendors: [
					vendor,
					{ ...vendor, erp_vendor_id: 'V-902' },
					{ erp_vendor_id: 'V-903' },
					{ erp_vendor_name: 'No ID' },
				],
			},
		});
		const dimension = {
			erp_type: 'Department',
			ottimate_type: 'department',
			name: 'Kitchen',
			code: '100',
			reference_id: 'D-100',
			erp_dimension_id: 'DEPT-100',
		};
		const own = await checked('POST /dimensions', '/dimensions', {
			json: { ...company, ...dimension },
		});
		await checked('GET /dimensions/{id}', `/dimensions/${String(at(own, 'id'))}`);
		await checked('POST /dimensions/bulk', '/dimensions/bulk', {
			json: {
				...company,
				dimensions: [
					dimension,
					{ ...dimension, erp_dimension_id: 'DEPT-101' },
					{ ...dimension, code: 7 },
					{ ...dimension, erp_dimension_id: 'DEPT-102', code: 7 },
				],
			},
		});
	});
});

describe('purchase orders and receipts', () => {
	const line = {
		external_id: 'L-1',
		name: 'Milk',
		sku: 'M-1',
		quantity: 10,
		price: 3.5,
		uom: 'CASE',
		dimensions: { ACCOUNT: 'ACCO-001' },
	};
	const order = {
		po_number: 'PO-NEW',
		erp_vendor_id: 'V-1',
		erp_vendor_name: 'Fresh Foods',
		date: '2026-03-01',
		total_amount: 35,
		external_id: 'E-1',
		tax: 1.5,
		freight: 2,
		miscellaneous_charges: 3,
		invoice_number_ref: 'INV-1',
		is_2_way: true,
		custom_fields: { buyer: 'B' },
		items: [line],
	};
	const window = 'expand=items&date_from=2026-03-01&date_to=2026-03-31';
	const withItems = (row: Record<string, AnswerShape>) => ({ ...row, items: ['object'] });

	it('are listed as documented, with their lines too', async () => {
		await checked('GET /purchase-orders', '/purchase-orders?limit=400');
		expectShape(
			'GET /purchase-orders',
			await get(`/purchase-orders?${window}`),
			withRows('GET /purchase-orders', 'purchase_orders', withItems),
		);
		await checked('GET /receipts', '/receipts?limit=200');
		expectShape(
			'GET /receipts',
			await get(`/receipts?${window}`),
			withRows('GET /receipts', 'receipts', withItems),
		);
	});

	it('are read and written as documented', async () => {
		const made = await checked('POST /purchase-orders', '/purchase-orders', {
			json: { ...order, ottimate_location_id: 456 },
		});
		const path = `/purchase-orders/${String(at(made, 'id'))}`;
		await checked('GET /purchase-orders/{id}', path);
		await checked('PATCH /purchase-orders/{id}', path, {
			json: { total_amount: 40, items: [{ id: at(made, 'items.0.id'), quantity: 12 }, line] },
		});
		await finish(
			await checked('POST /purchase-orders/bulk', '/purchase-orders/bulk', {
				json: {
					ottimate_company_id: 123,
					ottimate_location_id: 456,
					purchase_orders: [order, { ...order, po_number: 'PO-2' }, { ...order, date: 'x' }],
				},
			}),
		);
		const receipt = {
			ottimate_po_id: at(made, 'id'),
			receipt_number: 'RC-NEW',
			external_id: 'E-2',
			date: '2026-03-02',
			total_amount: 35,
			invoice_number_ref: 'INV-1',
			note: 'Left at the back door',
			items: [{ external_id: 'R-1', sku: 'M-1', quantity: 10, price: 3.5, uom: 'CASE' }],
		};
		const received = await checked('POST /receipts', '/receipts', { json: receipt });
		const receiptPath = `/receipts/${String(at(received, 'id'))}`;
		const whole = await checked('GET /receipts/{id}', receiptPath);
		await checked('PATCH /receipts/{id}', receiptPath, {
			json: { note: 'x', items: [{ id: at(whole, 'receipt.items.0.id'), quantity: 8 }] },
		});
		await finish(
			await checked('POST /receipts/bulk', '/receipts/bulk', {
				json: {
					ottimate_company_id: 123,
					receipts: [receipt, { ...receipt, receipt_number: 'RC-2', ottimate_po_id: 'none' }],
				},
			}),
		);
	});
});

describe('invoices', () => {
	it('are listed as documented, with their lines too', async () => {
		for (let page = 1; page <= 12; page += 1) {
			await checked('GET /invoices', `/invoices?limit=100&page=${page}`);
		}
		expectShape(
			'GET /invoices',
			await get('/invoices?expand=items&date_from=2026-03-01&date_to=2026-03-31'),
			withRows('GET /invoices', 'results', (row) => ({ ...row, items: ['object'] })),
		);
		await checked('GET /invoices/uploads', '/invoices/uploads');
		for (let place = 456; place < 464; place += 1) {
			const company = place < 459 ? 123 : place < 461 ? 124 : place < 463 ? 131 : 132;
			const query = `ottimate_company_id=${company}&ottimate_location_id=${place}&limit=2`;
			const path = `/invoices/receiver-export?${query}`;
			await checked('GET /invoices/receiver-export', path);
			await checked('GET /invoices/receiver-export', `${path}&page=2`);
		}
	});

	it('are read and changed as documented', async () => {
		const statuses = ['exported', 'needs-attention', 'pending-approval', 'processing'];
		for (const status of statuses) {
			const found = await get(`/invoices?status=${status}&limit=8`);
			for (const invoice of listAt(found.json, 'results')) {
				const path = `/invoices/${String(at(invoice, 'id'))}`;
				await checked('GET /invoices/{id}', path);
				await checked('GET /invoices/{id}', `${path}?expand=history,gl_splits`);
				await checked('GET /invoices/{id}/approvers', `${path}/approvers`);
			}
		}
		const paid = await get('/invoices?payment_status=paid&limit=8');
		for (const invoice of listAt(paid.json, 'results')) {
			const path = `/invoices/${String(at(invoice, 'id'))}`;
			await checked('PATCH /invoices/{id}', path, { json: { notes: 'x' } });
			await checked('PATCH /invoices/{id}', path, {
				json: {
					dimensions: {},
					items: [
						{ name: 'Ice', quantity: 1, price: 2, is_taxed: true },
						{ id: 1, price: 3 },
					],
				},
			});
			await checked('POST /invoices/{id}/flag', `${path}/flag`, {
				json: { flagging_reason: 'Price looks wrong' },
			});
		}
		const broken = await get('/invoices?status=needs-attention&limit=1');
		const wrong = String(at(broken.json, 'results.0.id'));
		await checked('PATCH /invoices/{id}', `/invoices/${wrong}`, { json: { purchase_order: 'P' } });
	});

	it('are marked as documented', async () => {
		const [first, second] = await ready(2);
		const invoices = [{ invoice_id: serialOf(first) }, { invoice_id: serialOf(second) }];
		const json = { invoices: [...invoices, { invoice_id: 999_999 }] };
		await checked('POST /invoices/mark-exported', '/invoices/mark-exported', { json });
		const other = serialOf(
			at((await get('/invoices?status=incomplete&limit=1')).json, 'results.0'),
		);
		await checked('POST /invoices/mark-unexported', '/invoices/mark-unexported', {
			json: { invoices: [...json.invoices, { invoice_id: other }], flag_invoice: true },
		});
	});

	it('come in as documented', async () => {
		const upload = new FormData();
		upload.set('file', new File(['%PDF'], 'a.pdf'));
		upload.set('ottimate_location_id', '456');
		await sendFiles('POST /invoices/upload', '/invoices/upload', upload);
		const images = new FormData();
		images.append('images', new File(['a'], 'a.png'));
		const id = String(at((await get('/invoices?limit=1')).json, 'results.0.id'));
		await sendFiles('PATCH /invoices/{id}/images', `/invoices/${id}/images`, images);
		const row = {
			upload_id: 'u-1',
			ottimate_location_id: 456,
			items: [{ name: 'Milk', quantity: 2, price: 3.5 }],
		};
		await finish(
			await checked('POST /invoices/import', '/invoices/import', {
				json: [row, { ...row, upload_id: 'u-used' }],
			}),
		);
		await finish(
			await checked('POST /invoices/import', '/invoices/import', {
				json: [{ ...row, upload_id: 'u-used' }],
			}),
		);
		await checked('GET /batch', '/batch?limit=100');
	});
});

describe('the catalog', () => {
	const company = 'ottimate_company_id=123';
	const entry = {
		ottimate_company_id: 123,
		erp_vendor_id: 'V-1',
		item_name: 'Brie',
		description: 'Brie',
		sku: 'B-1',
		upc: '049000000001',
		buying_format: 'case',
		size: '6 CT',
		uom: 'CS',
		price: 4.5,
		unit_price: 0.75,
		last_purchased_price: 4,
		is_split_case: true,
		reference_id: 'C-1',
		dimensions: [{ DEPARTMENT: 'Dairy', code: '120' }],
		prices: [
			{
				price: 4.5,
				unit_price: 0.75,
				price_type: 'location',
				ottimate_location_id: 456,
				ottimate_group_id: 31,
				start_date: '2026-01-01T00:00:00Z',
				end_date: '2026-12-31T00:00:00Z',
				reference_id: 'P-1',
			},
		],
		allowances: [
			{
				allowance: 1.5,
				unit_allowance: 0.15,
				allowance_type: 'rebate',
				target: 'location_group',
				ottimate_location_id: 456,
				ottimate_group_id: 31,
				start_date: '2026-01-01T00:00:00Z',
				end_date: '2026-12-31T00:00:00Z',
				reference_id: 'A-1',
			},
		],
	};

	it('is listed as documented, with full entries too', async () => {
		for (const expand of ['prices', 'allowances']) {
			expectShape(
				'GET /catalog/entries',
				await get(`/catalog/entries?${company}&limit=100&expand=${expand}`),
				withRows('GET /catalog/entries', 'results', () => shapeOf('GET /catalog/entries/{id}')),
			);
		}
		await checked('GET /catalog/entries', `/catalog/entries?${company}&limit=100`);
		await checked('GET /catalog/prices', `/catalog/prices?${company}&limit=200`);
		await checked('GET /catalog/allowances', `/catalog/allowances?${company}&limit=200`);
		await checked('GET /catalog/variances', `/catalog/variances?${company}&limit=200`);
		expectShape(
			'GET /catalog/variances',
			await get(`/catalog/variances?${company}&expand=invoice_items`),
			withRows('GET /catalog/variances', 'results', (row) => ({
				...row,
				invoice_items: ['object'],
			})),
		);
		const items = 'GET /catalog/variances/{id}/invoice-items';
		await checked(items, '/catalog/variances/cte_4/invoice-items');
		const batches = `/catalog/variance-batches?${company}&limit=2`;
		await checked('GET /catalog/variance-batches', batches);
		await checked('GET /catalog/variance-batches', `${batches}&page=2`);
	});

	it('is read and written as documented', async () => {
		const made = await checked('POST /catalog/entries', '/catalog/entries', { json: entry });
		await checked('POST /catalog/entries', '/catalog/entries', {
			json: {
				ottimate_company_id: 124,
				erp_vendor_id: 'V-1',
				item_name: 'Bare',
				prices: null,
				allowances: null,
			},
		});
		const known = at((await get(`/catalog/entries?${company}&limit=1`)).json, 'results.0');
		const again = await checked('POST /catalog/entries', '/catalog/entries', {
			json: {
				...entry,
				erp_vendor_id: at(known, 'erp_vendor_id'),
				sku: at(known, 'sku'),
				size: at(known, 'pack_size'),
				item_name: at(known, 'item_name'),
			},
		});
		expect(at(again, 'id')).toBe(at(known, 'id'));
		const id = String(at(made, 'id'));
		const path = `/catalog/entries/${id}`;
		await checked('GET /catalog/entries/{id}', path);
		await checked('PATCH /catalog/entries/{id}', path, { json: { item_name: 'Brie XL' } });
		for (let number = 1; number <= 12; number += 1) {
			await checked('GET /catalog/entries/{id}', `/catalog/entries/cte_${number}`);
			await checked('PATCH /catalog/entries/{id}', `/catalog/entries/cte_${number}`, {
				json: { is_split_case: true },
			});
		}
		const [price] = entry.prices;
		await checked('POST /catalog/prices', '/catalog/prices', {
			json: { ...price, ottimate_company_id: 123, catalog_entry_id: id },
		});
		const [{ allowance: amount, ...given } = { allowance: 0 }] = entry.allowances;
		const allowance = { ...given, amount, ottimate_company_id: 123 };
		const number = Number(id.slice(4));
		const added = await checked('POST /catalog/allowances', '/catalog/allowances', {
			json: { ...allowance, catalog_entry_id: number },
		});
		const changed = `/catalog/allowances/${String(at(added, 'id'))}`;
		await checked('PATCH /catalog/allowances/{id}', changed, { json: { amount: 2 } });
		await finish(
			await checked('POST /catalog/entries/bulk', '/catalog/entries/bulk', {
				json: [{ ...entry, sku: 'B-2' }],
			}),
		);
		await finish(
			await checked('POST /catalog/prices/bulk', '/catalog/prices/bulk', {
				json: [{ ...price, ottimate_company_id: 123, catalog_entry_id: id }],
			}),
		);
		await finish(
			await checked('POST /catalog/allowances/bulk', '/catalog/allowances/bulk', {
				json: [{ ...allowance, catalog_entry_id: number }],
			}),
		);
		const exported = 'POST /catalog/variance-batches/{id}/export';
		await checked(exported, '/catalog/variance-batches/ctb_7/export');
	});
});

describe('all documented answers', () => {
	it('are those of the operations that the service has', () => {
		const pairs = ottimate.routes().map(({ method, path }) => `${method} ${path}`);
		expect(pairs.sort()).toEqual(names);
	});

	/** Places at which the service, as far as it is known, has no value for the operation. */
	const empty: Readonly<Record<string, readonly string[]>> = {
		'GET /invoices/{id}': [
			'items_processing_result.success',
			'items_processing_result.failure',
			'items_processing_result.status',
		],
		'GET /catalog/entries/{id}': ['warnings[].message'],
		'PATCH /catalog/entries/{id}': ['warnings[].message'],
		'PATCH /invoices/{id}/images': ['image_errors[].source', 'image_errors[].error'],
	};

	it.each(names)('of %s were compared, with a value at every place', (name) => {
		const noted = seen.get(name);
		expect(noted?.answers).toBeGreaterThan(0);
		const places = placesOf(shapeOf(name)).filter((place) => !noted?.places.has(place));
		expect(places.sort()).toEqual([...(empty[name] ?? [])].sort());
	});
});
