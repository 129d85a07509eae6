import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { CallItem } from './call';
import type { LinkedItem } from './items';
import { asFailure, asNodeError, toOutput } from './items';
import { inOrder } from './pool';

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
	send: ItemRecords['send'];
}

function chunksOf(prepared: ReadonlyMap<number, ItemRecords>, max: number): Chunk[] {
	const open = new Map<string, Chunk>();
	const chunks: Chunk[] = [];
	for (const [itemIndex, { records, group, send }] of prepared) {
		for (const record of records) {
			let chunk = open.get(group);
			if (!chunk || chunk.records.length >= max) {
				chunk = { number: chunks.length, records: [], sources: [], send };
				open.set(group, chunk);
				chunks.push(chunk);
			}
			chunk.records.push(record);
			chunk.sources.push(itemIndex);
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
 */
export async function runBatches(
	context: IExecuteFunctions,
	count: number,
	max: number,
	prepare: (itemIndex: number) => ItemRecords,
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

	const results = await inOrder(chunksOf(prepared, max), SIDE_BY_SIDE, async (chunk) => {
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
