import type { IExecuteFunctions } from 'n8n-workflow';

import { isRecord } from '../../transport/reply';
import { ParameterReader } from './input/parameters';

/** Stands for a parameter that the node does not have: n8n throws where no other value is given. */
export const ABSENT = '\u0000';

/** The parameters of one input item. */
export function parametersOf(context: IExecuteFunctions, itemIndex: number): ParameterReader {
	return new ParameterReader(
		context,
		(name) => {
			const value: unknown = context.getNodeParameter(name, itemIndex, ABSENT);
			return value === ABSENT ? undefined : (value ?? null);
		},
		itemIndex,
	);
}

/** The options of one input item. */
export function optionsIn(context: IExecuteFunctions, itemIndex: number): ParameterReader {
	const options: unknown = context.getNodeParameter('options', itemIndex, {});
	const given = isRecord(options) ? options : {};
	return new ParameterReader(
		context,
		(name) => (name in given ? (given[name] ?? null) : undefined),
		itemIndex,
	);
}
