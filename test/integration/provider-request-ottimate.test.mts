import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import type { LogEntry } from '../sandbox/core/types.mts';
import { sandboxForTests } from './support/node-bench.mts';
import type { Asked } from './support/provider-request.mts';
import { Requester } from './support/provider-request.mts';
import { hintsOf } from './support/pace.mts';

const sandbox = sandboxForTests();

describe('rows', () => {
	it('are found where a person says, in all pages of a list', async () => {
		const node = await Requester.start(sandbox(), 'ottimate');
		const page = (ids: number[]) => ({ count: 101, vendors: [], found: ids.map((id) => ({ id })) });
		const numbers = Array.from({ length: 101 }, (_entry, index) => index);
		await node.fault(
			{ path: '^/vendors', status: 200, body: page(numbers.slice(0, 100)) },
			{ path: '^/vendors', status: 200, body: page(numbers.slice(100)) },
		);
		const { items, calls } = await node.run({
			endpoint: 'GET /vendors',
			options: { rowsAt: 'found' },
		});
		expect(items.map(({ json }) => json.id)).toEqual(numbers);
		expect(calls).toHaveLength(2);
	});
});

describe('the endpoint', () => {
	it.each(['/vendors', 'vendors', ' /vendors ', 'GET /vendors', 'get  vendors'])(
		'is known by its path, so that paging works: "%s"',
		async (endpoint) => {
			const node = await Requester.start(sandbox(), 'ottimate');
			const { items, calls } = await node.run({ endpoint, method: 'GET' });
			expect(items).toHaveLength(300);
			expect(calls.map(({ path }) => path)).toEqual(['/vendors', '/vendors', '/vendors']);
		},
	);
});

const fields = (...pairs: Array<[name: string, value: string]>) =>
	pairs.map(([name, value]) => ({ name, value }));

async function partsOf({ rawBody, headers }: LogEntry) {
	const body = Buffer.from(rawBody, 'latin1');
	const form = await new Response(body, {
		headers: { 'content-type': headers['content-type'] ?? '' },
	}).formData();
	return [...form.entries()];
}

describe('a multipart body', () => {
	const location = fields(['ottimate_location_id', '456']);

	const file = { name: 'file', inputDataFieldName: 'data' };

	const upload = (bodyParameters: INodeParameters): Asked => ({
		endpoint: 'POST /invoices/upload',
		parameters: { contentType: 'multipart', bodyParameters },
	});

	const before = [{ name: 'Files', type: 'files' }];

	it('carries a file of the node before, byte by byte', async () => {
		const node = await Requester.start(sandbox(), 'ottimate');
		const asked = upload({ parameters: location, files: [file] });
		const { items, calls, error } = await node.run(asked, [{}], before);
		expect(error).toBeUndefined();
		expect(items[0]?.json.reference_id).toMatch(/^ref-/);
		const [call] = calls;
		expect(call?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
		const [place, sent] = call ? await partsOf(call) : [];
		expect(place).toEqual(['ottimate_location_id', '456']);
		const bill = sent?.[1];
		if (!(bill instanceof File)) throw new Error('There is no file');
		expect([sent?.[0], bill.name, bill.type]).toEqual(['file', 'Bill 7.pdf', 'application/pdf']);
		expect(Buffer.from(await bill.arrayBuffer()).toString('latin1')).toBe('%PDF-1.7 \xE9\xFF');
		const { items: uploads } = await node.run({ endpoint: 'GET /invoices/uploads' });
		expect(uploads.map(({ json }) => json.filename)).toContain('Bill 7.pdf');
	});

	it('carries a file for each item', async () => {
		const node = await Requester.start(sandbox(), 'ottimate');
		const asked = upload({ parameters: location, files: [file] });
		const { items, calls } = await node.run(asked, [{}, {}, {}], before);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2].map((item) => ({ item })));
		expect(new Set(items.map(({ json }) => json.reference_id)).size).toBe(3);
		expect(calls).toHaveLength(3);
	});

	it('carries values of expressions beside the file', async () => {
		const node = await Requester.start(sandbox(), 'ottimate');
		const values = { ottimate_location_id: 456, metadata: { po: 'PO-7' } };
		const parameters = [
			...fields(['metadata', '={{ JSON.stringify($json.metadata) }}']),
			{ name: 'ottimate_location_id', value: '={{ $json.ottimate_location_id }}' },
		];
		const asked = upload({ parameters, files: [file] });
		const { error, calls } = await node.run(asked, [values], before);
		expect(error).toBeUndefined();
		const parts = calls[0] ? await partsOf(calls[0]) : [];
		expect(parts.slice(0, 2)).toEqual([
			['metadata', '{"po":"PO-7"}'],
			['ottimate_location_id', '456'],
		]);
	});

	it('is refused before anything is sent where an item has no such file', async () => {
		const node = await Requester.start(sandbox(), 'ottimate');
		const asked = upload({
			parameters: location,
			files: [{ ...file, inputDataFieldName: 'scan' }],
		});
		const { error, calls } = await node.run(asked, [{}, {}], before);
		expect(error?.message).toMatch(/"?scan"?/);
		expect(error?.context?.itemIndex).toBe(0);
		expect(calls).toHaveLength(0);
	});
});

describe('a wait', () => {
	it('for a token that the service gives out later is a wait like others', async () => {
		const patient = await Requester.start(sandbox(), 'ottimate');
		await sandbox().steer('POST', 'faults', {
			service: 'ottimate',
			kind: 'token',
			status: 429,
			headers: { 'retry-after': '4' },
		});
		const answered = await patient.run({ endpoint: 'GET /vendors', limit: 2 }, [{}, {}, {}]);
		expect(answered.error).toBeUndefined();
		expect(answered.tokens.map(({ status }) => status)).toEqual([429, 200]);
		expect(hintsOf(answered)).toEqual([
			expect.stringMatching(/^Waited [45] seconds because Ottimate answered "too many requests"/),
		]);
		await sandbox().steer('POST', 'faults', {
			service: 'ottimate',
			kind: 'token',
			status: 429,
			headers: { 'retry-after': '600' },
		});
		const other = await Requester.start(sandbox(), 'ottimate');
		const { error, tokens } = await other.refusal({ endpoint: 'GET /vendors' });
		expect(error.message).toMatch(
			/issues no token now because of too many requests.*Wait 600 seconds/,
		);
		expect(tokens).toHaveLength(1);
	});
});
