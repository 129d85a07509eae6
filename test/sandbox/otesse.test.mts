import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { actAt, at, call, listAt } from './http.mts';
import type { Answer, CallOptions } from './http.mts';
import { otesseClient } from '../services/otesse/client.mts';
import { startSandbox } from './server.mts';
import type { Sandbox } from './server.mts';

let sandbox: Sandbox;

const FULL = { authorization: 'Bearer sandbox-otesse-full-key' };
const LIMITED = { authorization: 'Bearer sandbox-otesse-limited-key' };
const BAD_KEY = {
	error: {
		type: 'authentication_error',
		code: 'invalid_api_key',
		message: 'The API key provided is invalid.',
	},
};

beforeAll(async () => {
	sandbox = await startSandbox({ port: 0 });
});

beforeEach(async () => {
	await sandbox.steer('POST', 'reset');
});

afterAll(async () => {
	await sandbox.close();
});

async function api(path: string, options: CallOptions = {}): Promise<Answer> {
	return call(`${sandbox.baseUrls.otesse}${path}`, { headers: FULL, ...options });
}

async function rows(path: string): Promise<unknown[]> {
	const answer = await api(path);
	expect(answer.status).toBe(200);
	return listAt(answer.json, 'data');
}

async function firstId(path: string): Promise<string> {
	return String(at((await rows(path))[0], 'id'));
}

describe('credentials (samples 4 and 5)', () => {
	it('are taken in either header', async () => {
		expect((await api('/services/industries')).status).toBe(200);
		const headers = { 'x-api-key': 'sandbox-otesse-full-key' };
		expect((await api('/services/industries', { headers })).status).toBe(200);
	});

	it('are refused in one form', async () => {
		const refused: Array<Record<string, string>> = [
			{ authorization: 'Bearer wrong' },
			{ 'x-api-key': 'wrong' },
			{ authorization: 'Basic sandbox-otesse-full-key' },
		];
		for (const headers of refused) {
			const answer = await api('/bookings', { headers });
			expect([answer.status, answer.type]).toEqual([401, 'application/json']);
			expect(answer.json).toMatchObject({ error: { code: 'invalid_api_key' } });
		}
		const wrong = await api('/bookings', { headers: { authorization: 'Bearer wrong' } });
		expect(wrong.json).toEqual(BAD_KEY);
	});

	it('need the scope of the call', async () => {
		const answer = await api('/invoices', { headers: LIMITED, json: {} });
		expect(answer.status).toBe(403);
		expect(answer.json).toEqual({
			error: {
				type: 'authorization_error',
				code: 'insufficient_scope',
				message: "This API key does not have the 'invoices:write' scope.",
			},
		});
		expect((await api('/bookings', { headers: LIMITED })).status).toBe(200);
	});
});

describe('rate limits (sample 9)', () => {
	it('are told on every answer', async () => {
		const first = await api('/bookings');
		const second = await api('/bookings');
		for (const { headers } of [first, second]) {
			expect(headers.get('x-ratelimit-limit')).toBe('100');
			expect(Number(headers.get('x-ratelimit-reset'))).toBeGreaterThan(1_700_000_000);
		}
		expect(first.headers.get('x-ratelimit-remaining')).toBe('99');
		expect(second.headers.get('x-ratelimit-remaining')).toBe('98');
		const refused = await api('/nothing/here');
		expect(refused.headers.get('x-ratelimit-limit')).toBe('100');
	});

	it('refuse the 21st request of a second and the 101st of a minute, in one of two forms', async () => {
		await sandbox.steer('POST', 'config', { service: 'otesse', quotas: true });
		for (let batch = 0; batch < 5; batch += 1) {
			const answers = await Promise.all(Array.from({ length: 20 }, async () => api('/webhooks')));
			expect(answers.map(({ status }) => status)).toEqual(new Array(20).fill(200));
			await sandbox.steer('POST', 'settings', { advanceSeconds: 2 });
		}
		const limited = await api('/webhooks');
		const seconds = Number(limited.headers.get('retry-after'));
		expect(seconds).toBeGreaterThan(40);
		expect([limited.status, limited.headers.get('x-ratelimit-remaining')]).toEqual([429, '0']);
		expect(limited.json).toEqual({
			error: {
				type: 'rate_limit_exceeded',
				message: `Rate limit exceeded. Please retry after ${seconds} seconds.`,
				retry_after: seconds,
			},
		});
		await sandbox.steer('POST', 'config', { service: 'otesse', variant: 'set-b-limits' });
		expect((await api('/webhooks')).json).toEqual({
			error: 'rate_limited',
			message: expect.stringMatching(/^Rate limit exceeded\. Try again in \d+ seconds\.$/),
			retryAfter: expect.any(Number),
		});
	});
});

describe('bookings (samples 6 and 8)', () => {
	it('are listed in pages', async () => {
		const first = await api('/bookings?status=confirmed&date_from=2026-02-01&page=1');
		expect([first.status, first.type]).toEqual([200, 'application/json']);
		expect(listAt(first.json, 'data')).toHaveLength(25);
		const total = Number(at(first.json, 'pagination.total'));
		const pages = Math.ceil(total / 25);
		expect(at(first.json, 'pagination')).toEqual({
			page: 1,
			per_page: 25,
			total,
			total_pages: pages,
		});
		expect(at(first.json, 'data.0')).toEqual({
			id: expect.stringMatching(/^bk_/),
			status: 'confirmed',
			customer: {
				id: expect.stringMatching(/^cust_/),
				name: expect.any(String),
				email: expect.stringContaining('@example.com'),
			},
			service: { industry: expect.any(String), configuration: expect.any(Object) },
			scheduled_at: expect.stringMatching(/^2026-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
			estimated_duration: expect.any(Number),
			address: {
				street: expect.any(String),
				city: expect.any(String),
				state: 'OR',
				zip: expect.any(String),
			},
			pricing: {
				subtotal: expect.any(Number),
				tax: expect.any(Number),
				discount: expect.any(Number),
				total: expect.any(Number),
			},
			assigned_crew: expect.any(Array),
			created_at: expect.any(String),
			updated_at: expect.any(String),
		});
		const last = await rows(`/bookings?status=confirmed&date_from=2026-02-01&page=${pages}`);
		expect(last).toHaveLength(total - (pages - 1) * 25);
		expect(await rows(`/bookings?page=${pages + 99}`)).toEqual([]);
	});

	it('are 500, at most 100 on a page, and can be filtered', async () => {
		const all = await api('/bookings?per_page=1000');
		expect(at(all.json, 'pagination')).toEqual({
			page: 1,
			per_page: 100,
			total: 500,
			total_pages: 5,
		});
		const [booking] = listAt(all.json, 'data');
		const customerId = String(at(booking, 'customer.id'));
		for (const row of await rows(`/bookings?customer_id=${customerId}`)) {
			expect(at(row, 'customer.id')).toBe(customerId);
		}
		const inZone = await api('/bookings?zone_id=zone_01HQEUGENE');
		expect(Number(at(inZone.json, 'pagination.total'))).toBeLessThan(500);
		for (const row of listAt(inZone.json, 'data')) expect(at(row, 'address.zip')).toBe('97401');
		const march = await rows('/bookings?date_from=2026-03-01&date_to=2026-03-31&per_page=100');
		expect(march.length).toBeGreaterThan(0);
		for (const row of march) expect(at(row, 'scheduled_at')).toMatch(/^2026-03/);
	});

	it.each(['status=lost', 'page=0', 'per_page=x', 'date_from=soon'])('refuse %s', async (query) => {
		const answer = await api(`/bookings?${query}`);
		expect(answer.status).toBe(400);
		expect(at(answer.json, 'error.param')).toBe(query.split('=')[0]);
	});

	it('need a customer', async () => {
		const answer = await api('/bookings', { json: { industry: 'cleaning' } });
		expect([answer.status, answer.json]).toEqual([
			400,
			{
				error: {
					type: 'invalid_request',
					message: "The 'customer_id' field is required.",
					code: 'missing_required_field',
					param: 'customer_id',
					doc_url: 'https://docs.otesse.com/api/errors#missing_required_field',
				},
			},
		]);
	});

	it('are created', async () => {
		const customerId = await firstId('/customers?status=active');
		const json = {
			customer_id: customerId,
			industry: 'cleaning',
			configuration: { bedrooms: 3, bathrooms: 2, frequency: 'bi-weekly', extras: [] },
			scheduled_at: '2026-12-01T10:00:00Z',
			coupon_code: 'WELCOME10',
		};
		const created = await api('/bookings', { json });
		expect(created.status).toBe(201);
		expect(created.json).toMatchObject({
			status: 'confirmed',
			customer: { id: customerId },
			service: { industry: 'cleaning', configuration: json.configuration },
			pricing: { subtotal: 15_000, discount: 1500, tax: 1148, total: 14_648 },
		});
		expect(await firstId('/bookings')).toBe(at(created.json, 'id'));
		for (const change of [{ customer_id: 'cust_0' }, { industry: 'x' }, { coupon_code: 'NO' }]) {
			const answer = await api('/bookings', { json: { ...json, ...change } });
			expect([answer.status, at(answer.json, 'error.param')]).toEqual([
				422,
				Object.keys(change)[0],
			]);
		}
		expect((await api('/bookings', { form: { customer_id: customerId } })).status).toBe(400);
	});
});

describe('customers (sample 7)', () => {
	const jane = {
		first_name: 'Jane',
		last_name: 'Doe',
		email: 'jane@example.com',
		phone: '+15559876543',
		address: {
			label: 'Home',
			street: '456 Oak Ave',
			city: 'Springfield',
			state: 'OR',
			zip: '97477',
		},
	};

	it('are created once for each e-mail address', async () => {
		const { address, ...person } = jane;
		const created = await api('/customers', { json: jane });
		expect([created.status, created.json]).toEqual([
			201,
			{
				id: expect.stringMatching(/^cust_/),
				...person,
				status: 'active',
				addresses: [{ id: expect.stringMatching(/^addr_/), ...address, is_default: true }],
				created_at: expect.stringMatching(/Z$/),
			},
		]);
		const again = await api('/customers', { json: jane });
		expect([again.status, at(again.json, 'error.type')]).toEqual([409, 'invalid_request']);
	});

	it('are listed, searched and filtered', async () => {
		const all = await api('/customers');
		expect(at(all.json, 'pagination')).toMatchObject({ per_page: 25, total: 300, total_pages: 12 });
		expect(Object.keys(at(all.json, 'data.0') as object)).toEqual([
			'id',
			'first_name',
			'last_name',
			'email',
			'phone',
			'status',
			'addresses',
			'stats',
			'created_at',
		]);
		const email = String(at(all.json, 'data.3.email'));
		expect(await rows(`/customers?search=${email.toUpperCase()}`)).toHaveLength(1);
		const some = await rows('/customers?status=inactive&has_subscription=true&per_page=100');
		expect(some.length).toBeGreaterThan(0);
		for (const row of some) {
			expect(row).toMatchObject({ status: 'inactive', stats: { active_subscription: true } });
		}
		const after = '2026-06-01T00:00:00Z';
		for (const row of await rows(`/customers?created_after=${after}&per_page=100`)) {
			expect(String(at(row, 'created_at')) > after).toBe(true);
		}
	});

	it('are read and changed one by one', async () => {
		const id = await firstId('/customers');
		const changed = await api(`/customers/${id}`, {
			method: 'PATCH',
			json: { phone: '+15550000001', preferences: { marketing_opt_in: true } },
		});
		expect(changed.status).toBe(200);
		const read = await api(`/customers/${id}`);
		expect(read.json).toEqual(changed.json);
		expect(read.json).toMatchObject({
			id,
			phone: '+15550000001',
			preferences: { preferred_contact: expect.any(String), marketing_opt_in: true },
		});
		const unknown = await api('/customers/cust_0');
		expect([unknown.status, at(unknown.json, 'error.code')]).toEqual([404, 'resource_not_found']);
	});
});

describe('invoices', () => {
	it('are listed without a pagination object', async () => {
		const answer = await api('/invoices?per_page=100&page=4');
		expect(Object.keys(answer.json as object)).toEqual(['data']);
		expect(listAt(answer.json, 'data')).toHaveLength(100);
		expect(await rows('/invoices?per_page=100&page=5')).toEqual([]);
		expect(at(answer.json, 'data.0')).toMatchObject({
			id: expect.stringMatching(/^inv_/),
			number: expect.stringMatching(/^INV-2026-\d{5}$/),
			line_items: [{ description: expect.any(String) }],
			total: expect.any(Number),
			balance: expect.any(Number),
		});
		for (const row of await rows('/invoices?status=paid&min_amount=20000&max_amount=30000')) {
			expect(row).toMatchObject({ status: 'paid', balance: 0 });
			expect(Number(at(row, 'total'))).toBeGreaterThanOrEqual(20_000);
			expect(Number(at(row, 'total'))).toBeLessThanOrEqual(30_000);
		}
	});

	it('are created, read and voided', async () => {
		const created = await api('/invoices', {
			json: {
				customer_id: await firstId('/customers'),
				line_items: [{ description: 'Deep clean', quantity: 2, unit_price: 7400 }],
				tax_rate: 8.5,
				due_date: '2026-12-31',
				send_email: true,
			},
		});
		expect(created.status).toBe(201);
		expect(created.json).toMatchObject({
			status: 'pending',
			subtotal: 14_800,
			tax: 1258,
			total: 16_058,
			balance: 16_058,
			line_items: [{ total: 14_800 }],
		});
		const path = `/invoices/${String(at(created.json, 'id'))}`;
		expect((await api(path)).json).toEqual(created.json);
		const voided = await api(`${path}/void`, { json: { reason: 'Mistake' } });
		expect(voided.json).toMatchObject({ status: 'void', balance: 0 });
		expect((await api(`${path}/void`, { json: {} })).status).toBe(409);
		const paid = await firstId('/invoices?status=paid');
		expect((await api(`/invoices/${paid}/void`, { json: {} })).status).toBe(409);
		expect((await api('/invoices', { json: { customer_id: 'x' } })).status).toBe(422);
	});
});

describe('services', () => {
	it('list industries, products, extras and free slots', async () => {
		const industries = await rows('/services/industries');
		expect(industries.map((row) => at(row, 'slug'))).toEqual([
			'cleaning',
			'junk-removal',
			'carpet-cleaning',
		]);
		const products = await api('/services/industries/cleaning/products');
		expect(Object.keys(products.json as object)).toEqual(['industry', 'categories']);
		expect(at(products.json, 'categories.0')).toMatchObject({
			slug: 'standard',
			products: [{ base_price: 12_000, in_catalog: true }, { base_price: 24_000 }],
		});
		expect((await rows('/services/industries/cleaning/extras'))[0]).toMatchObject({
			price_type: 'per_unit',
			unit_label: 'oven',
		});
		expect((await rows('/services/availability?zip=97401&industry=cleaning')).length).toBe(9);
		const missing = await api('/services/availability?industry=cleaning');
		expect([missing.status, at(missing.json, 'error.param')]).toEqual([400, 'zip']);
		expect((await api('/services/industries/gardening/extras')).status).toBe(404);
	});
});

describe('values are taken as they are', () => {
	const customer = { first_name: 'Jane', last_name: 'Doe', email: 'jane.doe@example.com' };
	const line = { description: 'Deep cleaning', quantity: 1, unit_price: 15_000 };

	it.each([
		['phone', { phone: 15_559_876_543 }],
		['first_name', { first_name: 7 }],
		['address', { address: '456 Oak Ave' }],
		['email', { email: ' jane.doe@example.com' }],
	])('a customer with another kind of %s is refused', async (param, change) => {
		const refused = await api('/customers', { json: { ...customer, ...change } });
		expect([refused.status, at(refused.json, 'error.param')]).toEqual([400, param]);
	});

	it.each([
		['phone', { phone: 5 }],
		['preferences', { preferences: 'email' }],
		['marketing_opt_in', { preferences: { marketing_opt_in: 'true' } }],
		['preferred_contact', { preferences: { preferred_contact: 1 } }],
		['email', { email: '' }],
	])('a change to another kind of %s is refused', async (param, json) => {
		const path = `/customers/${await firstId('/customers')}`;
		const refused = await api(path, { method: 'PATCH', json });
		expect([refused.status, at(refused.json, 'error.param')]).toEqual([400, param]);
	});

	it('an empty text and blanks stay', async () => {
		const path = `/customers/${await firstId('/customers')}`;
		const json = { phone: '', last_name: ' Doe ' };
		const changed = await api(path, { method: 'PATCH', json });
		expect(changed.json).toMatchObject(json);
	});

	it.each([
		['line_items', { line_items: [{ ...line, unit_price: 150.5 }] }],
		['line_items', { line_items: [{ ...line, unit_price: '15000' }] }],
		['line_items', { line_items: [{ ...line, quantity: '1' }] }],
		['tax_rate', { tax_rate: '8.5' }],
		['due_date', { due_date: '2026-02-30' }],
		['due_date', { due_date: '2026-03-01T00:00:00Z' }],
		['send_email', { send_email: 'true' }],
		['auto_charge', { auto_charge: 1 }],
	])('an invoice with another kind of %s is refused', async (param, change) => {
		const customer_id = await firstId('/customers');
		const json = { customer_id, line_items: [line], ...change };
		const refused = await api('/invoices', { json });
		expect([refused.status, at(refused.json, 'error.param')]).toEqual([400, param]);
	});

	it.each([
		['scheduled_at', { scheduled_at: 'Dec 2, 2026 10:00 AM' }, 422],
		['scheduled_at', { scheduled_at: '2026-02-30T10:00:00Z' }, 422],
		['scheduled_at', { scheduled_at: '2026-03-01T10:00:00' }, 422],
		['scheduled_at', { scheduled_at: 1_772_000_000_000 }, 400],
		['configuration', { configuration: '{"bedrooms":3}' }, 400],
		['notes', { notes: 5 }, 400],
		['coupon_code', { coupon_code: ' WELCOME10' }, 422],
		['industry', { industry: 'Cleaning' }, 422],
	])('a booking with another kind of %s is refused', async (param, change, status) => {
		const customer_id = await firstId('/customers');
		const scheduled_at = '2026-03-01T10:00:00Z';
		const json = { customer_id, industry: 'cleaning', scheduled_at, ...change };
		const refused = await api('/bookings', { json });
		expect([refused.status, at(refused.json, 'error.param')]).toEqual([status, param]);
	});

	it.each([
		'/bookings?date_from=2026-02-30',
		'/bookings?status=Confirmed',
		'/bookings?page=',
		'/bookings?date_from=',
		'/customers?has_subscription=True',
		'/invoices?min_amount=150.00',
		'/invoices?min_amount=',
	])('%s is refused', async (path) => {
		expect((await api(path)).status).toBe(400);
	});

	it('the reason of a void invoice is a text', async () => {
		const path = `/invoices/${await firstId('/invoices?status=pending')}/void`;
		const refused = await api(path, { json: { reason: 7 } });
		expect([refused.status, at(refused.json, 'error.param')]).toEqual([400, 'reason']);
		expect((await api(path, { json: { reason: 'Sent twice' } })).status).toBe(200);
	});
});

describe('the actions', () => {
	it('complete the newest confirmed booking', async () => {
		const client = otesseClient(sandbox);
		const [, id = ''] = /\((bk_\w+)\)/.exec(await actAt(sandbox, 'otesse', 'book')) ?? [];
		expect(await actAt(sandbox, 'otesse', 'complete')).toContain(id);
		expect(
			JSON.stringify(await client.call('GET', '/bookings?limit=100&status=completed')),
		).toContain(id);
	});
});
