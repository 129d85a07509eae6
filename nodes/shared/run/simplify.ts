import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { valueAt } from '../../../transport/core/json';
import type { CallItem } from '../../../transport/pagination/endpoint-call';
import { ABSENT, parametersOf } from '../input/item-parameters';
import { noteForTool } from './results';

/** The values at these dotted paths; the whole record where none of them has one. */
export function simplified(json: IDataObject, paths: readonly string[]): IDataObject {
	const kept = paths.flatMap((path) => {
		const value = valueAt(json, path);
		return value === undefined ? [] : [[path.split('.').join('_'), value]];
	});
	return kept.length === 0 ? json : (Object.fromEntries(kept) as IDataObject);
}

export type Shortener = (items: CallItem[]) => CallItem[];

const fieldsOf = ({ json }: CallItem) => Object.keys(json).length;

/** Makes records short, where "Simplify" is on; the switch is read before anything is sent. */
export function shortenerOf(
	context: IExecuteFunctions,
	itemIndex: number,
	paths: readonly string[] = [],
): Shortener {
	const isOffered = context.getNodeParameter('simplify', itemIndex, ABSENT) !== ABSENT;
	const isOn = isOffered && parametersOf(context, itemIndex).boolean('simplify', 'Simplify', true);
	if (paths.length === 0 || !isOn) return (items) => items;
	return (items) =>
		items.map((item) => {
			const short = { ...item, json: simplified(item.json, paths) };
			if (fieldsOf(short) < fieldsOf(item)) {
				noteForTool(context, 'Simplify is on: the results have more fields than are shown.');
			}
			return short;
		});
}
