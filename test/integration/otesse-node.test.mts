import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import type { ServiceId } from '../sandbox/core/types.mts';
import { searchList } from './support/list-search.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { ServiceNode } from './support/service-node.mts';

const sandbox = sandboxForTests();

const KEY = { type: 'otesseApi', data: { apiKey: 'sandbox-otesse-full-key' } };

async function otesse(credential?: string): Promise<ServiceNode> {
	return await ServiceNode.start(sandbox(), 'otesse', {}, credential);
}

function bodyOf(call: { rawBody: string } | undefined): unknown {
	return JSON.parse(call?.rawBody ?? 'null');
}

/** A customer of the seed with two addresses. */
async function seeded(node: ServiceNode) {
	const { items } = await node.run({
		resource: 'customer',
		operation: 'getMany',
		with: { returnAll: true, filters: { status: 'active' } },
	});
	const found = items.find(({ json }) => (json.addresses as unknown[]).length === 2)?.json;
	if (!found) throw new Error('The seed has no such customer');
	return found as { id: string; email: string; addresses: Array<{ id: string }> };
}

describe('Otesse lists', () => {
	it.each(['otesseApi', 'otesseAppApi'])('come with the credential type %s', async (type) => {
		const node = await otesse(type === 'otesseApi' ? undefined : type);
		const { items, error } = await node.run({
			resource: 'industry',
			operation: 'getMany',
			with: { returnAll: true },
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.slug)).toEqual([
			'cleaning',
			'junk-removal',
			'carpet-cleaning',
		]);
	});

	it('go on to the end where the answer has no pagination object', async () => {
		const node = await otesse();
		const { items, calls } = await node.run({
			resource: 'invoice',
			operation: 'getMany',
			with: { returnAll: true, simplify: false },
		});
		expect(items).toHaveLength(400);
		expect(new Set(items.map(({ json }) => json.id)).size).toBe(400);
		expect(calls.map(({ query }) => query.page)).toEqual(['1', '2', '3', '4', '5']);
	});

	it('go on to the end where the service caps the page without saying so', async () => {
		const node = await otesse();
		const rows = Array.from({ length: 25 }, (_, n) => ({ id: `inv_${n}` }));
		const path = '/invoices';
		await node.fault({ path, status: 200, times: 1, body: { data: rows } });
		await node.fault({ path, status: 200, times: 1, body: { data: [{ id: 'inv_last' }] } });
		await node.fault({ path, status: 200, times: 1, body: { data: [] } });
		const { items, calls } = await node.run({
			resource: 'invoice',
			operation: 'getMany',
			with: { returnAll: true },
		});
		expect(items).toHaveLength(26);
		expect(calls).toHaveLength(3);
	});

	it('stop at the limit', async () => {
		const node = await otesse();
		const { items, calls } = await node.run({
			resource: 'customer',
			operation: 'getMany',
			with: { limit: 3 },
		});
		expect(items).toHaveLength(3);
		expect(calls.map(({ query }) => query.per_page)).toEqual(['3']);
	});

	it('keep ten fields of a wide row at most, and all of them on demand', async () => {
		const node = await otesse();
		const list = { resource: 'invoice', operation: 'getMany' };
		const simple = await node.run({ ...list, with: { limit: 1 } });
		const whole = await node.run({ ...list, with: { limit: 1, simplify: false } });
		const [row] = simple.items.map(({ json }) => json);
		expect(Object.keys(row ?? {}).length).toBeLessThanOrEqual(10);
		expect(row).toMatchObject({ customer_id: expect.any(String), total: expect.any(Number) });
		expect(Object.keys(whole.items[0]?.json ?? {}).length).toBeGreaterThan(15);
	});

	it('have one item for each product, with its category and industry', async () => {
		const node = await otesse();
		const { items } = await node.run({
			resource: 'product',
			operation: 'getMany',
			with: { industry: 'cleaning', limit: 3 },
		});
		expect(items.map(({ json }) => json.name)).toEqual([
			'Standard Cleaning',
			'Move-out Cleaning',
			'Deep Cleaning',
		]);
		expect(items[2]?.json).toMatchObject({
			base_price: 21_500,
			category: { name: 'Deep', slug: 'deep' },
			industry: 'cleaning',
		});
	});

	it('show an availability answer of another form as it is', async () => {
		const node = await otesse();
		const get = { resource: 'availability', operation: 'getMany' };
		const parameters = { zip: '97401', industry: 'cleaning' };
		const slots = await node.run({ ...get, with: parameters });
		expect(slots.items.length).toBeGreaterThan(3);
		expect(slots.items[0]?.json).toHaveProperty('start');
		await node.answer({ slots: ['08:00'], zone: 'zone_1' });
		const other = await node.run({ ...get, with: parameters });
		expect(other.items.map(({ json }) => json)).toEqual([{ slots: ['08:00'], zone: 'zone_1' }]);
	});

	it('send days as days of the workflow’s time zone', async () => {
		const node = await otesse();
		const { calls } = await node.run({
			resource: 'booking',
			operation: 'getMany',
			with: { filters: { dateFrom: '2026-02-01T00:00:00', dateTo: '2026-02-28' } },
		});
		expect(calls[0]?.query).toMatchObject({ date_from: '2026-02-01', date_to: '2026-02-28' });
	});

	const refusals: Array<[string, string, INodeParameters, string]> = [
		[
			'a span that ends before it begins',
			'booking',
			{ filters: { dateFrom: '2026-03-01', dateTo: '2026-02-01' } },
			'"Date From" is after "Date To" [item 0]',
		],
		[
			'an amount that is no whole number of cents',
			'invoice',
			{ filters: { minAmount: 150.5 } },
			'"Minimum Amount (Cents)" must be a whole number of cents [item 0]',
		],
	];
	it.each(refusals)('refuse %s', async (_what, resource, parameters, message) => {
		const node = await otesse();
		const { error, calls } = await node.run({ resource, operation: 'getMany', with: parameters });
		expect(error?.message).toBe(message);
		expect(calls).toEqual([]);
	});
});

describe('Otesse records', () => {
	it('come out of a wrapper, should there be one', async () => {
		const node = await otesse();
		await node.answer({ data: { id: 'cust_1', first_name: 'Jane' } });
		const { items } = await node.run({
			resource: 'customer',
			operation: 'get',
			with: { customerId: 'cust_1', simplify: false },
		});
		expect(items.map(({ json }) => json)).toEqual([{ id: 'cust_1', first_name: 'Jane' }]);
	});

	it('are booked with the start in UTC, and without an empty configuration', async () => {
		const node = await otesse();
		const customer = await seeded(node);
		const { items, error, calls } = await node.run({
			resource: 'booking',
			operation: 'create',
			with: {
				customerId: { __rl: true, mode: 'id', value: customer.id },
				industry: { __rl: true, mode: 'list', value: 'cleaning' },
				scheduledAt: '2026-10-05T10:00:00+02:00',
				addressId: customer.addresses[1]?.id ?? '',
				additionalFields: { couponCode: 'WELCOME10' },
			},
		});
		expect(error).toBeUndefined();
		expect(bodyOf(calls[0])).toEqual({
			customer_id: customer.id,
			industry: 'cleaning',
			scheduled_at: '2026-10-05T08:00:00Z',
			address_id: customer.addresses[1]?.id,
			coupon_code: 'WELCOME10',
		});
		expect(items[0]?.json).toMatchObject({ status: 'confirmed', pricing: { discount: 1500 } });
	});

	it('get the address and preferences that were entered part by part', async () => {
		const node = await otesse();
		const created = await node.run({
			resource: 'customer',
			operation: 'create',
			with: {
				firstName: 'Jane',
				lastName: 'Doe',
				email: 'new@example.com',
				addressFields: { street: '456 Oak Ave', city: 'Springfield', state: 'OR', zip: '97477' },
				additionalFields: { address: '{"label":"Home","zip":"0"}' },
			},
		});
		expect(bodyOf(created.calls[0])).toMatchObject({
			address: { label: 'Home', street: '456 Oak Ave', city: 'Springfield', state: 'OR', zip: '0' },
		});
		const changed = await node.run({
			resource: 'customer',
			operation: 'update',
			with: {
				customerId: String(created.items[0]?.json.id),
				preferenceFields: { marketingOptIn: true },
				updateFields: { phone: '+15550001' },
			},
		});
		expect(bodyOf(changed.calls[0])).toEqual({
			phone: '+15550001',
			preferences: { marketing_opt_in: true },
		});
		expect(changed.items[0]?.json).toMatchObject({ preferences: { marketing_opt_in: true } });
	});

	it('get preferences whose JSON wins over the parts', async () => {
		const node = await otesse();
		const { id } = await seeded(node);
		const { error, calls } = await node.run({
			resource: 'customer',
			operation: 'update',
			with: {
				customerId: id,
				preferenceFields: { marketingOptIn: true, preferredContact: 'phone' },
				updateFields: { preferences: '{"preferred_contact":"email"}' },
			},
		});
		expect(error).toBeUndefined();
		expect(bodyOf(calls[0])).toEqual({
			preferences: { marketing_opt_in: true, preferred_contact: 'email' },
		});
	});

	it.each([
		['customer', 'create', { additionalFields: { address: '[{"zip":"97477"}]' } }, 'Address'],
		['customer', 'update', { updateFields: { preferences: '["email"]' } }, 'Preferences'],
		['customer', 'findOrCreate', { additionalFields: { address: '[]' } }, 'Address'],
	])(
		'%s %s: a list in place of an object is refused before anything is sent',
		async (resource, operation, given, label) => {
			const node = await otesse();
			const { error, calls } = await node.run({
				resource,
				operation,
				with: { customerId: 'cust_1', email: 'new@example.com', ...given },
			});
			expect(error?.message).toBe(`"${label} (JSON)" must be a JSON object [item 0]`);
			expect(calls).toEqual([]);
		},
	);

	it('say in the end that a webhook is deleted, and keep its secret for the creation only', async () => {
		const node = await otesse();
		const made = await node.run({
			resource: 'webhook',
			operation: 'create',
			with: { url: 'https://example.com/hook', events: ['booking.*'] },
		});
		expect(made.items[0]?.json.secret).toMatch(/^whsec_/);
		const gone = await node.run({
			resource: 'webhook',
			operation: 'delete',
			with: { webhookId: String(made.items[0]?.json.id) },
		});
		expect(gone.items.map(({ json }) => json)).toEqual([{ deleted: true }]);
	});
});

describe('An Otesse invoice', () => {
	const line = { description: 'Deep cleaning', quantity: 2, unitPrice: 15_000 };
	const create = { resource: 'invoice', operation: 'create' };

	it('has the lines of the form and those of the JSON, and neither charges nor emails unasked', async () => {
		const node = await otesse();
		const { id } = await seeded(node);
		const { items, error, calls } = await node.run({
			...create,
			with: {
				customerId: id,
				dueDate: '2026-03-31',
				lines: { line: [line] },
				additionalFields: {
					taxRate: 8.5,
					lineItems: '[{"description":"Travel","quantity":1,"unit_price":500}]',
				},
			},
		});
		expect(error).toBeUndefined();
		expect(bodyOf(calls[0])).toEqual({
			customer_id: id,
			due_date: '2026-03-31',
			tax_rate: 8.5,
			line_items: [
				{ description: 'Deep cleaning', quantity: 2, unit_price: 15_000 },
				{ description: 'Travel', quantity: 1, unit_price: 500 },
			],
		});
		expect(items[0]?.json).toMatchObject({ status: 'draft', subtotal: 30_500 });
	});

	it.each([
		[
			{ ...line, unitPrice: 149.99 },
			'"Unit Price (Cents) of line item 1" must be a whole number of cents [item 0]',
		],
		[{ ...line, unitPrice: '' }, '"Unit Price (Cents) of line item 1" is empty [item 0]'],
		[{ ...line, description: ' ' }, '"Description of line item 1" is empty [item 0]'],
		[{ ...line, quantity: 'two' }, '"Quantity of line item 1" must be a number [item 0]'],
		[{ ...line, quantity: '' }, '"Quantity of line item 1" is empty [item 0]'],
	])('refuses the line %j before anything is sent', async (bad, message) => {
		const node = await otesse();
		const { error, calls } = await node.run({
			...create,
			with: { customerId: 'cust_1', lines: { line: [bad] } },
		});
		expect(error?.message).toBe(message);
		expect(calls).toEqual([]);
	});

	it('that is paid is not voided: the item fails in the words of Otesse, the others go on', async () => {
		const node = await otesse();
		const list = { resource: 'invoice', operation: 'getMany' };
		const idOf = async (status: string) => {
			const { items } = await node.run({ ...list, with: { limit: 1, filters: { status } } });
			return String(items[0]?.json.id);
		};
		const ids = [await idOf('paid'), await idOf('pending')];
		const { items, failed, calls } = await node.run(
			{
				resource: 'invoice',
				operation: 'void',
				onError: 'continueErrorOutput',
				with: { invoiceId: '={{ $json.id }}', reason: 'Sent twice' },
			},
			ids.map((id) => ({ id })),
		);
		expect(calls.map(({ status }) => status).sort()).toEqual([200, 409]);
		expect(items.map(({ json, pairedItem }) => [json.status, pairedItem])).toEqual([
			['void', { item: 1 }],
		]);
		expect(failed).toHaveLength(1);
		expect(String(failed[0]?.json.error)).toMatch(/needs a refund instead.*\[invoice_paid\]/);
		expect(bodyOf(calls[0])).toEqual({ reason: 'Sent twice' });
	});
});

describe('Find or Create', () => {
	const job = { resource: 'customer', operation: 'findOrCreate' };
	const named = { firstName: 'Jane', lastName: 'Doe', email: '={{ $json.email }}' };

	it('returns the customer with this email address whatever its case, and creates none', async () => {
		const node = await otesse();
		const { id, email } = await seeded(node);
		const { items, calls } = await node.run({ ...job, with: named }, [
			{ email: ` ${email.toUpperCase()} ` },
		]);
		expect(items.map(({ json }) => [json.id, json.created])).toEqual([[id, false]]);
		expect(calls.map(({ method }) => method)).toEqual(['GET']);
	});

	it('creates a customer with the address of the form, the JSON over its parts', async () => {
		const node = await otesse();
		const { items, error, calls } = await node.run({
			...job,
			with: {
				...named,
				email: 'new@example.com',
				addressFields: { street: '456 Oak Ave', city: 'Springfield', state: 'OR', zip: '97477' },
				additionalFields: { address: '{"zip":"97478"}' },
			},
		});
		expect(error).toBeUndefined();
		expect(items[0]?.json.created).toBe(true);
		expect(bodyOf(calls[1])).toMatchObject({ address: { street: '456 Oak Ave', zip: '97478' } });
	});

	it('does not take a part of an address for the address', async () => {
		const node = await otesse();
		const { email } = await seeded(node);
		const part = email.slice(1);
		const { items, calls } = await node.run({ ...job, with: named }, [{ email: part }]);
		expect(items.map(({ json }) => [json.email, json.created])).toEqual([[part, true]]);
		expect(calls.map(({ method }) => method)).toEqual(['GET', 'POST']);
	});

	it('makes one customer of two items with the same address', async () => {
		const node = await otesse();
		const emails = [' a@example.com ', 'b@example.com', 'A@example.com', 'a@example.com'];
		const { items, error, calls } = await node.run(
			{ ...job, with: named },
			emails.map((email) => ({ email })),
		);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.created)).toEqual([true, true, false, false]);
		expect(items.map(({ json }) => json.email).slice(0, 2)).toEqual(
			emails.slice(0, 2).map((email) => email.trim()),
		);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 3].map((item) => ({ item })),
		);
		expect(calls.filter(({ method }) => method === 'POST')).toHaveLength(2);
	});

	it('finds the customer that somebody else created meanwhile', async () => {
		const node = await otesse();
		const { id, email } = await seeded(node);
		const none = { data: [], pagination: { page: 1, per_page: 100, total: 0, total_pages: 0 } };
		await node.fault({ path: '/customers', method: 'GET', status: 200, times: 1, body: none });
		const { items, error } = await node.run({ ...job, with: named }, [{ email }]);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => [json.id, json.created])).toEqual([[id, false]]);
	});

	it('refuses an item without an address before any customer is created', async () => {
		const node = await otesse();
		const { error, calls } = await node.run({ ...job, with: named }, [
			{ email: 'a@example.com' },
			{ email: ' ' },
		]);
		expect(error?.message).toBe('"Email" is empty [item 1]');
		expect(calls).toEqual([]);
	});

	it('says what Otesse refuses', async () => {
		const node = await otesse();
		const { error } = await node.run({ ...job, with: { email: 'nobody@example.com' } });
		expect(error?.message).toMatch(/'first_name' field is required.*\[missing_required_field\]/);
	});
});

describe('The lists to pick from', () => {
	const search = async (method: string, question: Parameters<typeof searchList>[4] = {}) =>
		await searchList(sandbox(), 'otesse', KEY, method, question);

	it('customers: searched at the service, page by page', async () => {
		const first = await search('searchCustomer');
		expect(first.results).toHaveLength(100);
		expect(first.names[0]).toMatch(/^\w+ · \w+ · \S+@example\.com$/);
		const second = await search('searchCustomer', { token: String(first.paginationToken) });
		expect(second.calls[0]?.query.page).toBe('2');
		expect(second.results[0]?.value).not.toBe(first.results[0]?.value);
		const found = await search('searchCustomer', { filter: 'doe.2' });
		expect(found.calls[0]?.query.search).toBe('doe.2');
		expect(found.names.every((name) => name.includes('doe.2'))).toBe(true);
		expect(found.names.length).toBeGreaterThan(0);
	});

	it('industries, by their slug', async () => {
		const { results } = await search('searchIndustry', { filter: 'junk' });
		expect(results).toEqual([{ name: 'Junk Removal', value: 'junk-removal' }]);
	});

	it('invoices: searched here, on all pages', async () => {
		const { names, calls } = await search('searchInvoice', { filter: 'INV-2026-00007' });
		expect(names).toEqual([expect.stringMatching(/^INV-2026-00007 · /)]);
		expect(calls.length).toBeGreaterThan(1);
	});

	it('the addresses of the customer that is chosen', async () => {
		const node = await otesse();
		const { id, addresses } = await seeded(node);
		const parameters = { resource: 'booking', operation: 'create', customerId: id };
		const { results, calls } = await search('searchAddress', {
			parameters: {
				...parameters,
				customerId: { __rl: true, mode: 'list', value: id },
			},
		});
		expect(results.map(({ value }) => value)).toEqual(addresses.map((address) => address.id));
		expect(calls.map(({ path }) => path)).toEqual([`/customers/${id}`]);
		const blank = { ...parameters, customerId: { __rl: true, mode: 'list', value: '' } };
		await expect(search('searchAddress', { parameters: blank })).rejects.toThrow(
			'Fill in "Customer" first, then pick the address',
		);
	});
});

const on = { options: { dryRun: true } };

describe('a dry run', () => {
	it('of a composite operation that finds what it wants gives what a real run gives', async () => {
		const node = await ServiceNode.start(sandbox(), 'otesse');
		const known = (await node.run({ resource: 'customer', operation: 'getMany' })).items[0]?.json;
		const set = (email: string) => ({
			resource: 'customer',
			operation: 'findOrCreate',
			with: { email, firstName: 'Ada', lastName: 'L', phone: '+1', ...on },
		});
		const found = await node.run(set(String(known?.email)));
		expect(found.items[0]?.json).toMatchObject({ id: known?.id, created: false });
		const made = await node.run(set('new@example.com'));
		expect(made.calls.map(({ method }) => method)).toEqual(['GET']);
		expect(made.items[0]?.json).toMatchObject({
			method: 'POST',
			body: { email: 'new@example.com' },
		});
	});
});

const start = async (service: ServiceId) => await ServiceNode.start(sandbox(), service);

const tool = (resource: string, operation: string, parameters: INodeParameters = {}) =>
	({ resource, operation, with: parameters, as: 'tool' }) as const;

describe('an error for the caller of a tool', () => {
	it('lists the values that are allowed', async () => {
		const node = await start('otesse');
		const { error } = await node.run(
			tool('booking', 'getMany', { filters: { status: '={{ "soon" }}' } }),
		);
		expect(error?.message).toBe('"Status" has an unknown choice [item 0]');
		expect(error?.description).toMatch(/^Got "soon"\. Choose one of \w+, \w+/);
	});
});
