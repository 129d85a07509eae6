import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { CallItem } from './call';
import { inOrder } from './pool';

/** Items worked on side by side; the account's limiter narrows it further. */
const SIDE_BY_SIDE = 30;
/** Failed records that an error names one by one. */
const NAMED = 10;
const LONGEST_RECORD = 1_000;

export type NodeError = NodeApiError | NodeOperationError;

/** An answer and the input item that it belongs to. */
export interface LinkedItem extends CallItem {
	itemIndex: number;
	/** All input items that it belongs to, where that is more than one. */
	items?: readonly number[];
}

/** What a node makes of one input item: the work, and the field for a file. */
export interface ItemWork {
	run(): Promise<CallItem[]>;
	binaryField: string;
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
	return new NodeOperationError(context.getNode(), reason, { itemIndex });
}

/** A failure of all that was asked for an input item. */
export function asFailure(error: NodeError, itemIndex: number): LinkedItem {
	const details = error.description ?? '';
	return { json: {}, failure: error.message, details, itemIndex };
}

/** A record as an error tells it. */
export function shortJson(json: object): string {
	const text = JSON.stringify(json);
	return text.length > LONGEST_RECORD ? `${text.slice(0, LONGEST_RECORD)}…` : text;
}

/** The error for a call that went through although some of its records did not. */
function partialFailure(context: IExecuteFunctions, answers: readonly LinkedItem[]): NodeError {
	const failed = answers.filter(({ failure }) => failure !== undefined);
	const [first] = failed;
	const node = context.getNode();
	const lines = failed
		.slice(0, NAMED)
		.map(
			({ failure = '', json, itemIndex }) => `[item ${itemIndex}] ${failure}: ${shortJson(json)}`,
		);
	const rest = failed.length - lines.length;
	const done = answers.length - failed.length;
	return new NodeOperationError(
		node,
		failed.length === 1 && done === 0
			? (first?.failure ?? 'The record failed')
			: `${failed.length} of ${answers.length} records failed: ${first?.failure ?? ''}`,
		{
			itemIndex: first?.itemIndex ?? 0,
			description: [
				...lines,
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
 * Answers as the node's items, linked to their input. A record that failed inside a call that went through becomes an item with
 * `error` under "Continue On Fail"; otherwise it ends the node, after everything has been sent.
 */
export async function toOutput(
	context: IExecuteFunctions,
	answers: readonly LinkedItem[],
	binaryField: (itemIndex: number) => string,
): Promise<INodeExecutionData[]> {
	const goOn = context.continueOnFail();
	if (!goOn && answers.some(({ failure }) => failure !== undefined)) {
		throw partialFailure(context, answers);
	}
	const items: INodeExecutionData[] = [];
	for (const { json, file, failure, details, itemIndex, items: all } of answers) {
		const pairedItem = all && all.length > 1 ? all.map((item) => ({ item })) : { item: itemIndex };
		if (failure !== undefined) {
			// n8n rewrites the JSON of an item that carries an error object, and takes exactly these two keys for a failed item.
			const message = details ?? shortJson(json);
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
 * Runs a node's work for all input items, several side by side. Results keep the order of the items and are linked to them. With
 * "Continue On Fail" a failed item becomes an item with `error`, otherwise the first failure ends the node.
 *
 * @param prepare reads the parameters of one item; called for one item after the other, before anything is sent
 */
export async function runItems(
	context: IExecuteFunctions,
	count: number,
	prepare: (itemIndex: number) => ItemWork,
): Promise<INodeExecutionData[]> {
	const goOn = context.continueOnFail();
	const failed = (error: unknown, itemIndex: number): LinkedItem[] => {
		const nodeError = asNodeError(context, error, itemIndex);
		if (!goOn) throw nodeError;
		return [asFailure(nodeError, itemIndex)];
	};

	const works = Array.from({ length: count }, (_entry, itemIndex) => {
		try {
			return prepare(itemIndex);
		} catch (error) {
			return failed(error, itemIndex);
		}
	});
	const results = await inOrder(works, SIDE_BY_SIDE, async (work, itemIndex) => {
		if (Array.isArray(work)) return work;
		try {
			const answers = await work.run();
			return answers.map((answer) => ({ ...answer, itemIndex }));
		} catch (error) {
			return failed(error, itemIndex);
		}
	});
	const fieldOf = (itemIndex: number) => {
		const work = works[itemIndex];
		return work === undefined || Array.isArray(work) ? 'data' : work.binaryField;
	};
	return await toOutput(context, results.flat(), fieldOf);
}
