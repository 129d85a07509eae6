import { isRecord } from '../../../transport/reply';
import type { IDataObject } from 'n8n-workflow';
import { isBlank } from './text';
import { shown, ValueError } from './value-error';

function parse(text: string): { parsed?: unknown; reason?: string } {
	try {
		return { parsed: JSON.parse(text) };
	} catch (error) {
		return { reason: error instanceof Error ? error.message : 'it cannot be read' };
	}
}

/**
 * Reads JSON: text, or what an expression made of it. Undefined for a blank.
 *
 * @throws ValueError for text that is not JSON
 */
export function readJson(value: unknown): unknown {
	if (isBlank(value)) return undefined;
	if (typeof value !== 'string') return value;
	const { parsed, reason } = parse(value);
	if (reason === undefined) return parsed;
	throw new ValueError('is not valid JSON', `Check quotes, commas and brackets: ${reason}`);
}

/**
 * Reads an object, as JSON or from an expression. Undefined for a blank.
 *
 * @throws ValueError for everything else
 */
export function readObject(value: unknown): IDataObject | undefined {
	const object = readJson(value);
	if (object === undefined || isRecord(object)) return object;
	throw new ValueError(
		'must be a JSON object',
		`Got ${shown(object)}. Write it as {"name": "value"}.`,
	);
}
