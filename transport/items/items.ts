import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { CancelledError } from '../core/cancellation';
import type { Permit } from '../core/concurrency';
import { runInLanes } from '../core/concurrency';
import { nodeOf } from '../core/node';
import { mayHaveBeenCarriedOut } from '../http/errors';
import type { CallItem } from '../pagination/endpoint-call';
import { carriedOutText, appendDescription } from './carried-out';
import { isTool } from './idempotency';

/** Items that are read side by side; the account's limiter narrows it further. */
const MOST_CONCURRENT_READS = 50;

/** The most items that "Concurrent Items" lets write side by side. */
export const MOST_CONCURRENT_WRITES = 30;

/** Failed records that an error names one by one. */
const NAMED = 10;

/** Members of a record that an error shows, and characters of each. */
const MEMBERS_SHOWN = 5;

const LONGEST_MEMBER = 80;

const DEEPEST_MEMBER = 3;

const ACCEPTED =
	'The service had accepted a write of this item before the stop: check there before you run it again.';

export type NodeError = NodeApiError | NodeOperationError;

/** An answer and the input item that it belongs to. */
export interface LinkedItem extends CallItem {
	itemIndex: number;
	/** All input items that it belongs to, where that is more than one. */
	items?: readonly number[];
}

/** What a node does for one input item, and the field for a file. */
export interface ItemTask {
	run(permit: Permit): Promise<CallItem[]>;
	binaryField: string;
	/** It may change something at the service: then it waits for the writes before it. */
	writes: boolean;
	/** Whether it has changed something so far, where it goes on after that. */
	hasChanged?(): boolean;
}

export function asNodeError(
	context: IExecuteFunctions,
	error: unknown,
	itemIndex: number,
): NodeError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		error.context.itemIndex ??= itemIndex;
		return error;
	}
	const reason = error instanceof Error ? error : new Error(String(error));
	return new NodeOperationError(nodeOf(context), reason, { itemIndex });
}

/** The error of an item after a write that the service has accepted: where the execution was stopped, nothing else tells of it. */
export function afterWrite(
	context: IExecuteFunctions,
	error: unknown,
	itemIndex: number,
): NodeError {
	const nodeError = asNodeError(context, error, itemIndex);
	if (context.getExecutionCancelSignal?.()?.aborted) appendDescription(nodeError, ACCEPTED);
	return nodeError;
}

/** A failure of all that was asked for an input item. */
export function asFailure(error: NodeError, itemIndex: number): LinkedItem {
	const details = error.description ?? '';
	return { json: {}, failure: error.message, details, itemIndex };
}

/** Plain values of a record by dotted name, those of objects inside it too. */
function plainMembers(record: object, path = '', depth = 0): Array<[string, unknown]> {
	return Object.entries(record).flatMap(([name, value]: [string, unknown]) => {
		const at = path === '' ? name : `${path}.${name}`;
		if (typeof value === 'object' && value !== null) {
			return depth < DEEPEST_MEMBER ? plainMembers(value, at, depth + 1) : [];
		}
		return value === '' || value === null || value === undefined ? [] : [[at, value]];
	});
}

/** A record in an error: some of its names and plain values, such as `id 7, status new`. Empty where it has none. */
export function recordInWords(record: unknown): string {
	if (typeof record !== 'object' || record === null) return String(record ?? '');
	const members = plainMembers(record);
	const words = members.slice(0, MEMBERS_SHOWN).map(([name, value]) => {
		const text = String(value);
		return `${name} ${text.length > LONGEST_MEMBER ? `${text.slice(0, LONGEST_MEMBER)}…` : text}`;
	});
	return words.join(', ');
}

/** A failure with the record that it is about. */
function failureOf({ failure = '', json }: LinkedItem): string {
	const record = recordInWords(json);
	return record === '' ? failure : `${failure} (${record})`;
}

/** The error for a call that went through although some of its records did not. */
export function partialFailure(
	context: IExecuteFunctions,
	answers: readonly LinkedItem[],
): NodeError {
	const failed = answers.filter(({ failure }) => failure !== undefined);
	const [first] = failed;
	const node = nodeOf(context);
	const entries = failed
		.slice(0, NAMED)
		.map((answer) => `[item ${answer.itemIndex}] ${failureOf(answer)}`);
	const rest = failed.length - entries.length;
	const done = answers.length - failed.length;
	return new NodeOperationError(
		node,
		failed.length === 1 && done === 0
			? (first?.failure ?? 'The record failed')
			: `${failed.length} of ${answers.length} records failed: ${first?.failure ?? ''}`,
		{
			itemIndex: first?.itemIndex ?? 0,
			description: [
				...entries,
				...(rest > 0 ? [`and ${rest} more.`] : []),
				...(done > 0
					? [
							`The other ${done} went through. Set "On Error" to "Continue (using error output)" to get one item for each record.`,
						]
					: []),
			].join('\n'),
		},
	);
}

/**
 * Do failed records end the node? Not under "Continue On Fail"; a tool has no error output, and its caller gets each failed record as
 * an item beside those that went through.
 */
export function endsRun(context: IExecuteFunctions, answers: readonly LinkedItem[]): boolean {
	const isFailed = ({ failure }: LinkedItem) => failure !== undefined;
	if (!answers.some(isFailed) || context.continueOnFail()) return false;
	return !isTool(context) || answers.every(isFailed);
}

/**
 * Answers as the node's items, linked to their input. A record that failed inside a call that went through becomes an item with
 * `error` under "Continue On Fail", and in a tool beside others; otherwise it ends the node.
 */
export async function toOutput(
	context: IExecuteFunctions,
	answers: readonly LinkedItem[],
	binaryField: (itemIndex: number) => string,
): Promise<INodeExecutionData[]> {
	if (endsRun(context, answers)) throw partialFailure(context, answers);
	const items: INodeExecutionData[] = [];
	for (const { json, file, failure, details, itemIndex, items: all } of answers) {
		const pairedItem = all && all.length > 1 ? all.map((item) => ({ item })) : { item: itemIndex };
		if (failure !== undefined) {
			// n8n rewrites the JSON of an item that carries an error object, and takes exactly these two keys for a failed item.
			const record = recordInWords(json);
			const message = details ?? (record === '' ? '' : `Record: ${record}.`);
			items.push({ json: { error: failure, ...(message ? { message } : {}) }, pairedItem });
		} else if (file) {
			const data = await context.helpers.prepareBinaryData(file.bytes, file.name, file.mimeType);
			items.push({ json, binary: { [binaryField(itemIndex)]: data }, pairedItem });
		} else {
			items.push({ json, pairedItem });
		}
	}
	return items;
}

/**
 * Runs a node's tasks for all input items: reads side by side, writes in the order of the items. Results keep the order of the items
 * and are linked to them. With "Continue On Fail" a failed item becomes an item with `error`; otherwise the first failure ends the
 * node, nothing more is sent, and the error lists what was carried out. A stopped execution ends it likewise.
 *
 * @param prepare reads the parameters of one item; called for one item after the other, before anything is sent
 * @param concurrent items that write side by side; with more than one a later item can overtake an earlier one
 */
export async function runItems(
	context: IExecuteFunctions,
	count: number,
	prepare: (itemIndex: number) => ItemTask,
	concurrent = 1,
): Promise<INodeExecutionData[]> {
	const continues = context.continueOnFail();
	const tasks = Array.from({ length: count }, (_entry, itemIndex) => {
		try {
			return prepare(itemIndex);
		} catch (error) {
			const nodeError = asNodeError(context, error, itemIndex);
			if (!continues) throw nodeError;
			return [asFailure(nodeError, itemIndex)];
		}
	});

	const done: number[] = [];
	const doubtful: number[] = [];
	const signal = context.getExecutionCancelSignal?.();
	const attempt = async (task: ItemTask, itemIndex: number, permit: Permit) => {
		if (signal?.aborted) throw asNodeError(context, new CancelledError(), itemIndex);
		try {
			const answers = (await task.run(permit)).map((answer) => ({ ...answer, itemIndex }));
			if (endsRun(context, answers)) throw partialFailure(context, answers);
			if (task.writes) done.push(itemIndex);
			return answers;
		} catch (error) {
			const hasChanged = task.writes && task.hasChanged?.();
			const nodeError = hasChanged
				? afterWrite(context, error, itemIndex)
				: asNodeError(context, error, itemIndex);
			if (hasChanged || (task.writes && mayHaveBeenCarriedOut(nodeError))) doubtful.push(itemIndex);
			if (!continues || signal?.aborted) throw nodeError;
			return [asFailure(nodeError, itemIndex)];
		}
	};

	const reads = { permits: MOST_CONCURRENT_READS };
	const writes = { permits: concurrent };
	const writing = tasks.some((task) => !Array.isArray(task) && task.writes);
	const results = await runInLanes(
		tasks,
		(task) => (Array.isArray(task) || !task.writes ? reads : writes),
		async (task, itemIndex, permit) =>
			Array.isArray(task) ? task : await attempt(task, itemIndex, permit),
	).catch((error: unknown) => {
		const nodeError = asNodeError(context, error, 0);
		const at = Number(nodeError.context.itemIndex);
		if (writing) appendDescription(nodeError, carriedOutText({ count, at, done, doubtful }));
		throw nodeError;
	});
	const fieldOf = (itemIndex: number) => {
		const task = tasks[itemIndex];
		return task === undefined || Array.isArray(task) ? 'data' : task.binaryField;
	};
	return await toOutput(context, results.flat(), fieldOf);
}
