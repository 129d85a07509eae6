import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { CallItem } from '../../transport/call';
import { isTool } from '../../transport/idempotency';
import { valueAt } from '../../transport/reply';
import { optionsIn, parametersOf } from './parameters';

/** Results that an AI agent gets at most: more would only fill its window. */
const TOOL_RESULTS = 100;
const USUAL_LIMIT = 50;

/** Rows wanted of a list, as "Return All" and "Limit" say; fewer for an AI agent. */
export function rowsWanted(context: IExecuteFunctions, itemIndex: number): number {
	const most = isTool(context) ? TOOL_RESULTS + 1 : Infinity;
	const parameters = parametersOf(context, itemIndex);
	if (parameters.boolean('returnAll', 'Return All')) return most;
	if (!parameters.has('limit')) return USUAL_LIMIT;
	return Math.min(parameters.number('limit', 'Limit', { integer: true, min: 1 }), most);
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
	const label = 'Put Output File in Field';
	return optionsIn(context, itemIndex).optionalId('outputDataFieldName', label) ?? 'data';
}

function simplified(json: IDataObject, paths: readonly string[]): IDataObject {
	const kept = paths.flatMap((path) => {
		const value = valueAt(json, path);
		return value === undefined ? [] : [[path.split('.').join('_'), value]];
	});
	return kept.length === 0 ? json : (Object.fromEntries(kept) as IDataObject);
}

/** Records in short, where "Simplify" is on. */
export function shortened(
	context: IExecuteFunctions,
	itemIndex: number,
	items: CallItem[],
	paths: readonly string[] = [],
): CallItem[] {
	if (paths.length === 0 || !parametersOf(context, itemIndex).boolean('simplify', 'Simplify')) {
		return items;
	}
	return items.map((item) => ({ ...item, json: simplified(item.json, paths) }));
}
