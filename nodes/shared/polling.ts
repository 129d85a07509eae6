import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

/** The ID that a resource locator stands for; undefined where it is empty. */
export function locatorId(
	context: IPollFunctions,
	name: string,
	displayName: string,
): string | undefined {
	const value: unknown = context.getNodeParameter(name, '', { extractValue: true });
	const id = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	if (id === '') return undefined;
	if (/^\d+$/.test(id)) return id;
	throw new NodeOperationError(context.getNode(), `"${displayName}" is no ID: ${id.slice(0, 40)}`, {
		description: 'Select it from the list, or enter its number.',
	});
}

/** The entries of a comma-separated text. */
export function commaList(value: unknown): string[] {
	const text = typeof value === 'string' ? value : '';
	return text
		.split(',')
		.map((entry) => entry.trim())
		.filter(Boolean);
}

/** Only these keys of a row, as far as it has them. */
export function picked(row: IDataObject, keys: readonly string[]): IDataObject {
	return Object.fromEntries(keys.filter((key) => key in row).map((key) => [key, row[key]]));
}
