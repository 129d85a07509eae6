import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { searchList } from './support/list-search.mts';
import type { Answered } from './support/node-bench.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { ServiceNode } from './support/service-node.mts';

const sandbox = sandboxForTests();
const ottimate = async () => await ServiceNode.start(sandbox(), 'ottimate');
const byId = (value: unknown) => ({ __rl: true, mode: 'id', value }) as INodeParameters;
const bodies = ({ calls }: Answered) =>
	calls.map(({ rawBody }) => JSON.parse(rawBody) as IDataObject);

const credential = {
	type: 'ottimateApi',
	data: {
		apiKey: 'sandbox-ottimate-api-key',
		clientId: 'sandbox-ottimate-client-id',
		clientSecret: 'sandbox-ottimate-client-secret',
		tokenUrl: '',
	},
} as const;

async function search(method: string, parameters: INodeParameters, path: string) {
	const asked = { parameters, path };
	const found = await searchList(sandbox(), 'ottimate', credential, method, asked);
	return { ...found, calls: found.calls.filter(({ kind }) => kind === 'call') };
}

const MILK = { name: 'Milk', sku: '', quantity: 2, price: 3.5 };
const picked = (type: string, dimension: string) => ({
	dimension: [{ type: byId(type), dimension: byId(dimension) }],
});
const line = (further: INodeParameters): INodeParameters => ({ ...MILK, further });

describe('the dimensions of a line', () => {
	const imported = (lines: INodeParameters[]) => ({
		resource: 'invoice',
		operation: 'import',
		with: {
			recordsFrom: 'fields',
			uploadId: 'u-1',
			ottimateLocationId: byId('456'),
			lines: { line: lines },
		},
	});

	it('are those that were picked, and those of the JSON, which counts of two', async () => {
		const node = await ottimate();
		const answered = await node.run(
			imported([
				line({
					dimensionFields: {
						dimension: [
							...picked('DEPARTMENT', 'DEPT-001').dimension,
							...picked('CLASS', '={{ $json.class }}').dimension,
						],
					},
				}),
				line({
					dimensionFields: picked('CLASS', 'C-1'),
					dimensions: '{"CLASS":"C-2","ITEM":"I-1"}',
				}),
				line({}),
			]),
			[{ class: 'C-7' }],
		);
		expect(answered.error).toBeUndefined();
		const sent = { name: 'Milk', quantity: 2, price: 3.5 };
		expect(bodies(answered)[0]).toEqual([
			{
				upload_id: 'u-1',
				ottimate_location_id: 456,
				items: [
					{ ...sent, dimensions: { DEPARTMENT: 'DEPT-001', CLASS: 'C-7' } },
					{ ...sent, dimensions: { CLASS: 'C-2', ITEM: 'I-1' } },
					sent,
				],
			},
		]);
	});

	it('can be picked for a purchase order too', async () => {
		const node = await ottimate();
		const answered = await node.run({
			resource: 'purchaseOrder',
			operation: 'create',
			with: {
				ottimateLocationId: 456,
				poNumber: 'PO-X',
				erpVendorId: 'V-1',
				date: '2026-01-10',
				totalAmount: 7,
				lines: {
					line: [line({ uom: 'CASE', dimensionFields: picked('GL_ACCOUNT', 'erp-dim-1') })],
				},
			},
		});
		expect(answered.error).toBeUndefined();
		expect(bodies(answered)[0]?.items).toEqual([
			{
				name: 'Milk',
				quantity: 2,
				price: 3.5,
				uom: 'CASE',
				dimensions: { GL_ACCOUNT: 'erp-dim-1' },
			},
		]);
	});

	it.each([
		[picked('CLASS', '={{ "" }}'), '"Dimension of line 2" is empty [item 0]'],
		[picked('', 'C-1'), '"Dimension Type of line 2" is empty [item 0]'],
	])(
		'that lack a part are refused before anything is sent: %j',
		async (dimensionFields, message) => {
			const node = await ottimate();
			const { error, calls } = await node.run(imported([line({}), line({ dimensionFields })]));
			expect(error?.message).toBe(message);
			expect(calls).toEqual([]);
		},
	);

	it('are listed for the type that the same entry has, and the types once each', async () => {
		const parameters = imported([
			line({ dimensionFields: picked('GL_ACCOUNT', '') }),
			line({ dimensionFields: picked('DEPARTMENT', '') }),
		]).with;
		const entry = (at: number) =>
			`parameters.lines.line[${at}].further.dimensionFields.dimension[0]`;
		const types = await search('searchDimensionType', parameters, `${entry(1)}.type`);
		const values = types.results.map(({ value }) => value);
		expect(values).toEqual(expect.arrayContaining(['GL_ACCOUNT', 'DEPARTMENT']));
		expect(new Set(values).size).toBe(values.length);
		const listed = async (at: number) =>
			await search('searchErpDimension', parameters, `${entry(at)}.dimension`);
		const [accounts, departments] = [await listed(0), await listed(1)];
		expect(accounts.calls[0]?.query.erp_type).toBe('GL_ACCOUNT');
		expect(departments.calls[0]?.query.erp_type).toBe('DEPARTMENT');
		expect(accounts.names.length).toBeGreaterThan(0);
		expect(accounts.names).not.toEqual(departments.names);
	});
});

describe('the line of a receipt', () => {
	it('is picked from those of the purchase order, by its ID or by the external one', async () => {
		const orders = await search('searchPurchaseOrder', {}, 'parameters.ottimatePoId');
		const [order] = orders.results;
		const receipt = { ottimatePoId: byId(order?.value) };
		const at = 'parameters.lines.line[0].ottimatePoItemId';
		const lines = await search('searchOrderLine', receipt, at);
		expect(lines.calls.map(({ path }) => path)).toEqual([`/purchase-orders/${order?.value}`]);
		expect(lines.results.length).toBeGreaterThan(0);
		await expect(search('searchOrderLine', {}, at)).rejects.toThrow(
			'Fill in "Purchase Order" first, then pick the purchase order line',
		);
		const node = await ottimate();
		const answered = await node.run({
			resource: 'receipt',
			operation: 'create',
			with: {
				ottimateLocationId: 456,
				receiptNumber: 'R-1',
				date: '2026-01-10',
				lines: {
					line: [
						{
							ottimatePoItemId: byId(lines.results[0]?.value),
							poExternalItemId: byId(''),
							quantity: 4,
						},
					],
				},
				...receipt,
			},
			onError: 'continueRegularOutput',
		});
		expect(bodies(answered)[0]?.items).toEqual([
			{ ottimate_po_item_id: lines.results[0]?.value, quantity: 4 },
		]);
	});
});
