import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { CallItem } from './call';
import type { LinkedItem, NodeError } from './items';
import { asFailure, asNodeError, shortJson, toOutput } from './items';
import { inOrder } from './pool';
import { isRecord } from './reply';
import type { Batch } from './types';

/** Groups worked on side by side. The calls of one group follow one another: they may touch the same records. */
const SIDE_BY_SIDE = 10;
/** Answers of earlier calls that an error tells. */
const TOLD = 5;

/** The records of one input item, and what they have in common with others that may share their call. */
export interface ItemRecords {
	records: unknown[];
	/** Records of items with the same text may go out in one call. */
	group: string;
	/** Sends some of the records of a group: those of this item, and of later ones. `chunk` counts the calls of the group. */
	send(records: unknown[], chunk: number): Promise<CallItem[]>;
}

interface Chunk {
	/** Counts the calls of its group. */
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

/** The calls, by group and in order. */
function chunksOf(
	prepared: ReadonlyMap<number, ItemRecords>,
	max: number,
	inside?: Batch['inside'],
): Chunk[][] {
	const groups = new Map<string, Chunk[]>();
	for (const [itemIndex, { records, group, send }] of prepared) {
		const chunks = groups.get(group) ?? [];
		groups.set(group, chunks);
		for (const record of records) {
			let chunk = chunks.at(-1);
			const entries = entriesIn(record, inside?.key);
			const full = chunk && inside && chunk.inside + entries > inside.max;
			if (!chunk || full || chunk.records.length >= max) {
				chunk = { number: chunks.length, records: [], sources: [], inside: 0, send };
				chunks.push(chunk);
			}
			chunk.records.push(record);
			chunk.sources.push(itemIndex);
			chunk.inside += entries;
		}
	}
	return [...groups.values()];
}

/** The answers of a call, linked to the items whose records they are about: to all of them where the answer names none. */
function linked({ sources }: Chunk, answers: readonly CallItem[]): LinkedItem[] {
	const [first = 0] = sources;
	const all = [...new Set(sources)];
	return answers.map((answer) =>
		answer.record === undefined
			? { ...answer, itemIndex: first, items: all }
			: { ...answer, itemIndex: sources[answer.record] ?? first },
	);
}

/** A failed call fails each of its records. */
function failed({ records, sources }: Chunk, error: NodeError): LinkedItem[] {
	return records.map((record, at) => {
		const failure = asFailure(error, sources[at] ?? 0);
		const details = [failure.details, shortJson({ record })].filter(Boolean).join(' ');
		return { ...failure, details };
	});
}

/** Adds to the error that ends the node what went through before, since nobody sees its items. */
function withDone(error: NodeError, done: readonly LinkedItem[], records: number): NodeError {
	if (records === 0) return error;
	const answers = done.slice(0, TOLD).map(({ json }) => shortJson(json));
	const rest = done.length - answers.length;
	error.description = [
		error.description,
		`${records} other records were sent before, with these answers:`,
		...answers,
		...(rest > 0 ? [`and ${rest} more.`] : []),
		'Set "On Error" to "Continue (using error output)" to get one item for each record.',
	]
		.filter(Boolean)
		.join('\n');
	return error;
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

	const done: LinkedItem[] = [];
	let sent = 0;
	const groups = chunksOf(prepared, max, inside);
	const results = await inOrder(groups, SIDE_BY_SIDE, async (chunks) => {
		const answered: LinkedItem[] = [];
		for (const chunk of chunks) {
			const answers = await chunk.send(chunk.records, chunk.number).then(
				(found) => linked(chunk, found),
				(error: unknown) => {
					const nodeError = asNodeError(context, error, chunk.sources[0] ?? 0);
					if (!goOn) throw withDone(nodeError, done, sent);
					return failed(chunk, nodeError);
				},
			);
			answered.push(...answers);
			done.push(...answers);
			sent += chunk.records.length;
		}
		return answered;
	});
	const answers = [...unread, ...results.flat()].sort((a, b) => a.itemIndex - b.itemIndex);
	return await toOutput(context, answers, () => 'data');
}
