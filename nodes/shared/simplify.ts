import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { CallItem } from '../../transport/call';
import { valueAt } from '../../transport/reply';
import { parametersOf } from './parameters';
import { noteForTool } from './results';

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
	const parameters = parametersOf(context, itemIndex);
	if (paths.length === 0 || !parameters.boolean('simplify', 'Simplify', true)) return items;
	const short = items.map((item) => ({ ...item, json: simplified(item.json, paths) }));
	if (
		short.some(
			({ json }, at) => Object.keys(json).length < Object.keys(items[at]?.json ?? {}).length,
		)
	) {
		noteForTool(context, 'Simplify is on: the results have more fields than are shown.');
	}
	return short;
}
