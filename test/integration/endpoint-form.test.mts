import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters, ResourceMapperField } from 'n8n-workflow';

import type { LogEntry } from '../sandbox/core/types.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { Requester } from './support/provider-request.mts';
import { ServiceNode } from './support/service-node.mts';

const sandbox = sandboxForTests();

/** A field as n8n saves it; our node does not go by it. */
const saved = (
	id: string,
	type: ResourceMapperField['type'],
	more: IDataObject = {},
): IDataObject => ({
	id,
	displayName: id,
	required: false,
	defaultMatch: false,
	display: true,
	type,
	...more,
});

function asForm(
	value: unknown,
	schema: IDataObject[] = [],
	more: INodeParameters = {},
): { parameters: INodeParameters } {
	const fields = { mappingMode: 'defineBelow', value, matchingColumns: [], schema };
	return { parameters: { inputMode: 'form', endpointFields: fields as never, ...more } };
}

const bodyOf = (call?: LogEntry): unknown => JSON.parse(call?.rawBody ?? 'null');

const VENDOR = { ottimate_company_id: 123, erp_vendor_id: 'N-9001', erp_vendor_name: 'Café Nord' };

describe('a request by the form', () => {
	const ottimate = async () => await Requester.start(sandbox(), 'ottimate');

	it('sends what was filled in, and nothing else', async () => {
		const node = await ottimate();
		const { call, json } = await node.one({
			endpoint: 'POST /vendors',
			...asForm({ ...VENDOR, city: 'Lyon', email: '', phone: null }),
		});
		expect(call).toMatchObject({ method: 'POST', path: '/vendors', status: 201 });
		expect(bodyOf(call)).toEqual({ ...VENDOR, city: 'Lyon' });
		expect(json).toMatchObject({ erp_vendor_name: 'Café Nord' });
	});

	it('fills the path, and reads each item for itself', async () => {
		const node = await ottimate();
		const { calls, error } = await node.run(
			{ endpoint: 'GET /vendors/{id}', ...asForm({ id: '={{ $json.vendor }}' }) },
			[{ vendor: 11 }, { vendor: ' 12 ' }],
		);
		expect(error).toBeUndefined();
		expect(calls.map(({ path }) => path).sort()).toEqual(['/vendors/11', '/vendors/12']);
	});

	it('names all that is missing before anything is sent', async () => {
		const node = await ottimate();
		const { error, calls } = await node.refusal(
			{ endpoint: 'POST /vendors', ...asForm({ ...VENDOR, erp_vendor_id: '={{ $json.id }}' }) },
			[{ id: 'V-1' }, {}],
		);
		expect(error.message).toBe('"ERP Vendor ID" is empty [item 1]');
		expect(calls).toEqual([]);
		const none = await node.refusal({ endpoint: 'POST /vendors', ...asForm(null) });
		expect(none.error.message).toBe(
			'"Ottimate Company ID", "ERP Vendor ID" and "ERP Vendor Name" are missing [item 0]',
		);
	});

	it('shows in a dry run what would be sent, and what is missing', async () => {
		const node = await ottimate();
		const options = { dryRun: true };
		const asked = { ...VENDOR, erp_vendor_name: '={{ $json.name }}' };
		const { items, calls } = await node.run(
			{ endpoint: 'POST /vendors', options, ...asForm(asked) },
			[{ name: 'A' }, {}],
		);
		expect(calls).toEqual([]);
		expect(items[0]?.json).toMatchObject({
			dryRun: true,
			method: 'POST',
			body: { erp_vendor_name: 'A' },
		});
		expect(items[1]?.json).toMatchObject({
			dryRun: true,
			refused: '"ERP Vendor Name" is empty [item 1]',
		});
	});

	it.each([
		['number', '', 'city'],
		['number', '={{ "" }}', 'city'],
		['dateTime', '={{ undefined }}', 'state'],
		['options', '={{ null }}', 'payment_method'],
		['array', '={{ "" }}', 'phone'],
	] as const)('makes nothing of a blank that is saved as %s: %j', async (type, value, name) => {
		const node = await ottimate();
		const schema = [saved(name, type, type === 'options' ? { options: [] } : {})];
		const { call } = await node.one({
			endpoint: 'POST /vendors',
			...asForm({ ...VENDOR, [name]: value }, schema),
		});
		expect(bodyOf(call)).toEqual(VENDOR);
	});

	it.each([
		[{ id: 7, due_date: '2 March 2026' }, { due_date: '2026-03-02' }],
		[{ id: 7, due_date: '={{ 46083 }}' }, { due_date: '2026-03-02' }],
		[{ id: 7, total_amount: '={{ "1,250.50" }}' }, { total_amount: 1250.5 }],
		[{ id: 7, total_amount: '={{ 0.1 + 0.2 }}' }, { total_amount: 0.3 }],
		[{ id: 7, total_amount: 0 }, { total_amount: 0 }],
		[{ id: 7, notes: '[clear]' }, { notes: '' }],
		[{ id: 7, total_amount: '={{ "[Clear]" }}' }, { total_amount: null }],
	] as Array<[IDataObject, IDataObject]>)('reads %j as all forms do', async (value, body) => {
		const node = await ottimate();
		await node.answer({ id: 7 });
		const { call } = await node.one({ endpoint: 'PATCH /invoices/{id}', ...asForm(value) });
		expect(bodyOf(call)).toEqual(body);
	});

	it.each([
		[{ id: 7, total_amount: '={{ "1,250" }}' }, /^"Total Amount" can be read as two numbers/],
		[{ id: 7, due_date: '={{ "02.03.26" }}' }, /^"Due Date" is not a date/],
		[{ id: 7, notes: '={{ { a: 1 } }}' }, /^"Notes" must be a text/],
		[{ id: '[clear]', notes: 'x' }, /^"Invoice ID" cannot be cleared/],
		[{ id: '={{ $json.nothing }}', notes: 'x' }, /^"Invoice ID" is empty/],
		[{ id: 7 }, /^No field to update is filled in/],
		[{ id: 7, due_date: '={{ undefined }}' }, /^No field to update is filled in/],
		[{ id: 7, notes: 'x', erp_vendor_name: 'V', old_field: 'stale' }, /has no field "old_field"/],
	] as Array<[IDataObject, RegExp]>)('refuses %j', async (value, message) => {
		const node = await ottimate();
		const { error, calls } = await node.refusal({
			endpoint: 'PATCH /invoices/{id}',
			...asForm(value),
		});
		expect(error.message).toMatch(message);
		expect(calls).toEqual([]);
	});

	it('refuses an empty filter by an expression, unless it may be left out', async () => {
		const node = await ottimate();
		const asked = { endpoint: 'GET /vendors', ...asForm({ detail: '={{ $json.nothing }}' }) };
		const { error } = await node.refusal(asked);
		expect(error.message).toBe('"Detail" is empty [item 0]');
		const { calls } = await node.run({
			...asked,
			options: { ifExpressionEmpty: 'leaveOut' },
			limit: 1,
		});
		expect(calls[0]?.query).not.toHaveProperty('detail');
	});

	it('takes the values of another endpoint for none of its own', async () => {
		const node = await ottimate();
		const stale = { ...VENDOR, id: 7 };
		const { error, calls } = await node.refusal(
			{
				endpoint: '={{ $json.endpoint }}',
				...asForm(stale, [saved('id', 'string')]),
			},
			[{ endpoint: 'GET /vendors/{id}' }],
		);
		expect(error.message).toBe(
			'GET /vendors/{id} has no field "ottimate_company_id", "erp_vendor_id", "erp_vendor_name" [item 0]',
		);
		expect(calls).toEqual([]);
	});

	it('takes the endpoint of each item from an expression', async () => {
		const node = await ottimate();
		await node.answer({ id: 1 });
		const { calls, error } = await node.run(
			{ endpoint: '={{ $json.to }}', method: 'GET', ...asForm({ id: '={{ $json.id }}' }) },
			[
				{ to: 'GET /vendors/{id}', id: 11 },
				{ to: '/invoices/{id}', id: 1001 },
			],
		);
		expect(error).toBeUndefined();
		expect(calls.map(({ path }) => path).sort()).toEqual(['/invoices/1001', '/vendors/11']);
	});

	it('takes a path with its method in front, and values in it', async () => {
		const node = await ottimate();
		const asked = { endpoint: 'get /vendors/11', method: 'POST', ...asForm({}) };
		const { call } = await node.one(asked);
		expect(call).toMatchObject({ method: 'GET', path: '/vendors/11' });
		const { error } = await node.refusal({ endpoint: '/nowhere', method: 'GET', ...asForm({}) });
		expect(error.message).toBe('Ottimate has no documented endpoint "GET /nowhere" [item 0]');
		expect(error.description).toContain('"Input Mode" to Raw');
	});

	it('takes all values from one expression, but no automatic mapping', async () => {
		const node = await ottimate();
		const { items } = await node.run({ endpoint: 'POST /vendors', ...asForm('={{ $json }}') }, [
			VENDOR,
		]);
		expect(items[0]?.json).toMatchObject({ erp_vendor_name: 'Café Nord' });
		const fields = { mappingMode: 'autoMapInputData', value: null, schema: [] } as never;
		const { error } = await node.refusal(
			{ endpoint: 'POST /vendors', parameters: { inputMode: 'form', endpointFields: fields } },
			[VENDOR],
		);
		expect(error.message).toBe('"Fields" cannot be mapped automatically [item 0]');
	});

	it('reads the records of a call that takes many', async () => {
		const node = await ottimate();
		const vendors = [{ erp_vendor_id: 5, erp_vendor_name: 'A', net_terms: '' }];
		const value = { ottimate_company_id: '123', vendors: JSON.stringify(vendors) };
		const { calls } = await node.run({ endpoint: 'POST /vendors/bulk', ...asForm(value) });
		expect(bodyOf(calls[0])).toEqual({
			ottimate_company_id: 123,
			vendors: [{ erp_vendor_id: '5', erp_vendor_name: 'A' }],
		});
	});

	it('sends further fields, headers, and keeps the fields that are asked for', async () => {
		const node = await ottimate();
		const options = {
			furtherFields: '{"extra":{"a":1},"city":"Lyon"}',
			fieldsToReturn: 'id, erp_vendor_name',
		};
		const headers = { 'X-Own': '1' };
		const { call, json } = await node.one({
			endpoint: 'POST /vendors',
			options,
			headers,
			...asForm({ ...VENDOR, city: 'Paris' }),
		});
		expect(bodyOf(call)).toEqual({ ...VENDOR, city: 'Lyon', extra: { a: 1 } });
		expect(call.headers).toMatchObject({ 'x-own': '1' });
		expect(Object.keys(json).sort()).toEqual(['erp_vendor_name', 'id']);
	});

	it('uploads a file of the input item', async () => {
		const node = await ottimate();
		const file = { name: 'Files', type: 'files' };
		const value = { file: 'data', ottimate_location_id: 456 };
		const asked = { endpoint: 'POST /invoices/upload', ...asForm(value) };
		const { calls, error } = await node.run(asked, [{}], [file]);
		expect(error).toBeUndefined();
		expect(calls[0]).toMatchObject({ path: '/invoices/upload', method: 'POST' });
	});
});

describe('pages of a list by the form', () => {
	it('are one where a page is chosen, and all of this size where none is', async () => {
		const node = await Requester.start(sandbox(), 'ottimate');
		const one = await node.run({ endpoint: 'GET /vendors', ...asForm({ page: 2, limit: 10 }) });
		expect(one.calls.map(({ query }) => query)).toEqual([{ page: '2', limit: '10' }]);
		expect(one.items).toHaveLength(10);
		const all = await node.run({ endpoint: 'GET /vendors', limit: 25, ...asForm({ limit: 10 }) });
		expect(all.calls.map(({ query }) => query?.limit)).toEqual(['10', '10', '10']);
		expect(all.items).toHaveLength(25);
	});
});

describe('a tool by the form', () => {
	const tool = (endpoint: string, value: IDataObject, more: INodeParameters = {}) => ({
		resource: 'apiRequest',
		operation: 'sendRequest',
		as: 'tool' as const,
		with: {
			endpoint: { __rl: true, mode: 'list', value: endpoint } as never,
			...asForm(value).parameters,
			...more,
		},
	});
	const ottimate = async () => await ServiceNode.start(sandbox(), 'ottimate');

	it('says which page comes next', async () => {
		const node = await ottimate();
		const { items } = await node.run(
			tool('GET /vendors', { page: '={{ 2 }}', limit: '={{ 20 }}' }, { returnAll: true }),
		);
		expect(items).toHaveLength(21);
		expect(items.at(-1)?.json.note).toBe(
			'This is page 2. More results, if there are any, are on page 3.',
		);
	});

	it('names the fields that choose a page where the limit cuts the list', async () => {
		const node = await ottimate();
		const { items } = await node.run(tool('GET /vendors', { page: '={{ 0 }}' }, { limit: 3 }));
		expect(items.at(-1)?.json.note).toMatch(
			/or ask for single pages with Page Number and Rows per Page\.$/,
		);
	});

	it('says that fields are left out', async () => {
		const node = await ottimate();
		const options = { fieldsToReturn: 'erp_vendor_name' };
		const { items } = await node.run(tool('GET /vendors', {}, { limit: 300, options }));
		expect(Object.keys(items[0]?.json ?? {})).toEqual(['erp_vendor_name']);
		expect(items.at(-1)?.json.note).toContain('"Fields to Return" leaves out the other fields');
	});

	it('takes values of another endpoint that are blank for nothing', async () => {
		const node = await ottimate();
		const { error, calls } = await node.run(
			tool('GET /vendors/{id}', { id: '={{ 11 }}', stale: '={{ "N/A" }}' }),
		);
		expect(error).toBeUndefined();
		expect(calls).toHaveLength(1);
	});
});
