import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { isTool } from '../../transport/idempotency';
import { isRecord } from '../../transport/reply';
import { problem } from './values';

/** Results that an AI agent gets at most: more would only fill its window. */
const TOOL_RESULTS = 100;

/** Rows wanted of a list, as "Return All" and "Limit" say; fewer for an AI agent. */
export function rowsWanted(context: IExecuteFunctions, itemIndex: number): number {
	const most = isTool(context) ? TOOL_RESULTS + 1 : Infinity;
	if (context.getNodeParameter('returnAll', itemIndex, false) === true) return most;
	const limit = Number(context.getNodeParameter('limit', itemIndex, 50));
	if (Number.isInteger(limit) && limit > 0) return Math.min(limit, most);
	const said = `It is ${String(limit)}.`;
	throw problem(context, itemIndex, '"Limit" needs a whole number above 0', said);
}

/** An AI agent is told that it does not see everything, and how much of the rest failed. */
export function forTool(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): INodeExecutionData[] {
	if (!isTool(context) || items.length <= TOOL_RESULTS) return items;
	const failed = items.slice(TOOL_RESULTS).filter(({ json }) => 'error' in json).length;
	const note = [
		`Only the first ${TOOL_RESULTS} results are shown: narrow the filters to see others.`,
		...(failed > 0 ? [`${failed} of the others failed.`] : []),
	].join(' ');
	return [...items.slice(0, TOOL_RESULTS), { json: { note }, pairedItem: { item: 0 } }];
}

/** The binary field for a file, as "Put Output File in Field" says. */
export function outputFieldOf(context: IExecuteFunctions, itemIndex: number): string {
	const options: unknown = context.getNodeParameter('options', itemIndex, {});
	const field = isRecord(options) ? options.outputDataFieldName : undefined;
	return typeof field === 'string' && field !== '' ? field : 'data';
}
