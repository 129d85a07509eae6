import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { choicesIn, readBoolean, readChoice } from './readers/choice';
import { readList } from './readers/list';
import { readNumber } from './readers/number';
import { read } from './readers/origin';
import { isEmpty, readText } from './readers/text';
import { ABSENT, parametersOf } from './item-parameters';

function check(property: INodeProperties, value: unknown): void {
	const { type, typeOptions } = property;
	switch (type) {
		case 'boolean':
			readBoolean(value);
			return;
		case 'number':
			readNumber(value, typeOptions?.minValue === undefined ? {} : { min: typeOptions.minValue });
			return;
		case 'string':
			// Some take a list as well.
			if (Array.isArray(value)) readList(value);
			else readText(value);
			return;
		case 'options':
			readChoice(value, choicesIn(property));
			return;
		default:
			return;
	}
}

/**
 * Refuses an item whose operation could not read one of its own parameters, before anything is sent: code that reads an answer
 * asks for them only then.
 *
 * @throws NodeOperationError that names the parameter and the item
 */
export function checkParameters(
	context: IExecuteFunctions,
	itemIndex: number,
	properties: readonly INodeProperties[] = [],
): void {
	const parameters = parametersOf(context, itemIndex);
	for (const property of properties) {
		if (!parameters.has(property.name)) continue;
		const value: unknown = context.getNodeParameter(property.name, itemIndex, ABSENT);
		if (value === ABSENT || isEmpty(value)) continue;
		read({ context, itemIndex, label: property.displayName }, () => check(property, value));
	}
}
