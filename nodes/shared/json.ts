import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

/** A JSON parameter: text, or what an expression made of it. */
export function jsonParameter(
	context: IExecuteFunctions,
	value: unknown,
	name: string,
	itemIndex: number,
): unknown {
	if (typeof value !== 'string') return value;
	if (value.trim() === '') return undefined;
	try {
		const parsed: unknown = JSON.parse(value);
		return parsed;
	} catch (error) {
		const reason = error instanceof Error ? error.message : 'it cannot be read';
		throw new NodeOperationError(
			context.getNode(),
			`"${name}" is not valid JSON [Item ${itemIndex}]`,
			{
				itemIndex,
				description: `Check quotes, commas and brackets: ${reason}`,
			},
		);
	}
}
