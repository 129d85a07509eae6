import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Answered } from './support/node-bench.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { ServiceNode } from './support/service-node.mts';

const sandbox = sandboxForTests();

const ottimate = async () => await ServiceNode.start(sandbox(), 'ottimate');

const byId = (value: unknown) => ({ __rl: true, mode: 'id', value }) as INodeParameters;

const bodies = ({ calls }: Answered) =>
	calls.map(({ rawBody }) => JSON.parse(rawBody) as IDataObject);

describe('the lines of Ottimate', () => {
	const MILK = { name: 'Milk', sku: '', quantity: 2, price: 3.5, further: {} };

	const document = {
		ottimateLocationId: 456,
		date: '2026-01-10',
		totalAmount: 7,
	};

	it('of a purchase order carry dimensions as codes', async () => {
		const node = await ottimate();
		const create = (dimensions: string) => ({
			resource: 'purchaseOrder',
			operation: 'create',
			with: {
				...document,
				poNumber: 'PO-X',
				erpVendorId: 'V-1',
				lines: { line: [MILK, { ...MILK, further: { uom: 'CASE', dimensions } }] },
			},
		});
		const answered = await node.run(create('{"GL_ACCOUNT":"erp-dim-1"}'));
		expect(answered.error).toBeUndefined();
		const line = { name: 'Milk', quantity: 2, price: 3.5 };
		expect(bodies(answered)[0]?.items).toEqual([
			line,
			{ ...line, uom: 'CASE', dimensions: { GL_ACCOUNT: 'erp-dim-1' } },
		]);
		const wrong = await node.run(create('{"DEPARTMENT":{"code":"DEPT-001"}}'));
		expect(wrong.error?.message).toBe(
			'"Lines": dimension DEPARTMENT of line 2 must be an ERP code as text [item 0]',
		);
	});

	it.each(['purchaseOrder', 'receipt'])('of a %s have to be there', async (resource) => {
		const node = await ottimate();
		const numbers = { poNumber: 'PO-X', erpVendorId: 'V-1', receiptNumber: 'R-1' };
		const { error, calls } = await node.run({
			resource,
			operation: 'create',
			with: { ...document, ...numbers },
		});
		expect(error?.message).toBe('Fill in "Lines" [item 0]');
		expect(calls).toEqual([]);
	});

	it('of a receipt name what was ordered', async () => {
		const node = await ottimate();
		const answered = await node.run({
			resource: 'receipt',
			operation: 'create',
			with: {
				...document,
				receiptNumber: 'R-1',
				lines: { line: [{ poExternalItemId: 'L-1', sku: '', quantity: 4, price: 0 }] },
			},
			onError: 'continueRegularOutput',
		});
		expect(bodies(answered)[0]?.items).toEqual([{ po_external_item_id: 'L-1', quantity: 4 }]);
	});

	it('of orders that are written together are each order’s own', async () => {
		const node = await ottimate();
		const answered = await node.run(
			{
				resource: 'purchaseOrder',
				operation: 'upsertMany',
				with: {
					...document,
					recordsFrom: 'fields',
					ottimateCompanyId: 123,
					poNumber: '={{ $json.id }}',
					erpVendorId: 'V-1',
					lines: { line: [{ ...MILK, quantity: '={{ $json.many }}' }] },
				},
			},
			[
				{ id: 'P-1', many: 1 },
				{ id: 'P-2', many: 2 },
			],
		);
		const [body, ...others] = bodies(answered);
		expect(others).toEqual([]);
		expect(body?.purchase_orders).toMatchObject([
			{ po_number: 'P-1', items: [{ name: 'Milk', quantity: 1, price: 3.5 }] },
			{ po_number: 'P-2', items: [{ name: 'Milk', quantity: 2, price: 3.5 }] },
		]);
	});

	it('of imported invoices are each invoice’s own, in one call; other sources have theirs', async () => {
		const node = await ottimate();
		const imported = (recordsFrom: string) => ({
			resource: 'invoice',
			operation: 'import',
			with: {
				recordsFrom,
				uploadId: '={{ $json.upload_id }}',
				ottimateLocationId: byId('456'),
				lines: { line: [{ ...MILK, name: '=Milk for {{ $json.upload_id }}' }] },
			},
		});
		const rows = ['a', 'b'].map((upload_id) => ({ upload_id, ottimate_location_id: 456 }));
		const [fields, ...others] = bodies(await node.run(imported('fields'), rows));
		expect(others).toEqual([]);
		expect(fields).toEqual(
			rows.map(({ upload_id }) => ({
				upload_id,
				ottimate_location_id: 456,
				items: [{ name: `Milk for ${upload_id}`, quantity: 2, price: 3.5 }],
			})),
		);
		expect(bodies(await node.run(imported('items'), rows))).toEqual([rows]);
	});
});
