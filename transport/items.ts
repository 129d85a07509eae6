import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { CallItem } from './call';
import { inOrder } from './pool';

/** Items worked on side by side; the account's limiter narrows it further. */
const SIDE_BY_SIDE = 10;

function asNodeError(
	context: IExecuteFunctions,
	error: unknown,
	itemIndex: number,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		error.context.itemIndex ??= itemIndex;
		return error;
	}
	const reason = error instanceof Error ? error : new Error(String(error));
	return new NodeOperationError(context.getNode(), reason, { itemIndex });
}

async function toItem(
	context: IExecuteFunctions,
	{ json, file }: CallItem,
	itemIndex: number,
	binaryField: string,
): Promise<INodeExecutionData> {
	const pairedItem = { item: itemIndex };
	if (!file) return { json, pairedItem };
	const data = await context.helpers.prepareBinaryData(file.bytes, file.name, file.mimeType);
	return { json, binary: { [binaryField]: data }, pairedItem };
}

/** What a node makes of one input item: the work, and the field for a file. */
export interface ItemWork {
	run(): Promise<CallItem[]>;
	binaryField: string;
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
	const failed = (error: unknown, itemIndex: number): INodeExecutionData[] => {
		const nodeError = asNodeError(context, error, itemIndex);
		if (!goOn) throw nodeError;
		const { message, description } = nodeError;
		// n8n rewrites the JSON of an item that carries an error object, and takes exactly these two keys for a failed item.
		const json = { error: message, ...(description ? { message: description } : {}) };
		return [{ json, pairedItem: { item: itemIndex } }];
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
			const items: INodeExecutionData[] = [];
			for (const answer of answers) {
				items.push(await toItem(context, answer, itemIndex, work.binaryField));
			}
			return items;
		} catch (error) {
			return failed(error, itemIndex);
		}
	});
	return results.flat();
}
