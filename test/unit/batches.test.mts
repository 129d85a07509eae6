import { describe, expect, it } from '@jest/globals';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { runBatches } from '../../transport/batches';
import type { CallItem } from '../../transport/call';
import type { LinkedItem } from '../../transport/items';
import { runItems, toOutput } from '../../transport/items';
import { contextOf } from './support/context.mts';

interface Sent {
	records: unknown[];
	chunk: number;
}

/** Runs items with their records; `answer` is what a call gives. */
async function run(
	items: Array<{ records: unknown[]; group?: string } | Error>,
	max: number,
	answer: (records: unknown[]) => CallItem[],
	goOn = false,
) {
	const sent: Sent[] = [];
	const output = await runBatches(contextOf({ goOn }), items.length, max, (index) => {
		const item = items[index];
		if (!item || item instanceof Error) throw item ?? new Error('There is no such item');
		return {
			records: item.records,
			group: item.group ?? '',
			send: async (records, chunk) => {
				sent.push({ records, chunk });
				return await Promise.resolve(answer(records));
			},
		};
	});
	return { sent, output };
}

const perRecord = (records: unknown[]): CallItem[] =>
	records.map((id, record) => ({ json: { id: String(id) }, record }));
const links = (items: INodeExecutionData[]) =>
	items.map(({ json, pairedItem }) => [json.id ?? json.error, pairedItem]);

describe('calls that take many records', () => {
	it('hold as many as they may, from several items, and give each answer to the item of its record', async () => {
		const { sent, output } = await run(
			[{ records: [1, 2] }, { records: [3] }, { records: [] }, { records: [4, 5, 6] }],
			4,
			perRecord,
		);
		expect(sent).toEqual([
			{ records: [1, 2, 3, 4], chunk: 0 },
			{ records: [5, 6], chunk: 1 },
		]);
		expect(links(output)).toEqual([
			['1', { item: 0 }],
			['2', { item: 0 }],
			['3', { item: 1 }],
			['4', { item: 3 }],
			['5', { item: 3 }],
			['6', { item: 3 }],
		]);
	});

	it('take only records of one group', async () => {
		const { sent, output } = await run(
			[
				{ records: [1], group: 'a' },
				{ records: [2], group: 'b' },
				{ records: [3], group: 'a' },
			],
			10,
			perRecord,
		);
		expect(sent.map(({ records }) => records)).toEqual([[1, 3], [2]]);
		expect(links(output)).toEqual([
			['1', { item: 0 }],
			['2', { item: 1 }],
			['3', { item: 2 }],
		]);
	});

	it('are linked to all their items where the answer names no record', async () => {
		const all = () => [{ json: { id: 'all' } }];
		const two = await run([{ records: [1] }, { records: [2, 3] }], 10, all);
		expect(links(two.output)).toEqual([['all', [{ item: 0 }, { item: 1 }]]]);
		const one = await run([{ records: [] }, { records: [2, 3] }], 10, all);
		expect(links(one.output)).toEqual([['all', { item: 1 }]]);
	});

	it('are counted in their group: what else is sent does not change a key that a person gave', async () => {
		const { sent } = await run(
			[
				{ records: [1], group: 'key-a' },
				{ records: [2, 3, 4], group: 'key-b' },
				{ records: [5], group: 'key-c' },
			],
			2,
			perRecord,
		);
		expect(sent.map(({ records, chunk }) => [records[0], chunk]).sort()).toEqual([
			[1, 0],
			[2, 0],
			[4, 1],
			[5, 0],
		]);
	});

	it('follow one another within a group, where they may touch the same records', async () => {
		const seen: string[] = [];
		await runBatches(contextOf(), 1, 1, () => ({
			records: [1, 2, 3],
			group: '',
			send: async ([record]) => {
				seen.push(`start ${String(record)}`);
				for (let turn = 0; turn < 20; turn++) await Promise.resolve();
				seen.push(`end ${String(record)}`);
				return [];
			},
		}));
		expect(seen).toEqual(['start 1', 'end 1', 'start 2', 'end 2', 'start 3', 'end 3']);
	});

	it('tell what went through before when a later one ends the node', async () => {
		const failed = run([{ records: [1, 2, 3] }], 2, (records) => {
			if (records.includes(3)) throw new Error('refused');
			return perRecord(records);
		});
		await expect(failed).rejects.toMatchObject({
			message: 'refused',
			description: expect.stringMatching(
				/^2 other records were sent before.*\n\{"id":"1"\}\n\{"id":"2"\}\n/,
			),
		});
	});

	it('end the node with the first failure', async () => {
		const refuse = () => {
			throw new Error('refused');
		};
		await expect(run([{ records: [1] }], 10, refuse)).rejects.toThrow('refused');
		await expect(run([{ records: [1] }, new Error('unread')], 10, perRecord)).rejects.toThrow(
			'unread',
		);
	});

	it('fail each record of a failed call under Continue On Fail, and the items that could not be read', async () => {
		const { sent, output } = await run(
			[{ records: [1, 2] }, new Error('unread'), { records: [3] }, { records: [4] }],
			3,
			(records) => {
				if (records.includes(1)) throw new Error('refused');
				return perRecord(records);
			},
			true,
		);
		expect(sent).toHaveLength(2);
		expect(links(output)).toEqual([
			['refused', { item: 0 }],
			['refused', { item: 0 }],
			['unread', { item: 1 }],
			['refused', { item: 2 }],
			['4', { item: 3 }],
		]);
		expect(output.slice(0, 2).map(({ json }) => json.message)).toEqual([
			'{"record":1}',
			'{"record":2}',
		]);
	});
});

describe('records that failed in a call that went through', () => {
	const answers: LinkedItem[] = [
		{ json: { id: 1 }, itemIndex: 0 },
		{ json: { id: 2 }, failure: 'no such vendor', itemIndex: 1 },
		{ json: { id: 3 }, failure: 'closed', itemIndex: 1 },
	];
	const output = async (context: IExecuteFunctions, list: LinkedItem[]) =>
		await toOutput(context, list, () => 'data');

	it('become items with an error under Continue On Fail', async () => {
		const items = await output(contextOf({ goOn: true }), answers);
		expect(items).toEqual([
			{ json: { id: 1 }, pairedItem: { item: 0 } },
			{ json: { error: 'no such vendor', message: '{"id":2}' }, pairedItem: { item: 1 } },
			{ json: { error: 'closed', message: '{"id":3}' }, pairedItem: { item: 1 } },
		]);
	});

	it('otherwise end the node with all that is known of them', async () => {
		await expect(output(contextOf(), answers)).rejects.toMatchObject({
			message: '2 of 3 records failed: no such vendor',
			context: { itemIndex: 1 },
			description: expect.stringMatching(
				/^\[item 1\] no such vendor: \{"id":2\}\n\[item 1\] closed: \{"id":3\}\nThe other 1 went through\./,
			),
		});
		await expect(output(contextOf(), answers.slice(1, 2))).rejects.toThrow(/^no such vendor$/);
	});

	it('name at most ten, and shorten large ones', async () => {
		const many = Array.from({ length: 12 }, (_entry, id): LinkedItem => {
			return { json: { id, text: 'x'.repeat(5_000) }, failure: 'bad', itemIndex: id };
		});
		const error = await output(contextOf(), many).catch((thrown: unknown) => thrown);
		const description = String(Reflect.get(error as object, 'description'));
		expect(description.split('\n')).toHaveLength(11);
		expect(description).toContain('and 2 more.');
		expect(description.length).toBeLessThan(12_000);
	});
});

describe('items side by side', () => {
	it('keep their order and links, whoever is done first', async () => {
		const context = contextOf();
		const items = await runItems(context, 30, (index) => ({
			binaryField: 'data',
			run: async () => {
				for (let turn = 30 - index; turn > 0; turn--) await Promise.resolve();
				return [{ json: { id: String(index) } }, { json: { id: `${index}b` } }];
			},
		}));
		expect(links(items)).toEqual(
			Array.from({ length: 30 }, (_entry, index) => [
				[String(index), { item: index }],
				[`${index}b`, { item: index }],
			]).flat(),
		);
	});

	it('send nothing where one of them cannot be prepared', async () => {
		const sent: number[] = [];
		const prepare = (index: number) => {
			if (index === 2) throw new Error('empty field');
			return {
				binaryField: 'data',
				run: async () => {
					sent.push(index);
					return await Promise.resolve([{ json: { id: String(index) } }]);
				},
			};
		};
		await expect(runItems(contextOf(), 3, prepare)).rejects.toThrow('empty field');
		expect(sent).toEqual([]);
		const items = await runItems(contextOf({ goOn: true }), 3, prepare);
		expect(links(items)).toEqual([
			['0', { item: 0 }],
			['1', { item: 1 }],
			['empty field', { item: 2 }],
		]);
	});
});
