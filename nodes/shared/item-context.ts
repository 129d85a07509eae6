import type { IExecuteFunctions } from 'n8n-workflow';

import { located } from './input/expression';
import { problem } from './input/origin';
import type { ItemContext } from './item';
import { parametersOf } from './parameters';

export function itemContext(context: IExecuteFunctions, itemIndex: number): ItemContext {
	return {
		context,
		itemIndex,
		parameter: (name) => located(context.getNodeParameter(name, itemIndex, undefined)),
		read: parametersOf(context, itemIndex),
		problem: (message, description) => problem(context, itemIndex, message, description),
	};
}
