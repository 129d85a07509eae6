import type { IExecuteFunctions } from 'n8n-workflow';

import type { CallItem } from '../../../transport/pagination/endpoint-call';
import { FIELDS_TO_RETURN_LABEL } from '../form/api-request/properties';
import { optionsIn } from '../input/item-parameters';
import { noteForTool } from '../run/results';
import type { Shortener } from '../run/simplify';
import { simplified } from '../run/simplify';

const isResult = ({ json, failure, file }: CallItem) =>
	failure === undefined && file === undefined && json.dryRun !== true;

/** Keeps the fields of each result that the option names; it is read before anything is sent. */
export function fieldsToReturn(
	context: IExecuteFunctions,
	itemIndex: number,
	isFull: boolean,
): Shortener {
	const options = optionsIn(context, itemIndex);
	const paths = options.optionalList('fieldsToReturn', FIELDS_TO_RETURN_LABEL);
	if (paths.length === 0 || isFull) return (items) => items;
	return (items) =>
		items.map((item) => {
			if (!isResult(item)) return item;
			const json = simplified(item.json, paths);
			if (Object.keys(json).length < Object.keys(item.json).length) {
				noteForTool(
					context,
					`"${FIELDS_TO_RETURN_LABEL}" leaves out the other fields of the results.`,
				);
			}
			return { ...item, json };
		});
}
