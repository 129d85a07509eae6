import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import { searchList } from './support/list-search.mts';
import { sandboxForTests } from './support/node-bench.mts';

const sandbox = sandboxForTests();
const credential = {
	type: 'ottimateApi',
	data: {
		apiKey: 'sandbox-ottimate-api-key',
		clientId: 'sandbox-ottimate-client-id',
		clientSecret: 'sandbox-ottimate-client-secret',
		tokenUrl: '',
	},
};
const by = (id: string | number) => ({ __rl: true, mode: 'list', value: id });

async function search(
	method: string,
	parameters: INodeParameters,
	more: { filter?: string; token?: string } = {},
) {
	const found = await searchList(sandbox(), 'ottimate', credential, method, {
		parameters,
		...more,
	});
	return { ...found, calls: found.calls.filter(({ kind }) => kind === 'call') };
}

describe('the list of', () => {
	it('accounts is searched by Ottimate', async () => {
		const node = { resource: 'company', operation: 'getMany' };
		const all = await search('searchAccount', node);
		expect(all.results.map(({ value }) => value)).toEqual(['racc_9083', 'racc_9084']);
		const some = await search('searchAccount', node, { filter: 'harbor' });
		expect(some.names).toEqual(['Harbor Hotels · racc_9084']);
		expect(some.calls[0]?.query.search).toBe('harbor');
	});

	it('companies goes through all accounts where none is chosen', async () => {
		const node = { resource: 'vendor', operation: 'create' };
		const { results, calls } = await search('searchCompany', node);
		expect(results.map(({ value }) => value)).toEqual([123, 124, 131, 132]);
		expect(calls.map(({ path }) => path)).toEqual([
			'/accounts',
			'/accounts/racc_9083/companies',
			'/accounts/racc_9084/companies',
		]);
		const some = await search('searchCompany', node, { filter: 'south' });
		expect(some.names).toEqual(['Harbor Hotels South · 132']);
	});

	it('locations follows the account, and the company in a collection or up front', async () => {
		const everywhere = await search('searchLocation', {
			resource: 'receipt',
			operation: 'getMany',
		});
		expect(everywhere.results).toHaveLength(8);
		const inFilters = {
			resource: 'receipt',
			operation: 'getMany',
			filters: { ottimateCompanyId: by(124) },
		};
		const some = await search('searchLocation', inFilters);
		expect(some.names).toEqual([
			'Market Hall · Acme Inc. - Downtown · 459',
			'Old Mill · Acme Inc. - Downtown · 460',
		]);
		const upFront = {
			resource: 'receiverExport',
			operation: 'getMany',
			ottimateCompanyId: by('132'),
		};
		const one = await search('searchLocation', upFront, { filter: 'bay' });
		expect(one.names).toEqual(['Bay Resort · Harbor Hotels South · 463']);
	});

	it('vendors follows the company, comes page by page, and is searched here', async () => {
		const node = {
			resource: 'vendor',
			operation: 'getMany',
			filters: { ottimateCompanyId: by(123) },
		};
		const first = await search('searchVendor', node);
		expect(first.results).toHaveLength(100);
		expect(first.calls[0]?.query).toMatchObject({ ottimate_company_id: '123', limit: '100' });
		const second = await search('searchVendor', node, { token: String(first.paginationToken) });
		expect(second.results).toHaveLength(20);
		expect(second.paginationToken).toBeUndefined();
		const found = await search('searchVendor', node, { filter: 'v-117' });
		expect(found.names).toEqual([expect.stringContaining('V-117 · Acme Inc.')]);
		const everywhere = await search('searchVendor', { resource: 'vendor', operation: 'get' });
		expect(everywhere.calls[0]?.query.ottimate_company_id).toBeUndefined();
	});

	it('vendors of the ERP gives their ERP IDs', async () => {
		const node = { resource: 'catalogEntry', operation: 'upsert', ottimateCompanyId: by(124) };
		const { results, calls } = await search('searchErpVendor', node);
		expect(results[0]?.value).toBe('V-1');
		expect(calls[0]?.query.ottimate_company_id).toBe('124');
	});

	it('invoices is searched by Ottimate, page by page', async () => {
		const node = { resource: 'invoice', operation: 'get' };
		const first = await search('searchInvoice', node);
		expect(first.results).toHaveLength(100);
		expect(first.paginationToken).toBe('2');
		const found = await search('searchInvoice', node, { filter: 'INV-1007' });
		expect(found.names).toEqual([expect.stringMatching(/^INV-1007 · /)]);
		expect(found.calls[0]?.query.search).toBe('INV-1007');
	});

	it('purchase orders and dimensions follow what else is chosen', async () => {
		const receipt = {
			resource: 'receipt',
			operation: 'getMany',
			filters: { ottimateCompanyId: by(131), ottimateLocationId: by(461) },
		};
		const orders = await search('searchPurchaseOrder', receipt);
		expect(orders.calls[0]?.query).toMatchObject({
			ottimate_company_id: '131',
			ottimate_location_id: '461',
		});
		expect(orders.names[0]).toMatch(/^PO-\d+ · /);
		const dimensions = await search('searchDimension', { resource: 'dimension', operation: 'get' });
		expect(dimensions.results[0]?.value).toBe('dim_1');
	});

	it('catalog entries goes through all companies where none is chosen', async () => {
		const node = { resource: 'catalogEntry', operation: 'get' };
		const { results, calls } = await search('searchCatalogEntry', node);
		expect(results).toHaveLength(150);
		const asked = calls.filter(({ path }) => path === '/catalog/entries');
		expect(new Set(asked.map(({ query }) => query.ottimate_company_id))).toEqual(
			new Set(['123', '124', '131', '132']),
		);
	});

	it('batches and receipts shows what they are', async () => {
		const batches = await search('searchBatch', { resource: 'batch', operation: 'getResults' });
		expect(batches.names[0]).toMatch(/^b-seed-\d\d · completed · /);
		const receipts = await search('searchReceipt', { resource: 'receipt', operation: 'get' });
		expect(receipts.names[0]).toMatch(/^RC-\d+ · /);
	});
});
