import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Batch } from '../contracts/endpoint';
import { CancelledError } from '../core/cancellation';
import { runInLanes } from '../core/concurrency';
import { mayHaveBeenCarriedOut } from '../http/errors';
import type { CallItem } from '../pagination/endpoint-call';
import { appendDescription, ERROR_OUTPUT, ranges } from './carried-out';
import type { Chunk, ItemRecords } from './chunks';
import { chunksOf, halvesOf } from './chunks';
import type { LinkedItem, NodeError } from './items';
import { asFailure, asNodeError, endsRun, partialFailure, recordInWords, toOutput } from './items';

/** How many answers of earlier calls an error shows. */
const SHOWN = 5;

/** How many more calls the search for bad records may take: for one refused call, and in a run. */
const CALLS_FOR_ONE = 40;

const CALLS_IN_ALL = 300;

/** After this many records were refused one by one and none accepted, the cause is something that they have in common. */
const ALL_ARE_BAD = 3;

/** How the records of a run are divided into calls, and sent. */
export interface BatchRules {
	/** Records in one call. */
	max: number;
	inside?: Batch['inside'];
	refusedTogether?: Batch['refusedTogether'];
	/** Calls side by side; with more than one a later call can overtake an earlier one. */
	concurrent?: number;
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

/** Whether the service has refused a call as a whole, so that nothing of it was carried out. */
function isRefusal(error: NodeError): boolean {
	return (
		'httpCode' in error && /^4\d\d$/.test(String(error.httpCode)) && !mayHaveBeenCarriedOut(error)
	);
}

/** What a failed call means for its records. */
function togetherWords({ records }: Chunk, error: NodeError): string | undefined {
	if (records.length === 1) return undefined;
	const together = `${records.length} records were sent in one call`;
	if (mayHaveBeenCarriedOut(error)) return `${together}. All of them may have been carried out.`;
	return isRefusal(error)
		? `${together} and refused together, perhaps because of one of them. None of them was carried out.`
		: undefined;
}

/** A failed call fails each of its records. */
function failed(chunk: Chunk, error: NodeError): LinkedItem[] {
	return chunk.records.map((record, at) => {
		const failure = asFailure(error, chunk.sources[at] ?? 0);
		const shown = recordInWords(record);
		const words = [
			failure.details,
			togetherWords(chunk, error),
			...(shown === '' ? [] : [`Record: ${shown}.`]),
		];
		return { ...failure, details: words.filter(Boolean).join(' ') };
	});
}

/** The search for the bad records of calls that were refused as a whole: by halves, up to a number of calls. */
class Search {
	/** Calls that it has taken. */
	calls = 0;

	/** The service has accepted some of the run's records. */
	accepted = false;

	private refusedAlone = 0;

	constructor(private readonly status: number | undefined) {}

	/** Whether a refused call is sent again in halves. `spent`: calls that its records have taken already. */
	shouldSplit({ records }: Chunk, error: NodeError, spent: number): boolean {
		if (!('httpCode' in error) || Number(error.httpCode) !== this.status) return false;
		if (records.length === 1) {
			this.refusedAlone++;
			return false;
		}
		if (!this.accepted && this.refusedAlone >= ALL_ARE_BAD) return false;
		if (spent + 2 > CALLS_FOR_ONE || this.calls + 2 > CALLS_IN_ALL) return false;
		this.calls += 2;
		return true;
	}
}

/** What a run has carried out so far. */
class RunLog {
	private readonly sent: Chunk[] = [];

	private readonly answers: LinkedItem[] = [];

	private readonly doubtful: Chunk[] = [];

	done(chunk: Chunk, answers: readonly LinkedItem[]): void {
		this.sent.push(chunk);
		this.answers.push(...answers);
	}

	failed(chunk: Chunk, error: NodeError): void {
		if (mayHaveBeenCarriedOut(error)) this.doubtful.push(chunk);
	}

	/** The part of the error about what was carried out: the items of a node that ends are lost. `calls` are those of the run. */
	words(calls: number, error: NodeError): string | undefined {
		if (calls === 1) return undefined;
		const others =
			this.doubtful.length > (mayHaveBeenCarriedOut(error) ? 1 : 0) ? this.doubtful : [];
		const items = (chunks: readonly Chunk[]) => ranges(chunks.flatMap(({ sources }) => sources));
		const records = this.sent.reduce((sum, chunk) => sum + chunk.records.length, 0);
		const rest = this.answers.length - SHOWN;
		const one = this.sent.length === 1;
		return [
			...(others.length > 0
				? [`Check in the service what was carried out of the items ${items(others)}.`]
				: []),
			...(this.sent.length === 0
				? ['No other call was carried out.']
				: [
						`${this.sent.length} ${one ? 'call' : 'calls'} with ${records} ${records === 1 ? 'record' : 'records'} ${one ? 'was' : 'were'} carried out (records of items ${items(this.sent)}), with these answers:`,
						...this.answers
							.slice(0, SHOWN)
							.map(({ json }) => recordInWords(json) || 'an answer without plain values'),
						...(rest > 0 ? [`and ${rest} more.`] : []),
						`Run again without these records, or ${ERROR_OUTPUT}.`,
					]),
		].join('\n');
	}
}

/**
 * Runs a call that takes many records for the records of all input items, in as few calls as the service allows, one after the
 * other. An answer that names its record is linked to the item that the record came from. With "Continue On Fail" a failed call
 * fails each of its records, and one that was refused together is split until only the bad records are left; otherwise the first
 * failure ends the node, and nothing more is sent.
 *
 * @param prepare reads the records of one item; called for one item after the other, before anything is sent
 */
export async function runBatches(
	context: IExecuteFunctions,
	count: number,
	{ max, inside, refusedTogether, concurrent = 1 }: BatchRules,
	prepare: (itemIndex: number) => ItemRecords,
): Promise<INodeExecutionData[]> {
	const continues = context.continueOnFail();
	const unread: LinkedItem[] = [];
	const prepared = new Map<number, ItemRecords>();
	for (let itemIndex = 0; itemIndex < count; itemIndex++) {
		try {
			prepared.set(itemIndex, prepare(itemIndex));
		} catch (error) {
			const nodeError = asNodeError(context, error, itemIndex);
			if (!continues) throw nodeError;
			unread.push(asFailure(nodeError, itemIndex));
		}
	}

	const log = new RunLog();
	const signal = context.getExecutionCancelSignal?.();
	const sendChunk = async (chunk: Chunk): Promise<LinkedItem[] | NodeError> => {
		const at = chunk.sources[0] ?? 0;
		if (signal?.aborted) throw asNodeError(context, new CancelledError(), at);
		try {
			const answers = linked(chunk, await chunk.send(chunk.records, chunk.name));
			if (endsRun(context, answers)) throw partialFailure(context, answers);
			if (!chunk.isPlanned) log.done(chunk, answers);
			return answers;
		} catch (error) {
			const nodeError = asNodeError(context, error, at);
			log.failed(chunk, nodeError);
			if (continues && !signal?.aborted) return nodeError;
			appendDescription(nodeError, togetherWords(chunk, nodeError));
			throw nodeError;
		}
	};
	const search = new Search(refusedTogether);
	const send = async (whole: Chunk): Promise<LinkedItem[]> => {
		const before = search.calls;
		const sendPart = async (chunk: Chunk): Promise<LinkedItem[]> => {
			const answer = await sendChunk(chunk);
			if (Array.isArray(answer)) {
				search.accepted ||= !chunk.isPlanned;
				return answer;
			}
			if (!search.shouldSplit(chunk, answer, search.calls - before)) return failed(chunk, answer);
			const [first, second] = halvesOf(chunk);
			return [...(await sendPart(first)), ...(await sendPart(second))];
		};
		return await sendPart(whole);
	};

	const chunks = chunksOf(prepared, max, inside);
	const lane = { permits: concurrent };
	const results = await runInLanes(chunks, () => lane, send).catch((error: unknown) => {
		const nodeError = asNodeError(context, error, 0);
		appendDescription(nodeError, log.words(chunks.length, nodeError));
		throw nodeError;
	});
	const answers = [...unread, ...results.flat()].sort((a, b) => a.itemIndex - b.itemIndex);
	return await toOutput(context, answers, () => 'data');
}
