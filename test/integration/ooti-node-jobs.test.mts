import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { sandboxForTests } from './support/node-bench.mts';
import { ServiceNode } from './support/service-node.mts';

const sandbox = sandboxForTests();
const start = async () => await ServiceNode.start(sandbox(), 'ooti');
const picked = (value: number | string, mode = 'id') => ({ __rl: true, mode, value });
const organizationId = picked(210);
const bodyOf = ({ rawBody }: { rawBody: string }) => JSON.parse(rawBody) as IDataObject;

describe('a job', () => {
	it.each([
		['project', 'findByName', { projectName: '={{ $json.id }}' }, 'Project Name'],
		['invoice', 'validate', { invoiceId: picked('={{ $json.id }}') }, 'Invoice'],
		['feeProject', 'validate', { feeProjectId: picked('={{ $json.id }}') }, 'Fee Project'],
	])('checks all items before it calls: %s %s', async (resource, operation, given, label) => {
		const node = await start();
		const set = { resource, operation, with: { organizationId, ...given } };
		const { error, calls } = await node.run(set, [{ id: '41' }, { id: '' }]);
		expect(error?.message).toBe(`"${label}" is empty [item 1]`);
		expect(calls).toEqual([]);
	});
});

describe('a project found by its name', () => {
	const find = async (parameters: INodeParameters, items: IDataObject[] = [{}]) => {
		const node = await start();
		return await node.run(
			{ resource: 'project', operation: 'findByName', with: { organizationId, ...parameters } },
			items,
		);
	};

	it('is the one with the whole title, whatever its letters and spaces, on any page', async () => {
		const { items, calls } = await find({ projectName: '  SCHOOL  239 ' });
		expect(items.map(({ json }) => [json.id, json.project_title])).toEqual([[279, 'School 239']]);
		expect(calls.map(({ path, query }) => `${path} ${String(query.page)}`)).toEqual([
			'/projects/list/210/ 1',
			'/projects/list/210/ 2',
			'/projects/list/210/ 3',
		]);
	});

	it('may be named by its case number or as OOTI shows it', async () => {
		const { items } = await find({ projectName: '={{ $json.name }}' }, [
			{ name: 'P12' },
			{ name: 'p1 school 1' },
		]);
		expect(items.map(({ json }) => json.id)).toEqual([52, 41]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	it('is not one whose title only begins so', async () => {
		const { error } = await find({ projectName: 'School' });
		expect(error?.message).toBe('No project has the name "School" [item 0]');
	});

	it('may have the words somewhere in its title', async () => {
		const { items } = await find({ projectName: 'museum', match: 'contains' });
		expect(items.length).toBeGreaterThan(20);
		expect(items.every(({ json }) => String(json.project_title).startsWith('Museum'))).toBe(true);
		const [match, expected] = ['={{ "Contains" }}', '={{ "At Least One" }}'];
		const byLabel = await find({ projectName: 'museum', match, expected });
		expect(byLabel.items).toEqual(items);
	});

	it('has to be the only one where one is expected', async () => {
		const { error } = await find({ projectName: 'school 2', match: 'contains', expected: 'one' });
		expect(error?.message).toMatch(/^\d+ projects match "school 2" \[item 0\]$/);
		expect(error?.description).toMatch(/^Their IDs are (\d+, )+\d+/);
		const { items } = await find({ projectName: 'School 22', expected: 'one' });
		expect(items).toHaveLength(1);
	});

	it('is none where its name contains nothing, and is told what may help', async () => {
		for (const projectName of ['Castle', '={{ "\u0301" }}']) {
			const { error } = await find({ projectName, match: 'contains' });
			expect(error?.message).toMatch(/^No project has a name containing/);
			expect(error?.description).toBe(
				'Check the spelling, or set "Expected Matches" to "Any Number".',
			);
		}
	});

	it('may be missing where any number will do', async () => {
		const { items, error } = await find({ projectName: 'Castle', expected: 'any' });
		expect(error).toBeUndefined();
		expect(items).toEqual([]);
	});

	it('needs a name', async () => {
		const { error, calls } = await find({ projectName: '={{ $json.name }}' });
		expect(error?.message).toBe('"Project Name" is empty [item 0]');
		expect(calls).toEqual([]);
	});
});

describe('the life of an invoice', () => {
	const run = async (node: ServiceNode, operation: string, invoice: number | string) =>
		await node.run({
			resource: 'invoice',
			operation,
			with: { invoiceId: picked(invoice) },
		});

	it('goes from draft to valid, sent and canceled', async () => {
		const node = await start();
		const created = await node.run({
			resource: 'invoice',
			operation: 'create',
			with: { organizationId, project: picked(41), client: picked(800), dueDate: '2026-04-30' },
		});
		const pk = Number(created.items[0]?.json.pk);
		await node.run(
			{
				resource: 'invoiceItem',
				operation: 'create',
				with: {
					invoiceId: picked(pk),
					description: '={{ $json.text }}',
					amount: '={{ $json.amount }}',
				},
			},
			[
				{ text: 'Design', amount: 1000 },
				{ text: 'Visits', amount: 250.5 },
			],
		);

		const valid = await run(node, 'validate', pk);
		expect(valid.calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
			`PATCH /invoices/${pk}/`,
		]);
		expect(bodyOf(valid.calls[0]!)).toEqual({ is_valid: true });
		expect(valid.items[0]?.json).toMatchObject({ pk, is_valid: true, total: 1250.5 });

		const late = await node.run({
			resource: 'invoiceItem',
			operation: 'create',
			with: { invoiceId: picked(pk), description: 'Too late', amount: 1 },
		});
		expect(late.error?.message).toContain('valid invoice');

		const sent = await run(node, 'markAsSent', pk);
		expect(bodyOf(sent.calls[0]!)).toEqual({ is_sent: true });

		const canceled = await run(node, 'cancel', pk);
		expect(canceled.calls.map(({ method }) => method)).toEqual(['GET', 'PATCH']);
		expect(bodyOf(canceled.calls[1]!)).toEqual({ is_closed: true });
		const { credit_note_id, credit_note_url } = canceled.items[0]?.json ?? {};
		expect(credit_note_url).toBe(`/projects/41/invoices/${String(credit_note_id)}/`);
		const note = await run(node, 'get', Number(credit_note_id));
		expect(note.items[0]?.json).toMatchObject({ type: 9, total: -1250.5 });
	});

	it('does not give two credit notes', async () => {
		const node = await start();
		await run(node, 'cancel', 902);
		const again = await run(node, 'cancel', 902);
		expect(again.error?.message).toBe('The invoice is already canceled [item 0]');
		expect(again.calls.map(({ method }) => method)).toEqual(['GET']);
	});

	it('has no credit note ID where OOTI gives no address', async () => {
		const node = await start();
		await node.answer({ pk: 902, is_closed: true }, { method: 'PATCH' });
		const { items } = await run(node, 'cancel', 902);
		expect(items[0]?.json).toEqual({ pk: 902, is_closed: true, credit_note_id: null });
	});

	it('fails in OOTI’s words where a draft is marked as sent', async () => {
		const node = await start();
		const { error } = await run(node, 'markAsSent', 901);
		expect(error?.message).toContain('The invoice must be valid.');
	});

	it('names the item without an invoice, and goes on with the others', async () => {
		const node = await start();
		const { items, calls } = await node.run(
			{
				resource: 'invoice',
				operation: 'validate',
				with: { invoiceId: picked('={{ $json.pk }}') },
				onError: 'continueRegularOutput',
			},
			[{ pk: 901 }, {}, { pk: 905 }],
		);
		expect(calls.map(({ path }) => path).sort()).toEqual(['/invoices/901/', '/invoices/905/']);
		expect(items.map(({ json }) => json.error)).toEqual([
			undefined,
			'"Invoice" is empty [item 1]',
			undefined,
		]);
	});
});

describe('a fee project', () => {
	it('is validated', async () => {
		const node = await start();
		const { calls, items } = await node.run({
			resource: 'feeProject',
			operation: 'validate',
			with: { feeProjectId: picked('2000') },
		});
		expect(calls[0]).toMatchObject({ method: 'PATCH', path: '/fees/projects/2000/' });
		expect(bodyOf(calls[0]!)).toEqual({ is_validated: true });
		expect(items[0]?.json).toMatchObject({ id: 2000, is_validated: true });
	});
});
