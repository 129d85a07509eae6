import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { readBoolean, readChoice } from './readers/choice';
import { readList } from './readers/list';
import { readNumber } from './readers/number';
import { read } from './readers/origin';
import { isEmpty, readText, trimmed } from './readers/text';
import { shown, ValueError } from './readers/value-error';
import { ABSENT, parametersOf } from './item-parameters';

function check({ type, options = [], typeOptions }: INodeProperties, value: unknown): void {
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
		case 'options': {
			const choices = options.flatMap((one) =>
				'value' in one ? [{ value: String(one.value), label: one.name }] : [],
			);
			const choice = readChoice(value, choices);
			if (choice === trimmed(readText(value))) return;
			throw new ValueError('has an unknown choice', `Got ${shown(value)}. Write ${choice}.`);
		}
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
