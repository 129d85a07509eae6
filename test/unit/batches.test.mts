import { describe, expect, it } from '@jest/globals';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { runBatches } from '../../transport/items/batches';
import type { BatchRules } from '../../transport/items/batches';
import { runItems, toOutput } from '../../transport/items/items';
import type { LinkedItem } from '../../transport/items/items';
import type { CallItem } from '../../transport/pagination/endpoint-call';
import { contextOf } from './support/context.mts';

interface Sent {
	records: unknown[];
	chunk: string;
}

/** Runs items with their records; `answer` is what a call gives. */
async function run(
	items: Array<{ records: unknown[]; group?: string } | Error>,
	max: number,
	answer: (records: unknown[]) => CallItem[],
	goOn = false,
	rules: Partial<BatchRules> = {},
	sent: Sent[] = [],
) {
	const output = await runBatches(contextOf({ goOn }), items.length, { max, ...rules }, (index) => {
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
			{ records: [1, 2, 3, 4], chunk: '0' },
			{ records: [5, 6], chunk: '1' },
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
			[1, '0'],
			[2, '0'],
			[4, '1'],
			[5, '0'],
		]);
	});

	it('follow one another, those of different groups too', async () => {
		const seen: string[] = [];
		await runBatches(contextOf(), 2, { max: 1 }, (index) => ({
			records: index === 0 ? [1, 2] : [3],
			group: String(index),
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
				/^1 call with 2 records was carried out \(records of items 0\), with these answers:\nid 1\nid 2\n/,
			),
		});
	});

	it('send nothing after a failure, in other groups either, nor after a record that failed in a call that went through', async () => {
		const items = ['a', 'b', 'c'].map((group, n) => ({ records: [n], group }));
		const refusing: Sent[] = [];
		const refuse = (records: unknown[]) => {
			if (records[0] === 1) throw new Error('refused');
			return perRecord(records);
		};
		await expect(run(items, 1, refuse, false, {}, refusing)).rejects.toThrow('refused');
		expect(refusing.map(({ records }) => records[0])).toEqual([0, 1]);

		const partial: Sent[] = [];
		const failOne = (records: unknown[]) =>
			perRecord(records).map((answer) =>
				records[0] === 1 ? { ...answer, failure: 'bad' } : answer,
			);
		await expect(run(items, 1, failOne, false, {}, partial)).rejects.toMatchObject({
			message: 'bad',
			description: expect.stringContaining(
				'1 call with 1 record was carried out (records of items 0)',
			),
		});
		expect(partial.map(({ records }) => records[0])).toEqual([0, 1]);
	});

	it('run side by side where a person has given up their order', async () => {
		let running = 0;
		let most = 0;
		await runBatches(contextOf(), 1, { max: 1, concurrent: 4 }, () => ({
			records: [1, 2, 3, 4, 5, 6],
			group: '',
			send: async () => {
				most = Math.max(most, ++running);
				for (let turn = 0; turn < 20; turn++) await Promise.resolve();
				running--;
				return [];
			},
		}));
		expect(most).toBe(4);
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
			'Record: 1.',
			'Record: 2.',
		]);
	});
});

describe('a call that is refused together', () => {
	const numbers = Array.from({ length: 100 }, (_entry, n) => n);
	const refusedFor =
		(bad: readonly number[], status = '400') =>
		(records: unknown[]) => {
			const found = records.filter((record) => bad.includes(Number(record)));
			if (found.length > 0) {
				const { node } = { node: contextOf().getNode() };
				throw new NodeApiError(
					node,
					{ message: 'bad ID' },
					{ message: 'bad ID', httpCode: status },
				);
			}
			return perRecord(records);
		};
	const split = { refusedTogether: 400 };

	it('is sent again in halves until only the bad record is left', async () => {
		const { sent, output } = await run([{ records: numbers }], 100, refusedFor([37]), true, split);
		expect(output.filter(({ json }) => 'error' in json).map(({ json }) => json)).toEqual([
			{ error: 'bad ID', message: 'Record: 37.' },
		]);
		expect(output.flatMap(({ json }) => json.id ?? [])).toEqual(
			numbers.filter((n) => n !== 37).map(String),
		);
		expect(sent.length).toBeLessThanOrEqual(15);
		const accepted = sent
			.filter(({ records }) => !records.includes(37))
			.flatMap(({ records }) => records);
		expect(accepted.sort((a, b) => Number(a) - Number(b))).toEqual(numbers.filter((n) => n !== 37));
		expect(new Set(sent.map(({ chunk }) => chunk)).size).toBe(sent.length);
	});

	it('makes the same parts with the same names each time', async () => {
		const names = async () => {
			const { sent } = await run([{ records: numbers }], 100, refusedFor([0, 99]), true, split);
			return sent.map(({ chunk, records }) => [chunk, records.length]);
		};
		expect(await names()).toEqual(await names());
	});

	it('costs a bounded number of calls, few where no record is taken at all', async () => {
		const everySecond = numbers.filter((n) => n % 2 === 1);
		const many = await run([{ records: numbers }], 100, refusedFor(everySecond), true, split);
		expect(many.sent.length).toBeLessThanOrEqual(41);
		expect(many.output).toHaveLength(100);
		const none = await run(
			[{ records: [...numbers, ...numbers] }],
			100,
			refusedFor(numbers),
			true,
			split,
		);
		expect(none.sent.length).toBeLessThanOrEqual(20);
		expect(none.output.at(-1)?.json).toMatchObject({
			error: 'bad ID',
			message: expect.stringContaining(
				'100 records were sent in one call and refused together, perhaps because of one of them. None of them was carried out.',
			),
		});
	});

	it('is not split for another status, without a rule, or where the node stops', async () => {
		const refused = refusedFor([1]);
		const other = await run([{ records: [0, 1] }], 9, refusedFor([1], '422'), true, split);
		expect(other.sent).toHaveLength(1);
		expect((await run([{ records: [0, 1] }], 9, refused, true)).sent).toHaveLength(1);
		const sent: Sent[] = [];
		await expect(run([{ records: [0, 1] }], 9, refused, false, split, sent)).rejects.toMatchObject({
			description: expect.stringContaining('2 records were sent in one call and refused together'),
		});
		expect(sent).toHaveLength(1);
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
			{ json: { error: 'no such vendor', message: 'Record: id 2.' }, pairedItem: { item: 1 } },
			{ json: { error: 'closed', message: 'Record: id 3.' }, pairedItem: { item: 1 } },
		]);
	});

	it('otherwise end the node with all that is known of them', async () => {
		await expect(output(contextOf(), answers)).rejects.toMatchObject({
			message: '2 of 3 records failed: no such vendor',
			context: { itemIndex: 1 },
			description: expect.stringMatching(
				/^\[item 1\] no such vendor \(id 2\)\n\[item 1\] closed \(id 3\)\nThe other 1 went through\./,
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
			writes: false,
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
				writes: false,
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

/** Writes that take a little time, and what the service has seen of them. */
function writesOf(fails: (index: number) => boolean, ...also: Array<(index: number) => void>) {
	const seen: string[] = [];
	const prepare = (index: number) => ({
		binaryField: 'data',
		writes: true,
		run: async () => {
			seen.push(`begin ${index}`);
			for (let turn = 20 - index; turn > 0; turn--) await Promise.resolve();
			for (const step of also) step(index);
			seen.push(`end ${index}`);
			if (fails(index)) throw new Error(`refused ${index}`);
			return [{ json: { id: String(index) } }];
		},
	});
	return { seen, prepare };
}
const descriptionOf = async (running: Promise<unknown>): Promise<string> => {
	const error = await running.then(
		() => new Error('It should fail'),
		(thrown: unknown) => thrown,
	);
	return String(Reflect.get(error as object, 'description'));
};
const AGAIN = 'or set "On Error" to "Continue (using error output)".';

describe('items that write', () => {
	it('go one after the other', async () => {
		const { seen, prepare } = writesOf(() => false);
		await runItems(contextOf(), 3, prepare);
		expect(seen).toEqual([0, 1, 2].flatMap((index) => [`begin ${index}`, `end ${index}`]));
	});

	it('go on in order after a failure under Continue On Fail', async () => {
		const { seen, prepare } = writesOf((index) => index === 1);
		const items = await runItems(contextOf({ goOn: true }), 3, prepare);
		expect(seen).toHaveLength(6);
		expect(links(items).map(([id]) => id)).toEqual(['0', 'refused 1', '2']);
	});

	it.each([
		[0, 'No other item was carried out.'],
		[1, `1 item before this one was carried out (0). Run again with items from 1 on, ${AGAIN}`],
		[
			12,
			`12 items before this one were carried out (0 to 11). Run again with items from 12 on, ${AGAIN}`,
		],
	])('stop at a failure of item %i, and say what was carried out', async (failing, words) => {
		const { seen, prepare } = writesOf((index) => index === failing);
		expect(await descriptionOf(runItems(contextOf(), 20, prepare))).toBe(words);
		expect(seen).toHaveLength(2 * (failing + 1));
	});

	it('say nothing of other items where there are none', async () => {
		const { prepare } = writesOf(() => true);
		expect(await descriptionOf(runItems(contextOf(), 1, prepare))).toBe('');
	});

	it('list what was carried out where several write at once', async () => {
		const { seen, prepare } = writesOf((index) => index === 3);
		// Later items need less time here: 4, 5 and others are through before 3 fails.
		const words = await descriptionOf(runItems(contextOf(), 20, prepare, 10));
		expect(seen.filter((event) => event.startsWith('begin')).length).toBeLessThan(20);
		const ended = seen.flatMap((event) => /^end (?<n>\d+)$/.exec(event)?.groups?.n ?? []);
		expect(words).toMatch(new RegExp(`^${ended.length - 1} items were carried out \\(`));
		expect(words).toContain(`Run again without the items that were carried out, ${AGAIN}`);
	});

	it('stop for a record that failed in a call that went through', async () => {
		const sent: number[] = [];
		const running = runItems(contextOf(), 3, (index) => ({
			binaryField: 'data',
			writes: true,
			run: async () => {
				sent.push(index);
				return await Promise.resolve([{ json: {}, ...(index === 1 ? { failure: 'closed' } : {}) }]);
			},
		}));
		expect(await descriptionOf(running)).toContain('1 item before this one was carried out (0).');
		expect(sent).toEqual([0, 1]);
	});

	it.each([true, false])('stop with the execution, Continue On Fail or not (%s)', async (goOn) => {
		const stop = new AbortController();
		const { seen, prepare } = writesOf(
			() => false,
			(index) => {
				if (index === 2) stop.abort();
			},
		);
		const running = runItems(contextOf({ goOn, signal: stop.signal }), 5, prepare);
		await expect(running).rejects.toMatchObject({
			message: 'The execution was stopped while waiting for the service',
			description: expect.stringContaining('3 items before this one were carried out (0 to 2).'),
			context: { itemIndex: 3 },
		});
		expect(seen).toHaveLength(6);
	});

	it('end as stopped where the execution is stopped during the last item, Continue On Fail or not', async () => {
		const stop = new AbortController();
		const { prepare } = writesOf(
			(index) => index === 1,
			(index) => {
				if (index === 1) stop.abort();
			},
		);
		const running = runItems(contextOf({ goOn: true, signal: stop.signal }), 2, prepare);
		await expect(running).rejects.toMatchObject({
			message: 'refused 1',
			description: expect.stringContaining('1 item before this one was carried out (0).'),
		});
	});
});
