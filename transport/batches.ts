import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { CallItem } from './call';
import type { LinkedItem } from './items';
import { asFailure, asNodeError, toOutput } from './items';
import { inOrder } from './pool';
import { isRecord } from './reply';
import type { Batch } from './types';

/** Calls that take many records go out one after the other where they may touch the same ones. */
const SIDE_BY_SIDE = 2;

/** The records of one input item, and what they have in common with others that may share their call. */
export interface ItemRecords {
	records: unknown[];
	/** Records of items with the same text may go out in one call. */
	group: string;
	/** Sends some of the records of a group: those of this item, and of later ones. */
	send(records: unknown[], chunk: number): Promise<CallItem[]>;
}

interface Chunk {
	number: number;
	records: unknown[];
	/** Which input item each record came from. */
	sources: number[];
	/** Entries of the lists inside the records. */
	inside: number;
	send: ItemRecords['send'];
}

function entriesIn(record: unknown, key: string | undefined): number {
	const list = key !== undefined && isRecord(record) ? record[key] : undefined;
	return Array.isArray(list) ? list.length : 0;
}

function chunksOf(
	prepared: ReadonlyMap<number, ItemRecords>,
	max: number,
	inside?: Batch['inside'],
): Chunk[] {
	const open = new Map<string, Chunk>();
	const chunks: Chunk[] = [];
	for (const [itemIndex, { records, group, send }] of prepared) {
		for (const record of records) {
			let chunk = open.get(group);
			const entries = entriesIn(record, inside?.key);
			const full = chunk && inside && chunk.inside + entries > inside.max;
			if (!chunk || full || chunk.records.length >= max) {
				chunk = { number: chunks.length, records: [], sources: [], inside: 0, send };
				open.set(group, chunk);
				chunks.push(chunk);
			}
			chunk.records.push(record);
			chunk.sources.push(itemIndex);
			chunk.inside += entries;
		}
	}
	return chunks;
}

/**
 * Runs a call that takes many records for the records of all input items, in as few calls as the service allows. An answer that
 * names its record is linked to the item that the record came from; with "Continue On Fail" a failed call fails each of its
 * records, otherwise the first one ends the node.
 *
 * @param max records in one call
 * @param prepare reads the records of one item; called for one item after the other, before anything is sent
 * @param inside a list inside the records, and how many entries of it one call may hold
 */
export async function runBatches(
	context: IExecuteFunctions,
	count: number,
	max: number,
	prepare: (itemIndex: number) => ItemRecords,
	inside?: Batch['inside'],
): Promise<INodeExecutionData[]> {
	const goOn = context.continueOnFail();
	const unread: LinkedItem[] = [];
	const prepared = new Map<number, ItemRecords>();
	for (let itemIndex = 0; itemIndex < count; itemIndex++) {
		try {
			prepared.set(itemIndex, prepare(itemIndex));
		} catch (error) {
			const nodeError = asNodeError(context, error, itemIndex);
			if (!goOn) throw nodeError;
			unread.push(asFailure(nodeError, itemIndex));
		}
	}

	const results = await inOrder(chunksOf(prepared, max, inside), SIDE_BY_SIDE, async (chunk) => {
		const { number, records, sources, send } = chunk;
		const first = sources[0] ?? 0;
		try {
			const answers = await send(records, number);
			return answers.map((answer) => ({
				...answer,
				itemIndex: sources[answer.record ?? 0] ?? first,
			}));
		} catch (error) {
			const nodeError = asNodeError(context, error, first);
			if (!goOn) throw nodeError;
			return [...new Set(sources)].map((itemIndex) => asFailure(nodeError, itemIndex));
		}
	});
	const answers = [...unread, ...results.flat()].sort((a, b) => a.itemIndex - b.itemIndex);
	return await toOutput(context, answers, () => 'data');
}
