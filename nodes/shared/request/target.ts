import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Provider } from '../../../transport/contracts/provider';
import { isRecord } from '../../../transport/core/json';
import type { Target } from '../form/api-request/target';
import { methodOf, METHODS, targetByPath } from '../form/api-request/target';
import { rowByKey } from '../form/pickers/endpoints';
import { located } from '../input/expression';
import { parametersOf } from '../input/item-parameters';
import { problem } from '../input/readers/origin';
import { isEmpty, trimmed } from '../input/readers/text';

/**
 * Where the request of one item goes, by "Endpoint" and "Method".
 *
 * @param pathValues values of the `{parts}` of a typed path
 */
export function targetOf(
	context: IExecuteFunctions,
	provider: Provider,
	itemIndex: number,
	pathValues: IDataObject = {},
): Target {
	const parameters = parametersOf(context, itemIndex);
	const locator = parameters.parameter('endpoint');
	const mode = isRecord(locator) ? locator.mode : 'path';
	if (isEmpty(located(locator))) {
		const advice = 'Select an endpoint from the list or enter a path.';
		throw problem(context, itemIndex, '"Endpoint" is empty', advice);
	}
	const text = trimmed(parameters.text('endpoint', 'Endpoint'));
	if (mode === 'list') {
		const row = rowByKey(provider, text);
		if (row) return { method: row.method, path: row.path, row };
		throw problem(
			context,
			itemIndex,
			`${provider.name} has no documented endpoint "${text}"`,
			'Select another one from the list, or switch to "By Path".',
		);
	}
	const wanted = parameters.has('method') ? parameters.id('method', 'Method') : 'GET';
	const method = methodOf(wanted);
	if (!method) {
		throw problem(
			context,
			itemIndex,
			`"Method" cannot be "${wanted.toUpperCase()}"`,
			`Use one of ${METHODS.join(', ')}.`,
		);
	}
	return targetByPath(provider, text, method, pathValues);
}
