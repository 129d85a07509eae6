import type { IExecuteFunctions } from 'n8n-workflow';

import { located } from './expression';
import { problem } from './readers/origin';
import type { ItemContext } from './item';
import { parametersOf } from './item-parameters';

export function itemContext(context: IExecuteFunctions, itemIndex: number): ItemContext {
	return {
		context,
		itemIndex,
		parameter: (name) => located(context.getNodeParameter(name, itemIndex, undefined)),
		read: parametersOf(context, itemIndex),
		problem: (message, description) => problem(context, itemIndex, message, description),
	};
}
